"""Somebody lets the log pass by, faster and faster, and stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.tui.sitting import Sitting, sitting
from tracker.dossier import Dossier
from tui.playing import Player


class Ticks:
    """A timer that ticks when the test says so."""

    def __init__(self) -> None:
        self.tick: Callable[[], None] | None = None

    def start(self, interval: float, tick: Callable[[], None]) -> Any:
        self.tick = tick
        return self

    def stop(self) -> None:
        self.tick = None


async def _tick(desk: Sitting, ticks: Ticks) -> None:
    assert ticks.tick is not None
    ticks.tick()
    await desk.settled()


async def test_from_the_first_event_to_now(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        ticks = Ticks()
        desk.app.player = Player(desk.app, ticks.start)
        await desk.keys("# ")
        desk.shows("AS RECORDED #1")
        await _tick(desk, ticks)
        await _tick(desk, ticks)
        desk.shows("AS RECORDED #3")
        await desk.keys("  ")
        await _tick(desk, ticks)
        desk.shows("AS RECORDED #13")
        await _tick(desk, ticks)
        desk.shows("● live")
        assert ticks.tick is None
        desk.nothing_went_wrong()


async def test_esc_and_every_other_step_stop_it(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        ticks = Ticks()
        desk.app.player = Player(desk.app, ticks.start)
        for stopping in ("⎋", ",", "<", "0"):
            await desk.keys("# " if desk.app.session.clock.kind == "published" else " ")
            assert desk.app.player.playing
            await desk.keys(stopping)
            assert not desk.app.player.playing


async def test_a_step_waits_until_the_one_before_is_drawn(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        ticks = Ticks()
        desk.app.player = Player(desk.app, ticks.start)
        await desk.keys("# ")
        assert ticks.tick is not None
        for _ in range(5):
            ticks.tick()
        await desk.settled()
        desk.shows("AS RECORDED #2")
