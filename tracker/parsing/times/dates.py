"""Readings of days by their place in the calendar: 3 May 2016, 3.5., the 3rd to 5th of May, Easter Monday."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tracker.parsing.times.calendar import days, easter, nearest_weekday, real_day, shifted
from tracker.parsing.times.reading import Found, Piece, Reading, of_day, unknown_day

Maker = Callable[[Found], Reading | None]

_NOVEMBER, _DECEMBER = 11, 12
_ADVENTS = 4
_FAR = 200  # days from which a day without a year is looked for in the neighbouring year
_FAR_AGAINST_TENSE = 100  # the same where the tense speaks for the neighbouring year
_AGAINST_TENSE = 240  # days by which a holiday must be nearer to win against the tense


def _full_date(found: Found) -> Reading | None:
    day_number, month, year_number = (int(n) for n in found.word("date").split("."))
    if len(found.word("date").rpartition(".")[2]) == 2:
        year_number += 2000 if year_number < 60 else 1900
    return _told_day(found, year_number, month, day_number)


def _iso_date(found: Found) -> Reading | None:
    return _told_day(found, found.number("year") or 0, found.number("month") or 0, found.number("day") or 0)


def _told_day(found: Found, year: int, month: int, day_number: int) -> Reading | None:
    of = real_day(year, month, day_number)
    return of_day(of, found.part, year=year) if of else None


def year_of(found: Found) -> int | None:
    """The year that a phrase names in its own words: a figure, or this, last, next year."""
    year = found.number("year")
    if year is not None:
        return year
    anchor = found.setting.anchor
    if "year_word" in found.slots and anchor is not None:
        return anchor.year + (found.number("year_word") or 0)
    if "year_noun" in found.slots and anchor is not None:
        step = {"last": -1, "next": 1, "before_last": -2, "after_next": 2}
        return anchor.year + step.get(found.word("which"), 0)
    return None


def _undated(found: Found, month: int, day_number: int) -> date | None:
    """The day that day and month mean where no year is told: the year of publication, or the neighbour it must be."""
    anchor = found.setting.anchor
    if anchor is None:
        return None
    direction = found.look(found.first)
    narrated = found.setting.told_year
    if narrated is not None and narrated < anchor.year and direction == "past":
        return real_day(narrated, month, day_number)
    here = real_day(anchor.year, month, day_number)
    if here is None:
        return None
    if found.weekday:  # it tells the year
        years = (real_day(anchor.year + step, month, day_number) for step in (0, -1, 1))
        return next((of for of in years if of and of.isoweekday() == found.weekday), here)
    distance = (here - anchor).days
    if found.preposition == "made" and distance > 1:
        return real_day(anchor.year - 1, month, day_number)
    if distance > _FAR and direction != "future":
        return real_day(anchor.year - 1, month, day_number)
    if distance < -_FAR and direction != "past":
        return real_day(anchor.year + 1, month, day_number)
    if direction == "past" and distance > _FAR_AGAINST_TENSE:
        return real_day(anchor.year - 1, month, day_number)
    if direction == "future" and distance < -_FAR_AGAINST_TENSE:
        return real_day(anchor.year + 1, month, day_number)
    return here


def calendar_day(found: Found) -> Reading | None:
    month = found.number("month")
    if month is None:
        month = found.number("month_short")
    day_number = found.number("day")
    if day_number is None:
        day_number = found.number("ordinal")
    return _day_and_month(found, month, day_number)


def _day_and_month(found: Found, month: int | None, day_number: int | None) -> Reading | None:
    if month is None or day_number is None or not 1 <= month <= 12 or not real_day(2000, month, day_number):
        return None
    year = year_of(found)
    if year is not None:
        return _told_day(found, year, month, day_number)
    of = _undated(found, month, day_number)
    return of_day(of, found.part) if of else unknown_day(found.part, f"XXXX-{month:02}-{day_number:02}")


def _dotted_day(found: Found) -> Reading | None:
    day_number, month = (int(n) for n in found.word("dotted").split("."))
    return _day_and_month(found, month, day_number)


def _bare_day(found: Found) -> Reading | None:
    """A day whose month goes without saying: the one told last, else the nearest in the direction of the tense."""
    number, anchor, told = found.number("day") or 0, found.setting.anchor, found.setting.told
    if anchor is None:
        return None
    near = told or anchor
    of = real_day(near.year, near.month, number)
    if told is None and of is not None:
        if found.direction == "past" and of > anchor:
            of = real_day(anchor.year - (anchor.month == 1), anchor.month - 1 or _DECEMBER, number)
        elif found.direction == "future" and of < anchor:
            of = real_day(anchor.year + (anchor.month == _DECEMBER), anchor.month % _DECEMBER + 1, number)
    if of is None:
        return None
    return _listed(found, of_day(of)) if "day1" in found.slots else of_day(of)


def _day_list(found: Found) -> Reading | None:
    """Several days of which only the last has its month: "4., 5. und 6. Mai", "4. bis 6. Mai"."""
    end = _dotted_day(found) if "dotted" in found.slots else calendar_day(found)
    return _listed(found, end) if end else None


def _listed(found: Found, end: Reading) -> Reading | None:
    """The days before the last one, which share its month or lie in the month before it."""
    numbers = [(slot, found.number(slot) or 0) for slot in ("day1", "day2", "day3") if slot in found.slots]
    pieces: list[Piece] = []
    told: list[date] = []
    for slot, number in numbers:
        at = found.at[slot]
        of = None
        if end.day is not None:
            month = end.day.month if number < end.day.day else end.day.month - 1 or 12
            year = end.day.year - (number >= end.day.day and month == 12)
            of = real_day(year, month, number)
            if of is None:
                return None
            told.append(of)
        pieces.append(Piece(at, at + 1, "DATE", of.isoformat() if of else f"{end.value[:8]}{number:02}"))
    last = next(found.at[slot] for slot in ("weekday2", "day", "dotted") if slot in found.at)
    pieces.append(Piece(last, found.last, "DATE", end.value))
    first = found.at["day1"]
    pieces[0] = replace(pieces[0], first=found.first if found.first < first else first)
    if end.day is None:
        return replace(end, pieces=tuple(pieces))
    told.append(end.day)
    if found.word("to") == "or":
        return replace(end, edtf=f"[{','.join(map(str, told))}]", first=told[0], pieces=tuple(pieces), openable=False)
    whole = days(told[0], told[-1], end.value)
    apart = found.word("to") == "and" and found.preposition != "between"
    if apart and (told[-1] - told[0]).days >= len(told):
        return replace(end, edtf=f"{{{','.join(map(str, told))}}}", first=told[0], pieces=tuple(pieces), openable=False)
    return replace(end, edtf=whole.edtf, first=told[0], pieces=tuple(pieces))


def _holiday(found: Found) -> Reading | None:
    anchor, code = found.setting.anchor, next(found.word(s) for s in ("holiday", "holy", "feast") if s in found.slots)
    ordinal = found.number("ordinal") if "ordinal" in found.slots else found.number("day")

    def in_year(year: int) -> date:
        moving = code.startswith("E")
        of = shifted(easter(year), int(code[1:])) if moving else date(year, int(code[:2]), int(code[3:]))
        return shifted(of, (ordinal or 1) - 1) if 1 <= (ordinal or 1) <= 2 else of

    year = found.number("year")
    if year is not None and 1583 <= year <= 4000:
        return of_day(in_year(year), year=year)
    if anchor is None or not 1600 < anchor.year < 4000:
        return unknown_day()
    direction = found.direction

    def distance(of: date) -> int:
        days_off = (of - anchor).days
        wrong = (direction == "past" and days_off > 0) or (direction == "future" and days_off < 0)
        return abs(days_off) + _AGAINST_TENSE * wrong

    return of_day(min((in_year(anchor.year + step) for step in (-1, 0, 1)), key=distance))


def _advent(found: Found) -> Reading | None:
    """One of the four Sundays before Christmas."""
    number, anchor = found.number("ordinal") or found.number("day") or 0, found.setting.anchor
    if not 1 <= number <= _ADVENTS:
        return None
    year = found.number("year") or (
        anchor.year - (found.direction == "past" and anchor.month < _NOVEMBER) if anchor else 0
    )
    return (
        of_day(shifted(nearest_weekday(date(year, 12, 24), 7, "past"), 7 * (number - _ADVENTS)))
        if year
        else unknown_day()
    )


MAKERS: dict[str, Maker] = {
    "full_date": _full_date,
    "iso_date": _iso_date,
    "calendar_day": calendar_day,
    "dotted_day": _dotted_day,
    "bare_day": _bare_day,
    "day_list": _day_list,
    "holiday": _holiday,
    "advent": _advent,
}
