"""The land as dots: what everybody knows is land is land, at every scale, across the date line and at the poles."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tui.atlas.land import crossings, land_rows, shore_rows, stippled
from tui.atlas.viewport import WORLD, Plate, Viewport

INLAND = {"Chad": (19, 15), "Kansas": (-98, 38), "Chukotka, behind the date line": (-177, 67), "Taimyr": (100, 74)}
AT_SEA = {"Atlantic": (-35, 30), "Pacific": (-150, 0), "Caspian": (51, 41), "Bering Sea": (-179, 58)}


def dot(plate: Plate, rows: list[int], point: tuple[float, float]) -> bool:
    x, y = plate.spot(point)
    return bool(rows[int(y)] >> int(x) & 1)


@pytest.mark.parametrize("span", [360.0, 120.0, 25.0, 6.0])
@pytest.mark.parametrize(
    ("point", "is_land"), [(p, True) for p in INLAND.values()] + [(p, False) for p in AT_SEA.values()]
)
def test_land_is_land_and_sea_is_sea_at_every_scale(point: tuple[float, float], is_land: bool, span: float) -> None:
    plate = Plate(Viewport(*point, span), 240, 160)
    assert dot(plate, land_rows(plate), point) == is_land


def test_the_south_pole_is_land_all_around() -> None:
    assert crossings(-88) == [-180, 180]


@pytest.mark.parametrize("lat", [-54.25, -33.1, 0.05, 12.3, 41.7, 51.45, 66.6, 71.2])
def test_every_parallel_leaves_the_land_as_often_as_it_enters_it(lat: float) -> None:
    lons = crossings(lat)
    assert len(lons) % 2 == 0
    assert all(west <= east for west, east in pairwise(lons))


@pytest.mark.parametrize("island", [(-155.5, 19.6), (-77.3, 18.1), (33.2, 35.0)], ids=["Hawaii", "Jamaica", "Cyprus"])
def test_an_island_smaller_than_a_dot_is_still_seen(island: tuple[float, float]) -> None:
    plate = Plate(WORLD, 148, 120)
    rows = land_rows(plate)
    x, y = plate.spot(island)
    assert any(rows[int(y) + down] >> int(x) + right & 1 for down in (-1, 0, 1) for right in (-1, 0, 1))


def test_the_shore_is_land_that_touches_the_sea() -> None:
    plate = Plate(Viewport(15, 42, 40), 120, 80)
    land = land_rows(plate, margin=1)
    shore = shore_rows(land, plate.width)
    for y, row in enumerate(shore):
        for x in range(plate.width):
            here = land[y + 1] >> x + 1 & 1
            around = [land[y + 1 + down] >> x + 1 + right & 1 for down, right in ((0, 1), (0, -1), (1, 0), (-1, 0))]
            assert bool(row >> x & 1) == (bool(here) and not all(around))


def test_a_quarter_of_the_land_is_stippled() -> None:
    full = [(1 << 100) - 1] * 40
    assert sum(row.bit_count() for row in stippled(full, 100)) == 1000
    assert list(stippled([0] * 8, 100)) == [0] * 8
