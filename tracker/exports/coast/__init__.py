"""The outline of the land: rings of longitude and latitude, from ``land.txt``, which ``bake.py`` makes."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

Ring = tuple[tuple[float, float], ...]
UNITS = 100
"""Steps of a degree that the file counts in."""


@lru_cache(maxsize=1)
def rings() -> tuple[Ring, ...]:
    """The rings; land lies on the right-hand side of each, lakes are rings of their own."""
    text = (files(__name__) / "land.txt").read_text(encoding="ascii")
    return tuple(_ring(line) for line in text.splitlines() if not line.startswith("#"))


def _ring(line: str) -> Ring:
    numbers = [int(word) for word in line.split()]
    points: list[tuple[float, float]] = []
    lon = lat = 0
    for step_lon, step_lat in zip(numbers[::2], numbers[1::2], strict=True):
        lon, lat = lon + step_lon, lat + step_lat
        points.append((lon / UNITS, lat / UNITS))
    return tuple(points)
