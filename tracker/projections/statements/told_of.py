"""Which happening a statement tells of: the one that it names, else those that its own words assert (DOMAIN 3.5)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Literal

By = Literal["happening", "statement"]

_NAMED = "c.id = s.about AND c.type <> 'statement'"
_OVERLAPPING = """
c.type <> 'statement' AND c.retracted = 0 AND s.about IS NULL AND EXISTS (
    SELECT 1 FROM json_each(s.evidence) said, json_each(c.evidence) read
    WHERE said.value ->> 0 < read.value ->> 1 AND read.value ->> 0 < said.value ->> 1
)
"""
_FROM_HAPPENINGS = """
json_each(?) q CROSS JOIN happenings_members m ON m.key = q.value CROSS JOIN claims c ON c.position = m.claim
"""
_NAMING = "claims_about n {} CROSS JOIN claims s ON s.position = n.position"
_FROM_STATEMENTS = "json_each(?) q CROSS JOIN claims s ON s.position = q.value"
_MEMBER = "CROSS JOIN happenings_members m ON m.claim = c.position"
_QUERIES: dict[By | None, tuple[str, str]] = {
    None: (
        f"{_NAMING.format('')} CROSS JOIN claims c ON c.id = n.target {_MEMBER}",
        f"claims s CROSS JOIN claims c ON c.document = s.document {_MEMBER}",
    ),
    "happening": (
        f"{_FROM_HAPPENINGS} CROSS JOIN {_NAMING.format('ON n.target = c.id')}",
        f"{_FROM_HAPPENINGS} CROSS JOIN claims s ON s.document = c.document",
    ),
    "statement": (
        f"{_FROM_STATEMENTS} CROSS JOIN claims c ON c.id = s.about {_MEMBER}",
        f"{_FROM_STATEMENTS} CROSS JOIN claims c ON c.document = s.document {_MEMBER}",
    ),
}
"""From where one looks, each way by an index: for those that a statement names, for those that its words assert."""


def told_of(
    db: sqlite3.Connection, by: By | None = None, keys: Collection[int] = (), kinds: Collection[str] | None = None
) -> list[tuple[int, int]]:
    """Statements that tell of happenings: the position of the claim, and the key of the happening, in their order.

    A statement that names none (`about`) tells of what is read out of the very words that are its evidence: "X
    confirmed that they will meet" is a statement and a meeting.

    Args:
        db: the views to read.
        by: whether ``keys`` are those of happenings or the positions of statements' claims; None for all there are.
        keys: of which one wants to know.
        kinds: only statements of these kinds; None for all.
    """
    chosen = "" if kinds is None else " AND s.statement_kind IN (SELECT value FROM json_each(?))"
    values = [] if by is None else [json.dumps(list(keys))]
    if kinds is not None:
        values.append(json.dumps(sorted(kinds)))
    found: set[tuple[int, int]] = set()
    for source, condition in zip(_QUERIES[by], (_NAMED, _OVERLAPPING), strict=True):
        found.update(
            db.execute(
                f"SELECT s.position, m.key FROM {source}"
                f" WHERE s.type = 'statement' AND s.retracted = 0 AND {condition}{chosen}",
                values,
            )
        )
    return sorted(found)
