"""What a key costs on the map and in the lanes, counted instead of timed: SQL statements and lines drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.tui.sitting import Sitting, sitting
from tracker.dossier import Dossier
from tui.widgets.lanechart import LaneChart
from tui.widgets.worldmap import WorldMap


@contextmanager
def counting(desk: Sitting) -> Iterator[list[str]]:
    """The SQL statements that the views are asked meanwhile."""
    connection = desk.app.session.views()._db
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    try:
        yield asked
    finally:
        connection.set_trace_callback(None)


def reading_lanes(asked: list[str]) -> list[str]:
    """Those that read what lies in lanes: meetings by party, journeys by person."""
    return [each for each in asked if "happenings_parties p ON" in each or "itineraries i ON" in each]


@pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=["small", "large"])
async def test_moving_among_what_was_read_asks_for_no_lanes(dossier: Dossier, size: tuple[int, int]) -> None:
    async with sitting(dossier, size=size) as desk:
        await desk.keys("2")
        for keys in ("j", "k", "G", "g"):
            with counting(desk) as asked:
                await desk.keys(keys)
            assert reading_lanes(asked) == [], keys


@pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=["small", "large"])
async def test_time_that_comes_into_sight_is_read_in_two_statements_a_tile(
    dossier: Dossier, size: tuple[int, int]
) -> None:
    async with sitting(dossier, size=size) as desk:
        await desk.keys("2")
        for keys in (")", "(", "-", "+", "p"):
            with counting(desk) as asked:
                await desk.keys(keys)
            assert len(reading_lanes(asked)) <= 6, keys


async def test_a_step_draws_the_lane_and_another_lane_draws_two(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("2j")
        lanes = desk.app.screen.query_one(LaneChart)
        drawn: list[int] = []
        draw = lanes._drawn
        monkeypatch.setattr(lanes, "_drawn", lambda y: (drawn.append(y), draw(y))[1])
        await desk.press("left")
        assert 0 < len(drawn) <= 3
        drawn.clear()
        await desk.keys("j")
        assert 0 < len(drawn) <= 6


async def test_the_map_reads_nothing_and_keeps_its_ground_while_a_journey_is_played(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("3j")
        shown = desk.app.screen.query_one(WorldMap)
        grounds: list[object] = []
        monkeypatch.setattr("tui.widgets.worldmap.ground", lambda *wanted: grounds.append(wanted))
        with counting(desk) as asked:
            await desk.keys("  ")
        assert asked == []
        assert grounds == []
        assert shown.scene.lights


async def test_moving_the_map_reads_nothing(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("3")
        with counting(desk) as asked:
            await desk.keys("+-H")
        assert asked == []
