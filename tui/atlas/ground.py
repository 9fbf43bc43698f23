"""What does not move on the map: land, shores, borders and the lights of cities, as dots and kinds of cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import floor

from tracker.exports.coast import Ring, borders
from tui.atlas import cities
from tui.atlas.land import Rows, land_rows, shore_rows, stippled
from tui.atlas.raster import ACROSS, DOTS, DOWN, braille, line_dots
from tui.atlas.viewport import Plate, Viewport, northing

SEA, LAND, BORDER, SHORE, CITY = 0, 1, 2, 3, 4
"""Kinds of cells, the more important one higher; cities are `CITY` and above, the brighter the higher."""
KINDS = ("", "map-land", "map-border", "map-shore", "map-city-1", "map-city-2", "map-city-3", "map-city-4")
"""The tone of each kind."""

_WITH_BORDERS = 220.0
"""Degrees across up to which borders help more than they clutter."""
_FROM_SIZE = ((0.9, 2), (0.35, 1))
"""The smallest cities shown, by the degrees that a dot covers."""
_STEPS = ((0.35, (6, 12, 24)), (0.12, (4, 8, 14)), (0.0, (2, 5, 8)))
"""From which sum of sizes a cell is brighter, by the degrees that a dot covers."""
_SPREADING = 0.12
"""Degrees a dot below which a great city takes more than one dot."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Lines of cells: the pattern of each cell's dots, and its kind."""

    plate: Plate
    dots: tuple[bytes, ...]
    kinds: tuple[bytes, ...]

    @property
    def columns(self) -> int:
        """Cells in a line."""
        return self.plate.width // ACROSS

    @property
    def lines(self) -> int:
        """How many lines."""
        return self.plate.height // DOWN


def ground(view: Viewport, columns: int, lines: int) -> Ground:
    """The ground of a viewport in a room of so many cells."""
    plate = Plate(view, columns * ACROSS, lines * DOWN)
    land = land_rows(plate, margin=1)
    shore = shore_rows(land, plate.width)
    inner = (1 << plate.width) - 1
    stipple = stippled([row >> 1 & inner for row in land[1:-1]], plate.width)
    edge = _border_rows(plate) if view.span <= _WITH_BORDERS else [0] * plate.height
    shores, edges = braille(shore, columns), braille(edge, columns)
    dots = [
        bytearray(line) for line in braille([a | b | c for a, b, c in zip(shore, stipple, edge, strict=True)], columns)
    ]
    kinds = [
        bytearray(
            [
                SHORE if coast else BORDER if border else LAND if any_dot else SEA
                for any_dot, coast, border in zip(line, coasts, state, strict=True)
            ]
        )
        for line, coasts, state in zip(dots, shores, edges, strict=True)
    ]
    _light_cities(plate, dots, kinds)
    return Ground(plate, tuple(map(bytes, dots)), tuple(map(bytes, kinds)))


def _border_rows(plate: Plate) -> Rows:
    """The borders as every second dot of their lines."""
    rows = [0] * plate.height
    width, height = plate.width, plate.height
    left, top, scale, rise = plate.left, plate.top, plate.scale, plate.rise
    bottom = top - height / rise
    for west, east, south, north, line in _borders():
        if north < bottom or south > top:
            continue
        for turn in (0, -360, 360):
            if east + turn < left or west + turn > left + plate.view.span:
                continue
            spots = [((lon + turn - left) * scale, (top - high) * rise) for lon, high in line]
            for (x, y), (to_x, to_y) in pairwise(spots):
                if (x < 0 and to_x < 0) or (x >= width and to_x >= width):
                    continue
                if (y < 0 and to_y < 0) or (y >= height and to_y >= height):
                    continue
                for across, down in line_dots((x, y), (to_x, to_y)):
                    if 0 <= across < width and 0 <= down < height and (across + down) & 1:
                        rows[down] |= 1 << across
    return rows


@lru_cache(maxsize=1)
def _borders() -> tuple[tuple[float, float, float, float, Ring], ...]:
    """Each border with its bounds: west, east, lower and upper end, and the points as longitude and `northing`."""
    lines = [tuple((lon, northing(lat)) for lon, lat in line) for line in borders()]
    return tuple(
        (min(lons), max(lons), min(heights), max(heights), line)
        for line in lines
        for lons, heights in [tuple(zip(*line, strict=True))]
    )


def _light_cities(plate: Plate, dots: list[bytearray], kinds: list[bytearray]) -> None:
    a_dot = 1 / plate.scale
    steps = next(steps for least, steps in _STEPS if a_dot >= least)
    sums: dict[tuple[int, int], int] = {}
    for x, y, size in _cities(plate):
        reach = (size - 2) // 2 if a_dot < _SPREADING and size > 3 else 0
        for across in range(x - reach, x + reach + 1):
            for down in range(y - reach, y + reach + 1):
                if 0 <= across < plate.width and 0 <= down < plate.height:
                    cell = down >> 2, across >> 1
                    dots[cell[0]][cell[1]] |= DOTS[down & 3][across & 1]
                    sums[cell] = sums.get(cell, 0) + size + 1
    for (line, column), total in sums.items():
        kinds[line][column] = CITY + sum(total >= step for step in steps)


def _cities(plate: Plate) -> Iterator[tuple[int, int, int]]:
    """The dots of the cities that may lie in sight, and their sizes."""
    smallest = next((size for least, size in _FROM_SIZE if 1 / plate.scale >= least), 0)
    left, top, scale, rise = plate.left, plate.top, plate.scale, plate.rise
    south, north = plate.point(0, plate.height)[1], plate.point(0, 0)[1]
    for band in range(floor(south), floor(north) + 1):
        found = _city_bands(smallest).get(band, ())
        for turn in (0, -360, 360):
            first = bisect_left(found, (left - turn,))
            last = bisect_left(found, (left - turn + plate.view.span,))
            for lon, high, size in found[first:last]:
                yield int((lon + turn - left) * scale), int((top - high) * rise), size


@lru_cache(maxsize=3)
def _city_bands(smallest: int) -> dict[int, tuple[cities.City, ...]]:
    """The cities of a size and above, with the `northing` in the place of the latitude."""
    return {
        band: tuple((lon, northing(lat), size) for lon, lat, size in found if size >= smallest)
        for band, found in cities.bands().items()
    }
