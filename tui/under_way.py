"""Work that takes a while: done in a thread, told with its rate and the time left, broken off with esc."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from tracker.wording import say
from tui.presenters.clock import grouped
from tui.presenters.lines import Line, line

T = TypeVar("T")


class BrokenOff(Exception):
    """The user broke the work off."""


@dataclass
class UnderWay:
    """A piece of work as both sides see it: the thread counts, the screen tells, either may end it.

    Attributes:
        title: what is done, in words.
        total: how much there is to do; None where nobody knows.
        done: how much is done.
    """

    title: str
    total: int | None = None
    done: int = 0
    began: float = field(default_factory=monotonic)
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def break_off(self) -> None:
        """Ask the work to end."""
        self._cancelled.set()

    def counted(self, things: Iterable[T]) -> Iterator[T]:
        """The things, counted on the way.

        Raises:
            BrokenOff: the user wants no more.
        """
        for thing in things:
            if self._cancelled.is_set():
                raise BrokenOff
            yield thing
            self.done += 1

    def words(self, now: float) -> Line:
        """How far it is, how fast it goes, how long it will take, and how it is broken off."""
        took = max(now - self.began, 1e-6)
        rate = self.done / took
        far = grouped(self.done) if self.total is None else f"{grouped(self.done)}/{grouped(self.total)}"
        left = ""
        if self.total is not None and rate:
            left = say("desk.work.left", seconds=f"{max(0.0, (self.total - self.done) / rate):.0f}")
        speed = say("desk.work.rate", rate=grouped(round(rate)))
        return line(
            (self.title, "strong"), (f"  {far} · {speed}", "muted"), (f" · {left}" if left else "", "muted"),
            ("   Esc", "key"), (f" {say('desk.work.break_off')}", "muted"),
        )  # fmt: skip
