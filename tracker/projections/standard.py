"""The projections that every dossier has, in an order in which each comes behind those it needs."""

from __future__ import annotations

from tracker.projections.claims.curation import Original
from tracker.projections.claims.table import Claims
from tracker.projections.contract import Projection
from tracker.projections.documents import Documents
from tracker.projections.happenings.table import Happenings
from tracker.projections.knowledge import Knowledge
from tracker.projections.meetings import Meetings


def standard(original: Original, documents: Documents, knowledge: Knowledge) -> list[Projection]:
    """New instances for one database.

    Args:
        original: an event of the log by its id.
        documents: where articles are looked up.
        knowledge: of names and places.
    """
    return [Claims(original, documents, knowledge), Happenings(original, knowledge), Meetings()]
