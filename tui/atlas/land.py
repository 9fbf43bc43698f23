"""Which dots of a raster are land and which are its shore: rows of bits, filled line by line from the coast's rings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from tracker.exports.coast import Ring, rings
from tui.atlas.viewport import Plate

Rows = list[int]
"""One number a row of dots; bit ``x`` is the dot at ``x``."""
Edge = tuple[float, float, float, float]
"""Lower and upper latitude of a piece of coast, the longitude at the lower end, degrees of it a degree of latitude."""

_BANDS = 8
"""Bands a degree of latitude into which the edges are sorted."""
_BETWEEN, _LOOKS = 0.6, 3
"""Degrees between two looks at a row of dots, and how many there are at most, so that few islands fall in between."""


@lru_cache(maxsize=1)
def edges() -> tuple[tuple[Edge, ...], ...]:
    """Every piece of coast, by the bands of latitude that it touches, from the south pole on."""
    bands: list[list[Edge]] = [[] for _ in range(180 * _BANDS + 1)]
    for ring in rings():
        for (lon1, lat1), (lon2, lat2) in pairwise(_unrolled(ring)):
            if lat1 == lat2:
                continue
            if lat1 > lat2:
                lon1, lat1, lon2, lat2 = lon2, lat2, lon1, lat1
            edge = (lat1, lat2, lon1, (lon2 - lon1) / (lat2 - lat1))
            for band in range(_band(lat1), _band(lat2) + 1):
                bands[band].append(edge)
    return tuple(map(tuple, bands))


def _band(lat: float) -> int:
    return int((lat + 90) * _BANDS)


def _unrolled(ring: Ring) -> list[tuple[float, float]]:
    """A closed ring without jumps at the date line; one that goes round the pole is led over it."""
    points = [ring[0]]
    for lon, lat in (*ring[1:], ring[0]):
        before = points[-1][0]
        points.append((before + (lon - before + 180) % 360 - 180, lat))
    if abs(points[-1][0] - points[0][0]) > 180:
        points = [*points, (points[-1][0], -90.0), (points[0][0], -90.0), points[0]]
    turns = 360 * round((min(points)[0] + max(points)[0]) / 720)
    return [(lon - turns, lat) for lon, lat in points] if turns else points


def crossings(lat: float) -> list[float]:
    """The longitudes at which a parallel crosses the coast, from west to east: from sea to land and back in turn."""
    return sorted([lon + (lat - low) * slope for low, high, lon, slope in edges()[_band(lat)] if low <= lat < high])


def land_rows(plate: Plate, margin: int = 0) -> Rows:
    """The dots that are land, from ``margin`` rows above to as many below, and so many columns more on either side.

    What is narrower than a dot still takes one.
    """
    parts = min(_LOOKS, math.ceil(1 / plate.scale / _BETWEEN))
    width = plate.width + 2 * margin
    left = plate.left - margin / plate.scale
    return [
        _filled([crossings(lat) for lat in lats], left, plate.scale, width)
        for lats in plate.latitudes(-margin, plate.height + margin, parts)
    ]


def _filled(lines: Sequence[Sequence[float]], left: float, scale: float, width: int) -> int:
    row = 0
    around = 360 * scale
    for lons in lines:
        for west, east in zip(lons[::2], lons[1::2], strict=False):
            start = (west - left) % 360 * scale
            end = start + (east - west) * scale
            if start < width:
                first = int(start)
                row |= (1 << (min(width, int(end) + 1) - first)) - 1 << first
            if end >= around:
                row |= (1 << min(width, int(end - around) + 1)) - 1
    return row


def shore_rows(land: Rows, width: int) -> Rows:
    """The outermost dots of the land.

    Args:
        land: rows with a margin of one dot on every side.
        width: of the rows wanted, without the margin.
    """
    inner = (1 << width) - 1
    shore = []
    for above, row, below in zip(land, land[1:], land[2:], strict=False):
        surrounded = (row << 1) & (row >> 1) & above & below
        shore.append((row & ~surrounded) >> 1 & inner)
    return shore


def stippled(land: Sequence[int], width: int) -> Iterator[int]:
    """Every fourth dot of the land, so that it reads as a grey; the pattern stands still on the screen."""
    even = _every_fourth(width)
    for number, row in enumerate(land):
        yield 0 if number & 1 else row & (even << 1 if number & 2 else even)


@lru_cache(maxsize=16)
def _every_fourth(width: int) -> int:
    return int("01" * math.ceil(width / 2), 2)
