"""A backup is a whole, verified dossier under its final name, or nothing."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from events.errors import LogError
from events.sqlite_log import SqliteLog
from tests.log import writers
from tests.log.samples import draft, drafts
from tests.log.test_tampering import flip, unguarded


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere" / "b.dossier"


def ids(path: Path) -> list[str]:
    log = SqliteLog.open(path, read_only=True)
    try:
        assert log.examine().ok
        return [record.id for record in log.read()]
    finally:
        log.close()


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if not file.name.endswith(("-wal", "-shm"))}


def test_a_copy_is_the_same_dossier_with_all_its_tables(log: SqliteLog, target: Path) -> None:
    recorded = log.append(drafts(40))
    log.transaction(lambda database: database.execute("CREATE TABLE article (id TEXT)"))
    log.transaction(lambda database: database.execute("INSERT INTO article VALUES ('a1')"))
    head = log.copy_to(target)
    assert head == log.head()
    assert names(target.parent) == {"b.dossier"}
    made = SqliteLog.open(target)
    assert made.log_id == log.log_id
    assert list(made.read()) == recorded
    assert made.reader().execute("SELECT id FROM article").fetchall() == [("a1",)]
    assert made.append([draft()])[0].position == 41
    made.close()


def test_others_write_meanwhile(path: Path, log: SqliteLog, target: Path) -> None:
    log.append(drafts(500))
    process, connection = writers.running(writers.append_for_ever, path, 1)
    acknowledged = set(connection.recv())
    for number in range(5):
        while connection.poll(0):
            acknowledged.update(connection.recv())
        copy = target.with_name(f"{number}.dossier")
        head = log.copy_to(copy)
        found = ids(copy)
        assert len(found) == head.position
        assert acknowledged <= set(found)
    process.kill()
    process.join(30)
    assert log.verify().ok


def test_threads_of_this_process_write_meanwhile(log: SqliteLog, target: Path) -> None:
    log.append(drafts(200))
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            log.append(drafts(5))

    thread = threading.Thread(target=write)
    thread.start()
    head = log.copy_to(target)
    done.set()
    thread.join()
    assert len(ids(target)) == head.position >= 200


def test_a_file_that_is_there_stays(log: SqliteLog, target: Path) -> None:
    log.append(drafts(3))
    target.write_text("Brief an die Botschaft")
    with pytest.raises(LogError, match="already"):
        log.copy_to(target)
    with pytest.raises(LogError, match="no dossier"):
        log.copy_to(target, over=True)
    assert target.read_text() == "Brief an die Botschaft"
    assert names(target.parent) == {"b.dossier"}


def test_an_older_backup_is_replaced_where_that_is_wanted(log: SqliteLog, target: Path) -> None:
    log.append(drafts(3))
    log.copy_to(target)
    log.append(drafts(3))
    with pytest.raises(LogError, match="already"):
        log.copy_to(target)
    assert len(ids(target)) == 3
    log.copy_to(target, over=True)
    assert len(ids(target)) == 6


def test_a_dossier_in_use_is_not_replaced(log: SqliteLog, target: Path) -> None:
    """Its journal would be taken for that of the file that replaced it."""
    other = SqliteLog.open(target, create=True)
    other.append(drafts(2))
    with pytest.raises(LogError, match="in use"):
        log.copy_to(target, over=True)
    other.close()
    log.copy_to(target, over=True)
    assert ids(target) == []


def test_the_dossier_itself_is_not_replaced(path: Path, log: SqliteLog) -> None:
    log.append(drafts(2))
    for over in (False, True):
        with pytest.raises(LogError, match="itself"):
            log.copy_to(path, over=over)
    assert log.head().position == 2


def test_a_place_that_is_not_there_is_named(log: SqliteLog, tmp_path: Path) -> None:
    with pytest.raises(LogError, match="no such folder"):
        log.copy_to(tmp_path / "nirgends" / "b.dossier")


def test_a_damaged_dossier_gives_no_backup(path: Path, target: Path) -> None:
    log = SqliteLog.open(path, create=True)
    log.append(drafts(4))
    log.close()
    unguarded(path, flip("body", "data", 3, 20, 0))
    log = SqliteLog.open(path, read_only=True)
    with pytest.raises(LogError, match="record 3"):
        log.copy_to(target)
    log.close()
    assert names(target.parent) == set()


def test_a_full_disk_leaves_nothing_behind(path: Path, log: SqliteLog, target: Path) -> None:
    for _ in range(5):
        log.append(drafts(200))
    said = writers.answer(writers.back_up_to_a_small_disk, path, target, 300_000)
    assert "disk" in str(said)
    assert names(target.parent) == set()


def test_a_backup_works_where_the_dossier_cannot_be_written(path: Path, target: Path) -> None:
    log = SqliteLog.open(path, create=True)
    log.append(drafts(3))
    log.close()
    reading = SqliteLog.open(path, read_only=True)
    reading.copy_to(target)
    reading.close()
    assert len(ids(target)) == 3


def test_an_examination_finds_what_the_records_do_not_show(path: Path) -> None:
    """An index that lost an entry leaves every record as it was."""
    log = SqliteLog.open(path, create=True)
    log.append(drafts(3))
    assert log.examine(log.head()).ok
    log.close()
    shutil.copy(path, path.with_name("whole.dossier"))
    with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
        foreign.execute("PRAGMA writable_schema = ON")
        rows = foreign.execute("SELECT name, sql FROM sqlite_schema WHERE name = 'body_guard'").fetchall()
        assert rows
        foreign.execute("CREATE INDEX stray ON body (data)")
        foreign.execute("UPDATE sqlite_schema SET sql = 'CREATE INDEX stray ON body (position)' WHERE name = 'stray'")
    log = SqliteLog.open(path, read_only=True)
    report = log.examine()
    assert log.verify().ok
    assert report.faults
    assert {fault.position for fault in report.faults} == {0}
    log.close()
