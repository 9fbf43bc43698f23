"""Dates in words: what a reader sees instead of EDTF."""

from __future__ import annotations

from datetime import date

from tracker.wording import say

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def day_words(day: date, *, year: bool = True) -> str:
    """A day, as "13 Sep 2023" or "13. Sept. 2023"."""
    month = say("dates.months").split()[day.month - 1]
    return say("dates.day" if year else "dates.day_of_year", day=day.day, month=month, year=day.year)


def weekday_words(day: date) -> str:
    """The short name of a day of the week."""
    return say("dates.weekdays").split()[day.weekday()]


def edtf_words(edtf: str) -> str:
    """An EDTF value of our subset (see `events.edtf`) in words; what it cannot word it returns as it is."""
    inner, wrapped = edtf.strip("[]{}"), edtf[:1] in ("[", "{")
    if wrapped and ".." not in inner:
        return ", ".join(_one(part.strip()) for part in inner.split(","))
    start, mark, end = inner.partition("..") if wrapped else inner.partition("/")
    if not mark:
        return _one(inner)
    start, end = start.strip("."), end.strip(".")
    if not end:
        return say("dates.from", start=_one(start))
    if not start:
        return say("dates.until", end=_one(end))
    return say("dates.range", start=_shortened(start, end), end=_one(end))


def _shortened(start: str, end: str) -> str:
    """The start of a range, without the year and month that its end names as well."""
    if len(start) == len(end) == 10 and start[:4] == end[:4]:
        first = date.fromisoformat(start)
        return say("dates.bare_day", day=first.day) if start[:7] == end[:7] else day_words(first, year=False)
    return _one(start)


def _one(value: str) -> str:
    bare = value.rstrip("?~%")
    words = _bare(bare)
    if bare == value:
        return words
    return say("dates.doubtful" if value.endswith("?") else "dates.about", value=words)


def _bare(value: str) -> str:
    year, _, rest = value.partition("-")
    if "X" in year:
        return say("dates.decade", year=year.replace("X", "0"))
    if not rest or rest.startswith("XX"):
        return year
    if rest in _SEASONS:
        return say(f"dates.{_SEASONS[rest]}", year=year, next_year=int(year) + 1)
    month, _, day = rest.partition("-")
    if not month.isdecimal() or not 1 <= int(month) <= 12:
        return value
    if day[:2].isdecimal():
        return day_words(date.fromisoformat(value[:10]))
    return say("dates.month", month=say("dates.months").split()[int(month) - 1], year=year)
