"""Readings of durations, of what happens over and over, and of times that no calendar holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tracker.parsing.times.calendar import Stretch, days, shifted
from tracker.parsing.times.periods import period
from tracker.parsing.times.reading import Found, Reading, days_from, of_day, of_stretch

Maker = Callable[[Found], Reading | None]

_CODES = {"S": "T{}S", "M": "T{}M", "H": "T{}H", "D": "{}D", "W": "{}W", "MO": "{}M", "Q": "{}Q", "HY": "{}HY",
          "Y": "{}Y", "DE": "{}DE", "CE": "{}CE", "L": "{}L", "WE": "{}WE"}  # fmt: skip
_DAYS = {"D": 1, "W": 7, "WE": 7}
_MONTHS = {"MO": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200}


def _length(unit: str, count: float | None) -> str:
    """So many of a unit as TIMEX3 writes it behind the P; X where the number is vague."""
    return _CODES[unit].format("X" if count is None else f"{count:g}")


def _unit(found: Found) -> str:
    return found.word("unit") or found.word("units") or found.word("unit_compound")


def _count(found: Found) -> float | None:
    """How many; None where the words leave it open."""
    if "half" in found.slots:
        return 0.5
    for slot in ("num", "number", "both", "decimal", "one"):
        if slot == "one" and "vague" in found.slots:
            return None
        meaning = found.slots.get(slot)
        if meaning is not None:
            return float(str(meaning).replace(",", "."))
    return None


def _away(of: date, unit: str, count: float, sign: int) -> Stretch | None:
    """The day, week, month or year that lies so many units away, as coarse as it was told."""
    if unit in ("S", "M", "H"):
        hours = count * {"S": 1 / 3600, "M": 1 / 60, "H": 1}[unit]
        return days(of, of, "") if hours < 12 else None
    if count != int(count):
        if unit == "Y" and count == 0.5:
            return period("MO", of, 6 * sign)
        return None
    whole = int(count)
    if unit == "D" or (unit == "W" and whole == 1):
        target = shifted(of, sign * whole * _DAYS[unit])
        return days(target, target, "")
    return period(unit, of, sign * whole) if whole < 10_000 else None


def _duration(found: Found) -> Reading | None:
    unit, count = _unit(found), _count(found)
    value = "P" + _length(unit, count)
    second = found.word("unit2")
    if second:
        more = found.slots.get("num2")
        tail = _length(second, float(more) if isinstance(more, (int, float)) else None)
        value += tail.lstrip("T") if value.startswith("PT") else tail
    reading = Reading("DURATION", value, openable=False)
    anchor = found.setting.anchor
    if anchor is None or count is None or second or "low" in found.slots:
        return reading
    if found.preposition in ("before", "since") or "ago" in found.slots:
        stretch = _away(anchor, unit, count, -1)
    elif found.preposition == "within" and found.direction == "future":
        stretch = _away(anchor, unit, count, 1)
    else:
        return reading
    if stretch is None:
        return reading
    if found.preposition == "since":
        start = stretch.edtf.partition("/")[0]
        return replace(reading, edtf=f"{start}/..", first=stretch.first)
    return replace(reading, edtf=stretch.edtf, first=stretch.first, last=stretch.last, day=_one(stretch))


def _one(stretch: Stretch) -> date | None:
    return stretch.first if stretch.first == stretch.last else None


def _duration_later(found: Found) -> Reading | None:
    """Two days later, a year before: counted from the day told last."""
    unit, count, told = _unit(found), _count(found), found.setting.told
    if unit in ("Y", "DE", "CE") and found.setting.since_year is not None:
        told = date(found.setting.since_year, 1, 1)
    sign = 1 if found.word("later") == "after" else -1
    plain = Reading("DURATION", "P" + _length(unit, count), openable=False)
    if told is None or count is None:
        return plain
    stretch = _away(told, unit, count, sign)
    if stretch is None:
        return plain
    if _one(stretch) is not None:
        return of_day(stretch.first) if unit not in ("S", "M", "H") else replace(plain, edtf=stretch.edtf)
    return of_stretch(stretch)


def _recent(found: Found) -> Reading | None:
    """The last three days, the coming weeks: a stretch that touches the day of publication."""
    unit, count, anchor = _unit(found), _count(found), found.setting.anchor
    which = found.word("which") or "this"
    if which == "this" and unit == "D" and count is None:
        return Reading("DATE", "PRESENT_REF", openable=False)
    reading = Reading("DURATION", "P" + _length(unit, count), openable=False)
    if anchor is None:
        return reading
    if which in ("next", "after_next"):
        if count is None:
            return replace(reading, edtf=f"{anchor}/..", first=anchor)
        end = _moved(anchor, unit, count)
        return replace(reading, edtf=f"{anchor}/{end}", first=anchor, last=end) if end else reading
    if which in ("last", "before_last"):
        if count is None:
            return replace(reading, edtf=f"../{anchor}", last=anchor)
        start = _moved(anchor, unit, -count)
        return replace(reading, edtf=f"{start}/{anchor}", first=start, last=anchor) if start else reading
    return reading


def _moved(of: date, unit: str, count: float) -> date | None:
    if count != int(count) or abs(count) > 5000:
        return None
    if unit in _DAYS:
        return shifted(of, int(count) * _DAYS[unit])
    if unit not in _MONTHS:
        return None
    month = period("MO", of, int(count) * _MONTHS[unit])
    return min(month.last, month.first + timedelta(days=of.day - 1)) if month else None


def _many(found: Found) -> Reading | None:
    return Reading("DURATION", "P" + _length(_unit(found), None), openable=False)


def _whole(found: Found) -> Reading | None:
    return Reading("DURATION", "P" + _length(_unit(found), 1.0), openable=False)


def _long(found: Found) -> Reading | None:
    return Reading("DURATION", "P" + found.word("long"), openable=False)


def _counted(found: Found) -> Reading | None:
    if "counting" in found.slots:
        count, unit = found.word("num"), found.word("counting")
    else:
        count, unit = found.word("counted").split()
    unit = unit.removeprefix("T") if unit.startswith("T") else unit
    return Reading("DURATION", "P" + _length(unit, float(count)), openable=False)


def _frequency(found: Found) -> Reading | None:
    return Reading("SET", found.word("frequency"), openable=False)


def _every_month(found: Found) -> Reading | None:
    return Reading("SET", f"P1{_CODES[_unit(found)][-1]}", openable=False) if _unit(found) in _MONTHS else None


def _rate(found: Found) -> Reading | None:
    return Reading("SET", "P" + _length(_unit(found), 1.0), openable=False) if _unit(found) in _MONTHS else None


def _every(found: Found) -> Reading | None:
    for slot in ("weekday", "weekday_part", "weekly"):
        if slot in found.slots:
            return Reading("SET", f"XXXX-WXX-{found.word(slot).split()[0]}", openable=False)
    month = found.number("month")
    if month is not None:
        return Reading("SET", f"XXXX-{month:02}", openable=False)
    if "season" in found.slots:
        return Reading("SET", f"XXXX-{found.word('season')}", openable=False)
    if "part" in found.slots:
        return Reading("SET", "P1D", openable=False)
    if "vague" in found.slots:
        return Reading("SET", "P" + _length(_unit(found), None), openable=False)
    count = _count(found)
    ordinal = found.number("ordinal")
    return Reading("SET", "P" + _length(_unit(found), count or ordinal or 1.0), openable=False)


def _seasons(found: Found) -> Reading | None:
    return Reading("SET", f"P1{found.word('season_plural')}", openable=False)


def _reference(found: Found) -> Reading | None:
    value = next(
        found.word(slot) for slot in ("present", "past", "future", "past_noun", "future_noun") if slot in found.slots
    )
    anchor = found.setting.anchor
    edtf = f"{anchor}/.." if "future" in found.slots and anchor else None
    return Reading("DATE", value, edtf, openable=False)


def _ongoing(found: Found) -> Reading | None:
    edtf = days_from(found.setting.anchor, 0).edtf if found.setting.anchor else None
    return Reading("DATE", "PRESENT_REF", edtf, openable=False)


def _vague_time(found: Found) -> Reading | None:
    which = found.word("which")
    value = "FUTURE_REF" if which == "next" else "PRESENT_REF" if which == "this" else "PAST_REF"
    return Reading("DATE", value, openable=False)


MAKERS: dict[str, Maker] = {
    "duration": _duration,
    "duration_later": _duration_later,
    "recent": _recent,
    "many": _many,
    "whole": _whole,
    "long": _long,
    "counted": _counted,
    "frequency": _frequency,
    "every": _every,
    "every_month": _every_month,
    "rate": _rate,
    "seasons": _seasons,
    "reference": _reference,
    "ongoing": _ongoing,
    "vague_time": _vague_time,
}
