"""The keys of a view by their numbers, read by the page as they come into sight, so that no list is held as a whole."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, overload

from tracker.projections.reader import ViewReader
from tui.presenters.rows import PAGE, Groups, Rows, aligned

_PAGES = 64
_GONE = 0
"""Stands for a row that went between two readings; no row has this key."""


class PagedKeys(Sequence[int]):
    """The keys of a view in its order.

    Args:
        views: where they are read.
        view: one of `tracker.projections.lists.LISTS`.
        search: a filter as people type it; "" for none.

    Raises:
        FilterError: the filter cannot be understood.
    """

    def __init__(self, views: ViewReader, view: str, search: str) -> None:
        self._views = views
        self._view = view
        self._search = search or None
        self._count = views.count(view, search=self._search)
        self._pages: OrderedDict[int, array[int]] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...

    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        if isinstance(place, slice):
            start, stop, _ = place.indices(self._count)
            return self._page(start // PAGE) if start % PAGE == 0 and stop - start <= PAGE else self._read(start, stop)
        if not 0 <= place < self._count:
            raise IndexError(place)
        return self._page(place // PAGE)[place % PAGE]

    def _page(self, number: int) -> array[int]:
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number * PAGE, min(self._count, (number + 1) * PAGE))
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        return page

    def _read(self, start: int, stop: int) -> array[int]:
        found = self._views.keys(self._view, search=self._search, at=start, limit=stop - start)
        found.extend([_GONE] * (stop - start - len(found)))
        return found

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Where a key stands: counted in the indexes of the view.

        Raises:
            ValueError: it is not among them.
        """
        place = self._views.index_of(self._view, value, search=self._search)
        if place is None or not start <= place < (self._count if stop is None else stop):
            raise ValueError(value)
        return place


def rows_of(views: ViewReader, view: str, search: str) -> tuple[Rows[Any], Groups, int | None]:
    """All rows of a view as a list without headings; arguments and errors as of `PagedKeys`."""
    return Rows(PagedKeys(views, view, search), lambda page: aligned(page, views.rows(view, page))), Groups(), None
