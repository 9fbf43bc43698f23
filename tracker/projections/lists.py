"""The views that are lists with pages: how each is ordered, how its rows are read, and what a filter leaves of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tracker.projections import board
from tracker.projections.calendar import calendar_order, calendar_rows, overdue_order
from tracker.projections.contract import ProjectionError
from tracker.projections.contradictions_table import contradiction_order, contradiction_rows, numbers_of
from tracker.projections.corroboration import corroboration_order, corroboration_rows, single_source_order
from tracker.projections.counterparts import counterpart_order, counterpart_rows
from tracker.projections.ordering import Listed, Runs
from tracker.projections.reckoned_rows import (
    CalendarRow,
    ContradictionRow,
    CorroborationRow,
    CounterpartRow,
    SourceRow,
    TimelineRow,
)
from tracker.projections.rows import Row
from tracker.projections.sources import numbers_telling_of, source_order, source_rows
from tracker.projections.statements.table import statement_order, statement_rows
from tracker.projections.timeline import timeline_order, timeline_rows
from tracker.projections.travel.itineraries import itinerary_order, itinerary_rows
from tracker.projections.travel.whereabouts import whereabouts_order, whereabouts_rows

AnyRow = Row | CalendarRow | TimelineRow | CorroborationRow | ContradictionRow | SourceRow | CounterpartRow
Find = Callable[[str], set[int] | None]
"""The keys of happenings, itineraries, whereabouts or statements that a filter leaves; None where it leaves all."""
_Order = Callable[[sqlite3.Connection, date], Runs | Listed]
_Filtered = Callable[[sqlite3.Connection, date, Find], Runs | Listed]


class ListView(NamedTuple):
    """A view whose rows have a number, by which they are found, and an order.

    Attributes:
        order: of a database on a day.
        filtered: the order of what a filter leaves.
        rows: those with some numbers, in their order, on a day; one that is gone meanwhile is left out.
    """

    order: _Order
    filtered: _Filtered
    rows: Callable[[sqlite3.Connection, Sequence[int], date], Sequence[AnyRow]]


def _only(order: _Order, kind: str = "happenings") -> tuple[_Order, _Filtered]:
    """An order, and what of it the keys leave that a filter finds."""

    def filtered(db: sqlite3.Connection, day: date, find: Find) -> Runs | Listed:
        found = find(kind)
        return order(db, day) if found is None else order(db, day).only(found)

    return order, filtered


def _contradicting(*, unsettled: bool = False) -> tuple[_Order, _Filtered]:
    def filtered(db: sqlite3.Connection, _: date, find: Find) -> Runs | Listed:
        happenings, journeys = find("happenings"), find("itineraries")
        order = contradiction_order(db, unsettled=unsettled)
        if happenings is None or journeys is None:
            return order
        return order.only(numbers_of(db, happenings, journeys))

    return lambda db, _: contradiction_order(db, unsettled=unsettled), filtered


def _telling(db: sqlite3.Connection, _: date, find: Find) -> Runs | Listed:
    happenings, statements = find("happenings"), find("statements")
    if happenings is None or statements is None:
        return source_order(db)
    return source_order(db).only(numbers_telling_of(db, happenings | statements))


def _pairs(level: str) -> tuple[_Order, _Filtered]:
    return (
        lambda db, day: counterpart_order(db, day, level),
        lambda db, day, find: counterpart_order(db, day, level, find("happenings")),
    )


LISTS: Mapping[str, ListView] = {
    "meetings": ListView(*_only(board.board_order), board.meeting_rows),
    "meetings_by_day": ListView(*_only(board.by_day_order), board.meeting_rows),
    "happenings": ListView(*_only(lambda db, _: board.happening_order(db)), board.meeting_rows),
    "itineraries": ListView(*_only(itinerary_order, "itineraries"), itinerary_rows),
    "whereabouts": ListView(*_only(whereabouts_order, "whereabouts"), whereabouts_rows),
    "statements": ListView(
        *_only(lambda db, _: statement_order(db), "statements"), lambda db, keys, _: statement_rows(db, keys)
    ),
    "calendar": ListView(*_only(calendar_order), calendar_rows),
    "overdue": ListView(*_only(overdue_order), calendar_rows),
    "timeline": ListView(*_only(lambda db, _: timeline_order(db)), timeline_rows),
    "corroboration": ListView(*_only(corroboration_order), corroboration_rows),
    "single_source": ListView(*_only(single_source_order), corroboration_rows),
    "contradictions": ListView(*_contradicting(), lambda db, numbers, _: contradiction_rows(db, numbers)),
    "open_contradictions": ListView(
        *_contradicting(unsettled=True), lambda db, numbers, _: contradiction_rows(db, numbers)
    ),
    "sources": ListView(lambda db, _: source_order(db), _telling, lambda db, numbers, _: source_rows(db, numbers)),
    "counterparts": ListView(*_pairs("person"), counterpart_rows),
    "counterparts_of_states": ListView(*_pairs("state"), counterpart_rows),
}


def list_view(name: str) -> ListView:
    """The list of a name.

    Raises:
        ProjectionError: there is no such view.
    """
    found = LISTS.get(name)
    if found is None:
        raise ProjectionError(f"there is no view '{name}'", where="view", remedy=f"choose one of {', '.join(LISTS)}")
    return found
