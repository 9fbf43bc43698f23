"""Screen 1: the board of meetings by day, with the dossier of the selected one beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from textual import on
from textual.widget import Widget

from tracker.projections.rows import MeetingDossier, MeetingRow
from tui.actions import bindings
from tui.presenters import board
from tui.presenters.evidence import evidence_text
from tui.presenters.lines import Column
from tui.presenters.meeting import leading_report, meeting_page, peek
from tui.presenters.paged_keys import rows_of
from tui.presenters.rows import Groups, Rows
from tui.screens.arranged_screen import ArrangedScreen
from tui.screens.claims import claims_of
from tui.screens.of_meeting import OfMeeting
from tui.widgets.pane import Pane
from tui.widgets.rowlist import Cells, RowList


class MeetingsScreen(OfMeeting, ArrangedScreen):
    """What is on, what is said about it, and how sure it is."""

    SCOPE = "meetings"
    TAB = "meetings"
    VIEW = "meetings"
    TITLES = False
    BINDINGS = bindings("meetings")

    def compose_body(self) -> Iterable[Widget]:
        yield from super().compose_body()
        yield Pane(id="third")

    def columns(self) -> Sequence[Column]:
        return board.columns()

    def cells(self, row: MeetingRow) -> Cells:
        return board.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        session = self.desk.session
        views = session.views()
        rows, _, _ = rows_of(views, "meetings_by_day", self.filter)
        days = views.days(search=self.filter or None)
        return rows, board.grouped_by_day(days), board.nearest_to(days, session.as_of.isoformat())

    def dossier(self) -> MeetingDossier | None:
        """Everything about the selected meeting."""
        row: MeetingRow | None = self.rowlist.current
        return self.desk.session.views().meeting(row.id) if row is not None else None

    def meeting_day(self) -> date | None:
        row: MeetingRow | None = self.rowlist.current
        day = (row.earliest or row.latest) if row is not None else None
        return date.fromisoformat(day) if day else None

    def later(self, dossier: MeetingDossier) -> int:
        """How many changes of state are still to come at the place in time."""
        session = self.desk.session
        if session.shown.is_now:
            return 0
        now = session.views_now().meeting(dossier.row.id)
        return max(0, len(now.history) - len(dossier.history)) if now is not None else 0

    def show_selected(self) -> None:
        dossier = self.dossier()
        if dossier is None:
            for pane in self.query(Pane).results():
                pane.show(lambda width: ())
            return
        later = self.later(dossier)
        self.query_one("#side", Pane).show(lambda width: meeting_page(dossier, width, later=later).lines)
        self.query_one("#peek", Pane).show(lambda width: peek(dossier, width))
        third = self.query_one("#third", Pane)
        if third.display:
            self._show_article(third, dossier)

    def _show_article(self, pane: Pane, dossier: MeetingDossier) -> None:
        """The article of the report that the state rests on, at its sentence."""
        session = self.desk.session
        report = leading_report(dossier)
        article = session.dossier.articles.article(report.document) if report and report.document else None
        if report is None or article is None:
            pane.show(lambda width: ())
            return
        notes = claims_of(session, article.id)
        selected = next((n for n, note in enumerate(notes) if note.event_id == report.event_id), None)

        def at_sentence(width: int) -> tuple[int, int]:
            first = evidence_text(article, notes, selected, width).claims[selected or 0]
            return first, first + 2

        lines = None if selected is None else at_sentence
        pane.show(lambda width: evidence_text(article, notes, selected, width).lines, at=lines)

    @on(RowList.Opened)
    def _opened(self) -> None:
        row: MeetingRow | None = self.rowlist.current
        if row is not None:
            self.desk.open_meeting(row.id)

    def action_evidence(self) -> None:
        """The article of the report that the state rests on, at the sentence."""
        dossier = self.dossier()
        report = leading_report(dossier) if dossier is not None else None
        if report is not None:
            self.desk.open_evidence(report.document, report.event_id)

    def target(self) -> int | None:
        dossier = self.dossier()
        report = leading_report(dossier) if dossier is not None else None
        return report.position if report is not None else None
