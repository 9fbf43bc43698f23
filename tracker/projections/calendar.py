"""What is to come, by date; what has no date; and what should have come and of which nobody reports (DOMAIN 3.8)."""

from __future__ import annotations

import sqlite3
from datetime import date

from tracker.projections.claims.windows import iso, width
from tracker.projections.dated import dated
from tracker.projections.happenings.state import OPEN
from tracker.projections.happenings.summary import Summary
from tracker.projections.reckoned_rows import CalendarRow

_PARTS = ("ahead", "undated", "overdue")
_STATES = ("under_way", "announced", "rumoured")
_OVERDUE_DAYS = 30


def calendar(db: sqlite3.Connection, as_of: date) -> list[CalendarRow]:
    """The calendar on a day: dated ones by first day, then the narrower date; undated; overdue, the newest first."""
    today = as_of.toordinal()
    rows = db.execute(
        "SELECT * FROM happenings WHERE state = 'under_way' OR state IN ('announced', 'rumoured') AND day >= ?"
        " ORDER BY key",
        (today - _OVERDUE_DAYS,),
    )
    found = [_row(Summary._make(row), today) for row in rows]
    return sorted((row for row in found if row is not None), key=_order)


def _row(summary: Summary, today: int) -> CalendarRow | None:
    shown = dated(summary, today)
    if shown["state"] in OPEN or shown["state"] == "under_way":
        part = "ahead" if summary.earliest or summary.latest else "undated"
    elif shown["state"] == "lapsed":
        part = "overdue"
    else:
        return None
    due = iso(summary.day) if summary.day else None
    return CalendarRow(**shown, part=part, due=due, overdue=today - summary.day if part == "overdue" else None)


def _order(row: CalendarRow) -> tuple[int, int, str, int, int, int]:
    part = _PARTS.index(row.part)
    if row.overdue is not None:
        return part, row.overdue, "", 0, 0, row.key
    begins = row.earliest or row.latest or ""
    return part, 0, begins, width(row.earliest, row.latest), _STATES.index(row.state), row.key
