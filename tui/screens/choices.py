"""A few things to choose from: with its key, with the arrows and enter, or with a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tracker.wording import say
from tui.actions import key_words
from tui.glyphs import glyphs
from tui.presenters.lines import Line, line
from tui.screens.box import Box
from tui.tones import content


def hint(deed: str) -> Line:
    """The keys that every small box has: enter does what it is for, escape leaves it.

    Args:
        deed: what enter does, ``choose`` or ``go``.
    """
    return line(
        (glyphs().enter, "key"), (f" {say(f'desk.ask.{deed}')}   ", "muted"),
        (key_words("escape"), "key"), (f" {say('desk.ask.leave')}", "muted"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things: its key, a word or two, and what it means."""

    id: str
    key: str
    label: str
    about: str = ""


class Choices(Box[str | None]):
    """Answers with the id of what was chosen; escape answers None."""

    DEFAULT_CSS = """
    Choices { align: center middle; background: $background 60%; }
    Choices > Vertical { width: 72; max-width: 100%; height: auto; max-height: 100%; background: $panel; padding: 1 2; }
    Choices Static { height: auto; margin: 0 0 1 0; }
    Choices ChoiceList { height: auto; margin: 0 0 1 0; text-wrap: nowrap; text-overflow: ellipsis; }
    Choices .hint { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", show=False)]

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._heading = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content(line((self._heading, "strong"))))
            yield ChoiceList(self._choices)
            yield Static(content(hint("choose")), classes="hint")

    def on_key(self, event: events.Key) -> None:
        chosen = next((each.id for each in self._choices if event.character == each.key), None)
        if chosen is not None:
            event.stop()
            self.dismiss(chosen)

    def action_leave(self) -> None:
        """Nothing is chosen."""
        self.dismiss(None)


class ChoiceList(Static, can_focus=True):
    """The lines of the choices, one of them marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,tab", "move(1)", show=False),
        Binding("up,k,shift+tab", "move(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    marked: reactive[int] = reactive(0, layout=False)

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = choices

    def render(self) -> Content:
        wide = max(len(each.label) for each in self._choices)
        rows = []
        for number, each in enumerate(self._choices):
            mark = (glyphs().mark, "key") if number == self.marked else " "
            tone = "strong" if number == self.marked else ""
            rows.append(
                line(mark, (f"{each.key} ", "key"), (each.label.ljust(wide), tone), (f"  {each.about}", "muted"))
            )
        return Content("\n").join(content(row) for row in rows)

    def action_move(self, by: int) -> None:
        """Mark the next one, or the one before."""
        self.marked = (self.marked + by) % len(self._choices)

    def action_choose(self) -> None:
        """Answer with the marked one."""
        self.screen.dismiss(self._choices[self.marked].id)

    def on_click(self, event: events.Click) -> None:
        if 0 <= event.y < len(self._choices):
            self.screen.dismiss(self._choices[event.y].id)
