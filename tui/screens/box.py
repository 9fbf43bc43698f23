"""A box above a screen: escape or a click beside it leaves it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

T = TypeVar("T")


class Box(ModalScreen[T]):
    """What all boxes share."""

    @abstractmethod
    def action_leave(self) -> None:
        """Close, with nothing done."""

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.action_leave()
