"""`!`: what went wrong so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import ModalScreen

from tui.presenters.lines import text_of
from tui.presenters.mishaps import mishap_lines
from tui.session import Mishap
from tui.widgets.pane import Pane


class ErrorsScreen(ModalScreen[None]):
    """The errors of this sitting, newest first; `c` copies them."""

    DEFAULT_CSS = """
    ErrorsScreen { align: center middle; background: $background 40%; }
    ErrorsScreen > Container { width: 90; max-width: 100%; height: 80%; background: $panel; padding: 1 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,exclamation_mark,q,enter,backspace", "leave", show=False),
        Binding("c", "copy", show=False),
    ]

    def __init__(self, mishaps: Sequence[Mishap]) -> None:
        super().__init__()
        self._mishaps = mishaps

    def compose(self) -> ComposeResult:
        with Container():
            yield Pane()

    def on_mount(self) -> None:
        pane = self.query_one(Pane)
        pane.show(lambda width: mishap_lines(self._mishaps, width))
        pane.focus()

    def action_copy(self) -> None:
        """All of them as text."""
        self.app.copy_to_clipboard("\n".join(text_of(each) for each in mishap_lines(self._mishaps, 100)))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()
