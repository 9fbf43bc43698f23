"""EDTF values (ISO 8601-2:2019), the subset that reports need: parse, bounds, overlap.

Understood: days, months, years, seasons (21–24), decades and centuries with ``X``, the qualifiers ``?``, ``~`` and
``%``, a time of day, intervals with open ends (``A/B``, ``A/..``, ``../B``), and the sets ``[A..B]``, ``[A,B]`` (one
of them) and ``{A,B}`` (all of them). The empty, "unknown" end of an interval is read as open and never written.
Events hold such values as `events.when.When`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

PartOfDay = Literal["night", "morning", "forenoon", "noon", "afternoon", "evening"]
"""What is told of a day beside its value, since EDTF has no word for it."""

_HOUR = r"(?:[01]\d|2[0-4])"
_MINUTE = r"[0-5]\d"
_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX)"
    rf"(?P<time>T{_HOUR}:{_MINUTE}(?::{_MINUTE})?(?:Z|[+-]{_HOUR}(?::{_MINUTE})?)?)?)?)?(?P<qualifier>[?~%])?",
    re.ASCII,
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


class NotEdtf(ValueError):
    """The text is no EDTF value of the subset; the message says why."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a value covers or may cover; None is an open end."""

    earliest: date | None
    latest: date | None
    approximate: bool = False

    @property
    def days(self) -> int | None:
        """Length in days, both ends counted; None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def widened(self, days: int) -> Span:
        """The same span with so many days added at both ends."""
        return Span(_shift(self.earliest, -days), _shift(self.latest, days), self.approximate)

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a day in common."""
        starts_in_time = self.earliest is None or other.latest is None or self.earliest <= other.latest
        return starts_in_time and (other.earliest is None or self.latest is None or other.earliest <= self.latest)

    def within(self, other: Span) -> bool:
        """Whether every day of this span lies in the other one."""
        starts = other.earliest is None or (self.earliest is not None and self.earliest >= other.earliest)
        return starts and (other.latest is None or (self.latest is not None and self.latest <= other.latest))

    def gap(self, other: Span) -> int:
        """How many days one must move to meet the other; 0 where they overlap."""
        if self.overlaps(other):
            return 0
        if self.latest is not None and other.earliest is not None and self.latest < other.earliest:
            return (other.earliest - self.latest).days
        assert self.earliest is not None
        assert other.latest is not None
        return (self.earliest - other.latest).days


def _shift(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _one(text: str) -> Span:
    """Bounds of a single date, season, or date with unspecified digits."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise NotEdtf(f"'{text}' is no EDTF date such as 2023-09-13, 2023-09 or 2023-22")
    year, approximate = match["year"], match["qualifier"] in ("~", "%")
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if "X" in year:
        first = max(first, 1)  # the first decade and century hold no year 0, which Python's calendar lacks
    if first < 1:
        raise NotEdtf(f"'{text}' lies before the year 1")
    month, day = match["month"], match["day"]
    if match["time"] and not day.isdigit():
        raise NotEdtf(f"'{text}' gives the time of an unspecified day")
    if "X" in year and month not in (None, "XX"):
        raise NotEdtf(f"'{text}' names a month of an unspecified year")
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise NotEdtf(f"'{text}' names a day of an unspecified month")
        return Span(date(first, 1, 1), date(last, 12, 31), approximate)
    number = int(month)
    if number in _SEASONS:
        if day is not None:
            raise NotEdtf(f"'{text}' names a day of a season")
        start, end = _SEASONS[number]
        end_year = first + 1 if end < start else first
        if end_year > 9999:
            raise NotEdtf(f"'{text}' lies behind the year 9999")
        end_day = calendar.monthrange(end_year, end)[1]
        return Span(date(first, start, 1), date(end_year, end, end_day), approximate)
    if not 1 <= number <= 12:
        raise NotEdtf(f"'{text}' has no month {month}")
    length = calendar.monthrange(first, number)[1]
    if day in (None, "XX"):
        return Span(date(first, number, 1), date(first, number, length), approximate)
    if not 1 <= int(day) <= length:
        raise NotEdtf(f"'{text}' has no day {day}")
    exact = date(first, number, int(day))
    if approximate:
        return Span(_shift(exact, -1), _shift(exact, 1), approximate=True)
    return Span(exact, exact)


def _between(start: str, end: str, text: str) -> Span:
    first = _one(start) if start not in ("", "..") else Span(None, None)
    last = _one(end) if end not in ("", "..") else Span(None, None)
    if first.earliest is None and last.latest is None:
        raise NotEdtf(f"'{text}' has two open ends")
    if first.earliest is not None and last.latest is not None and first.earliest > last.latest:
        raise NotEdtf(f"'{text}' ends before it begins")
    return Span(first.earliest, last.latest, first.approximate or last.approximate)


def _set(inner: str, text: str) -> Span:
    spans = []
    for item in inner.split(","):
        start, dots, end = item.strip().partition("..")
        spans.append(_between(start, end, text) if dots else _one(start))
    starts, ends = [s.earliest for s in spans], [s.latest for s in spans]
    return Span(
        None if None in starts else min(s for s in starts if s),
        None if None in ends else max(e for e in ends if e),
        any(s.approximate for s in spans),
    )


@lru_cache(maxsize=4096)
def parse(text: str) -> Span:
    """The bounds of an EDTF value.

    An approximate day (``~``) is fuzzy by one day to both sides; approximate months and years keep their bounds.

    Raises:
        NotEdtf: the text is no value of the subset.
    """
    if len(text) > 200:
        raise NotEdtf("the date is longer than 200 characters")
    if text[:1] + text[-1:] in ("[]", "{}"):
        return _set(text[1:-1], text)
    start, slash, end = text.partition("/")
    return _between(start, end, text) if slash else _one(text)
