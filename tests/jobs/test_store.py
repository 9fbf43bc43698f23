"""Runs are kept with their results, and two processes never run a job at the same time."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from events.sqlite_log import SqliteLog
from tracker.jobs.holders import is_gone, this_process
from tracker.jobs.store import KEPT, LEASE, JobRun, JobStore


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = datetime(2024, 3, 5, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.open(tmp_path / "test.dossier", create=True)
    yield log
    log.close()


@pytest.fixture
def here(log: SqliteLog, clock: Clock) -> JobStore:
    store = JobStore(log, "here", clock=clock)
    store.prepare()
    return store


@pytest.fixture
def there(log: SqliteLog, clock: Clock) -> JobStore:
    return JobStore(log, "there", clock=clock)


def begun(store: JobStore, job: str = "inbox") -> JobRun:
    run = store.begin(job)
    assert run is not None
    return run


def test_a_run_is_kept_with_what_it_did(here: JobStore, clock: Clock) -> None:
    run = begun(here)
    clock.now += timedelta(seconds=2)
    done = here.finish(run, result={"added": 2, "failed": 1}, error=None, positions=[4, 5, 6])
    assert here.runs() == [done]
    assert done == JobRun(
        1, "inbox", "2024-03-05T12:00:00Z", "2024-03-05T12:00:02Z", {"added": 2, "failed": 1}, None, (4, 5, 6)
    )


def test_another_process_waits_until_a_job_is_done(here: JobStore, there: JobStore) -> None:
    run = begun(here)
    assert there.begin("inbox") is None
    assert there.begin("views") is not None
    here.finish(run, result={}, error=None, positions=[])
    assert there.begin("inbox") is not None


def test_a_job_whose_process_died_is_free_after_a_while(here: JobStore, there: JobStore, clock: Clock) -> None:
    begun(here)
    clock.now += LEASE - timedelta(seconds=1)
    assert there.begin("inbox") is None
    clock.now += timedelta(seconds=2)
    begun(there)
    assert [(run.error, run.finished is not None) for run in there.runs()] == [(None, False), ("interrupted", True)]


def test_a_job_whose_process_is_known_to_have_died_is_free_at_once(log: SqliteLog, clock: Clock) -> None:
    program = "from tracker.jobs.holders import this_process; print(this_process())"
    dead = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()
    store = JobStore(log, dead, clock=clock)
    store.prepare()
    begun(store)
    mine = this_process()
    if is_gone(dead):  # where the system does not tell, the lease has to run out
        begun(JobStore(log, mine, clock=clock))
        assert JobStore(log, "another", clock=clock).begin("inbox") is None
    assert not is_gone(mine)
    assert is_gone(dead) == Path("/proc/self/ns/pid").exists()


@pytest.mark.parametrize("holder", ["", "here", "a:b:c:d", f"{socket.gethostname()}:-:1:x", "elsewhere:-:999999:x"])
def test_of_others_nobody_says_that_they_are_gone(holder: str) -> None:
    assert not is_gone(holder)


def test_a_long_job_is_kept_by_signs_of_life(here: JobStore, there: JobStore, clock: Clock) -> None:
    begun(here)
    for _ in range(5):
        clock.now += LEASE - timedelta(seconds=1)
        here.alive("inbox")
    assert there.begin("inbox") is None


def test_only_the_newest_runs_of_a_job_are_kept(here: JobStore) -> None:
    here.finish(begun(here, "views"), result={}, error=None, positions=[])
    for number in range(KEPT + 5):
        here.finish(begun(here), result={"added": number}, error=None, positions=[])
    assert [run.result for run in here.runs("inbox")] == [{"added": KEPT + 4 - number} for number in range(KEPT)]
    assert len(here.runs("views")) == 1


def test_the_newest_runs_come_first_and_as_many_as_asked_for(here: JobStore) -> None:
    for job in ("inbox", "views", "inbox"):
        here.finish(begun(here, job), result={}, error=None, positions=[])
    assert [run.number for run in here.runs(limit=2)] == [3, 2]


def test_a_dossier_without_runs_has_none(log: SqliteLog) -> None:
    assert JobStore(log, "reader").runs() == []


@pytest.mark.parametrize(
    ("result", "error", "told"),
    [
        ({}, None, False),
        ({"waiting": 2}, None, False),
        ({"known": 1}, None, True),
        ({"folded": 3}, None, True),
        ({}, "no", True),
    ],
)
def test_a_run_says_whether_there_is_anything_to_tell(result: dict[str, int], error: str | None, told: bool) -> None:
    assert JobRun(1, "inbox", "", "", result, error).did_something is told
