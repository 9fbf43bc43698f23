"""A column of text at the side: lines made for its width, drawn line by line, made anew when the width changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from tui.presenters.lines import Line, folded
from tui.tones import palette

Build = Callable[[int], Sequence[Line]]
"""Makes the lines for a width in cells."""

Seen = Callable[[int], tuple[int, int]]
"""Tells for a width in cells the first and the last of some lines."""


class Pane(ScrollView, can_focus=True):
    """Shows the lines; scrolls when there are more than fit. Showing others never lays the screen out anew."""

    DEFAULT_CSS = """
    Pane {
        height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto;
        scrollbar-gutter: stable;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
        Binding("left", "screen.pane(-1)", show=False),
        Binding("right", "screen.pane(1)", show=False),
    ]

    SETTLE_AFTER: ClassVar[float] = 0.25
    """Seconds without other lines after which a shorter text gets its shorter scroll bar."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._build: Build = lambda width: ()
        self._seen: Seen | None = None
        self._width = 0
        self._lines: Sequence[Line] = ()
        self._settling: Timer | None = None
        self._palette: dict[str, Style] = {}
        self._base = Style.null()
        self._strips: dict[int, Strip] = {}

    @property
    def room(self) -> int:
        """How many cells a line may have."""
        return self.scrollable_content_region.width

    def show(self, build: Build, *, top: bool = True, at: Seen | None = None) -> None:
        """Show other lines.

        Args:
            top: begin at the top; else stay where the reader is.
            at: the lines that are to be in sight, now and whenever the width changes.
        """
        self._build, self._seen = build, at
        self._make()
        if top:
            self.scroll_to(y=0, animate=False)

    def reveal(self, first: int, last: int) -> None:
        """Scroll so that some lines are in sight, with a little room around them."""
        height = self.scrollable_content_region.height
        if first < self.scroll_offset.y + 1 or last >= self.scroll_offset.y + height - 1:
            self.scroll_to(y=max(0, first - height // 3), animate=False)

    def _make(self) -> None:
        before = self._width
        self._width = self.room
        if self._width <= 0 or not self.display:
            self._width = 0
            return
        made: list[Line] = []
        for each in self._build(self._width):
            fits = sum(cell_len(text) for text, _ in each) <= self._width
            made += [each] if fits else folded(each, self._width)
        old, self._lines = self._lines, made
        if self._width == before:
            self._redraw(n for n, pair in enumerate(zip_longest(old, made)) if pair[0] != pair[1])
        else:
            self._strips.clear()
            self.refresh()
        if self._settling is not None:
            self._settling.stop()
        if len(made) > self.virtual_size.height or not self.SETTLE_AFTER:
            self._settle()
        else:
            self._settling = self.set_timer(self.SETTLE_AFTER, self._settle)
        if self._seen is not None:
            self.reveal(*self._seen(self._width))

    def _redraw(self, numbers: Iterable[int]) -> None:
        """Draw some lines anew: whoever walks a list changes few of the lines beside it."""
        changed = list(numbers)
        for number in changed:
            self._strips.pop(number, None)
        top, height = self.scroll_offset.y, self.size.height
        if in_sight := [Region(0, n - top, self.size.width, 1) for n in changed if top <= n < top + height]:
            self.refresh(*in_sight)

    def _settle(self) -> None:
        """Let the scroll bar know how long the text is: laying out the screen waits while one walks a list."""
        self._settling = None
        self.virtual_size = Size(self._width, len(self._lines))

    def on_resize(self) -> None:
        if self.room != self._width:
            self._make()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._palette = {}
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._drawn(number)
        return strip

    def _drawn(self, number: int) -> Strip:
        if not self._palette:
            self._palette, self._base = palette(self.app), self.rich_style  # costs more than all of a line
        base = self._base
        line = self._lines[number] if number < len(self._lines) else ()
        segments = [Segment(text, base + self._palette[tone]) for text, tone in line]
        return Strip(segments).adjust_cell_length(self.size.width, base)
