"""An article with its evidence: the text at the left, what was read out of it at the right, claim by claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from textual import work
from textual.containers import Horizontal
from textual.widget import Widget
from textual.worker import get_current_worker

from tracker.projections.telling import Subject
from tracker.summaries import summary
from tracker.wording import say
from tui.actions import bindings
from tui.presenters.curation_acts import check_act
from tui.presenters.curation_draft import CurationDraft, started
from tui.presenters.dossiers.named import subjects_of
from tui.presenters.draft import Draft
from tui.presenters.evidence import Note, Text, evidence_text, note_lines
from tui.presenters.lines import line
from tui.presenters.reasons import Reasons, reasons_of
from tui.presenters.wording import quoted, wrapped
from tui.screens.claims import claims_of
from tui.screens.desk_screen import DeskScreen
from tui.screens.questions import Confirmation
from tui.widgets.pane import Pane, Seen


def _around(made: Callable[[int], Text], selected: int | None, room: int) -> Seen | None:
    """The lines of the selected claim and some below it."""
    if selected is None:
        return None

    def lines(width: int) -> tuple[int, int]:
        first = made(width).claims[selected]
        return first, first + room

    return lines


class EvidenceScreen(DeskScreen):
    """The article is never changed; what is wrong in a claim is said by a further event."""

    SCOPE = "evidence"
    TAB = "articles"
    AUTO_FOCUS = "#text"
    BINDINGS = bindings("evidence")

    def __init__(self, document: str, event_id: str | None = None) -> None:
        super().__init__()
        self.document = document
        self.wanted = event_id
        self.notes: list[Note] = []
        self.selected: int | None = None
        self._reasons: dict[str, Reasons] = {}

    def compose_body(self) -> Iterable[Widget]:
        with Horizontal(id="columns"):
            yield Pane(id="text")
            yield Pane(id="notes")

    def reload(self) -> None:
        session = self.desk.session
        current = self.notes[self.selected].event_id if self.selected is not None else self.wanted
        self.notes = claims_of(session, self.document)
        places = {note.event_id: number for number, note in enumerate(self.notes)}
        fallback = 0 if self.notes else None
        if self.selected is not None and self.notes:
            fallback = min(self.selected, len(self.notes) - 1)
        self.selected = places.get(current or "", fallback)
        self.call_after_refresh(self._draw)
        self._explain({note.event_id: note.recorded_by for note in self.notes})

    @work(thread=True, exclusive=True, group="reasons", exit_on_error=False)
    def _explain(self, read_by: dict[str, str]) -> None:
        """Find out in a thread why the parser read the claims so; the article is parsed once more."""
        worker = get_current_worker()
        article = self.desk.session.dossier.articles.article(self.document)
        if article is None:
            return
        if not self._reasons.keys() >= read_by.keys():
            self._reasons = reasons_of(article, read_by)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._explained)

    def _explained(self) -> None:
        self.notes = [replace(note, reasons=self._reasons.get(note.event_id)) for note in self.notes]
        if self.is_mounted:
            self._draw()

    def resized(self) -> None:
        super().resized()
        self._draw()

    def _draw(self) -> None:
        article = self.desk.session.dossier.articles.article(self.document)
        text, notes = self.query_one("#text", Pane), self.query_one("#notes", Pane)
        if article is None:
            text.show(lambda width: wrapped(say("desk.evidence.missing"), width, tone="muted"))
            return
        selected, alone = self.selected, self.has_class("-slim")

        def claims(width: int) -> Text:
            return evidence_text(article, self.notes, selected, width)

        def beside(width: int) -> Text:
            return note_lines(self.notes, selected, width, alone=alone)

        text.show(lambda width: claims(width).lines, top=False, at=_around(claims, selected, 2))
        notes.show(lambda width: beside(width).lines, top=False, at=_around(beside, selected, 9))

    def action_claim(self, by: int) -> None:
        """The next claim, or the one before."""
        if self.notes:
            self.selected = ((self.selected or 0) + by) % len(self.notes)
            self._draw()

    def action_event(self) -> None:
        """The event of the claim, in the log."""
        if self.selected is not None:
            self.desk.open_event(self.notes[self.selected].position)

    def target(self) -> int | None:
        return self.notes[self.selected].position if self.selected is not None else None

    def named(self) -> Sequence[Subject]:
        if self.selected is None:
            return ()
        views = self.desk.session.views()
        id = self.notes[self.selected].event_id
        return subjects_of(views.meeting(id) or views.statement_row(id), views)

    async def action_accept(self) -> None:
        """Say that the words were compared and mean what was read out of them."""
        if self.selected is None:
            return
        note, session = self.notes[self.selected], self.desk.session
        if session.read_only or note.accepted:
            words = say("desk.flash.read_only" if session.read_only else "desk.flash.accepted_already")
            self.desk.flash(line((words, "warn")))
            return
        with self.desk.guarded():
            draft = CurationDraft(act="assess", target=f"#{note.position}")
            checked = check_act(draft, session.dossier, session.views_now(), session.today, session.author)
            assert checked.event is not None
            record = session.dossier.append(checked.event, by=session.author, stream=checked.stream)
            await self.desk.follow(own=True)
            self.action_claim(1)
            self.desk.flash(line((say("desk.flash.accepted", position=record.position), "good")))

    def action_link(self) -> None:
        """Say that the claim and another event belong together."""
        self.desk.open_curation(started("link", self.target(), self.desk.session.dossier))

    @work(group="ask", exit_on_error=False)
    async def action_mark_words(self) -> None:
        """Mark words of the article, and open the form for an event that rests on them."""
        from tui.screens.mark import MarkScreen

        article = self.desk.session.dossier.articles.article(self.document)
        if article is None:
            return
        span = await self.app.push_screen_wait(MarkScreen(article))
        if span is not None:
            start, end = span
            self.desk.open_form(
                Draft(
                    status="occurred",
                    says=" ".join(article.text[start:end].split()),
                    source=self.document,
                    published=article.published or "",
                    span=f"{start}-{end}",
                )
            )

    @work(group="ask", exit_on_error=False)
    async def action_reject(self) -> None:
        """Say that the text does not say so: a retraction is appended, the article stays as it is."""
        if self.selected is None:
            return
        if self.desk.session.read_only:
            self.desk.flash(line((say("desk.flash.read_only"), "warn")))
            return
        note = self.notes[self.selected]
        about = (line(summary(note.claim)), (), line((say("desk.ask.reject_means"), "muted")))
        if not await self.app.push_screen_wait(Confirmation(say("desk.ask.reject", position=note.position), about)):
            return
        with self.desk.guarded():
            record = self.desk.session.dossier.retract(note.event_id, "not_in_text", by=self.desk.session.author)
            await self.desk.follow(own=True)
            self.desk.flash(line((say("desk.flash.rejected", position=record.position), "good")))

    def copy_text(self) -> str | None:
        if self.selected is None:
            return None
        note = self.notes[self.selected]
        store = self.desk.session.dossier.articles
        article = store.article(self.document)
        words = " … ".join(store.quote(self.document, span.start, span.end) for span in note.claim.evidence)
        outlet = article.outlet or article.name if article else ""
        return f"{quoted(' '.join(words.split()))} ({outlet}, #{note.position})"
