"""The layouts of the file, each reached by one migration from the one before; sqlite-utils keeps the list in the file.

The caller holds the write transaction: `sqlite_utils` then only sets savepoints in it. Its own transactions begin
deferred, and a deferred transaction that reads before it writes loses against other writers.
"""

from __future__ import annotations

import sqlite3
import uuid
from importlib.resources import files

LAYOUT = 1
"""The newest layout; the file's ``user_version`` says which one it has."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file, empty or of an older layout, to `LAYOUT` inside the transaction that the caller has begun."""
    from sqlite_utils import Database, Migrations  # not needed to read or append, and slow to import

    steps = Migrations("tracker.log")

    @steps(name="1 log")
    def log(database: Database) -> None:
        for statement in _script():
            database.conn.execute(statement)
        database.conn.execute("INSERT INTO log VALUES (1, ?)", (str(uuid.uuid4()),))

    steps.apply(Database(connection, recursive_triggers=False, execute_plugins=False))


def _script() -> list[str]:
    """The statements of ``schema.sql``, one by one: ``executescript`` would commit the caller's transaction."""
    script = files("events.sqlite").joinpath("schema.sql").read_text("utf-8")
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found


def pristine(query: str) -> dict[str, str]:
    """What a query for (name, sql) says of the log's tables, indexes and triggers as they were made."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in _script():
            connection.execute(statement)
        return dict(connection.execute(query))
    finally:
        connection.close()
