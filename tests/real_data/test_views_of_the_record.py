"""The views against facts that are counted from the file itself: trips, days, countries, firsts, overlaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import cast

import pytest

from tests.real_data.conftest import Entry
from tracker.projections.reader import ViewReader
from tracker.projections.rows import ItineraryRow, MeetingRow

States = dict[str, str | None]


@pytest.fixture(scope="module")
def visits(views: ViewReader) -> list[MeetingRow]:
    return [row for row in views.all("happenings") if isinstance(row, MeetingRow) and row.type == "visit"]


@pytest.fixture(scope="module")
def itineraries(views: ViewReader) -> list[ItineraryRow]:
    rows = [cast(ItineraryRow, row) for row in views.all("itineraries")]
    return [row for row in rows if row.country == "US"]


def travellers(row: MeetingRow) -> list[str]:
    return [party.name for party in row.parties if party.role == "traveller"]


def days(start: str, end: str) -> Iterator[date]:
    first = date.fromisoformat(start)
    for number in range((date.fromisoformat(end) - first).days + 1):
        yield first + timedelta(number)


def days_abroad(itineraries: list[ItineraryRow]) -> dict[str, set[date]]:
    found: dict[str, set[date]] = defaultdict(set)
    for row in itineraries:
        for stay in row.stays:
            assert stay.start is not None
            assert stay.end is not None
            found[row.traveller].update(days(stay.start, stay.end))
    return found


def test_trips_of_each_traveller(entries: list[Entry], visits: list[MeetingRow]) -> None:
    wanted = Counter(entry.who for entry in entries)
    found = Counter(name for row in visits for name in travellers(row))
    assert len(wanted) == 55
    assert found == wanted


def test_every_visit_took_place_and_none_is_contested(visits: list[MeetingRow]) -> None:
    assert {row.state for row in visits} == {"held"}
    assert {badge for row in visits for badge in row.badges} <= {"new"}


def test_first_and_last_day_of_each_visit(entries: list[Entry], visits: list[MeetingRow]) -> None:
    wanted = Counter((entry.who, entry.start.isoformat(), entry.end.isoformat()) for entry in entries)
    found = Counter((name, row.earliest, row.latest) for row in visits for name in travellers(row))
    assert found == wanted


def test_days_abroad(entries: list[Entry], itineraries: list[ItineraryRow]) -> None:
    """Both ends count, and a day between two stays that nothing is told of does not."""
    wanted: dict[str, set[date]] = defaultdict(set)
    for entry in entries:
        wanted[entry.who] |= entry.days
    found = days_abroad(itineraries)
    assert found.keys() == wanted.keys()
    assert {who: found[who] ^ wanted[who] for who in wanted if found[who] != wanted[who]} == {}


def test_countries_of_each_year(entries: list[Entry], states: States, visits: list[MeetingRow]) -> None:
    wanted = Counter((entry.start.year, states[entry.id]) for entry in entries)
    found = Counter((int((row.earliest or "")[:4]), row.place_country) for row in visits for _ in travellers(row))
    assert found == wanted


def test_first_and_last_visit_of_a_country_by_a_president(
    entries: list[Entry], states: States, visits: list[MeetingRow]
) -> None:
    wanted: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for entry in entries:
        if entry.president:
            wanted[entry.who, states[entry.id]].append(entry.start.isoformat())
    found: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    presidents = {entry.who for entry in entries if entry.president}
    for row in visits:
        for name in travellers(row):
            if name in presidents:
                found[name, row.place_country].append(row.earliest or "")
    assert {key: (min(starts), max(starts)) for key, starts in found.items()} == {
        key: (min(starts), max(starts)) for key, starts in wanted.items()
    }


def overlapping(entries: list[Entry]) -> list[tuple[Entry, Entry]]:
    """Neighbours in one traveller's order of which the second begins in another country before the first ends."""
    by_traveller: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry.start, entry.end)):
        by_traveller[entry.who].append(entry)
    return [
        (one, other)
        for stays in by_traveller.values()
        for one, other in pairwise(stays)
        if other.start < one.end and one.country != other.country
    ]


def test_the_93_overlaps_stand_side_by_side(
    entries: list[Entry], states: States, itineraries: list[ItineraryRow]
) -> None:
    """Each pair is in one journey with both stays and their days; more than a day in common is flagged."""
    pairs = overlapping(entries)
    assert len(pairs) == 93
    journeys: dict[str, list[ItineraryRow]] = defaultdict(list)
    for row in itineraries:
        journeys[row.traveller].append(row)

    def holding(row: ItineraryRow, entry: Entry) -> bool:
        first, last = entry.start.isoformat(), entry.end.isoformat()
        return any(
            stay.country == states[entry.id] and (stay.start or "") <= first and last <= (stay.end or "")
            for stay in row.stays
        )

    missing = [
        (one, other)
        for one, other in pairs
        if not any(holding(row, one) and holding(row, other) for row in journeys[one.who])
    ]
    assert missing == []
    for one, other in pairs:
        common = (min(one.end, other.end) - max(one.start, other.start)).days + 1
        if common > 1 and states[one.id] != states[other.id]:
            (row,) = [row for row in journeys[one.who] if holding(row, one) and holding(row, other)]
            assert "overlapping_stays" in row.flags


def test_nothing_else_is_flagged(entries: list[Entry], states: States, itineraries: list[ItineraryRow]) -> None:
    flagged = [row for row in itineraries if "overlapping_stays" in row.flags]
    false = [row for row in flagged if not really_overlaps(row, entries, states)]
    assert flagged
    assert false == []


def really_overlaps(row: ItineraryRow, entries: list[Entry], states: States) -> bool:
    first, last = row.start or "", row.end or ""
    mine = [entry for entry in entries if entry.who == row.traveller and first <= entry.start.isoformat() <= last]
    return any(
        states[one.id] != states[other.id] and (min(one.end, other.end) - max(one.start, other.start)).days >= 1
        for one in mine
        for other in mine
    )
