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
        wanted = json.dumps(list(keys[start : start + _CHUNK]))
        chosen = "IN (SELECT value FROM json_each(?))"
        pairs = db.execute(
            f"SELECT claim, key FROM happenings_members WHERE retracted = 0 AND key {chosen}", (wanted,)
        ).fetchall()
        of = dict(pairs)
        members: dict[int, list[Facts]] = {}
        for claim in load(db, list(of)):
            members.setdefault(of[claim.position], []).append(claim)
        rows = db.execute(f"SELECT * FROM happenings WHERE state <> 'retracted' AND key {chosen}", (wanted,))
        summaries = {row[0]: Summary._make(row) for row in rows}
        for key in keys[start : start + _CHUNK]:
            if key in summaries:
                yield summaries[key], members.get(key, [])
