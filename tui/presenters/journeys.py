"""A journey in words: its way, in two lines, and in full leg by leg."""

from __future__ import annotations

from tracker.projections.rows import ItineraryRow, Leg, Stay
from tracker.summaries import plain
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.lines import Line, joined, line
from tui.presenters.wording import brief_day, day_count, heading, labelled, window_words, wrapped

_STATES = {"open": "under_way", "closed": "held"}


def _tone(state: str) -> str:
    return _STATES.get(state, state)


def way(row: ItineraryRow) -> str:
    """The stations in their order: Pjöngjang → Wladiwostok → Pjöngjang."""
    stations: list[str] = []
    for leg in row.legs:
        for station in (leg.origin, leg.destination):
            if station and (not stations or stations[-1] != station):
                stations.append(station)
    for stay in row.stays:
        place = stay.place or stay.country
        if place and place not in stations and not row.legs:
            stations.append(place)
    return f" {glyphs().arrow} ".join(stations) or ", ".join(row.countries) or say("desk.word.unknown")


def journey_lines(row: ItineraryRow, width: int) -> list[Line]:
    """A journey in two lines or so: when and in what state, and the way."""
    tone = _tone(row.state)
    state = label("journey", row.state)
    return [
        line((f"{glyphs().state(tone)} ", tone), window_words(row.start, row.end), (f"  {state}", tone)),
        *wrapped(way(row), width, tone="muted"),
    ]


def journey_page(row: ItineraryRow, width: int) -> list[Line]:
    """A journey in full: legs, stays, whom they met, what is odd about it."""
    tone = _tone(row.state)
    lines = [*wrapped(row.traveller, width, indent="", tone="strong")]
    days = day_count(row.days) if row.days else ""
    lines.append(line((f"{glyphs().state(tone)} {label('journey', row.state)}", tone), (f"  {days}", "muted")))
    lines += [(), *labelled(say("desk.field.when"), window_words(row.start, row.end), width)]
    if row.conveyance:
        means = ", ".join(label("conveyance", each) for each in row.conveyance)
        lines += labelled(say("desk.field.by_means"), means, width)
    if row.purpose:
        lines += labelled(say("desk.journeys.for"), ", ".join(label("purpose", each) for each in row.purpose), width)
    if row.topics:
        lines += labelled(say("desk.field.about"), ", ".join(row.topics), width)
    if row.accompanying:
        lines += labelled(say("desk.journeys.with"), row.accompanying, width)
    if row.met:
        lines += labelled(say("desk.journeys.met"), ", ".join(row.met), width)
    if row.legs:
        lines += [(), heading(say("desk.journeys.legs"), width)]
        for leg in row.legs:
            lines += _leg(leg, width)
    if row.stays:
        lines += [(), heading(say("desk.journeys.stays"), width)]
        lines += [_stay(stay) for stay in row.stays]
    if row.flags:
        lines.append(())
        lines += [line((f"{glyphs().past} {label('flag', flag)}", "warn")) for flag in row.flags]
    counts = say("desk.dossier.counts", reports=row.reports, origins=row.origins, outlets=row.outlets)
    return [*lines, (), line((counts, "muted"))]


def _leg(leg: Leg, width: int) -> list[Line]:
    means = f" ({label('conveyance', leg.conveyance)})" if leg.conveyance else ""
    route = f"{leg.origin or '?'} {glyphs().arrow} {leg.destination or leg.country or '?'}{means}"
    times = f"{brief_day(leg.departed)} {glyphs().arrow} {brief_day(leg.arrived).strip()}"
    if len(times) + 2 + len(route) <= width:
        return [line((times, "muted"), "  ", route)]
    return [line((times, "muted")), *wrapped(route, width)]


def _stay(stay: Stay) -> Line:
    place = joined([stay.place or "", stay.country or ""], ", ")
    start = brief_day(stay.start) if stay.start_known else say("desk.journeys.by", day=brief_day(stay.start).strip())
    end = brief_day(stay.end).strip()
    end = end if stay.end_known else say("desk.journeys.at_least", day=end)
    days = f"  {day_count(stay.days)}" if stay.days else ""
    return line((f"{start} – {end}", "muted"), f"  {place}", (days, "muted"))


def journey_citation(row: ItineraryRow) -> str:
    """The journey as text to paste."""
    return plain(f"{row.traveller}: {way(row)}, {window_words(row.start, row.end)}")
