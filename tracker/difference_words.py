"""A difference between two moments in words: what, which field, the old and the new value, what brought it about."""

from __future__ import annotations

from tracker.projections.reckoned_rows import DifferenceRow
from tracker.summaries import plain
from tracker.wording import label, say
from tracker.wording.dates import edtf_words

_DATES = ("when", "day", "start", "end", "since", "seen", "first", "last", "next")
_STREAKS = ("first_trip", "first_visit", "meetings", "first_since", "unseen", "longest_journey", "days_abroad")
_WORDED = ("state", "channel", "format", "level", "status", "part", "credibility")


def what_words(row: DifferenceRow) -> str:
    """What it is about: the title, and for anything but a meeting of which kind."""
    if row.type is None or row.type == "summit":
        return plain(row.title)
    if row.type in _STREAKS:
        return f"{plain(row.title)}: {say(f'views.streak_kind.{row.type}')}"
    kind = say("views.journey") if row.type == "journey" else label("type", row.type)
    return f"{kind}: {plain(row.title)}"


def field_words(row: DifferenceRow) -> str:
    """Which field differs; "" where the whole row came or went."""
    return say(f"views.compared.{row.field}") if row.field else ""


def value_words(row: DifferenceRow, value: str | None) -> str:
    """The old or the new value of the field."""
    if value is None:
        return "–" if row.kind == "changed" else ""
    if row.field in _DATES:
        return plain(edtf_words(value) if value[:1].isdigit() else value)
    return label(row.field, value) if row.field in _WORDED else plain(value)


def cause_words(row: DifferenceRow) -> str:
    """The event that brought it about, or that time passed."""
    if row.cause is None:
        return say("views.time")
    return f"#{row.cause} {label('type', row.cause_type)}"
