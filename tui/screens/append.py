"""The form for an event by hand: typed fields at the left, what they will become at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from events.errors import Conflict
from events.log import AtPosition
from tracker.summaries import summary
from tracker.undoing import last_by, undo
from tracker.wording import say
from tui.actions import bindings
from tui.draft_store import DraftStore
from tui.glyphs import glyphs
from tui.presenters.clock import grouped
from tui.presenters.draft import Checked, Draft, check, fields_of
from tui.presenters.form import conflict_lines, form_footer, form_head, preview_lines
from tui.presenters.lines import Line, line
from tui.screens.questions import Confirmation
from tui.tones import page
from tui.widgets.footer import Footer
from tui.widgets.form import EventForm
from tui.widgets.masthead import Masthead
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from tui.app import DeskApp

_PAUSE = 0.8
"""So long after the last key the draft is kept."""


class AppendScreen(ModalScreen[None]):
    """Nothing is overwritten: what is appended here is one further event, and undoing it is another."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("append")
    AUTO_FOCUS = None

    def __init__(self, start: Draft | None) -> None:
        super().__init__()
        self._start = start
        self.draft = Draft()
        self._expected = 0
        self._conflict: tuple[Line, ...] = ()
        self._timer: Timer | None = None
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
        return DraftStore(self.desk.session.dossier.log, self.desk.session.author)

    def compose(self) -> ComposeResult:
        kept = self.store.load()
        self.draft = kept or self._start or Draft()
        self._expected = self.desk.session.dossier.log.head().position
        yield Masthead()
        with Horizontal(id="columns"):
            yield EventForm(self.draft, form_head(kept=kept is not None))
            yield Pane(id="preview")
        yield Static(page(form_footer()), id="form-help")
        yield Footer("append")

    def on_mount(self) -> None:
        session = self.desk.session
        masthead = self.query_one(Masthead)
        masthead.active = self.desk.current_mode
        masthead.total = len(session.times)
        masthead.past = session.clock.words(short=self.size.width < 100)
        self.set_class(not glyphs().circled, "-ascii")
        missing = next(iter(self.check().problems), "who")
        self.query_one(EventForm).focus_field(missing or "who")

    # --- typing ----------------------------------------------------------------------------------------------------

    @on(EventForm.Typed)
    def _typed(self, message: EventForm.Typed) -> None:
        self.draft = self.draft.with_field(message.field, message.value)
        self._conflict = ()
        self.check()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self.keep)

    def check(self) -> Checked:
        """Read the draft, and show field by field what was understood."""
        checked = check(self.draft, self.desk.session.today)
        self.query_one(EventForm).mark(fields_of(self.draft.type), checked)
        past = not self.desk.session.clock.is_now
        position = self._expected + 1
        self.query_one("#preview", Pane).show(
            lambda width: [*self._conflict, *preview_lines(checked, position, width, past=past)], top=False
        )
        return checked

    def keep(self) -> None:
        """Keep the draft, so that neither esc nor a crash loses it."""
        if not self._done:
            with self.desk.guarded():
                self.store.keep(self.draft)

    # --- appending -------------------------------------------------------------------------------------------------

    async def action_submit(self) -> None:
        """Append the event, if nothing is missing and nobody was faster."""
        checked = self.check()
        if not checked.ready or checked.event is None:
            first = next(iter(checked.problems.values()), "")
            self.query_one(Footer).flash(line((first, "bad")))
            self.query_one(EventForm).focus_field(next(iter(checked.problems), ""))
            return
        session = self.desk.session
        try:
            record = session.dossier.append(
                checked.event,
                by=session.author,
                basis=checked.basis,
                document=checked.document,
                published=checked.published,
                expected=AtPosition(self._expected),
            )
        except Conflict as conflict:
            self._expected = conflict.actual
            self._conflict = conflict_lines(conflict.newer)
            self.check()
            self.query_one(Footer).flash(line((say("desk.form.conflict_flash"), "warn")))
            return
        except Exception as error:
            self.desk.report(error)
            return
        self._done = True
        self.store.forget()
        self.dismiss()
        await self.desk.follow(own=True)
        past = say("desk.flash.appended_in_past") if not session.clock.is_now else ""
        self.desk.flash(
            line((say("desk.flash.appended", position=grouped(record.position)), "good"), "  ", ("u", "key"),
                 (f" {say('desk.flash.undo')}  ", "muted"), (past, "warn"))
        )  # fmt: skip

    def action_leave(self) -> None:
        """Back to the screen; the draft is kept."""
        self.keep()
        self.dismiss()
        if not self.draft.is_empty:
            self.desk.flash(line((say("desk.flash.draft_kept"), "muted")))

    def action_afresh(self) -> None:
        """Forget the kept draft and begin from the selection."""
        self.store.forget()
        self._done = True
        self.dismiss()
        self.desk.open_form(self._start)

    def action_form_help(self) -> None:
        """What can be typed where."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("append"))


async def undo_last(desk: DeskApp) -> None:
    """Ask, then retract the author's last event that still stands."""
    session = desk.session
    position = last_by(session.dossier.log, session.author)
    if position is None:
        desk.flash(line((say("desk.flash.nothing_to_undo"), "warn")))
        return
    record = session.dossier.event(position)
    about = (line(summary(record.event)), (), line((say("desk.ask.undo_means"), "muted")))
    if not await desk.push_screen_wait(Confirmation(say("desk.ask.undo", position=grouped(position)), about)):
        return
    with desk.guarded():
        done = undo(session.dossier, session.author, position)
        await desk.follow(own=True)
        desk.flash(line((say("desk.flash.undone", target=grouped(position), position=grouped(done.position)), "good")))
