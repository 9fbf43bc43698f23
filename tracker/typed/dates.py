"""Dates as people type them – 13.9., am Mittwoch, gestern, 11–14 Sep, 2023-09-13 – read as EDTF."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import tomli

from events.edtf import NotEdtf, parse

Lean = Literal["past", "future", "nearest"]
"""Which of the days that a short form may mean: the last one, the next one, or the closest."""

_LONGEST = 80
_TIME = re.compile(r"(?<![\d.:-])(\d{1,2})(?::(\d{2})|\s*(?:uhr|h)\b(?:\s*(\d{2}))?)(?:\s*(?:uhr|h|utc)\b)?")
_ISO_LIKE = re.compile(r"[\[{.]|\d{3}[\dX]([-/?~%]|$)|\d{2}XX")
_RANGE = re.compile(r"\s+(?:bis|to|until|-)\s+|\s*[–—]\s*|(?<=\d)\.?-(?=\d{1,2}\.)|(?<=\d)-(?=\d{1,2}\s)")
_AND = re.compile(r"\s+(?:und|and|&)\s+")
_OR = re.compile(r"\s+(?:oder|or)\s+")
_NUMERIC = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}|\d{2}))?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_SHIFT = re.compile(r"([+-])\s?(\d{1,3})\s?([a-z]+)")
_AGO = re.compile(r"(?:vor (\d{1,3}) ([a-z]+)|(\d{1,3}) ([a-z]+) ago)")
_AHEAD = re.compile(r"in (\d{1,3}) ([a-z]+)")


class NotADate(ValueError):
    """The text is no date that we know how to read."""


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What was understood: the EDTF value, and the time of day where one was given."""

    edtf: str
    at: time | None = None


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    raw = tomli.loads((files(__package__) / "date_words.toml").read_text(encoding="utf-8"))
    raw["month_of"] = {word: number for number, words in enumerate(raw["months"], 1) for word in words}
    raw["weekday_of"] = {word: number for number, words in enumerate(raw["weekdays"]) for word in words}
    return raw


def is_now(text: str) -> bool:
    """Whether the text asks for the present."""
    return text.strip().lower() in (*_words()["now"], "0", "")


def around_meeting(text: str) -> int | None:
    """How many days from a meeting one wants to stand ("vor dem Treffen" is -1); None where that is not asked for."""
    days = _words()["meeting"].get(" ".join(text.lower().split()))
    return None if days is None else int(days)


def read_date(text: str, reference: date, lean: Lean = "nearest") -> TypedDate:
    """A date, span or set of dates.

    Args:
        reference: the day that "yesterday" and a missing year are counted from.
        lean: which way a weekday or a date without a year is looked for.

    Raises:
        NotADate: the text is not understood.
    """
    typed = " ".join(text.split())
    if not typed or len(typed) > _LONGEST:
        raise NotADate(text[:_LONGEST])
    if _ISO_LIKE.match(typed):
        try:
            parse(typed)
        except NotEdtf:
            pass
        else:
            return TypedDate(typed)
    lowered = typed.lower()
    at, lowered = _time_of_day(lowered)
    try:
        return TypedDate(_value(lowered, reference, lean), at)
    except (ValueError, OverflowError):
        raise NotADate(typed) from None


def _time_of_day(text: str) -> tuple[time | None, str]:
    found = _TIME.search(text)
    if found is None:
        return None, text
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    if hour > 23 or minute > 59:
        raise NotADate(text)
    rest = " ".join((text[: found.start()] + " " + text[found.end() :]).split()).strip(" ,")
    return time(hour, minute), rest or "heute"


def _value(text: str, reference: date, lean: Lean) -> str:
    words = _words()
    first, _, rest = text.partition(" ")
    if rest and first in words["from"]:
        return f"{_value(rest, reference, lean)}/.."
    if rest and first in words["until"]:
        return f"../{_value(rest, reference, lean)}"
    if rest and first.strip(".") in words["about"]:
        return f"{_single(_bare(rest), reference, lean)}~"
    if text.endswith("?"):
        return f"{_single(_bare(text[:-1]), reference, lean)}?"
    for separator, form in ((_OR, "[{},{}]"), (_AND, "{{{},{}}}"), (_RANGE, "{}/{}")):
        parts = separator.split(text, maxsplit=1)
        if len(parts) == 2 and all(parts):
            value = form.format(*_pair(parts[0], parts[1], reference, lean))
            parse(value)
            return value
    return _single(_bare(text), reference, lean)


def _bare(text: str) -> str:
    """The text without articles and prepositions in front."""
    filler = _words()["filler"]
    parts = text.replace(",", " ").split()
    while len(parts) > 1 and parts[0] in filler and not parts[1].isdecimal():
        parts.pop(0)
    while len(parts) > 1 and parts[0] in ("am", "on", "the", "der", "den", "dem", "vom", "zum"):
        parts.pop(0)
    return " ".join(parts)


