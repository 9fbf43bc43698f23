"""The outline of the land and its borders: lines of longitude and latitude, from the files that ``bake.py`` makes."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

Ring = tuple[tuple[float, float], ...]
UNITS = 100
"""Steps of a degree that the files count in."""


@lru_cache(maxsize=1)
def rings() -> tuple[Ring, ...]:
    """The rings; land lies on the right-hand side of each, lakes are rings of their own."""
    return _lines("land.txt")


@lru_cache(maxsize=1)
def borders() -> tuple[Ring, ...]:
    """The borders between states, as open lines."""
    return _lines("borders.txt")


def _lines(name: str) -> tuple[Ring, ...]:
    text = (files(__name__) / name).read_text(encoding="ascii")
    return tuple(_line(line) for line in text.splitlines() if not line.startswith("#"))


def _line(line: str) -> Ring:
    numbers = list(map(int, line.split()))
    steps = zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True)
    return tuple((lon / UNITS, lat / UNITS) for lon, lat in steps)
