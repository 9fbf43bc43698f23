"""``colt``: journeys that were made in the 76 columns of COLT, a row for each country visited.

COLT knows no announced, cancelled or lapsed journeys, so none of these is a row. A flag is 1 where a report tells it
and empty otherwise: not told is not "no". A date stands only where a report tells the day of arrival or departure, or a
visit from day to day; the days on which somebody is merely evidenced in a country are told in the notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import seeds
from events.edtf import parse
from tracker.exports.colt_columns import COLUMNS, HOGS, ROLES, SOURCE_LINKS, SUB_HOGS
from tracker.exports.gazetteer import countries, is_country
from tracker.exports.stamp import Stamp
from tracker.exports.subject import Subject
from tracker.exports.tables import csv_lines
from tracker.projections.rows import ItineraryRow, MeetingRow, Party, Stay

_MADE = frozenset({"open", "closed"})


def colt_csv(subject: Subject) -> Iterator[str]:
    """COLT's heading, then a line a country visited."""
    return csv_lines(COLUMNS, (list(row) for row in _rows(subject)))


def _rows(subject: Subject) -> Iterator[Sequence[Any]]:
    for journey in subject.journeys():
        if journey.state in _MADE:
            happenings = subject.happenings_of(journey)
            seen: Counter[str] = Counter()
            for stay in journey.stays:
                if stay.country is None:
                    continue
                seen[stay.country] += 1
                row = trip(journey, stay, seen[stay.country], happenings)
                row["Notes"] = _notes(journey, stay, subject.stamp)
                row |= _links(subject, [one for one in happenings if one.place_country == stay.country])
                yield [row.get(column) for column in COLUMNS]


def trip(journey: ItineraryRow, stay: Stay, nth: int, happenings: Sequence[MeetingRow]) -> dict[str, Any]:
    """COLT's columns for one stay; what is not told is left out. ``nth`` counts the stays in the same country.

    TripID is made of the journey's first happening, the traveller and the country: a corrected date leaves it as it is.
    """
    there = [one for one in happenings if one.place_country == stay.country]
    span = _told(stay, there, happenings)
    again = f"/{nth}" if nth > 1 else ""
    row: dict[str, Any] = {
        "TripID": f"{journey.id}/{_iso3(stay.country)}{again}",
        "LeaderID": journey.traveller_key,
        "LeaderCountryOrIGO": _country(journey.country),
        "LeaderCountryISO": _iso3(journey.country),
        "LeaderRole": _role(journey, happenings),
        "LeaderTitle": journey.office,
        "LeaderSurname": _surname(journey),
        "LeaderFullName": journey.traveller,
        "CountryVisited": _country(stay.country),
        "CountryVisitedISO": _iso3(stay.country),
        "CityVisited": stay.place if stay.place and not is_country(stay.place) else None,
        "TripYear": stay.start[:4] if stay.start and stay.end and stay.start[:4] == stay.end[:4] else None,
        "TripStartDate": span.start,
        "TripEndDate": span.end,
        "TripDuration": span.days,
        "Confidence(1-5)": min((one.credibility for one in there if one.credibility < 6), default=None),
    }
    if journey.accompanying:
        row |= {"SubHOGSTravelWithHOGS": 1, "CotravelHOGS": journey.accompanying}
    return row | _met(journey, stay, there)


@dataclass(frozen=True, slots=True)
class _Span:
    """First and last day as told; None where a report tells only that somebody was there."""

    start: str | None
    end: str | None

    @property
    def days(self) -> int | None:
        """How many days, both ends counted."""
        if self.start is None or self.end is None or self.end < self.start:
            return None
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days + 1


def _told(stay: Stay, there: Sequence[MeetingRow], happenings: Sequence[MeetingRow]) -> _Span:
    """Which ends of a stay a report names by the day, as arrival, departure or as days of a visit."""
    visits = [one for one in there if one.type == "visit" and _fills_days(one)]
    starts = {one.earliest for one in visits}
    starts |= {one.earliest for one in there if one.type == "arrival" and _is_day(one)}
    ends = {one.latest for one in visits}
    if stay.end_known:
        ends |= {one.latest for one in happenings if one.type == "departure" and _is_day(one)}
    return _Span(stay.start if stay.start in starts else None, stay.end if stay.end in ends else None)


