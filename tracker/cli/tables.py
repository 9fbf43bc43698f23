"""Tables of text: as wide as the terminal on a screen, in full length through a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Generic, TypeVar

from tracker.cli.terminal import cells, padded, word_parts, wrapped

Row = TypeVar("Row")
_SAMPLE = 500
_GAP = 2
_HEADING_LINES = 2


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a table.

    Attributes:
        title: its heading.
        text: what a row shows in it; a single line.
        least: how narrow it may become when space is short; a column of numbers stays as wide as its heading needs.
        right: whether it is set to the right, as numbers are.
        spare: whether it is left out on a screen that is too narrow for all columns.
        lines: over how many lines a text may run on a screen before it is cut.
    """

    title: str
    text: Callable[[Row], str]
    least: int = 6
    right: bool = False
    spare: bool = False
    lines: int = 1


def table(columns: Sequence[Column[Row]], rows: Iterable[Row], width: int | None) -> Iterator[str]:
    """The lines of a table, headings first; ``width`` None cuts nothing."""
    return chain.from_iterable(laid_out(columns, rows, width))


def laid_out(columns: Sequence[Column[Row]], rows: Iterable[Row], width: int | None) -> Iterator[list[str]]:
    """The lines of each row of a table, those of the heading first; nothing where there is no row.

    Rows stream through: the widths come from the first few hundred. ``width`` None cuts and wraps nothing.
    """
    texts = ([column.text(row) for column in columns] for row in rows)
    sample = list(islice(texts, _SAMPLE))
    if not sample:
        return
    titles = [column.title for column in columns]
    natural = [
        max(cells(titles[i]) if width is None else _narrowest(titles[i]), *(cells(line[i]) for line in sample))
        for i in range(len(columns))
    ]
    least = [max(one.least, _narrowest(one.title)) if one.right else one.least for one in columns]
    kept = list(range(len(columns))) if width is None else _kept(columns, natural, least, width)
    widths = [natural[i] for i in kept]
    if width is not None:
        widths = fitted(widths, [least[i] for i in kept], width)
    for number, line in enumerate(chain([titles], sample, texts)):
        shown = [
            [line[i]] if width is None else wrapped(line[i], size, _HEADING_LINES if number == 0 else columns[i].lines)
            for i, size in zip(kept, widths, strict=True)
        ]
        yield [
            (" " * _GAP)
            .join(padded(text, size, right=columns[i].right) for i, text, size in zip(kept, parts, widths, strict=True))
            .rstrip()
            for parts in zip_longest(*shown, fillvalue="")
        ]


def _narrowest(title: str) -> int:
    """How narrow a heading may become before it is cut."""
    longest = max((cells(part.rstrip()) for part in word_parts(title)), default=0)
    sizes = range(longest, cells(title))
    return next((size for size in sizes if "…" not in "".join(wrapped(title, size, _HEADING_LINES))), cells(title))


def _kept(columns: Sequence[Column[Row]], natural: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Which columns find room: spare ones are left out, the last one first, until the others have their least."""
    kept = list(range(len(columns)))
    for i in reversed(range(len(columns))):
        needed = sum(min(natural[k], least[k]) for k in kept) + _GAP * (len(kept) - 1)
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
