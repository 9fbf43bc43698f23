"""The jobs do their work in the loop of the desk, keep what they did, and stop without leaving anything undone."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from events.envelope import Draft
from events.model import parse_event
from tracker.dossier import Dossier
from tracker.intake.inbox import default_inbox
from tracker.jobs.scheduling import DeskJobs
from tracker.jobs.store import JobRun, JobStore

REPORT = "---\npublished: 2024-03-05\n---\nAußenministerin Annalena Baerbock ist am Montag nach {place} gereist.\n"
SUMMIT = parse_event({"type": "summit", "event_name": "Nordisches Treffen"})


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(tmp_path / "test.dossier", create=True) as dossier:
        yield dossier


def put(dossier: Dossier, name: str, content: str) -> Path:
    """Lay a file into the inbox that nobody touched for long."""
    path = default_inbox(dossier.path) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    return path


async def results(jobs: DeskJobs, heard: asyncio.Queue[JobRun], job: str) -> JobRun:
    """The first run of a job that is heard of."""
    while True:
        run = await asyncio.wait_for(heard.get(), timeout=30)
        if run.job == job:
            return run


async def test_a_started_desk_scans_the_inbox_by_itself(dossier: Dossier) -> None:
    put(dossier, "a.md", REPORT.format(place="Oslo"))
    put(dossier, "b.md", "")
    heard: asyncio.Queue[JobRun] = asyncio.Queue()
    jobs = DeskJobs(dossier, interval=3600, on_result=heard.put_nowait)
    jobs.start()
    run = await results(jobs, heard, "inbox")
    await jobs.stop()
    assert (run.result, run.error) == ({"added": 1, "failed": 1}, None)
    assert list(run.positions) == [record.position for record in dossier.log.read()]


async def test_the_result_comes_in_the_loop_of_the_desk(dossier: Dossier) -> None:
    threads: list[int] = []
    jobs = DeskJobs(dossier, on_result=lambda _: threads.append(threading.get_ident()))
    await jobs.run("inbox")
    assert threads == [threading.get_ident()]


async def test_the_views_follow_what_others_append(dossier: Dossier) -> None:
    dossier.log.append([Draft(SUMMIT, "user:tester", basis="Programm")])
    jobs = DeskJobs(dossier)
    first, second = await jobs.run("views"), await jobs.run("views")
    assert first is not None
    assert second is not None
    assert (first.result, first.did_something) == ({"folded": 1}, True)
    assert (second.result, second.did_something) == ({"folded": 0}, False)


async def test_a_job_that_is_asked_for_twice_runs_once(dossier: Dossier) -> None:
    jobs = DeskJobs(dossier)
    first, second = await asyncio.gather(jobs.run("inbox"), jobs.run("inbox"))
    assert first == second
    assert len(JobStore(dossier.log, "reader").runs()) == 1


async def test_a_job_that_another_process_runs_is_left_to_it(dossier: Dossier) -> None:
    other = JobStore(dossier.log, "another process")
    other.prepare()
    assert other.begin("inbox") is not None
    path = put(dossier, "a.md", REPORT.format(place="Oslo"))
    assert await DeskJobs(dossier).run("inbox") is None
    assert path.exists()


async def test_a_failure_is_a_result(dossier: Dossier) -> None:
    default_inbox(dossier.path).write_text("a file where a folder should be", encoding="utf-8")
    heard: list[JobRun] = []
    run = await DeskJobs(dossier, on_result=heard.append).run("inbox")
    assert heard == [run]
    assert run is not None
    assert "test.inbox" in str(run.error)
    assert JobStore(dossier.log, "reader").runs() == [run]


async def test_stopping_waits_for_what_runs(dossier: Dossier) -> None:
    for number in range(3):
        put(dossier, f"{number}.md", REPORT.format(place=f"Oslo {number}"))
    heard: list[JobRun] = []
    jobs = DeskJobs(dossier, interval=3600, on_result=heard.append)
    jobs.start()
    running = asyncio.create_task(jobs.run("inbox"))
    await asyncio.sleep(0)
    await jobs.stop()
    run = await running
    assert run in heard
    assert run is not None
    assert run.result == {"added": 3}
    await jobs.stop()


async def test_the_states_tell_what_ran_and_what_comes(dossier: Dossier) -> None:
    jobs = DeskJobs(dossier, interval=3600)
    assert [(state.job, state.next_run, state.last) for state in jobs.states()] == [
        ("inbox", None, None),
        ("views", None, None),
    ]
    jobs.start()
    await asyncio.gather(jobs.run("inbox"), jobs.run("views"))
    inbox, views = jobs.states()
    assert inbox.next_run is not None
    assert (inbox.running, views.running) == (False, False)
    assert inbox.last is not None
    assert inbox.last.job == "inbox"
    await jobs.stop()


async def test_a_paused_desk_begins_nothing(dossier: Dossier) -> None:
    jobs = DeskJobs(dossier, interval=3600)
    jobs.start()
    jobs.pause()
    assert all(state.next_run is None or not state.running for state in jobs.states())
    jobs.resume()
    await jobs.stop()


async def test_nothing_is_logged_to_the_screen(dossier: Dossier, capfd: pytest.CaptureFixture[str]) -> None:
    def broken(_: JobRun) -> None:
        raise ZeroDivisionError("a listener that fails")

    jobs = DeskJobs(dossier, interval=3600, on_result=broken)
    jobs.start()
    with pytest.raises(ZeroDivisionError):
        await jobs.run("inbox")
    await jobs.stop()
    logging.getLogger("apscheduler.executors.default").error("Job failed")
    assert capfd.readouterr() == ("", "")
