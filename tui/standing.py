"""Where the desk stands in time: the clock moves at once, the screens follow when the views of then are folded."""

from __future__ import annotations

import asyncio

from textual.signal import Signal

from tracker.wording import say
from tui.going_places import GoingPlaces
from tui.playing import Player
from tui.presenters.clock import DeskClock
from tui.presenters.lines import line

_PATIENCE = 0.4
"""So long the desk looks back in time without saying that it does."""


class Standing(GoingPlaces):
    """The part of the app that holds the clock.

    Attributes:
        fresh: how many events came in since the user last looked at now.
        clock_signal: the screens are to show another place in time.
        frame_signal: only masthead and scrubber are.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fresh = 0
        self.clock_signal: Signal[DeskClock] = Signal(self, "clock")
        self.frame_signal: Signal[DeskClock] = Signal(self, "frame")
        self.player = Player(self, self.set_interval)
        self._standing = asyncio.Lock()

    def set_clock(self, clock: DeskClock) -> None:
        """Stand elsewhere in time; every screen follows."""
        if clock == self.session.clock:
            return
        self.session.clock = clock
        if clock.is_now:
            self.fresh = 0
            self._arrive(clock)
        else:
            self.frame_signal.publish(clock)
            self.run_worker(self._stand_at(clock), group="clock", exit_on_error=False)

    async def _stand_at(self, clock: DeskClock) -> None:
        """Fold what was known then without keeping the keys waiting; of several steps only the last one counts."""
        async with self._standing:
            with self.guarded():
                if clock == self.session.clock:
                    waiting = self.set_timer(_PATIENCE, self._say_that_it_takes_a_while)
                    try:
                        await asyncio.to_thread(self.session.prepare, clock)
                    finally:
                        waiting.stop()
                if clock == self.session.clock:
                    self._arrive(clock)

    def _say_that_it_takes_a_while(self) -> None:
        self.screen.add_class("-waiting")
        self.flash(line((say("desk.flash.looking_back"), "warn")))

    def _arrive(self, clock: DeskClock) -> None:
        self.session.shown = clock
        for screen in self.screen_stack:
            screen.remove_class("-waiting")
        self.clock_signal.publish(clock)
