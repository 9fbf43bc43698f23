"""Rows by number over keys: pages fetched on demand, so that a list of a million shows its first rows at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from tui.presenters.lines import Line

Row = TypeVar("Row")

PAGE = 128
_PAGES = 64


class Keyed(Protocol):
    """A row that knows its key."""

    @property
    def key(self) -> int:
        """Sorts and pages."""
        ...


def aligned(keys: Sequence[int], rows: Iterable[Keyed]) -> list[Keyed | None]:
    """The rows in the order of their keys, with None for one that is gone meanwhile."""
    found = {row.key: row for row in rows}
    return [found.get(key) for key in keys]


class Rows(Generic[Row]):
    """The rows of a frozen list of keys; a row that is gone meanwhile is None.

    Args:
        keys: the keys in the order shown; a ``range`` where they are dense.
        fetch: answers a page of keys, at most `PAGE` of them, with one row each.
    """

    def __init__(self, keys: Sequence[int], fetch: Callable[[Sequence[int]], Sequence[Row | None]]) -> None:
        self.keys = keys
        self.fetch = fetch
        self._pages: OrderedDict[int, Sequence[Row | None]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.keys)

    def again(self) -> Rows[Row]:
        """The same rows with pages of their own, for another thread."""
        return Rows(self.keys, self.fetch)

    def row(self, index: int) -> Row | None:
        """The row at an index; reads at most the page that it lies on."""
        number, place = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self.fetch(self.keys[number * PAGE : (number + 1) * PAGE])
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[place]

    def index_of(self, key: int) -> int | None:
        """Where a key stands, or None."""
        if isinstance(self.keys, range):
            return self.keys.index(key) if key in self.keys else None
        try:
            return self.keys.index(key)
        except ValueError:
            return None


@dataclass(frozen=True)
class Groups:
    """Headings between rows: group ``n`` begins with row ``starts[n]`` and is headed by ``title(n)``.

    A line of the list is a heading or a row; this tells which.
    """

    starts: Sequence[int] = ()
    title: Callable[[int], Line] = lambda group: ()
    _heads: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_heads", [start + number for number, start in enumerate(self.starts)])

    def lines(self, rows: int) -> int:
        """How many lines so many rows take."""
        return rows + len(self.starts)

    def line_of(self, row: int) -> int:
        """The line on which a row stands."""
        return row + bisect_right(self.starts, row)

    def heading_at(self, line: int) -> Line | None:
        """The heading on a line, or None where a row stands."""
        place = bisect_left(self._heads, line)
        return self.title(place) if place < len(self._heads) and self._heads[place] == line else None

    def row_at(self, line: int) -> int:
        """The row on a line; for a heading the row below it."""
        return line - bisect_left(self._heads, line)
