"""GeoJSON and the picture of a journey: rules of the format, laws of the sphere, land where land is."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from events.errors import TrackerError
from tests.exports.sample import Sample
from tracker.exports.coast import rings
from tracker.exports.gazetteer import locate
from tracker.exports.geojson import features, line_geometry
from tracker.exports.map_frame import Frame, frame_around
from tracker.exports.map_labels import Box, place_labels
from tracker.exports.sphere import Plane, great_circle, vector
from tracker.exports.svg import journey_picture

LON, LAT = {"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}
POSITION = {"type": "array", "prefixItems": [LON, LAT], "minItems": 2, "maxItems": 2}
LINE = {"type": "array", "minItems": 2, "items": POSITION}
GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "not": {"anyOf": [{"required": ["coordinates"]}, {"required": ["features"]}]},
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "oneOf": [
                            {"properties": {"type": {"const": "Point"}, "coordinates": POSITION}},
                            {"properties": {"type": {"const": "LineString"}, "coordinates": LINE}},
                            {
                                "properties": {
                                    "type": {"const": "MultiLineString"},
                                    "coordinates": {"type": "array", "items": LINE},
                                }
                            },
                        ],
                        "required": ["type", "coordinates"],
                    },
                },
            },
        },
    },
    "not": {"anyOf": [{"required": ["coordinates"]}, {"required": ["geometry"]}, {"required": ["properties"]}]},
}
"""The rules of RFC 7946 for what we write."""
SPOTS = st.tuples(st.floats(-179.9, 179.9), st.floats(-89, 89))


def test_the_features_keep_to_the_rules_of_geojson(sample: Sample) -> None:
    told = json.loads("".join(features(sample.subject())))
    assert [error.message for error in Draft202012Validator(GEOJSON).iter_errors(told)] == []
    kinds = [feature["properties"]["kind"] for feature in told["features"]]
    assert kinds == ["journey", "stay", "stay"]
    assert told["features"][0]["geometry"]["coordinates"] == [[10.75, 59.91], [-9.15, 38.73], [10.75, 59.91]]


@given(st.lists(SPOTS, min_size=2, max_size=6))
def test_no_line_crosses_the_antimeridian(spots: list[tuple[float, float]]) -> None:
    geometry = line_geometry(spots)
    told = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": geometry, "properties": {}}]}
    assert [error.message for error in Draft202012Validator(GEOJSON).iter_errors(told)] == []
    parts = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
    assert all(abs(a[0] - b[0]) <= 180 for part in parts for a, b in pairwise(part))
    kept = [tuple(point) for part in parts for point in part if abs(point[0]) != 180]
    assert kept == spots


@given(SPOTS, SPOTS)
def test_a_great_circle_is_the_shortest_way(start: tuple[float, float], end: tuple[float, float]) -> None:
    way = great_circle(start, end)
    assert (way[0], way[-1]) == (start, end)

    def angle(a: tuple[float, float], b: tuple[float, float]) -> float:
        return 2 * math.asin(min(1.0, math.dist(vector(a), vector(b)) / 2))

    assert sum(map(angle, way, way[1:])) == pytest.approx(angle(start, end), abs=1e-5)


@given(SPOTS, SPOTS)
def test_the_projection_can_be_turned_round(centre: tuple[float, float], spot: tuple[float, float]) -> None:
    plane = Plane(centre)
    x, y = plane.project(spot)
    assert math.hypot(x, y) <= math.pi + 1e-9
    if math.hypot(x, y) < 3.1:
        assert math.dist(vector(plane.locate(x, y)), vector(spot)) < 1e-6


def on_land(frame: Frame, spot: tuple[float, float]) -> bool:
    """Whether the picture paints a point as land, by the even-odd rule."""
    x, y = frame.pixel(spot)
    crossings = 0
    for ring in frame.land():
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


LAND = [(10, 50), (-100, 40), (25, -29), (134, -25), (100, 60), (-60, -10), (0, -80), (-42, 72), (20, 10)]
SEA = [(-30, 40), (-140, 0), (80, -20), (3, 56), (170, 30), (-20, -40), (50, 42), (0, 85)]


@pytest.mark.parametrize(
    "centre", [(131.8, 46.5), (0, 0), (10, 50), (-100, 40), (150, -60), (0, -89), (20, 89), (179, 5)]
)
def test_land_is_painted_where_land_is(centre: tuple[float, float]) -> None:
    frame = Frame(0, 0, 900, 480, Plane(centre), 200)
    shown = [spot for spot in (*LAND, *SEA) if frame.holds(frame.pixel(spot))]
    assert shown
    assert [(spot, on_land(frame, spot)) for spot in shown] == [(spot, spot in LAND) for spot in shown]


@given(st.lists(SPOTS, min_size=1, max_size=5))
def test_a_frame_shows_all_that_it_is_made_for(spots: list[tuple[float, float]]) -> None:
    frame = frame_around(spots, 24, 96, 912, 484, room=84)
    far = [spot for spot in spots if math.hypot(*frame.plane.project(spot)) < 1.1]
    assert all(frame.holds(frame.pixel(spot)) for spot in far)


@given(st.lists(st.tuples(st.floats(100, 800), st.floats(100, 500)), min_size=1, max_size=4, unique=True))
def test_labels_stay_in_the_frame(spots: list[tuple[float, float]]) -> None:
    labels = place_labels([(spot, ("Oslo", "5 May 2024")) for spot in spots], Box(0, 0, 960, 640))
    assert len(labels) == len(spots)
    assert all(0 <= label.x <= 960 and 0 <= label.y <= 640 for label in labels)


def test_the_outline_is_whole() -> None:
    assert len(rings()) > 300
    assert all(len(ring) >= 3 and all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring) for ring in rings())


def test_the_picture_names_the_stops_and_says_as_of_when_it_is(sample: Sample) -> None:
    root = ElementTree.fromstring("".join(journey_picture(sample.subject())))
    words = " ".join(root.itertext())
    assert all(word in words for word in ("Solveig Dahl", "Oslo", "Lissabon", "6 May 2024", "log position 13"))
    assert len(root.findall(".//{*}circle")) == 2
    assert "prefers-color-scheme: dark" in words


def test_a_journey_is_chosen_by_its_id(sample: Sample) -> None:
    root = ElementTree.fromstring("".join(journey_picture(sample.subject(journey="e12"))))
    assert "Riga" in " ".join(root.itertext())
    with pytest.raises(TrackerError, match="no journey"):
        "".join(journey_picture(sample.subject(journey="e99")))


def test_a_state_is_shown_at_its_capital_and_says_so() -> None:
    state, city = locate("Norwegen", "NO"), locate("Oslo", "NO")
    assert state is not None
    assert city is not None
    assert (state.lat, state.lon) == (city.lat, city.lon)
    assert (state.precision, city.precision) == ("country", "place")
    assert locate("Nirgendheim", None) is None
