"""The top line: the screens with their digits, and the clock, amber whenever the desk stands in the past."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.wording import say
from tui.actions import SCREENS
from tui.glyphs import glyphs
from tui.presenters.clock import grouped
from tui.presenters.lines import Line, Piece, line
from tui.tones import content


def tabs(active: str, room: int) -> tuple[Line, list[tuple[int, int, str]]]:
    """The screens as a line that fits ``room`` cells, and which columns belong to which screen."""
    names = [(str(n), say(f"desk.screen.{name}"), name) for n, name in enumerate(SCREENS, 1)]
    gap = next((gap for gap in (2, 1) if sum(len(word) + 2 + gap for _, word, _ in names) + 1 <= room), 0)
    pieces: list[Piece | str] = [" "]
    places: list[tuple[int, int, str]] = []
    column = 1
    for digit, word, name in names:
        if name == active:
            text = f"{digit} {word}"
            pieces.append((text, "tab-active"))
        elif gap:
            text = f"{digit} {word}"
            pieces += [(digit, "muted"), (f" {word}", "tab")]
        else:
            text = f"{digit}{word[0]}"
            pieces += [(digit, "muted"), (word[0], "tab")]
        places.append((column, column + len(text), name))
        pieces.append(" " * max(gap, 1))
        column += len(text) + max(gap, 1)
    return line(*pieces), places


class Masthead(Widget):
    """One line; a click on a screen's name opens it, a click on the clock asks where to go."""

    DEFAULT_CSS = """
    Masthead { height: 1; background: $panel; }
    """

    active: reactive[str] = reactive("")
    past: reactive[str] = reactive("")
    total: reactive[int] = reactive(0)
    fresh: reactive[int] = reactive(0)

    class Chosen(Message):
        """A screen's name, or "" for the clock, was clicked."""

        def __init__(self, screen: str) -> None:
            super().__init__()
            self.screen = screen

    def clock(self) -> Line:
        """The right end: live with the number of events, what has come in, or the amber clock."""
        pill: list[Piece] = []
        if self.fresh:
            new = say("desk.masthead.new", count=grouped(self.fresh))
            pill = [(f"{glyphs().new} {new}", "good"), ("  ", "")]
        if self.past:
            return line(*pill, (f" {self.past} ", "past"), " ")
        live = say("desk.masthead.live")
        return line(*pill, (glyphs().live, "good"), (f" {live} · {grouped(self.total)} ", "muted"))

    def _parts(self) -> tuple[Line, list[tuple[int, int, str]], Line]:
        clock = self.clock()
        left, places = tabs(self.active, self.size.width - sum(len(text) for text, _ in clock) - 1)
        return left, places, clock

    def tabs_in_sight(self) -> list[tuple[Offset, str]]:
        """Where the name of each screen begins."""
        return [(self.region.offset + Offset(start, 0), name) for start, _, name in self._parts()[1]]

    def render(self) -> Content:
        left, _, clock = self._parts()
        right, start = content(clock), content(left)
        room = self.size.width - right.cell_length
        return start.truncate(room, pad=True) + right

    def on_click(self, event: events.Click) -> None:
        _, places, _ = self._parts()
        for start, end, name in places:
            if start <= event.x < end:
                self.post_message(self.Chosen(name))
                return
        if event.x > places[-1][1]:
            self.post_message(self.Chosen(""))
