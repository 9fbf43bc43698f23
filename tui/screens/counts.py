"""The rows of a list counted by one of their facets; enter leaves only those with a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on

from tracker.wording import say
from tui.actions import bindings
from tui.arranging import Count
from tui.presenters import counts
from tui.presenters.facets import Facet
from tui.presenters.lines import Column, Line, line
from tui.presenters.rows import Groups, Rows
from tui.screens.desk_screen import DeskScreen
from tui.screens.list_screen import ListScreen
from tui.widgets.rowlist import Cells, RowList


class CountsScreen(ListScreen):
    """Pushed on top of the list.

    Args:
        of: the list that was counted; it takes the filter.
        facet: by what.
        found: the counts, the largest first.
        total: how many rows were counted.
    """

    SCOPE = "counts"
    BINDINGS = bindings("counts")

    def __init__(self, of: DeskScreen, facet: Facet, found: Sequence[Count], total: int) -> None:
        super().__init__()
        self._of = of
        self._facet = facet
        self._found = found
        self._total = total

    def columns(self) -> Sequence[Column]:
        return counts.columns(self._facet)

    def cells(self, row: Count) -> Cells:
        return counts.cells(row, self._found[0].count, self._total)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        words = self.filter.casefold().split()
        found = [row.key for row in self._found if all(word in row.value.casefold() for word in words)]
        return Rows(found, lambda page: [self._found[key] for key in page]), Groups(), None

    def side(self, row: Count, width: int) -> Sequence[Line]:
        return counts.page(row, self._facet, self._total, width)

    @on(RowList.Opened)
    def _opened(self) -> None:
        row: Count | None = self.rowlist.current
        if row is None:
            return
        if not row.filter:
            self.desk.flash(line((say("tables.no_filter", facet=self._facet.label), "warn")))
            return
        self.app.pop_screen()
        self._of.filter_by(" ".join(part for part in (self._of.filter, row.filter) if part))

    def action_copy(self) -> None:
        """Copy all of the counts as a table."""
        shown = [self._found[key] for key in self.rows()[0].keys]
        self.app.copy_to_clipboard(counts.as_markdown(self._facet, shown, self.desk.session.clock.words()))
        self.desk.flash(line((say("desk.flash.copied"), "good")))

    def copy_text(self) -> str | None:
        row: Count | None = self.rowlist.current
        return f"{row.value}: {row.count}" if row is not None else None
