"""The page of one happening, report by report; opened from a list with enter."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from tracker.projections.rows import MeetingDossier
from tracker.wording import say
from tui.actions import bindings
from tui.presenters.lines import line
from tui.presenters.meeting import meeting_page, reports_of
from tui.screens.of_meeting import OfMeeting
from tui.widgets.pane import Pane


class MeetingScreen(OfMeeting):
    """Everything about one happening, over the whole width."""

    SCOPE = "meeting"
    TAB = "meetings"
    AUTO_FOCUS = "Pane"
    BINDINGS = bindings("meeting")

    def __init__(self, happening: str) -> None:
        super().__init__()
        self.happening = happening
        self.selected = 0

    def compose_body(self) -> Iterable[Widget]:
        yield Pane(id="page")

    def dossier(self) -> MeetingDossier | None:
        """The happening at the place in time; None where nothing was known of it yet."""
        return self.desk.session.views().meeting(self.happening)

    def reload(self) -> None:
        self._draw(top=False)

    def _draw(self, *, top: bool) -> None:
        dossier = self.dossier()
        pane = self.query_one("#page", Pane)
        if dossier is None:
            pane.show(lambda width: [line((say("desk.empty.past"), "muted"))])
            return
        self.selected = max(0, min(self.selected, len(dossier.reports) - 1))
        pane.show(
            lambda width: meeting_page(dossier, min(width, 100), selected=self.selected, quote_lines=None).lines,
            top=top,
        )

    def action_report(self, by: int) -> None:
        """Mark the next report, or the one before."""
        dossier = self.dossier()
        if dossier is None or not dossier.reports:
            return
        self.selected = (self.selected + by) % len(dossier.reports)
        self._draw(top=False)
        pane = self.query_one("#page", Pane)
        width = min(pane.room, 100)
        first = meeting_page(dossier, width, selected=self.selected, quote_lines=None).reports[self.selected]
        pane.reveal(first, first + 3)

    def action_evidence(self) -> None:
        """The article of the marked report, at the sentence."""
        dossier = self.dossier()
        if dossier is not None and dossier.reports:
            report = reports_of(dossier)[self.selected]
            self.desk.open_evidence(report.document, report.event_id)

    def target(self) -> int | None:
        dossier = self.dossier()
        return reports_of(dossier)[self.selected].position if dossier is not None and dossier.reports else None
