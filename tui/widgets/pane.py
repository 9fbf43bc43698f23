"""A column of text at the side: lines made for its width, made anew when the width changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.presenters.lines import Line
from tui.tones import page

Build = Callable[[int], Sequence[Line]]
"""Makes the lines for a width in cells."""


class Pane(VerticalScroll):
    """Shows the lines; scrolls when there are more than fit."""

    DEFAULT_CSS = """
    Pane { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; overflow-x: hidden; scrollbar-gutter: stable; }
    Pane > Static { height: auto; width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
        Binding("left", "screen.pane(-1)", show=False),
        Binding("right", "screen.pane(1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._build: Build = lambda width: ()
        self._width = 0

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, build: Build, *, top: bool = True) -> None:
        """Show other lines.

        Args:
            top: begin at the top; else stay where the reader is.
        """
        self._build = build
        self._draw()
        if top:
            self.scroll_home(animate=False)

    def reveal(self, first: int, last: int) -> None:
        """Scroll so that some lines are in sight, with a little room around them."""
        height = self.scrollable_content_region.height
        if first < self.scroll_offset.y + 1 or last >= self.scroll_offset.y + height - 1:
            self.scroll_to(y=max(0, first - height // 3), animate=False)

    def _draw(self) -> None:
        self._width = self.scrollable_content_region.width
        if self._width > 0 and self.display:
            self.query_one(Static).update(page(self._build(self._width)))

    def on_resize(self) -> None:
        if self.scrollable_content_region.width != self._width:
            self._draw()
