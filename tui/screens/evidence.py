"""An article with its evidence: the text at the left, what was read out of it at the right, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.containers import Horizontal
from textual.widget import Widget

from tracker.summaries import summary
from tracker.wording import say
from tui.actions import bindings
from tui.presenters.evidence import Note, evidence_text, note_lines
from tui.presenters.lines import line
from tui.presenters.wording import quoted, wrapped
from tui.screens.claims import claims_of
from tui.screens.desk_screen import DeskScreen
from tui.screens.questions import Confirmation
from tui.widgets.pane import Pane


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

    def resized(self) -> None:
        super().resized()
        self._draw()

    def _draw(self) -> None:
        article = self.desk.session.dossier.articles.article(self.document)
        text, notes = self.query_one("#text", Pane), self.query_one("#notes", Pane)
        if article is None:
            text.show(lambda width: wrapped(say("desk.evidence.missing"), width, tone="muted"))
            return
        text.show(lambda width: evidence_text(article, self.notes, self.selected, width).lines, top=False)
        alone = self.has_class("-slim")
        notes.show(lambda width: note_lines(self.notes, self.selected, width, alone=alone).lines, top=False)
        if self.selected is None:
            return
        drawn = evidence_text(article, self.notes, self.selected, text.room)
        text.reveal(drawn.claims[self.selected], drawn.claims[self.selected] + 2)
        beside = note_lines(self.notes, self.selected, notes.room, alone=alone)
        notes.reveal(beside.claims[self.selected], beside.claims[self.selected] + 9)

    def action_claim(self, by: int) -> None:
        """The next claim, or the one before."""
        if self.notes:
            self.selected = ((self.selected or 0) + by) % len(self.notes)
            self._draw()

    def action_event(self) -> None:
        """The event of the claim, in the log."""
        if self.selected is not None:
            self.desk.open_event(self.notes[self.selected].position)

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
