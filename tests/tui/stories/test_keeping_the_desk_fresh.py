"""Somebody looks after the jobs: runs one now, pauses it, sees what it appended, hears of a watch."""

from __future__ import annotations

import os

from tests.tui.sitting import sitting
from tracker.dossier import Dossier
from tracker.jobs.store import JobRun
from tracker.watches.store import Hit

ARTICLE = "---\ntitle: Regen\npublished: 2024-05-19\nlanguage: de\n---\nIn Aarhus regnete es den ganzen Tag.\n"


async def test_a_job_is_run_paused_and_resumed(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        assert desk.app.jobs is not None
        folder = desk.app.jobs.inbox
        folder.mkdir(exist_ok=True)
        article = folder / "neu.md"
        article.write_text(ARTICLE, encoding="utf-8")
        os.utime(article, (0, 0))
        await desk.keys("8")
        desk.shows("inbox", "not planned", "ITS FOLDER")
        await desk.keys("r")
        desk.shows("1 added", "inbox: 1 added")
        await desk.keys("p")
        desk.shows("paused", "inbox: paused, in every process")
        await desk.keys("r")
        desk.shows("nothing new")
        await desk.keys("p")
        desk.shows("runs by the clock again")
        await desk.keys("⏎")
        desk.shows("None of its runs appended an event")
        desk.nothing_went_wrong()


async def test_the_hits_of_a_watch_are_told(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        hits = tuple(
            Hit(n, "riga", "announcement.md-1", 2, "2024-05-20T11:00:00Z", f"[bold]Treffen {n}[/]") for n in range(5)
        )
        desk.app.job_done(JobRun(1, "watches", "2024-05-20T11:00:00Z", "2024-05-20T11:00:01Z", {"hits": 5}, hits=hits))
        await desk.settled()
        desk.shows("Watch: riga", "[bold]Treffen 0[/]", "2 more hits")
        desk.nothing_went_wrong()
