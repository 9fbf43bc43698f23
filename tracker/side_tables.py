"""Tables that stand in the log's file beside the log: made once, by whoever needs them first."""

from __future__ import annotations

import re
import sqlite3

from events.sqlite_log import SqliteLog

_MADE = re.compile(r"CREATE (?:TABLE|INDEX|TRIGGER) IF NOT EXISTS (\w+)")


class SideTables:
    """The tables of one store, with their indexes and triggers.

    Args:
        log: in whose file they stand.
        script: SQL that makes them, each statement with ``IF NOT EXISTS``.
    """

    def __init__(self, log: SqliteLog, script: str) -> None:
        self._log = log
        self._script = script
        self._names = tuple(_MADE.findall(script))

    def exist(self) -> bool:
        """Whether all of them are there; a dossier that is only read may lack them."""
        marks = ", ".join("?" * len(self._names))
        query = f"SELECT count(*) FROM sqlite_schema WHERE name IN ({marks})"
        return bool(self._log.reader().execute(query, self._names).fetchone()[0] == len(self._names))

    def prepare(self) -> None:
        """Make what is missing. No transaction is begun where nothing is."""

        def create(database: sqlite3.Connection) -> None:
            for statement in _statements(self._script):
                database.execute(statement)

        if not self.exist():
            self._log.transaction(create)


def _statements(script: str) -> list[str]:
    """The statements of a script: a trigger's body holds a semicolon before its END."""
    statements, current = [], ""
    for line in script.splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
