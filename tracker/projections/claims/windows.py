"""Within which days other reports may mean the same happening, and until when a plan is expected (DOMAIN 2.8, 3.0)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from events.when import When
from tracker.projections.horizons import default_days, horizon

_LAST_DAY = date.max.toordinal()


class Window(NamedTuple):
    """A closed window of days (ordinals), and the last day on which a plan for it is still expected."""

    start: int
    end: int
    due: int


@lru_cache(maxsize=1024)
def window(status: str, when: When | None, told_on: int, *, moved_to: bool = False) -> Window:
    """The window in which a claim's happening lies.

    Args:
        status: the claim's; what is reported as done lies before the report, what is planned behind it.
        when: the date it tells, if any.
        told_on: the day of the report.
        moved_to: ``when`` is the new date of something postponed, hence a plan.
    """
    ahead = moved_to or status in ("planned", "unconfirmed")
    span = when.span if when else None
    if span is None:
        days = default_days()
        after = told_on + days if status not in ("occurred", "ongoing") or moved_to else told_on
        # A plan lies behind its report, so that what happened the day before is not taken for its fulfilment.
        before = told_on + 1 if ahead else told_on - days
        return Window(before, min(after, _LAST_DAY), min(told_on + days, _LAST_DAY))
    start = span.earliest.toordinal() if span.earliest else None
    end = span.latest.toordinal() if span.latest else None
    if start is None:
        assert end is not None
        start = min(told_on, end) if ahead else end - default_days()
    if end is None:
        reach = start + horizon(when.text if when else None)
        end = reach if status not in ("occurred", "ongoing") or moved_to else max(start, told_on)
        end = min(end, _LAST_DAY)
        return Window(start, end, min(reach, _LAST_DAY))
    return Window(start, end, end)


@lru_cache(maxsize=8192)
def ordinal(iso: str) -> int:
    """The ordinal of an ISO day."""
    return date.fromisoformat(iso).toordinal()


def iso(ordinal_day: int) -> str:
    """The ISO day of an ordinal."""
    return date.fromordinal(max(1, min(ordinal_day, _LAST_DAY))).isoformat()


def width(earliest: str | None, latest: str | None) -> int:
    """How many days a value leaves open: 0 for a day, very many where an end is open."""
    if earliest is None or latest is None:
        return _LAST_DAY
    return ordinal(latest) - ordinal(earliest)