def _pair(start: str, end: str, reference: date, lean: Lean) -> tuple[str, str]:
    """Two dates of which the first may leave month and year to the second: 11.–14.9."""
    last = _single(_bare(end), reference, lean)
    opening = _bare(start).rstrip(".")
    if opening.isdecimal() and len(last) == 10:
        return date.fromisoformat(last).replace(day=int(opening)).isoformat(), last
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})", opening):
        return date(int(last[:4]), int(match[2]), int(match[1])).isoformat(), last
    if len(last) == 10:
        return _single(_bare(start), date.fromisoformat(last), "past"), last
    return _single(_bare(start), reference, lean), last


def _single(text: str, reference: date, lean: Lean) -> str:
    words = _words()
    if text in words["days"]:
        return (reference + timedelta(days=words["days"][text])).isoformat()
    if found := _SHIFT.fullmatch(text):
        days = int(found[2]) * _unit(found[3]) * (1 if found[1] == "+" else -1)
        return (reference + timedelta(days=days)).isoformat()
    if found := _AGO.fullmatch(text):
        return (reference - timedelta(days=int(found[1] or found[3]) * _unit(found[2] or found[4]))).isoformat()
    if found := _AHEAD.fullmatch(text):
        return (reference + timedelta(days=int(found[1]) * _unit(found[2]))).isoformat()
    if found := _NUMERIC.fullmatch(text):
        return _day(int(found[1]), int(found[2]), found[3], reference, lean).isoformat()
    if found := _MONTH_YEAR.fullmatch(text):
        return f"{found[2]}-{int(found[1]):02d}"
    if text.isdecimal() and len(text) == 4:
        return text
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text):
        parse(text)
        return text
    return _worded(text.replace(".", " ").split(), reference, lean)


def _unit(word: str) -> int:
    if word not in _words()["units"]:
        raise NotADate(word)
    return int(_words()["units"][word])


def _worded(parts: list[str], reference: date, lean: Lean) -> str:
    words = _words()
    if not parts:
        raise NotADate("")
    way = next((name for name in ("last", "next", "this") if parts[0] in words[name]), None)
    noun = parts[-1]
    if way and len(parts) == 2:
        step = {"last": -1, "this": 0, "next": 1}[way]
        if noun in words["week"] or noun in words["weekend"]:
            monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=step)
            first, last = (0, 6) if noun in words["week"] else (5, 6)
            return f"{monday + timedelta(days=first)}/{monday + timedelta(days=last)}"
        if noun in words["month"]:
            month = reference.year * 12 + reference.month - 1 + step
            return f"{month // 12:04d}-{month % 12 + 1:02d}"
        if noun in words["weekday_of"]:
            lean = {"last": "past", "next": "future", "this": "nearest"}[way]  # type: ignore[assignment]
            day = _weekday(words["weekday_of"][noun], reference, lean)
            if day == reference:
                day += timedelta(weeks=step)
            return day.isoformat()
    if len(parts) == 1 and noun in words["weekend"]:
        return _worded([words["this"][0], noun], reference, lean)
    if len(parts) == 1 and noun in words["weekday_of"]:
        return _weekday(words["weekday_of"][noun], reference, lean).isoformat()
    return _named_month(parts, reference, lean)


def _named_month(parts: list[str], reference: date, lean: Lean) -> str:
    words = _words()
    if parts[0] in words["weekday_of"] and len(parts) > 1:
        parts = parts[1:]
    third = next((name for name in ("early", "middle", "late") if parts[0] in words[name]), None)
    if third:
        parts = parts[1:]
    names = [part for part in parts if part in words["month_of"]]
    years = [part for part in parts if part.isdecimal() and len(part) == 4]
    days = [
        part for part in (re.sub(r"(st|nd|rd|th)$", "", each) for each in parts) if part.isdecimal() and len(part) < 3
    ]
    if len(names) != 1 or len(names) + len(years) + len(days) != len(parts) or len(years) > 1 or len(days) > 1:
        raise NotADate(" ".join(parts))
    month = words["month_of"][names[0]]
    if days and not third:
        return _day(int(days[0]), month, years[0] if years else None, reference, lean).isoformat()
    first = _day(1, month, years[0] if years else None, reference, lean)
    if third is None:
        return f"{first:%Y-%m}"
    length = calendar.monthrange(first.year, month)[1]
    start, end = {"early": (1, 10), "middle": (11, 20), "late": (21, length)}[third]
    return f"{first.replace(day=start)}/{first.replace(day=end)}"


def _day(day: int, month: int, year: str | None, reference: date, lean: Lean) -> date:
    if year is not None:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    candidates = []
    for number in range(reference.year - 4, reference.year + 5):
        try:
            candidates.append(date(number, month, day))
        except ValueError:
            continue
    return _leaning(candidates, reference, lean)


def _weekday(weekday: int, reference: date, lean: Lean) -> date:
    near = [reference + timedelta(days=n) for n in range(-7, 8)]
    return _leaning([day for day in near if day.weekday() == weekday], reference, lean)


def _leaning(candidates: list[date], reference: date, lean: Lean) -> date:
    fitting = [
        day for day in candidates if lean == "nearest" or (day <= reference if lean == "past" else day >= reference)
    ]
    if not fitting:
        raise NotADate("no such day")
    return min(fitting, key=lambda day: (abs((day - reference).days), day > reference))