def _is_day(row: MeetingRow) -> bool:
    """Whether one day is told, and no doubt of the source about it."""
    return row.earliest is not None and row.earliest == row.latest and "?" not in (row.edtf or "")


def _fills_days(row: MeetingRow) -> bool:
    """Whether a date is a day, or an interval of two days: not a month, a season or one day of several."""
    if not row.edtf or row.edtf[:1] in ("[", "{"):
        return _is_day(row)
    ends = row.edtf.split("/")
    return "?" not in row.edtf and all(len(end) >= 10 and (span := parse(end)).earliest == span.latest for end in ends)


def _met(journey: ItineraryRow, stay: Stay, there: Sequence[MeetingRow]) -> dict[str, Any]:
    """Whom the traveller met, by level and by whether they are at home there."""
    hosts: dict[str, list[str]] = {"hogs": [], "sub": [], "guests": [], "igo": []}
    row: dict[str, Any] = {}
    for one in there:
        if one.type != "summit" or one.state not in ("held", "under_way"):
            continue
        for party in one.parties:
            if party.key != journey.traveller_key and (group := _group(party, stay.country)):
                hosts[group].append(party.name)
        if one.format == "multilateral":
            row |= {"AttendedMultilatEvent": 1, "NameMultilatEvent": one.title}
    columns = {
        "hogs": ("MetHostHoGS", "HostHOGSName"),
        "sub": ("SubHOGSmetHostSubHOGS", "HostSubHOGName"),
        "guests": ("MetNonhostHOGS", "NonhostHOGSNames"),
        "igo": ("MetIGOLeader", "IGOLeaderName"),
    }
    for group, (flag, names) in columns.items():
        if hosts[group]:
            row |= {flag: 1, names: "; ".join(dict.fromkeys(hosts[group]))}
    return row


def _group(party: Party, country: str | None) -> str | None:
    if party.level == "igo_head":
        return "igo"
    if party.level in HOGS:
        return "hogs" if party.country == country else "guests"
    return "sub" if party.level in SUB_HOGS and party.country == country else None


def _role(journey: ItineraryRow, happenings: Sequence[MeetingRow]) -> str | None:
    parties = [party for one in happenings for party in one.parties if party.key == journey.traveller_key]
    return next((ROLES[party.level] for party in parties if party.level in ROLES), None)


def _surname(journey: ItineraryRow) -> str | None:
    return next((person.family for person in seeds.people() if person.id == journey.traveller_key), None)


def _country(iso2: str | None) -> str | None:
    found = countries().get(iso2 or "")
    return found.name_en if found else iso2


def _iso3(iso2: str | None) -> str | None:
    found = countries().get(iso2 or "")
    return found.iso3 if found else iso2


def _notes(journey: ItineraryRow, stay: Stay, stamp: Stamp) -> str:
    evidenced = "/".join(dict.fromkeys(day for day in (stay.start, stay.end) if day))
    parts = [
        f"state: {journey.state}",
        f"evidence: {evidenced}" if evidenced else "",
        f"reports: {journey.reports}; outlets: {journey.outlets}; origins: {journey.origins}",
        f"flags: {', '.join(journey.flags)}" if journey.flags else "",
        f"log position: {stamp.position}; hash: {stamp.hash}; published until: {stamp.published or 'any'};"
        f" as of: {stamp.as_of}",
    ]
    return " | ".join(part for part in parts if part)


def _links(subject: Subject, there: Sequence[MeetingRow]) -> dict[str, str]:
    """The addresses of the articles that report the stay, as many as COLT has columns for."""
    found: dict[str, None] = {}
    for dossier in subject.views.dossiers([one.key for one in there]):
        for report in dossier.reports:
            article = subject.articles.article(report.document) if report.document else None
            if article is not None and article.url and not report.retracted:
                found[article.url] = None
    return {f"SourceLink{number}": url for number, url in enumerate(list(found)[:SOURCE_LINKS], start=1)}
