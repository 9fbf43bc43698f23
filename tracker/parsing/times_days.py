"""Readings of days, parts of days and clock times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tracker.parsing.times_calendar import (
    day,
    days,
    easter,
    nearest_weekday,
    real_day,
    shifted,
    week,
)
from tracker.parsing.times_reading import (
    Found,
    Piece,
    Reading,
    days_from,
    of_day,
    of_stretch,
    unknown_day,
)

Maker = Callable[[Found], Reading | None]

_JOINED = ("weekday_part", "weekday_morgen", "weekday_early")
_FAR = 200  # days from which a day without a year is looked for in the neighbouring year
_FAR_AGAINST_TENSE = 100  # the same where the tense speaks for the neighbouring year
_NOON = 12
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
    return of_day(of, _part(found), year=year) if of else None


def _part(found: Found) -> str:
    """The part of the day among the words of a match."""
    for slot in _JOINED:
        if slot in found.slots:
            return found.word(slot).split()[1]
    for slot in ("part", "morgen", "early_part", "part_plural", "part_always"):
        if slot in found.slots:
            return found.word(slot)
    return "MO" if found.word("early") == "early" else ""


def _weekday_number(found: Found) -> int:
    for slot in ("weekday", *_JOINED):
        if slot in found.slots:
            return int(found.word(slot).split()[0])
    return 0


def year_of(found: Found) -> int | None:
    """The year that a phrase names in its own words: a figure, or this, last, next year."""
    year = found.number("year")
    if year is not None:
        return year
    anchor = found.setting.anchor
    if "jahr" in found.slots and anchor is not None:
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
    distance = (here - anchor).days
    if distance > _FAR and direction != "future":
        return real_day(anchor.year - 1, month, day_number)
    if distance < -_FAR and direction != "past":
        return real_day(anchor.year + 1, month, day_number)
    if direction == "past" and distance > _FAR_AGAINST_TENSE:
        return real_day(anchor.year - 1, month, day_number)
    if direction == "future" and distance < -_FAR_AGAINST_TENSE:
        return real_day(anchor.year + 1, month, day_number)
    return here


def _calendar_day(found: Found) -> Reading | None:
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
    return of_day(of, _part(found)) if of else unknown_day(_part(found), f"XXXX-{month:02}-{day_number:02}")


def _dotted_day(found: Found) -> Reading | None:
    day_number, month = (int(n) for n in found.word("dotted").split("."))
    return _day_and_month(found, month, day_number)


def _day_list(found: Found) -> Reading | None:
    """Several days of which only the last has its month: "4., 5. und 6. Mai", "4. bis 6. Mai"."""
    end = _calendar_day(found)
    if end is None:
        return None
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
    pieces.append(Piece(found.at.get("weekday2", found.at["day"]), found.last, "DATE", end.value))
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
    anchor, code = found.setting.anchor, found.word("holiday")
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


def _weekday(found: Found) -> Reading | None:
    number, part, anchor = _weekday_number(found), _part(found), found.setting.anchor
    if anchor is None:
        return unknown_day(part, f"XXXX-WXX-{number}")
    which = found.word("which")
    if found.word("told") == "after":
        of = nearest_weekday(found.setting.day or anchor, number, "future", strictly=True)
    elif which in ("last", "before_last"):
        of = nearest_weekday(anchor, number, "past", strictly=True)
    elif which in ("next", "after_next"):
        of = nearest_weekday(anchor, number, "future", strictly=True)
    else:
        of = nearest_weekday(anchor, number, found.direction)
    return of_day(shifted(of, {"after_next": 7, "before_last": -7}.get(which, 0)), part)


def _weekday_of_week(found: Found) -> Reading | None:
    number, part, anchor = _weekday_number(found), _part(found), found.setting.anchor
    if anchor is None:
        return unknown_day(part, f"XXXX-WXX-{number}")
    weeks = {"last": -1, "next": 1, "before_last": -2, "after_next": 2}.get(found.word("which"), 0)
    return of_day(shifted(week(anchor, weeks).first, number - 1), part)


def _nowadays(found: Found, reading: Reading) -> bool:
    """Whether "today" means these days: said in the present by a text that does not tell by the day."""
    alone = reading.type == "DATE" and not found.slots.keys() & {"weekday", "day_unit", *_JOINED}
    return alone and not found.setting.daily and found.setting.sentence > 1 and found.look(found.first) != "past"


def _today(found: Found) -> Reading | None:
    for slot in ("deictic", "day_adjective", "tomorrow"):
        if slot in found.slots:
            by = found.number(slot)
            reading = days_from(found.setting.anchor, 1 if by is None else by, _part(found))
            return replace(reading, value="PRESENT_REF") if by == 0 and _nowadays(found, reading) else reading
    return None


def _part_of_day(found: Found) -> Reading | None:
    part, of = _part(found), found.setting.day_for(found.look(found.first))
    if part == "NI" and "later" in found.slots and of is not None:
        return replace(of_stretch(days(shifted(of, -1), of, f"{shifted(of, -1)}TNI")), type="TIME", part="night")
    by = {"after": 1, "before": -1}.get(found.word("later") or found.word("told"), 0)
    return days_from(of, by, part)


def _part_always(found: Found) -> Reading | None:
    """Of a day just told; else said of every day."""
    if found.setting.just_told is not None:
        return days_from(found.setting.just_told, 0, _part(found))
    return Reading("SET", f"PT1{_part(found)[:2]}", openable=False)


def _night_to(found: Found) -> Reading | None:
    """The night that ends on a day; it is counted as that day, though TIMEX3 names it for the evening before."""
    if "deictic" in found.slots:
        target = days_from(found.setting.anchor, found.number("deictic") or 0).day
    elif "day" in found.slots:
        found_day = _calendar_day(found)
        target = found_day.day if found_day else None
    elif "weekday" in found.slots:
        anchor = found.setting.anchor
        target = nearest_weekday(anchor, _weekday_number(found), found.direction) if anchor else None
    else:
        return None
    if target is None:
        return unknown_day("NI")
    return replace(of_day(target, "NI"), value=f"{target}TNI")


def _hours(found: Found, slot: str) -> tuple[int, int] | None:
    text = next((str(found.slots[s]) for s in (slot, "number", "dotted", "clock", "ein") if s in found.slots), "")
    text = text.replace(":", ".")
    hour, _, minute = text.partition(".")
    clock = int(hour), int(minute or 0)
    return clock if clock[0] <= 24 and clock[1] < 60 else None


def _clock(found: Found) -> Reading | None:
    clock = _hours(found, "hour")
    if clock is None:
        return None
    hour, minute = clock[0], found.number("minute") or clock[1]
    if _part(found) in ("AF", "EV") and hour < _NOON:
        hour += _NOON
    return _at(found, hour, minute)


def _at(found: Found, hour: int, minute: int) -> Reading:
    return days_from(found.setting.clock_day, 0, f"{hour:02}:{minute:02}")


def _clock_range(found: Found) -> Reading | None:
    pieces: list[Piece] = []
    for slot in ("from2", "to3", "from", "hour"):
        if slot in found.slots or slot == "hour":
            clock = _hours(found, slot)
            if clock is None:
                return None
            place = found.at.get(slot, found.last - 2)
            end = found.last if slot == "hour" else place + 1
            pieces.append(Piece(place, end, "TIME", _at(found, *clock).value))
    return replace(_at(found, *(_hours(found, "from") or (0, 0))), pieces=tuple(pieces))


def _clock_half(found: Found) -> Reading | None:
    hour = found.number("hour")
    if hour is None or not 1 <= hour <= 24:
        return None
    quarter = found.number("viertel")
    if quarter is None:
        minutes = hour * 60 - 30
    elif "side" in found.slots:
        minutes = hour * 60 + (quarter if found.word("side") == "after" else -quarter)
    else:
        minutes = hour * 60 - (45 if quarter > 0 else 15)
    return _at(found, minutes // 60, minutes % 60)


def _neighbour(found: Found) -> Reading | None:
    by = found.number("neighbour")
    if by is None:
        by = {"after": 1, "before": -1}[found.word("later")]
    of = found.setting.told
    if of is None and by < 0:
        of = found.setting.anchor
    if of is None and found.setting.anchor is not None:
        return Reading("DATE", day(shifted(found.setting.anchor, by)).value)
    return days_from(of, by)


MAKERS: dict[str, Maker] = {
    "full_date": _full_date,
    "iso_date": _iso_date,
    "calendar_day": _calendar_day,
    "dotted_day": _dotted_day,
    "day_list": _day_list,
    "holiday": _holiday,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "today": _today,
    "part_of_day": _part_of_day,
    "part_always": _part_always,
    "night_to": _night_to,
    "clock": _clock,
    "clock_range": _clock_range,
    "clock_half": _clock_half,
    "neighbour": _neighbour,
}
