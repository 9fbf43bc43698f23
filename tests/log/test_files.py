"""What lies at the path is looked at before anything is touched, and said in plain words where it will not do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from events.errors import LogError
from events.sqlite.file import APPLICATION_ID
from events.sqlite_log import SqliteLog
from tests.log.samples import draft, drafts


def text(path: Path) -> None:
    path.write_text("Kein Dossier, sondern ein Brief. " * 100)


def short_text(path: Path) -> None:
    path.write_text("kurz")


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE article (id)")
        database.execute("PRAGMA user_version = 1")


def other_database_with_journal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE article (id)")


def newer_dossier(path: Path) -> None:
    SqliteLog.open(path, create=True).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")


def empty(path: Path) -> None:
    path.touch()


def folder(path: Path) -> None:
    path.mkdir()


def nothing(path: Path) -> None:
    pass


STRANGERS: dict[Callable[[Path], None], str] = {
    text: "no dossier",
    short_text: "no dossier",
    other_database: "no dossier",
    other_database_with_journal: "no dossier",
    newer_dossier: "newer version",
    folder: "folder",
}


@pytest.mark.parametrize("make", STRANGERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("options", [{}, {"create": True}, {"read_only": True}], ids=["open", "create", "read only"])
def test_a_stranger_is_refused_and_not_touched(
    path: Path, make: Callable[[Path], None], options: dict[str, bool]
) -> None:
    make(path)
    before = None if path.is_dir() else path.read_bytes()
    with pytest.raises(LogError, match=STRANGERS[make]) as caught:
        SqliteLog.open(path, **options)
    assert str(path) in str(caught.value)
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("options", [{}, {"read_only": True}], ids=["open", "read only"])
def test_a_missing_file_is_not_made_by_opening_it(path: Path, options: dict[str, bool]) -> None:
    with pytest.raises(LogError, match="no such dossier"):
        SqliteLog.open(path, **options)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("options", [{}, {"read_only": True}], ids=["open", "read only"])
def test_an_empty_file_is_no_dossier_yet(path: Path, options: dict[str, bool]) -> None:
    path.touch()
    with pytest.raises(LogError, match="empty"):
        SqliteLog.open(path, **options)
    assert path.stat().st_size == 0


@pytest.mark.parametrize("make", [nothing, empty], ids=lambda make: make.__name__)
def test_a_dossier_is_made_where_there_is_none(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    log = SqliteLog.open(path, create=True)
    log.append([draft()])
    log.close()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert database.execute("PRAGMA page_size").fetchone()[0] == 4096
        assert database.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_creating_where_a_dossier_is_opens_it(path: Path, log: SqliteLog) -> None:
    recorded = log.append(drafts(2))
    again = SqliteLog.open(path, create=True)
    assert again.log_id == log.log_id
    assert list(again.read()) == recorded
    again.close()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="folder"):
        SqliteLog.open(tmp_path / "nirgends" / "a.dossier", create=True)


def test_a_closed_dossier_is_one_file(path: Path) -> None:
    log = SqliteLog.open(path, create=True)
    log.append(drafts(3))
    assert len(list(log.read())) == 3
    log.close()
    left = {file.name for file in path.parent.iterdir()}
    assert not left & {"a.dossier-wal", "a.dossier-shm"}
    copy = path.with_name("copy.dossier")
    copy.write_bytes(path.read_bytes())
    log = SqliteLog.open(copy)
    assert len(list(log.read())) == 3
    log.close()


def test_two_openings_in_one_process_see_each_other(path: Path, log: SqliteLog) -> None:
    second = SqliteLog.open(path)
    recorded = log.append(drafts(2)) + second.append(drafts(2)) + log.append(drafts(1))
    second.close()
    assert log.append([draft()])[0].position == 6
    assert list(log.read())[:5] == recorded
    assert log.verify().ok


def test_read_only_reads_and_does_not_write(path: Path, log: SqliteLog) -> None:
    recorded = log.append(drafts(2))
    reading = SqliteLog.open(path, read_only=True)
    assert list(reading.read()) == recorded
    recorded += log.append(drafts(1))
    assert list(reading.read()) == recorded
    for write in (lambda: reading.append([draft()]), lambda: reading.transaction(lambda database: None)):
        with pytest.raises(LogError, match="reading only"):
            write()
    reading.close()


def test_a_closed_log_says_so(path: Path, log: SqliteLog) -> None:
    log.close()
    for use in (log.head, log.reader, log.change_token, lambda: log.append([draft()]), lambda: list(log.read())):
        with pytest.raises(LogError, match="closed"):
            use()


def test_the_name_may_have_any_characters(tmp_path: Path) -> None:
    path = tmp_path / "Wer? Was #1 100% – ü.dossier"
    log = SqliteLog.open(path, create=True)
    log.append([draft()])
    log.close()
    assert path.exists()
    log = SqliteLog.open(path, read_only=True)
    assert log.head().position == 1
    log.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not list open files")
def test_a_closed_log_keeps_no_file_open(path: Path) -> None:
    for _ in range(3):
        log = SqliteLog.open(path, create=True)
        log.append([draft()])
        log.close()
        for file in path.parent.glob(f"{path.name}*"):
            assert str(file) not in {os.readlink(entry.path) for entry in os.scandir("/proc/self/fd") if _open(entry)}
        path.unlink()


def _open(entry: os.DirEntry[str]) -> bool:
    """The descriptor with which the folder itself is listed is gone by the time it is looked at."""
    return os.path.lexists(entry.path)
