"""What is read for the lanes: what comes into sight, by pages and tiles, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.projections.lane_rows import LaneItems, LaneMark, LaneRow
from tui.lanes.axis import Axis
from tui.lanes.source import PAGE, LaneSource, order

FIRST = date(2024, 1, 1)
AXIS = Axis(2, FIRST.toordinal(), 80)


class Reader:
    """Answers meetings every so many days in every lane, and notes what it was asked."""

    def __init__(self, every: int = 10) -> None:
        self.every = every
        self.asked: list[tuple[int, str, str]] = []

    def __call__(self, lanes: Sequence[LaneRow], first: str, last: str) -> list[LaneItems]:
        self.asked.append((len(lanes), first, last))
        days = (FIRST + timedelta(days=number * self.every) for number in range(40))
        marks = tuple(
            LaneMark(n, f"e{n}", "held", day.isoformat(), day.isoformat(), True, True, "", None)
            for n, day in enumerate(days)
            if first <= day.isoformat() <= last
        )
        return [LaneItems(marks) for _ in lanes]


def lanes(count: int) -> list[LaneRow]:
    return [LaneRow(f"p{n}", f"P {n}", None, None, (f"p{n}",), "2024-01-01", "2025-02-01", 40) for n in range(count)]


def test_lanes_and_days_in_sight_are_read_once() -> None:
    reader = Reader()
    source = LaneSource(lanes(1000), reader)
    for _ in range(3):
        for lane in range(10):
            source.items(lane, AXIS)
    assert 1 <= len(reader.asked) <= 2
    assert all(count <= PAGE for count, _, _ in reader.asked)


@given(st.integers(-400, 400))
def test_every_item_in_sight_is_there_wherever_the_tiles_lie(days: int) -> None:
    source = LaneSource(lanes(3), Reader())
    axis = AXIS.moved(days)
    found = {mark.first for mark in source.items(1, axis).marks}
    expected = {(FIRST + timedelta(days=10 * n)).isoformat() for n in range(40)}
    assert found >= {day for day in expected if axis.first.isoformat() <= day <= axis.last.isoformat()}


def test_a_walk_through_a_lane_meets_every_item_in_order_and_back() -> None:
    source = LaneSource(lanes(1), Reader(every=300))
    item, met = None, []
    while (item := source.beside(0, item, FIRST - timedelta(days=5000), 1)) is not None:
        met.append(item.key)
    assert met == list(range(40))
    item, back = None, []
    while (item := source.beside(0, item, FIRST + timedelta(days=90_000), -1)) is not None:
        back.append(item.key)
    assert back == met[::-1]


def test_items_are_ordered_by_day() -> None:
    marks = [
        LaneMark(n, "", "held", day, day, True, True, "", None) for n, day in enumerate(("2024-02-01", "2024-01-01"))
    ]
    assert [one.key for one in sorted(marks, key=order)] == [1, 0]
