"""The projection ``figures``: what each article prints of how long, and of what for the first time since when."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple
from datetime import date

from events.envelope import Recorded, public_from
from events.model import Claim
from tracker.projections.contract import Projection
from tracker.projections.documents import Documents
from tracker.projections.figures.reading import figures

_LONGEST = 1_000_000
"""Code points of an article that are looked through."""


class Figures(Projection):
    """One row a figure, from the first claim of its article on. Rows never change.

    Args:
        documents: where the articles' texts are looked up.
    """

    name = "figures"
    version = 1
    tables = """
        CREATE TABLE figures (
            document TEXT NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
            about TEXT NOT NULL, value INTEGER, since_from TEXT, since_to TEXT, sentence TEXT NOT NULL,
            before TEXT NOT NULL, PRIMARY KEY (document, number)
        ) STRICT, WITHOUT ROWID;
    """

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._last: str | None = None

    def departure(self, db: sqlite3.Connection, record: Recorded) -> None:
        """The article of a claim is looked through, once; so are those of the other four types."""
        assert isinstance(record.event, Claim)
        if record.document is None or record.document == self._last:
            return
        self._last = record.document
        text = self._documents.quote(record.document, 0, _LONGEST)
        if not text:
            return
        day = date.fromisoformat(_published(record, self._documents)[:10])
        db.executemany(
            "INSERT OR IGNORE INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (record.document, number, record.position, *astuple(figure))
                for number, figure in enumerate(figures(text, day))
            ],
        )

    arrival = visit = summit = statement = departure


def _published(record: Recorded, documents: Documents) -> str:
    """When the article came out, as far as anybody knows; else when it was recorded."""
    assert record.document is not None
    if record.public_from is not None:
        return record.public_from
    article = documents.get(record.document)
    return public_from(article.published) if article and article.published else record.recorded_at
