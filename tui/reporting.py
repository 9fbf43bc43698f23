"""What the app tells: a line for a moment, an error that is kept, work that takes a while."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from tracker.wording import say
from tui.presenters.lines import Line, line
from tui.session import Session
from tui.typing_ahead import TypingAhead
from tui.under_way import UnderWay
from tui.widgets.footer import Footer

T = TypeVar("T")
_GLANCE = 0.25
"""Work that takes longer than this is told, anew at this interval."""


class Reporting(TypingAhead):
    """The part of the app that speaks to whoever sits there."""

    session: Session

    def __init__(self) -> None:
        super().__init__()
        self.under_way: UnderWay | None = None

    def flash(self, message: Line) -> None:
        """Say something in the bottom line for a moment."""
        for footer in self.screen.query(Footer).results():
            footer.flash(message)

    def report(self, error: Exception) -> None:
        """Keep an error for the list, and say it in one line."""
        mishap = self.session.note(error)
        words = f"{mishap.where}: {mishap.what}" if mishap.where else mishap.what
        self.flash(
            line(
                (words, "bad"),
                (f"  {mishap.remedy or ''}  ", ""),
                ("!", "key"),
                (f" {say('desk.flash.more')}", "muted"),
            )
        )

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """What fails inside becomes a line at the bottom and an entry in the list of errors."""
        try:
            yield
        except Exception as error:
            self.report(error)

    async def working(self, work: UnderWay, doing: Awaitable[T]) -> T:
        """Wait for work that counts itself, and tell how far it is; esc breaks it off.

        Raises:
            BrokenOff: the user broke it off; and whatever the work raises.
        """
        self.under_way = work
        telling = self.set_interval(_GLANCE, lambda: self.flash(work.words(monotonic())))
        try:
            return await doing
        finally:
            telling.stop()
            self.under_way = None
            for footer in self.screen.query(Footer).results():
                footer.clear()
