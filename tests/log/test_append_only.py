"""Nobody changes the past, not even with SQLite's own tools."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from events.sqlite_log import SqliteLog
from tests.log.samples import drafts, retraction

COLUMNS = "id, stream, version, type, schema, recorded_at, recorded_by, document, published, basis, body_hash, hash"
ATTACKS = {
    "update an event": "UPDATE event SET recorded_at = '1999' WHERE position = 2",
    "move an event": "UPDATE event SET position = 9 WHERE position = 2",
    "update a body": "UPDATE body SET data = '{}' WHERE position = 2",
    "update a term": "UPDATE term SET text = 'x' WHERE id = 1",
    "update an effect": "UPDATE effect SET target = 2",
    "update the identity": "UPDATE log SET id = 'x'",
    "delete an event": "DELETE FROM event WHERE position = 2",
    "delete the last event": "DELETE FROM event WHERE position = (SELECT max(position) FROM event)",
    "delete a body": "DELETE FROM body WHERE position = 2",
    "delete a term": "DELETE FROM term WHERE id = 1",
    "delete an effect": "DELETE FROM effect",
    "delete the identity": "DELETE FROM log",
    "replace at the same position": f"INSERT OR REPLACE INTO event SELECT position, {COLUMNS} FROM event LIMIT 1",
    "replace the same id at the end": (
        "INSERT OR REPLACE INTO event SELECT 5, id, stream, 9, type, schema, recorded_at, recorded_by, document,"
        " published, basis, body_hash, hash FROM event WHERE position = 2"
    ),
    "replace the same version at the end": (
        "INSERT OR REPLACE INTO event SELECT 5, 'neu', stream, version, type, schema, recorded_at, recorded_by,"
        " document, published, basis, body_hash, hash FROM event WHERE position = 2"
    ),
    "leave a gap": (
        "INSERT INTO event SELECT 9, 'neu', stream, 4, type, schema, recorded_at, recorded_by, document, published,"
        " basis, body_hash, hash FROM event WHERE position = 2"
    ),
    "leave a gap in a stream": (
        "INSERT INTO event SELECT 5, 'neu', stream, 9, type, schema, recorded_at, recorded_by, document, published,"
        " basis, body_hash, hash FROM event WHERE position = 2"
    ),
    "let SQLite choose the position": f"INSERT INTO event ({COLUMNS}) SELECT {COLUMNS} FROM event LIMIT 1",
    "replace a body": "INSERT OR REPLACE INTO body VALUES (2, '{}')",
    "replace a term by number": "INSERT OR REPLACE INTO term VALUES (1, 'x')",
    "replace a term by text": "INSERT OR REPLACE INTO term SELECT max(id) + 1, 'visit' FROM term",
    "replace the identity": "INSERT OR REPLACE INTO log VALUES (1, 'x')",
    "ignore what is there": f"INSERT OR IGNORE INTO event SELECT position, {COLUMNS} FROM event LIMIT 1",
    "upsert": f"INSERT INTO event SELECT position, {COLUMNS} FROM event WHERE 1 ON CONFLICT DO UPDATE SET basis = 1",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_a_foreign_connection_cannot_change_the_past(path: Path, log: SqliteLog, attack: str, recursive: str) -> None:
    recorded = log.append(drafts(3, stream="a"))
    recorded += log.append([retraction(recorded[0].id)])
    with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
        foreign.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(sqlite3.IntegrityError):
            foreign.execute(attack)
        assert not foreign.in_transaction
    assert list(log.read()) == recorded
    assert log.verify().ok


def test_an_attack_takes_the_rest_of_its_transaction_with_it(path: Path, log: SqliteLog) -> None:
    log.append(drafts(2))
    with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
        foreign.execute("BEGIN")
        foreign.execute("CREATE TABLE notizen (text)")
        with pytest.raises(sqlite3.IntegrityError):
            foreign.execute(f"INSERT OR REPLACE INTO event SELECT position, {COLUMNS} FROM event LIMIT 1")
        assert not foreign.in_transaction
        assert not foreign.execute("SELECT 1 FROM sqlite_schema WHERE name = 'notizen'").fetchall()


def test_removed_guards_are_noticed(path: Path, log: SqliteLog) -> None:
    log.append(drafts(1))
    with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
        foreign.execute("DROP TRIGGER event_no_update")
        foreign.execute("DROP TRIGGER body_guard")
        foreign.execute("CREATE TRIGGER body_guard BEFORE INSERT ON body BEGIN SELECT 1; END")
    faults = log.verify().faults
    assert [fault.position for fault in faults] == [0, 0]
    assert "body_guard" in faults[0].what
    assert "changed" in faults[0].what
    assert "event_no_update" in faults[1].what
    assert "removed" in faults[1].what


def test_readers_cannot_write(log: SqliteLog) -> None:
    with pytest.raises(sqlite3.OperationalError):
        log.reader().execute("INSERT INTO term VALUES (1, 'x')")
