"""`tracker watch`: the jobs without a screen, by the clock or once."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.arguments import NumberType
from tracker.cli.failures import FAILED, OK
from tracker.cli.session import dossier_option, for_writing
from tracker.cli.terminal import data, harmless, message
from tracker.cli.usage import command, option
from tracker.heap import prepare_to_stay
from tracker.summaries import plain
from tracker.wording import label, say

if TYPE_CHECKING:
    from tracker.jobs.scheduling import DeskJobs
    from tracker.jobs.store import JobRun


@command("watch")
@option("--inbox", "inbox", about="inbox", type=click.Path(path_type=Path), metavar=say("cli.help.path"))
@option("--interval", about="interval", type=NumberType(1), metavar="N")
@option("--once", about="once", is_flag=True)
@dossier_option
def watch(inbox: Path | None, interval: int | None, once: bool) -> int:
    """Run the jobs until told to stop, or those that are due once."""
    prepare_to_stay()
    with for_writing(create=True) as dossier:
        from tracker.jobs.scheduling import DeskJobs

        jobs = DeskJobs(dossier, inbox=inbox, interval=interval, on_result=tell)
        jobs.inbox.mkdir(parents=True, exist_ok=True)
        if once:
            return asyncio.run(_once(jobs))
        seconds = interval or jobs.settings.jobs.inbox.every or jobs.settings.jobs.inbox.cron
        message(say("cli.message.watching", folder=jobs.inbox, seconds=seconds))
        asyncio.run(_until_stopped(jobs))
    return OK


async def _once(jobs: DeskJobs) -> int:
    code = OK
    for job in jobs.due():
        run = await jobs.run_due(job)
        if run is None:
            message(say("cli.message.runs_elsewhere", job=label("job", job)))
        elif run.error or (run.result or {}).get("failed"):
            code = FAILED
    return code


async def _until_stopped(jobs: DeskJobs) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # a system without signal handlers ends the loop by itself
            loop.add_signal_handler(name, stop.set)
    jobs.start()
    try:
        await stop.wait()
    finally:
        await jobs.stop()


def tell(run: JobRun) -> None:
    """Print what a run did, if there is anything to tell, and ring for what the watches found."""
    if run.did_something:
        data(f"{run.finished}  {label('job', run.job)}: {harmless(outcome(run))}")
        for hit in run.hits:
            data(f"{run.finished}  ! {hit.watch}: #{hit.position}  {plain(hit.text)}")
            notify(f"{hit.watch}: {plain(hit.text)}")
        sys.stdout.flush()


def notify(text: str) -> None:
    """Have the terminal ring and show a notice (OSC 9); nothing where messages go to no terminal."""
    if sys.stderr.isatty() and os.environ.get("TERM") not in (None, "", "dumb"):
        sys.stderr.write(f"\x07\x1b]9;{plain(text, 200)}\x1b\\")
        sys.stderr.flush()


def outcome(run: JobRun) -> str:
    """What a run did, in words."""
    if run.error:
        return run.error if run.error != "interrupted" else say("cli.job.interrupted")
    counts = [say(f"cli.job.{name}", count=count) for name, count in (run.result or {}).items() if count]
    return ", ".join(counts) or say("cli.job.nothing")
