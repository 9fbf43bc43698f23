"""Somebody wants to see where a minister went: finds her on the map, lets the journey pass, comes back to now."""

from __future__ import annotations

import pytest
from textual.events import MouseScrollUp

from tests.tui.sitting import Sitting, sitting
from tracker.dossier import Dossier
from tui.atlas.raster import ACROSS, DOWN
from tui.atlas.viewport import ALL
from tui.screens.where import WhereScreen
from tui.widgets.worldmap import WorldMap


def world_map(desk: Sitting) -> WorldMap:
    return desk.app.screen.query_one(WorldMap)


async def test_the_journey_of_whoever_is_selected_is_drawn_and_in_sight(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("3j")
        desk.shows("Astrid Halvorsen · Riga 13 May", "Jurmala 14 May", "WHEREABOUTS · 20 MAY 2024")
        assert world_map(desk).view.span < 60
        await desk.keys("k")
        desk.shows("Eero Salo · Tallinn", "expected")
        desk.nothing_went_wrong()


async def test_a_journey_passes_day_by_day_and_stops(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WhereScreen, "A_DAY", 3600.0)
    async with sitting(dossier) as desk:
        await desk.keys("3j ")
        desk.shows("Mon 13 May 2024  Riga", "day 1 of 2", "◉")
        screen = desk.app.screen
        assert isinstance(screen, WhereScreen)
        screen.pass_a_day()
        await desk.settled()
        desk.shows("Tue 14 May 2024  Jurmala", "day 2 of 2")
        screen.pass_a_day()
        await desk.settled()
        desk.shows("◉ chosen")
        desk.hides("day 2 of 2")
        await desk.keys("  ")
        desk.shows("◉ chosen")
        desk.nothing_went_wrong()


async def test_a_journey_is_played_up_to_the_day_at_which_the_desk_stands(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WhereScreen, "A_DAY", 3600.0)
    async with sitting(dossier) as desk:
        await desk.keys("t10.5.2024⏎3")
        desk.shows("AS KNOWN 10 MAY 2024", "▲ WHEREABOUTS · 10 MAY 2024")
        await desk.keys(" ")
        desk.shows("no journey of several days")


async def test_moving_the_map_leaves_the_list_alone_until_it_is_to_follow_again(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("3j++")
        near = world_map(desk).view
        await desk.keys("⇥")
        assert desk.app.focused is world_map(desk)
        await desk.keys("lj")
        moved = world_map(desk).view
        assert moved.span == near.span
        assert moved.lon > near.lon
        assert moved.lat < near.lat
        desk.shows("▌◐ Astrid Halvorsen")
        await desk.keys("H")
        assert world_map(desk).view.span == ALL
        await desk.keys("⇥⇥k")
        assert world_map(desk).view.span == ALL
        await desk.keys("p")
        assert world_map(desk).view.span < 60
        desk.nothing_went_wrong()


async def test_a_click_on_a_light_selects_who_is_there_and_the_next_one_after_that(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("3")
        lines = desk.text().splitlines()
        row = next(number for number, line in enumerate(lines) if "Visby 2" in line)
        column = lines[row].index("◐")
        await desk.pilot.click(offset=(column, row))
        await desk.settled()
        desk.shows("▌◐ Ole")
        lines = desk.text().splitlines()
        row, column = next((number, line.index("◉")) for number, line in enumerate(lines) if "◉" in line)
        await desk.pilot.click(offset=(column, row))
        await desk.settled()
        desk.shows("▌◐ Ivar")


async def test_the_wheel_brings_nearer_what_is_under_the_pointer(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("3")
        shown = world_map(desk)
        before, under = shown.view, shown.plate.point(20 * ACROSS, 10 * DOWN)
        shown.post_message(MouseScrollUp(shown, 20, 10, 0, 0, 0, False, False, False))
        await desk.settled()
        assert shown.view.span < before.span
        assert shown.plate.point(20 * ACROSS, 10 * DOWN) == pytest.approx(under, abs=0.2)
