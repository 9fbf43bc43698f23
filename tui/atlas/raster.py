"""Rows of dots as Braille cells, and the dots of a straight line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

ACROSS, DOWN = 2, 4
"""Dots of a cell."""
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of the dots of a Braille cell, row by row (Unicode, block Braille Patterns)."""
SIGNS = [" ", *(chr(0x2800 + bits) for bits in range(1, 256))]
"""The character of each pattern."""

Cell = tuple[int, int]
"""A column and a row, from 0."""


def _spread(row: int) -> list[int]:
    """For eight dots of a row side by side the bits that they set in four cells, one cell a byte."""
    left, right = DOTS[row]
    return [
        sum(
            (left * (dots >> 2 * cell & 1) | right * (dots >> 2 * cell + 1 & 1)) << 8 * cell
            for cell in range(4)
        )
        for dots in range(256)
    ]  # fmt: skip


_SPREAD = [_spread(row) for row in range(DOWN)]


def braille(rows: Sequence[int], columns: int) -> list[bytes]:
    """Lines of cells, a byte a cell with the pattern of its dots, of rows of dots (see `tui.atlas.land.Rows`)."""
    size = (columns + 3) // 4
    lines = []
    for start in range(0, len(rows), DOWN):
        planes = [row.to_bytes(size, "little") for row in rows[start : start + DOWN]]
        words = (
            first[a] | second[b] | third[c] | fourth[d]
            for first, second, third, fourth in [_SPREAD]
            for a, b, c, d in zip(*planes, strict=True)
        )
        lines.append(b"".join(word.to_bytes(4, "little") for word in words)[:columns])
    return lines


def line_dots(start: tuple[float, float], end: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """The dots of a straight line, without that of its start."""
    (x, y), (to_x, to_y) = start, end
    steps = max(1, int(max(abs(to_x - x), abs(to_y - y))))
    right, down = (to_x - x) / steps, (to_y - y) / steps
    for step in range(1, steps + 1):
        yield floor(x + right * step), floor(y + down * step)


def cell_of(x: float, y: float) -> Cell:
    """The cell that a dot lies in."""
    return int(x // ACROSS), int(y // DOWN)
