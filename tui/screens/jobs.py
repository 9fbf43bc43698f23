"""Screen 8: the jobs that keep the desk fresh, with their runs; run one now, or pause it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from textual import on

from tracker.jobs.store import JobStore
from tracker.wording import label, say
from tui.actions import bindings
from tui.presenters import jobs
from tui.presenters.jobs import JobRow
from tui.presenters.lines import Column, Line, line
from tui.presenters.rows import Groups, Rows
from tui.screens.list_screen import ListScreen
from tui.widgets.rowlist import Cells, RowList

_RUNS = 20


class JobsScreen(ListScreen):
    """Is my desk fresh?"""

    SCOPE = "jobs"
    TAB = "jobs"
    BINDINGS = bindings("jobs")

    def on_mount(self) -> None:
        self.desk.job_signal.subscribe(self, lambda _: self.refresh_view())

    @property
    def store(self) -> JobStore:
        """What the dossier keeps of its jobs."""
        return JobStore(self.desk.session.dossier.log, "desk")

    def columns(self) -> Sequence[Column]:
        return jobs.columns()

    def cells(self, row: JobRow) -> Cells:
        return jobs.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        store, running = self.store, self.desk.jobs
        paused = store.paused()
        found = [
            JobRow(state, state.job in paused, tuple(store.runs(state.job, limit=_RUNS)))
            for state in (running.states() if running is not None else ())
        ]
        return Rows(range(len(found)), lambda page: [found[key] for key in page]), Groups(), None

    def side(self, row: JobRow | None, width: int) -> Sequence[Line]:
        running = self.desk.jobs
        return jobs.job_page(row, running.inbox if running is not None else None, width)

    def show_selected(self) -> None:
        row = self.rowlist.current
        for pane in self.panes():
            pane.show(lambda width: self.side(row, width))

    @on(RowList.Opened)
    def _opened(self) -> None:
        """The first event that the newest run with events appended."""
        row: JobRow | None = self.rowlist.current
        position = next((run.positions[0] for run in row.runs if run.positions), None) if row is not None else None
        if position is not None:
            self.desk.open_event(position)
        else:
            self.desk.flash(line((say("desk.jobs.nothing_appended"), "warn")))

    def action_run_job(self) -> None:
        """Run the selected job now."""
        row: JobRow | None = self.rowlist.current
        if row is not None and self.desk.jobs is not None:
            self.run_worker(self._run(row.state.job), group="run job", exit_on_error=False)
            self.refresh_view()

    async def _run(self, job: str) -> None:
        assert self.desk.jobs is not None
        run = await self.desk.jobs.run(job)
        if run is None:
            self.desk.flash(line((say("desk.jobs.elsewhere", job=label("job", job)), "warn")))
        elif not run.error:
            self.desk.flash(line((f"{label('job', job)}: {jobs.result_words(run)}", "good")))
        await self.desk.follow()

    def action_pause_job(self) -> None:
        """Let the selected job run only when it is asked for, in every process; again lets it run by the clock."""
        row: JobRow | None = self.rowlist.current
        if row is not None:
            self.run_worker(self._pause(row), group="run job", exit_on_error=False)

    async def _pause(self, row: JobRow) -> None:
        with self.desk.guarded():
            job = row.state.job
            await asyncio.to_thread(self._paused, job, pause=not row.paused)
            self.refresh_view()
            told = "desk.jobs.resumed_now" if row.paused else "desk.jobs.paused_now"
            self.desk.flash(line((say(told, job=label("job", job)), "warn")))

    def _paused(self, job: str, *, pause: bool) -> None:
        store = self.store
        store.prepare()
        if pause:
            store.pause(job)
        else:
            store.resume(job)
