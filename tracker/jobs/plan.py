"""Which jobs there are, when each is due, and how long one that fails is left alone; pure but for the clock given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from tracker.config import Jobs, Schedule, Settings
from tracker.jobs.store import JobRun

JOBS = ("inbox", "feeds", "views", "watches", "overdue", "verify", "backup", "briefing")
"""The names, in the order in which they run."""
AT_ONCE = ("inbox", "views", "watches")
"""Jobs that a process begins with, whenever they ran last."""
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)


def active(settings: Settings) -> tuple[str, ...]:
    """The jobs that run by the clock."""
    wanted = {"feeds": any(feed.enabled for feed in settings.feeds), "watches": bool(settings.watches)}
    return tuple(job for job in JOBS if getattr(settings.jobs, job).enabled and wanted.get(job, True))


def trigger(job: str, settings: Settings) -> BaseTrigger:
    """When a job runs: as set, else as usual. Lines of cron count in local time."""
    schedule: Schedule = getattr(settings.jobs, job)
    if schedule.cron is not None:
        return CronTrigger.from_crontab(schedule.cron)
    return IntervalTrigger(seconds=schedule.every or getattr(Jobs(), job).every, timezone=UTC)


def in_words(job: str, settings: Settings) -> str:
    """When a job runs, as it is written in the settings."""
    schedule: Schedule = getattr(settings.jobs, job)
    if schedule.cron is not None:
        return schedule.cron
    seconds = schedule.every or getattr(Jobs(), job).every
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "m")):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def due_at(when: BaseTrigger, last: JobRun | None, now: datetime) -> datetime:
    """When a job is due next, which may lie in the past; runs that were missed meanwhile count as one."""
    if last is None:
        return now
    started = datetime.fromisoformat(last.started)
    if isinstance(when, IntervalTrigger):
        return started + timedelta(seconds=when.interval_length)
    following = when.get_next_fire_time(started, started + timedelta(seconds=1))
    return following if following is not None else datetime.max.replace(tzinfo=UTC)


def waits_until(runs: Sequence[JobRun]) -> datetime | None:
    """Until when a job is left alone that failed in its newest runs (the newest first): twice as long each time.

    A run that did its work but could not do it for some file or feed has not failed; those wait for themselves.
    """
    failures = 0
    finished = None
    for run in runs:
        if run.finished is None or run.error == "interrupted":
            continue
        if run.error is None or (run.result or {}).get("failed"):
            break
        failures += 1
        finished = finished or datetime.fromisoformat(run.finished)
    if finished is None:
        return None
    wait: timedelta = min(_FIRST_WAIT * 2 ** (failures - 1), _LONGEST_WAIT)
    return finished + wait
