"""The axis of days: every day has its column at every scale, in order, and what is to be in sight is in sight."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.lanes.axis import SCALES, Axis
from tui.lanes.ticks import greater, lesser, starts

DAYS = st.dates(date(1000, 1, 1), date(3000, 1, 1))
SCALE = st.integers(0, len(SCALES) - 1)
WIDTH = st.integers(20, 200)


@given(SCALE, DAYS, WIDTH)
def test_the_first_day_of_a_cell_lies_in_it(scale: int, day: date, width: int) -> None:
    axis = Axis(scale, 0, width).around(day)
    cell = axis.cell(day)
    assert axis.cell(axis.day(cell)) == cell
    assert axis.day(cell) <= day


@given(SCALE, DAYS, st.integers(0, 20_000))
def test_later_days_never_lie_to_the_left(scale: int, day: date, later: int) -> None:
    axis = Axis(scale, 0, 80)
    assert axis.cell(day) <= axis.cell(day + timedelta(days=later))
    assert axis.cell(day) <= axis.cell(day, end=True)


@given(SCALE, DAYS, WIDTH)
def test_what_is_in_sight_begins_and_ends_at_the_edges(scale: int, day: date, width: int) -> None:
    axis = Axis(scale, 0, width).around(day)
    assert axis.column(axis.first) <= 0 <= axis.column(axis.first, end=True)
    assert axis.column(axis.last) < width
    assert axis.column(axis.last + timedelta(days=1)) >= width - 1
    assert axis.first <= day <= axis.last


@given(DAYS, st.integers(0, 40_000), WIDTH)
def test_what_is_to_be_shown_is_in_sight_at_the_nearest_scale_that_holds_it(first: date, days: int, width: int) -> None:
    last = min(first + timedelta(days=days), date(3000, 1, 1))
    axis = Axis(0, 0, width).showing(first, last)
    if axis.scale < len(SCALES) - 1 or (last - first).days < width * 250:
        assert axis.column(first) >= 0
        assert axis.column(last, end=True) < width
    if axis.scale:
        nearer = Axis(axis.scale - 1, 0, width)
        assert nearer.cell(last, end=True) - nearer.cell(first) + 1 > width * 0.8


@given(SCALE, SCALE, DAYS, WIDTH)
def test_zooming_keeps_the_day_where_it_is(scale: int, other: int, day: date, width: int) -> None:
    axis = Axis(scale, 0, width).around(day, 0.3)
    assert abs(axis.rescaled(other, day).column(day) - axis.column(day)) <= 1


@pytest.mark.parametrize("scale", range(len(SCALES)))
def test_the_calendar_has_two_ends(scale: int) -> None:
    axis = Axis(scale, 0, 60)
    for day, by in ((date.min, -500), (date.max, 500)):
        there = axis.around(day).moved(by)
        assert there.first <= there.last
        assert all(0 <= column <= 60 for column, _ in [*greater(there), *lesser(there)])


@given(SCALE, DAYS, WIDTH)
def test_the_words_stand_where_their_days_are(scale: int, day: date, width: int) -> None:
    axis = Axis(scale, 0, width).around(day)
    names = greater(axis)
    assert [column for column, _ in names] == sorted({column for column, _ in names})
    assert starts(axis) == [column for column, _ in names[1:]]
    assert all(0 <= column <= width for column, _ in [*names, *lesser(axis)])


def test_weeks_begin_on_mondays() -> None:
    axis = Axis(2, 0, 40).around(date(2024, 5, 14))
    for column, words in lesser(axis):
        day = axis.day(axis.left + column)
        assert day.weekday() == 0
        assert words == str(day.day)
    weeks = Axis(4, 0, 40)
    assert weeks.cell(date(2024, 5, 12)) + 1 == weeks.cell(date(2024, 5, 13)) == weeks.cell(date(2024, 5, 19))
