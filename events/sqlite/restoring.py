"""Restoring: records of a copy of a log put back as they were, so that positions and hashes come out the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from events.chain import genesis
from events.envelope import Recorded
from events.errors import DamagedRecord, LogError, TrackerError
from events.sqlite.batch import Batch, Remembered
from events.sqlite.reading import Reader

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
"""Every record brings its own time; none is older than this one."""


def restore(connection: sqlite3.Connection, log_id: str, records: Iterable[Recorded]) -> None:
    """Append the records that follow in the log with this id, all of them or none; an empty file becomes that log.

    The caller holds the lock of the log.

    Raises:
        LogError: the file holds events of another log.
        DamagedRecord: a record does not follow the one before it, or does not come out with its hash.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        _adopt(connection, log_id)
        batch = Batch(Reader(connection, genesis(log_id)), _BEFORE_ALL, Remembered(), look_up=True)
        for record in records:
            try:
                batch.restore(record)
            except DamagedRecord:
                raise
            except TrackerError as error:
                raise DamagedRecord(record.position, error.what) from error
        batch.write(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _adopt(connection: sqlite3.Connection, log_id: str) -> None:
    """Give a file without events the identity of a log: nothing depends on the old one yet."""
    if connection.execute("SELECT id FROM log").fetchone()[0] == log_id:
        return
    if connection.execute("SELECT EXISTS (SELECT 1 FROM event)").fetchone()[0]:
        raise LogError("the dossier holds events of another log", remedy="restore into a new dossier")
    guard = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'log_no_update'").fetchone()[0]
    connection.execute("DROP TRIGGER log_no_update")
    connection.execute("UPDATE log SET id = ?", (log_id,))
    connection.execute(guard)
