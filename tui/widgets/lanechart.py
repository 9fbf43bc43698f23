"""The lanes as a widget: draws those in sight and asks for what lies in them, no more; moves from item to item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.projections.lane_rows import LaneItems, LaneRow
from tui.actions import bindings
from tui.glyphs import glyphs
from tui.lanes.axis import Axis
from tui.lanes.drawing import Cells, backdrop, captions, hinted, lane_cells, ruler
from tui.lanes.finding import column_of, hit, in_sight, nearest, span_of
from tui.lanes.source import Item, LaneSource, sorted_items
from tui.presenters.lines import Line, fitted
from tui.tones import palette

_RULER = 2
_TALLEST = 3
"""Lines of a lane where there is room: bars and signs, their names, and a blank one."""
_NAMES = 16, 0.3
"""The least width of the names, and the part of the width that they take at most."""
_MOMENT = 0.7
"""The share of the width at which the moment stands when the clock leads out of sight."""


class LaneChart(ScrollView, can_focus=True):
    """Lanes one below the other under a ruler, with a cursor on a lane and on an item in it.

    Attributes:
        axis: what of the time is in sight.
        lane: the number of the selected lane.
        item: the selected item, if there is one in sight.
    """

    DEFAULT_CSS = "LaneChart { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("list", "lanes")

    class Moved(Message):
        """Another lane or item is selected, or another piece of time is in sight."""

    class Opened(Message):
        """Enter or a second click."""

    class Failed(Message):
        """Something could not be read; it stays blank until others are shown."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(self, name_of: Callable[[LaneRow], Line], caption: Callable[[LaneRow, Item], str]) -> None:
        """
        Args:
            name_of: the name of a lane and what is told below it, as two pieces.
            caption: the words below an item.
        """
        super().__init__()
        self.axis = Axis(2, date(2000, 1, 1).toordinal(), 1)
        self.lane = 0
        self.item: Item | None = None
        self._name_of = name_of
        self._caption = caption
        self._source = LaneSource()
        self._today = date(2000, 1, 1)
        self._past = False
        self._longest = 0
        self._failed = False
        self._ground: Cells = []
        self._strips: dict[int, Strip] = {}
        self._palette: dict[str, Style] = {}
        self._chosen_palette: dict[str, Style] = {}

    # --- content ---------------------------------------------------------------------------------------------------

    def show(self, source: LaneSource, today: date, *, past: bool) -> None:
        """Show other lanes; the cursor stays on its lane and item where they still are."""
        before = self._row.id if self._row is not None else None
        self._source, self._today, self._past = source, today, past
        self._failed = False
        self._longest = max((cell_len(self._name_of(row)[0][0]) for row in source.lanes), default=0)
        self.lane = next((number for number, row in enumerate(source.lanes) if row.id == before), 0)
        if not 0 <= self.axis.column(today) < self.axis.width:
            self.axis = self.axis.around(today, _MOMENT)
        self._measure()
        self._select(self._again(self.item))

    def look(self, axis: Axis) -> None:
        """Show another piece of time; what is selected stays selected while it is in sight."""
        if axis != self.axis:
            self.axis = axis
            self._redraw()
            item = self.item
            self._select(item if item is not None and in_sight(item, self.axis) else self._nearest(self._focus_day()))

    @property
    def _row(self) -> LaneRow | None:
        return self._source.lanes[self.lane] if self.lane < len(self._source) else None

    @property
    def is_laid_out(self) -> bool:
        """Whether the chart has its place on the screen, so that what shall be in sight can be told."""
        return self.axis.width > 1

    @property
    def room(self) -> int:
        """Columns for the time."""
        return max(1, self.scrollable_content_region.width - self._names - 2)

    @property
    def _names(self) -> int:
        least, share = _NAMES
        return max(least, min(self._longest, int(self.scrollable_content_region.width * share)))

    @property
    def _tall(self) -> int:
        """Lines that a lane takes: as many as there is room for if all lanes shall be in sight."""
        room = self.scrollable_content_region.height - _RULER
        return max(1, min(_TALLEST, room // max(1, len(self._source))))

    def _measure(self) -> None:
        if self.axis.width != self.room:
            middle = self.axis.day(self.axis.left + self.axis.width // 2)
            self.axis = Axis(self.axis.scale, 0, self.room).around(middle)
        self.virtual_size = Size(0, len(self._source) * self._tall + _RULER)
        self._redraw()

    def _redraw(self) -> None:
        self._ground = backdrop(self.axis, self._today, self._past)
        self._strips.clear()
        self.refresh()

    def _redraw_lane(self, lane: int) -> None:
        for y in range(lane * self._tall + _RULER, (lane + 1) * self._tall + _RULER):
            self._strips.pop(y - self.scroll_offset.y, None)
            self.refresh_line(y)

    def _items(self, lane: int) -> LaneItems:
        """What lies in a lane within sight; nothing where it cannot be read, which is told once."""
        if self._failed:
            return LaneItems()
        try:
            return self._source.items(lane, self.axis)
        except Exception as error:
            self._failed = True
            self.post_message(self.Failed(error))
            return LaneItems()

    # --- what is selected ------------------------------------------------------------------------------------------

    def _select(self, item: Item | None) -> None:
        """Select an item of the selected lane, or none, and draw the lane anew."""
        self.item = item
        self._redraw_lane(self.lane)
        self._follow()
        self.post_message(self.Moved())

    def _again(self, item: Item | None) -> Item | None:
        """The same item as it is now, else the one nearest to the day of the desk."""
        if len(self._source) == 0:
            return None
        found = [one for one in sorted_items(self._items(self.lane)) if item is not None and one.key == item.key]
        return found[0] if found else self._nearest(self._today)

    def _nearest(self, day: date) -> Item | None:
        """The item of the selected lane in sight that lies nearest to a day."""
        return nearest(self._items(self.lane), self.axis, day) if len(self._source) else None

    def _focus_day(self) -> date:
        """The day about which one looks: that of the selected item, else that of the desk, else the middle."""
        axis = self.axis
        if self.item is not None:
            column = column_of(self.item, axis)
            if 0 <= column < axis.width:
                return axis.day(axis.left + column)
        column = axis.column(self._today)
        return self._today if 0 <= column < axis.width else axis.day(axis.left + axis.width // 2)

    def _follow(self) -> None:
        """Keep the selected lane in sight, and the terminal's own cursor, which screen readers follow, on it."""
        tall = self._tall
        top, page = self.scroll_offset.y, self.scrollable_content_region.height - _RULER
        if self.lane * tall < top:
            self.scroll_to(y=self.lane * tall, animate=False)
        elif (self.lane + 1) * tall > top + page:
            self.scroll_to(y=(self.lane + 1) * tall - page, animate=False)
        row = self.lane * tall - self.scroll_offset.y + _RULER
        self.app.cursor_position = self.region.offset + Offset(0, row)

    # --- keys ------------------------------------------------------------------------------------------------------

    def lanes_in_sight(self) -> list[tuple[int, int]]:
        """The lanes in sight, each with the line of the chart on which it begins."""
        lines = ((lane, lane * self._tall - self.scroll_offset.y) for lane in range(len(self._source)))
        page = self.scrollable_content_region.height - _RULER
        return [(lane, line + _RULER) for lane, line in lines if 0 <= line < page]

    def go_to_lane(self, lane: int) -> None:
        """Select a lane, and of its items the one nearest in time."""
        lane = max(0, min(len(self._source) - 1, lane))
        if lane != self.lane and len(self._source):
            day = self._focus_day()
            self._redraw_lane(self.lane)
            self.lane = lane
            self._select(self._nearest(day))

    def action_move(self, by: int) -> None:
        """Another lane; of its items the one nearest in time is selected."""
        self.go_to_lane(self.lane + by)

    def action_page(self, by: int) -> None:
        """A screenful of lanes."""
        self.go_to_lane(self.lane + by * max(1, (self.scrollable_content_region.height - _RULER) // self._tall - 1))

    def action_top(self) -> None:
        """The first lane."""
        self.go_to_lane(0)

    def action_end(self) -> None:
        """The last lane."""
        self.go_to_lane(len(self._source) - 1)

    def action_open(self) -> None:
        """Open what is selected."""
        self.post_message(self.Opened())

    def action_step(self, by: int) -> None:
        """The next item of the lane or the one before, wherever in time it lies."""
        if self._row is None:
            return
        try:
            item = self._source.beside(self.lane, self.item, self._focus_day(), by)
        except Exception as error:
            self.post_message(self.Failed(error))
            return
        if item is not None:
            self.reveal(item)

    def reveal(self, item: Item) -> None:
        """Select an item of the lane, and bring it into sight."""
        first, last = span_of(item, self.axis)
        if not (first >= 0 and last < self.axis.width):
            start = self.axis.day(self.axis.left + first)
            self.axis = self.axis.around(start, 0.5 if last - first < self.axis.width // 2 else 0.05)
            self._redraw()
        self._select(item)

    def pan(self, share: float) -> None:
        """Later by a share of what is in sight, or earlier."""
        self.look(self.axis.moved(round(self.axis.width * share)))

    def zoom(self, by: int) -> None:
        """Nearer (above 0) or farther, around what is selected."""
        self.look(self.axis.rescaled(self.axis.scale - by, self._focus_day()))

    # --- mouse -----------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        lane = (event.y - _RULER + self.scroll_offset.y) // self._tall
        if event.y < _RULER or not 0 <= lane < len(self._source):
            return
        column = event.x - self._names - 2
        found = hit(self._items(lane), self.axis, column)
        again = lane == self.lane and found is not None and self.item is not None and found.key == self.item.key
        self._redraw_lane(self.lane)
        self.lane = lane
        self._select(found or self._nearest(self.axis.day(self.axis.left + max(0, column))))
        if event.chain > 1 and again:
            self.action_open()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        if event.y < _RULER or event.ctrl:
            event.stop()
            self.zoom(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        if event.y < _RULER or event.ctrl:
            event.stop()
            self.zoom(-1)

    # --- drawing ---------------------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._palette = {}
        self._strips.clear()

    def on_resize(self) -> None:
        self._measure()
        self._select(self._again(self.item))

    def watch_scroll_y(self, old: float, new: float) -> None:
        super().watch_scroll_y(old, new)
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._drawn(y)
        return strip

    def _drawn(self, y: int) -> Strip:
        if not self._palette:
            base, tones = self.rich_style, palette(self.app)
            self._palette = {tone: base + style for tone, style in tones.items()}
            self._chosen_palette = {tone: base + tones["lane-row"] + style for tone, style in tones.items()}
        styles = self._palette
        if y < _RULER:
            return self._strip("", (), ruler(self.axis, self._today, self._past)[y], styles)
        lane, part = divmod(y - _RULER + self.scroll_offset.y, self._tall)
        if lane >= len(self._source):
            return Strip.blank(self.scrollable_content_region.width, styles[""])
        chosen = lane == self.lane
        if chosen and part < 2:
            styles = self._chosen_palette
        row = self._source.lanes[lane]
        name = self._name_of(row)
        key = self.item.key if chosen and self.item is not None else None
        items = self._items(lane) if part < 2 else LaneItems()
        ground = self._ground
        if part == 0:
            told = (name[0][0], "strong" if chosen else name[0][1])
            drawn = lane_cells(hinted(ground, row, self.axis), items, self.axis, self._today, key)
            return self._strip(glyphs().mark if chosen else "", (told,), drawn, styles)
        if part == 1:
            drawn = captions(ground, items, self.axis, lambda item: self._caption(row, item), key)
            return self._strip("", name[1:], drawn, styles)
        return self._strip("", (), captions(ground, items, self.axis, lambda item: ""), styles)

    def _strip(self, mark: str, name: Line, drawn: Line, styles: Mapping[str, Style]) -> Strip:
        pieces = [(mark or " ", "key"), *fitted(name, self._names), (" ", ""), *drawn]
        strip = Strip([Segment(text, styles[tone]) for text, tone in pieces])
        return strip.adjust_cell_length(self.scrollable_content_region.width, styles[""])
