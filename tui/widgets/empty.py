"""What stands in the place of a list that has no rows."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message
from textual.widgets import Static

from tui.actions import bindings
from tui.presenters.lines import Line
from tui.tones import page


class Empty(Static, can_focus=True):
    """A few lines in the quiet middle of the page; hidden while there are rows."""

    DEFAULT_CSS = """
    Empty { height: 1fr; display: none; padding: 2 4; }
    Empty.-shown { display: block; }
    """
    BINDINGS = bindings("empty")

    class Begin(Message):
        """Somebody new wants something to look at."""

    def __init__(self) -> None:
        super().__init__()
        self._first = False

    def say(self, lines: Sequence[Line] | None, *, first: bool = False) -> None:
        """Show the lines, or nothing and get out of the way.

        Args:
            first: nothing is in the dossier yet: enter loads the sample.
        """
        self._first = first
        self.set_class(lines is not None, "-shown")
        if lines is not None:
            self.update(page(lines))

    def action_sample(self) -> None:
        """Load the shipped reports into an empty dossier."""
        if self._first:
            self.post_message(self.Begin())

    def on_click(self) -> None:
        self.action_sample()
