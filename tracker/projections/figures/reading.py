"""Reading printed figures out of a text, by the rules in ``figures.toml``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import tomli

from tracker.projections.names import fold_text

_ENDS = ".!?\n"
_LONGEST = 400
"""Code points of a sentence, at most, on either side of a cue."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a text prints.

    Attributes:
        kind: first (since when) or days (how long).
        about: trip (abroad), visit (to a country) or meeting.
        value: the number of days; None for a first.
        since_from, since_to: of a first the ISO days between which the one before lies.
        sentence: the words that print it.
        before: what stands before the sentence, where it leaves open whom it is about.
    """

    kind: str
    about: str
    value: int | None
    since_from: str | None
    since_to: str | None
    sentence: str
    before: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What tells a figure; ``example`` is a sentence that it must be found in, with the value or dates it gives."""

    kind: str
    about: str
    pattern: re.Pattern[str]
    value: int | None
    example: str
    since: str | None


@dataclass(frozen=True, slots=True)
class _Rules:
    cues: tuple[str, ...]
    rules: tuple[Rule, ...]
    numbers: dict[str, int]
    months: dict[str, int]
    date: re.Pattern[str]
    years: re.Pattern[str]


def rules() -> tuple[Rule, ...]:
    """The rules in their order."""
    return _loaded().rules


def figures(text: str, published: date) -> Iterator[Figure]:
    """The figures of a text, in its order, each sentence once.

    Args:
        text: of an article.
        published: the day from which "since four years" counts.
    """
    done = 0
    for place in _places(text, _loaded().cues):
        if place < done:
            continue
        start, done = _sentence_around(text, place)
        figure = _figure(text[start:done].strip(), text[max(0, start - _LONGEST) : start].strip(), published)
        if figure is not None:
            yield figure


def _places(text: str, cues: tuple[str, ...]) -> list[int]:
    """Where the cues stand, in order; looking for each by itself is far faster than for all at once."""
    found = []
    for cue in cues:
        place = text.find(cue)
        while place >= 0:
            found.append(place)
            place = text.find(cue, place + len(cue))
    return sorted(found)


def _sentence_around(text: str, place: int) -> tuple[int, int]:
    """Where the sentence that holds a place begins and ends; one that is too long is cut."""
    low, high = max(0, place - _LONGEST), min(len(text), place + _LONGEST)
    start = max(text.rfind(mark, low, place) for mark in _ENDS) + 1
    end = min((found for mark in _ENDS if (found := text.find(mark, place, high)) >= 0), default=high)
    return max(start, low), end + 1


def _figure(sentence: str, before: str, published: date) -> Figure | None:
    loaded, folded = _loaded(), fold_text(sentence)
    for rule in loaded.rules:
        found = rule.pattern.search(folded)
        if found is None:
            continue
        if rule.kind == "days":
            word = found.groupdict().get("number")
            value = rule.value if word is None else _number(word)
            return Figure("days", rule.about, value, None, None, sentence, before)
        since = _since(folded[found.end() :], published)
        return Figure("first", rule.about, None, *since, sentence, before) if since else None
    return None


def _since(words: str, published: date) -> tuple[str, str] | None:
    """Between which days the one before lies, by the words behind a first."""
    loaded = _loaded()
    if found := loaded.date.search(words):
        year, month = int(found["year"]), loaded.months.get(found["month"] or "")
        if month is None:
            return f"{year}-01-01", f"{year}-12-31"
        return f"{year}-{month:02}-01", f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
    if found := loaded.years.search(words):
        years = _number(found["number"])
        latest = years if found["more"] else years - 1
        return _years_before(published, years + 1), _years_before(published, latest)
    return None


def _years_before(day: date, years: int) -> str:
    return date(max(1, day.year - years), day.month, min(day.day, 28)).isoformat()


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _loaded().numbers[word]


@lru_cache(maxsize=1)
def _loaded() -> _Rules:
    table = tomli.loads((files(__package__) / "figures.toml").read_text(encoding="utf-8"))
    numbers, months = table["numbers"], table["months"]
    stands_for = {
        "number": rf"(?P<number>\d{{1,3}}|{'|'.join(numbers)})",
        "month": rf"(?P<month>{'|'.join(months)})",
    }

    def compiled(pattern: str) -> re.Pattern[str]:
        for name, alternatives in stands_for.items():
            pattern = pattern.replace(f"{{{name}}}", alternatives)
        return re.compile(pattern)

    return _Rules(
        cues=tuple(dict.fromkeys(way for cue in table["cues"] for way in (cue, cue.capitalize()))),
        rules=tuple(_rule(row, compiled(row["pattern"])) for row in table["rule"]),
        numbers=numbers,
        months=months,
        date=compiled(table["since"]["date"]),
        years=compiled(table["since"]["years"]),
    )


def _rule(row: dict[str, Any], pattern: re.Pattern[str]) -> Rule:
    return Rule(row["kind"], row["about"], pattern, row.get("value"), row["example"], row.get("since"))
