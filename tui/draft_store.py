"""Where a draft waits until it is appended: a table beside the log, so that it survives a crash; never in the log."""

from __future__ import annotations

import sqlite3

from events.sqlite_log import SqliteLog
from tui.presenters.draft import Draft

_TABLE = "CREATE TABLE IF NOT EXISTS desk_draft (author TEXT PRIMARY KEY, draft TEXT NOT NULL) STRICT"


class DraftStore:
    """One draft for each author."""

    def __init__(self, log: SqliteLog, author: str) -> None:
        self._log = log
        self._author = author

    def load(self) -> Draft | None:
        """The draft that was kept, if any."""
        reader = self._log.reader()
        if not reader.execute("SELECT 1 FROM sqlite_schema WHERE name = 'desk_draft'").fetchone():
            return None
        row = reader.execute("SELECT draft FROM desk_draft WHERE author = ?", (self._author,)).fetchone()
        return Draft.from_json(row[0]) if row else None

    def keep(self, draft: Draft) -> None:
        """Keep the draft, or forget it where it is empty."""

        def work(database: sqlite3.Connection) -> None:
            database.execute(_TABLE)
            if draft.is_empty:
                database.execute("DELETE FROM desk_draft WHERE author = ?", (self._author,))
            else:
                database.execute("INSERT OR REPLACE INTO desk_draft VALUES (?, ?)", (self._author, draft.to_json()))

        self._log.transaction(work)

    def forget(self) -> None:
        """Nothing is kept any more."""
        if self.load() is not None:
            self.keep(Draft())
