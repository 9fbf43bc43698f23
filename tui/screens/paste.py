"""An article pasted into the desk: its head, its text, and at the right the events that it would bring."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static, TextArea
from textual.worker import get_current_worker

from events.model import AnyClaim
from tracker.wording import say
from tui.actions import bindings
from tui.presenters.clock import grouped
from tui.presenters.form import form_head
from tui.presenters.lines import line, typeable
from tui.presenters.pasted import SPECS, Pasted, PastedDraft, check_pasted, found_lines
from tui.screens.draft_screen import DraftScreen
from tui.tones import content
from tui.widgets.footer import Footer
from tui.widgets.form import EventForm
from tui.widgets.masthead import Masthead
from tui.widgets.pane import Pane


class PasteScreen(DraftScreen):
    """The text is kept to the letter; what the parser finds is shown before it is taken in.

    Class attributes:
        READ_AFTER: seconds after the last key until the text is parsed.
    """

    SCOPE = "paste"
    READ_AFTER: ClassVar[float] = 0.3
    BINDINGS: ClassVar[list[BindingType]] = bindings("form", "paste")
    DEFAULT_CSS = """
    PasteScreen { layout: vertical; background: $background; }
    PasteScreen #left { width: 56%; height: 1fr; }
    PasteScreen #text-label { height: 1; padding: 0 2; }
    PasteScreen TextArea { height: 1fr; margin: 0 2; border: none; padding: 0 1; background: $surface; }
    """

    def __init__(self, start: PastedDraft) -> None:
        super().__init__()
        self._start = start
        self.draft: PastedDraft = start
        self._claims: list[AnyClaim] | None = None

    def compose(self) -> ComposeResult:
        kept = self.store.load() if not self._start.text else None
        if kept is not None:
            self.draft = PastedDraft.from_json(kept)
        yield Masthead()
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield EventForm(
                    SPECS,
                    self.draft.values,
                    form_head(say("paste.title"), kept=kept is not None),
                    lambda typed, of: None,
                )
                yield Static(content(line((say("paste.form.text"), "muted"))), id="text-label")
                yield TextArea(typeable(self.draft.text), id="text-area", soft_wrap=True, compact=True)
            yield Pane(id="preview")
        yield Footer(self.SCOPE)

    def on_mount(self) -> None:
        self.set_up_frame()
        self.check()
        self.query_one(TextArea).focus()

    @on(EventForm.Typed)
    def _field_typed(self, message: EventForm.Typed) -> None:
        self._changed(self.draft.with_field(message.field, message.value))

    @on(TextArea.Changed)
    def _text_typed(self, message: TextArea.Changed) -> None:
        text = typeable(message.text_area.text)
        if text != message.text_area.text:
            message.text_area.text = text
        self._changed(self.draft.with_field("text", text))

    def _changed(self, draft: PastedDraft) -> None:
        if draft == self.draft:
            return
        self.draft = draft
        self.check()

    def check(self) -> Pasted:
        """Read the fields; the text is parsed a moment after the last key."""
        read = check_pasted(self.draft, self.desk.session.today)
        self.query_one(EventForm).mark([spec.name for spec in SPECS], read.understood, read.problems)
        self._claims = None
        self._show(read)
        self.keep_soon()
        if read.article is not None and self.READ_AFTER:
            self.after("read", self.READ_AFTER, lambda: self._parse(read))
        elif read.article is not None:
            self._parse(read)
        return read

    def _show(self, read: Pasted) -> None:
        claims = self._claims
        known = read.article is not None and self.desk.session.dossier.articles.article(read.article.id) is not None
        self.query_one("#preview", Pane).show(lambda width: found_lines(claims, read, width, known=known), top=False)

    @work(thread=True, exclusive=True, group="parsing", exit_on_error=False)
    def _parse(self, read: Pasted) -> None:
        from tracker.parsing.parse import parse

        worker = get_current_worker()
        assert read.article is not None
        found = [finding.event for finding in parse(read.article)]
        if not worker.is_cancelled:
            self.app.call_from_thread(self._parsed, read, found)

    def _parsed(self, read: Pasted, found: list[AnyClaim]) -> None:
        if self.is_mounted:
            self._claims = found
            self._show(read)

    async def action_submit(self) -> None:
        """Take the article in."""
        read = self.check()
        if read.article is None:
            self.query_one(Footer).flash(line((next(iter(read.problems.values()), ""), "bad")))
            return
        with self.desk.guarded():
            done = self.desk.session.dossier.ingest(read.article)
            self.forget()
            await self.desk.follow(own=True)
            words = say("paste.known") if done.known else say("paste.done", events=grouped(len(done.recorded)))
            self.desk.open_evidence(read.article.id, None)
            self.desk.call_after_refresh(self.desk.flash, line((words, "warn" if done.known else "good")))
