"""Readings of clock times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tracker.parsing.times.reading import Found, Piece, Reading, days_from

Maker = Callable[[Found], Reading | None]

_NOON = 12
_LAST_HOUR, _MINUTES = 24, 60
_HALF, _QUARTER = 30, 15


def _hours(found: Found, slot: str) -> tuple[int, int] | None:
    """Hour and minute at a place: 20, 20.30, 20:30, or a number as a word."""
    hour, _, minute = found.word(slot).replace(":", ".").partition(".")
    if len(minute) not in (0, 2) or int(hour) > _LAST_HOUR or int(minute or 0) >= _MINUTES:
        return None
    return int(hour), int(minute or 0)


def _clock(found: Found) -> Reading | None:
    clock = _hours(found, "at")
    if clock is None:
        return None
    hour, minute = clock[0], found.number("minute") or clock[1]
    if found.part in ("AF", "EV") and hour < _NOON:
        hour += _NOON
    return _at(found, hour, minute)


def _at(found: Found, hour: int, minute: int) -> Reading:
    return days_from(found.setting.clock_day, 0, f"{hour:02}:{minute:02}")


def _clock_range(found: Found) -> Reading | None:
    """Opening hours and the like: TIMEX3 counts each end."""
    slots = [slot for slot in ("from2", "to3", "from", "till") if slot in found.slots]
    clocks = [_hours(found, slot) for slot in slots]
    pieces = [
        Piece(found.at[slot], found.last if slot == "till" else found.at[slot] + 1, "TIME", _at(found, *clock).value)
        for slot, clock in zip(slots, clocks, strict=True)
        if clock is not None
    ]
    if len(pieces) < len(slots):
        return None
    return replace(_at(found, *(clocks[0] or (0, 0))), pieces=tuple(pieces))


def _clock_half(found: Found) -> Reading | None:
    hour = found.number("at")
    if hour is None or not 1 <= hour <= _LAST_HOUR:
        return None
    quarter = found.number("quarter_hour")
    if quarter is None:
        minutes = hour * _MINUTES - _HALF
    elif "side" in found.slots:
        minutes = hour * _MINUTES + (quarter if found.word("side") == "after" else -quarter)
    else:
        minutes = hour * _MINUTES - (_HALF + _QUARTER if quarter > 0 else _QUARTER)
    return _at(found, minutes // _MINUTES, minutes % _MINUTES)


MAKERS: dict[str, Maker] = {
    "clock": _clock,
    "clock_range": _clock_range,
    "clock_half": _clock_half,
}
