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
    """

    title: str
    text: Callable[[Row], str]
    least: int = 6
    right: bool = False


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
    widths = natural if width is None else fitted(natural, [column.least for column in columns], width)
    for line in chain([titles], sample, texts):
        shown = line if width is None else [cut(text, size) for text, size in zip(line, widths, strict=True)]
        fields = [
            padded(text, size, right=column.right) for text, size, column in zip(shown, widths, columns, strict=True)
        ]
        yield (" " * _GAP).join(fields).rstrip()


def fitted(natural: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Column widths that fit into ``width``: the widest columns give way first, none below its least."""
    widths = list(natural)
    space = width - _GAP * (len(widths) - 1)
    while sum(widths) > space:
        shrinkable = [i for i, size in enumerate(widths) if size > least[i]]
        if not shrinkable:
            break
        widest = max(shrinkable, key=lambda i: widths[i])
        others = [widths[i] for i in shrinkable if i != widest and widths[i] < widths[widest]]
        step = max(1, min(widths[widest] - max(others, default=least[widest]), sum(widths) - space))
        widths[widest] = max(least[widest], widths[widest] - step)
    return widths
