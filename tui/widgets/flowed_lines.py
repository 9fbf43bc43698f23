"""Lines that break where the room for them ends, whenever it changes."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.widgets import Static

from tui.presenters.lines import Line, flowed
from tui.tones import page


class FlowedLines(Static):
    """A few lines of text; the room is known only once they are laid out, and may come after the words."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self._lines = lines
        self._flow()

    def on_resize(self, _: events.Resize) -> None:
        self._flow()

    def _flow(self) -> None:
        width = self.content_size.width or self.app.size.width
        self.update(page(row for each in self._lines for row in flowed(each, width)))
