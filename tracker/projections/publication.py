"""Which part of the log was public at an instant: as a rule all up to a position, and a few events behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from events.envelope import Recorded
from tracker.projections.cutoff import counts_from

TABLE = "CREATE TABLE publication (position INTEGER PRIMARY KEY, counts_from TEXT NOT NULL) STRICT"


class Admitted(NamedTuple):
    """What a cut-off admits: everything up to a position, and some events behind the first that it does not admit."""

    prefix: int
    late: list[int]


def note(db: sqlite3.Connection, records: Iterable[Recorded]) -> None:
    """Note from when events count."""
    rows = [(record.position, counts_from(record)) for record in records]
    db.executemany("INSERT INTO publication VALUES (?, ?)", rows)


def admitted(db: sqlite3.Connection, position: int, published: str) -> Admitted:
    """What was public at an instant, of the events up to a position that are noted."""
    row = db.execute(
        "SELECT position FROM publication WHERE counts_from > ? AND position <= ? ORDER BY position LIMIT 1",
        (published, position),
    ).fetchone()
    if row is None:
        return Admitted(position, [])
    rows = db.execute(
        "SELECT position FROM publication WHERE counts_from <= ? AND position > ? AND position <= ? ORDER BY position",
        (published, row[0], position),
    )
    return Admitted(row[0] - 1, [late for (late,) in rows])
