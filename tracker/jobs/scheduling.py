"""The jobs that keep a dossier fresh, by the clock or when asked for; on the desk and without a screen."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from events.errors import TrackerError
from tracker.config import Settings, load
from tracker.dossier import Dossier
from tracker.intake.inbox import Inbox, default_inbox
from tracker.intake.reading import Reading
from tracker.jobs.holders import this_process
from tracker.jobs.plan import AT_ONCE, active, due_at, trigger, waits_until
from tracker.jobs.store import JobRun, JobStore
from tracker.jobs.work import Deed, Work

_LOOKED_BACK = 10
_AT_A_TIME = 2
"""Jobs that run side by side: one may wait for the network while another works. Each further thread keeps megabytes
that its work once needed, and connections of its own."""


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
        inbox: the folder to scan; by default that of the settings, else beside the dossier.
        interval: seconds between two runs of the jobs that run often; by default as set.
        on_result: called in the event loop with every run that ended here.
        settings: by default those of the user.

    Raises:
        TrackerError: the user's settings are wrong.
    """

    def __init__(
        self,
        dossier: Dossier,
        *,
        inbox: Path | None = None,
        interval: float | None = None,
        on_result: Callable[[JobRun], None] | None = None,
        settings: Settings | None = None,
    ) -> None:
        self._dossier = dossier
        self._interval = interval
        self._on_result = on_result
        self.settings = settings if settings is not None else load()
        named = self.settings.inbox.folder
        folder = inbox or (Path(named) if named else default_inbox(dossier.path))
        self._inbox = Inbox(folder, how=Reading(extractor=self.settings.pages.extractor))
        self._store = JobStore(dossier.log, this_process())
        self._threads = ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="job")
        self._running: dict[str, asyncio.Task[JobRun | None]] = {}
        self._scheduler: AsyncIOScheduler | None = None
        self._stopping = threading.Event()
        self._work = Work(dossier, self.settings, self._inbox, alive=self._store.alive, stopping=self._stopping.is_set)

    @property
    def names(self) -> tuple[str, ...]:
        """The jobs that run by the clock, in the order in which they run."""
        return active(self.settings)

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
        self._stopping.clear()
        _keep_off_the_screen()
        scheduler = AsyncIOScheduler(timezone=UTC)
        now = datetime.now(UTC)
        for job in self.names:
            scheduler.add_job(
                self._begin,
                self._trigger(job),
                args=[job],
                id=job,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
                next_run_time=now if job in AT_ONCE else max(now, self._due_at(job, now)),
            )
        scheduler.start()
        self._scheduler = scheduler

    def _trigger(self, job: str) -> BaseTrigger:
        if self._interval is not None and job in AT_ONCE:
            return IntervalTrigger(seconds=self._interval, timezone=UTC)
        return trigger(job, self.settings)

    def _due_at(self, job: str, now: datetime) -> datetime:
        last = next(iter(self._store.runs(job, limit=1)), None)
        return due_at(self._trigger(job), last, now)

    def due(self) -> list[str]:
        """The jobs that are due now; those that a process begins with always are.

        Raises:
            TrackerError: the dossier cannot be written.
        """
        self._store.prepare()
        now = datetime.now(UTC)
        return [job for job in self.names if job in AT_ONCE or self._due_at(job, now) <= now]

    async def _begin(self, job: str) -> None:
        await self._started(job, by_clock=True)

    def pause(self) -> None:
        """Begin no further runs; what runs ends."""
        if self._scheduler is not None:
            self._scheduler.pause()

    def resume(self) -> None:
        """Go on after `pause`."""
        if self._scheduler is not None:
            self._scheduler.resume()

    async def stop(self) -> None:
        """Begin nothing more, let what runs come to an end, let go. May be called twice."""
        self._stopping.set()
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
        """Run a job now, paused or not, or wait for the run that is under way; None if another process runs it."""
        return await self._started(job, by_clock=False)

    async def run_due(self, job: str) -> JobRun | None:
        """Run a job as the clock would; None also if it is paused, or waits because it failed."""
        return await self._started(job, by_clock=True)

    async def _started(self, job: str, *, by_clock: bool) -> JobRun | None:
        task = self._running.get(job)
        if task is None:
            task = asyncio.create_task(self._run(job, by_clock=by_clock), name=f"job {job}")
            self._running[job] = task
        return await asyncio.shield(task)

    async def _run(self, job: str, *, by_clock: bool) -> JobRun | None:
        try:
            run = await asyncio.get_running_loop().run_in_executor(
                self._threads, partial(self._perform, job, by_clock=by_clock)
            )
        finally:
            self._running.pop(job, None)
        if run is not None and self._on_result is not None:
            self._on_result(run)
        return run

    def _perform(self, job: str, *, by_clock: bool) -> JobRun | None:
        """Do the work in a thread of the jobs; whatever goes wrong becomes the run's error."""
        try:
            self._store.prepare()
            if by_clock and self._is_held_back(job):
                return None
            run = self._store.begin(job)
        except TrackerError as error:
            return JobRun(0, job, _now(), _now(), error=str(error))
        if run is None:
            return None
        deed, problem = Deed(), None
        try:
            getattr(self._work, job)(deed)
            problem = deed.problem
        except TrackerError as error:
            problem = str(error)
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
        positions, hits = tuple(deed.positions), tuple(deed.hits)
        try:
            return self._store.finish(run, result=deed.result, error=problem, positions=positions, hits=hits)
        except TrackerError as error:
            told = problem or str(error)
            return JobRun(run.number, job, run.started, _now(), deed.result, told, positions, hits)

    def _is_held_back(self, job: str) -> bool:
        """Whether a job is paused, or failed so lately that it is left alone for a while."""
        until = waits_until(self._store.runs(job, limit=_LOOKED_BACK))
        return job in self._store.paused() or (until is not None and until > datetime.now(UTC))

    # --- looking -----------------------------------------------------------------------------------------------------

    def states(self) -> list[JobState]:
        """Where every job stands."""
        return [self._state(job) for job in self.names]

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
