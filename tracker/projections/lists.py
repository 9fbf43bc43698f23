"""The views that are lists with pages: how each is ordered, how its rows are read, and by which rows it is filtered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tracker.projections import board
from tracker.projections.calendar import calendar_order, calendar_rows
from tracker.projections.contract import ProjectionError
from tracker.projections.corroboration import corroboration_order, corroboration_rows
from tracker.projections.ordering import Listed, Runs
from tracker.projections.reckoned_rows import CalendarRow, CorroborationRow, TimelineRow
from tracker.projections.rows import Row
from tracker.projections.statements.table import statement_order, statement_rows
from tracker.projections.timeline import timeline_order, timeline_rows
from tracker.projections.travel.itineraries import itinerary_order, itinerary_rows
from tracker.projections.travel.whereabouts import whereabouts_order, whereabouts_rows

AnyRow = Row | CalendarRow | TimelineRow | CorroborationRow


class ListView(NamedTuple):
    """A view whose rows have a number, by which they are found, and an order.

    Attributes:
        order: of a database on a day.
        rows: those with some keys, in their order, on a day; one that is gone meanwhile is left out.
        filtered_as: the rows to which a filter is applied (see `filtering.filtered`).
    """

    order: Callable[[sqlite3.Connection, date], Runs | Listed]
    rows: Callable[[sqlite3.Connection, Sequence[int], date], Sequence[AnyRow]]
    filtered_as: str = "happenings"


LISTS: Mapping[str, ListView] = {
    "meetings": ListView(board.board_order, board.meeting_rows),
    "meetings_by_day": ListView(board.by_day_order, board.meeting_rows),
    "happenings": ListView(lambda db, _: board.happening_order(db), board.meeting_rows),
    "itineraries": ListView(itinerary_order, itinerary_rows, "itineraries"),
    "whereabouts": ListView(whereabouts_order, whereabouts_rows, "whereabouts"),
    "statements": ListView(
        lambda db, _: statement_order(db), lambda db, keys, _: statement_rows(db, keys), "statements"
    ),
    "calendar": ListView(calendar_order, calendar_rows),
    "timeline": ListView(lambda db, _: timeline_order(db), timeline_rows),
    "corroboration": ListView(corroboration_order, corroboration_rows),
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
