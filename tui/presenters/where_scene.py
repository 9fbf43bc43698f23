"""Whereabouts, meetings to come and journeys as lights and ways of the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.exports.gazetteer import locate
from tracker.exports.sphere import Point, great_circle
from tracker.projections.reckoned_rows import CalendarRow
from tracker.projections.rows import ItineraryRow, WhereaboutsRow
from tui.atlas.scene import Light, Scene, Way
from tui.glyphs import glyphs
from tui.presenters.course import PLANNED, Course, rough_stations
from tui.presenters.wording import brief_day

_FRESHEST = ("fresh", "ageing", "stale")
AHEAD_DAYS = 30
"""Meetings planned for so many days from the moment on are lights."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The selected traveller, the journey looked at, and the day at which it is played.

    Attributes:
        row: where the traveller is.
        journey, course: the journey looked at, if there is one.
        day: the day at which the journey stands while it is played; None at rest.
    """

    row: WhereaboutsRow
    journey: ItineraryRow | None = None
    course: Course | None = None
    day: str | None = None

    @property
    def here(self) -> Point | None:
        """Where the traveller is; where only the state is told, the last station of the journey that lies in it."""
        row, course = self.row, self.course
        spot = locate(row.place, row.place_country)
        if self.day is not None and course is not None and course.stations:
            return course.on(self.day)
        if spot is not None and not spot.exact and not row.in_transit and course is not None:
            reached = [station for station in course.stations if station.first and station.first <= row.seen]
            if reached and reached[-1].country == row.place_country:
                return reached[-1].at
        return position(row)

    @property
    def points(self) -> tuple[Point, ...]:
        """What the map should show: the journey, else where the traveller is."""
        here = self.here
        if self.course is not None and self.course.stations:
            planned = self.journey is not None and self.journey.state in PLANNED
            return (here, *self.course.points) if planned and here else self.course.points
        return (here,) if here else ()


def position(row: WhereaboutsRow) -> Point | None:
    """Where somebody is; on the way between two places in the middle between them. None for an unknown place."""
    goal = locate(row.place, row.place_country)
    if goal is None:
        return None
    start = locate(row.origin, None) if row.in_transit and row.origin else None
    if start is None:
        return goal.lon, goal.lat
    way = great_circle((start.lon, start.lat), (goal.lon, goal.lat))
    return way[len(way) // 2]


def scene(
    rows: Sequence[WhereaboutsRow],
    meetings: Iterable[CalendarRow],
    journeys: Iterable[ItineraryRow],
    chosen: Chosen | None,
) -> Scene:
    """The scene at a moment.

    Args:
        rows: everybody, the most important first.
        meetings: those to come.
        journeys: those under way.
        chosen: whom the list stands on.
    """
    ways = [
        Way(tuple(stations))
        for journey in journeys
        if (chosen is None or journey.traveller_key != chosen.row.id) and len(stations := rough_stations(journey)) > 1
    ]
    others = {
        light.at: light for light in _people([row for row in rows if chosen is None or row.key != chosen.row.key])
    }
    mine: list[Light] = []
    if chosen is not None:
        ways += _chosen_ways(chosen)
        mine = [_shared(light, others.pop(light.at, None)) for light in _chosen_lights(chosen)]
    taken = {light.at for light in mine} | set(others)
    coming = [light for light in _meetings(meetings) if light.at not in taken]
    return Scene((*mine, *others.values(), *coming), tuple(ways))


def _shared(mine: Light, other: Light | None) -> Light:
    """A station of the selected traveller at which others are now: it names them, with the sign of their freshness."""
    if other is None:
        return mine
    who = other.label if len(other.people) == 1 else f"+{len(other.people)}"
    people = (*mine.people, *other.people) if mine.chosen else other.people
    sign = mine if mine.chosen else other
    return replace(mine, sign=sign.sign, tone=sign.tone, label=f"{mine.label} · {who}", people=people)


def _people(rows: Iterable[WhereaboutsRow]) -> list[Light]:
    """A light a place, with the name of the only one who is there, or the place and how many are."""
    places: dict[Point, list[WhereaboutsRow]] = {}
    for row in rows:
        at = position(row)
        if at is not None:
            places.setdefault(at, []).append(row)
    lights = []
    for at, there in places.items():
        freshest = min((row.freshness for row in there), key=_FRESHEST.index)
        first = there[0]
        label = first.name if len(there) == 1 else f"{first.place or first.place_country or ''} {len(there)}"
        sign = glyphs().freshness.get(freshest, glyphs().unknown)
        lights.append(
            Light(at, sign, freshest, label, people=tuple(row.key for row in there), quiet=freshest == "stale")
        )
    return lights


def _meetings(rows: Iterable[CalendarRow]) -> list[Light]:
    lights = []
    for row in rows:
        spot = locate(row.place, row.place_country)
        if spot is not None:
            lights.append(Light((spot.lon, spot.lat), glyphs().state(row.state), row.state, row.title, meeting=row.id))
    return lights


def _chosen_ways(chosen: Chosen) -> list[Way]:
    here = chosen.here
    ways = []
    course, journey = chosen.course, chosen.journey
    if course is not None and journey is not None:
        points = course.points
        if journey.state in PLANNED:
            ways.append(Way((here, *points) if here else points, "way-chosen", dashed=True))
        elif chosen.day is not None:
            reached = course.reached(chosen.day)
            ways.append(Way(points[reached:], "way", dashed=True))
            ways.append(Way((*points[: reached + 1], course.on(chosen.day)), "way-chosen"))
        else:
            ways.append(Way(points, "way-chosen"))
    if chosen.day is None and here and (goal := _expected(chosen.row)) and not (journey and journey.state in PLANNED):
        ways.append(Way((here, goal), "way", dashed=True))
    return ways


def _expected(row: WhereaboutsRow) -> Point | None:
    spot = locate(row.expected.place, row.expected.country) if row.expected else None
    return (spot.lon, spot.lat) if spot else None


def _chosen_lights(chosen: Chosen) -> list[Light]:
    """The stations with their days, and the traveller above them."""
    course, row, at = chosen.course, chosen.row, chosen.here
    lights = []
    days: dict[Point, list[str]] = {}
    names: dict[Point, str] = {}
    for station in course.stations if course is not None else ():
        names.setdefault(station.at, station.name)
        days.setdefault(station.at, []).extend(
            brief_day(day).strip() for day in dict.fromkeys((station.first, station.last)) if day
        )
    for spot, name in names.items():
        told = ", ".join(dict.fromkeys(days[spot]))
        if spot != at:
            lights.append(Light(spot, glyphs().station, "way-chosen", f"{name} {told}".strip(), people=(row.key,)))
    if at is not None:
        told = ", ".join(dict.fromkeys(days.get(at, ()))) if chosen.day is None else ""
        label = f"{row.name} · {names[at]} {told}".strip() if at in names else row.name
        lights.append(Light(at, glyphs().chosen, "way-chosen", label, chosen=True, people=(row.key,)))
    return lights
