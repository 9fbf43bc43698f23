"""``ftm``: journeys as FollowTheMoney entities, one JSON entity a line: trips, the persons, the places.

A journey gives a Trip for each leg, or for each stay where no leg is told. Dates are prefixes as FollowTheMoney has
them; those of which only a window is known are left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from tracker.exports.gazetteer import countries, is_country, locate
from tracker.exports.subject import Subject
from tracker.projections.rows import ItineraryRow, Leg, MeetingRow, Stay
from tracker.summaries import plain
from tracker.wording import label

Entity = dict[str, Any]


def ftm_lines(subject: Subject) -> Iterator[str]:
    """Every entity once, persons and places before the trips that name them."""
    known, told = subject.stamp.as_dict(), set[str]()
    for journey in subject.journeys():
        for entity in entities(journey, subject.happenings_of(journey)):
            if entity["id"] not in told:
                told.add(entity["id"])
                yield json.dumps({**entity, "tracker": known}, ensure_ascii=False, allow_nan=False) + "\n"


def entities(journey: ItineraryRow, happenings: Sequence[MeetingRow]) -> Iterator[Entity]:
    """The entities of one journey."""
    person = _person(journey)
    yield person
    rows = {row.id: row for row in happenings}
    legs = [leg for leg in journey.legs if leg.destination or leg.origin]
    if legs:
        for number, leg in enumerate(legs, start=1):
            yield from _of_leg(journey, leg, number, person["id"], rows)
    else:
        for number, stay in enumerate(journey.stays, start=1):
            yield from _of_stay(journey, stay, number, person["id"])


def _of_leg(journey: ItineraryRow, leg: Leg, number: int, person: str, rows: dict[str, MeetingRow]) -> Iterator[Entity]:
    start = _address(leg.origin, None)
    end = _address(leg.destination, leg.country)
    yield from (place for place in (start, end) if place)
    way = f"{plain(leg.origin or '?')} → {plain(leg.destination or '?')}"
    yield _trip(
        journey,
        f"leg-{number}",
        way,
        person,
        startLocation=start["id"] if start else None,
        endLocation=end["id"] if end else None,
        startDate=_exact(rows.get(leg.departure or ""), leg.departed),
        endDate=_exact(rows.get(leg.arrival or ""), leg.arrived),
        country=_code(leg.country),
        summary=label("conveyance", leg.conveyance) if leg.conveyance else None,
    )


def _of_stay(journey: ItineraryRow, stay: Stay, number: int, person: str) -> Iterator[Entity]:
    end = _address(stay.place, stay.country)
    if end:
        yield end
    place = plain(stay.place or stay.country or "?")
    ends = {"endLocation": end["id"] if end else None, "country": _code(stay.country)}
    yield _trip(journey, f"stay-{number}", place, person, **ends)


def _trip(journey: ItineraryRow, part: str, way: str, person: str, **more: str | None) -> Entity:
    about = f"{label('journey', journey.state)} · {journey.reports}/{journey.outlets}/{journey.origins}"
    properties = {
        "name": f"{plain(journey.traveller)}: {way}",
        "involved": person,
        "description": about,
        "recordId": journey.id,
        **more,
    }
    return _entity("trip", f"{journey.id}/{part}", "Trip", properties)


def _person(journey: ItineraryRow) -> Entity:
    properties = {
        "name": plain(journey.traveller),
        "position": plain(journey.office) if journey.office else None,
        "country": _code(journey.country),
    }
    return _entity("person", journey.traveller_key, "Person", properties)


def _address(name: str | None, country: str | None) -> Entity | None:
    if not name and not country:
        return None
    spot = locate(name, country)
    text = plain(name or country or "")
    properties = {
        "full": text,
        "city": text if name and not is_country(name) else None,
        "country": _code(country),
        "latitude": str(spot.lat) if spot and spot.exact else None,
        "longitude": str(spot.lon) if spot and spot.exact else None,
    }
    return _entity("place", f"{name or ''}/{country or ''}", "Address", properties)


def _entity(kind: str, key: str, schema: str, properties: dict[str, str | None]) -> Entity:
    """An entity; its id is made of what it is known by, so that it is the same in every export."""
    id = f"tracker-{kind}-{hashlib.sha256(key.encode()).hexdigest()[:24]}"
    told = {name: [value] for name, value in properties.items() if value}
    return {"id": id, "schema": schema, "properties": told}


def _exact(row: MeetingRow | None, day: str | None) -> str | None:
    """The day, where a report tells one and not a window."""
    return day if row is not None and day is not None and row.earliest == row.latest == day else None


def _code(iso2: str | None) -> str | None:
    return iso2.lower() if iso2 and iso2 in countries() else None
