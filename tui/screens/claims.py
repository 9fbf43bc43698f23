"""The claims of an article as notes, at the desk's place in time; shared by the evidence page and the third column."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.projections.rows import MeetingRow
from tracker.wording import say
from tui.presenters.evidence import Note, evidence_text, note_lines
from tui.presenters.lines import Line
from tui.presenters.wording import wrapped
from tui.session import Session


def claims_of(session: Session, document: str) -> list[Note]:
    """The effective claims of an article, in the order of its text."""
    views = session.views()
    claims = views.events_of(document)
    keys = sorted({claim.key for claim in claims if claim.key is not None})
    titles = {row.key: row.title for row in views.rows("happenings", keys) if isinstance(row, MeetingRow)}
    confirmed = views.confirmed()
    notes = [
        Note(
            claim.position,
            claim.event_id,
            session.dossier.event(claim.position).recorded_by,
            claim.event,
            titles.get(claim.key or 0, ""),
            claim.corrected,
            claim.event_id in confirmed,
        )
        for claim in claims
    ]
    return sorted(notes, key=lambda note: (note.start, note.position))


def article_lines(session: Session, document: str | None, event_id: str | None, width: int) -> Sequence[Line]:
    """An article with its claims marked, to stand beside a list; with a claim, what was read out of it comes first."""
    article = session.dossier.articles.article(document) if document else None
    if article is None:
        return wrapped(say("desk.evidence.missing"), width, tone="muted")
    notes = claims_of(session, article.id)
    selected = next((number for number, note in enumerate(notes) if note.event_id == event_id), None)
    told = note_lines(notes, selected, width, alone=True).lines if selected is not None else ()
    return (*told, *evidence_text(article, notes, selected, width).lines)
