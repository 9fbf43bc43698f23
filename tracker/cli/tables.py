"""Tables of text: as wide as the terminal on a screen, in full length through a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Generic, TypeVar

from tracker.cli.terminal import cells, cut, padded

Row = TypeVar("Row")
_SAMPLE = 500
_GAP = 2


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a table.

    Attributes:
        title: its heading.
        text: what a row shows in it; a single line.
        least: how narrow it may become when space is short.
        right: whether it is set to the right, as numbers are.
        spare: whether it is left out on a screen that is too narrow for all columns.
    """

    title: str
    text: Callable[[Row], str]
    least: int = 6
    right: bool = False
    spare: bool = False


def table(columns: Sequence[Column[Row]], rows: Iterable[Row], width: int | None) -> Iterator[str]:
    """The lines of a table, headings first; ``width`` None cuts nothing.

    Rows stream through: the widths come from the first few hundred.
    """
    texts = ([column.text(row) for column in columns] for row in rows)
    sample = list(islice(texts, _SAMPLE))
    if not sample:
        return
    titles = [column.title for column in columns]
    natural = [max(cells(line[i]) for line in [titles, *sample]) for i in range(len(columns))]
    kept = list(range(len(columns))) if width is None else _kept(columns, natural, width)
    widths = [natural[i] for i in kept]
    if width is not None:
        widths = fitted(widths, [columns[i].least for i in kept], width)
    for line in chain([titles], sample, texts):
        shown = [line[i] if width is None else cut(line[i], size) for i, size in zip(kept, widths, strict=True)]
        fields = [padded(text, size, right=columns[i].right) for i, text, size in zip(kept, shown, widths, strict=True)]
        yield (" " * _GAP).join(fields).rstrip()


def _kept(columns: Sequence[Column[Row]], natural: Sequence[int], width: int) -> list[int]:
    """Which columns find room: spare ones are left out, the last one first, until the others have their least."""
    kept = list(range(len(columns)))
    for i in reversed(range(len(columns))):
        needed = sum(min(natural[k], columns[k].least) for k in kept) + _GAP * (len(kept) - 1)
        if needed > width and columns[i].spare:
            kept.remove(i)
    return kept


def fitted(natural: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Column widths that fit into ``width``: the widest columns give way first, none below its least."""
    space = width - _GAP * (len(natural) - 1)
    cap = max(natural)
    while cap > 1 and sum(_capped(natural, least, cap)) > space:
        cap -= 1
    widths = _capped(natural, least, cap)
    for i, size in enumerate(natural):
        if widths[i] < size and sum(widths) < space:
            widths[i] += 1
    return widths


def _capped(natural: Sequence[int], least: Sequence[int], cap: int) -> list[int]:
    return [min(size, max(low, cap)) for size, low in zip(natural, least, strict=True)]
