"""Which happening a statement tells of: the one that it names, else those that its own words assert (DOMAIN 3.5)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

_NAMED = """
SELECT s.position, m.key FROM claims s JOIN claims c ON c.id = s.about JOIN happenings_members m ON m.claim = c.position
WHERE s.type = 'statement' AND s.retracted = 0 AND s.about IS NOT NULL AND c.type <> 'statement'
"""
_OVERLAPPING = """
SELECT s.position, m.key FROM claims s
JOIN claims c ON c.document = s.document AND c.type <> 'statement' AND c.retracted = 0
JOIN happenings_members m ON m.claim = c.position
WHERE s.type = 'statement' AND s.retracted = 0 AND s.document IS NOT NULL AND s.about IS NULL
AND EXISTS (
    SELECT 1 FROM json_each(s.evidence) a, json_each(c.evidence) b
    WHERE a.value ->> 0 < b.value ->> 1 AND b.value ->> 0 < a.value ->> 1
)
"""


def told_of(db: sqlite3.Connection, kinds: Collection[str] | None = None) -> dict[int, frozenset[int]]:
    """For each statement that tells of happenings, by the position of its claim, their keys.

    A statement that names none (`about`) tells of what is read out of the very words that are its evidence: "X
    confirmed that they will meet" is a statement and a meeting.

    Args:
        db: the views to read.
        kinds: only statements of these kinds; None for all.
    """
    chosen = "" if kinds is None else " AND s.statement_kind IN (SELECT value FROM json_each(?))"
    wanted = () if kinds is None else (json.dumps(sorted(kinds)),)
    found: dict[int, set[int]] = {}
    for query in (_NAMED, _OVERLAPPING):
        for position, key in db.execute(f"{query}{chosen} ORDER BY s.position, m.key", wanted):
            found.setdefault(position, set()).add(key)
    return {position: frozenset(keys) for position, keys in found.items()}
