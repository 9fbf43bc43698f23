"""What the forms for events share: fields or JSON at the left, at the right what will come of them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static, TextArea
from textual.worker import get_current_worker

from events.envelope import Draft as EventDraft
from events.envelope import Recorded
from events.errors import Conflict, TrackerError
from events.log import AtPosition
from tracker.wording import say
from tui.actions import bindings
from tui.presenters import known_names
from tui.presenters.as_json import read_json
from tui.presenters.checked import Checked, TypedEvent
from tui.presenters.clock import grouped
from tui.presenters.effects import Effects, effect_lines, tried_out
from tui.presenters.field_spec import FieldSpec
from tui.presenters.form import conflict_lines, form_footer, form_head, preview_lines
from tui.presenters.lines import Line, line, typeable
from tui.screens.draft_screen import DraftScreen
from tui.tones import page
from tui.widgets.footer import Footer
from tui.widgets.form import EventForm
from tui.widgets.masthead import Masthead
from tui.widgets.pane import Pane

T = TypeVar("T", bound=TypedEvent)


class FormScreen(DraftScreen, Generic[T]):
    """Nothing is overwritten: what is appended is one further event, and undoing it is another.

    Class attributes:
        ENVELOPE: the fields that tell of the event what it does not tell itself; they stay when it is typed as JSON.
        TRY_AFTER: seconds after the last key until the event is tried out on the views.
    """

    ENVELOPE: ClassVar[Sequence[str]] = ()
    TRY_AFTER: ClassVar[float] = 0.2
    BINDINGS: ClassVar[list[BindingType]] = bindings("form", "event")
    draft: T

    def __init__(self, start: T) -> None:
        super().__init__()
        self._start = start
        self.draft = start
        self.effects: Effects | None = None
        self._expected = 0
        self._conflict: tuple[Line, ...] = ()

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

    @abstractmethod
    def another(self) -> None:
        """Open the form for a further event of the kind, on the word of the same source."""

    def typed(self, field: str, value: str) -> None:
        """A field has another value."""
        self.draft = self.draft.with_field(field, value)

    # --- what they share -------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        kept = self.store.load()
        if kept is not None:
            self.draft = type(self._start).from_json(kept)
        self._expected = self.desk.session.dossier.log.head().position
        head = form_head(self.title_words, kept=kept is not None)
        yield Masthead()
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield EventForm(self.specs, self.draft.values, head, self._completed)
                yield TextArea(typeable(self.draft.json), id="json", soft_wrap=True, compact=True)
            yield Pane(id="preview")
        yield Static(page(form_footer()), id="form-help")
        yield Footer(self.SCOPE)

    def on_mount(self) -> None:
        self.set_up_frame()
        self._focus_on(next(iter(self.check().problems), "") or self.shown()[1])

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
        self._changed()

    @on(TextArea.Changed, "#json")
    def _json_typed(self, message: TextArea.Changed) -> None:
        text = message.text_area.text or " "  # an empty text is no event, but not yet the fields again
        if self.draft.json and text != self.draft.json:
            self.draft = self.draft.with_field("json", text)
            self._changed()

    def _changed(self) -> None:
        self._conflict = ()
        self.check()
        self.keep_soon()

    def action_as_json(self) -> None:
        """Type the event as JSON; again for the fields, as they were left."""
        text = "" if self.draft.json else self.read().as_json()
        self.draft = self.draft.with_field("json", text)
        self.query_one("#json", TextArea).text = text
        self._changed()
        self._focus_on("" if text else self.shown()[1])

    def _focus_on(self, field: str) -> None:
        """Put the cursor where something is missing."""
        if self.draft.json and field not in self.ENVELOPE:
            self.query_one("#json", TextArea).focus()
        else:
            self.query_one(EventForm).focus_field(field)

    def action_what_it_does(self) -> None:
        """What will come of it on the whole page, where it has but a few lines; again for the fields."""
        self.toggle_class("-looking")

    def check(self) -> Checked:
        """Read the draft, and show field by field what was understood; what it changes follows in a moment."""
        checked = self.read()
        if self.draft.json:
            checked = read_json(self.draft.json, checked, self.ENVELOPE)
        self.set_class(bool(self.draft.json), "-json")
        shown = self.ENVELOPE if self.draft.json else self.shown()
        self.query_one(EventForm).mark(shown, checked.understood, checked.problems)
        self.effects = None
        self._preview(checked)
        if checked.ready and self.TRY_AFTER:
            self.after("try", self.TRY_AFTER, lambda: self._try_out(checked))
        elif checked.ready:
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
                    not_yet="" if self.draft.json else self.not_yet_words,
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

    # --- appending -------------------------------------------------------------------------------------------------

    async def action_submit(self, another: bool = False) -> None:
        """Append the event, if nothing is missing and nobody was faster.

        Args:
            another: open the form for a further one.
        """
        checked = self.check()
        if not checked.ready or checked.event is None:
            first = next(iter(checked.problems.values()), "")
            self.query_one(Footer).flash(line((first, "bad")))
            self._focus_on(next(iter(checked.problems), ""))
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
        if another:
            self.another()

    async def _appended(self, record: Recorded) -> None:
        self.forget()
        await self.desk.follow(own=True)
        past = say("desk.flash.appended_in_past") if not self.desk.session.clock.is_now else ""
        self.desk.flash(
            line((say("desk.flash.appended", position=grouped(record.position)), "good"), "  ", ("u", "key"),
                 (f" {say('desk.flash.undo')}  ", "muted"), (past, "warn"))
        )  # fmt: skip

    def action_afresh(self) -> None:
        """Forget the kept draft and begin from the selection."""
        self.forget()
        self.again()
