"""`!`: what went wrong so far."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from tracker.config import config_path
from tui.presenters.about import about_lines
from tui.presenters.lines import Line, text_of
from tui.presenters.mishaps import mishap_lines
from tui.screens.box import Box
from tui.session import Mishap
from tui.widgets.pane import Pane

_WIDTH = 100


class ErrorsScreen(Box[None]):
    """The errors of this sitting, newest first, and the desk on which they happened; `c` copies it all."""

    DEFAULT_CSS = """
    ErrorsScreen { align: center middle; background: $background 40%; }
    ErrorsScreen > Container { width: 90; max-width: 100%; height: 80%; background: $panel; padding: 1 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,exclamation_mark,q,enter,backspace", "leave", show=False),
        Binding("c", "copy", show=False),
    ]

    def __init__(self, mishaps: Sequence[Mishap], dossier: Path) -> None:
        super().__init__()
        self._dossier = dossier
        self._mishaps = mishaps

    def compose(self) -> ComposeResult:
        with Container():
            yield Pane()

    def on_mount(self) -> None:
        pane = self.query_one(Pane)
        pane.show(self.lines)
        pane.focus()

    def lines(self, width: int) -> list[Line]:
        """The errors, and the desk on which they happened."""
        path, size = self._dossier, self.app.size
        about = about_lines(
            [path, path.with_suffix(".views")], config_path(), self.app.theme, (size.width, size.height), width
        )
        return [*mishap_lines(self._mishaps, width), (), *about]

    def action_copy(self) -> None:
        """All of them as text."""
        self.app.copy_to_clipboard("\n".join(text_of(each) for each in self.lines(_WIDTH)))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()
