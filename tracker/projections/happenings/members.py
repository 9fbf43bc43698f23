"""Happenings with the claims that make them, many at a time; for the views that are reckoned from both."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from tracker.projections.claims.facts import Facts
from tracker.projections.happenings.component import load
from tracker.projections.happenings.summary import Summary

_CHUNK = 1_000


def with_members(db: sqlite3.Connection, keys: Sequence[int]) -> Iterator[tuple[Summary, list[Facts]]]:
    """The happenings with these keys that stand, in their order, each with its standing claims in log order."""
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        members = members_of(db, chunk)
        rows = db.execute(
            "SELECT * FROM happenings WHERE state <> 'retracted' AND key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(chunk)),),
        )
        found = {row[0]: Summary._make(row) for row in rows}
        for key in chunk:
            if key in found:
                yield found[key], [claim for claim in members.get(key, ()) if not claim.retracted]


def members_of(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, list[Facts]]:
    """The claims of some happenings in log order, retracted ones among them, by the key of each."""
    wanted = json.dumps(list(keys))
    rows = db.execute(
        "SELECT claim, key FROM happenings_members WHERE key IN (SELECT value FROM json_each(?))", (wanted,)
    )
    of: dict[int, int] = dict(rows.fetchall())
    members: dict[int, list[Facts]] = {}
    for claim in load(db, list(of)):
        members.setdefault(of[claim.position], []).append(claim)
    return members
