"""Screen 3: where everybody was last seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on

from tracker.projections.rows import ItineraryRow, WhereaboutsRow
from tui.actions import bindings
from tui.presenters import whereabouts
from tui.presenters.lines import Column, Line
from tui.presenters.rows import Groups, Rows, aligned
from tui.screens.list_screen import ListScreen
from tui.widgets.rowlist import Cells, RowList

_JOURNEYS = 6


class WhereScreen(ListScreen):
    """Who is where, how old the observation is, and what comes next."""

    SCOPE = "where"
    TAB = "where"
    BINDINGS = bindings("where")

    def columns(self) -> Sequence[Column]:
        return whereabouts.columns()

    def cells(self, row: WhereaboutsRow) -> Cells:
        return whereabouts.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        views = self.desk.session.views()
        keys = views.keys("whereabouts", search=self.filter or None)
        return Rows(keys, lambda page: aligned(page, views.rows("whereabouts", page))), Groups(), None

    def side(self, row: WhereaboutsRow, width: int) -> Sequence[Line]:
        return whereabouts.where_page(row, self._journeys(row), width)

    def _journeys(self, row: WhereaboutsRow) -> list[ItineraryRow]:
        views = self.desk.session.views()
        keys = views.keys("itineraries", search=row.name)[:50]
        found = [each for each in views.rows("itineraries", keys) if isinstance(each, ItineraryRow)]
        return [each for each in found if each.traveller_key == row.id][:_JOURNEYS]

    @on(RowList.Opened)
    def _opened(self) -> None:
        row: WhereaboutsRow | None = self.rowlist.current
        if row is not None:
            self.desk.open_meeting(row.happening)

    def action_evidence(self) -> None:
        """The article behind the observation, at the sentence."""
        row: WhereaboutsRow | None = self.rowlist.current
        if row is not None:
            self.desk.open_evidence_of(row.happening)

    def copy_text(self) -> str | None:
        row: WhereaboutsRow | None = self.rowlist.current
        return whereabouts.where_citation(row) if row is not None else None
