"""Getting from one thing to another: screens, pages on top of them, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.wording import say
from tui.looks import Looks
from tui.presenters.lines import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.projections.telling import Subject
    from tui.presenters.curation_draft import CurationDraft
    from tui.presenters.draft import Draft
    from tui.presenters.entries import Opens


class GoingPlaces(Looks):
    """The part of the app that opens things. Screens and pages are imported when they are first opened."""

    def __init__(self) -> None:
        super().__init__()
        self._trail: list[str] = []
        self._ahead: list[str] = []

    def jump(self, mode: str) -> None:
        """Another screen, with the way back remembered."""
        if mode != self.current_mode:
            self._trail.append(self.current_mode)
            self._ahead.clear()
            self.switch_mode(mode)

    def go_back(self) -> None:
        """To where the last jump came from."""
        if self._trail:
            self._ahead.append(self.current_mode)
            self.switch_mode(self._trail.pop())

    def go_forward(self) -> None:
        """To where one came back from."""
        if self._ahead:
            self._trail.append(self.current_mode)
            self.switch_mode(self._ahead.pop())

    def open_changes(self) -> None:
        """What changed between the place in time and now; from now, since the last mark or the day before."""
        from tui.screens.changes import ChangesScreen

        session = self.session
        now = session.clock.now()
        earlier = session.clock
        if earlier.is_now:
            marks = [mark for mark in session.state.marks if not mark.is_now]
            earlier = marks[-1] if marks else session.times.step_day(now, -1)
        title = say("desk.changes.since", moment=earlier.place_words())
        self.push_screen(ChangesScreen(session.place(earlier), session.place(now), title))

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

    def open_dossier(self, subject: Subject) -> None:
        """The page of a person, a place, a pair or a source."""
        from tui.screens.dossier import DossierScreen

        self.push_screen(DossierScreen(subject))

    async def choose_dossier(self, subjects: Sequence[Subject]) -> None:
        """Ask whose page is meant, where several are named, and open it."""
        from tui.presenters.dossiers.named import choice_of
        from tui.screens.choices import Choice, Choices

        if not subjects:
            self.flash(line((say("pages.nobody"), "muted")))
            return
        chosen: str | None = "0"
        if len(subjects) > 1:
            keys = [str(number) if number < 10 else " " for number in range(1, len(subjects) + 1)]
            choices = [Choice(str(n), keys[n], *choice_of(one)) for n, one in enumerate(subjects)]
            chosen = await self.push_screen_wait(Choices(say("pages.choose"), choices))
        if chosen is not None:
            self.open_dossier(subjects[int(chosen)])

    def open_what(self, opens: Opens) -> None:
        """What an entry of a page leads to."""
        if opens.subject is not None:
            self.open_dossier(opens.subject)
        elif opens.happening is not None:
            self.open_meeting(opens.happening)
        elif opens.position is not None:
            self.open_event(opens.position)
        else:
            self.open_evidence(opens.document, opens.event)

    def open_paste(self, text: str = "") -> None:
        """The form for an article that is pasted or typed in."""
        from tui.presenters.pasted import PastedDraft, pasted
        from tui.screens.paste import PasteScreen

        if self.session.read_only:
            self.flash(line((say("desk.flash.read_only"), "warn")))
        else:
            self.push_screen(PasteScreen(pasted(text) if text.strip() else PastedDraft()))

    def open_curation(self, draft: CurationDraft) -> None:
        """The form for curation by hand."""
        from tui.screens.curate import CurateScreen

        if self.session.read_only:
            self.flash(line((say("desk.flash.read_only"), "warn")))
        else:
            self.push_screen(CurateScreen(draft))

    def open_form(self, draft: Draft | None) -> None:
        """The form for an event by hand."""
        from tui.screens.append import AppendScreen

        if self.session.read_only:
            self.flash(line((say("desk.flash.read_only"), "warn")))
        else:
            self.push_screen(AppendScreen(draft))
