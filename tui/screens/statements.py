"""Screen 4: statements, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on

from tracker.projections.rows import StatementRow
from tracker.projections.telling import Subject
from tui.actions import bindings
from tui.presenters import statements
from tui.presenters.dossiers.named import subjects_of
from tui.presenters.evidence import in_context
from tui.presenters.lines import Column, Line
from tui.presenters.paged_keys import rows_of
from tui.presenters.rows import Groups, Rows
from tui.screens.arranged_screen import ArrangedScreen
from tui.screens.claims import claims_of
from tui.widgets.rowlist import Cells, RowList

_BEFORE = 6
"""So many earlier statements of the speaker are told."""


class StatementsScreen(ArrangedScreen):
    """Who said what of whom."""

    SCOPE = "statements"
    TAB = "statements"
    VIEW = "statements"
    BINDINGS = bindings("statements")

    def columns(self) -> Sequence[Column]:
        return statements.columns()

    def cells(self, row: StatementRow) -> Cells:
        return statements.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        return rows_of(self.desk.session.views(), "statements", self.filter)

    def side(self, row: StatementRow, width: int) -> Sequence[Line]:
        session = self.desk.session
        article = session.dossier.articles.article(row.document) if row.document else None
        note = (
            next((each for each in claims_of(session, article.id) if each.event_id == row.id), None)
            if article
            else None
        )
        context = in_context(article, note, width) if article and note else ()
        before = session.views().subjects().said_before(row.key, _BEFORE)
        return statements.statement_page(row, width, context=context, before=before)

    @on(RowList.Opened)
    def action_evidence(self) -> None:
        """The article of the statement, at the words."""
        row: StatementRow | None = self.rowlist.current
        if row is not None:
            self.desk.open_evidence(row.document, row.id)

    def target(self) -> int | None:
        row: StatementRow | None = self.rowlist.current
        return row.key if row is not None else None

    def named(self) -> Sequence[Subject]:
        return subjects_of(self.rowlist.current, self.desk.session.views())

    def copy_text(self) -> str | None:
        row: StatementRow | None = self.rowlist.current
        return statements.statement_citation(row) if row is not None else None
