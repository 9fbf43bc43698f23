"""The projections that every dossier has, in an order in which each comes behind those it needs."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files

from tracker.projections.claims.curation import Original
from tracker.projections.claims.table import Claims
from tracker.projections.contract import Projection
from tracker.projections.contradictions_table import Contradictions
from tracker.projections.counterparts import Counterparts
from tracker.projections.documents import Documents, NoDocuments
from tracker.projections.doubts import Doubts
from tracker.projections.figures.table import Figures
from tracker.projections.happenings.table import Happenings
from tracker.projections.knowledge import Knowledge
from tracker.projections.meetings import Meetings
from tracker.projections.search import Search
from tracker.projections.sources import Sources
from tracker.projections.statements.table import Statements
from tracker.projections.travel.itineraries import Itineraries
from tracker.projections.travel.whereabouts import Whereabouts

_TABLES = ("horizons.toml", "sources.toml", "figures/figures.toml")


@lru_cache(maxsize=1)
def rules_version() -> str:
    """By which rules the views are made: eight hexadecimal digits over the projections' versions and rule tables."""
    digest = hashlib.sha256()
    for projection in standard(lambda id: None, NoDocuments(), Knowledge((), (), (), (), ())):
        digest.update(f"{projection.name}={projection.version};".encode())
    for table in _TABLES:
        digest.update((files(__package__) / table).read_bytes())
    return digest.hexdigest()[:8]


def standard(original: Original, documents: Documents, knowledge: Knowledge) -> list[Projection]:
    """New instances for one database.

    Args:
        original: an event of the log by its id.
        documents: where articles are looked up.
        knowledge: of names and places.
    """
    return [
        Claims(original, documents, knowledge),
        Search(knowledge),
        Doubts(),
        Figures(documents),
        Happenings(original, knowledge),
        Meetings(),
        Statements(knowledge),
        Whereabouts(),
        Itineraries(original, knowledge),
        Contradictions(original, knowledge),
        Sources(original),
        Counterparts(),
    ]
