"""One log serves many threads."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pytest

from events.errors import Conflict
from events.log import AtPosition
from events.sqlite_log import SqliteLog
from tests.log.samples import draft, drafts


def test_many_threads_append_and_read(log: SqliteLog) -> None:
    def work(number: int) -> int:
        seen = 0
        for _ in range(10):
            log.append(drafts(3, stream=f"faden/{number}"))
            positions = [record.position for record in log.read()]
            assert positions == list(range(1, len(positions) + 1))
            assert len(positions) >= seen + 3
            seen = len(positions)
        return seen

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(work, range(16)))
    assert log.head().position == 480
    for number in range(16):
        assert [record.version for record in log.read(stream=f"faden/{number}")] == list(range(1, 31))
    assert log.verify().ok


def test_only_one_of_those_who_expect_the_same_place_succeeds(log: SqliteLog) -> None:
    def claim(number: int) -> bool:
        try:
            log.append([draft()], AtPosition(0))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(claim, range(8))) == 1
    assert log.head().position == 1


def test_a_thread_that_ends_leaves_no_connection_behind(log: SqliteLog) -> None:
    used: list[sqlite3.Connection] = []
    thread = threading.Thread(target=lambda: used.append(log.reader()))
    thread.start()
    thread.join()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        used[0].execute("SELECT 1")
    assert log.reader().execute("SELECT 1").fetchone() == (1,)


def test_readers_that_are_left_open_disturb_nobody(log: SqliteLog) -> None:
    log.append(drafts(5))
    left_open = [log.read() for _ in range(5)]
    for reading in left_open:
        assert len(list(islice(reading, 2))) == 2
    log.append(drafts(5))
    assert len(list(log.read())) == 10
    assert [[record.position for record in reading] for reading in left_open] == [[3, 4, 5]] * 5
