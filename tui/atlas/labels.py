"""Where the label of a light goes, so that none covers another, a sign, or the edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tui.atlas.raster import Cell
from tui.presenters.lines import cells

_SIDES = ((2, 0), (-1, 0), (2, -1), (2, 1), (-1, -1), (-1, 1))
"""Offsets of a label that begins at the right, or ends at the left."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants to stand beside a cell.

    Attributes:
        texts: the wordings that will do, the longest first.
        must: it is cut rather than left out.
    """

    cell: Cell
    texts: tuple[str, ...]
    must: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label that found room: the number of its wish, the cell where it begins, and the words."""

    wish: int
    cell: Cell
    text: str


def placed(wishes: Sequence[Wish], columns: int, lines: int, taken: Iterable[Cell] = ()) -> Iterator[Label]:
    """The labels that found room, in the order of the wishes.

    Args:
        taken: cells that no label may cover.
    """
    full = {*taken, *(wish.cell for wish in wishes)}
    for number, wish in enumerate(wishes):
        found = next((spot for text in wish.texts if (spot := _free(wish.cell, text, columns, lines, full))), None)
        if found is None and wish.must:
            found = _cut(wish, columns)
        if found is not None:
            (column, line), text = found
            full.update((at, line) for at in range(column - 1, column + width_of(text) + 1))
            yield Label(number, (column, line), text)


def _free(cell: Cell, text: str, columns: int, lines: int, full: set[Cell]) -> tuple[Cell, str] | None:
    width = width_of(text)
    for right, down in _SIDES:
        column, line = cell[0] + right - (width if right < 0 else 0), cell[1] + down
        inside = column >= 0 and column + width <= columns and 0 <= line < lines
        if inside and not any((at, line) in full for at in range(column, column + width)):
            return (column, line), text
    return None


def _cut(wish: Wish, columns: int) -> tuple[Cell, str]:
    """The shortest wording on the roomier side of the cell, cut to what fits there, whatever it covers."""
    column, line = wish.cell
    text = wish.texts[-1]
    right, left = columns - column - 2, column - 1
    while width_of(text) > max(right, left, 0):
        text = text[:-1]
    return ((column + 2, line) if right >= left else (left - width_of(text), line)), text


def width_of(text: str) -> int:
    """Cells that a text takes."""
    return sum(map(cells, text))
