"""What changed between the place in time and now: pushed by `d`, a row a difference, each with its sources."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any

from textual import on

from events.envelope import Recorded
from tracker.projections.cutoff import Cutoff
from tracker.projections.names import fold_text, words_of
from tracker.projections.reckoned_rows import DifferenceRow
from tracker.typed.filters import FilterError, read_filter
from tracker.wording import say
from tui.actions import bindings
from tui.presenters import changes
from tui.presenters.clock import grouped
from tui.presenters.lines import Column, Line, line
from tui.presenters.rows import Groups, Rows
from tui.screens.list_screen import ListScreen
from tui.under_way import BrokenOff, UnderWay
from tui.what_changed import MOST, Changed, what_changed
from tui.widgets.rowlist import Cells, RowList

_WORDS = 300


class ChangesScreen(ListScreen):
    """The differences between two places in time; the later one is where the desk stood, or now.

    Args:
        earlier, later: the places, each with the day it is there.
        title: both in words.
    """

    SCOPE = "changes"
    BINDINGS = bindings("changes")

    def __init__(self, earlier: tuple[Cutoff, date], later: tuple[Cutoff, date], title: str) -> None:
        super().__init__()
        self._places = earlier, later
        self._title = title
        self._changed: Changed | None = None

    def on_mount(self) -> None:
        self.run_worker(self._compare(), group="changes", exclusive=True, exit_on_error=False)

    async def _compare(self) -> None:
        work = UnderWay(say("desk.changes.under_way"))
        dossier, (earlier, later) = self.desk.session.dossier, self._places
        with self.desk.guarded():
            try:
                changed = await self.desk.working(work, asyncio.to_thread(what_changed, dossier, earlier, later, work))
            except BrokenOff:
                self.dismiss()
                return
            self._changed = changed
            self.refresh_view()
            key = "desk.changes.newest" if changed.more else "desk.changes.found"
            told = say(key, changes=len(changed.rows), events=grouped(changed.between), most=grouped(MOST))
            self.desk.flash(line((f"{self._title}  ", "strong"), (told, "muted")))

    def columns(self) -> Sequence[Column]:
        return changes.columns()

    def cells(self, row: DifferenceRow) -> Cells:
        return changes.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        found = [row for row in (self._changed.rows if self._changed else ()) if self._holds(row)]
        heads = [0] if found else []
        groups = Groups(heads, lambda group: line((self._title.upper(), "heading")))
        return Rows(range(len(found)), lambda page: [found[key] for key in page]), groups, None

    def _holds(self, row: DifferenceRow) -> bool:
        """Whether a filter leaves a difference: words only, since the rest is what changed."""
        told = fold_text(" ".join((row.title, row.field or "", row.old or "", row.new or ""))).split()
        for term in read_filter(self.filter, self._places[1][1]):
            if term.field:
                raise FilterError(say("filters.not_here", field=term.field), remedy=say("filters.words"))
            if all(any(each.startswith(word) for each in told) for word in words_of(term.values[0])) is term.negated:
                return False
        return True

    def side(self, row: DifferenceRow, width: int) -> Sequence[Line]:
        return changes.change_page(row, self._quoted, width)

    def _quoted(self, position: int) -> tuple[Recorded | None, str]:
        """The event at a position and the words that it rests on."""
        dossier = self.desk.session.dossier
        record = dossier.log.get(position)
        article = dossier.articles.article(record.document) if record and record.document else None
        spans = getattr(record.event, "evidence", ()) if record else ()
        if record is None or article is None:
            return record, ""
        return record, " … ".join(article.text[span.start : span.end] for span in spans)[:_WORDS]

    @on(RowList.Opened)
    def _opened(self) -> None:
        row: DifferenceRow | None = self.rowlist.current
        if row is None:
            return
        if self.desk.session.views().meeting_row(row.id) is None:
            self.desk.flash(line((say("desk.flash.not_known_yet"), "warn"), ("  0 ", "key"), say("desk.scrubber.now")))
        else:
            self.desk.open_meeting(row.id)

    def action_evidence(self) -> None:
        """The article of the event that brought the difference about, at the sentence."""
        row: DifferenceRow | None = self.rowlist.current
        record = self.desk.session.dossier.log.get(row.cause) if row is not None and row.cause else None
        if record is not None:
            self.desk.open_evidence(record.document, record.id)

    def action_copy(self) -> None:
        """Copy all of the differences as Markdown, each with its source."""
        if self._changed is None or not self._changed.rows:
            self.desk.flash(line((say("desk.flash.nothing_to_copy"), "warn")))
            return
        shown = [row for row in self._changed.rows if self._holds(row)]
        self.app.copy_to_clipboard(changes.changes_markdown(self._title, shown, self._quoted))
        self.desk.flash(line((say("desk.flash.changes_copied", count=len(shown)), "good")))

    def copy_text(self) -> str | None:
        row: DifferenceRow | None = self.rowlist.current
        return None if row is None else changes.changes_markdown(self._title, [row], self._quoted)

    def copy_row(self) -> DifferenceRow | None:
        row: DifferenceRow | None = self.rowlist.current
        return row
