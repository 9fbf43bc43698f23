"""Getting from one thing to another: screens, pages on top of them, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from tracker.wording import say
from tui.presenters.lines import Line, line
from tui.widgets.footer import Footer

if TYPE_CHECKING:
    from tui.presenters.draft import Draft
    from tui.session import Session


class GoingPlaces(App[int]):
    """The part of the app that opens things. Screens and pages are imported when they are first opened."""

    session: Session

    def __init__(self) -> None:
        super().__init__()
        self._trail: list[str] = []

    def flash(self, message: Line) -> None:
        """Say something in the bottom line for a moment."""
        for footer in self.screen.query(Footer).results():
            footer.flash(message)

    def jump(self, mode: str) -> None:
        """Another screen, with the way back remembered."""
        if mode != self.current_mode:
            self._trail.append(self.current_mode)
            self.switch_mode(mode)

    def go_back(self) -> None:
        """To where the last jump came from."""
        if self._trail:
            self.switch_mode(self._trail.pop())

    def open_evidence(self, document: str | None, event_id: str | None) -> None:
        """The article of an event, at the sentence; an event without an article says how it is known."""
        from tui.screens.evidence import EvidenceScreen

        if document is None:
            self.flash(line((say("desk.flash.no_article"), "warn")))
        else:
            self.push_screen(EvidenceScreen(document, event_id))

    def open_evidence_of(self, happening: str) -> None:
        """The article of the report that a happening's state rests on, at the sentence."""
        from tui.presenters.meeting import leading_report

        found = self.session.views().meeting(happening)
        report = leading_report(found) if found is not None else None
        self.open_evidence(report.document if report else None, report.event_id if report else None)

    def open_event(self, position: int) -> None:
        """The log, at an event."""
        from tui.screens.log import LogScreen

        self.jump("log")
        if isinstance(self.screen, LogScreen):
            self.screen.go_to(position)

    def open_meeting(self, happening: str) -> None:
        """The page of a happening."""
        from tui.screens.meeting import MeetingScreen

        self.push_screen(MeetingScreen(happening))

    def show_meetings_of(self, name: str) -> None:
        """The board, filtered by a name."""
        from tui.screens.meetings import MeetingsScreen

        self.jump("meetings")
        if isinstance(self.screen, MeetingsScreen):
            self.screen.filter_by(name)

    def open_form(self, draft: Draft | None) -> None:
        """The form for an event by hand."""
        from tui.screens.append import AppendScreen

        if self.session.read_only:
            self.flash(line((say("desk.flash.read_only"), "warn")))
        else:
            self.push_screen(AppendScreen(draft))
