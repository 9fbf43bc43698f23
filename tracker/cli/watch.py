"""`tracker watch` and `tracker jobs`: the jobs without a screen, and what they did."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.arguments import NumberType
from tracker.cli.failures import FAILED, OK
from tracker.cli.formats import format_option, print_rows
from tracker.cli.session import dossier_option, for_writing, log_for_reading
from tracker.cli.tables import Column
from tracker.cli.terminal import data, message
from tracker.cli.usage import command, option
from tracker.wording import label, say

if TYPE_CHECKING:
    from tracker.intake.job_store import JobRun
    from tracker.intake.jobs import DeskJobs


@command("watch")
@option("--inbox", "inbox", about="inbox", type=click.Path(path_type=Path), metavar=say("cli.help.path"))
@option("--interval", about="interval", type=NumberType(1), default=30, metavar="N")
@option("--once", about="once", is_flag=True)
@dossier_option
def watch(inbox: Path | None, interval: int, once: bool) -> int:
    """Run the jobs until told to stop, or once each."""
    with for_writing(create=True) as dossier:
        from tracker.intake.inbox import default_inbox
        from tracker.intake.jobs import DeskJobs

        folder = inbox or default_inbox(dossier.path)
        folder.mkdir(parents=True, exist_ok=True)
        jobs = DeskJobs(dossier, inbox=folder, interval=interval, on_result=_tell)
        if once:
            return asyncio.run(_once(jobs))
        message(say("cli.message.watching", folder=folder, seconds=interval))
        asyncio.run(_until_stopped(jobs))
    return OK


async def _once(jobs: DeskJobs) -> int:
    from tracker.intake.jobs import JOBS

    code = OK
    for job in JOBS:
        run = await jobs.run(job)
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


def _tell(run: JobRun) -> None:
    import sys

    if run.did_something:
        data(f"{run.finished}  {label('job', run.job)}: {outcome(run)}")
        sys.stdout.flush()


def outcome(run: JobRun) -> str:
    """What a run did, in words."""
    if run.error:
        return run.error if run.error != "interrupted" else say("cli.job.interrupted")
    counts = [say(f"cli.job.{name}", count=count) for name, count in (run.result or {}).items() if count]
    return ", ".join(counts) or say("cli.job.nothing")


@command("jobs")
@option("--last", "limit", about="last", type=NumberType(1), default=20, metavar="N")
@format_option
@dossier_option
def jobs(limit: int, form: str) -> None:
    """Print the newest runs of the jobs."""
    with log_for_reading() as log:
        from tracker.intake.job_store import JobStore

        runs = JobStore(log, "reader").runs(limit=limit)
        print_rows(form, runs, _columns(), none=say("cli.message.no_runs"))


def _columns() -> list[Column[JobRun]]:
    from tracker.summaries import plain

    columns: list[Column[Any]] = [
        Column(say("cli.column.started"), lambda run: run.started.replace("T", " ").rstrip("Z"), least=16),
        Column(say("cli.column.job"), lambda run: label("job", run.job), least=6),
        Column(say("cli.column.state"), lambda run: label("job_state", _state(run)), least=6),
        Column(say("cli.column.result"), lambda run: plain(outcome(run)), least=16),
        Column(say("cli.column.events"), lambda run: str(len(run.positions) or ""), least=4, right=True, spare=True),
    ]
    return columns


def _state(run: JobRun) -> str:
    if run.finished is None:
        return "running"
    return "failed" if run.error else "done"
