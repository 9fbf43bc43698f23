"""The bottom line: the keys that work here; for a moment it gives way to what has just happened."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from tui.actions import Action, footer_actions
from tui.presenters.lines import Line, Piece, line
from tui.tones import content

_SHOWN_FOR = 6.0


class Footer(Widget):
    """Keys by their rank, as many as fit; a click on one does what the key does."""

    DEFAULT_CSS = """
    Footer { height: 1; background: $panel; }
    """

    message: reactive[Line] = reactive(())

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope
        self._timer: Timer | None = None

    def flash(self, message: Line) -> None:
        """Show a message until the next one, or for a few seconds."""
        if self._timer is not None:
            self._timer.stop()
        self.message = message
        self._timer = self.set_timer(_SHOWN_FOR, self.clear)

    def clear(self) -> None:
        """Back to the keys."""
        self.message = ()

    def _offered(self) -> list[tuple[Action, str, str]]:
        """The actions that fit, with key and word."""
        offered = []
        used = 1
        for action in footer_actions(self.scope):
            key, word = action.shown_keys[0], action.label
            used += len(key) + len(word) + 3
            if used <= self.size.width + 2:
                offered.append((action, key, word))
        return offered

    def render(self) -> Content:
        if self.message:
            return content(line(" ", *self.message))
        pieces: list[Piece | str] = [" "]
        for _, key, word in self._offered():
            pieces += [(key, "key"), (f" {word}  ", "muted")]
        return content(line(*pieces))

    async def on_click(self, event: events.Click) -> None:
        if self.message:
            self.clear()
            return
        column = 1
        for action, key, word in self._offered():
            width = len(key) + len(word) + 3
            if column <= event.x < column + width:
                focused = self.screen.focused if action.scope == "list" else None
                await self.app.run_action(action.method, focused or self.screen)
                return
            column += width
