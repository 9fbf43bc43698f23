"""On which days of a calendar a happening stands: its day, its window, or what a plan with an open end may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.projections.horizons import horizon
from tracker.projections.rows import MeetingRow


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both counted; ``exact`` where a single day is told; ``open`` where an end is only assumed."""

    first: date
    last: date
    exact: bool
    open: bool


def days_of(row: MeetingRow) -> Days | None:
    """The days of a happening; None where no time is told.

    An open end reaches as far as its phrase can be expected to hold (DOMAIN 2.8); "until" stands on its last day alone.
    """
    first, last = _day(row.earliest), _day(row.latest)
    if first is not None and last is not None:
        return Days(first, last, first == last, False)
    if first is not None:
        return Days(first, _later(first, horizon(row.when_text)), False, True)
    return Days(last, last, False, True) if last is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
