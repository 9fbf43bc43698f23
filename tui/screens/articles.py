"""Screen 5: the articles, newest first; enter opens one with the words that its events rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on

from tracker.article_store import ArticleRow
from tracker.typed.filters import read_filter
from tracker.wording import say
from tui.actions import bindings
from tui.presenters import articles
from tui.presenters.evidence import evidence_text
from tui.presenters.lines import Column, Line, line
from tui.presenters.rows import PAGE, Groups, Rows
from tui.screens.arranged_screen import ArrangedScreen
from tui.screens.claims import claims_of
from tui.widgets.rowlist import Cells, RowList


class ArticlesScreen(ArrangedScreen):
    """Where it says so."""

    SCOPE = "articles"
    TAB = "articles"
    BINDINGS = bindings("articles")

    def __init__(self) -> None:
        super().__init__()
        self.reviewing = False

    def columns(self) -> Sequence[Column]:
        return articles.columns()

    def cells(self, row: ArticleRow) -> Cells:
        return articles.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        session = self.desk.session
        store = session.dossier.articles
        numbers = store.numbers(published_until=session.shown.moment)
        known_by = session.times.recorded_at(session.shown.position) if session.shown.position else None
        if self.reviewing:
            waiting = {row.number for row in store.rows_of(session.views().unread())}
            numbers = [number for number in numbers if number in waiting]
        if self.filter or known_by:
            pages = (store.rows(numbers[start : start + PAGE]) for start in range(0, len(numbers), PAGE))
            rows = (row for page in pages for row in page if not known_by or row.retrieved <= known_by)
            terms = read_filter(self.filter, session.as_of)
            numbers = [row.number for row in rows if articles.matches(row, terms)]
        return Rows(numbers, store.rows), Groups(), None

    def side(self, row: ArticleRow, width: int) -> Sequence[Line]:
        session = self.desk.session
        article = session.dossier.articles.article(row.id)
        if article is None:
            return ()
        return evidence_text(article, claims_of(session, row.id), None, width).lines

    @on(RowList.Opened)
    def _opened(self) -> None:
        row: ArticleRow | None = self.rowlist.current
        if row is not None:
            self.desk.open_evidence(row.id, None)

    def action_paste(self) -> None:
        """Paste or type an article."""
        self.desk.open_paste()

    def action_review(self) -> None:
        """Only the articles with claims that nobody has compared yet; again shows all."""
        self.reviewing = not self.reviewing
        self.desk.flash(line((say("checks.reviewing" if self.reviewing else "checks.all_articles"), "muted")))
        self.refresh_view()

    def copy_text(self) -> str | None:
        row: ArticleRow | None = self.rowlist.current
        return articles.article_citation(row) if row is not None else None
