"""Screen 9: what waits for a hand, kind by kind; enter opens the thing itself."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.projections.reader import ViewReader
from tui.actions import bindings
from tui.presenters.checks import check_sections, head_lines
from tui.presenters.entries import Section
from tui.presenters.lines import Line
from tui.screens.entry_screen import EntryScreen


class ChecksScreen(EntryScreen):
    """What a desk looks through before it prints."""

    SCOPE = "checks"
    TAB = "checks"
    BINDINGS = bindings("checks")

    def read(self, views: ViewReader, filter: str) -> tuple[Sequence[Line], Sequence[Section]]:
        sections = check_sections(views, self.desk.session.dossier.articles, filter)
        return head_lines(sections), sections
