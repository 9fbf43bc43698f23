"""Rebuilding projections in a shadow file, so that nobody waits and nobody sees half of it."""

from __future__ import annotations

import gc
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from events.envelope import Recorded
from events.log import EventLog
from tracker.projections import storage
from tracker.projections.contract import Projection
from tracker.projections.fold import Fold
from tracker.projections.progress import Progress

BATCH = 2_000
_SHORT_TAIL = 1_000
_GLIMPSE = 0.1
_WRITE_OUT = 1.0
"""Seconds after which the disk gets what was written: a writer of the log waits behind all that it has to take."""

Reporter = Callable[[Progress], None]


class Cancelled(Exception):
    """The rebuild was called off; the old file stays."""


class Rebuild:
    """One rebuild of some projections of a views file.

    Args:
        log: where the events are read.
        projections: new instances, made for the shadow file.
        names: the projections to fill anew; the others keep their rows.
        progress: told about every tenth of a second.
        cancelled: asked between batches.

    Attributes:
        whole: whether all projections are filled anew.
        rate: events a second so far.
    """

    def __init__(
        self,
        log: EventLog,
        projections: Collection[Projection],
        names: Collection[str],
        *,
        progress: Reporter | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._log = log
        self._projections = list(projections)
        self._names = [p.name for p in self._projections if p.name in names]
        self._progress = progress
        self._cancelled = cancelled
        self._began = time.monotonic()
        self._told = 0.0
        self._written_out = self._began
        self._path: Path | None = None
        self.whole = len(self._names) == len(self._projections)
        self._title = "" if self.whole else ", ".join(self._names)
        self.rate = 0.0

    def into(self, path: Path, *, copy: Path | None = None) -> None:
        """Fill the file at a path, up to a short tail of the log.

        Args:
            path: an empty file.
            copy: a views file whose other projections are taken over.

        Raises:
            EventError: a projection fails at an event.
            Cancelled: it was called off.
        """
        db = storage.connect_shadow(path)
        self._path = path
        try:
            if copy is not None:
                with storage.locked(copy):
                    source = storage.connect(str(copy), reading=True)
                    try:
                        source.backup(db)
                    finally:
                        source.close()
                db.execute("PRAGMA journal_mode = OFF").fetchone()
            self.fill(db)
        finally:
            db.close()

    def fill(self, db: sqlite3.Connection) -> None:
        """Read the log once, derive what builds on the rows, then follow the log until the tail is short.

        Raises:
            EventError, Cancelled: as `into`.
        """
        with no_collection():
            fold = Fold(db, self._projections)
            fold.create({*self._names, *fold.outdated()}, bulk=True)
            head = self._log.head().position
            others = [p.name for p in self._projections if p.name not in self._names]
            start = min((fold.positions[name] for name in others), default=head)
            for batch in batches(self._log, start, head):
                fold.apply(batch, names=others)
            last = self._read(fold, head)
            fold.finish(self._names, last, lambda name: self._tell(head, head, "deriving", force=True))
            while (tail := self._log.head().position) > fold.position:
                behind = tail - fold.position
                for batch in batches(self._log, fold.position, tail):
                    fold.apply(batch)
                    self._tell(batch[-1].position, tail, "reading")
                if behind <= _SHORT_TAIL:
                    break
        self._tell(tail, tail, "publishing", force=True)

    def _read(self, fold: Fold, head: int) -> Recorded | None:
        """Feed the log to those of the named that read it; the last record."""
        if not any(p.name in self._names and p.handlers() for p in self._projections):
            return self._log.get(head)
        last: Recorded | None = None
        for batch in batches(self._log, 0, head):
            fold.apply(batch, names=self._names, defer=True)
            last = batch[-1]
            self._tell(last.position, head, "reading")
        return last

    def _tell(self, position: int, head: int, stage: str, *, force: bool = False) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        now = time.monotonic()
        if self._path is not None and now - self._written_out >= _WRITE_OUT:
            storage.write_out(self._path)
            now = self._written_out = time.monotonic()
        passed = max(now - self._began, 1e-6)
        self.rate = position / passed
        if self._progress is not None and (force or now - self._told >= _GLIMPSE or position == head):
            self._told = now
            eta = (head - position) / self.rate if self.rate else None
            self._progress(Progress(self._title, position, head, self.rate, eta, stage))


@contextmanager
def no_collection() -> Iterator[None]:
    """Spare the search for cycles, of which a fold makes none: it costs a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def batches(log: EventLog, after: int, until: int, size: int = BATCH) -> Iterator[list[Recorded]]:
    """The records of the log behind a position, some at a time."""
    records = iter(log.read(after, until))
    while batch := list(islice(records, size)):
        yield batch
