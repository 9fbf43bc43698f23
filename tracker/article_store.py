"""The articles of a dossier: kept to the letter beside the log, never changed."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from events.envelope import public_from
from events.errors import TrackerError
from events.sqlite_log import SqliteLog
from tracker.articles import Article
from tracker.projections.documents import Document
from tracker.side_tables import SideTables
from tracker.wording import say

_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    author TEXT,
    url TEXT,
    published TEXT,
    public_from TEXT,
    language TEXT,
    licence TEXT,
    supersedes TEXT,
    retrieved TEXT NOT NULL,
    claims INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS article_public_from ON article (public_from, number);
CREATE INDEX IF NOT EXISTS article_url ON article (url, number) WHERE url IS NOT NULL;
CREATE TRIGGER IF NOT EXISTS article_no_update BEFORE UPDATE ON article
BEGIN SELECT RAISE(ROLLBACK, 'articles never change'); END;
CREATE TRIGGER IF NOT EXISTS article_no_delete BEFORE DELETE ON article
BEGIN SELECT RAISE(ROLLBACK, 'articles are never deleted'); END;
CREATE TRIGGER IF NOT EXISTS article_no_replace BEFORE INSERT ON article
WHEN EXISTS (SELECT 1 FROM article WHERE id = NEW.id OR number = NEW.number)
BEGIN SELECT RAISE(ROLLBACK, 'articles are never replaced'); END;
"""
_REMEMBERED, _AROUND = 1_000_000, 1_000
"""Characters of the articles that are kept at hand, and what each counts for besides its text."""
_FIELDS = (
    "id", "name", "title", "outlet", "author", "url", "published", "language", "licence", "supersedes", "retrieved",
    "text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list: everything but its text; ``claims`` is how many events were read from it."""

    number: int
    id: str
    name: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    retrieved: str
    claims: int


class _RememberedArticles:
    """The articles that were asked for lately, by their ids; for several threads."""

    def __init__(self) -> None:
        self._articles: OrderedDict[str, Article] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, article_id: str) -> Article | None:
        """An article that is remembered."""
        with self._lock:
            found = self._articles.get(article_id)
            if found is not None:
                self._articles.move_to_end(article_id)
            return found

    def keep(self, article_id: str, article: Article) -> None:
        """Remember an article, and forget those that nobody has asked for the longest."""
        with self._lock:
            if article_id in self._articles:
                return
            self._articles[article_id] = article
            self._size += _size(article)
            while self._size > _REMEMBERED and len(self._articles) > 1:
                self._size -= _size(self._articles.popitem(last=False)[1])


def _size(article: Article) -> int:
    return len(article.text) + _AROUND


class ArticleStore:
    """Reads and adds the articles of one dossier. Implements `tracker.projections.documents.Documents`."""

    def __init__(self, log: SqliteLog) -> None:
        self._log = log
        self._tables = SideTables(log, _SCHEMA)
        self._remembered = _RememberedArticles()

    def prepare(self) -> None:
        """Create the table where it is missing."""
        self._tables.prepare()

    def adding(self, article: Article, claims: int) -> Callable[[sqlite3.Connection], None]:
        """The work that adds the article, to be committed together with its events."""
        retrieved = article.retrieved or datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        values = {name: getattr(article, name) for name in _FIELDS}
        values |= {
            "retrieved": retrieved,
            "claims": claims,
            "public_from": public_from(article.published) if article.published else None,
        }
        columns = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)

        def add(database: sqlite3.Connection) -> None:
            # Another process may have taken in the same text since we looked; then it stands already.
            if database.execute("SELECT 1 FROM article WHERE id = ?", (article.id,)).fetchone() is None:
                database.execute(f"INSERT INTO article ({columns}) VALUES ({marks})", values)

        return add

    def article(self, article_id: str) -> Article | None:
        """The article with this id, text included."""
        found = self._remembered.get(article_id)
        if found is None and (found := self._load(article_id)) is not None:
            self._remembered.keep(article_id, found)
        return found

    def _load(self, article_id: str) -> Article | None:
        query = f"SELECT {', '.join(_FIELDS)} FROM article WHERE id = ?"
        row = self._log.reader().execute(query, (article_id,)).fetchone()
        return Article(**dict(zip(_FIELDS[1:], row[1:], strict=True))) if row else None  # the id follows from the text

    def find(self, key: str) -> Article | None:
        """The article whose id begins with ``key``, or whose file name it is; None where none or several fit."""
        rows = self._log.reader().execute(
            "SELECT id FROM article WHERE id = :key OR name = :key"
            " OR (length(:key) >= 6 AND substr(id, 1, length(:key)) = :key) LIMIT 2",
            {"key": key},
        )
        found = rows.fetchall()
        return self.article(found[0][0]) if len(found) == 1 else None

    def named(self, key: str, where: str) -> Article:
        """The article that `find` finds.

        Args:
            key: what somebody typed.
            where: the option or argument it was typed for.

        Raises:
            TrackerError: none or several fit.
        """
        found = self.find(key)
        if found is None:
            raise TrackerError(
                say("cli.error.no_article", name=key), where=where, remedy=say("cli.error.no_article_remedy")
            )
        return found

    def latest_at(self, url: str) -> str | None:
        """The id of the article that came in last from an address; None where none did."""
        query = "SELECT id FROM article WHERE url = ? ORDER BY number DESC LIMIT 1"
        row = self._log.reader().execute(query, (url,)).fetchone()
        return row[0] if row else None

    def numbers(self, *, published_until: str | None = None, limit: int = -1) -> list[int]:
        """The articles' running numbers, newest publication first.

        Args:
            published_until: only what was public by this instant; what has no date counts from its retrieval.
            limit: at most so many; -1 for all.
        """
        query = (
            "SELECT number FROM article WHERE :until IS NULL OR coalesce(public_from, retrieved) <= :until"
            " ORDER BY coalesce(public_from, retrieved) DESC, number DESC LIMIT :limit"
        )
        rows = self._log.reader().execute(query, {"until": published_until, "limit": limit})
        return [row[0] for row in rows]

    def rows(self, numbers: Sequence[int]) -> list[ArticleRow]:
        """The articles with these numbers, in that order."""
        found = {row.number: row for row in self._rows("number", numbers)}
        return [found[number] for number in numbers]

    def rows_of(self, ids: Iterable[str]) -> list[ArticleRow]:
        """The articles with these ids, in the order of their numbers; others are left out."""
        return self._rows("id", list(ids))

    def _rows(self, column: str, wanted: Sequence[object]) -> list[ArticleRow]:
        query = (
            "SELECT number, id, name, title, outlet, published, language, retrieved, claims"
            f" FROM article WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY number"
        )
        return [ArticleRow(*row) for row in self._log.reader().execute(query, (json.dumps(list(wanted)),))]

    def get(self, document_id: str) -> Document | None:
        """What projections may know of an article: its origin, not its text."""
        article = self.article(document_id)
        if article is None:
            return None
        return Document(article.id, article.outlet, article.title, article.published, article.language)

    def quote(self, document_id: str, start: int, end: int) -> str:
        """The words of a span of an article; "" where the article is not at hand."""
        article = self.article(document_id)
        return article.text[start:end] if article else ""
