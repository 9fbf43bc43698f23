"""Errand: let a replay rest for a moment, look at the board, let it go on."""

from __future__ import annotations

from textual.events import Key

from tests.tui.sitting import sitting
from tracker.dossier import Dossier


async def test_a_replay_rests_and_goes_on(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("7")
        for key in ("R", "p"):  # without a pause, so that it rests before it has done its work
            desk.app.post_message(Key(key, key))
        await desk.pilot.pause()
        await desk.pilot.pause()
        replay = desk.app.screen.replay  # type: ignore[attr-defined]
        if replay.running:
            desk.shows("rests – p goes on", "● live")
            await desk.pilot.press("space")
        await desk.settled()
        desk.shows("100%", "as many rows as before", "All views rebuilt")
        desk.nothing_went_wrong()


async def test_one_that_rests_can_be_broken_off(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("7")
        for key in ("R", "p", "escape"):
            desk.app.post_message(Key(key, key if len(key) == 1 else None))
        await desk.settled()
        desk.hides("rests – p goes on")
        await desk.keys("1")
        desk.shows("Tallinn")
        desk.nothing_went_wrong()


async def test_space_plays_the_log_where_no_replay_is_under_way(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.keys("7 ")
        desk.shows("Playing: 1 event a second")
        await desk.keys("⎋")
