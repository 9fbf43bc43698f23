"""Screen 7: where the views stand; rebuild them from the log; try a projection of one's own, and keep it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import on, work

from tracker.projections.progress import Progress, ProjectionState
from tracker.typed.dates import NotADate
from tracker.wording import say
from tui.actions import bindings
from tui.presenters import projections
from tui.presenters.clock import grouped
from tui.presenters.lines import Column, Line, line
from tui.presenters.moments import read_moment
from tui.presenters.projections import Replay
from tui.presenters.rows import Groups, Rows
from tui.presenters.trial import trial_lines
from tui.resting import Rest
from tui.screens.list_screen import ListScreen
from tui.screens.questions import Question
from tui.trying_out import Tried, TryingOut
from tui.under_way import BrokenOff
from tui.widgets.rowlist import Cells, RowList

_VIEWS = ("meetings", "itineraries", "whereabouts", "statements")


class ProjectionsScreen(ListScreen):
    """Can I trust the views, and rebuild them?"""

    SCOPE = "projections"
    TAB = "projections"
    BINDINGS = bindings("projections")

    def __init__(self) -> None:
        super().__init__()
        self.replay: Replay | None = None
        self.tried: Tried | None = None
        self._trial: TryingOut | None = None
        self._cancelled = False
        self._rest = Rest()

    def on_unmount(self) -> None:
        self._cancelled = True
        self._rest.go_on()
        if self._trial is not None:
            self._trial.answer("quit")  # its thread waits for an answer, and would keep the program from ending

    def columns(self) -> Sequence[Column]:
        return projections.columns()

    def cells(self, row: ProjectionState) -> Cells:
        return projections.cells(row)

    def rows(self) -> tuple[Rows[Any], Groups, int | None]:
        states = self.desk.session.dossier.views.states()
        return Rows(range(len(states)), lambda page: [states[key] for key in page]), Groups(), None

    def side(self, row: ProjectionState | None, width: int) -> Sequence[Line]:
        if self.tried is not None:
            return trial_lines(self.tried, width, resting=self._trial is not None and self._trial.rest.resting)
        lines = projections.replay_lines(self.replay, width)
        if row is not None and row.error:
            return [*lines, (), line((row.error, "bad"))]
        return lines

    def show_selected(self) -> None:
        self.set_class(self.replay is not None or self.tried is not None, "-replaying")
        row = self.rowlist.current
        for pane in self.panes():
            pane.show(lambda width: self.side(row, width), top=False)

    def action_back(self) -> None:
        if self._under_way() or self.tried is not None:
            self.action_cancel_replay()
        else:
            super().action_back()

    def _under_way(self) -> bool:
        return self._trial is not None or (self.replay is not None and self.replay.running)

    def action_cancel_replay(self) -> None:
        """Break off what is under way, or put the trial away; the live views stay as they are."""
        if self._trial is not None:
            self._trial.answer("quit")
        elif self.tried is not None:
            self.tried = None
            self.show_selected()
        else:
            self._cancelled = self.replay is not None and self.replay.running
            self._rest.go_on()

    def action_pause_replay(self) -> None:
        """Let what is under way rest, or go on; where nothing is, the log passes by."""
        if self._trial is not None:
            self._trial.rest.toggle()
        elif self.replay is not None and self.replay.running:
            self._rest.toggle()
            self.replay = replace(self.replay, resting=self._rest.resting)
        else:
            self.action_play_log()
        self.show_selected()

    @on(RowList.Opened)
    def _opened(self) -> None:
        self.action_open_failed()

    # --- rebuilding ------------------------------------------------------------------------------------------------

    def action_replay(self) -> None:
        """Rebuild all views from the log."""
        if not self._under_way():
            self._cancelled, self.tried = False, None
            self._rest.go_on()
            self.replay = Replay(before=self._counts())
            self.run_worker(self._rebuild(), group="replay", exit_on_error=False)
            self.show_selected()

    async def _rebuild(self) -> None:
        loop = asyncio.get_running_loop()
        views = self.desk.session.dossier.views

        def tell(progress: Progress) -> None:
            loop.call_soon_threadsafe(self._progressed, progress)

        def broken_off() -> bool:
            self._rest.wait()
            return self._cancelled

        before = self.replay or Replay()
        try:
            await asyncio.to_thread(views.rebuild, progress=tell, cancelled=broken_off)
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

    # --- trying out ------------------------------------------------------------------------------------------------

    @work(group="ask", exit_on_error=False)
    async def action_try_out(self, *, stepping: bool = False) -> None:
        """Ask for a projection's file and until when, then fold it beside the views."""
        if self._under_way():
            return
        typed = await self.app.push_screen_wait(
            Question(say("desk.trial.ask"), placeholder=say("desk.trial.ask_example"))
        )
        if not typed:
            return
        until = await self.app.push_screen_wait(
            Question(
                say("desk.trial.until"), placeholder=say("desk.ask.go_to_examples"), value=say("desk.scrubber.now")
            )
        )
        if until is None:
            return
        session = self.desk.session
        try:
            clock = read_moment(until, session.clock.now(), session.times, session.today)
        except NotADate:
            self.desk.flash(line((say("desk.flash.no_moment", text=until[:60]), "bad")))
            return
        self._try_out(Tried(Path(typed).expanduser(), clock.cutoff), stepping=stepping)

    def action_step_out(self) -> None:
        """Ask for a file, then fold it event by event; while one is stepped through, the next step."""
        if self.tried is not None and self.tried.stage == "stepping" and self._trial is not None:
            self._trial.answer("next")
        else:
            self.action_try_out(stepping=True)

    def _try_out(self, tried: Tried, *, stepping: bool) -> None:
        self.tried, self.replay = tried, None
        loop = asyncio.get_running_loop()

        def tell(now: Tried) -> None:
            loop.call_soon_threadsafe(self._tried, now)

        self._trial = TryingOut(self.desk.session.dossier, tell)
        self.run_worker(self._try(tried, stepping=stepping), group="trial", exit_on_error=False)
        self.show_selected()

    async def _try(self, tried: Tried, *, stepping: bool) -> None:
        assert self._trial is not None
        try:
            self.tried = await asyncio.to_thread(self._trial.run, tried.path, tried.cutoff, stepping=stepping)
        except BrokenOff:
            self.tried = None
            self.desk.flash(line((say("desk.projections.cancelled"), "warn")))
        finally:
            self._trial = None
        if self.is_mounted:
            self.show_selected()

    def _tried(self, now: Tried) -> None:
        if self._trial is not None and self.is_mounted:
            self.tried = now
            self.show_selected()

    def action_answer_trial(self, word: str) -> None:
        """Tell the waiting trial what to do; one that is broken for good begins anew."""
        if self._trial is not None:
            self._trial.answer(word)
        elif word == "retry" and self.tried is not None and self.tried.stage == "broken":
            self._try_out(Tried(self.tried.path, self.tried.cutoff), stepping=False)
        elif word == "retry":
            self.desk.refresh_now()

    def action_open_failed(self) -> None:
        """The event at which the projection fails, in the log."""
        position = self.tried.failed_at if self.tried is not None else None
        if position is not None:
            self.desk.open_event(position)

    def action_promote(self) -> None:
        """Keep the projection from now on, in every dossier."""
        if self.tried is not None and self.tried.promotable:
            self.run_worker(self._promote(self.tried), group="replay", exit_on_error=False)
        else:
            self.desk.flash(line((say("desk.trial.not_promotable"), "warn")))

    async def _promote(self, tried: Tried) -> None:
        with self.desk.guarded():
            names = await asyncio.to_thread(self.desk.session.dossier.views.promote, tried.path)
            self.tried = replace(tried, stage="kept")
            self.desk.flash(line((say("views.trial.promoted", names=", ".join(names)), "good")))
            self.desk.log_signal.publish(0)

    def copy_text(self) -> str | None:
        row: ProjectionState | None = self.rowlist.current
        if row is None:
            return None
        return f"{projections.projection_name(row.name)} v{row.version}: {grouped(row.position)}/{grouped(row.head)}"
