"""What the tables of the views show of a row, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import seeds
from tracker.cli.tables import Column
from tracker.projections.rows import ItineraryRow, Leg, MeetingRow, StatementRow, WhereaboutsRow
from tracker.summaries import plain
from tracker.wording import current_language, label, say
from tracker.wording.dates import day_words, edtf_words

PositionOf = Callable[[str], int | None]
"""Finds the log position of an event by its id."""


def meetings() -> list[Column[Any]]:
    """The board: state, who, where, when, and how well it is supported."""
    return [
        _key(),
        Column(say("cli.column.state"), lambda row: label("state", row.state), least=13),
        Column(say("cli.column.what"), _meeting_title, least=18, lines=3),
        Column(say("cli.column.place"), _meeting_place, least=10, lines=3),
        Column(say("cli.column.when"), when_of, least=12, lines=2),
        _support(),
        Column(say("cli.column.credibility"), lambda row: str(row.credibility), least=5, right=True, spare=True),
        Column(say("cli.column.notes"), lambda row: _labels("badge", row.badges), least=8, spare=True, lines=2),
    ]


def itineraries(position_of: PositionOf) -> list[Column[Any]]:
    """The journeys: who, from–to, the way, whom they met."""

    def first(row: ItineraryRow) -> str:
        return str(next(filter(None, map(position_of, row.happenings)), ""))

    return [
        Column("#", first, least=2, right=True),
        Column(say("cli.column.state"), lambda row: label("journey", row.state), least=6),
        Column(say("cli.column.who"), _traveller, least=12, lines=3),
        Column(say("cli.column.period"), _journey_period, least=16, lines=2),
        Column(say("cli.column.days"), lambda row: str(row.days or ""), least=4, right=True, spare=True),
        Column(say("cli.column.way"), _journey_way, least=14, lines=4),
        Column(say("cli.column.conveyance"), lambda row: _labels("conveyance", row.conveyance), least=6, spare=True),
        Column(say("cli.column.met"), lambda row: plain(", ".join(row.met)), least=10, spare=True, lines=4),
        _support(),
        Column(say("cli.column.notes"), lambda row: _labels("flag", row.flags), least=10, spare=True, lines=3),
    ]


def whereabouts() -> list[Column[Any]]:
    """Where everybody was last, and how fresh that is."""
    return [
        Column(say("cli.column.who"), lambda row: plain(row.name), least=12, lines=2),
        Column(say("cli.column.place"), _whereabouts_place, least=14, lines=5),
        Column(say("cli.column.seen"), lambda row: _day(row.seen), least=11, lines=2),
        Column(say("cli.column.freshness"), lambda row: label("freshness", row.freshness), least=7, spare=True),
        Column(say("cli.column.expected"), _expected, least=12, spare=True, lines=3),
        Column(say("cli.column.notes"), _whereabouts_notes, least=10, spare=True, lines=3),
    ]


def statements() -> list[Column[Any]]:
    """Who said what, and how often it was printed."""
    return [
        _key(),
        Column(say("cli.column.published"), lambda row: plain(row.published or "")[:10], least=10),
        Column(say("cli.column.who"), lambda row: plain(row.speaker), least=12, lines=2),
        Column(
            say("cli.column.kind"),
            lambda row: label("statement_kind", row.kind) if row.kind else "",
            least=8,
            spare=True,
        ),
        Column(say("cli.column.what"), _words, least=24, lines=4),
        _support(),
        Column(say("cli.column.outlet"), lambda row: plain(row.outlet or ""), least=8, spare=True, lines=2),
    ]


def when_of(row: MeetingRow) -> str:
    """When it takes place: the value in words, else the phrase."""
    return edtf_words(row.edtf) if row.edtf else plain(row.when_text or "")


def support(row: MeetingRow | ItineraryRow | StatementRow) -> str:
    """Reports, outlets and origins, always in this order."""
    return f"{row.reports}/{row.outlets}/{row.origins}"


@lru_cache(maxsize=2)
def _country_names(language: str) -> dict[str, str]:
    return {country.iso2: country.name_de if language == "de" else country.name_en for country in seeds.countries()}


def country_name(code: str | None) -> str:
    """What the country is called in the language of the interface; the code itself where no list knows it."""
    return _country_names(current_language()).get(code, code) if code else ""


def _key() -> Column[Any]:
    return Column("#", lambda row: str(row.key), least=3, right=True)


def _support() -> Column[Any]:
    return Column(say("cli.column.support"), support, least=6, right=True, spare=True)


def _labels(vocabulary: str, values: Iterable[str]) -> str:
    return ", ".join(label(vocabulary, value) for value in values)


def _day(iso: str | None) -> str:
    return day_words(date.fromisoformat(iso)) if iso else ""


def _meeting_title(row: MeetingRow) -> str:
    kind = "" if row.type == "summit" else f"{label('type', row.type)}: "
    return f"{kind}{plain(row.title)}"


def _meeting_place(row: MeetingRow) -> str:
    place = plain(row.place or country_name(row.place_country))
    hedge = f" ({plain(row.place_hedge)})" if row.place_hedge else ""
    remote = label("channel", row.channel) if row.channel and row.channel != "in_person" and not place else ""
    return place + hedge + remote


def _traveller(row: ItineraryRow) -> str:
    """Who travels, and whom they accompany."""
    company = say("cli.value.accompanies", leader=plain(row.accompanying)) if row.accompanying else ""
    return f"{plain(row.traveller)} {company}".strip()


def _journey_period(row: ItineraryRow) -> str:
    if row.start and row.end:
        return edtf_words(row.start if row.start == row.end else f"{row.start}/{row.end}")
    if row.start:
        return edtf_words(f"{row.start}/..")
    return edtf_words(f"../{row.end}") if row.end else ""


def _journey_way(row: ItineraryRow) -> str:
    stops: list[str] = []
    for leg in row.legs:
        for stop in (leg.origin, _goal(leg)):
            if stop and stops[-1:] != [stop]:
                stops.append(stop)
    if not stops:
        stops = [stay.place or country_name(stay.country) for stay in row.stays]
    return plain(" → ".join(stops))


def _goal(leg: Leg) -> str:
    return leg.destination or country_name(leg.country)


def _whereabouts_place(row: WhereaboutsRow) -> str:
    place = plain(row.place or country_name(row.place_country))
    if row.in_transit:
        way = {"origin": plain(row.origin or "?"), "place": place or "?"}
        return say("cli.value.under_way", since=_day(row.since), **way)
    return place


def _expected(row: WhereaboutsRow) -> str:
    if row.expected is None:
        return ""
    place = plain(row.expected.place or country_name(row.expected.country))
    moment = _day(row.expected.earliest) or plain(row.expected.when_text or "")
    return " · ".join(part for part in (place, moment) if part)


def _whereabouts_notes(row: WhereaboutsRow) -> str:
    notes = [label("flag", "arrival_unreported")] if row.arrival_unreported else []
    if row.conflict:
        notes.append(say("cli.value.conflict", place=plain(row.conflict)))
    return ", ".join(notes)


def _words(row: StatementRow) -> str:
    if row.quote:
        return plain(f"„{row.quote}“" if row.quote_kind == "direct" else row.quote)
    return plain(", ".join(row.topics))
