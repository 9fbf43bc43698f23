"""Other tables of the same file commit together with the events, under the same lock."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from events.errors import Conflict, LogError
from events.log import AtPosition
from events.sqlite_log import SqliteLog
from tests.log.samples import draft, drafts


@pytest.fixture
def notes(log: SqliteLog) -> SqliteLog:
    log.transaction(lambda database: database.execute("CREATE TABLE note (text TEXT UNIQUE)"))
    return log


def noting(text: str) -> object:
    return lambda database: database.execute("INSERT INTO note VALUES (?)", (text,))


def texts(log: SqliteLog) -> list[str]:
    return [text for (text,) in log.reader().execute("SELECT text FROM note ORDER BY rowid")]


def test_work_alongside_commits_with_the_events(notes: SqliteLog) -> None:
    notes.append(drafts(2), alongside=noting("eins"))
    assert texts(notes) == ["eins"]
    assert notes.head().position == 2


def test_work_that_fails_keeps_the_events_out(notes: SqliteLog) -> None:
    notes.append([draft()], alongside=noting("eins"))
    with pytest.raises(LogError):
        notes.append([draft(stream="neu")], alongside=noting("eins"))

    def stumble(database: sqlite3.Connection) -> None:
        database.execute("INSERT INTO note VALUES ('zwei')")
        raise RuntimeError("stolpert")

    with pytest.raises(RuntimeError, match="stolpert"):
        notes.append([draft(stream="neu")], alongside=stumble)
    assert texts(notes) == ["eins"]
    assert notes.append([draft(stream="neu")])[0].position == 2
    assert notes.verify().ok


def test_a_refused_append_keeps_the_work_out(notes: SqliteLog) -> None:
    with pytest.raises(Conflict):
        notes.append([draft()], AtPosition(7), alongside=noting("eins"))
    assert texts(notes) == []


def test_work_may_come_without_events(notes: SqliteLog) -> None:
    assert notes.append([], alongside=noting("eins")) == []
    assert texts(notes) == ["eins"]


def test_a_transaction_gives_its_result_or_takes_everything_back(notes: SqliteLog) -> None:
    assert notes.transaction(lambda database: database.execute("INSERT INTO note VALUES ('a')").rowcount) == 1
    with pytest.raises(ZeroDivisionError):
        notes.transaction(lambda database: [database.execute("INSERT INTO note VALUES ('b')"), 1 // 0])
    assert texts(notes) == ["a"]


def test_every_commit_changes_the_token(path: Path, notes: SqliteLog) -> None:
    tokens = [notes.change_token()]
    assert notes.change_token() == tokens[0]
    notes.append([draft()])
    tokens.append(notes.change_token())
    notes.transaction(noting("eins"))
    tokens.append(notes.change_token())
    other = SqliteLog.open(path)
    other.append([draft()])
    tokens.append(notes.change_token())
    other.close()
    assert len(set(tokens)) == 4


def test_each_thread_has_its_own_reader(log: SqliteLog) -> None:
    found = [log.reader()]
    thread = threading.Thread(target=lambda: found.append(log.reader()))
    thread.start()
    thread.join()
    assert log.reader() is found[0]
    assert found[1] is not found[0]
