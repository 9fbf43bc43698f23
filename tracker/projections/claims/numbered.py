"""Rows of which a claim has several, numbered behind its position: found and removed by it without an index of its own.

So they are appended in the order of the log, and the one index that they have can be made when all are there.
"""

from __future__ import annotations

ROOM = 1 << 16
"""More rows than one claim has; those of the claim at a position have the numbers from ``position * ROOM`` on."""


def of(position: int) -> tuple[int, int]:
    """The first number of a claim's rows, and the last that they may have."""
    return position * ROOM, position * ROOM + ROOM - 1
