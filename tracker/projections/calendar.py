"""What is to come, by date; what has no date; and what should have come and of which nobody reports (DOMAIN 3.8)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from tracker.projections.board import is_on, summaries
from tracker.projections.claims.windows import iso
from tracker.projections.dated import dated
from tracker.projections.happenings.state import OPEN
from tracker.projections.happenings.summary import Summary
from tracker.projections.ordering import Among, By, Run, Runs
from tracker.projections.reckoned_rows import CalendarRow

_STATES = ("under_way", "announced", "rumoured")
_OVERDUE_DAYS = 30
_STANDING = "CASE state WHEN 'under_way' THEN 0 WHEN 'announced' THEN 1 ELSE 2 END"


def calendar_order(db: sqlite3.Connection, as_of: date) -> Runs:
    """The calendar on a day: dated ones by first day, then the narrower date; undated; overdue, the newest first."""
    order = (By("begins"), By("width"), By(_STANDING), By("key"))
    on = [is_on(state, as_of) for state in _STATES]
    ahead, undated = (
        Run("happenings", "key", by, tuple(Among(f"{one.condition} AND dated = {with_date}", one.values) for one in on))
        for with_date, by in ((1, order), (0, order[2:]))
    )
    return Runs(db, [ahead, undated, _overdue(as_of)])


def overdue_order(db: sqlite3.Connection, as_of: date) -> Runs:
    """Of the calendar what should have come by a day and of which nobody reports, the newest first."""
    return Runs(db, [_overdue(as_of)])


def _overdue(as_of: date) -> Run:
    today = as_of.toordinal()
    lapsed = tuple(
        Among(f"state = '{state}' AND day BETWEEN ? AND ?", (today - _OVERDUE_DAYS, today - 1))
        for state in sorted(OPEN)
    )
    return Run("happenings", "key", (By("day", down=True), By("key")), lapsed)


def calendar_rows(db: sqlite3.Connection, keys: Sequence[int], as_of: date) -> list[CalendarRow]:
    """The rows of the calendar with some keys, in their order; one that is gone meanwhile is left out."""
    found = summaries(db, keys)
    return [_row(found[key], as_of.toordinal()) for key in keys if key in found]


def _row(summary: Summary, today: int) -> CalendarRow:
    shown = dated(summary, today)
    lapsed = shown["state"] == "lapsed"
    part = "overdue" if lapsed else "ahead" if summary.dated else "undated"
    due = iso(summary.day) if summary.day else None
    return CalendarRow(**shown, part=part, due=due, overdue=today - summary.day if lapsed else None)
