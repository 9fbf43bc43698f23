"""`tracker jobs`: which jobs there are and when they run, what they did, and how to hold them back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.arguments import NumberType
from tracker.cli.failures import FAILED, OK
from tracker.cli.formats import format_option, print_rows
from tracker.cli.session import dossier_option, dossier_path, for_writing, log_for_reading
from tracker.cli.tables import Column
from tracker.cli.terminal import data, message
from tracker.cli.usage import command, group, option
from tracker.cli.watch import outcome, tell
from tracker.wording import label, say

if TYPE_CHECKING:
    from tracker.jobs.store import JobRun


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job in the list: whether it runs by the clock, when, and how it went last."""

    job: str
    state: str
    schedule: str
    next: str | None
    last: str | None
    result: str


class JobType(click.ParamType[Any]):
    """The name of a job."""

    name = "job"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, when there is such a job."""
        from tracker.jobs.plan import JOBS

        if value not in JOBS:
            self.fail(say("cli.usage.choice", value=value, choices=", ".join(JOBS)), param, ctx)
        return str(value)


@group("jobs", default="history")
def jobs() -> None:
    """The jobs."""


@command("list", words="jobs_list")
@format_option
@dossier_option
def show(form: str) -> None:
    """Print every job with its schedule."""
    print_rows(form, _rows(), _columns(), none="")


@command("run", words="jobs_run")
@click.argument("job", type=JobType(), metavar="JOB")
@dossier_option
def run(job: str) -> int:
    """Run one job now, whether it is due, paused or neither."""
    from tracker.jobs.scheduling import DeskJobs

    with for_writing() as dossier:
        done = asyncio.run(DeskJobs(dossier, on_result=tell).run(job))
    if done is None:
        message(say("cli.message.runs_elsewhere", job=label("job", job)))
        return FAILED
    if not done.did_something:
        data(outcome(done))
    return FAILED if done.error or (done.result or {}).get("failed") else OK


@command("pause", words="jobs_pause")
@click.argument("job", type=JobType(), metavar="JOB")
@dossier_option
def pause(job: str) -> None:
    """Hold a job back in this dossier."""
    _store(job, paused=True)
    data(say("intake.jobs.paused", job=label("job", job)))


@command("resume", words="jobs_resume")
@click.argument("job", type=JobType(), metavar="JOB")
@dossier_option
def resume(job: str) -> None:
    """Let a job run again."""
    _store(job, paused=False)
    data(say("intake.jobs.resumed", job=label("job", job)))


@command("history", words="jobs_history")
@option("--last", "limit", about="last", type=NumberType(1), default=20, metavar="N")
@format_option
@dossier_option
def history(limit: int, form: str) -> None:
    """Print the newest runs."""
    with log_for_reading() as log:
        from tracker.jobs.store import JobStore

        runs = JobStore(log, "reader").runs(limit=limit)
        print_rows(form, runs, _run_columns(), none=say("cli.message.no_runs"))


def _store(job: str, *, paused: bool) -> None:
    from events.sqlite_log import SqliteLog
    from tracker.jobs.store import JobStore

    log = SqliteLog.open(dossier_path())
    try:
        store = JobStore(log, "command line")
        store.prepare()
        store.pause(job) if paused else store.resume(job)
    finally:
        log.close()


def _rows() -> list[JobRow]:
    from datetime import UTC, datetime

    from tracker.config import load
    from tracker.jobs.plan import JOBS, active, due_at, in_words, trigger, waits_until
    from tracker.jobs.store import JobStore

    settings, now, rows = load(), datetime.now(UTC), []
    with log_for_reading() as log:
        store = JobStore(log, "reader")
        paused = store.paused()
        for job in JOBS:
            runs = store.runs(job, limit=10)
            last = next((one for one in runs if one.finished), None)
            waits = waits_until(runs)
            runs_by_clock = job in active(settings) and job not in paused
            due = max(due_at(trigger(job, settings), last, now), waits or now, now) if runs_by_clock else None
            state = "paused" if job in paused else "off" if not runs_by_clock else "planned"
            rows.append(
                JobRow(
                    job,
                    "waits" if state == "planned" and waits is not None and waits > now else state,
                    in_words(job, settings),
                    due.isoformat(timespec="seconds").replace("+00:00", "Z") if due else None,
                    last.finished if last else None,
                    outcome(last) if last else "",
                )
            )
    return rows


def _columns() -> list[Column[JobRow]]:
    from tracker.summaries import plain

    columns: list[Column[Any]] = [
        Column(say("cli.column.job"), lambda row: label("job", row.job), least=6),
        Column(say("cli.column.state"), lambda row: label("job_state", row.state), least=6),
        Column(say("intake.jobs.schedule"), lambda row: row.schedule, least=4),
        Column(say("intake.jobs.next"), lambda row: _moment(row.next), least=10),
        Column(say("intake.jobs.last"), lambda row: _moment(row.last), least=10, spare=True),
        Column(say("cli.column.result"), lambda row: plain(row.result), least=12),
    ]
    return columns


def _run_columns() -> list[Column[JobRun]]:
    from tracker.summaries import plain

    columns: list[Column[Any]] = [
        Column(say("cli.column.started"), lambda run: _moment(run.started), least=16),
        Column(say("cli.column.job"), lambda run: label("job", run.job), least=6),
        Column(say("cli.column.state"), lambda run: label("job_state", _state(run)), least=6),
        Column(say("cli.column.result"), lambda run: plain(outcome(run)), least=16),
        Column(say("cli.column.events"), lambda run: str(len(run.positions) or ""), least=4, right=True, spare=True),
    ]
    return columns


def _moment(iso: str | None) -> str:
    return iso.replace("T", " ").rstrip("Z") if iso else "–"


def _state(run: JobRun) -> str:
    if run.finished is None:
        return "running"
    return "failed" if run.error else "done"


for one in (show, run, pause, resume, history):
    jobs.add_command(one)
