"""Let the log pass by: the place in time moves by itself, slowly, faster, very fast, until one stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.timer import Timer

from tracker.wording import say_many
from tui.presenters.clock import DeskClock
from tui.presenters.lines import Line, line
from tui.session import Session

SPEEDS = (1, 10, 100)
"""Events a second."""
_TICKS = 10


class Moving(Protocol):
    """A desk whose clock can be moved."""

    session: Session

    def set_clock(self, clock: DeskClock) -> None:
        """Stand elsewhere in time."""

    def flash(self, message: Line) -> None:
        """Say something in the bottom line for a moment."""


class Player:
    """Moves the clock of a desk. A step waits until the one before is drawn, so a slow machine only plays slower.

    Args:
        every: starts a timer that calls back at an interval in seconds.
    """

    def __init__(self, desk: Moving, every: Callable[[float, Callable[[], None]], Timer]) -> None:
        self._desk = desk
        self._every = every
        self._timer: Timer | None = None
        self._speed = -1

    @property
    def playing(self) -> bool:
        """Whether the clock moves by itself."""
        return self._timer is not None

    def press(self) -> None:
        """Start, then faster, then stop."""
        following = self._speed + 1
        self._halt()
        if following >= len(SPEEDS):
            self._say("desk.play.stopped", 0)
            return
        if following == 0 and not self._begin():
            return
        self._speed = following
        speed = SPEEDS[following]
        self._timer = self._every(1 / min(speed, _TICKS), self._tick)
        self._say("desk.play.playing", speed)

    def stop(self) -> None:
        """Stand still."""
        if self._timer is not None:
            self._halt()
            self._say("desk.play.stopped", 0)

    def _begin(self) -> bool:
        """From now one begins at the beginning; False where there is nothing to play."""
        session = self._desk.session
        if not len(session.times):
            return False
        if session.clock.is_now:
            self._desk.set_clock(self._first(session.clock))
        return True

    def _first(self, clock: DeskClock) -> DeskClock:
        return self._desk.session.times.at_place(clock, 0.0)

    def _halt(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer, self._speed = None, -1

    def _tick(self) -> None:
        session = self._desk.session
        if session.shown != session.clock:
            return
        clock = session.clock
        for _ in range(max(1, SPEEDS[self._speed] // _TICKS)):
            clock = session.times.step_event(clock, 1)
        self._desk.set_clock(clock)
        if clock.is_now:
            self.stop()

    def _say(self, what: str, speed: int) -> None:
        self._desk.flash(line((say_many(what, speed, speed=speed), "warn")))
