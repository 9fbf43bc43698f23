"""Arithmetic on the calendar, and the ways to write a stretch of it as TIMEX3 and as EDTF. No language here."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

from tracker.parsing.values import immutable

Direction = Literal["past", "future"] | None
Edge = Literal["start", "mid", "end"]

SEASONS = {"SP": (21, 3), "SU": (22, 6), "FA": (23, 9), "WI": (24, 12)}
"""TIMEX3 season → EDTF season and first month."""

FIRST_YEAR, LAST_YEAR = 2, 9998
"""Years that arithmetic stays within, so that a week or a season always has room."""

_SHORTEST_MONTH = 28
_EARLIEST, _LATEST = 1000, 9000


@immutable
class Stretch:
    """A piece of the calendar.

    Attributes:
        value: TIMEX3.
        edtf: EDTF.
        first, last: its days.
    """

    value: str
    edtf: str
    first: date
    last: date


def day(of: date) -> Stretch:
    """A day."""
    return Stretch(of.isoformat(), of.isoformat(), of, of)


def days(first: date, last: date, value: str) -> Stretch:
    """From one day to another, both included."""
    return Stretch(value, f"{first}/{last}" if first != last else str(first), first, last)


def week(of: date, weeks: int = 0) -> Stretch:
    """The ISO week of a day, or one some weeks away."""
    monday = shifted(of, weeks * 7) - timedelta(days=of.weekday())
    iso = monday.isocalendar()
    return days(monday, monday + timedelta(days=6), f"{iso.year}-W{iso.week:02}")


def weekend(of: date, weeks: int = 0) -> Stretch:
    """Saturday and Sunday of the same ISO week, or of one some weeks away."""
    whole = week(of, weeks)
    return days(whole.last - timedelta(days=1), whole.last, f"{whole.value}-WE")


def month(year: int, number: int) -> Stretch:
    """A month; numbers beyond 1 to 12 run into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    year = bounded(year)
    text = f"{year:04}-{number:02}"
    return Stretch(text, text, date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def months(year: int, first: int, count: int, value: str) -> Stretch:
    """Some months in a row."""
    start, end = month(year, first), month(year, first + count - 1)
    return Stretch(value, f"{start.edtf}/{end.edtf}", start.first, end.last)


def season(year: int, name: str) -> Stretch:
    """A season; winter is named for the year in which it begins."""
    number, first = SEASONS[name]
    year = bounded(year)
    start, end = month(year, first), month(year, first + 2)
    return Stretch(f"{year:04}-{name}", f"{year:04}-{number}", start.first, end.last)


def year(number: int) -> Stretch:
    """A year."""
    number = bounded(number)
    return Stretch(f"{number:04}", f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def decade(first: int) -> Stretch:
    """Ten years from one that ends in 0."""
    digits = f"{bounded(first):04}"[:3]
    return Stretch(digits, f"{digits}X", year(int(digits + "0") or 1).first, year(int(digits + "9")).last)


def century(number: int) -> Stretch:
    """A century by its number: the 20th are the years 19XX."""
    digits = f"{max(0, min(number - 1, 97)):02}"
    return Stretch(digits, f"{digits}XX", year(int(digits + "00") or 1).first, year(int(digits + "99")).last)


def edge(whole: Stretch, which: Edge) -> Stretch:
    """Beginning, middle or end of a stretch as the codebook cuts it; TIMEX3 keeps the whole."""
    length = (whole.last - whole.first).days + 1
    if length == 7:
        start, end = {"start": (0, 2), "mid": (1, 3), "end": (3, 6)}[which]
        return days(whole.first + timedelta(days=start), whole.first + timedelta(days=end), whole.value)
    if length < _SHORTEST_MONTH:
        return whole
    if length <= 31:
        start, end = {"start": (0, 9), "mid": (10, 19), "end": (20, length - 1)}[which]
        return days(whole.first + timedelta(days=start), whole.first + timedelta(days=end), whole.value)
    if length <= 366:
        if length < 365:
            return whole
        first, count = {"start": (1, 3), "mid": (5, 4), "end": (10, 3)}[which]
        return months(whole.first.year, first, count, whole.value)
    span = whole.last.year - whole.first.year + 1
    offsets = {"start": (0, 0.29), "mid": (0.3, 0.69), "end": (0.7, 1.0)}[which]
    start, end = (whole.first.year + int(span * offset - (offset == 1.0)) for offset in offsets)
    return Stretch(whole.value, f"{start:04}/{end:04}", date(start, 1, 1), date(end, 12, 31))


def nearest_weekday(anchor: date, number: int, direction: Direction, *, strictly: bool = False) -> date:
    """The nearest Monday (1) to Sunday (7) in a direction; the anchor itself counts unless ``strictly``.

    No direction is read as the past, in which most news lies.
    """
    if direction == "future":
        ahead = (number - anchor.isoweekday()) % 7
        return shifted(anchor, ahead or 7 * strictly)
    back = (anchor.isoweekday() - number) % 7
    return shifted(anchor, -(back or 7 * strictly))


def nearest_year(anchor: date, first_month: int, direction: Direction, *, strictly: bool = False) -> int:
    """The year whose month of that number is nearest in a direction.

    The anchor's own month counts unless ``strictly``.
    """
    ahead = first_month - anchor.month
    if direction == "past":
        return anchor.year - (ahead > 0 or (strictly and ahead == 0))
    if direction == "future":
        return anchor.year + (ahead < 0 or (strictly and ahead == 0))
    return anchor.year - (ahead > 6) + (ahead < -9)


def real_day(year_number: int, month_number: int, day_number: int) -> date | None:
    """The day, or None where the calendar has none such."""
    if not reckonable(year_number):
        return None
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


def reckonable(year_number: int) -> bool:
    """Whether days of a year may be reckoned from; others are no dates of news and have little room around them."""
    return _EARLIEST <= year_number <= _LATEST


def easter(number: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = number % 19, divmod(number, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    number_of_month, rest = divmod(h + m - 7 * n + 114, 31)
    return date(number, number_of_month, rest + 1)


def shifted(of: date, by: int) -> date:
    """A day some days away, held within the calendar."""
    try:
        moved = of + timedelta(days=by)
    except OverflowError:
        return of
    return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else of


def bounded(number: int) -> int:
    """A year held within the calendar."""
    return max(FIRST_YEAR, min(number, LAST_YEAR))
