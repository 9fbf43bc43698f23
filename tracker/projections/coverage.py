"""For whom, and for which days, the log is declared to be complete: only there may a first be called a first."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from events.edtf import Span, parse
from events.model import Coverage
from tracker.projections.claims.curation import Original, stands
from tracker.projections.knowledge import Knowledge
from tracker.projections.reckoned_rows import CoverageRow


def declared(db: sqlite3.Connection, original: Original) -> list[CoverageRow]:
    """What is declared, in log order; what was taken back is left out."""
    found = []
    rows = db.execute("SELECT id FROM claims_curation WHERE type = 'coverage' ORDER BY position").fetchall()
    for (event_id,) in rows:
        record = original(event_id)
        if record is not None and isinstance(record.event, Coverage) and stands(db, event_id, original):
            event = record.event
            row = (record.position, record.id, event.subjects, event.period, record.basis, record.recorded_by)
            found.append(CoverageRow(*row))
    return found


def coverage(db: sqlite3.Connection, original: Original, knowledge: Knowledge) -> Mapping[str, Sequence[Span]]:
    """The periods by the key of the person whom they are declared for, in log order."""
    found: dict[str, list[Span]] = {}
    for row in declared(db, original):
        for subject in row.subjects:
            found.setdefault(knowledge.actor(subject, "person", None), []).append(parse(row.period))
    return found


def covering(periods: Sequence[Span], first: date, last: date) -> Span | None:
    """The period that holds both days; of several the one that reaches back farthest."""
    holding = [
        one
        for one in periods
        if (one.earliest is None or one.earliest <= first) and (one.latest is None or last <= one.latest)
    ]
    return min(holding, key=lambda one: one.earliest or date.min, default=None)
