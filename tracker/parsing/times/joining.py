"""Phrases put together: ranges and pairs of two dates, a weekday with its date in brackets, prepositions that open."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from tracker.parsing.text.tokens import Tokens
from tracker.parsing.times.calendar import bounded, month, real_day, shifted, week
from tracker.parsing.times.lead import Lead
from tracker.parsing.times.lexicon import Lexicon
from tracker.parsing.times.reading import Piece, Reading, of_day, of_stretch
from tracker.parsing.values import immutable

_SPAN = re.compile(r"P(\d{1,3})([DWMY])")
_MOST_PIECES = 6  # dates in a row that are taken as one phrase


@immutable
class Draft:
    """A phrase before its neighbours are looked at: tokens ``first:core``, and ``last`` with what belongs behind it.

    Attributes:
        make: the name of what read it; "range" and "bracketed" for what is put together here.
    """

    first: int
    core: int
    last: int
    lead: Lead
    make: str
    reading: Reading


def opened(reading: Reading, preposition: str) -> str | None:
    """The EDTF value under a preposition: "from" and "since" leave the end open, "until" the beginning."""
    edtf = reading.edtf
    if edtf is None or not reading.openable:
        return edtf
    start, _, end = edtf.partition("/")
    exact = reading.type == "DATE"
    clock = reading.type == "TIME" and reading.part is None
    if preposition in ("from", "since") and not clock:
        return f"{start}/.."
    if preposition == "around" and exact and not end:
        return f"{edtf}~"
    if preposition == "until" and not clock:
        return f"../{end or start}"
    if preposition == "before" and exact and reading.first is not None:
        return f"../{_next_to(edtf, reading.first, -1)}"
    if preposition == "after" and exact and reading.last is not None:
        return f"{_next_to(edtf, reading.last, 1)}/.."
    return edtf


def _next_to(edtf: str, of: date, by: int) -> str:
    """What comes right before or behind: a year beside a year, else a day."""
    return f"{bounded(of.year + by):04}" if len(edtf) == 4 else shifted(of, by).isoformat()


def joined(first: Reading, second: Reading, how: str) -> Reading | None:
    """Two dates as one: "to" a range, "and" both of them, "or" one of them. None where they do not fit together.

    The pieces of the result are left to the caller.
    """
    if not (first.openable and second.openable) or first.edtf is None or second.edtf is None:
        return None
    if "T" in first.value and "T" in second.value and how != "to":
        return None
    if first.first is None or first.last is None or second.first is None or second.last is None:
        return None
    if second.last < first.first or (how == "to" and second.last < first.last):
        return None
    if how == "to" or (how == "and" and second.first - first.last == timedelta(days=1)):
        edtf = f"{first.edtf.partition('/')[0]}/{second.edtf.rpartition('/')[2]}"
    elif "/" in first.edtf or "/" in second.edtf or len(first.edtf) != len(second.edtf):
        return None
    else:
        edtf = f"[{first.edtf},{second.edtf}]" if how == "or" else f"{{{first.edtf},{second.edtf}}}"
    if first.edtf == second.edtf:
        edtf = first.edtf
    return replace(second, edtf=edtf, first=first.first, part=None, openable=edtf[0] not in "[{")


def adapted(first: Reading, second: Reading, make: str) -> tuple[Reading, Reading]:
    """The ends of a range brought into line: the first takes the year of the second, a weekday follows the first."""
    if first.day is None or second.day is None:
        return _month_before(_month_of_year(first, second), second), second
    if second.year is not None and first.year is None and first.type == "DATE":
        moved = real_day(second.year, first.day.month, first.day.day)
        if moved is not None and moved > second.day:
            moved = real_day(second.year - 1, first.day.month, first.day.day)
        return (of_day(moved), second) if moved else (first, second)
    if make == "weekday_of_week" and first.type == second.type == "DATE":
        moved = shifted(week(second.day).first, first.day.weekday())
        return of_day(moved if moved <= second.day else shifted(moved, -7)), second
    if make == "weekday" and second.day < first.day:
        later = shifted(second.day, 7)
        return first, replace(of_day(later), type=second.type, value=f"{later}{second.value[10:]}", part=second.part)
    return first, second


def _month_of_year(first: Reading, second: Reading) -> Reading:
    """A month without a year before one with it."""
    if second.year is None or first.year is not None or first.first is None or len(first.value) != len("2024-05"):
        return first
    number = first.first.month
    later = second.first is not None and number > second.first.month
    return of_stretch(month(second.year - later, number))


def _month_before(first: Reading, second: Reading) -> Reading:
    """A month that begins a range lies before the one that ends it."""
    if len(first.value) != len("2024-05") != len(second.value) or first.first is None or second.first is None:
        return first
    if first.year is not None or first.first <= second.first:
        return first
    return of_stretch(month(first.first.year - 1, first.first.month))


def piece(reading: Reading, first: int, last: int) -> tuple[Piece, ...]:
    """What TIMEX3 counts in a phrase that covers the tokens."""
    return reading.pieces or (Piece(first, last, reading.type, reading.value),)


def link(tokens: Tokens, end: int, start: int, words: Lexicon, *, of_two: bool = False) -> str | None:
    """How two phrases are tied, if nothing but a conjunction (and a preposition behind "until") stands between."""
    if not 1 <= start - end <= 3:
        return None
    kinds = words.kinds(tokens.words[end])
    between = [words.kinds(word) for word in tokens.words[end + 1 : start]]
    if kinds.keys() & {"until", "dash", "slash"}:
        return "to" if all(kinds.keys() & {"towards", "article", "prep"} for kinds in between) else None
    if "and" in kinds and (not between or (of_two and all("article" in kinds for kinds in between))):
        return str(kinds["and"])
    return None


def merged(tokens: Tokens, first: Draft, second: Draft, words: Lexicon) -> Draft | None:
    """Two neighbouring phrases as one, where they are one."""
    one = _bracketed(tokens, first, second) or _beside(first, second)
    if one is not None:
        return one
    of_two = first.lead.effect == "between"
    how = link(tokens, first.last, second.first, words, of_two=of_two)
    if how is None:
        return None
    if how == "and" and of_two:
        how = "to"
    start, end = adapted(first.reading, second.reading, second.make)
    if how == "to" and first.make == "range":
        return None
    whole = joined(start, end, how)
    if whole is None or len(start.pieces) >= _MOST_PIECES:
        return None
    pieces = (*piece(start, first.first, first.core), *piece(end, second.first, second.core))
    closed = how == "to" and first.lead.effect == "from"  # "from Monday to Friday"
    lead = replace(first.lead, effect="of") if closed else first.lead
    return Draft(first.first, second.core, second.last, lead, "range", replace(whole, pieces=pieces))


def _beside(first: Draft, second: Draft) -> Draft | None:
    """Two phrases that make one day: "letzte Woche am Montag", "Montag vor zwei Wochen", "heute vor einem Jahr"."""
    if second.lead.first != first.last:
        return None
    day, span = first.reading, second.reading
    if second.make == "weekday" and first.make == "period" and day.first is not None and span.day is not None:
        if day.last != shifted(day.first, 6):
            return None
        of = shifted(day.first, span.day.weekday())
        reading = replace(of_day(of), type=span.type, value=f"{of}{span.value[10:]}", part=span.part)
        pieces = (*piece(day, first.first, first.core), *piece(reading, second.first, second.core))
    elif second.make == "duration" and day.day is not None and span.first is not None:
        of_span = _counted_off(first.make, day.day, span, second.lead.effect)
        if of_span is None:
            return None
        reading = replace(of_day(of_span), type=day.type, value=f"{of_span}{day.value[10:]}", part=day.part)
        pieces = (*piece(reading, first.first, first.core), *piece(span, second.first, second.core))
    else:
        return None
    return Draft(first.first, second.core, second.last, first.lead, "beside", replace(reading, pieces=pieces))


def _counted_off(make: str, day: date, span: Reading, preposition: str) -> date | None:
    """The day that lies a span before or behind another one."""
    length = _SPAN.fullmatch(span.value)
    if length is None or preposition not in ("before", "within") or span.first is None:
        return None
    if make == "weekday":
        return shifted(week(span.first).first, day.weekday()) if length[2] == "W" else None
    if make != "today":
        return None
    count = int(length[1]) * (-1 if preposition == "before" else 1)
    if length[2] in ("D", "W"):
        return shifted(day, count * (7 if length[2] == "W" else 1))
    of = month(day.year, day.month + count * (12 if length[2] == "Y" else 1))
    return min(of.last, shifted(of.first, day.day - 1))


def _bracketed(tokens: Tokens, first: Draft, second: Draft) -> Draft | None:
    """A weekday or another vague word with its date in brackets: the date wins."""
    if second.first != first.last + 1 or tokens.words[first.last] != "(" or second.reading.day is None:
        return None
    if second.last >= len(tokens) or tokens.words[second.last] != ")" or first.make not in ("weekday", "today"):
        return None
    pieces = (
        *piece(replace(first.reading, value=second.reading.value + first.reading.value[10:]), first.first, first.core),
        *piece(second.reading, second.first, second.core),
    )
    return Draft(
        first.first, second.core, second.last + 1, first.lead, "bracketed", replace(second.reading, pieces=pieces)
    )
