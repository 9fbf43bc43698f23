"""Where everybody was last seen: the list, and one traveller with the observation and the next plan."""

from __future__ import annotations

from tracker.projections.rows import ItineraryRow, WhereaboutsRow
from tracker.summaries import plain
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.journeys import journey_lines
from tui.presenters.lines import Column, Line, Piece, joined, line
from tui.presenters.wording import brief_day, heading, labelled, window_words, wrapped


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("fresh", "", 1),
        Column("name", say("desk.where.name"), 18, grow=2),
        Column("place", say("desk.where.place"), 18, grow=3),
        Column("since", say("desk.where.since"), 7, from_width=56),
        Column("seen", say("desk.where.seen"), 14, from_width=72),
        Column("expected", say("desk.where.expected"), 14, grow=2, from_width=84),
    )


def cells(row: WhereaboutsRow) -> tuple[Line, ...]:
    """A traveller as a row; an old observation is muted."""
    old = row.freshness == "stale"
    return (
        line((glyphs().freshness.get(row.freshness, glyphs().unknown), row.freshness)),
        line((row.name, "muted" if old else "")),
        line(*_place(row, "muted" if old else "")),
        line((brief_day(row.since), "muted")),
        line((f"{brief_day(row.seen)} {label('freshness', row.freshness)}", row.freshness)),
        line((_expected(row), "info")),
    )


def _place(row: WhereaboutsRow, tone: str) -> list[Piece]:
    place = joined([row.place or say("desk.word.unknown"), row.place_country or ""], ", ")
    if row.in_transit:
        return [(f"{row.origin or '?'} {glyphs().arrow} {place}", tone), (f" {say('desk.where.under_way')}", "warn")]
    conflict: list[Piece] = [(f" {glyphs().differs} {row.conflict}", "bad")] if row.conflict else []
    return [(place, tone), *conflict]


def _expected(row: WhereaboutsRow) -> str:
    plan = row.expected
    return joined([plan.place or plan.country or "", window_words(plan.earliest, plan.latest)], ", ") if plan else ""


def where_page(row: WhereaboutsRow, journeys: list[ItineraryRow], width: int) -> list[Line]:
    """One traveller: where, how fresh that is, what comes next, and the journeys known."""
    about = joined([row.office or "", row.country or ""], ", ")
    lines = [*wrapped(row.name, width, indent="", tone="strong")]
    if about:
        lines.append(line((about, "muted")))
    lines.append(())
    place = "".join(text for text, _ in _place(row, ""))
    lines += labelled(say("desk.field.where"), place, width)
    lines += labelled(say("desk.where.since"), brief_day(row.since).strip(), width)
    seen = f"{brief_day(row.seen).strip()} · {label('freshness', row.freshness)}"
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
        lines += [(), heading(say("desk.where.journeys"), width)]
        for journey in journeys:
            lines += [*journey_lines(journey, width), ()]
    return lines


def where_citation(row: WhereaboutsRow) -> str:
    """The whereabouts as text to paste."""
    return plain(f"{row.name}: {''.join(text for text, _ in _place(row, ''))}, {row.seen}")
