"""What the jobs do for a whole dossier: feeds, checks, copies; paused ones rest, broken ones are held back."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.intake import site as serving
from tests.intake.test_feeds import item, rss
from tracker.config import Settings
from tracker.dossier import Dossier
from tracker.jobs.scheduling import DeskJobs
from tracker.jobs.store import JobRun, JobStore
from tracker.wording import say

REPORT = "---\npublished: 2024-03-05\n---\nAußenministerin Annalena Baerbock ist am Montag nach Oslo gereist.\n"


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(tmp_path / "test.dossier", create=True) as dossier:
        yield dossier


def settings(**values: Any) -> Settings:
    return Settings.model_validate(values)


async def done(dossier: Dossier, job: str, **values: Any) -> JobRun:
    run = await DeskJobs(dossier, settings=settings(**values)).run(job)
    assert run is not None
    return run


async def test_feeds_are_fetched_and_the_views_follow(dossier: Dossier) -> None:
    with serving.running() as site:
        site.pages["/feed"] = serving.text(rss(item(1)))
        feeds = [
            {"name": "a", "url": site.url("/feed"), "allow_private": True},
            {"name": "b", "url": site.url("/nothing"), "allow_private": True},
        ]
        run = await done(dossier, "feeds", feeds=feeds)
    assert run.result == {"added": 1, "failed": 1}
    assert "b: " in str(run.error)
    assert "404" in str(run.error)
    assert all(state.behind == 0 for state in dossier.views.states())


async def test_stopping_does_not_wait_for_every_feed(dossier: Dossier) -> None:
    with serving.running() as site:
        paths = [f"/{number}" for number in range(50)]
        jobs = DeskJobs(
            dossier,
            settings=settings(
                feeds=[{"name": path[1:], "url": site.url(path), "allow_private": True} for path in paths],
                jobs={"inbox": {"enabled": False}, "views": {"enabled": False}},
            ),
        )
        asked = asyncio.Event()
        loop = asyncio.get_running_loop()

        def answer(handler: serving.Handler) -> None:
            loop.call_soon_threadsafe(asked.set)
            serving.text(rss(item(1)))(handler)

        site.pages = dict.fromkeys(paths, answer)
        jobs.start()
        await asyncio.wait_for(asked.wait(), timeout=30)
        await jobs.stop()
        assert len(site.asked) < 50
    (run,) = JobStore(dossier.log, "reader").runs("feeds")
    assert run.finished is not None
    assert run.error is None


async def test_the_chain_is_checked_and_faults_are_told(dossier: Dossier) -> None:
    dossier.ingest(article())
    assert (await done(dossier, "verify")).result == {"records": len(list(dossier.log.read()))}
    with sqlite3.connect(dossier.path) as foreign:
        for (trigger,) in foreign.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            foreign.execute(f'DROP TRIGGER "{trigger}"')
    run = await done(dossier, "verify")
    assert run.error is not None


async def test_a_copy_is_made_and_only_the_newest_are_kept(dossier: Dossier, tmp_path: Path) -> None:
    dossier.ingest(article())
    folder = tmp_path / "copies"
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"test-2020010{day}-000000.dossier").write_bytes(b"an older copy")
    (folder / "test-other.dossier").write_bytes(b"not ours")
    run = await done(dossier, "backup", jobs={"backup": {"folder": str(folder), "keep": 2}})
    assert (run.result, run.error) == ({"copied": 1}, None)
    kept = sorted(path.name for path in folder.iterdir() if path.suffix == ".dossier")
    assert kept[0] == "test-20200104-000000.dossier"
    assert "test-other.dossier" in kept
    assert len(kept) == 3
    with Dossier.open(folder / kept[1], read_only=True) as copy:
        assert copy.log.head() == dossier.log.head()


async def test_a_copy_that_cannot_be_made_is_an_error_in_words(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file where a folder should be", encoding="utf-8")
    run = await done(dossier, "backup", jobs={"backup": {"folder": str(tmp_path / "copies")}})
    assert "copies" in str(run.error)


async def test_each_briefing_tells_what_changed_since_the_one_before(dossier: Dossier, tmp_path: Path) -> None:
    folder = tmp_path / "briefings"
    plan = {"briefing": {"folder": str(folder)}}
    assert (await done(dossier, "briefing", jobs=plan)).result == {"written": 1}
    assert (await done(dossier, "briefing", jobs=plan)).result == {"written": 0}
    dossier.ingest(article())
    assert (await done(dossier, "briefing", jobs=plan)).result == {"written": 1}
    (folder / "notes.md").write_text("not ours", encoding="utf-8")
    (folder / "test-9999-2024-13-45-at-1.md").write_text("not ours either", encoding="utf-8")
    first, second = sorted(path for path in folder.iterdir() if path.name.startswith("test-000"))
    assert first.name.endswith("-at-0.md")
    assert second.name.endswith(f"-at-{dossier.log.head().position}.md")
    changes = say("exports.briefing.changes", number=0, stamp="").rstrip(" ()")
    assert changes not in first.read_text(encoding="utf-8")
    assert changes in second.read_text(encoding="utf-8")


async def test_a_briefing_that_cannot_be_written_is_an_error_in_words(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "briefings").write_text("a file where a folder should be", encoding="utf-8")
    run = await done(dossier, "briefing", jobs={"briefing": {"folder": str(tmp_path / "briefings")}})
    assert "briefings" in str(run.error)


async def test_a_paused_job_runs_only_when_it_is_asked_for(dossier: Dossier) -> None:
    jobs = DeskJobs(dossier, settings=settings())
    store = JobStore(dossier.log, "another process")
    store.prepare()
    store.pause("inbox")
    assert store.paused() == {"inbox"}
    assert await jobs.run_due("inbox") is None
    assert await jobs.run("inbox") is not None
    store.resume("inbox")
    assert await jobs.run_due("inbox") is not None


async def test_a_job_that_failed_is_held_back(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "test.inbox").write_text("a file where a folder should be", encoding="utf-8")
    jobs = DeskJobs(dossier, settings=settings())
    first = await jobs.run_due("inbox")
    assert first is not None
    assert first.error
    assert await jobs.run_due("inbox") is None
    assert await jobs.run("inbox") is not None


async def test_what_is_due_is_told_once_however_long_ago_it_ran(dossier: Dossier) -> None:
    jobs = DeskJobs(dossier, settings=settings(jobs={"verify": {"every": "1d", "enabled": True}}))
    assert jobs.due() == ["inbox", "views", "verify"]
    await jobs.run("verify")
    assert jobs.due() == ["inbox", "views"]


async def test_the_desk_takes_the_settings_of_the_user(dossier: Dossier, config_file: Path, tmp_path: Path) -> None:
    config_file.parent.mkdir()
    config_file.write_text(f'[inbox]\nfolder = "{tmp_path}/ein"\n[jobs.verify]\nenabled = true\n', encoding="utf-8")
    jobs = DeskJobs(dossier)
    assert jobs.inbox == tmp_path / "ein"
    assert [state.job for state in jobs.states()] == ["inbox", "views", "verify"]


def article() -> Any:
    from tracker.reading.article import read_article

    return read_article(REPORT.encode(), "a.md")
