"""One of several things: a short list over the screen, chosen by arrows, digit or click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.presenters.lines import Column, Line, line
from tui.presenters.rows import Rows
from tui.tones import content
from tui.widgets.rowlist import RowList

_MOST = 14


class Choice(ModalScreen[int | None]):
    """Answers with the number of the choice, from 0; escape answers None.

    Args:
        title: what is asked.
        choices: a gist and what stands muted beside it.
    """

    DEFAULT_CSS = """
    Choice { align: center middle; background: $background 60%; }
    Choice > Vertical { width: 72; max-width: 100%; height: auto; background: $panel; padding: 1 2; }
    Choice Static { height: auto; margin: 0 0 1 0; }
    Choice RowList { background: $panel; }
    Choice RowList > .rowlist--cursor { background: $surface; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        *(Binding(str(digit), f"pick({digit - 1})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._heading = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content(line((self._heading, "strong"))))
            columns = (Column("digit", "", 2), Column("what", "", 20, grow=2), Column("aside", "", 12, grow=1))
            yield RowList(columns, self._cells, titles=False)

    def _cells(self, number: int) -> tuple[Line, ...]:
        what, aside = self._choices[number]
        digit = str(number + 1) if number < 9 else ""
        return line((digit, "key")), line(what), line((aside, "muted"))

    def on_mount(self) -> None:
        rowlist = self.query_one(RowList)
        rowlist.styles.height = min(len(self._choices), _MOST)
        rowlist.show(Rows(range(len(self._choices)), lambda keys: list(keys)))
        rowlist.focus()

    @on(RowList.Opened)
    def _opened(self, message: RowList.Opened) -> None:
        self.dismiss(message.key)

    def action_pick(self, number: int) -> None:
        """The choice with a digit."""
        if number < len(self._choices):
            self.dismiss(number)

    def action_leave(self) -> None:
        """Nothing is chosen."""
        self.dismiss(None)
