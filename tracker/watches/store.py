"""What the dossier keeps of its watches: how far each has looked, what it found, and whether that was told."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from events.sqlite_log import SqliteLog
from tracker.side_tables import SideTables

KEPT = 2_000
"""So many hits are kept."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS watch_state (
    watch TEXT PRIMARY KEY,
    conditions TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS watch_hit (
    number INTEGER PRIMARY KEY,
    watch TEXT NOT NULL,
    happening TEXT NOT NULL,
    position INTEGER NOT NULL,
    found TEXT NOT NULL,
    text TEXT NOT NULL,
    told INTEGER NOT NULL DEFAULT 0,
    UNIQUE (watch, happening, position)
) STRICT;
CREATE TABLE IF NOT EXISTS overdue_told (happening TEXT PRIMARY KEY) STRICT;
"""
_FIELDS = "number, watch, happening, position, found, text"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a watch was set for.

    Attributes:
        number: running number in this dossier; 0 before it is kept.
        watch: the name of the watch.
        happening: id of the happening, or of the statement.
        position: of the event that brought it about.
        found: UTC instant.
        text: the hit in one line.
    """

    number: int
    watch: str
    happening: str
    position: int
    found: str
    text: str


class WatchStore:
    """Checkpoints and hits, in the file of the log."""

    def __init__(self, log: SqliteLog) -> None:
        self._log = log
        self._tables = SideTables(log, _SCHEMA)

    def prepare(self) -> None:
        """Create the tables where they are missing."""
        self._tables.prepare()

    def position(self, watch: str, conditions: str) -> int | None:
        """How far a watch has looked; None for a new one, and for one whose conditions have changed."""
        query = "SELECT position FROM watch_state WHERE watch = ? AND conditions = ?"
        row = self._log.reader().execute(query, (watch, conditions)).fetchone()
        return row[0] if row else None

    def advance(self, watches: Iterable[tuple[str, str]], position: int, hits: Sequence[Hit]) -> None:
        """Keep hits, and that these watches (name, conditions) have looked up to a position; both or neither."""

        def work(database: sqlite3.Connection) -> None:
            database.executemany(
                "INSERT OR IGNORE INTO watch_hit (watch, happening, position, found, text) VALUES (?, ?, ?, ?, ?)",
                [(hit.watch, hit.happening, hit.position, hit.found, hit.text) for hit in hits],
            )
            database.executemany(
                "INSERT OR REPLACE INTO watch_state VALUES (?, ?, ?)",
                [(watch, conditions, position) for watch, conditions in watches],
            )
            database.execute(
                "DELETE FROM watch_hit WHERE told = 1 AND number <="
                " (SELECT number FROM watch_hit ORDER BY number DESC LIMIT 1 OFFSET ?)",
                (KEPT,),
            )

        self._log.transaction(work)

    def untold(self, limit: int) -> list[Hit]:
        """Hits that nobody was told of yet, the oldest first."""
        query = f"SELECT {_FIELDS} FROM watch_hit WHERE told = 0 ORDER BY number LIMIT ?"
        return [Hit(*row) for row in self._log.reader().execute(query, (limit,))]

    def told(self, hit: Hit) -> None:
        """Note that a hit was told."""
        statement = "UPDATE watch_hit SET told = 1 WHERE number = ?"
        self._log.transaction(lambda database: database.execute(statement, (hit.number,)).rowcount)

    def hits(self, limit: int, watch: str | None = None) -> list[Hit]:
        """The newest hits first, of one watch or of all."""
        if not self._tables.exist():
            return []
        query = (
            f"SELECT {_FIELDS} FROM watch_hit WHERE :watch IS NULL OR watch = :watch ORDER BY number DESC LIMIT :limit"
        )
        return [Hit(*row) for row in self._log.reader().execute(query, {"watch": watch, "limit": limit})]

    def newly_overdue(self, overdue: Collection[str]) -> list[str]:
        """Which of these happenings were not overdue at the last look."""
        before = {row[0] for row in self._log.reader().execute("SELECT happening FROM overdue_told")}
        new = [happening for happening in overdue if happening not in before]

        def work(database: sqlite3.Connection) -> None:
            database.execute("DELETE FROM overdue_told")
            database.executemany("INSERT INTO overdue_told VALUES (?)", [(one,) for one in overdue])

        if new or len(before) != len(overdue):
            self._log.transaction(work)
        return new


def now_text() -> str:
    """The time as hits keep it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
