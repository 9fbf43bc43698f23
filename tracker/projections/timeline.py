"""The timeline: every happening that stands, in the order of the days, as far back and ahead as the log reaches."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date

from tracker.projections.claims.windows import width
from tracker.projections.dated import dated
from tracker.projections.happenings.summary import Summary
from tracker.projections.reckoned_rows import TimelineRow
from tracker.projections.statements.told_of import told_of


def timeline(db: sqlite3.Connection, as_of: date) -> list[TimelineRow]:
    """The happenings by first day, the narrower date first; one without a date stands at the day of its first report.

    Args:
        db: the views to read.
        as_of: the day that decides what is under way or has lapsed.
    """
    told = Counter(key for keys in told_of(db).values() for key in keys)
    rows = db.execute("SELECT * FROM happenings WHERE state <> 'retracted' ORDER BY key")
    found = [_row(Summary._make(row), as_of, told) for row in rows]
    return sorted(found, key=lambda row: (row.day, not row.dated, width(row.earliest, row.latest), row.key))


def _row(summary: Summary, as_of: date, told: Counter[int]) -> TimelineRow:
    return TimelineRow(
        **dated(summary, as_of.toordinal()),
        day=summary.earliest or summary.latest or summary.first_told,
        dated=bool(summary.earliest or summary.latest),
        channel=summary.channel,
        credibility=summary.credibility,
        statements=told[summary.key],
    )
