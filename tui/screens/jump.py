"""`f`: a letter on everything that can be reached; typing it goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.presenters.jumping import labels
from tui.presenters.lines import line
from tui.tones import content


@dataclass(frozen=True, slots=True)
class Target:
    """A place on the screen and what happens when it is chosen."""

    at: Offset
    go: Callable[[], object]


class Label(Static):
    """The letters on a target."""

    DEFAULT_CSS = """
    Label { position: absolute; width: auto; height: 1; background: $warning; color: $background; text-style: bold; }
    """


class JumpScreen(ModalScreen[Callable[[], object] | None]):
    """Letters over the screen below; answers with what the chosen target does."""

    DEFAULT_CSS = "JumpScreen { background: transparent; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self._targets = dict(zip(labels(len(targets)), targets, strict=True))
        self._typed = ""

    def compose(self) -> ComposeResult:
        for letters, target in self._targets.items():
            label = Label(content(line((letters, ""))))
            label.styles.offset = target.at.x, target.at.y
            yield label

    def on_key(self, event: events.Key) -> None:
        if event.character is None or not event.character.isalpha():
            return
        event.stop()
        self._typed += event.character.lower()
        target = self._targets.get(self._typed)
        if target is not None:
            self.dismiss(target.go)
        elif not any(letters.startswith(self._typed) for letters in self._targets):
            self.dismiss(None)

    def on_click(self) -> None:
        self.dismiss(None)

    def action_leave(self) -> None:
        """Stay."""
        self.dismiss(None)
