"""Readings of days seen from the day of publication or from the day told last: weekdays, today, the night before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tracker.parsing.times.calendar import Direction, day, days, nearest_weekday, shifted, week
from tracker.parsing.times.dates import calendar_day
from tracker.parsing.times.reading import JOINED, Found, Reading, days_from, of_day, of_stretch, unknown_day

Maker = Callable[[Found], Reading | None]


def _weekday(found: Found) -> Reading | None:
    number, part, anchor = found.weekday, found.part, found.setting.anchor
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


def _weekday_beside(found: Found) -> Reading | None:
    """The Friday before, the Friday after: seen from the day told last."""
    of = found.setting.day
    if of is None:
        return unknown_day(found.part, f"XXXX-WXX-{found.weekday}")
    direction: Direction = "past" if found.word("later") == "before" else "future"
    return of_day(nearest_weekday(of, found.weekday, direction, strictly=True), found.part)


def _weekday_of_week(found: Found) -> Reading | None:
    number, part, anchor = found.weekday, found.part, found.setting.anchor
    if anchor is None:
        return unknown_day(part, f"XXXX-WXX-{number}")
    weeks = {"last": -1, "next": 1, "before_last": -2, "after_next": 2}.get(found.word("which"), 0)
    return of_day(shifted(week(anchor, weeks).first, number - 1), part)


def _nowadays(found: Found, reading: Reading) -> bool:
    """Whether "today" means these days: said in the present by a text that does not tell by the day."""
    if found.preposition in ("for", "from", "at"):
        return False
    alone = reading.type == "DATE" and not found.slots.keys() & {"weekday", "day_unit", *JOINED}
    return alone and not found.setting.daily and found.setting.sentence > 1 and found.look(found.first) != "past"


def _today(found: Found) -> Reading | None:
    for slot in ("deictic", "day_adjective", "tomorrow"):
        if slot in found.slots:
            by = found.number(slot)
            reading = days_from(found.setting.anchor, 1 if by is None else by, found.part)
            return replace(reading, value="PRESENT_REF") if by == 0 and _nowadays(found, reading) else reading
    return None


def _part_of_day(found: Found) -> Reading | None:
    part, of, anchor = found.part, found.setting.day_for(found.look(found.first)), found.setting.anchor
    if found.setting.lost and anchor is not None and not found.slots.keys() & {"told", "later", "fused_same"}:
        return unknown_day(part, f"{anchor.year:04}-{anchor.month:02}-XX")
    if part == "NI" and "later" in found.slots and of is not None:
        evening = shifted(of, -1 if found.word("later") == "before" else 0)
        return replace(of_stretch(days(evening, shifted(evening, 1), f"{evening}TNI")), type="TIME", part="night")
    by = {"after": 1, "before": -1}.get(found.word("later") or found.word("told"), 0)
    return days_from(of, by, part)


def _near_part(found: Found) -> Reading | None:
    """Last night is the night to today, last evening that of yesterday; the next morning follows the day told."""
    part, which, anchor = found.part, found.word("which"), found.setting.anchor
    if which == "next" and found.setting.told is not None:
        return days_from(found.setting.told, 1, part)
    if which not in ("last", "next") or anchor is None:
        return unknown_day(part)
    if part == "NI":
        return days_from(anchor, 1 if which == "next" else 0, part)
    if which == "last":
        return days_from(anchor, -1, part)
    return replace(days_from(anchor, 1, part), edtf=None, day=None)


def _some_day(found: Found) -> Reading | None:
    """On a Sunday, one evening: which one is not told."""
    return unknown_day(found.part, f"XXXX-WXX-{found.weekday}" if found.weekday else "XXXX-XX-XX")


def _part_always(found: Found) -> Reading | None:
    """Of a day just told; else said of every day."""
    if found.setting.just_told is not None:
        return days_from(found.setting.just_told, 0, found.part)
    return Reading("SET", f"PT1{found.part[:2]}", openable=False)


def _night_to(found: Found) -> Reading | None:
    """The night that ends on a day; it is counted as that day, though TIMEX3 names it for the evening before."""
    if "day_adjective" in found.slots:
        target = days_from(found.setting.anchor, found.number("day_adjective") or 0).day
    elif "deictic" in found.slots:
        target = days_from(found.setting.anchor, found.number("deictic") or 0).day
    elif "day" in found.slots:
        found_day = calendar_day(found)
        target = found_day.day if found_day else None
    elif "weekday" in found.slots:
        anchor = found.setting.anchor
        target = nearest_weekday(anchor, found.weekday, found.direction) if anchor else None
    else:
        return None
    if target is None:
        return unknown_day("NI")
    return replace(of_day(target, "NI"), value=f"{target}TNI")


def _neighbour(found: Found) -> Reading | None:
    number, _, part = found.word("neighbour").partition(" ")
    by = int(number) if number else {"after": 1, "before": -1}[found.word("later")]
    of = found.setting.told
    if of is None and by < 0:
        of = found.setting.anchor
    if of is None and found.setting.anchor is not None:
        return Reading("DATE", day(shifted(found.setting.anchor, by)).value)
    return days_from(of, by, part)


MAKERS: dict[str, Maker] = {
    "weekday": _weekday,
    "weekday_beside": _weekday_beside,
    "weekday_of_week": _weekday_of_week,
    "today": _today,
    "part_of_day": _part_of_day,
    "near_part": _near_part,
    "some_day": _some_day,
    "part_always": _part_always,
    "night_to": _night_to,
    "neighbour": _neighbour,
}
