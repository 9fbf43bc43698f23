"""The words above the axis: the greater periods, and as many of the lesser ones as have room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MINYEAR, date

from tracker.wording import say
from tui.lanes.axis import SCALES, Axis

Tick = tuple[int, str]
"""A column, and what stands there."""
_EVERY = {("week", 2): 1, ("week", 1): 1, ("month", 2): 3, ("month", 1): 6}
"""Months from one name to the next, by scale."""


def starts(axis: Axis) -> list[int]:
    """The columns where a greater period begins: a month, a year, a decade."""
    return [column for column, _ in _starts(axis) if column > 0]


def greater(axis: Axis) -> list[Tick]:
    """The greater periods; the first one is that at the left edge."""
    inside = [(column, day) for column, day in _starts(axis) if column > 0]
    return [(column, _greater_name(axis, day)) for column, day in [(0, axis.first), *inside]]


def lesser(axis: Axis) -> Iterator[Tick]:
    """The lesser periods: days or Mondays, months, years."""
    first, last = axis.first, axis.last
    cells = SCALES[axis.scale][1]
    if axis.unit == "day":
        days = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        found = ((day, str(day.day)) for day in days if cells > 2 or day.weekday() == 0)
    elif axis.unit == "year":
        years = (date(year, 1, 1) for year in range(first.year, last.year + 1) if year % 5 == 0 and cells > 1)
        found = ((day, f"{day.year % 100:02}") for day in years)
    else:
        every = _EVERY[SCALES[axis.scale]]
        found = ((day, _month(day)) for day in _months(first, last) if (day.month - 1) % every == 0)
    return ((column, words) for day, words in found if (column := axis.column(day)) >= 0)


def _starts(axis: Axis) -> Iterator[tuple[int, date]]:
    first, last = axis.first, axis.last
    if axis.unit == "day":
        days = _months(first, last)
    else:
        step = 10 if axis.unit == "year" else 1
        years = range(max(MINYEAR, first.year - first.year % step), last.year + 1, step)
        days = (date(year, 1, 1) for year in years)
    return ((axis.column(day), day) for day in days)


def _months(first: date, last: date) -> Iterator[date]:
    """The first days of the months from that of one day to that of another."""
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(month // 12, month % 12 + 1, 1)


def _greater_name(axis: Axis, day: date) -> str:
    if axis.unit == "day":
        return say("dates.month", month=_month(day), year=day.year)
    return str(day.year - day.year % 10) if axis.unit == "year" else str(day.year)


def _month(day: date) -> str:
    return say("dates.months").split()[day.month - 1]
