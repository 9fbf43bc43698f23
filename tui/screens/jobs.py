"""Screen 8: the jobs that keep the desk fresh, with their runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on

from tracker.jobs.store import JobRun, JobStore
from tui.presenters import jobs
from tui.presenters.lines import Column, Line
from tui.presenters.rows import Groups, Rows
from tui.screens.list_screen import ListScreen
from tui.widgets.rowlist import Cells, RowList


class JobsScreen(ListScreen):
    """Is my desk fresh?"""

    SCOPE = "jobs"
    TAB = "jobs"

    def on_mount(self) -> None:
        self.desk.job_signal.subscribe(self, lambda _: self.refresh_view())

    def columns(self) -> Sequence[Column]:
        return jobs.columns()

    def cells(self, row: JobRun) -> Cells:
        return jobs.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        runs = {run.number: run for run in JobStore(self.desk.session.dossier.log, "desk").runs()}
        return Rows(list(runs), lambda page: [runs[key] for key in page]), Groups(), None

    def side(self, row: JobRun | None, width: int) -> Sequence[Line]:
        running = self.desk.jobs
        states = running.states() if running is not None else ()
        lines = jobs.state_lines(states, running.inbox if running is not None else None, width)
        return [*lines, (), *jobs.run_page(row, width)] if row is not None else lines

    def show_selected(self) -> None:
        row = self.rowlist.current
        for pane in self.panes():
            pane.show(lambda width: self.side(row, width))

    @on(RowList.Opened)
    def _opened(self) -> None:
        row: JobRun | None = self.rowlist.current
        if row is not None and row.positions:
            self.desk.open_event(row.positions[0])
