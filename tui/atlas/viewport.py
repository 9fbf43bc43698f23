"""What of the globe is in sight, and where on the raster of dots a point of it lies (Mercator, so shapes stay true)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

ALL = 360.0
CLOSEST = 3.0
"""Degrees of longitude across: the whole world, and the nearest look."""
_NORTH, _SOUTH = 77.0, -56.0
"""What should be seen of the world where the room is low: Svalbard to Cape Horn."""
_LIMIT = 84.0
_SQUEEZE, _PULL = 0.72, 1.15
"""How far the world as a whole may be squeezed or pulled to fill its room."""
_ROOM = 4.0
_LEAST = 20.0
"""A journey is shown with so many times its own extent around it, and with so many degrees at least."""


def northing(lat: float) -> float:
    """The height of a latitude on the map, in degrees at the equator."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(max(-89.0, min(89.0, lat))) / 2)))


def latitude(northing: float) -> float:
    """The latitude of a height on the map."""
    return math.degrees(2 * math.atan(math.exp(math.radians(northing))) - math.pi / 2)


@dataclass(frozen=True, slots=True)
class Viewport:
    """The point in the middle, and how many degrees of longitude lie between the left edge and the right."""

    lon: float
    lat: float
    span: float

    def zoomed(self, factor: float) -> Viewport:
        """Nearer for a factor above 1, farther for one below; never farther than the whole world."""
        return replace(self, span=max(CLOSEST, min(ALL, self.span / factor)))

    def centred(self, at: Point) -> Viewport:
        """The same scale around another point."""
        return replace(self, lon=_turned(at[0]), lat=max(-_LIMIT, min(_LIMIT, at[1])))


WORLD = Viewport(15.0, 25.0, ALL)


def _turned(lon: float) -> float:
    return (lon + 180) % 360 - 180


@dataclass(frozen=True, slots=True)
class Plate:
    """A viewport on a raster of ``width`` × ``height`` dots; x to the right, y downwards, whole dots from 0."""

    view: Viewport
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Dots a degree of longitude."""
        return self.width / self.view.span

    @property
    def rise(self) -> float:
        """Dots a degree of `northing`; other than `scale` only where most of the world is in sight."""
        fitting = self.height / (northing(_NORTH) - northing(_SOUTH)) / self.scale
        share = max(0.0, min(1.0, (self.view.span - 90) / (ALL - 90)))
        return self.scale * (1 + (max(_SQUEEZE, min(_PULL, fitting)) - 1) * share)

    @property
    def left(self) -> float:
        """The longitude of the left edge; may lie below -180."""
        return self.view.lon - self.view.span / 2

    @property
    def top(self) -> float:
        """The `northing` of the upper edge, kept within what the map shows of the poles."""
        most = northing(_LIMIT)
        half = self.height / self.rise / 2
        middle = northing(self.view.lat)
        return (max(half - most, min(most - half, middle)) if half < most else 0.0) + half

    def spot(self, point: Point) -> tuple[float, float]:
        """Where a point lies, in dots; of its repetitions round the globe the one nearest to the middle."""
        across = _turned(point[0] - self.view.lon)
        return self.width / 2 + across * self.scale, (self.top - northing(point[1])) * self.rise

    def point(self, x: float, y: float) -> Point:
        """The point of the globe at a place of the raster."""
        return _turned(self.left + x / self.scale), latitude(self.top - y / self.rise)

    def latitudes(self, first: int, last: int, parts: int = 1) -> list[tuple[float, ...]]:
        """For each row of dots from ``first`` up to ``last`` the latitudes of so many even parts of it."""
        top, step = self.top, 1 / self.rise
        shares = [(part + 0.5) / parts for part in range(parts)]
        return [tuple(latitude(top - (row + share) * step) for share in shares) for row in range(first, last)]

    def moved(self, right: float, down: float) -> Viewport:
        """The viewport moved by dots; it stays where the poles would come in sight."""
        _, lat = self.point(self.width / 2, self.height / 2)
        middle = northing(lat) - down / self.rise
        return self.view.centred((self.view.lon + right / self.scale, latitude(middle)))


def around(points: Sequence[Point], width: int, height: int) -> Viewport:
    """The viewport that shows some points with room around them on a raster of dots.

    Raises:
        ValueError: there are no points.
    """
    if not points:
        raise ValueError("no points to show")
    first = points[0][0]
    lons = [first + _turned(lon - first) for lon, _ in points]
    heights = [northing(lat) for _, lat in points]
    lon, middle = (min(lons) + max(lons)) / 2, (min(heights) + max(heights)) / 2
    wide = (max(lons) - min(lons)) * _ROOM / 2
    high = (max(heights) - min(heights)) * _ROOM / 2 * width / height
    return Viewport(_turned(lon), latitude(middle), max(_LEAST, min(ALL, max(wide, high))))
