"""The title of the terminal's window or tab: the dossier, the screen and the place in time; given back at the end."""

from __future__ import annotations

from collections.abc import Callable

from tracker.summaries import plain

_KEEP, _GIVE_BACK = "\x1b[22;0t", "\x1b[23;0t"
"""XTerm's window operations 22 and 23: put the title on a stack, and take it from there again."""
_MOST = 120


class TerminalTitle:
    """What stands above the terminal.

    Args:
        write: sends to the terminal.
    """

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._shown = ""

    def show(self, title: str) -> None:
        """Another title; what a terminal could take as a command is taken out of it first (OSC 0)."""
        title = plain(title, _MOST)
        if title != self._shown:
            self._write(f"{'' if self._shown else _KEEP}\x1b]0;{title}\x07")
            self._shown = title

    def give_back(self) -> None:
        """The title that stood there before."""
        if self._shown:
            self._write(_GIVE_BACK)
            self._shown = ""
