"""`?`: what this screen is for and which keys work on it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from tui.presenters.help import help_lines
from tui.screens.box import Box
from tui.widgets.pane import Pane


class HelpScreen(Box[None]):
    """Closes with any of the keys that open or leave things."""

    DEFAULT_CSS = """
    HelpScreen { align: right top; background: $background 40%; }
    HelpScreen > Container { width: 76; max-width: 100%; height: 100%; background: $panel; padding: 1 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,f1,q,enter,backspace", "leave", show=False)]

    def __init__(self, scope: str) -> None:
        super().__init__()
        self._scope = scope

    def compose(self) -> ComposeResult:
        with Container():
            yield Pane()

    def on_mount(self) -> None:
        pane = self.query_one(Pane)
        pane.show(lambda width: help_lines(self._scope, width))
        pane.focus()

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()
