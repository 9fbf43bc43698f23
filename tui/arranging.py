"""Looking through all rows of a list, in a thread: sorted or grouped by a facet, or counted by its values."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tui.presenters.facets import Facet, Order
from tui.presenters.rows import Rows
from tui.under_way import UnderWay


@dataclass(frozen=True, slots=True)
class Arrangement:
    """By what a list is sorted; ``grouped`` sets a heading above each value."""

    facet: Facet
    down: bool
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Arranged:
    """The keys in their order, and where each further value begins."""

    keys: array[int]
    starts: Sequence[int]
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows have a value; ``filter`` leaves just those."""

    key: int
    value: str
    count: int
    filter: str


def arranged(rows: Rows[Any], arrangement: Arrangement, work: UnderWay) -> Arranged:
    """Sort the rows; those that are equal stay in the order in which they were.

    Raises:
        BrokenOff: the user wants no more.
    """
    facet = arrangement.facet
    told: list[tuple[Order, int, str]] = []
    without: list[int] = []
    for key, row in _all(rows, work):
        order = facet.order(row)
        if order is None:
            without.append(key)
        else:
            told.append((order, key, next(iter(facet.values(row)), "")))
    told.sort(key=lambda one: one[0], reverse=arrangement.down)
    values = [value for _, _, value in told] + [""] * len(without)
    starts = [n for n, value in enumerate(values) if n == 0 or value != values[n - 1]]
    return Arranged(array("q", [*(key for _, key, _ in told), *without]), starts, [values[n] for n in starts])


def counted(rows: Rows[Any], facet: Facet, work: UnderWay) -> list[Count]:
    """How often each value occurs, the most frequent first; a row with several counts for each.

    Raises:
        BrokenOff: the user wants no more.
    """
    counts: Counter[str] = Counter()
    filters: dict[str, str] = {}
    for _, row in _all(rows, work):
        for value in dict.fromkeys(facet.values(row)):
            counts[value] += 1
            filters.setdefault(value, facet.filter(row, value))
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [Count(number, value, count, filters[value]) for number, (value, count) in enumerate(ordered)]


def _all(rows: Rows[Any], work: UnderWay) -> Iterator[tuple[int, Any]]:
    for index in work.counted(range(len(rows))):
        row = rows.row(index)
        if row is not None:
            yield rows.keys[index], row
