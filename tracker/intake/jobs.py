"""The jobs that keep a dossier fresh: scan the inbox, let the views follow; on the desk and without a screen."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from events.errors import TrackerError
from tracker.dossier import Dossier
from tracker.intake.inbox import Inbox, default_inbox
from tracker.intake.job_store import JobRun, JobStore

JOBS = ("inbox", "views")
"""The names, in the order in which they run."""


@dataclass(slots=True)
class _Deed:
    """What a job did so far; kept even when it fails half-way."""

    result: dict[str, int] = field(default_factory=dict)
    positions: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class JobState:
    """A job now: whether it runs here, when it runs next (UTC; None while paused or not scheduled), its last run."""

    job: str
    running: bool
    next_run: datetime | None
    last: JobRun | None


class DeskJobs:
    """The jobs of one dossier; `start` them inside a running event loop, `stop` them before it ends.

    Args:
        dossier: open for writing.
        inbox: the folder to scan; by default beside the dossier.
        interval: seconds between two runs of a job.
        on_result: called in the event loop with every run that ended here.
    """

    def __init__(
        self,
        dossier: Dossier,
        *,
        inbox: Path | None = None,
        interval: float = 30.0,
        on_result: Callable[[JobRun], None] | None = None,
    ) -> None:
        self._dossier = dossier
        self._interval = interval
        self._on_result = on_result
        self._inbox = Inbox(inbox or default_inbox(dossier.path))
        holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"
        self._store = JobStore(dossier.log, holder)
        self._running: dict[str, asyncio.Task[JobRun | None]] = {}
        self._scheduler: AsyncIOScheduler | None = None
        self._work: dict[str, Callable[[_Deed], None]] = {"inbox": self._scan, "views": self._follow}

    @property
    def inbox(self) -> Path:
        """The folder that is scanned."""
        return self._inbox.folder

    # --- scheduling --------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Run every job now and then at the interval.

        Raises:
            TrackerError: the dossier cannot be written.
        """
        self._store.prepare()
        _keep_off_the_screen()
        scheduler = AsyncIOScheduler(timezone=UTC)
        for job in JOBS:
            scheduler.add_job(
                self._begin,
                IntervalTrigger(seconds=self._interval, timezone=UTC),
                args=[job],
                id=job,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
                next_run_time=datetime.now(UTC),
            )
        scheduler.start()
        self._scheduler = scheduler

    async def _begin(self, job: str) -> None:
        await self.run(job)

    def pause(self) -> None:
        """Begin no further runs; what runs ends."""
        if self._scheduler is not None:
            self._scheduler.pause()

    def resume(self) -> None:
        """Go on after `pause`."""
        if self._scheduler is not None:
            self._scheduler.resume()

    async def stop(self) -> None:
        """Begin nothing more, wait for what runs, let go. May be called twice."""
        # The scheduler's own shutdown cancels running jobs instead of waiting for them.
        scheduler, self._scheduler = self._scheduler, None
        if scheduler is not None:
            scheduler.pause()
        if self._running:
            await asyncio.gather(*self._running.values(), return_exceptions=True)
        if scheduler is not None:
            scheduler.shutdown(wait=False)

    # --- running -----------------------------------------------------------------------------------------------------

    async def run(self, job: str) -> JobRun | None:
        """Run a job now, or wait for the run that is under way; None if another process runs it."""
        task = self._running.get(job)
        if task is None:
            task = asyncio.create_task(self._run(job), name=f"job {job}")
            self._running[job] = task
        return await asyncio.shield(task)

    async def _run(self, job: str) -> JobRun | None:
        try:
            run = await asyncio.to_thread(self._perform, job)
        finally:
            self._running.pop(job, None)
        if run is not None and self._on_result is not None:
            self._on_result(run)
        return run

    def _perform(self, job: str) -> JobRun | None:
        """Do the work in a thread of its own; whatever goes wrong becomes the run's error."""
        try:
            self._store.prepare()
            run = self._store.begin(job)
        except TrackerError as error:
            return JobRun(0, job, _now(), _now(), error=str(error))
        if run is None:
            return None
        deed, problem = _Deed(), None
        try:
            self._work[job](deed)
        except TrackerError as error:
            problem = str(error)
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
        try:
            return self._store.finish(run, result=deed.result, error=problem, positions=deed.positions)
        except TrackerError as error:
            return JobRun(
                run.number, job, run.started, _now(), deed.result, problem or str(error), tuple(deed.positions)
            )

    def _scan(self, deed: _Deed) -> None:
        ready, waiting = self._inbox.complete()
        if waiting:
            deed.result["waiting"] = waiting
        for taken in self._inbox.take(self._dossier, ready):
            deed.result[taken.outcome] = deed.result.get(taken.outcome, 0) + 1
            deed.positions.extend(taken.positions)
            self._store.alive("inbox")
        if deed.positions:
            self._dossier.catch_up()

    def _follow(self, deed: _Deed) -> None:
        deed.result["folded"] = self._dossier.catch_up()

    # --- looking -----------------------------------------------------------------------------------------------------

    def states(self) -> list[JobState]:
        """Where every job stands."""
        return [self._state(job) for job in JOBS]

    def _state(self, job: str) -> JobState:
        planned = self._scheduler.get_job(job) if self._scheduler is not None else None
        last = next((run for run in self._store.runs(job, limit=2) if run.finished), None)
        return JobState(job, job in self._running, planned.next_run_time if planned else None, last)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _keep_off_the_screen() -> None:
    """Logging's last resort writes to stderr, that is, across the desk; our runs carry their errors themselves."""
    logger = logging.getLogger("apscheduler")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    logger.propagate = False
