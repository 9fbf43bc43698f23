"""What all forms share: fields at the left, at the right what will come of them; a draft that survives a crash."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import get_current_worker

from events.envelope import Draft as EventDraft
from events.envelope import Recorded
from events.errors import Conflict, TrackerError
from events.log import AtPosition
from tracker.wording import say
from tui.draft_store import DraftStore
from tui.glyphs import glyphs
from tui.presenters import known_names
from tui.presenters.checked import Checked, Typed
from tui.presenters.clock import grouped
from tui.presenters.effects import Effects, effect_lines, tried_out
from tui.presenters.field_spec import FieldSpec
from tui.presenters.form import conflict_lines, form_footer, form_head, preview_lines
from tui.presenters.lines import Line, line
from tui.tones import page
from tui.widgets.footer import Footer
from tui.widgets.form import EventForm
from tui.widgets.masthead import Masthead
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from tui.app import DeskApp

T = TypeVar("T", bound=Typed)
_PAUSE = 0.8
"""So long after the last key the draft is kept."""


class FormScreen(ModalScreen[None], Generic[T]):
    """Nothing is overwritten: what is appended is one further event, and undoing it is another.

    Class attributes:
        SCOPE: the scope of its keys, and the name under which its draft is kept.
        TRY_AFTER: seconds after the last key until the event is tried out on the views.
    """

    SCOPE: ClassVar[str] = ""
    TRY_AFTER: ClassVar[float] = 0.2
    AUTO_FOCUS = None

    def __init__(self, start: T) -> None:
        super().__init__()
        self._start = start
        self.draft = start
        self.effects: Effects | None = None
        self._expected = 0
        self._conflict: tuple[Line, ...] = ()
        self._keeping: Timer | None = None
        self._trying: Timer | None = None
        self._done = False

    # --- for the forms to fill in ----------------------------------------------------------------------------------

    @property
    @abstractmethod
    def specs(self) -> Sequence[FieldSpec]:
        """All fields."""

    @property
    @abstractmethod
    def title_words(self) -> str:
        """What stands above the fields."""

    @property
    @abstractmethod
    def not_yet_words(self) -> str:
        """What is said at the right as long as something is missing."""

    @abstractmethod
    def shown(self) -> Sequence[str]:
        """The fields that are in sight."""

    @abstractmethod
    def read(self) -> Checked:
        """What the draft means."""

    @abstractmethod
    def again(self) -> None:
        """Open the form anew, without the kept draft."""

    def typed(self, field: str, value: str) -> None:
        """A field has another value."""
        self.draft = self.draft.with_field(field, value)

    # --- what they share -------------------------------------------------------------------------------------------

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

    def compose(self) -> ComposeResult:
        kept = self.store.load()
        if kept is not None:
            self.draft = type(self._start).from_json(kept)
        self._expected = self.desk.session.dossier.log.head().position
        head = form_head(self.title_words, kept=kept is not None)
        yield Masthead()
        with Horizontal(id="columns"):
            yield EventForm(self.specs, self.draft.values, head, self._completed)
            yield Pane(id="preview")
        yield Static(page(form_footer()), id="form-help")
        yield Footer(self.SCOPE)

    def on_mount(self) -> None:
        session = self.desk.session
        masthead = self.query_one(Masthead)
        masthead.active = self.desk.current_mode
        masthead.total = len(session.times)
        masthead.past = session.clock.words(short=self.size.width < 100)
        self.set_class(not glyphs().circled, "-ascii")
        missing = next(iter(self.check().problems), "") or self.shown()[1]
        self.query_one(EventForm).focus_field(missing)

    def _completed(self, typed: str, of: str) -> str | None:
        """A name that begins so: of the seeds, else of the dossier."""
        known = known_names.completed(typed, places=of == "places")
        if known is not None or len(typed) < 2:
            return known
        found = self.desk.session.views_now().subjects().called(typed, limit=8) if of == "names" else ()
        names = (subject.name for subject in found if subject.name.casefold().startswith(typed.casefold()))
        return min(names, key=len, default=None)

    # --- typing ----------------------------------------------------------------------------------------------------

    @on(EventForm.Typed)
    def _field_typed(self, message: EventForm.Typed) -> None:
        if self.draft.values.get(message.field) == message.value:
            return
        self.typed(message.field, message.value)
        self._conflict = ()
        self.check()
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(_PAUSE, self.keep)

    def check(self) -> Checked:
        """Read the draft, and show field by field what was understood; what it changes follows in a moment."""
        checked = self.read()
        self.query_one(EventForm).mark(self.shown(), checked.understood, checked.problems)
        self.effects = None
        self._preview(checked)
        if self._trying is not None:
            self._trying.stop()
        if checked.ready:
            if self.TRY_AFTER:
                self._trying = self.set_timer(self.TRY_AFTER, lambda: self._try_out(checked))
            else:
                self._try_out(checked)
        return checked

    def _preview(self, checked: Checked) -> None:
        past = not self.desk.session.clock.is_now
        position, effects = self._expected + 1, self.effects
        self.query_one("#preview", Pane).show(
            lambda width: [
                *self._conflict,
                *preview_lines(
                    checked,
                    position,
                    width,
                    past=past,
                    not_yet=self.not_yet_words,
                    brief=self.has_class("-slim"),
                    effects=effect_lines(effects, width) if effects else (),
                ),
            ],
            top=False,
        )

    def _try_out(self, checked: Checked) -> None:
        try:
            self._rehearse(checked, checked.draft(self.desk.session.author))
        except TrackerError as error:
            self._tried(checked, Effects(problem=error.what))

    @work(thread=True, exclusive=True, group="rehearsal", exit_on_error=False)
    def _rehearse(self, checked: Checked, draft: EventDraft) -> None:
        worker = get_current_worker()
        session = self.desk.session
        try:
            effects = tried_out(session.dossier, draft, session.views_now())
        except TrackerError as error:
            effects = Effects(problem=error.what)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._tried, checked, effects)

    def _tried(self, checked: Checked, effects: Effects) -> None:
        if self.is_mounted:
            self.effects = effects
            self._preview(checked)

    def keep(self) -> None:
        """Keep the draft, so that neither esc nor a crash loses it."""
        if not self._done:
            with self.desk.guarded():
                self.store.follow(self.draft)

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
                stream=checked.stream,
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
        await self._appended(record)

    async def _appended(self, record: Recorded) -> None:
        self._done = True
        self.store.forget()
        self.dismiss()
        await self.desk.follow(own=True)
        past = say("desk.flash.appended_in_past") if not self.desk.session.clock.is_now else ""
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
        self.again()

    def action_form_help(self) -> None:
        """What can be typed where."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.SCOPE))
