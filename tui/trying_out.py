"""Trying a projection out beside the views: a thread folds it, asks when it fails, steps when told to, and compares.

The thread owns the trial and its database; the screen sees frozen `Tried` values only.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tracker.dossier import Dossier
from tracker.projections.cutoff import Cutoff
from tracker.projections.fold import EventError
from tracker.projections.progress import Progress
from tracker.projections.trial.row_changes import RowChange, compared
from tracker.projections.trial.run import Step, Trial
from tracker.projections.trial.self_check import Check, self_check
from tui.resting import Rest
from tui.under_way import BrokenOff

_SHOWN = 200
"""So many differences and steps are kept to be looked at."""


@dataclass(frozen=True, slots=True)
class TriedTable:
    """A table of the projection: its rows, and how many of them differ from those of the views in use."""

    name: str
    rows: int
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class Tried:
    """How far a trial is.

    Attributes:
        path: the projection's file.
        cutoff: which events count.
        stage: running, stepping (waits for the next step), failed (waits for an answer), done, broken (for good), kept.
        progress: the latest word of it.
        tables, changes, checks: what came of it, once it is done.
        steps: the newest steps, the newest last.
        error: the event at which it fails, or why it is broken.
        ignored: position and projection of events that were left out.
    """

    path: Path
    cutoff: Cutoff = field(default_factory=Cutoff)
    stage: str = "running"
    progress: Progress | None = None
    tables: Sequence[TriedTable] = ()
    changes: Sequence[RowChange] = ()
    checks: Sequence[Check] = ()
    steps: Sequence[Step] = ()
    error: Exception | None = None
    ignored: Sequence[tuple[int, str]] = ()

    @property
    def failed_at(self) -> int | None:
        """The position of the event at which it fails."""
        record = self.error.record if isinstance(self.error, EventError) else None
        return record.position if record is not None else None

    @property
    def promotable(self) -> bool:
        """Whether it may be kept: it ran to the end over the whole log, left nothing out and kept its promises."""
        whole = self.cutoff == Cutoff()
        return self.stage == "done" and whole and not self.ignored and all(check.kept for check in self.checks)


class TryingOut:
    """One trial after the other.

    Args:
        told: called, in the thread of the trial, with every new state.

    Attributes:
        rest: lets the trial rest between two batches.
    """

    def __init__(self, dossier: Dossier, told: Callable[[Tried], None]) -> None:
        self._dossier = dossier
        self._told = told
        self._answer = ""
        self._answered = threading.Event()
        self._broken_off = False
        self._stepping = False
        self.rest = Rest()

    def answer(self, word: str) -> None:
        """What the waiting thread is to do: next or all (stepping), ignore or retry (failed), quit."""
        self._answer = word
        self._broken_off = word == "quit"
        self._answered.set()
        self.rest.go_on()

    def run(self, path: Path, cutoff: Cutoff, *, stepping: bool) -> Tried:
        """Try the projections of a file out; answers when that has come to an end.

        Raises:
            BrokenOff: the user wants no more.
        """
        self._stepping, self._broken_off = stepping, False
        while True:
            tried = Tried(path, cutoff)
            try:
                return self._once(tried)
            except _Again:
                continue
            except BrokenOff:
                raise
            except Exception as error:
                return self._tell(replace(tried, stage="broken", error=error))

    def _once(self, tried: Tried) -> Tried:
        trial = self._dossier.views.trial(tried.path, tried.cutoff)
        try:
            state = [tried]

            def judge(error: EventError) -> bool:
                state[0] = self._tell(replace(state[0], stage="failed", error=error))
                answer = self._wait()
                if answer == "retry":
                    raise _Again
                state[0] = self._tell(replace(state[0], stage="running", error=None))
                return answer == "ignore"

            def progress(now: Progress) -> None:
                self.rest.wait()
                if self._broken_off:
                    raise BrokenOff
                state[0] = self._tell(replace(state[0], progress=now))

            if self._stepping:
                self._step_through(trial, state, judge)
            else:
                trial.run(judge=judge, progress=progress)
            return self._concluded(trial, state[0])
        finally:
            trial.close()

    def _step_through(self, trial: Trial, state: list[Tried], judge: Callable[[EventError], bool]) -> None:
        for step in trial.steps(judge):
            if self._broken_off:
                raise BrokenOff
            state[0] = replace(state[0], steps=[*state[0].steps, step][-_SHOWN:])
            if self._stepping:
                self._tell(replace(state[0], stage="stepping"))
                self._stepping = self._wait() != "all"

    def _concluded(self, trial: Trial, tried: Tried) -> Tried:
        """The rows against those in use, and whether the projection keeps its promises."""
        tables: list[TriedTable] = []
        changes: list[RowChange] = []
        for name in trial.tables:
            differing = list(compared(self._dossier.views.connection(), trial.db, name))
            kinds = [change.kind for change in differing]
            (rows,) = trial.db.execute(f'SELECT count(*) FROM "{name}"').fetchone()
            counts = (kinds.count(kind) for kind in ("added", "removed", "changed"))
            tables.append(TriedTable(name, rows, *counts))
            changes += differing[: _SHOWN - len(changes)]
        checks = self_check(trial, lambda: self._dossier.views.trial(tried.path, tried.cutoff))
        return self._tell(
            replace(tried, stage="done", tables=tables, changes=changes, checks=checks, ignored=list(trial.ignored))
        )

    def _wait(self) -> str:
        """The user's answer.

        Raises:
            BrokenOff: it is that they want no more.
        """
        self._answered.clear()
        if not self._broken_off:
            self._answered.wait()
        if self._broken_off:
            raise BrokenOff
        return self._answer

    def _tell(self, tried: Tried) -> Tried:
        self._told(tried)
        return tried


class _Again(Exception):
    """The file was mended: the trial begins anew."""
