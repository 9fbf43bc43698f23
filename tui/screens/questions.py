"""Short questions: one line to type in, or yes and no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.wording import say
from tui.presenters.lines import Line, line
from tui.screens.box import Box
from tui.screens.choices import hint
from tui.tones import content, page

_BOX = """
    {name} {{ align: center middle; background: $background 60%; }}
    {name} > Vertical {{ width: 64; max-width: 100%; height: auto; background: $panel; padding: 1 2; }}
    {name} Static {{ height: auto; }}
"""
"""The look of a box; each kind needs it of its own, since it comes with the kind that is opened first."""


class Question(Box[str | None]):
    """One line of text; escape answers None."""

    DEFAULT_CSS = (
        _BOX.format(name="Question")
        + """
    Question Input { border: none; height: 1; padding: 0; background: $surface; margin: 1 0 0 0; }
    Question .hint { margin: 1 0 0 0; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, title: str, *, placeholder: str = "", value: str = "") -> None:
        super().__init__()
        self._heading = title
        self._placeholder = placeholder
        self._value = value

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content(line((self._heading, "strong"))))
            yield Input(self._value, placeholder=self._placeholder)
            yield Static(content(hint("go")), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Nothing is answered."""
        self.dismiss(None)


class Confirmation(Box[bool]):
    """Yes or no, with what it is about above."""

    DEFAULT_CSS = _BOX.format(name="Confirmation")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n,N", "answer(False)", show=False),
        Binding("enter,y,Y,j,J", "answer(True)", show=False),
    ]

    def __init__(self, question: str, about: tuple[Line, ...] = ()) -> None:
        super().__init__()
        self._question = question
        self._about = about

    def compose(self) -> ComposeResult:
        keys = line((say("desk.ask.yes_keys"), "key"), (f" {say('desk.ask.yes')}   ", "muted"),
                    (say("desk.ask.no_keys"), "key"), (f" {say('desk.ask.no')}", "muted"))  # fmt: skip
        with Vertical():
            yield Static(page([line((self._question, "strong")), (), *self._about, (), keys]))

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)

    def action_leave(self) -> None:
        self.dismiss(False)
