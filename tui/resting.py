"""Work in a thread that may be told to rest: it stops where it asks, until it is told to go on."""

from __future__ import annotations

import threading


class Rest:
    """Whether the work rests; the screen says so, the thread waits for it."""

    def __init__(self) -> None:
        self._going = threading.Event()
        self._going.set()

    @property
    def resting(self) -> bool:
        """Whether the work waits, or will at its next question."""
        return not self._going.is_set()

    def toggle(self) -> None:
        """Rest, or go on."""
        if self.resting:
            self.go_on()
        else:
            self._going.clear()

    def go_on(self) -> None:
        """Rest no longer."""
        self._going.set()

    def wait(self) -> None:
        """Called by the work: comes back at once, or when it is told to go on."""
        self._going.wait()
