"""A trial: projections from elsewhere folded over a stretch of the log, in a database of their own.

Nothing of it touches the views in use. Errors name the event; the caller decides whether it is left out.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from events.envelope import Recorded
from events.log import EventLog
from tracker.projections.contract import Projection
from tracker.projections.cutoff import Cutoff
from tracker.projections.fold import EventError, Fold
from tracker.projections.progress import Progress
from tracker.projections.rebuild import BATCH, batches
from tracker.projections.roster import with_dependents
from tracker.projections.trial.row_changes import Recorder, RowChange, plain_tables

_GLIMPSE = 0.1

Judge = Callable[[EventError], bool]
"""Asked about an event at which a projection fails: True leaves the event out for it, False ends the trial."""


def strict(error: EventError) -> bool:
    """No event may fail."""
    return False


@dataclass(frozen=True, slots=True)
class Step:
    """An event, and the rows of the tried projections that it changed."""

    record: Recorded
    changes: Sequence[RowChange]


class Trial:
    """One run.

    Args:
        log: where the events are read.
        own: makes new instances of our own projections; those that the tried ones need are folded along.
        candidates: the projections to try.
        cutoff: which events count.
        path: of the database, an empty file; by default it lives in memory.

    Attributes:
        db: the database.
        ignored: position and projection of every event that was left out.
    """

    def __init__(
        self,
        log: EventLog,
        own: Callable[[], list[Projection]],
        candidates: Sequence[type[Projection]],
        cutoff: Cutoff = Cutoff(),  # noqa: B008  (frozen)
        *,
        path: str = ":memory:",
    ) -> None:
        self._log = log
        self._own = own
        self._candidates = list(candidates)
        self._cutoff = cutoff
        head = log.head().position
        self.head = head if cutoff.position is None else min(cutoff.position, head)
        self.db = sqlite3.connect(path, isolation_level=None)
        self.ignored: list[tuple[int, str]] = []
        self._fold = self._begin()
        self._fold.create(self._fold.outdated())

    @property
    def tables(self) -> list[str]:
        """The tables of the tried projections."""
        return [table for one in self._candidates for table in plain_tables(self.db, one.name)]

    def run(
        self,
        *,
        judge: Judge = strict,
        progress: Callable[[Progress], None] | None = None,
        batch: int = BATCH,
        afresh: bool = False,
    ) -> None:
        """Fold everything that counts.

        Args:
            judge: asked about each event that fails.
            progress: told about every tenth of a second.
            batch: how many events make a transaction.
            afresh: begin every batch with new instances, as after a restart of the program.

        Raises:
            EventError: an event failed that may not be left out, or a projection of our own did.
        """
        began = told = time.monotonic()
        title = ", ".join(one.name for one in self._candidates)
        for records in batches(self._log, 0, self.head, batch):
            self._take([record for record in records if self._cutoff.admits(record)], judge)
            if afresh:
                self._fold = self._begin()
            now, position = time.monotonic(), records[-1].position
            if progress and (now - told >= _GLIMPSE or position == self.head):
                told, rate = now, position / max(now - began, 1e-6)
                left = [f"#{place} {name}" for place, name in self.ignored]
                progress(Progress(title, position, self.head, rate, (self.head - position) / rate, errors=tuple(left)))

    def steps(self, judge: Judge = strict) -> Iterator[Step]:
        """Fold event by event; every event that changes rows of the tried projections.

        Raises:
            EventError: as `run`.
        """
        recorder = Recorder(self.db, self.tables)
        for record in self._log.read(0, self.head):
            if self._cutoff.admits(record):
                self._take([record], judge)
                if changes := recorder.take():
                    yield Step(record, changes)

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()

    def _begin(self) -> Fold:
        """A fold with new instances, those that are needed before those that need them."""
        candidates = [one() for one in self._candidates]
        wanted = {name for one in candidates for name in one.needs}
        ours: list[Projection] = []
        for projection in reversed(self._own()):
            if projection.name in wanted:
                wanted.update(projection.needs)
                ours.insert(0, projection)
        return Fold(self.db, [*ours, *candidates])

    def _take(self, records: Sequence[Recorded], judge: Judge, without: Collection[str] = ()) -> None:
        """Fold some events, for all projections but some; where that fails, one by one, so that the event is known."""
        names = [one.name for one in self._fold.projections if one.name not in without]
        try:
            self._fold.apply(records, names=names)
        except EventError as error:
            self._fold = self._begin()  # what an instance remembers is not rolled back
            if len(records) > 1:
                for record in records:
                    self._take([record], judge)
                return
            named = error if error.record else _at(error, records[0])
            if error.projection not in {one.name for one in self._candidates} or not judge(named):
                raise named from error.__cause__
            self.ignored.append((records[0].position, error.projection))
            self._take(records, judge, {*without, *with_dependents(self._fold.projections, [error.projection])})


def _at(error: EventError, record: Recorded) -> EventError:
    """The error of a batch of one event, which is then the event at fault."""
    cause = error.__cause__
    return EventError(error.projection, record, cause if isinstance(cause, Exception) else error, error.line)
