"""A line of toned text that is made for the room it has, and anew when the room changes."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Static

from tui.presenters.lines import Line
from tui.tones import content


class Caption(Static):
    """One line; what does not fit is cut."""

    DEFAULT_CSS = "Caption { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._build: Callable[[int], Line] = lambda width: ()

    def show(self, build: Callable[[int], Line]) -> None:
        """Show another line, made for a width in cells."""
        self._build = build
        self.update(content(build(self.content_size.width)), layout=False)

    def on_resize(self) -> None:
        self.show(self._build)
