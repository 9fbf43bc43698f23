"""Several processes write one dossier: nothing is lost, nothing is out of order, and nobody waits for long."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from events.errors import LogError
from events.sqlite_log import SqliteLog
from tests.log import writers
from tests.log.runs import runs
from tests.log.samples import draft, drafts


@pytest.mark.parametrize("processes", [2, 4])
@pytest.mark.parametrize(("batches", "size"), [(100, 1), (10, 30)])
def test_everything_that_was_acknowledged_is_stored(
    path: Path, log: SqliteLog, processes: int, batches: int, size: int
) -> None:
    started = [
        writers.running(writers.append_batches, path, f"prozess/{number}", batches, size) for number in range(processes)
    ]
    for _, connection in started:
        connection.send("go")
    acknowledged: list[str] = []
    for process, connection in started:
        acknowledged += connection.recv()[0]
        process.join(30)
        assert process.exitcode == 0
    records = list(log.read())
    assert len(acknowledged) == processes * batches * size
    assert [record.position for record in records] == list(range(1, len(acknowledged) + 1))
    assert {record.id for record in records} == set(acknowledged)
    for number in range(processes):
        versions = [record.version for record in log.read(stream=f"prozess/{number}")]
        assert versions == list(range(1, batches * size + 1))
    assert log.verify().ok


def test_optimists_all_get_their_turn(path: Path, log: SqliteLog) -> None:
    started = [writers.running(writers.append_in_turn, path, 40) for _ in range(3)]
    for _, connection in started:
        connection.send("go")
    for process, connection in started:
        connection.recv()
        process.join(30)
        assert process.exitcode == 0
    assert [record.version for record in log.read(stream="gemeinsam")] == list(range(1, 121))
    assert log.verify().ok


def test_eight_at_once_with_and_without_an_expected_place(path: Path, log: SqliteLog) -> None:
    times = max(20, runs(20) // 8)
    started = [writers.running(writers.append_in_turn, path, times) for _ in range(4)]
    started += [writers.running(writers.append_batches, path, f"prozess/{number}", times, 3) for number in range(4)]
    for _, connection in started:
        connection.send("go")
    answers = []
    for process, connection in started:
        answers.append(connection.recv())
        process.join(60)
        assert process.exitcode == 0
    records = list(log.read())
    assert [record.position for record in records] == list(range(1, 4 * times + 12 * times + 1))
    assert [record.version for record in log.read(stream="gemeinsam")] == list(range(1, 4 * times + 1))
    acknowledged = [id for ids, _ in answers[4:] for id in ids]
    assert len(acknowledged) == 12 * times
    assert set(acknowledged) == {record.id for record in records if record.stream != "gemeinsam"}
    assert log.examine().ok


def test_two_who_make_the_same_dossier_make_one(path: Path) -> None:
    started = [writers.running(writers.create, path) for _ in range(4)]
    for _, connection in started:
        connection.send("go")
    identities = {connection.recv() for _, connection in started}
    for process, _ in started:
        process.join(30)
    log = SqliteLog.open(path)
    assert identities == {log.log_id}
    assert log.head().position == 4
    assert log.verify().ok
    log.close()


def test_another_process_that_was_opened_earlier_sees_what_is_appended(path: Path, log: SqliteLog) -> None:
    process, connection = writers.running(writers.append_one, path)
    connection.send("go")
    assert connection.recv() == 1
    token = log.change_token()
    assert [record.position for record in log.append(drafts(2))] == [2, 3]
    assert log.change_token() != token
    connection.send("go")
    assert connection.recv() == 4
    process.join(30)
    assert log.verify().ok


async def test_a_follower_sees_another_process(path: Path, log: SqliteLog) -> None:
    log.append([draft()])
    process, connection = writers.running(writers.append_one, path)
    following = log.follow()
    assert (await anext(following)).position == 1
    connection.send("go")
    assert (await anext(following)).position == 2
    connection.send("go")
    assert (await anext(following)).position == 3
    await following.aclose()  # type: ignore[attr-defined]
    process.join(30)


def test_looking_at_the_file_does_not_take_the_locks_away(path: Path, log: SqliteLog) -> None:
    """Closing any descriptor of a file drops all locks of the process on it; another one could then end the journal."""
    log.append([draft()])
    SqliteLog.open(path).close()
    SqliteLog.open(path, read_only=True).close()
    assert "locked" in str(writers.answer(writers.end_the_journal, path))
    assert log.append([draft()])[0].position == 2


def test_who_waits_too_long_is_told(path: Path, log: SqliteLog) -> None:
    process, connection = writers.running(writers.hold_the_lock, path)
    assert connection.recv() == "held"
    impatient = SqliteLog.open(path, timeout=0.05)
    with pytest.raises(LogError, match="busy"):
        impatient.append([draft()])
    assert impatient.head().position == 0
    connection.send("stop")
    process.join(30)
    assert impatient.append([draft()])[0].position == 1
    impatient.close()


def test_the_lock_goes_with_the_process_that_held_it(path: Path, log: SqliteLog) -> None:
    process, connection = writers.running(writers.hold_the_lock, path)
    assert connection.recv() == "held"
    process.kill()
    process.join(30)
    assert log.append([draft()])[0].position == 1


def test_a_forked_child_must_open_the_dossier_itself(path: Path, log: SqliteLog) -> None:
    """Locks and connections do not survive a fork, though they seem to."""
    log.append([draft()])

    def child() -> None:
        for use in (log.head, lambda: log.append([draft()]), log.reader):
            with pytest.raises(LogError, match="another process"):
                use()
        log.close()

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert log.append([draft()])[0].position == 2
    assert log.verify().ok
