"""The page of a person, a place, a pair or a source: opened from wherever the name appears, and by name."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.projections.reader import ViewReader
from tracker.projections.telling import Subject
from tracker.wording import say
from tui.actions import bindings
from tui.presenters.dossiers.page import subject_page
from tui.presenters.entries import Section
from tui.presenters.lines import Line
from tui.screens.entry_screen import EntryScreen


class DossierScreen(EntryScreen):
    """Everything that the dossier holds of one subject; every line leads on, and to its evidence."""

    SCOPE = "dossier"
    BINDINGS = bindings("dossier")

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self.subject = subject

    def read(self, views: ViewReader, filter: str) -> tuple[Sequence[Line], Sequence[Section]]:
        page = subject_page(views, self.subject, filter)
        return page.head, page.sections

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("Masthead").active = self.desk.current_mode  # type: ignore[attr-defined]

    def watched(self) -> Sequence[Subject]:
        return [self.subject]

    def copy_text(self) -> str | None:
        if self.entry is None:
            return None
        return say("pages.citation", subject=self.subject.name, entry=self.entry.text)
