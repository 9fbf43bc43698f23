"""The axis of the timeline: which column of cells a day lies in, at a scale from days to years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

SCALES = (
    ("day", 4), ("day", 2), ("day", 1), ("week", 2), ("week", 1), ("month", 2), ("month", 1), ("year", 2), ("year", 1),
)  # fmt: skip
"""The unit of each scale and how many cells it takes, the nearest first."""
_WEEK, _MONTHS, _MONTH, _YEAR = 7, 12, 30, 366
_FILLED = 0.8
"""The part of the width that something takes when it is brought into sight."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What of the time is in sight.

    Attributes:
        scale: the number of one of `SCALES`.
        left: the leftmost cell; cells are counted through from the beginning of the calendar.
        width: how many cells are in sight.
    """

    scale: int
    left: int
    width: int

    @property
    def unit(self) -> str:
        """What a step of the scale is: day, week, month or year."""
        return SCALES[self.scale][0]

    def cell(self, day: date, *, end: bool = False) -> int:
        """The cell of a day; of several that it takes the first one, or the last."""
        unit, cells = SCALES[self.scale]
        if unit == "day":
            return day.toordinal() * cells + (cells - 1 if end else 0)
        if unit == "week":
            week, weekday = divmod(day.toordinal() - 1, _WEEK)
            return week * cells + weekday * cells // _WEEK
        if unit == "month":
            return (day.year * _MONTHS + day.month - 1) * cells + min(cells - 1, (day.day - 1) * cells // _MONTH)
        return day.year * cells + (day.timetuple().tm_yday - 1) * cells // _YEAR

    def day(self, cell: int) -> date:
        """The first day that lies in a cell, as far as the calendar reaches."""
        unit, cells = SCALES[self.scale]
        number, part = divmod(cell, cells)
        if unit in ("day", "week"):
            ordinal = number if unit == "day" else number * _WEEK + 1 + -(-part * _WEEK // cells)
            return date.fromordinal(max(1, min(date.max.toordinal(), ordinal)))
        year, month = divmod(number, _MONTHS) if unit == "month" else (number, 0)
        if not MINYEAR <= year <= MAXYEAR:
            return date.min if year < MINYEAR else date.max
        past = part * _MONTH // cells if unit == "month" else -(-part * _YEAR // cells)
        return date(year, month + 1, 1) + timedelta(days=past)

    def column(self, day: date, *, end: bool = False) -> int:
        """The column of a day; below 0 or above the width where it is not in sight."""
        return self.cell(day, end=end) - self.left

    @property
    def first(self) -> date:
        """The first day in sight."""
        return self.day(self.left)

    @property
    def last(self) -> date:
        """The last day in sight, wholly or in part."""
        after = self.day(self.left + self.width)
        return max(self.day(self.left + self.width - 1), after - timedelta(days=1) if after < date.max else after)

    def moved(self, columns: int) -> Axis:
        """Later by so many columns, or earlier; never beyond the calendar."""
        return replace(self, left=max(self.cell(date.min), min(self.cell(date.max) - self.width, self.left + columns)))

    def around(self, day: date, share: float = 0.5) -> Axis:
        """The same scale with a day at a share of the width."""
        return replace(self, left=self.cell(day) - round(self.width * share)).moved(0)

    def rescaled(self, scale: int, day: date) -> Axis:
        """Another scale – the nearest or the farthest where there is none – with a day in the column where it is."""
        column = self.column(day)
        share = column / self.width if 0 <= column < self.width else 0.5
        return replace(self, scale=max(0, min(len(SCALES) - 1, scale))).around(day, share)

    def showing(self, first: date, last: date) -> Axis:
        """The nearest scale at which all days from one to another are in sight with some room, else the farthest."""
        axis = self
        for scale in range(len(SCALES)):
            axis = replace(self, scale=scale)
            need = axis.cell(last, end=True) - axis.cell(first) + 1
            if need <= self.width * _FILLED:
                return replace(axis, left=axis.cell(first) - (self.width - need) // 2).moved(0)
        return axis.around(last, _FILLED)
