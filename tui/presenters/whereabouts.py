"""Where everybody was last seen: the list, and one traveller with the observation and the next plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tracker.projections.reckoned_rows import CalendarRow
from tracker.projections.rows import ItineraryRow, WhereaboutsRow
from tracker.summaries import plain
from tracker.wording import label, say
from tracker.wording.dates import edtf_words
from tui.glyphs import glyphs
from tui.presenters.journeys import journey_lines
from tui.presenters.lines import Column, Line, Piece, joined, line
from tui.presenters.wording import brief_day, heading, labelled, window_words, wrapped

_LAST_MONTHS = 270
"""Days within which a date is clear without its year."""
_TOLD = 12
"""So many journeys are told beside the map."""


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("fresh", "", 1),
        Column("name", say("desk.where.name"), 18, grow=2),
        Column("place", say("desk.where.place"), 18, grow=3),
        Column("since", say("desk.where.since"), 8, from_width=56),
        Column("seen", say("desk.where.seen"), 16, from_width=66),
        Column("expected", say("desk.where.expected"), 14, grow=2, from_width=84),
    )


def cells(row: WhereaboutsRow, as_of: date) -> tuple[Line, ...]:
    """A traveller as a row; an old observation is muted, and told with its year."""
    old = row.freshness == "stale"
    return (
        line((glyphs().freshness.get(row.freshness, glyphs().unknown), row.freshness)),
        line((row.name, "muted" if old else "")),
        line(*_place(row, "muted" if old else "")),
        line((_listed_day(row.since, as_of), "muted")),
        line((f"{_listed_day(row.seen, as_of)} {label('freshness', row.freshness)}", row.freshness)),
        line((_expected(row), "info")),
    )


def _listed_day(iso: str | None, as_of: date) -> str:
    """A day of the last months; of earlier ones the month and the year."""
    if iso is None or (as_of - date.fromisoformat(iso)).days < _LAST_MONTHS:
        return brief_day(iso)
    return edtf_words(iso[:7])


def _place(row: WhereaboutsRow, tone: str) -> list[Piece]:
    place = joined([row.place or say("desk.word.unknown"), row.place_country or ""], ", ")
    if row.in_transit:
        return [(f"{row.origin or '?'} {glyphs().arrow} {place}", tone), (f" {say('desk.where.under_way')}", "warn")]
    conflict: list[Piece] = [(f" {glyphs().differs} {row.conflict}", "bad")] if row.conflict else []
    return [(place, tone), *conflict]


def _expected(row: WhereaboutsRow) -> str:
    plan = row.expected
    return joined([plan.place or plan.country or "", window_words(plan.earliest, plan.latest)], ", ") if plan else ""


def coming(calendar: Iterable[object], day: date, days: int) -> list[CalendarRow]:
    """What is to take place from a day on within so many days, as the rows of the calendar come: the nearest first."""
    today, soon = day.isoformat(), (day + timedelta(days=days)).isoformat()
    return [
        row
        for row in calendar
        if isinstance(row, CalendarRow) and row.part == "ahead" and row.earliest is not None and row.latest is not None
        and row.latest >= today and row.earliest <= soon
    ]  # fmt: skip


def where_page(row: WhereaboutsRow, journeys: Sequence[ItineraryRow], width: int, chosen: int = -1) -> list[Line]:
    """One traveller: where, how fresh that is, what comes next, and the journeys known.

    Args:
        chosen: the number of the journey that the map shows, which is marked; it and those around it are told.
    """
    about = joined([row.office or "", row.country or ""], ", ")
    lines = [*wrapped(row.name, width, indent="", tone="strong")]
    if about:
        lines.append(line((about, "muted")))
    lines.append(())
    place = "".join(text for text, _ in _place(row, ""))
    lines += labelled(say("desk.field.where"), place, width)
    lines += labelled(say("desk.where.since"), edtf_words(row.since or ""), width)
    seen = f"{edtf_words(row.seen)} · {label('freshness', row.freshness)}"
    lines += labelled(say("desk.where.seen"), seen, width, tone=row.freshness)
    lines += labelled(say("desk.where.by"), label("type", row.kind), width, tone="muted")
    if row.arrival_unreported:
        lines.append(line((f"{glyphs().past} {say('desk.where.unreported')}", "warn")))
    if row.conflict:
        lines += wrapped(
            f"{glyphs().differs} {say('desk.where.conflict', place=row.conflict)}", width, indent="", tone="bad"
        )
    if row.expected:
        lines += [(), *labelled(say("desk.where.expected"), _expected(row), width, column=10, tone="info")]
    if journeys:
        count = f" {chosen + 1}/{len(journeys)}" if chosen >= 0 and len(journeys) > 1 else ""
        keys = (("  n N", "key"),) if count else ()
        lines += [(), (*heading(say("desk.where.journeys") + count, width - len(keys) * 6), *keys)]
        first = max(0, chosen - 1)
        for number, journey in enumerate(journeys[first : first + _TOLD], first):
            mark = line((glyphs().mark if number == chosen else " ", "key"))
            lines += [(*mark, *each) for each in journey_lines(journey, width - 1)]
    return lines


def where_citation(row: WhereaboutsRow) -> str:
    """The whereabouts as text to paste."""
    return plain(f"{row.name}: {''.join(text for text, _ in _place(row, ''))}, {row.seen}")
