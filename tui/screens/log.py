"""Screen 6: every event of the log, however many; the selected one with its envelope and its JSON."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from textual import on, work
from textual.worker import get_current_worker

from events.envelope import Recorded
from tracker.typed.filters import read_filter
from tracker.wording import say
from tui.actions import bindings
from tui.log_index import Selection, selected
from tui.presenters import logbook
from tui.presenters.causes import chain
from tui.presenters.clock import DeskClock, grouped
from tui.presenters.lines import Column, Line, line
from tui.presenters.rows import Groups, Rows
from tui.screens.arranged_screen import ArrangedScreen
from tui.screens.choices import Choice, Choices
from tui.widgets.filter_line import FilterLine
from tui.widgets.rowlist import Cells, RowList

_FIRST = 200
"""So many hits of a search are shown at once; the rest follows."""


class LogScreen(ArrangedScreen):
    """What exactly was recorded, when and by whom. Paged by position, so that a million events are as quick as ten."""

    SCOPE = "log"
    TAB = "log"
    BINDINGS = bindings("log")

    def __init__(self) -> None:
        super().__init__()
        self.following = False
        self.raw = False
        self.stream: str | None = None
        self._wanted: int | None = None
        self._found_for: Selection | None = None
        self._found = array("q")

    def columns(self) -> Sequence[Column]:
        return logbook.columns(len(self.desk.session.times))

    def cells(self, row: Recorded) -> Cells:
        return logbook.cells(row)

    @property
    def selection(self) -> Selection:
        """Which events are wanted: up to the place in time, under the filter, of one stream."""
        session = self.desk.session
        head = session.dossier.log.head().position
        until = head if session.shown.position is None else min(session.shown.position, head)
        return Selection(until, read_filter(self.filter, session.as_of), self.stream, session.shown.moment)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        selection = self.selection
        keys: Sequence[int] = range(1, selection.until + 1)
        if not selection.is_everything:
            if selection != self._found_for:
                self._search(selection)
            keys = self._found
        return Rows(keys, self._fetch), Groups(), max(0, len(keys) - 1)

    def _fetch(self, keys: Sequence[int]) -> list[Recorded | None]:
        log = self.desk.session.dossier.log
        if isinstance(keys, range):
            return list(log.read(after=keys.start - 1, until=keys.stop - 1))
        return [log.get(key) for key in keys]

    def reload(self) -> None:
        super().reload()
        if self._wanted is not None and self.rowlist.go_to_key(self._wanted):
            self._wanted = None
        if self.following:
            self.rowlist.action_end()

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _search(self, selection: Selection) -> None:
        """Look through the log in a thread; the first hits are shown at once, the rest when all are found."""
        worker = get_current_worker()
        found = array("q")
        session = self.desk.session
        for position in selected(session.dossier.log, selection, session.views_now().claims_holding):
            if worker.is_cancelled:
                return
            found.append(position)
            if len(found) == _FIRST:
                self.app.call_from_thread(self._show_found, selection, array("q", found))
        self.app.call_from_thread(self._show_found, selection, found)

    def _show_found(self, selection: Selection, positions: array[int]) -> None:
        if selection == self.selection:
            self._found_for, self._found = selection, positions
            super().reload()

    def side(self, row: Recorded, width: int) -> Sequence[Line]:
        if self.raw:
            return logbook.raw_page(row, width)
        log = self.desk.session.dossier.log
        return logbook.event_page(row, width, acted_on=tuple(log.effects_on(row.id)))

    def peek(self, row: Recorded, width: int) -> Sequence[Line]:
        return logbook.event_peek(row, width)

    def go_to(self, position: int) -> None:
        """Put the cursor on an event, whatever hides it now; a screen that is not drawn yet does so when it is."""
        self._wanted, self.stream = position, None
        if self.query(RowList):
            if self.filter:
                self.query_one(FilterLine).clear()
            self.refresh_view()

    def action_back(self) -> None:
        if self.stream is not None:
            self.stream = None
            self.refresh_view()
        else:
            super().action_back()

    def action_stream(self) -> None:
        """Only the events of the stream that the selected one belongs to; again shows all."""
        row: Recorded | None = self.rowlist.current
        if row is not None:
            self.stream = None if self.stream else row.stream
            self.refresh_view()
            self.rowlist.go_to_key(row.position)

    def action_follow(self) -> None:
        """Stay at the end as new events come in; again stays where one is."""
        self.following = not self.following
        self.desk.flash(line((say("desk.flash.following" if self.following else "desk.flash.not_following"), "good")))
        if self.following:
            self.desk.fresh = 0
            self.refresh_view()

    def action_evidence(self) -> None:
        """The article of the event, at the sentence."""
        row: Recorded | None = self.rowlist.current
        if row is not None:
            self.desk.open_evidence(row.document, row.id)

    def action_raw(self) -> None:
        """The record as JSON beside the list; again shows it in words."""
        self.raw = not self.raw
        self.show_selected()

    def action_before_after(self) -> None:
        """What the views showed before the event, and after it."""
        from tui.screens.changes import ChangesScreen

        row: Recorded | None = self.rowlist.current
        if row is None:
            return
        clock, session = DeskClock(), self.desk.session
        later, day = session.place(clock.at_position(row.position))
        earlier, _ = session.place(clock.at_position(row.position - 1))
        title = say("desk.log.before_after", position=grouped(row.position))
        self.app.push_screen(ChangesScreen((earlier, day), (later, day), title))

    @work(group="ask", exit_on_error=False)
    async def action_causes(self) -> None:
        """The chain of causes; choosing one goes there."""
        row: Recorded | None = self.rowlist.current
        if row is None:
            return
        steps = chain(self.desk.session.dossier, row)
        keys = [str(number) if number < 10 else " " for number in range(1, len(steps) + 1)]
        choices = [Choice(str(n), keys[n], step.words, step.about) for n, step in enumerate(steps)]
        title = say("desk.log.causes", position=grouped(row.position))
        chosen = await self.app.push_screen_wait(Choices(title, choices))
        step = steps[int(chosen)] if chosen is not None else None
        if step is not None and step.position is not None:
            self.go_to(step.position)
        elif step is not None:
            self.desk.open_evidence(step.document, row.id)

    @on(RowList.Opened)
    def _opened(self) -> None:
        """Enter opens the happening that the event belongs to, else its article."""
        row: Recorded | None = self.rowlist.current
        if row is None:
            return
        happening = self.desk.session.views().happening_of(row.id)
        if happening is not None:
            self.desk.open_meeting(happening)
        else:
            self.action_evidence()

    def target(self) -> int | None:
        row: Recorded | None = self.rowlist.current
        return row.position if row is not None else None

    def copy_text(self) -> str | None:
        row: Recorded | None = self.rowlist.current
        return logbook.event_citation(row) if row is not None else None
