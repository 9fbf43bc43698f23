"""The stops of a journey in their order: where it started, where it led, where somebody met somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker.exports.gazetteer import Spot, is_country, locate
from tracker.projections.rows import ItineraryRow, MeetingRow

_TOOK_PLACE = frozenset({"held", "under_way"})


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the way. ``day`` is the first day on which a report puts the traveller there; None where none does."""

    name: str
    country: str | None
    day: str | None
    spot: Spot | None


def stops(journey: ItineraryRow, happenings: Iterable[MeetingRow]) -> list[Stop]:
    """The places of a journey by day; what is told twice in a row counts once, the narrower place leads.

    Args:
        happenings: those that the journey is made of.
    """
    rows = {row.id: row for row in happenings}
    told: list[tuple[str, int, Stop]] = []
    last = first = journey.start or ""
    for leg in journey.legs:
        if leg.origin:
            last = leg.departed or last
            told.append((last, 0, _stop(leg.origin, None, _day(rows.get(leg.departure or "")))))
        if leg.destination or leg.country:
            last = leg.arrived or leg.departed or last
            told.append((last, 1, _stop(leg.destination, leg.country, _day(rows.get(leg.arrival or "")))))
    for row in rows.values():
        if row.type in ("visit", "summit") and row.state in _TOOK_PLACE and (row.place or row.place_country):
            told.append((max(row.earliest or first, first), 2, _stop(row.place, row.place_country, _day(row))))
    way: list[Stop] = []
    for _, _, stop in sorted(told, key=lambda item: item[:2]):
        if way and _is_within(way[-1], stop):
            way[-1] = replace(way[-1], day=way[-1].day or stop.day)
        elif way and _is_within(stop, way[-1]):
            way[-1] = replace(stop, day=stop.day or way[-1].day)
        else:
            way.append(stop)
    return way


def _day(row: MeetingRow | None) -> str | None:
    """The day of a happening, where one is told and not a window."""
    return row.earliest if row is not None and row.earliest == row.latest else None


def _stop(name: str | None, country: str | None, day: str | None) -> Stop:
    return Stop(name or country or "", country, day, locate(name, country))


def _is_within(narrow: Stop, wide: Stop) -> bool:
    """Whether the narrower of two places is the same or lies in the wider one."""
    if narrow.name == wide.name:
        return True
    if narrow.spot is not None and narrow.spot == wide.spot:
        return True
    return bool(narrow.country) and narrow.country == wide.country and is_country(wide.name)
