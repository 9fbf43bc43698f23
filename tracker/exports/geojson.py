"""``geojson``: journeys as lines and stays as points with times (RFC 7946), for maps and GIS."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from tracker.exports.gazetteer import locate
from tracker.exports.stops import Stop, stops
from tracker.exports.subject import Subject
from tracker.projections.rows import ItineraryRow
from tracker.summaries import plain

Position = tuple[float, float]


def features(subject: Subject) -> Iterator[str]:
    """One FeatureCollection, a feature a line; its member ``tracker`` says as of when it is."""
    yield '{"type": "FeatureCollection",\n"tracker": ' + _json(subject.stamp.as_dict()) + ',\n"features": ['
    before = "\n"
    for journey in subject.journeys():
        for feature in (_line(journey, stops(journey, subject.happenings_of(journey))), *_stays(journey)):
            if feature is not None:
                yield before + _json(feature)
                before = ",\n"
    yield "\n]}\n"


def _line(journey: ItineraryRow, every: Sequence[Stop]) -> dict[str, Any] | None:
    """The way of a journey; None where fewer than two of its stops can be placed."""
    way = [stop for stop in every if stop.spot is not None]
    points = [(stop.spot.lon, stop.spot.lat) for stop in way if stop.spot is not None]
    if len(set(points)) < 2:
        return None
    return {
        "type": "Feature",
        "id": journey.id,
        "geometry": line_geometry(points),
        "properties": {**_who(journey), "kind": "journey", "stops": [_told(stop) for stop in way]},
    }


def _stays(journey: ItineraryRow) -> Iterator[dict[str, Any]]:
    for number, stay in enumerate(journey.stays, start=1):
        spot = locate(stay.place, stay.country)
        if spot is None:
            continue
        yield {
            "type": "Feature",
            "id": f"{journey.id}/stay-{number}",
            "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]},
            "properties": {
                **_who(journey),
                "kind": "stay",
                "place": plain(stay.place or ""),
                "place_country": stay.country,
                "precision": spot.precision,
                "start": stay.start,
                "end": stay.end,
                "start_known": stay.start_known,
                "end_known": stay.end_known,
                "days": stay.days,
            },
        }


def _who(journey: ItineraryRow) -> dict[str, Any]:
    return {
        "journey": journey.id,
        "traveller": plain(journey.traveller),
        "office": plain(journey.office) if journey.office else None,
        "country": journey.country,
        "state": journey.state,
        "begin": journey.start,
        "finish": journey.end,
        "conveyance": list(journey.conveyance),
        "met": [plain(name) for name in journey.met],
        "reports": journey.reports,
        "outlets": journey.outlets,
        "origins": journey.origins,
        "flags": list(journey.flags),
    }


def _told(stop: Stop) -> dict[str, Any]:
    return {
        "name": plain(stop.name),
        "country": stop.country,
        "day": stop.day,
        "precision": stop.spot.precision if stop.spot else None,
    }


def line_geometry(points: Sequence[Position]) -> dict[str, Any]:
    """A LineString, or a MultiLineString that is cut where it crosses the antimeridian (RFC 7946, 3.1.9)."""
    parts: list[list[Position]] = [[points[0]]]
    for (lon, lat), (to_lon, to_lat) in pairwise(points):
        if abs(to_lon - lon) > 180:
            edge = 180.0 if lon > 0 else -180.0
            width = 360 - abs(to_lon - lon)
            share = (abs(edge - lon) / width) if width else 0.0
            at = round(lat + (to_lat - lat) * share, 4)
            parts[-1].append((edge, at))
            parts.append([(-edge, at)])
        parts[-1].append((to_lon, to_lat))
    lines = [[list(point) for point in part] for part in parts]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
