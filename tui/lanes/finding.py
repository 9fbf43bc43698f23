"""Where on the axis the items of a lane lie, and which of them is meant by a day or a column."""

from __future__ import annotations

from datetime import date

from tracker.projections.lane_rows import LaneItems, LaneJourney, LaneMark
from tui.lanes.axis import Axis
from tui.lanes.source import Item, sorted_items

_NEAR = 2
"""Columns from a click to the sign that it means."""


def place(mark: LaneMark, axis: Axis) -> int:
    """The column of a meeting's sign: its first day, or the middle of what is vague and in sight."""
    if mark.first == mark.last or (mark.first_known and mark.first):
        return axis.column(date.fromisoformat(mark.first or mark.last or ""))
    return middle(axis, mark.first, mark.last)


def column_of(item: Item, axis: Axis) -> int:
    """The column at which an item is looked for: a sign, or the beginning of a journey."""
    return place(item, axis) if isinstance(item, LaneMark) else axis.column(date.fromisoformat(item.start))


def span_of(item: Item, axis: Axis) -> tuple[int, int]:
    """The first and the last column of an item, in sight or not."""
    return span(axis, item.start, item.end) if isinstance(item, LaneJourney) else span(axis, item.first, item.last)


def middle(axis: Axis, first: str | None, last: str | None) -> int:
    """The column in the middle of what is in sight between two days; out of sight where all of it is."""
    start, end = span(axis, first, last)
    if end < 0 or start >= axis.width:
        return start
    return (max(0, start) + min(axis.width - 1, end)) // 2


def span(axis: Axis, first: str | None, last: str | None) -> tuple[int, int]:
    """The columns from one day to another; an open end reaches to the edge of what is in sight."""
    start = axis.column(date.fromisoformat(first)) if first else -1
    end = axis.column(date.fromisoformat(last), end=True) if last else axis.width
    return start, max(start, end)


def in_sight(item: Item, axis: Axis) -> bool:
    """Whether any part of an item is in sight."""
    first, last = span_of(item, axis)
    return first < axis.width and last >= 0


def nearest(items: LaneItems, axis: Axis, day: date) -> Item | None:
    """The item in sight that lies nearest to a day."""
    column = axis.column(day)
    inside = (item for item in sorted_items(items) if in_sight(item, axis))
    return min(inside, key=lambda item: abs(column_of(item, axis) - column), default=None)


def hit(items: LaneItems, axis: Axis, column: int) -> Item | None:
    """The item that a click on a column means: a sign close by, else what reaches over the column, else none."""
    every = sorted_items(items)
    close = [item for item in every if abs(column_of(item, axis) - column) <= _NEAR]
    if close:
        return min(close, key=lambda item: abs(column_of(item, axis) - column))
    return next((item for item in every if span_of(item, axis)[0] <= column <= span_of(item, axis)[1]), None)
