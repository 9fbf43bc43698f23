"""What every page has in which one types: the frame, and a draft that survives esc and a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.screen import ModalScreen
from textual.timer import Timer

from tracker.wording import say
from tui.draft_store import Draftlike, DraftStore
from tui.glyphs import glyphs
from tui.presenters.lines import line
from tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from tui.app import DeskApp

_PAUSE = 0.8
"""So long after the last key the draft is kept."""


class DraftScreen(ModalScreen[None]):
    """A page with a draft.

    Class attributes:
        SCOPE: the scope of its keys, and the name under which its draft is kept.

    Attributes:
        draft: what is typed so far.
    """

    SCOPE: ClassVar[str] = ""
    AUTO_FOCUS = None
    draft: Draftlike

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[str, Timer] = {}
        self._done = False

    @property
    def desk(self) -> DeskApp:
        """The app, with its session."""
        from tui.app import DeskApp

        assert isinstance(self.app, DeskApp)
        return self.app

    @property
    def store(self) -> DraftStore:
        """Where the draft is kept."""
        return DraftStore(self.desk.session.dossier.log, self.desk.session.author, self.SCOPE)

    def set_up_frame(self) -> None:
        """Masthead and signs, as on the screen below."""
        session = self.desk.session
        masthead = self.query_one(Masthead)
        masthead.active = self.desk.current_mode
        masthead.total = len(session.times)
        masthead.past = session.clock.words(short=self.size.width < 100).upper()
        self.set_class(not glyphs().circled, "-ascii")

    def keep(self) -> None:
        """Keep the draft, so that neither esc nor a crash loses it."""
        if not self._done:
            with self.desk.guarded():
                self.store.follow(self.draft)

    def keep_soon(self) -> None:
        """Keep the draft when no key follows for a moment."""
        self.after("keep", _PAUSE, self.keep)

    def after(self, name: str, seconds: float, work: Callable[[], object]) -> None:
        """Do something in a moment; told again meanwhile, it begins to wait anew."""
        if name in self._waiting:
            self._waiting.pop(name).stop()
        self._waiting[name] = self.set_timer(seconds, work)

    def forget(self) -> None:
        """The draft has done its service."""
        self._done = True
        self.store.forget()
        self.dismiss()

    def action_leave(self) -> None:
        """Back to the screen; the draft is kept."""
        self.keep()
        self.dismiss()
        if not self.draft.is_empty:
            self.desk.flash(line((say("desk.flash.draft_kept"), "muted")))

    def action_form_help(self) -> None:
        """What can be typed where."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.SCOPE))
