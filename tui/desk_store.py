"""Where the desk remembers how it was left: a table beside the log, one entry for each author; never in the log."""

from __future__ import annotations

import sqlite3

from events.sqlite_log import SqliteLog
from tracker.side_tables import SideTables
from tui.presenters.desk_state import DeskState

_SCHEMA = "CREATE TABLE IF NOT EXISTS desk_state (author TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;\n"


class DeskStore:
    """The state of one author's desk over one dossier."""

    def __init__(self, log: SqliteLog, author: str) -> None:
        self._log = log
        self._author = author
        self._tables = SideTables(log, _SCHEMA)

    def load(self) -> DeskState:
        """How the desk was left; as new where nothing is remembered or it cannot be understood any more."""
        if not self._tables.exist():
            return DeskState()
        row = self._log.reader().execute("SELECT state FROM desk_state WHERE author = ?", (self._author,)).fetchone()
        return DeskState.from_json(row[0]) if row else DeskState()

    def keep(self, state: DeskState) -> None:
        """Remember how the desk is left."""

        def work(database: sqlite3.Connection) -> None:
            database.execute("INSERT OR REPLACE INTO desk_state VALUES (?, ?)", (self._author, state.to_json()))

        self._tables.prepare()
        self._log.transaction(work)
