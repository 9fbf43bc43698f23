"""Dates of publication as files, pages, mails and feeds write them, turned into ISO 8601.

A day stays a day; a time of day counts only with its zone, since without it the instant would be a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePath

import tomli

from events.errors import TrackerError
from tracker.parsing.packs.pack import load_pack
from tracker.parsing.text.segment import tokenize
from tracker.parsing.times.dateline import dateline
from tracker.wording import say

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_ISO = re.compile(
    r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\s?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?\s?([zZ]|[+-]\d{2}:?\d{2})?)?"
)
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})\.?[ -]([^\W\d_]{3,9})\.?[ ,-]{1,2}(\d{4}|\d{2})(?!\d)")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?(?:\s?[^\W\d_]{3})??\s?([+-]\d{2}:?\d{2}|[A-Za-z]{1,4})?(?!\w)"
)
_IN_NAME = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_LONGEST = 100  # characters; no date is longer
_EDGE = 1_000  # characters at either end of a text in which a dateline is looked for
_FILLER = "x " * 15  # keeps the cut edges from looking like the head or the foot of a text
_YEARS = range(1900, 2101)


@lru_cache(maxsize=1)
def _words() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Month names → number, zone names → minutes ahead of UTC."""
    table = tomli.loads((files("tracker.reading") / "dates.toml").read_text(encoding="utf-8"))
    months = {name: number for number, names in enumerate(table["months"], 1) for name in names}
    return months, table["zones"]


def exact_date(value: str, where: str) -> str:
    """A day, or an instant with its zone, as somebody wrote it for us.

    Raises:
        TrackerError: it is no date; ``where`` says of what.
    """
    dotted = _DOTTED.fullmatch(value)
    try:
        if dotted is not None:
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1])).isoformat()
        if _DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
        instant = datetime.fromisoformat(value)
        return instant.isoformat() if instant.tzinfo is not None else instant.date().isoformat()
    except ValueError:
        raise TrackerError(
            say("intake.read.no_date", value=value[:60]), where=where, remedy=say("intake.read.no_date_remedy")
        ) from None


def loose_date(value: str | None) -> str | None:
    """A day, or an instant with its zone, in whatever form a page, a mail or a feed gives it; None where it is none."""
    text = " ".join((value or "")[:_LONGEST].split())
    if found := _ISO.search(text):
        year, month, day, hour, minute, second, zone = found.groups()
        clock = (hour, minute, second, zone) if hour else None
        return _moment((year, month, day), clock)
    if found := _DOTTED.search(text):
        return _moment((found[3], found[2], found[1]), _clock(text[found.end() :]))
    months, _ = _words()
    if (found := _DAY_MONTH.search(text)) and (month_number := months.get(found[2].lower())):
        return _moment((_year(found[3]), month_number, found[1]), _clock(text[found.end() :]))
    if (found := _MONTH_DAY.search(text)) and (month_number := months.get(found[1].lower())):
        return _moment((found[3], month_number, found[2]), _clock(text[found.end() :]))
    return None


def _year(digits: str) -> int:
    """A year; two digits as RFC 2822 (4.3) reads them."""
    year = int(digits)
    return year if year > 99 else year + (2000 if year < 50 else 1900)


def _clock(text: str) -> tuple[str, str, str | None, str | None] | None:
    found = _CLOCK.search(text)
    return (found[1], found[2], found[3], found[4]) if found else None


def _moment(
    day: tuple[str | int, str | int, str | int], clock: tuple[str, str, str | None, str | None] | None
) -> str | None:
    year, month, number = (int(part) for part in day)
    try:
        plain = date(year, month, number)
    except ValueError:
        return None
    if year not in _YEARS:
        return None
    offset = _offset(clock[3]) if clock else None
    if clock is None or offset is None:
        return plain.isoformat()
    try:
        instant = datetime(
            year, month, number, int(clock[0]), int(clock[1]), int(clock[2] or 0), tzinfo=timezone(offset)
        )
    except ValueError:
        return plain.isoformat()
    return instant.isoformat()


def _offset(zone: str | None) -> timedelta | None:
    """How far a zone is ahead of UTC; None where it is not told or not known."""
    if not zone:
        return None
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        return timedelta(minutes=-minutes if zone[0] == "-" else minutes) if minutes < 24 * 60 else None
    ahead = _words()[1].get(zone.lower())
    return None if ahead is None else timedelta(minutes=ahead)


def date_of_text(text: str) -> str | None:
    """The day that the head or the foot of a text names as its own ("Bern, 3. Mai 2016 –")."""
    if len(text) > 2 * _EDGE:
        text = f"{text[:_EDGE]} {_FILLER}{text[-_EDGE:]}"
    day = dateline(tokenize(text), load_pack("de"))
    return day.isoformat() if day is not None and day.year in _YEARS else None


def date_of_name(name: str) -> str | None:
    """The day in a file's name (``2023-09-11-bericht.md``)."""
    for found in _IN_NAME.finditer(PurePath(name).name[:200]):
        day = _moment((found[1], found[3], found[4]), None)
        if day is not None:
            return day
    return None


def not_later_than(published: str | None, now: datetime) -> bool:
    """Whether a date of publication lies in the past, or at most a day ahead, as clocks and zones differ."""
    if published is None:
        return True
    moment = datetime.fromisoformat(published)
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return moment <= now + timedelta(days=1)
