"""The course of a journey: its stations on the globe, and where between them the traveller was on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.exports.gazetteer import locate
from tracker.exports.sphere import Point, great_circle
from tracker.exports.stops import Stop, stops
from tracker.projections.rows import ItineraryRow, MeetingRow

PLANNED = frozenset({"announced", "rumoured", "lapsed", "cancelled"})
"""States of journeys that were not made, or not yet."""


@dataclass(frozen=True, slots=True)
class Station:
    """A place of a journey. ``first`` and ``last`` are the days of arriving and leaving, as far as they are told."""

    name: str
    country: str | None
    at: Point
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Course:
    """The stations in their order, and the days between which the journey lies."""

    stations: tuple[Station, ...]
    start: str | None
    end: str | None

    @property
    def points(self) -> tuple[Point, ...]:
        """Where the stations lie."""
        return tuple(station.at for station in self.stations)

    def days(self) -> list[str]:
        """Every day of the journey; none where its start or end is open."""
        if self.start is None or self.end is None or not self.stations:
            return []
        first = date.fromisoformat(self.start)
        count = (date.fromisoformat(self.end) - first).days + 1
        return [(first + timedelta(days=number)).isoformat() for number in range(count)]

    def reached(self, day: str) -> int:
        """The number of the last station that was reached by a day; the first one before the journey."""
        at = 0
        for number, station in enumerate(self.stations):
            if station.first is not None and station.first <= day:
                at = number
        return at

    def on(self, day: str) -> Point:
        """Where the traveller was on a day; between two stations by the share of the days that the way took."""
        at = self.reached(day)
        here = self.stations[at]
        ahead = self.stations[at + 1] if at + 1 < len(self.stations) else None
        if ahead is None or here.last is None or ahead.first is None or not here.last < day < ahead.first:
            return here.at
        left, arrived, now = (date.fromisoformat(each) for each in (here.last, ahead.first, day))
        way = great_circle(here.at, ahead.at, 0.25)
        return way[round((now - left) / (arrived - left) * (len(way) - 1))]


def course(journey: ItineraryRow, happenings: Iterable[MeetingRow]) -> Course:
    """The course of a journey; a place that the gazetteer does not know is left out.

    Args:
        happenings: those that the journey is made of.
    """
    found = _planned(happenings) if journey.state in PLANNED else _made(journey, happenings)
    return Course(tuple(found), journey.start, journey.end)


def _made(journey: ItineraryRow, happenings: Iterable[MeetingRow]) -> list[Station]:
    return [
        Station(stop.name, stop.country, (stop.spot.lon, stop.spot.lat), stop.day, _left(journey, stop))
        for stop in stops(journey, happenings)
        if stop.spot is not None
    ]


def _left(journey: ItineraryRow, stop: Stop) -> str | None:
    """The day on which a departure from a stop is told, at the earliest that of reaching it."""
    days = (leg.departed for leg in journey.legs if leg.origin == stop.name and leg.departed)
    return next((day for day in days if day >= (stop.day or "")), None)


def _planned(happenings: Iterable[MeetingRow]) -> list[Station]:
    found: list[Station] = []
    for row in sorted(happenings, key=lambda row: (row.earliest or "9999", row.key)):
        spot = locate(row.place, row.place_country)
        name = row.place or row.place_country or ""
        if spot is not None and not (found and found[-1].name == name):
            found.append(Station(name, row.place_country, (spot.lon, spot.lat), row.earliest, None))
    return found


def rough_stations(journey: ItineraryRow) -> list[Point]:
    """The places of a journey as its legs and stays name them, without reading what it is made of."""
    points: list[Point] = []
    named = [
        (name, land) for leg in journey.legs for name, land in ((leg.origin, None), (leg.destination, leg.country))
    ]
    for name, land in named or [(stay.place, stay.country) for stay in journey.stays]:
        spot = locate(name, land)
        if spot is not None and not (points and points[-1] == (spot.lon, spot.lat)):
            points.append((spot.lon, spot.lat))
    return points
