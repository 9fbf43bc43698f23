"""What the dossier keeps of its feeds: how the last fetch went and which entries were seen; never an address."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass

from events.sqlite_log import SqliteLog
from tracker.side_tables import SideTables

KEPT = 5_000
"""So many entries of a feed are remembered."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feed_state (
    feed TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    fetched TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,
    problem TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS feed_entry (
    number INTEGER PRIMARY KEY,
    feed TEXT NOT NULL,
    key TEXT NOT NULL,
    hash TEXT NOT NULL,
    article TEXT,
    UNIQUE (feed, key)
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed stands.

    Attributes:
        feed: its name.
        etag, modified: what the server sent with the last answer that was read to its end.
        fetched: UTC instant of the last fetch that succeeded.
        failures: how many fetches have failed since.
        not_before: UTC instant before which it is left alone.
        problem: why the last fetch failed.
    """

    feed: str
    etag: str | None = None
    modified: str | None = None
    fetched: str | None = None
    failures: int = 0
    not_before: str | None = None
    problem: str | None = None


class FeedStore:
    """States and entries of feeds, in the file of the log."""

    def __init__(self, log: SqliteLog) -> None:
        self._log = log
        self._tables = SideTables(log, _SCHEMA)

    def prepare(self) -> None:
        """Create the tables where they are missing."""
        self._tables.prepare()

    def state(self, feed: str, url: str) -> FeedState:
        """How a feed stands; a new one where its address is another than last time."""
        if not self._tables.exist():
            return FeedState(feed)
        row = self._log.reader().execute(
            "SELECT feed, etag, modified, fetched, failures, not_before, problem FROM feed_state"
            " WHERE feed = ? AND address = ?",
            (feed, _mark(url)),
        )
        found = row.fetchone()
        return FeedState(*found) if found else FeedState(feed)

    def keep(self, state: FeedState, url: str) -> None:
        """Keep how a feed stands."""
        values = (state.feed, _mark(url), state.etag, state.modified, state.fetched, state.failures)
        statement = "INSERT OR REPLACE INTO feed_state VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        self._log.transaction(
            lambda database: database.execute(statement, (*values, state.not_before, state.problem)).rowcount
        )

    def seen(self, feed: str, key: str) -> tuple[str, str | None] | None:
        """The hash of an entry when it was seen last, and the article that came of it; None for a new one."""
        query = "SELECT hash, article FROM feed_entry WHERE feed = ? AND key = ?"
        row = self._log.reader().execute(query, (feed, key)).fetchone()
        return (row[0], row[1]) if row else None

    def remember(self, feed: str, key: str, hash: str, article: str | None) -> None:
        """Remember an entry, and forget the oldest ones of its feed."""

        def work(database: sqlite3.Connection) -> None:
            database.execute(
                "INSERT OR REPLACE INTO feed_entry (feed, key, hash, article) VALUES (?, ?, ?, ?)",
                (feed, key, hash, article),
            )
            database.execute(
                "DELETE FROM feed_entry WHERE feed = :feed AND number <= (SELECT number FROM feed_entry"
                " WHERE feed = :feed ORDER BY number DESC LIMIT 1 OFFSET :kept)",
                {"feed": feed, "kept": KEPT},
            )

        self._log.transaction(work)

    def forget(self, feed: str) -> None:
        """Forget a feed, not the articles that came of it."""

        def work(database: sqlite3.Connection) -> None:
            database.execute("DELETE FROM feed_state WHERE feed = ?", (feed,))
            database.execute("DELETE FROM feed_entry WHERE feed = ?", (feed,))

        if self._tables.exist():
            self._log.transaction(work)


def _mark(url: str) -> str:
    """Tells whether an address has changed without telling the address, which may hold a password."""
    return hashlib.sha256(url.encode()).hexdigest()
