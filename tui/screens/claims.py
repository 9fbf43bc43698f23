"""The claims of an article as notes, at the desk's place in time; shared by the evidence page and the third column."""

from __future__ import annotations

from tracker.projections.rows import MeetingRow
from tui.presenters.evidence import Note
from tui.session import Session


def claims_of(session: Session, document: str) -> list[Note]:
    """The effective claims of an article, in the order of its text."""
    views = session.views()
    claims = views.events_of(document)
    keys = sorted({claim.key for claim in claims if claim.key is not None})
    titles = {row.key: row.title for row in views.rows("happenings", keys) if isinstance(row, MeetingRow)}
    notes = [
        Note(
            claim.position,
            claim.event_id,
            session.dossier.event(claim.position).recorded_by,
            claim.event,
            titles.get(claim.key or 0, ""),
            claim.corrected,
        )
        for claim in claims
    ]
    return sorted(notes, key=lambda note: (note.start, note.position))
