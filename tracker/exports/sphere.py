"""Points on the globe, and the plane of a map around one: great circles, azimuthal equidistant projection.

Angles are degrees of longitude and latitude; the plane counts radians from the centre, x to the east, y to the north.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Vector = tuple[float, float, float]


def vector(point: Point) -> Vector:
    """The unit vector to a point of the globe."""
    lon, lat = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def point(towards: Vector) -> Point:
    """The point of the globe that a vector shows."""
    x, y, z = towards
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def middle(points: Iterable[Point]) -> Point:
    """The point in the midst of some; any of them where there is no such point."""
    vectors = [vector(one) for one in points]
    total = tuple(map(sum, zip(*vectors, strict=True)))
    return point(total if math.hypot(*total) > 1e-9 else vectors[0])  # type: ignore[arg-type]  # three sums


def great_circle(start: Point, end: Point, step: float = 1.0) -> list[Point]:
    """The shortest way between two points, a point every ``step`` degrees or so, both ends included."""
    a, b = vector(start), vector(end)
    angle = math.atan2(math.hypot(*_cross(a, b)), _dot(a, b))
    count = max(1, math.ceil(math.degrees(angle) / step))
    if angle < 1e-9 or math.pi - angle < 1e-6:  # the same place, or opposite ones that any way leads to
        return [start, end]
    way = [start]
    for number in range(1, count):
        share = number / count
        first, second = math.sin((1 - share) * angle) / math.sin(angle), math.sin(share * angle) / math.sin(angle)
        way.append(point((first * a[0] + second * b[0], first * a[1] + second * b[1], first * a[2] + second * b[2])))
    return [*way, end]


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


@dataclass(frozen=True, slots=True)
class Plane:
    """The azimuthal equidistant projection around a centre: distances and directions from there are true."""

    centre: Point

    def project(self, spot: Point) -> Point:
        """Where a point of the globe lies in the plane; the one opposite to the centre lies at the rim."""
        lat0, lat = math.radians(self.centre[1]), math.radians(spot[1])
        turn = math.radians(spot[0] - self.centre[0])
        x = math.cos(lat) * math.sin(turn)
        y = math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(turn)
        z = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(turn)
        length = math.hypot(x, y)
        if length < 1e-12:
            return (0.0, 0.0) if z > 0 else (math.pi, 0.0)
        distance = math.atan2(length, z)
        return x / length * distance, y / length * distance

    def locate(self, x: float, y: float) -> Point:
        """The point of the globe at a place of the plane."""
        distance = math.hypot(x, y)
        if distance < 1e-12:
            return self.centre
        lat0 = math.radians(self.centre[1])
        up = math.cos(distance) * math.sin(lat0) + y * math.sin(distance) * math.cos(lat0) / distance
        lat = math.asin(max(-1.0, min(1.0, up)))
        east = x * math.sin(distance)
        north = distance * math.cos(lat0) * math.cos(distance) - y * math.sin(lat0) * math.sin(distance)
        lon = self.centre[0] + math.degrees(math.atan2(east, north))
        return (lon + 180) % 360 - 180, math.degrees(lat)


def area(ring: Sequence[Point]) -> float:
    """Twice the area that a ring encloses, positive where it runs counter-clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))
