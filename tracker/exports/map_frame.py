"""The frame of a map picture: what of the globe it shows, at which scale, and land and graticule cut to it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.exports.coast import Ring, rings
from tracker.exports.sphere import Plane, Point, area, middle

_WIDEST, _NARROWEST = 2.9, math.radians(4)
"""Radians from the centre to a corner at most, and to the upper edge at least."""
_RIM = 2.95
_STEPS = (1, 2, 5, 10, 15, 30)


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the picture, and the piece of the globe in it. ``scale`` is pixels a radian."""

    left: float
    top: float
    width: float
    height: float
    plane: Plane
    scale: float

    def pixel(self, spot: Point) -> Point:
        """Where a point of the globe stands in the picture."""
        x, y = self.plane.project(spot)
        return self._pixel(x, y)

    def _pixel(self, x: float, y: float) -> Point:
        return self.left + self.width / 2 + x * self.scale, self.top + self.height / 2 - y * self.scale

    def holds(self, pixel: Point, margin: float = 0.0) -> bool:
        """Whether a point of the picture lies in the frame."""
        x, y = pixel[0] - self.left, pixel[1] - self.top
        return -margin <= x <= self.width + margin and -margin <= y <= self.height + margin

    def land(self) -> Iterator[list[Point]]:
        """Outlines in the picture that, filled by the even-odd rule, are the land; cut a little outside the frame."""
        for ring in rings():
            outline = _in_plane(ring, self.plane)
            outer = _is_outer(ring)
            inverted = (area(outline) > 0) == outer  # it runs round the point opposite to the centre
            cut = self._cut([self._pixel(x, y) for x, y in outline])
            if len(cut) > 2:
                yield cut
            if inverted:
                yield self._corners()

    def graticule(self) -> Iterator[list[Point]]:
        """Meridians and parallels at a distance that suits the scale, as lines that end outside the frame."""
        step = self._step()
        fine = step / 8
        for lon in range(-180, 180, step):
            yield from self._visible((lon, -80 + i * fine) for i in range(int(160 / fine) + 1))
        for lat in range(-90 + step, 90, step):
            yield from self._visible((-180 + i * fine, lat) for i in range(int(360 / fine) + 1))

    def _step(self) -> int:
        visible = math.degrees(self.width / self.scale)
        return next((step for step in _STEPS if visible / step <= 9), _STEPS[-1])

    def _visible(self, line: Iterable[Point]) -> Iterator[list[Point]]:
        """The pieces of a line that lie in the frame, each with the points before and behind."""
        piece: list[Point] = []
        before: Point | None = None
        for spot in line:
            pixel = self.pixel(spot)
            if self.holds(pixel, 2):
                if not piece and before is not None:
                    piece.append(before)
                piece.append(pixel)
            elif piece:
                yield [*piece, pixel]
                piece = []
            before = pixel
        if len(piece) > 1:
            yield piece

    def _corners(self, margin: float = 8) -> list[Point]:
        left, top, right, bottom = self._edges(margin)
        return [(left, top), (right, top), (right, bottom), (left, bottom)]

    def _edges(self, margin: float) -> tuple[float, float, float, float]:
        right, bottom = self.left + self.width + margin, self.top + self.height + margin
        return self.left - margin, self.top - margin, right, bottom

    def _cut(self, ring: Sequence[Point]) -> list[Point]:
        """The part of a ring within the frame and a margin (Sutherland and Hodgman)."""
        left, top, right, bottom = self._edges(8)
        for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
            ring = _half(ring, axis, limit, sign)
            if not ring:
                break
        return list(ring)


def _half(ring: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The part of a ring on one side of a straight line."""
    kept: list[Point] = []
    for here, there in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, next_inside = (here[axis] - limit) * sign >= 0, (there[axis] - limit) * sign >= 0
        if inside:
            kept.append(here)
        if inside != next_inside:
            share = (limit - here[axis]) / (there[axis] - here[axis])
            kept.append((here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share))
    return kept


def _in_plane(ring: Ring, plane: Plane) -> list[Point]:
    """A ring in the plane; where it passes the point opposite to the centre it goes along the rim, not across."""
    outline: list[Point] = []
    for spot in ring:
        x, y = plane.project(spot)
        if outline:
            before = outline[-1]
            if math.hypot(*before) > _RIM and math.hypot(x, y) > _RIM and math.dist(before, (x, y)) > 1.0:
                outline += _along_rim(before, (x, y))
        outline.append((x, y))
    return outline


def _along_rim(start: Point, end: Point) -> list[Point]:
    first, last = math.atan2(start[1], start[0]), math.atan2(end[1], end[0])
    turn = (last - first + math.pi) % math.tau - math.pi
    return [
        (math.pi * math.cos(first + turn * i / 12), math.pi * math.sin(first + turn * i / 12)) for i in range(1, 12)
    ]


def _is_outer(ring: Ring) -> bool:
    """Whether a ring is a shore and not that of a lake: land lies to its right; lakes do not reach the date line."""
    crosses = any(abs(ring[i][0] - ring[i - 1][0]) > 180 for i in range(len(ring)))
    return crosses or area(ring) < 0


def frame_around(spots: Sequence[Point], left: float, top: float, width: float, height: float, *, room: float) -> Frame:
    """The frame that shows all of some points with some room (in pixels) around them."""
    centre = middle(spots)
    for _ in range(4):  # the middle of the picture, not of the points
        placed = [Plane(centre).project(spot) for spot in spots]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        centre = Plane(centre).locate((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    placed = [Plane(centre).project(spot) for spot in spots]
    wide = max(max(abs(x) for x, _ in placed) / (width / 2 - room), 1e-9)
    high = max(max(abs(y) for _, y in placed) / (height / 2 - room), 1e-9)
    scale = min(1 / wide, 1 / high, height / 2 / _NARROWEST)
    scale = max(scale, math.hypot(width, height) / 2 / _WIDEST)
    return Frame(left, top, width, height, Plane(centre), scale)
