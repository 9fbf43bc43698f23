"""Which source stands behind an article: an agency's byline, or the first article with nearly the same words.

Texts whose five-word shingles overlap to 80 % or more (of the shorter text), or that carry the same agency's byline,
share an origin (DOMAIN 3.0). An article joins the group of the earliest one that it resembles.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections import OrderedDict
from dataclasses import dataclass

from tracker.projections.documents import Documents
from tracker.projections.knowledge import Knowledge
from tracker.projections.names import fold_text

TABLES = """
CREATE TABLE claims_documents (
    document TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, outlet TEXT, title TEXT, agency TEXT, root TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE claims_shingles (
    shingle INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (shingle, number)
) STRICT, WITHOUT ROWID;
"""
WHOLE_TEXT = 1_000_000
_SHINGLE, _SKETCH, _SHARED, _FEWEST = 5, 64, 4, 20
_OVERLAP = 0.8
_REMEMBERED = 1_000
"""Articles, and names of sources, whose origin is kept at hand."""
_TEXTS_REMEMBERED = 64
"""Texts whose shingles are kept, up to 100 kB each."""
_BRACKETS = re.compile(r"\(([^()\n]{2,60})\)")
_BETWEEN = re.compile(r"\s*[/,;]\s*")


@dataclass(frozen=True, slots=True)
class DocumentOrigin:
    """An article's outlet, and who stands behind what it asserts by itself: the name to show and the key to count."""

    outlet: str | None
    source: str
    key: str


class DocumentOrigins:
    """The origins of the articles that one database has met; `of` meets a new one."""

    def __init__(self, documents: Documents, knowledge: Knowledge) -> None:
        self._documents = documents
        self._knowledge = knowledge
        self._known: OrderedDict[str, DocumentOrigin] = OrderedDict()
        self._shingles: OrderedDict[str, frozenset[int]] = OrderedDict()
        self._keys: dict[str, str] = {}

    def of(self, db: sqlite3.Connection, document_id: str, position: int) -> DocumentOrigin:
        """The origin of an article, first met at a log position."""
        known = self._known.get(document_id)
        if known is None:
            known = self._stored(db, document_id) or self._meet(db, document_id, position)
            self._known[document_id] = known
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return known

    def source_key(self, source: str) -> str:
        """The key under which a source is counted, the same for all its spellings."""
        key = self._keys.get(source)
        if key is None:
            if len(self._keys) >= _REMEMBERED:
                self._keys.clear()
            actor = self._knowledge.known(source)
            key = self._keys[source] = actor.key if actor else self._knowledge.actor(source, "person", None)
        return key

    def _stored(self, db: sqlite3.Connection, document_id: str) -> DocumentOrigin | None:
        row = db.execute(
            "SELECT d.outlet, d.agency, r.document, r.outlet FROM claims_documents d"
            " JOIN claims_documents r ON r.document = d.root WHERE d.document = ?",
            (document_id,),
        ).fetchone()
        return self._origin(*row) if row else None

    def _origin(self, outlet: str | None, agency: str | None, root: str, root_outlet: str | None) -> DocumentOrigin:
        source = agency or root_outlet or outlet
        return DocumentOrigin(outlet, source or "", self.source_key(source) if source else f"document {root}")

    def _meet(self, db: sqlite3.Connection, document_id: str, position: int) -> DocumentOrigin:
        document = self._documents.get(document_id)
        outlet = document.outlet if document else None
        title = document.title if document else None
        text = self._documents.quote(document_id, 0, WHOLE_TEXT)
        agency = self._byline(text)
        mine = _shingles(text)
        root = self._resembled(db, mine) or document_id
        db.execute(
            "INSERT INTO claims_documents VALUES (?, ?, ?, ?, ?, ?)",
            (document_id, position, outlet, title, agency, root),
        )
        if len(mine) >= _FEWEST:
            self._remember(document_id, mine)
            sketch = [(shingle, position) for shingle in sorted(mine)[:_SKETCH]]
            db.executemany("INSERT OR IGNORE INTO claims_shingles VALUES (?, ?)", sketch)
        if root == document_id:
            return self._origin(outlet, agency, root, outlet)
        stored = self._stored(db, document_id)
        assert stored is not None
        return stored

    def _resembled(self, db: sqlite3.Connection, mine: frozenset[int]) -> str | None:
        """The root of the earliest article that shares 80 % of the shingles, if there is one."""
        if len(mine) < _FEWEST:
            return None
        sketch = sorted(mine)[:_SKETCH]
        marks = ",".join("?" * len(sketch))
        rows = db.execute(
            f"SELECT d.document, d.root FROM claims_shingles s JOIN claims_documents d ON d.number = s.number"
            f" WHERE s.shingle IN ({marks}) GROUP BY s.number HAVING count(*) >= {_SHARED} ORDER BY s.number",
            sketch,
        )
        for other, root in rows.fetchall():
            theirs = self._shingles_of(other)
            if theirs and len(mine & theirs) >= _OVERLAP * min(len(mine), len(theirs)):
                return str(root)
        return None

    def _shingles_of(self, document_id: str) -> frozenset[int]:
        if document_id not in self._shingles:
            self._remember(document_id, _shingles(self._documents.quote(document_id, 0, WHOLE_TEXT)))
        return self._shingles[document_id]

    def _remember(self, document_id: str, shingles: frozenset[int]) -> None:
        self._shingles[document_id] = shingles
        if len(self._shingles) > _TEXTS_REMEMBERED:
            self._shingles.popitem(last=False)

    def _byline(self, text: str) -> str | None:
        """The agency named in brackets at the head, or alone in the last line."""
        named = _BRACKETS.findall(text[:240])
        last = text.rstrip()[-80:].rpartition("\n")[2].strip(" ()–-")
        for names in (*named, last):
            for name in _BETWEEN.split(names):
                if self._knowledge.is_agency(name):
                    actor = self._knowledge.known(name)
                    return actor.name if actor else name
        return None


def _shingles(text: str) -> frozenset[int]:
    words = fold_text(text).split()
    grams = (" ".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1))
    return frozenset(zlib.crc32(gram.encode()) for gram in grams)
