"""Where a draft waits until it is appended: a table beside the log, so that it survives a crash; never in the log."""

from __future__ import annotations

import sqlite3
from typing import Protocol

from events.sqlite_log import SqliteLog
from tracker.side_tables import SideTables

_SCHEMA = """
CREATE TABLE IF NOT EXISTS desk_drafts (
    author TEXT NOT NULL, form TEXT NOT NULL, draft TEXT NOT NULL, PRIMARY KEY (author, form)
) STRICT;
"""


class Draftlike(Protocol):
    """What is typed into a form."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        ...

    def to_json(self) -> str:
        """All of it as JSON."""
        ...


class DraftStore:
    """One draft for each author and form.

    Args:
        log: of the dossier; the table stands in its file.
        author: whose draft it is.
        form: which form it is typed in.
    """

    def __init__(self, log: SqliteLog, author: str, form: str) -> None:
        self._log = log
        self._key = (author, form)
        self._tables = SideTables(log, _SCHEMA)

    def load(self) -> str | None:
        """The draft that was kept, as JSON, if any."""
        if not self._tables.exist():
            return None
        query = "SELECT draft FROM desk_drafts WHERE author = ? AND form = ?"
        row = self._log.reader().execute(query, self._key).fetchone()
        return str(row[0]) if row else None

    def keep(self, draft: str) -> None:
        """Keep a draft in the place of the one before."""

        def work(database: sqlite3.Connection) -> None:
            database.execute("INSERT OR REPLACE INTO desk_drafts VALUES (?, ?, ?)", (*self._key, draft))

        self._tables.prepare()
        self._log.transaction(work)

    def follow(self, draft: Draftlike) -> None:
        """Keep a draft, or forget the one before where it is empty."""
        if draft.is_empty:
            self.forget()
        else:
            self.keep(draft.to_json())

    def forget(self) -> None:
        """Nothing is kept any more."""

        def work(database: sqlite3.Connection) -> None:
            database.execute("DELETE FROM desk_drafts WHERE author = ? AND form = ?", self._key)

        if self.load() is not None:
            self._log.transaction(work)
