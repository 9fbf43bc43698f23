"""What can be done with the meeting in front of one, on the board and on its own page."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from tracker.projections.rows import MeetingDossier
from tracker.projections.telling import Subject
from tui.presenters.dossiers.named import subjects_of
from tui.presenters.draft import Draft
from tui.presenters.meeting_text import draft_of_meeting, meeting_citation
from tui.screens.desk_screen import DeskScreen


class OfMeeting(DeskScreen):
    """Names whom the meeting names, copies it, begins a further report of it."""

    @abstractmethod
    def dossier(self) -> MeetingDossier | None:
        """Everything about the meeting; None where there is none."""

    def named(self) -> Sequence[Subject]:
        return subjects_of(self.dossier(), self.desk.session.views())

    def copy_text(self) -> str | None:
        dossier = self.dossier()
        return meeting_citation(dossier) if dossier is not None else None

    def prefill(self) -> Draft | None:
        dossier = self.dossier()
        return draft_of_meeting(dossier) if dossier is not None else None
