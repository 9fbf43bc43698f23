"""Filters as people type them – ``kim status:planned since:2023-09-01 -source:kcna`` – read into terms.

    filter := term*          every term must hold
    term   := ["-"] [field ":"] value ("," value)*          any of the values; "-" turns the term round
    value  := word | '"' words '"'

A word without a field is looked for everywhere. The fields and the words of the closed vocabularies are data
(``filter_words.toml``), in German and English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from typing import Any

import tomli

from events.edtf import parse
from events.errors import TrackerError
from tracker.typed.dates import NotADate, read_date
from tracker.wording import say

LONGEST = 300
"""So many characters a filter may have."""
MOST_TERMS = 24
DATES = ("since", "until", "on")
"""The fields whose value is a date."""

_TOKEN = re.compile(r"""(?P<minus>-(?=\S))?(?:(?P<field>[^\W\d_][\w-]*):(?!//))?(?P<values>(?:"[^"]*"?|[^\s"])*)""")
_VALUE = re.compile(r'"([^"]*)"?|([^",]+)')


class FilterError(TrackerError):
    """A filter that cannot be understood; ``where`` is the part that is meant."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition.

    Attributes:
        field: one of the fields of ``filter_words.toml``, "" for words anywhere.
        values: what may stand there, any of them; of a vocabulary its own names, of a date nothing.
        first, last: the days, both included, that a date means; None where it is open.
        negated: whether it must not hold.
    """

    field: str
    values: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    negated: bool = False

    def holds_on(self, earliest: str | None, latest: str | None) -> bool:
        """Whether a window of ISO days, each None where it is open, touches the days that are meant."""
        if earliest is None and latest is None:
            return False
        begins = self.last is None or earliest is None or earliest[:10] <= self.last.isoformat()
        ends = self.first is None or latest is None or latest[:10] >= self.first.isoformat()
        return begins and ends


@lru_cache(maxsize=256)
def read_filter(text: str, today: date) -> tuple[Term, ...]:
    """The terms of a filter; none for an empty text.

    Args:
        today: the day that "yesterday" and a missing year are counted from.

    Raises:
        FilterError: an unknown field or value, a date that is none, a field without a value, too much of it.
    """
    if len(text) > LONGEST:
        raise FilterError(say("filters.too_long", most=LONGEST))
    terms = tuple(_term(match, today) for match in _tokens(text))
    if len(terms) > MOST_TERMS:
        raise FilterError(say("filters.too_many", most=MOST_TERMS))
    return terms


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _TOKEN.finditer(text) if match[0])


def _term(match: re.Match[str], today: date) -> Term:
    negated = match["minus"] is not None
    values = tuple(
        value for found in _VALUE.finditer(match["values"]) if (value := (found[1] or found[2] or "").strip())
    )
    if match["field"] is None:
        return Term("", (" ".join(values),) if values else (), negated=negated)
    field = _field(match["field"])
    if not values:
        raise FilterError(say("filters.no_value", field=match["field"]), remedy=_offer(field))
    if field in DATES:
        return _days(field, values[0], today, negated)
    known = value_words(field)
    if known is not None:
        values = tuple(_known(field, value, known) for value in values)
    return Term(field, values, negated=negated)


def _field(typed: str) -> str:
    fields = field_words()
    found = fields.get(_plain(typed))
    if found is None:
        near = get_close_matches(_plain(typed), fields, n=1, cutoff=0.7)
        remedy = say("filters.did_you_mean", word=near[0]) if near else say("filters.fields", names=_names(fields))
        raise FilterError(say("filters.no_field", field=typed[:40]), remedy=f"{remedy} {say('filters.quote')}")
    return found


def _known(field: str, typed: str, known: Mapping[str, str]) -> str:
    plain = _plain(typed).replace(" ", "_")
    found = known.get(plain) or next((name for word, name in known.items() if word.startswith(plain)), None)
    if found is None:
        near = get_close_matches(plain, known, n=1, cutoff=0.7)
        remedy = say("filters.did_you_mean", word=near[0]) if near else _offer(field)
        raise FilterError(say("filters.no_such_value", field=field, value=typed[:40]), remedy=remedy)
    return found


def _days(field: str, typed: str, today: date, negated: bool) -> Term:
    try:
        span = parse(read_date(typed.replace("_", " "), today).edtf)
    except NotADate:
        raise FilterError(say("filters.no_date", field=field, value=typed[:40]), remedy=say("filters.dates")) from None
    first = None if field == "until" else span.earliest
    last = None if field == "since" else span.latest
    return Term(field, first=first, last=last, negated=negated)


def _offer(field: str) -> str:
    known = value_words(field)
    if known is not None:
        return say("filters.one_of", names=_names(known))
    return say("filters.dates") if field in DATES else say("filters.words")


def _names(known: Mapping[str, str]) -> str:
    return ", ".join(dict.fromkeys(known.values()))


def _plain(text: str) -> str:
    """The text as the words of the data are compared: lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomli.loads((files(__package__) / "filter_words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def field_words() -> Mapping[str, str]:
    """The words for fields, with the field that each stands for."""
    return _turned(_data()["fields"])


@lru_cache(maxsize=16)
def value_words(field: str) -> Mapping[str, str] | None:
    """The words of a field's vocabulary, with the value that each stands for; None where anything may be typed."""
    known = _data()["values"].get(field)
    return None if known is None else _turned(known)


def _turned(names: Mapping[str, list[str]]) -> dict[str, str]:
    return {_plain(word): name for name, spellings in names.items() for word in spellings}
