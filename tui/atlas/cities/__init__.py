"""The lights of the cities, from ``cities.txt``, which ``bake.py`` makes: the ground that people are seen against."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

UNITS = 50
"""Steps of a degree that the file counts in."""
SMALLEST = 50_000
"""Inhabitants of the smallest cities; every further step of the size has twice as many."""

City = tuple[float, float, int]
"""Longitude, latitude, and the size from 0 on."""


@lru_cache(maxsize=1)
def bands() -> dict[int, tuple[City, ...]]:
    """The cities by the whole degree of latitude below them, each band from west to east."""
    text = (files(__name__) / "cities.txt").read_text(encoding="ascii")
    return dict(map(_band, (line for line in text.splitlines() if not line.startswith("#"))))


def _band(line: str) -> tuple[int, tuple[City, ...]]:
    south, *numbers = map(int, line.split())
    lons = accumulate(numbers[::3])
    places = zip(lons, numbers[1::3], numbers[2::3], strict=True)
    return south, tuple((lon / UNITS, south + lat / UNITS, size) for lon, lat, size in places)
