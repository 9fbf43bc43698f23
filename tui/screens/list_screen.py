"""A screen that is a list with a page beside it: the shape that most screens share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui.presenters.lines import Column, Line
from tui.presenters.rows import Groups, Rows
from tui.screens.may_be_empty import MayBeEmpty
from tui.widgets.empty import Empty
from tui.widgets.pane import Pane
from tui.widgets.rowlist import Cells, RowList


class ListScreen(MayBeEmpty):
    """List at the left, page at the right; below one another where the terminal is narrow.

    Class attributes:
        TITLES: whether the list has column titles.
    """

    TITLES: ClassVar[bool] = True

    # --- for the screens to fill in --------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column]:
        """The columns of the list, in the language of the moment."""
        raise NotImplementedError

    def cells(self, row: Any) -> Cells:
        """A row of the list."""
        raise NotImplementedError

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        """The rows at the place in time under the filter, their headings, and where the cursor starts."""
        raise NotImplementedError

    def side(self, row: Any, width: int) -> Sequence[Line]:
        """The page of the selected row."""
        raise NotImplementedError

    def peek(self, row: Any, width: int) -> Sequence[Line]:
        """The same in the few lines below the list of a narrow terminal."""
        return [each for each in self.side(row, width) if each]

    def compose_head(self) -> Iterable[Widget]:
        """What stands above the list."""
        return ()

    # --- what they share -------------------------------------------------------------------------------------------

    def compose_body(self) -> Iterable[Widget]:
        with Horizontal(id="columns"):
            with Vertical(id="main"):
                yield from self.compose_head()
                yield Empty()
                yield RowList(self.columns(), self.cells, titles=self.TITLES)
            yield Pane(id="side")
        yield Pane(id="peek")

    @property
    def rowlist(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def reload(self) -> None:
        self.rowlist.columns = self.columns()
        rows, groups, start = self.rows()
        self.show_or_explain(self.rowlist, len(rows))
        self.rowlist.show(rows, groups, cursor=start if self.rowlist.key is not None else self._left_at(rows, start))

    def resized(self) -> None:
        super().resized()
        self.show_selected()

    @on(RowList.Failed)
    def _failed(self, message: RowList.Failed) -> None:
        self.desk.report(message.error)

    def _left_at(self, rows: Rows[Any], start: int | None) -> int | None:
        """The row on which the user left the screen, where it is still there; else the usual one."""
        key = self.remembered.key if self.remembered is not None else None
        found = rows.index_of(key) if key is not None else None
        return start if found is None else found

    @on(RowList.Moved)
    def _moved(self) -> None:
        if self.remembered is not None and self.rowlist.key is not None:
            self.remembered.key = self.rowlist.key
        with self.desk.guarded():
            self.show_selected()

    def copy_row(self) -> Any | None:
        return self.rowlist.current

    def show_selected(self) -> None:
        """Draw the page of the row under the cursor, in whichever place is in sight."""
        row = self.rowlist.current
        beside, below = self.panes()
        beside.show(lambda width: self.side(row, width) if row is not None else ())
        below.show(lambda width: self.peek(row, width) if row is not None else ())

    def panes(self) -> tuple[Pane, Pane]:
        """The page beside the list and the few lines below it; the terminal's size decides which is in sight."""
        return self.query_one("#side", Pane), self.query_one("#peek", Pane)
