"""Which curation events may act on an event, directly or through other curation, as far as one database knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from events.effective import retracted
from events.envelope import Recorded
from events.model import AnyClaim, Assess

Original = Callable[[str], Recorded | None]
"""An event of the log by its id; events never change, so any reader of the log will do."""


def curation_of(db: sqlite3.Connection, event_id: str, original: Original) -> list[Recorded]:
    """Retractions and corrections of an event, and those that act on them, in log order."""
    found: dict[str, int] = {}
    waiting = [(event_id, 0)]
    while waiting:
        target, position = waiting.pop()
        rows = db.execute(
            "SELECT id, position FROM claims_curation WHERE target = ? AND type IN ('retraction', 'correction')"
            " AND position > ?",
            (target, position),
        )
        for row in rows.fetchall():
            if row[0] not in found:
                found[row[0]] = row[1]
                waiting.append(row)
    records = (original(one) for one in sorted(found, key=found.__getitem__))
    return [record for record in records if record is not None]


def stands(db: sqlite3.Connection, event_id: str, original: Original) -> bool:
    """Whether no retraction of the event holds."""
    return event_id not in retracted(curation_of(db, event_id, original))


def preferred_fields(db: sqlite3.Connection, event_id: str, original: Original) -> str:
    """The fields of a claim whose value standing judgements prefer: "when@12|place@15"."""
    rows = db.execute(
        "SELECT position, id FROM claims_curation WHERE target = ? AND type = 'assess' ORDER BY position", (event_id,)
    )
    marks = []
    for position, judgement_id in rows.fetchall():
        record = original(judgement_id)
        prefer = record.event.prefer if record and isinstance(record.event, Assess) else None
        if prefer and prefer.claim == event_id and stands(db, judgement_id, original):
            marks.append(f"{prefer.field.partition('.')[0]}@{position}")
    return "|".join(marks)


def corrected_fields(record: Recorded, event: AnyClaim) -> str:
    """The top-level fields in which a claim reads otherwise than it was recorded, joined by "|"."""
    changed = [name for name in type(event).model_fields if getattr(event, name) != getattr(record.event, name)]
    return "|".join(changed)
