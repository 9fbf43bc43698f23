"""Marking words in an article by keyboard or mouse, to make an event of them."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tracker.articles import Article
from tracker.wording import say
from tui.actions import bindings
from tui.presenters.lines import line
from tui.presenters.marking import Marking
from tui.tones import content
from tui.widgets.footer import Footer
from tui.widgets.pane import Pane


class MarkScreen(ModalScreen[tuple[int, int] | None]):
    """Answers with the start and the end of the marked words; escape answers None."""

    SCOPE = "mark"
    DEFAULT_CSS = """
    MarkScreen { layout: vertical; background: $background; }
    MarkScreen #mark-head { height: 2; padding: 0 2; }
    MarkScreen Pane { padding: 1 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("mark")

    def __init__(self, article: Article) -> None:
        super().__init__()
        self._article = article
        self.marking = Marking.at_start(article.text)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(
                content(line((say("marking.title"), "strong"), (f"  {say('marking.how')}", "muted"))), id="mark-head"
            )
            yield MarkedText(self)
        yield Footer(self.SCOPE)

    def on_mount(self) -> None:
        self.query_one(MarkedText).focus()
        self.draw()

    def draw(self) -> None:
        """Draw the text with what is marked."""
        pane = self.query_one(MarkedText)
        pane.show(lambda width: self.marking.lines(width), top=False)
        row = self.marking.row_of_cursor(pane.room)
        pane.reveal(row, row + 2)

    def move_to(self, marking: Marking) -> None:
        """Another selection."""
        self.marking = marking
        self.draw()

    def action_word(self, by: int, extend: bool = False) -> None:
        """The next word, or the one before; extending the selection or beginning anew."""
        self.move_to(self.marking.by_words(by, extend=extend))

    def action_row(self, by: int, extend: bool = False) -> None:
        """A line down or up."""
        self.move_to(self.marking.by_rows(by, self.query_one(MarkedText).room, extend=extend))

    def action_sentence(self) -> None:
        """The whole sentence around the cursor."""
        self.move_to(self.marking.whole_sentence())

    def action_take(self) -> None:
        """Make an event of the marked words."""
        self.dismiss(self.marking.span)

    def action_leave(self) -> None:
        """Mark nothing."""
        self.dismiss(None)


class MarkedText(Pane):
    """The article; pressing the mouse begins a selection, dragging extends it."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, screen: MarkScreen) -> None:
        super().__init__(id="marked")
        self._mark = screen
        self._dragging = False

    def _offset(self, event: events.MouseEvent) -> int | None:
        at = event.get_content_offset(self)
        if at is None:
            return None
        return self._mark.marking.offset_at(at.y + self.scroll_offset.y, at.x, self.room)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        offset = self._offset(event)
        if offset is not None:
            self._dragging = True
            self.capture_mouse()
            self._mark.move_to(self._mark.marking.to(offset, extend=False))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging and (offset := self._offset(event)) is not None:
            self._mark.move_to(self._mark.marking.to(offset, extend=True))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._dragging = False
        self.release_mouse()
