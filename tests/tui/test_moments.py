"""Places in time: what is typed for them, steps, and the line on which they stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.presenters.clock import DeskClock, instant, seconds
from tui.presenters.log_times import LogTimes
from tui.presenters.moments import read_moment


def times() -> LogTimes:
    """Events 1–3 on 11 September, 4 on the 12th at noon, 5 on the 14th; all recorded three years later."""
    filled = LogTimes()
    recorded = seconds("2026-01-01T10:00:00Z")
    filled.extend(
        [(recorded, 3), (recorded + 60, 5)],
        [
            (seconds("2023-09-11T08:00:00Z"), 3),
            (seconds("2023-09-12T12:00:00Z"), 1),
            (seconds("2023-09-14T09:00:00Z"), 1),
        ],
    )
    return filled


def test_a_day_means_its_end_and_the_year_that_is_near() -> None:
    clock = read_moment("11 sept", DeskClock(), times(), date(2026, 1, 2))
    assert clock == DeskClock("published", "2023-09-11T23:59:59Z")
    assert times().shown(clock) == 3


@pytest.mark.parametrize("typed", ["now", "jetzt", "0", "#5", "#99"])
def test_now_in_many_words(typed: str) -> None:
    assert read_moment(typed, DeskClock(moment="2023-09-11T08:00:00Z"), times(), date(2026, 1, 2)).is_now


def test_an_event_is_a_position_of_the_recorded_clock() -> None:
    clock = read_moment("#4", DeskClock(), times(), date(2026, 1, 2))
    assert (clock.kind, clock.position, times().shown(clock)) == ("recorded", 4, 4)


def test_a_date_at_the_recorded_clock_is_what_was_recorded_by_then() -> None:
    recorded = DeskClock("recorded")
    assert read_moment("1.1.2026", recorded, times(), date(2026, 1, 2)).is_now
    assert read_moment("1.1.2026 10:00", recorded, times(), date(2026, 1, 2)).position == 3


def test_steps_go_from_publication_to_publication_and_home() -> None:
    log, clock = times(), DeskClock()
    seen = []
    for _ in range(3):
        clock = log.step_event(clock, -1)
        seen.append(clock.moment)
    assert seen == ["2023-09-12T12:00:00Z", "2023-09-11T08:00:00Z", "2023-09-11T08:00:00Z"]
    assert log.step_event(log.step_event(clock, 1), 1).is_now
    assert log.step_day(DeskClock(), -1).moment == "2023-09-13T23:59:59Z"
    assert log.step_day(DeskClock(moment="2023-09-13T23:59:59Z"), 1).is_now


stamps = st.integers(0, 4_000_000_000)


@given(st.lists(stamps, min_size=1, max_size=40), st.data())
def test_laws_of_the_clock(published: list[int], data: st.DataObject) -> None:
    log = LogTimes()
    recorded = sorted(published)
    log.extend([(at, n) for n, at in enumerate(recorded, 1)], [(at, 1) for at in published])
    for kind in ("published", "recorded"):
        clock = log.at_place(DeskClock(kind), data.draw(st.floats(0, 1)))  # type: ignore[arg-type]
        assert 0 < log.shown(clock) <= len(log) == len(published)
        assert 0 <= log.place(clock) <= 1
        earlier, later = log.step_event(clock, -1), log.step_event(clock, 1)
        assert log.shown(earlier) <= log.shown(clock) <= log.shown(later)
        assert log.step_day(clock, 1).is_now or log.shown(log.step_day(clock, 1)) >= log.shown(clock)
        heights = log.heights(clock.kind, 30)
        assert len(heights) == 30
        assert max(heights) == 8
        assert min(heights) >= 0


@given(st.lists(stamps, max_size=30), st.integers(0, 30))
def test_taking_in_by_parts_is_taking_in_at_once(published: list[int], cut: int) -> None:
    at_once, by_parts = LogTimes(), LogTimes()
    rows = [(1000 + n // 3, n) for n in range(1, len(published) + 1)]
    at_once.extend(rows, [(at, 1) for at in published])
    by_parts.extend(rows[:cut], [(at, 1) for at in published[:cut]])
    by_parts.extend(rows[cut:], [(at, 1) for at in published[cut:]])
    for position in range(len(published) + 1):
        clock = DeskClock("recorded", position=position)
        assert at_once.recorded_at(position) == by_parts.recorded_at(position)
        assert at_once.shown(clock) == by_parts.shown(clock)
    for at in published:
        assert at_once.shown(DeskClock(moment=instant(at))) == by_parts.shown(DeskClock(moment=instant(at)))


def test_the_words_of_the_clock() -> None:
    assert DeskClock(moment="2023-09-11T18:00:00Z").words() == "As known 11 Sep 2023 18:00"
    assert DeskClock(moment="2023-09-11T23:59:59Z").words() == "As known 11 Sep 2023"
    assert DeskClock(moment="2023-09-11T18:00:00Z").words(short=True) == "As known 11 Sep 23 18:00"
    assert DeskClock("recorded", position=4211).words() == "As recorded #4 211"
