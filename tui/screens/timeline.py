"""Screen 2: journeys as lanes, one traveller below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on

from tracker.projections.rows import ItineraryRow
from tracker.projections.telling import Subject
from tui.actions import bindings
from tui.presenters import journeys
from tui.presenters.dossiers.named import subjects_of
from tui.presenters.lines import Column, Line
from tui.presenters.rows import PAGE, Groups, Rows, aligned
from tui.screens.list_screen import ListScreen
from tui.widgets.rowlist import Cells, RowList


class TimelineScreen(ListScreen):
    """Who travelled when, in which order, and whom they met on the way."""

    SCOPE = "timeline"
    TAB = "timeline"
    VIEW = "itineraries"
    BINDINGS = bindings("timeline")

    def columns(self) -> Sequence[Column]:
        return journeys.columns()

    def cells(self, row: ItineraryRow) -> Cells:
        return journeys.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        views = self.desk.session.views()
        found = views.keys("itineraries", search=self.filter or None)
        rows = [
            row
            for start in range(0, len(found), PAGE)
            for row in views.rows("itineraries", found[start : start + PAGE])
            if isinstance(row, ItineraryRow)
        ]
        keys, groups = journeys.grouped_by_traveller(rows)
        return Rows(keys, lambda page: aligned(page, views.rows("itineraries", page))), groups, None

    def side(self, row: ItineraryRow, width: int) -> Sequence[Line]:
        return journeys.journey_page(row, width)

    @on(RowList.Opened)
    def _opened(self) -> None:
        row: ItineraryRow | None = self.rowlist.current
        if row is not None and row.happenings:
            self.desk.open_meeting(row.happenings[0])

    def action_evidence(self) -> None:
        """The article behind the journey's first report, at the sentence."""
        row: ItineraryRow | None = self.rowlist.current
        if row is not None and row.happenings:
            self.desk.open_evidence_of(row.happenings[0])

    def named(self) -> Sequence[Subject]:
        return subjects_of(self.rowlist.current, self.desk.session.views())

    def copy_text(self) -> str | None:
        row: ItineraryRow | None = self.rowlist.current
        return journeys.journey_citation(row) if row is not None else None
