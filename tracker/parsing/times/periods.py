"""Readings of weeks, months, seasons, years and longer periods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

from tracker.parsing.times.calendar import (
    SEASONS,
    Edge,
    Stretch,
    century,
    decade,
    edge,
    month,
    months,
    nearest_year,
    season,
    shifted,
    week,
    weekend,
    year,
)
from tracker.parsing.times.dates import year_of
from tracker.parsing.times.reading import Found, Piece, Reading, days_from, of_stretch

Maker = Callable[[Found], Reading | None]

STEPS = {"last": -1, "this": 0, "next": 1, "before_last": -2, "after_next": 2, "after": 1, "same": 0, "told": 0}
"""How many periods from the present, or from the one told, a word leads."""

_NEW_YEAR_LASTS = 3  # months for which a year is called new
_SATURDAY = 6
_UNKNOWN = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "MO": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "HY": "XXXX-HX"}


def period(unit: str, of: date, by: int) -> Stretch | None:
    """The week, month, … of a day, or one so many away; None for units that are no periods of the calendar."""
    match unit:
        case "W":
            return week(of, by)
        case "WE":
            return weekend(of, by)
        case "MO":
            return month(of.year, of.month + by)
        case "Q":
            index = of.year * 4 + (of.month - 1) // 3 + by
            return months(index // 4, index % 4 * 3 + 1, 3, f"{index // 4:04}-Q{index % 4 + 1}")
        case "HY":
            index = of.year * 2 + (of.month - 1) // 6 + by
            return months(index // 2, index % 2 * 6 + 1, 6, f"{index // 2:04}-H{index % 2 + 1}")
        case "Y":
            return year(of.year + by)
        case "DE":
            return decade(of.year // 10 * 10 + by * 10)
        case "CE":
            return century(of.year // 100 + 1 + by)
        case _:
            return None


def _cut(found: Found, whole: Stretch) -> Stretch:
    """Beginning, middle or end of a period, where a word says so."""
    if "edge" in found.slots:
        return edge(whole, cast(Edge, found.word("edge")))
    return whole


def _period(found: Found) -> Reading | None:
    edges, _, unit = found.word("edge_unit").partition(" ")
    unit = unit or found.word("unit")
    which = next(
        (found.word(slot) for slot in ("which", "told", "fused_same", "that", "this") if slot in found.slots), ""
    )
    narrated = any(slot in found.slots for slot in ("told", "that", "fused_same"))
    if unit == "D":
        return _day_unit(found, which, narrated)
    anchor = found.setting.day if narrated else found.setting.anchor
    if unit in ("S", "M", "H", "L"):
        return None
    if anchor is None:
        return Reading("DATE", _UNKNOWN.get(unit, "XXXX"))
    whole = period(unit, anchor, STEPS.get(which, 0))
    if whole is None:
        return None
    if unit == "WE" and which == "next" and anchor.isoweekday() < _SATURDAY:
        return of_stretch(weekend(anchor))
    if edges == "turn":
        turn = date(anchor.year + (found.direction != "past"), 1, 1)
        return of_stretch(Stretch(f"{turn.year:04}", f"{shifted(turn, -1)}/{turn}", shifted(turn, -1), turn))
    return of_stretch(edge(whole, cast(Edge, edges)) if edges else _cut(found, whole))


def _counted_period(found: Found) -> Reading | None:
    """The second week, the third day: counted from the day told; too loose for a value on our calendar."""
    number, unit = found.number("ordinal"), found.word("unit")
    start = found.setting.counted_from()
    if number is None or start is None or unit not in ("D", "W"):
        return None
    if unit == "D":
        return Reading("DATE", shifted(start, number - 1).isoformat(), openable=False)
    return Reading("DATE", week(start, number - 1).value, openable=False)


def _course(found: Found) -> Reading | None:
    anchor, unit = found.setting.anchor, found.word("unit")
    if anchor is None or unit == "D":
        return days_from(anchor, 0)
    whole = period(unit, anchor, 0)
    return of_stretch(whole) if whole else None


def _day_unit(found: Found, which: str, narrated: bool) -> Reading | None:
    """The next day, the same day, that day: from the day told; where none is told only TIMEX3 gets a value."""
    if "edge" in found.slots or which in ("last", "before_last"):
        return None
    if which == "this" and not narrated and found.setting.told is None:
        return days_from(found.setting.anchor, 0)
    told = found.setting.told
    if told is not None:
        return days_from(told, STEPS[which])
    return replace(days_from(found.setting.anchor, STEPS[which]), edtf=None, day=None)


def _weekend(found: Found) -> Reading | None:
    anchor = found.setting.anchor
    if anchor is None:
        return Reading("DATE", _UNKNOWN["WE"])
    back = found.direction == "past" and anchor.isoweekday() < _SATURDAY
    return of_stretch(weekend(anchor, -1 if back else 0))


def _period_after(found: Found) -> Reading | None:
    unit, of = found.word("unit"), found.setting.told
    if of is None:
        return Reading("DATE", _UNKNOWN.get(unit, "XXXX"))
    whole = period(unit, of, 1 if found.word("later") == "after" else -1)
    return of_stretch(whole, day=whole.first) if whole else None


def _month(found: Found) -> Reading | None:
    if "edge_month" in found.slots:  # one word for both: "mid-July"
        part, _, name = found.word("edge_month").partition(" ")
        found = replace(found, slots={**found.slots, "edge": part, "month": int(name)})
    number = next((n for slot in ("month", "month_short", "month_like") if (n := found.number(slot)) is not None), 0)
    told, anchor = year_of(found), found.setting.anchor
    which = "" if "year_noun" in found.slots else found.word("which")
    if told is None and anchor is None:
        return Reading("DATE", f"XXXX-{number:02}")
    if told is not None:
        of_year = told
    else:
        assert anchor is not None
        of_year = _near(found, anchor, number, which)
    return of_stretch(_cut(found, month(of_year, number)), year=found.number("year"))


def _edges(found: Found) -> Reading | None:
    """From one part of a month to another."""
    whole = _month(replace(found, slots={slot: found.slots[slot] for slot in found.slots if "edge" not in slot}))
    if whole is None or whole.first is None:
        return whole
    of = month(whole.first.year, whole.first.month)
    start, end = (edge(of, cast(Edge, found.word(slot))) for slot in ("edge1", "edge"))
    if end.last < start.first:
        return None
    return replace(whole, edtf=f"{start.first}/{end.last}", first=start.first, last=end.last)


def _near(found: Found, anchor: date, first_month: int, which: str) -> int:
    """The year of a month or season for which none is told."""
    if which in ("last", "before_last"):
        return nearest_year(anchor, first_month, "past", strictly=True) - (which == "before_last")
    if which in ("next", "after_next"):
        return nearest_year(anchor, first_month, "future", strictly=True) + (which == "after_next")
    if "this" in found.slots or which == "this":
        return anchor.year
    direction, narrated = found.direction, found.setting.told_year
    if narrated is not None and narrated < anchor.year and direction != "future":
        return narrated
    return nearest_year(anchor, first_month, direction)


def _season(found: Found) -> Reading | None:
    name = found.word("season")
    told, anchor = year_of(found), found.setting.anchor
    which = "" if "year_noun" in found.slots else found.word("which")
    if told is None and anchor is None:
        return Reading("DATE", f"XXXX-{name}")
    if told is not None:
        of_year = told
    else:
        assert anchor is not None
        of_year = _near(found, anchor, SEASONS[name][1], which)
        going_on = season(anchor.year, name)
        if not which and of_year > anchor.year and going_on.first <= anchor <= going_on.last:
            of_year = anchor.year  # "noch im Herbst", told in it
        if name == "WI" and anchor.month <= 2 and "this" in found.slots:
            of_year -= 1
    return of_stretch(_cut(found, season(of_year, name)), year=found.number("year"))


def _year(found: Found) -> Reading | None:
    number = found.number("year") or found.number("num")
    if number is None or number < 1:
        return None
    return of_stretch(_cut(found, year(number)), year=number)


def _part_of_year(found: Found) -> Reading | None:
    """A quarter or a half of a year, by its number."""
    number = found.number("ordinal") or found.number("day") or 0
    kind = found.word("year_part")
    length = 3 if kind == "Q" else 6
    if not 1 <= number <= 12 // length:
        return None
    of_year, anchor = year_of(found), found.setting.anchor
    if of_year is None:
        if anchor is None:
            return Reading("DATE", f"XXXX-{kind}{number}")
        of_year = anchor.year - (found.direction == "past" and (number - 1) * length >= anchor.month)
    return of_stretch(months(of_year, (number - 1) * length + 1, length, f"{of_year:04}-{kind}{number}"))


def _year_pair(found: Found) -> Reading | None:
    """A season or term of two years: 2014/15."""
    first, second = found.number("year") or 0, found.number("short") or 0
    second = second if second > 99 else first // 100 * 100 + second
    if second != first + 1:
        return None
    start, end = year(first), year(second)
    return of_stretch(Stretch(start.value, f"{start.edtf}/{end.edtf}", start.first, end.last), year=first)


def _year_range(found: Found) -> Reading | None:
    first, last = found.number("year1") or 0, found.number("year") or 0
    if last <= first:
        return None
    start, end = year(first), year(last)
    cut = found.at["year1"] + 1
    pieces = (Piece(found.first, cut, "DATE", start.value), Piece(cut + 1, found.last, "DATE", end.value))
    whole = Stretch(start.value, f"{start.edtf}/{end.edtf}", start.first, end.last)
    return replace(of_stretch(whole, year=last), pieces=pieces)


def _new_year(found: Found) -> Reading | None:
    """The new year: the next one, when a year draws to its end."""
    anchor = found.setting.anchor
    if anchor is None:
        return Reading("DATE", "XXXX")
    begun = anchor.month <= _NEW_YEAR_LASTS or found.direction == "past"
    return of_stretch(_cut(found, year(anchor.year + (not begun))))


def _year_word(found: Found) -> Reading | None:
    anchor = found.setting.anchor
    if anchor is None:
        return Reading("DATE", "XXXX")
    return of_stretch(_cut(found, year(anchor.year + (found.number("year_word") or 0))))


def _decade(found: Found) -> Reading | None:
    first = (
        next((n for slot in ("decade_word", "decade_compound", "decade") if (n := found.number(slot)) is not None), 0)
        // 10
        * 10
    )
    return of_stretch(_cut(found, decade(first if first >= 1000 else 1900 + first)))


def _century(found: Found) -> Reading | None:
    number = next((n for slot in ("day", "ordinal") if (n := found.number(slot)) is not None), 0)
    return of_stretch(_cut(found, century(number))) if 1 <= number <= 22 else None


MAKERS: dict[str, Maker] = {
    "period": _period,
    "counted_period": _counted_period,
    "course": _course,
    "weekend": _weekend,
    "period_after": _period_after,
    "month": _month,
    "edges": _edges,
    "season": _season,
    "year": _year,
    "part_of_year": _part_of_year,
    "year_pair": _year_pair,
    "year_range": _year_range,
    "new_year": _new_year,
    "year_word": _year_word,
    "decade": _decade,
    "century": _century,
}
