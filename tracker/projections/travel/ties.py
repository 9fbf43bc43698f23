"""What users tie to one journey: links of the relation ``leg_of``, and the happenings that they name."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from events.envelope import Recorded
from events.model import Link
from tracker.projections.claims.curation import Original, stands

TABLES = """
CREATE TABLE itineraries_ties (position INTEGER PRIMARY KEY, id TEXT NOT NULL, members TEXT NOT NULL) STRICT;
"""


class Ties(NamedTuple):
    """The sets of happenings that standing links tie, and all happenings that any such link ever named."""

    standing: list[frozenset[int]]
    named: frozenset[int]


def note(db: sqlite3.Connection, record: Recorded) -> None:
    """Note a link, if it ties journeys."""
    if isinstance(record.event, Link) and record.event.relation == "leg_of":
        row = (record.position, record.id, json.dumps(record.event.members))
        db.execute("INSERT INTO itineraries_ties VALUES (?, ?, ?)", row)


def ties(db: sqlite3.Connection, original: Original) -> Ties:
    """The ties as they are now."""
    rows = db.execute(
        "SELECT t.id, m.key FROM itineraries_ties t CROSS JOIN json_each(t.members) q"
        " JOIN claims c ON c.id = q.value JOIN happenings_members m ON m.claim = c.position ORDER BY t.position"
    ).fetchall()
    keys: dict[str, set[int]] = {}
    for link, key in rows:
        keys.setdefault(link, set()).add(key)
    standing = [frozenset(tied) for link, tied in keys.items() if stands(db, link, original)]
    return Ties(standing, frozenset(key for _, key in rows))
