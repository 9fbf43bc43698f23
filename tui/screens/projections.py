"""Screen 7: where the projections stand, and their replay into a shadow file while the live rows stay readable."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tracker.projections.progress import Progress, ProjectionState
from tracker.wording import say
from tui.actions import bindings
from tui.presenters import projections
from tui.presenters.clock import grouped
from tui.presenters.lines import Column, Line, line
from tui.presenters.projections import Replay
from tui.presenters.rows import Groups, Rows
from tui.screens.list_screen import ListScreen
from tui.widgets.rowlist import Cells

_VIEWS = ("meetings", "itineraries", "whereabouts", "statements")


class ProjectionsScreen(ListScreen):
    """Can I trust the views, and rebuild them?"""

    SCOPE = "projections"
    TAB = "projections"
    BINDINGS = bindings("projections")

    def __init__(self) -> None:
        super().__init__()
        self.replay: Replay | None = None
        self._cancelled = False

    def columns(self) -> Sequence[Column]:
        return projections.columns()

    def cells(self, row: ProjectionState) -> Cells:
        return projections.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        states = self.desk.session.dossier.views.states()
        return Rows(range(len(states)), lambda page: [states[key] for key in page]), Groups(), None

    def side(self, row: ProjectionState | None, width: int) -> Sequence[Line]:
        lines = projections.replay_lines(self.replay, width)
        if row is not None and row.error:
            return [*lines, (), line((row.error, "bad"))]
        return lines

    def show_selected(self) -> None:
        row = self.rowlist.current
        for pane in self.panes():
            pane.show(lambda width: self.side(row, width), top=False)

    def action_replay(self) -> None:
        """Rebuild all views from the log."""
        if self.replay is None or not self.replay.running:
            self._cancelled = False
            self.replay = Replay(before=self._counts())
            self.run_worker(self._rebuild(), group="replay", exit_on_error=False)
            self.show_selected()

    def action_cancel_replay(self) -> None:
        """Break the replay off; the live views stay as they are."""
        self._cancelled = self.replay is not None and self.replay.running

    def action_back(self) -> None:
        if self.replay is not None and self.replay.running:
            self.action_cancel_replay()
        else:
            super().action_back()

    async def _rebuild(self) -> None:
        loop = asyncio.get_running_loop()
        views = self.desk.session.dossier.views

        def tell(progress: Progress) -> None:
            loop.call_soon_threadsafe(self._progressed, progress)

        before = self.replay or Replay()
        try:
            await asyncio.to_thread(views.rebuild, progress=tell, cancelled=lambda: self._cancelled)
        except Exception as error:
            self.replay = replace(self.replay or before, running=False, error=str(error))
            self.desk.report(error)
        else:
            after = None if self._cancelled else self._counts()
            self.replay = replace(self.replay or before, running=False, cancelled=self._cancelled, after=after)
            done = "desk.projections.cancelled" if self._cancelled else "desk.flash.replayed"
            self.desk.flash(line((say(done), "warn" if self._cancelled else "good")))
        self.desk.log_signal.publish(0)

    def _progressed(self, progress: Progress) -> None:
        if self.replay is not None and self.replay.running:
            self.replay = replace(self.replay, progress=progress)
            if self.is_mounted:
                self.refresh_view()

    def _counts(self) -> dict[str, int]:
        """How many rows each view has, at now."""
        views = self.desk.session.views_now()
        return {view: len(views.keys(view)) for view in _VIEWS}

    def copy_text(self) -> str | None:
        row: ProjectionState | None = self.rowlist.current
        if row is None:
            return None
        return f"{projections.projection_name(row.name)} v{row.version}: {grouped(row.position)}/{grouped(row.head)}"
