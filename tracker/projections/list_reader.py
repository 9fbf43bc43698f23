"""Reading the views that are lists, a page at a time, now or as known earlier."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from tracker.projections import board
from tracker.projections.answers import Answers
from tracker.projections.board import DayOfBoard
from tracker.projections.claims.curation import Original
from tracker.projections.documents import Documents
from tracker.projections.explained import explained
from tracker.projections.knowledge import Knowledge
from tracker.projections.lists import AnyRow, ListView, list_view
from tracker.projections.ordering import Listed, Runs
from tracker.projections.rows import (
    MeetingRow,
)
from tracker.projections.travel.itineraries import itinerary_order

PAGE = 100
"""Rows of a page, unless another number is asked for."""
_MANY = 500
"""Rows that are read at once where all are wanted."""


class ListReader:
    """The lists as known at a cut-off and looked at on a day; see `tracker.projections.reader.ViewReader`.

    Attributes:
        as_of: the day that decides what has lapsed, is under way, is fresh.
    """

    def __init__(
        self,
        connection: Callable[[], sqlite3.Connection],
        as_of: date,
        *,
        original: Original,
        documents: Documents,
        knowledge: Knowledge,
        answers: Answers | None = None,
    ) -> None:
        """Use `Views.at`."""
        self.as_of = as_of
        self._connection = connection
        self._original = original
        self._documents = documents
        self._knowledge = knowledge
        self._answers = answers or Answers()

    @property
    def _db(self) -> sqlite3.Connection:
        return self._connection()

    @explained
    def page(self, view: str, at: int = 0, limit: int = PAGE, *, search: str | None = None) -> list[AnyRow]:
        """Some rows of a view in its sort order: an indexed read, however long the view is.

        Args:
            view: one of `tracker.projections.lists.LISTS`.
            at: how many rows are left out before; `index_of` and `count` tell where one is.
            limit: at most so many rows.
            search: a filter as people type it, see `tracker.typed.filters`; words without a field must all be found
                in the row's reports, by their beginnings, accents ignored.

        Raises:
            ProjectionError: there is no such view.
            FilterError: the filter cannot be understood.
        """
        return self.rows(view, self._order(view, search).keys(at, limit))

    @explained
    def keys(self, view: str, *, search: str | None = None, at: int = 0, limit: int | None = None) -> array[int]:
        """The keys of a view's rows in its sort order, all of them or a piece; arguments and errors as of `page`."""
        return self._order(view, search).keys(at, limit)

    @explained
    def count(self, view: str, *, search: str | None = None) -> int:
        """How many rows a view has; arguments and errors as of `page`."""
        return len(self._order(view, search))

    @explained
    def index_of(self, view: str, key: int, *, search: str | None = None) -> int | None:
        """How many rows of a view stand before the one with a key, None where it is not there; errors as of `page`."""
        return self._order(view, search).index_of(key)

    @explained
    def rows(self, view: str, keys: Sequence[int]) -> list[AnyRow]:
        """The rows of a view with these keys, in their order; one that is gone meanwhile is left out.

        Raises:
            ProjectionError: there is no such view.
        """
        return list(list_view(view).rows(self._db, keys, self.as_of))

    def all(self, view: str, *, search: str | None = None, at: int = 0, limit: int | None = None) -> Iterator[AnyRow]:
        """All rows of a view in its sort order, or a piece of them, read a page at a time; arguments as of `page`."""
        keys = self.keys(view, search=search, at=at, limit=limit)
        for start in range(0, len(keys), _MANY):
            yield from self.rows(view, keys[start : start + _MANY])

    @explained
    def days(self, *, search: str | None = None) -> list[DayOfBoard]:
        """The days of the view ``meetings_by_day`` in its order, each with how many rows it has."""
        return board.days_of_board(self._db, self.as_of, self._found("happenings", search))

    def _order(self, view: str, search: str | None) -> Runs | Listed:
        chosen = list_view(view)
        if search:
            db = self._db
            return self._answers.of(db, (view, search), lambda: self._filtered(chosen, search))
        return self._answers.of(self._db, view, lambda: chosen.order(self._db, self.as_of))

    def _filtered(self, view: ListView, search: str) -> Runs | Listed:
        return view.filtered(self._db, self.as_of, lambda kind: self._found(kind, search))

    @explained
    def journeys_of(self, person: int) -> array[int]:
        """The keys of one person's journeys, in the order of `keys`; ``person`` is the key of their whereabouts."""
        return itinerary_order(self._db, self.as_of, person).keys()

    def meeting_row(self, id: str) -> MeetingRow | None:
        """The row of a happening, by its id or that of any of its reports; None where there is none."""
        return next(iter(self.meeting_rows([id])), None)

    @explained
    def meeting_rows(self, ids: Iterable[str]) -> list[MeetingRow]:
        """The rows of some happenings, by their ids or those of any of their reports, in their order."""
        found = self._db.execute(
            "SELECT m.key FROM json_each(?) q CROSS JOIN claims c ON c.id = q.value"
            " JOIN happenings_members m ON m.claim = c.position ORDER BY q.key",
            (json.dumps(list(ids)),),
        )
        return board.meeting_rows(self._db, [row[0] for row in found], self.as_of)

    def _found(self, view: str, search: str | None) -> set[int] | None:
        if not search:
            return None
        from tracker.projections.filtering import filtered  # whoever only looks does not wait for it

        db = self._db
        return self._answers.of(
            db, ("found", view, search), lambda: filtered(db, view, search, self.as_of, self._knowledge)
        )
