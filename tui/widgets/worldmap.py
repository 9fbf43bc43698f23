"""The map as a widget: draws a scene above the ground, moves and zooms, tells which light was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.actions import bindings
from tui.atlas.ground import Ground, ground
from tui.atlas.painting import light_cells, paint
from tui.atlas.raster import ACROSS, DOWN
from tui.atlas.scene import Scene
from tui.atlas.viewport import WORLD, Plate, Point, Viewport, around
from tui.presenters.lines import Line
from tui.tones import palette

_STEP = 6
"""A step moves the map by this part of its width or height."""
_NEARER = 1.5
_NEAR_ENOUGH = 2
"""Cells from a click to the light that it means."""
_LOOKED_AT = 40.0
"""Degrees across to which the map comes closer when one place is looked at."""


class WorldMap(Widget, can_focus=True):
    """A piece of the globe, with lights and ways.

    Attributes:
        view: what is in sight.
        steered: whether the user has moved the map, so that it no longer follows what is selected.
    """

    DEFAULT_CSS = "WorldMap { width: 1fr; height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("map")

    class Chosen(Message):
        """A light was clicked: its number in the scene; ``again`` for a second click on the same one."""

        def __init__(self, light: int, again: bool) -> None:
            super().__init__()
            self.light = light
            self.again = again

    class Opened(Message):
        """Enter: what is selected is to be opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view: Viewport = WORLD
        self.scene = Scene()
        self.steered = False
        self._grounds: LRUCache[tuple[Viewport, int, int], Ground] = LRUCache(12)
        self._lines: Sequence[Line] | None = None
        self._strips: dict[int, Strip] = {}
        self._palette: dict[str, Style] = {}
        self._dragged = False
        self._followed: Sequence[Point] = ()

    # --- what is shown ---------------------------------------------------------------------------------------------

    def show(self, scene: Scene) -> None:
        """Draw another scene above the same ground."""
        if scene != self.scene:
            self.scene = scene
            self._redraw()

    def look(self, view: Viewport) -> None:
        """Show another piece of the globe."""
        if view != self.view:
            self.view = view
            self._redraw()

    def follow(self, points: Sequence[Point]) -> None:
        """Keep a journey or a place in sight, unless the user steers."""
        self._followed = points
        if not self.steered:
            self.fit(points)

    def fit(self, points: Sequence[Point]) -> None:
        """Show some points with room around them; a single one at a middle distance."""
        if len(set(points)) > 1 and self.size:
            self.look(around(points, self.plate.width, self.plate.height))
        elif points:
            self.look(Viewport(0, 0, min(self.view.span, _LOOKED_AT)).centred(points[0]))

    @property
    def plate(self) -> Plate:
        """The raster of the widget."""
        return Plate(self.view, max(1, self.size.width) * ACROSS, max(1, self.size.height) * DOWN)

    # --- keys and mouse --------------------------------------------------------------------------------------------

    def action_pan(self, right: int, down: int) -> None:
        """Move what is in sight by a sixth of it."""
        plate = self.plate
        self.steered = True
        self.look(plate.moved(right * plate.width / _STEP, down * plate.height / _STEP))

    def action_open(self) -> None:
        """Open what is selected."""
        self.post_message(self.Opened())

    def zoom(self, steps: int) -> None:
        """Nearer (above 0) or farther."""
        self.steered = True
        self.look(self.view.zoomed(_NEARER**steps))

    def whole(self) -> None:
        """The whole world."""
        self.steered = True
        self.look(WORLD)

    def _zoom_at(self, event: events.MouseEvent, steps: int) -> None:
        """Zoom so that what lies under the pointer stays there."""
        event.stop()
        under = self.plate.point(event.x * ACROSS, event.y * DOWN)
        self.zoom(steps)
        x, y = self.plate.spot(under)
        self.look(self.plate.moved(x - event.x * ACROSS, y - event.y * DOWN))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._zoom_at(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._zoom_at(event, -1)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if event.button and (event.delta_x or event.delta_y):
            self._dragged = True
            self.steered = True
            self.look(self.plate.moved(-event.delta_x * ACROSS, -event.delta_y * DOWN))

    def on_mouse_down(self) -> None:
        self._dragged = False

    def on_click(self, event: events.Click) -> None:
        if self._dragged:
            return
        near = [
            (abs(cell[0] - event.x) + 2 * abs(cell[1] - event.y), number)
            for number, cell in enumerate(light_cells(self.plate, self.scene.lights))
            if cell is not None
        ]
        distance, number = min(near, default=(_NEAR_ENOUGH + 1, 0))
        if distance <= _NEAR_ENOUGH:
            self.post_message(self.Chosen(number, event.chain > 1))

    # --- drawing ---------------------------------------------------------------------------------------------------

    def _redraw(self) -> None:
        self._lines = None
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        self.follow(self._followed)
        self._redraw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._palette = {}
        self._strips.clear()

    def _ground(self) -> Ground:
        wanted = (self.view, self.size.width, self.size.height)
        found = self._grounds.get(wanted)
        if found is None:
            found = self._grounds[wanted] = ground(*wanted)
        return found

    def render_line(self, y: int) -> Strip:
        strip = self._strips.get(y)
        if strip is None:
            if self._lines is None:
                self._lines = paint(self._ground(), self.scene)
            strip = self._strips[y] = self._strip(self._lines[y] if y < len(self._lines) else ())
        return strip

    def _strip(self, line: Line) -> Strip:
        if not self._palette:
            base = self.rich_style
            self._palette = {tone: base + style for tone, style in palette(self.app).items()}
        if not line:
            return Strip.blank(self.size.width, self._palette[""])
        return Strip([Segment(text, self._palette[tone]) for text, tone in line], self.size.width)
