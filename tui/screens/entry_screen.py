"""A screen whose list is made of entries under headings: read in a thread, opened with enter, backed by evidence."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from textual import on, work
from textual.widget import Widget
from textual.worker import get_current_worker

from tracker.article_store import ArticleRow
from tracker.projections.doubts import Doubtful
from tracker.projections.reader import ViewReader
from tracker.projections.telling import Subject
from tui.presenters import entries
from tui.presenters.dossiers.beside import entry_page
from tui.presenters.dossiers.named import subjects_of
from tui.presenters.entries import Entry, Section, listing
from tui.presenters.lines import Column, Line
from tui.presenters.meeting import leading_report
from tui.presenters.rows import Groups, Rows
from tui.screens.claims import article_lines
from tui.screens.list_screen import ListScreen
from tui.widgets.flowed_lines import FlowedLines
from tui.widgets.rowlist import Cells, RowList


class EntryScreen(ListScreen):
    """What is read may take a while in a long log; until then the screen shows what it showed before."""

    TITLES = False

    def __init__(self) -> None:
        super().__init__()
        self.sections: Sequence[Section] | None = None

    @abstractmethod
    def read(self, views: ViewReader, filter: str) -> tuple[Sequence[Line], Sequence[Section]]:
        """The head and the sections at a place in time; called in a thread."""

    def compose_head(self) -> Iterable[Widget]:
        yield FlowedLines(id="head")

    def reload(self) -> None:
        self._read(self.desk.session.views(), self.filter)

    @work(thread=True, exclusive=True, group="entries", exit_on_error=False)
    def _read(self, views: ViewReader, filter: str) -> None:
        worker = get_current_worker()
        try:
            found = self.read(views, filter)
        except Exception as error:  # whatever it is, it is told at the bottom and kept in the list of errors
            self.app.call_from_thread(self.desk.report, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._arrived, *found)

    def _arrived(self, head: Sequence[Line], sections: Sequence[Section]) -> None:
        if not self.is_mounted:
            return
        self.sections = sections
        self.query_one("#head", FlowedLines).show(head)
        with self.desk.guarded():
            super().reload()

    # --- the list --------------------------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column]:
        return entries.columns()

    def cells(self, row: Entry) -> Cells:
        return entries.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        return (*listing(self.sections or ()), None)

    def side(self, row: Entry, width: int) -> Sequence[Line]:
        session = self.desk.session
        if isinstance(row.row, ArticleRow):
            return article_lines(session, row.row.id, None, width)
        if isinstance(row.row, Doubtful):
            return article_lines(session, row.row.document, row.row.event_id, width)
        return entry_page(row, session.views(), width)

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        current: Entry | None = self.rowlist.current
        return current

    @on(RowList.Opened)
    def _opened(self) -> None:
        if self.entry is not None:
            self.desk.open_what(self.entry.opens)

    def action_evidence(self) -> None:
        """The words that the entry rests on, in their article."""
        entry = self.entry
        if entry is None:
            return
        if entry.report is not None:
            self.desk.open_evidence(*entry.report)
        elif entry.happening is not None:
            self.desk.open_evidence_of(entry.happening)

    def target(self) -> int | None:
        entry = self.entry
        if entry is None or entry.target is not None:
            return entry.target if entry is not None else None
        session = self.desk.session
        if entry.report is not None:
            return session.dossier.event(entry.report[1]).position
        found = session.views().meeting(entry.happening) if entry.happening else None
        report = leading_report(found) if found is not None else None
        return report.position if report is not None else None

    def named(self) -> Sequence[Subject]:
        return subjects_of(self.entry.row, self.desk.session.views()) if self.entry is not None else ()

    def copy_text(self) -> str | None:
        return self.entry.text if self.entry is not None else None
