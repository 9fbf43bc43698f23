"""Where things lie on the map: there and back, round the globe, and never beyond the poles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.atlas.viewport import ALL, CLOSEST, WORLD, Plate, Viewport, around, latitude, northing

LONS = st.floats(-180, 179.99)
LATS = st.floats(-80, 80)
SPANS = st.floats(CLOSEST, ALL)
SIZES = st.tuples(st.integers(20, 400), st.integers(20, 240))


@given(LATS)
def test_a_latitude_and_its_height_belong_together(lat: float) -> None:
    assert latitude(northing(lat)) == pytest.approx(lat, abs=1e-9)


@given(LONS, LATS, SPANS, SIZES)
def test_a_dot_is_a_point_and_the_point_is_that_dot(lon: float, lat: float, span: float, size: tuple[int, int]) -> None:
    plate = Plate(Viewport(lon, lat, span), *size)
    for x, y in ((size[0] / 2, size[1] / 2), (size[0] * 0.1, size[1] * 0.9)):
        there = plate.spot(plate.point(x, y))
        assert there[0] == pytest.approx(x, abs=1e-4)
        assert there[1] == pytest.approx(y, abs=1e-4) or abs(plate.point(x, y)[1]) > 88


@given(LONS, LATS, SPANS, SIZES)
def test_where_there_is_room_for_both_poles_none_is_passed(
    lon: float, lat: float, span: float, size: tuple[int, int]
) -> None:
    plate = Plate(Viewport(lon, lat, span), *size)
    north, south = plate.point(0, 0)[1], plate.point(0, size[1])[1]
    assert north <= 84.01 or south >= -84.01 or size[1] / plate.rise > 2 * northing(84)
    assert north > south


@given(st.lists(st.tuples(LONS, st.floats(-70, 70)), min_size=2, max_size=6), SIZES)
def test_what_is_brought_into_sight_is_in_sight(points: list[tuple[float, float]], size: tuple[int, int]) -> None:
    """All points of a journey within a quarter of the globe, wherever it lies; on longer ones the width decides."""
    near = [(points[0][0] + (lon / 8), lat) for lon, lat in points]
    plate = Plate(around(near, *size), *size)
    for x, y in map(plate.spot, near):
        assert -1 <= x <= size[0] + 1
        assert -1 <= y <= size[1] + 1 or plate.view.span == ALL


def test_a_journey_over_the_date_line_is_not_shown_the_long_way_round() -> None:
    assert around([(179.0, -17.0), (-172.0, -13.0)], 200, 100).span < 60
    with pytest.raises(ValueError, match="no points"):
        around([], 200, 100)


@given(SPANS, st.integers(-8, 8))
def test_zooming_stays_between_the_world_and_a_region(span: float, steps: int) -> None:
    assert CLOSEST <= Viewport(0, 0, span).zoomed(1.5**steps).span <= ALL


def test_moving_east_all_the_way_comes_home() -> None:
    view = WORLD
    for _ in range(12):
        plate = Plate(view, 240, 120)
        view = plate.moved(20, 0)
    assert view.lon == pytest.approx(WORLD.lon)
