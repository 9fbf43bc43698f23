"""The line of time at the bottom: click, drag or turn the wheel to stand elsewhere; below, what else there is."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.presenters.clock import DeskClock
from tui.presenters.log_times import LogTimes
from tui.presenters.scrubber import Scrub, scrub
from tui.tones import page


class Scrubber(Widget):
    """Two lines (one where the terminal is low) over the times of the log."""

    DEFAULT_CSS = """
    Scrubber { height: 2; background: $surface; }
    .-low Scrubber { height: 1; }
    """

    class Moved(Message):
        """Somebody took hold of the handle: stand at this place, 0 to 1."""

        def __init__(self, place: float) -> None:
            super().__init__()
            self.place = place

    class Stepped(Message):
        """The wheel was turned over the line of time."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        super().__init__()
        self.times = LogTimes()
        self.clock = DeskClock()
        self.note = ""
        self.marks: Sequence[DeskClock] = ()

    def show(self, times: LogTimes, clock: DeskClock, note: str, marks: Sequence[DeskClock] = ()) -> None:
        """Draw another place in time."""
        self.times, self.clock, self.note, self.marks = times, clock, note, marks
        self.refresh()

    def scrub(self) -> Scrub:
        """What is drawn at the present width."""
        return scrub(self.times, self.clock, self.size.width, note=self.note, marks=self.marks)

    def render(self) -> Content:
        drawn = self.scrub()
        return page([drawn.track, drawn.status] if self.size.height > 1 else [drawn.track])

    def _place(self, x: int) -> None:
        drawn = self.scrub()
        if drawn.start <= x <= drawn.end + 2:
            self.post_message(self.Moved((x - drawn.start) / max(1, drawn.end - drawn.start - 1)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.y == 0:
            self.capture_mouse()
            self._place(event.x)

    async def on_click(self, event: events.Click) -> None:
        if event.y == 1:
            action = next((each for start, end, each in self.scrub().offers if start <= event.x < end), None)
            if action is not None:
                await self.screen.run_action(action.method)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            drawn = self.scrub()
            self._place(max(drawn.start, min(drawn.end, event.x)))

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def on_mouse_scroll_up(self) -> None:
        self.post_message(self.Stepped(-1))

    def on_mouse_scroll_down(self) -> None:
        self.post_message(self.Stepped(1))
