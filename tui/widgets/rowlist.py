"""The list that everything long is shown in: it draws the lines in sight and asks for the rows in sight, no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import bindings
from tui.glyphs import glyphs
from tui.presenters.lines import Column, Line, fitted, widths
from tui.presenters.rows import Groups, Rows
from tui.tones import palette

Cells = Sequence[Line]
"""A row as one line for each column."""

_NOTHING: Rows[Any] = Rows((), lambda keys: ())
_DRAWN = 160
"""Lines kept as they were drawn: a few screens full; each takes some kilobytes, in every list of the desk."""


class RowList(ScrollView, can_focus=True):
    """A list with a cursor over `Rows`, with column titles and, if wanted, headings between the rows."""

    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    RowList > .rowlist--cursor { background: $panel; text-style: bold; }
    RowList > .rowlist--mark { color: $accent; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rowlist--cursor", "rowlist--mark"}
    BINDINGS = bindings("list")

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another row; ``key`` is None on an empty list."""

        def __init__(self, sender: RowList, key: int | None) -> None:
            super().__init__()
            self.rowlist = sender
            self.key = key

        @property
        def control(self) -> RowList:
            return self.rowlist

    class Opened(Message):
        """Enter or a second click on the row."""

        def __init__(self, sender: RowList, key: int) -> None:
            super().__init__()
            self.rowlist = sender
            self.key = key

        @property
        def control(self) -> RowList:
            return self.rowlist

    class Failed(Message):
        """Rows could not be read; they stay blank until others are shown."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self,
        columns: Sequence[Column] = (),
        present: Callable[[Any], Cells] = lambda row: (),
        *,
        titles: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.columns = columns
        self.present = present
        self.titles = titles
        self.rows: Rows[Any] = _NOTHING
        self.groups = Groups()
        self._failed = False
        self._strips: LRUCache[tuple[int, bool, int], Strip] = LRUCache(_DRAWN)
        self._palette: dict[str, Style] = {}
        self._base = self._under_cursor = self._mark = Style.null()

    # --- content ---------------------------------------------------------------------------------------------------

    def show(self, rows: Rows[Any], groups: Groups | None = None, *, cursor: int | None = None) -> None:
        """Show other rows; the cursor stays on the item that it was on, else on ``cursor``, else where it was."""
        key = self.key
        offset = self.groups.line_of(self.cursor) - self.scroll_offset.y
        self.rows, self.groups = rows, groups or Groups()
        self._failed = False
        self._strips.clear()
        self.virtual_size = Size(0, self.groups.lines(len(rows)) + self._top)
        place = None if key is None else rows.index_of(key)
        if place is None:
            place = cursor if cursor is not None else self.cursor
        place = max(0, min(len(rows) - 1, place))
        if place != self.cursor:
            self.cursor = place
        else:
            self.post_message(self.Moved(self, self.key))
        self.scroll_to(y=self.groups.line_of(self.cursor) - offset, animate=False)
        self._follow()
        self.refresh()

    @property
    def key(self) -> int | None:
        """The key under the cursor."""
        return self.rows.keys[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def current(self) -> Any | None:
        """The row under the cursor."""
        return self._read(self.cursor) if self.cursor < len(self.rows) else None

    def _read(self, index: int) -> Any | None:
        """A row, or None where it cannot be read: drawing must not fail, so the error is told once and left blank."""
        try:
            return None if self._failed else self.rows.row(index)
        except Exception as error:
            self._failed = True
            self.post_message(self.Failed(error))
            return None

    def rows_in_sight(self) -> list[tuple[int, int]]:
        """The rows that are drawn, each with its line in the widget."""
        last = min(self.groups.lines(len(self.rows)), self.scroll_offset.y + self._page)
        return [
            (self.groups.row_at(line), line - self.scroll_offset.y + self._top)
            for line in range(self.scroll_offset.y, last)
            if self.groups.heading_at(line) is None
        ]

    def go_to_key(self, key: int) -> bool:
        """Put the cursor on a key; False where the list does not hold it."""
        place = self.rows.index_of(key)
        if place is not None:
            self.cursor = place
        return place is not None

    # --- movement --------------------------------------------------------------------------------------------------

    @property
    def _top(self) -> int:
        return 1 if self.titles else 0

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - self._top)

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(len(self.rows) - 1, cursor))

    def watch_cursor(self, old: int, new: int) -> None:
        for row in (old, new):
            self.refresh_line(self.groups.line_of(row) + self._top)
        self._follow()
        self.post_message(self.Moved(self, self.key))

    def _follow(self) -> None:
        """Keep the cursor in sight, with its group's heading where there is one above it."""
        line = self.groups.line_of(self.cursor)
        top, page = self.scroll_offset.y, self._page
        above = line - 1 if line and self.groups.heading_at(line - 1) is not None else line
        if above < top:
            self.scroll_to(y=above, animate=False)
        elif line >= top + page:
            self.scroll_to(y=line - page + 1, animate=False)
        # Screen readers and braille displays follow the terminal's own cursor, which is hidden but moved.
        row = line - self.scroll_offset.y + self._top
        self.app.cursor_position = self.region.offset + Offset(0, row)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """Move the cursor by screenfuls."""
        self.cursor += by * max(1, self._page - 1)

    def action_top(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_end(self) -> None:
        """To the last row."""
        self.cursor = len(self.rows) - 1

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.key is not None:
            self.post_message(self.Opened(self, self.key))

    def on_click(self, event: events.Click) -> None:
        line = event.y - self._top + self.scroll_offset.y
        if event.y < self._top or line >= self.groups.lines(len(self.rows)) or not len(self.rows):
            return
        row = min(self.groups.row_at(line), len(self.rows) - 1)
        if row == self.cursor and event.chain > 1:
            self.action_open()
        self.cursor = row

    # --- drawing ---------------------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()
        self._palette = {}

    def on_resize(self) -> None:
        self._strips.clear()
        self._follow()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if not self._palette:
            self._palette, self._base = palette(self.app), self.rich_style  # costs more than all of a line
            self._under_cursor = self.get_component_rich_style("rowlist--cursor")
            self._mark = self.get_component_rich_style("rowlist--mark", partial=True)
        if y < self._top:
            titles = [((column.title, "heading"),) for column in self.columns]
            return self._strip(titles, width, self._base, " ")
        line = y - self._top + self.scroll_offset.y
        if line >= self.groups.lines(len(self.rows)):
            return Strip.blank(width, self._base)
        row = self.groups.row_at(line)
        heading = self.groups.heading_at(line)
        selected = heading is None and row == self.cursor
        strip = self._strips.get((line, selected, width))
        if strip is None:
            if heading is not None:
                strip = self._heading(heading, width)
            else:
                base = self._under_cursor if selected else self._base
                found = self._read(row)
                cells = self.present(found) if found is not None else [()] * len(self.columns)
                strip = self._strip(cells, width, base, glyphs().mark if selected else " ")
            self._strips[line, selected, width] = strip
        return strip

    def _heading(self, heading: Line, width: int) -> Strip:
        base = self._base
        segments = [Segment(text, base + self._palette[tone]) for text, tone in heading]
        rest = width - sum(cell_len(segment.text) for segment in segments) - 2
        segments.append(Segment(" " + glyphs().rule * max(0, rest), base + self._palette["quiet"]))
        return Strip(segments).adjust_cell_length(width, base)

    def _strip(self, cells: Cells, width: int, base: Style, mark: str) -> Strip:
        segments = [Segment(mark, base + self._mark)]
        for column, cell, room in zip(self.columns, cells, widths(self.columns, width - 2), strict=True):
            if room:
                shown = fitted(cell, room, right=column.right)
                segments.extend(Segment(text, base + self._palette[tone]) for text, tone in shown)
                segments.append(Segment(" ", base))
        return Strip(segments).adjust_cell_length(width, base)
