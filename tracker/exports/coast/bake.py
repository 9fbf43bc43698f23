"""Makes ``land.txt`` and ``borders.txt`` from Natural Earth (public domain), which npm's ``world-atlas`` ships.

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python -m tracker.exports.coast.bake land package/land-50m.json > tracker/exports/coast/land.txt
    python -m tracker.exports.coast.bake borders package/countries-50m.json > tracker/exports/coast/borders.txt

Lines are simplified (Douglas and Peucker) and counted in hundredths of a degree, each point as its step from the last.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tracker.exports.coast import UNITS

Point = tuple[float, float]
TOLERANCE = 0.04
"""Degrees by which a simplified line may differ from the full one."""
SMALLEST = 0.3
"""Degrees that a ring must measure in one direction to be kept."""


def land(topology: dict[str, Any]) -> Iterator[str]:
    """The lines of ``land.txt``."""
    yield "# Natural Earth land, 1:50m, public domain; simplified. Made by bake.py."
    arcs = list(_arcs(topology))
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points = simplified(_joined(ring, arcs))
                if len(points) >= 4 and _size(points) >= SMALLEST:
                    yield _encoded(points)


def borders(topology: dict[str, Any]) -> Iterator[str]:
    """The lines of ``borders.txt``: what two states have in common, without their shores."""
    yield "# Natural Earth borders, 1:50m, public domain; simplified. Made by bake.py."
    states: Counter[int] = Counter()
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        states.update({max(number, ~number) for polygon in polygons for ring in polygon for number in ring})
    for number, arc in enumerate(_arcs(topology)):
        if states[number] > 1:
            yield _encoded(simplified(arc))


def _arcs(topology: dict[str, Any]) -> Iterator[list[Point]]:
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        yield points


def _joined(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """The arcs of a ring in a row; a negative number is an arc backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def simplified(points: Sequence[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """The points without those that lie nearer to the line between their neighbours than the tolerance."""
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) // 2), (len(points) // 2, len(points) - 1)]
    keep.add(len(points) // 2)
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        far = max(range(start + 1, end), key=lambda i: _distance(points[i], points[start], points[end]))
        if _distance(points[far], points[start], points[end]) > tolerance:
            keep.add(far)
            waiting += [(start, far), (far, end)]
    return [points[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from a line piece, in degrees."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    share = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0.0
    return float(((x - x1 - share * (x2 - x1)) ** 2 + (y - y1 - share * (y2 - y1)) ** 2) ** 0.5)


def _size(points: Sequence[Point]) -> float:
    """The greater extent of a ring; nothing for one that encloses nothing, such as the pole's own."""
    wide, high = (max(values) - min(values) for values in zip(*points, strict=True))
    return max(wide, high) if min(wide, high) > 0 else 0.0


def _encoded(points: Sequence[Point]) -> str:
    words: list[str] = []
    last = (0, 0)
    for lon, lat in points:
        here = round(lon * UNITS), round(lat * UNITS)
        if here != last or not words:
            words += [str(here[0] - last[0]), str(here[1] - last[1])]
            last = here
    return " ".join(words)


if __name__ == "__main__":
    wanted = {"land": land, "borders": borders}[sys.argv[1]]
    sys.stdout.write("\n".join(wanted(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))) + "\n")
