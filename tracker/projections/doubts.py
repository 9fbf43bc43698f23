"""The projection ``doubts``: the claims of which the parser was not sure, and the readings that a hand confirmed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from events.envelope import Recorded
from events.model import Assess, Claim
from tracker.projections.claims.curation import Original, stands
from tracker.projections.contract import Projection

_PARSED = "parser:"


class Doubts(Projection):
    """One row a doubtful claim in ``doubts``, one a confirmed reading in ``doubts_readings``; neither ever changes.

    Whether a claim still stands, was corrected or its confirmation taken back is asked when the rows are read.
    """

    name = "doubts"
    version = 1
    tables = """
        CREATE TABLE doubts (position INTEGER PRIMARY KEY, fields TEXT NOT NULL) STRICT;
        CREATE TABLE doubts_readings (
            position INTEGER PRIMARY KEY, id TEXT NOT NULL, target TEXT NOT NULL
        ) STRICT;
        CREATE INDEX doubts_readings_target ON doubts_readings (target);
    """

    def departure(self, db: sqlite3.Connection, record: Recorded) -> None:
        """A doubtful claim is noted; so are those of the other four types."""
        assert isinstance(record.event, Claim)
        if record.event.doubts:
            fields = "|".join(dict.fromkeys(doubt.field for doubt in record.event.doubts))
            db.execute("INSERT INTO doubts VALUES (?, ?)", (record.position, fields))

    arrival = visit = summit = statement = departure

    def assess(self, db: sqlite3.Connection, record: Recorded) -> None:
        """A confirmed reading is noted."""
        assert isinstance(record.event, Assess)
        if record.event.reading is not None:
            row = (record.position, record.id, record.event.target)
            db.execute("INSERT INTO doubts_readings VALUES (?, ?, ?)", row)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A claim that waits for a hand: its position, id, article and happening, and the fields in doubt."""

    position: int
    event_id: str
    document: str | None
    happening: int | None
    fields: tuple[str, ...]


def confirmed(db: sqlite3.Connection, original: Original) -> frozenset[str]:
    """Ids of the claims whose reading a hand has confirmed, as far as the confirmations stand."""
    rows = db.execute("SELECT id, target FROM doubts_readings ORDER BY position").fetchall()
    return frozenset(target for id, target in rows if stands(db, id, original))


def doubtful(db: sqlite3.Connection, original: Original, newest: int = -1) -> list[Doubtful]:
    """The doubtful claims that no hand has touched yet, the newest first; of the newest so many, -1 for all."""
    rows = db.execute(
        "SELECT d.position, c.id, c.document, m.key, d.fields FROM doubts d JOIN claims c USING (position)"
        " LEFT JOIN happenings_members m ON m.claim = d.position"
        " WHERE c.retracted = 0 AND c.corrected = '' ORDER BY d.position DESC"
        " LIMIT ?",
        (newest,),
    ).fetchall()
    done = confirmed(db, original)
    return [
        Doubtful(position, id, document, key, tuple(fields.split("|")))
        for position, id, document, key, fields in rows
        if id not in done
    ]


def unread(db: sqlite3.Connection, original: Original, articles: Collection[str] | None = None) -> dict[str, int]:
    """How many claims of the parser in each article wait to be looked at; articles without any are left out.

    Args:
        articles: ids of those that are looked at; None for all.
    """
    among = "document IS NOT NULL"
    wanted: tuple[str, ...] = ()
    if articles is not None:
        among, wanted = "document IN (SELECT value FROM json_each(?))", (json.dumps(list(articles)),)
    rows = db.execute(
        f"SELECT document, id FROM claims WHERE {among} AND retracted = 0 AND corrected = ''"
        " AND substr(recorded_by, 1, ?) = ?",
        (*wanted, len(_PARSED), _PARSED),
    )
    done = confirmed(db, original)
    waiting: dict[str, int] = {}
    for document, id in rows:
        if id not in done:
            waiting[document] = waiting.get(document, 0) + 1
    return waiting
