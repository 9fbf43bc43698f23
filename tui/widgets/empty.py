"""What stands in the place of a list that has no rows."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from tui.presenters.lines import Line
from tui.tones import page


class Empty(Static):
    """A few lines in the quiet middle of the page; hidden while there are rows."""

    DEFAULT_CSS = """
    Empty { height: 1fr; display: none; padding: 2 4; }
    Empty.-shown { display: block; }
    """

    def say(self, lines: Sequence[Line] | None) -> None:
        """Show the lines, or nothing and get out of the way."""
        self.set_class(lines is not None, "-shown")
        if lines is not None:
            self.update(page(lines))
