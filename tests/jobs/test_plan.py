"""When jobs are due, what is missed meanwhile, and how long one that fails is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from hypothesis import given
from hypothesis import strategies as st

from tracker.config import Feed, Settings, Watch
from tracker.jobs.plan import JOBS, active, due_at, in_words, trigger, waits_until
from tracker.jobs.store import JobRun

NOW = datetime(2024, 3, 5, 12, tzinfo=UTC)


def ran(before: timedelta, error: str | None = None, **result: int) -> JobRun:
    moment = (NOW - before).isoformat().replace("+00:00", "Z")
    return JobRun(1, "feeds", moment, moment, result, error)


def test_only_what_is_set_up_runs_by_the_clock() -> None:
    assert active(Settings()) == ("inbox", "views")
    feed, watch = Feed(name="a", url="http://a.example/"), Watch(name="a", place="Oslo")
    assert active(Settings(feeds=[feed], watches=[watch])) == ("inbox", "feeds", "views", "watches")
    assert active(Settings(feeds=[feed.model_copy(update={"enabled": False})])) == ("inbox", "views")
    enabled = {name: {"enabled": name != "inbox"} for name in JOBS}
    assert active(Settings.model_validate({"jobs": enabled})) == ("views", "overdue", "verify", "backup", "briefing")


@pytest.mark.parametrize(
    ("schedule", "words"),
    [({"every": 90}, "90s"), ({"every": "2h"}, "2h"), ({"cron": "0 4 * * *"}, "0 4 * * *"), ({}, "15m")],
)
def test_a_schedule_is_shown_as_it_is_written(schedule: dict[str, object], words: str) -> None:
    settings = Settings.model_validate({"jobs": {"feeds": schedule}})
    assert in_words("feeds", settings) == words
    assert isinstance(trigger("feeds", settings), CronTrigger if "cron" in schedule else IntervalTrigger)


def test_a_job_that_never_ran_is_due() -> None:
    assert due_at(IntervalTrigger(hours=1), None, NOW) == NOW


def test_however_many_runs_were_missed_one_is_due() -> None:
    hourly = IntervalTrigger(hours=1, timezone=UTC)
    assert due_at(hourly, ran(timedelta(minutes=20)), NOW) == NOW + timedelta(minutes=40)
    assert due_at(hourly, ran(timedelta(days=3)), NOW) <= NOW
    nightly = CronTrigger.from_crontab("0 4 * * *", timezone=UTC)
    assert due_at(nightly, ran(timedelta(hours=1)), NOW) == datetime(2024, 3, 6, 4, tzinfo=UTC)
    assert due_at(nightly, ran(timedelta(days=9)), NOW) <= NOW


def test_a_job_that_fails_waits_twice_as_long_each_time() -> None:
    minute = timedelta(minutes=1)
    assert waits_until([]) is None
    assert waits_until([ran(minute)]) is None
    assert waits_until([ran(minute, "no")]) == NOW - minute + timedelta(seconds=30)
    assert waits_until([ran(minute, "no"), ran(2 * minute, "no")]) == NOW - minute + timedelta(seconds=60)
    assert waits_until([ran(minute, "no")] * 10) == NOW - minute + timedelta(hours=1)
    assert waits_until([ran(minute), ran(2 * minute, "no")]) is None


def test_a_bad_file_or_feed_does_not_hold_the_others_back() -> None:
    assert waits_until([ran(timedelta(minutes=1), "a: no", failed=1)]) is None


def test_a_run_that_broke_off_is_no_failure() -> None:
    assert waits_until([ran(timedelta(minutes=1), "interrupted")]) is None


@given(st.lists(st.sampled_from([None, "no", "interrupted"]), max_size=12))
def test_the_wait_is_never_longer_than_an_hour(errors: list[str | None]) -> None:
    until = waits_until([ran(timedelta(minutes=number), error) for number, error in enumerate(errors)])
    assert until is None or until <= NOW + timedelta(hours=1)
