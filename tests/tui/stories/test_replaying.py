"""Errand: rebuild the views while the board stays readable; break it off; resize meanwhile."""

from __future__ import annotations

from textual.events import Key

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_replaying_while_the_board_stays_readable(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("7R")
        desk.shows("REPLAY", "100%", "as many rows as before", "● live", "All views rebuilt")
        await desk.keys("1")
        desk.shows("Tallinn")
        desk.nothing_went_wrong()


async def test_a_replay_that_is_broken_off_changes_nothing(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("7")
        for key in ("R", "escape"):  # without a pause, so that the second comes before the first has done its work
            desk.app.post_message(Key(key, key if len(key) == 1 else None))
        await desk.settled()
        desk.shows("broken off; the live views are as they were", "● live")
        await desk.keys("1")
        desk.shows("Tallinn")
        desk.nothing_went_wrong()


async def test_resizing_while_replaying_loses_nothing(dossier: Dossier) -> None:
    async with sitting(dossier, size=(200, 60)) as desk:
        await desk.keys("1↓↓7")
        await desk.pilot.press("R")
        for size in ((80, 24), (60, 16), (40, 10), (200, 60)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
        await desk.settled()
        desk.shows("as many rows as before")
        await desk.keys("1")
        desk.shows("Tallinn")
        await desk.pilot.resize_terminal(40, 10)
        await desk.settled()
        desk.shows("A little more room, please")
        desk.nothing_went_wrong()
