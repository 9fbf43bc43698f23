"""The views of a dossier: kept up with the log, rebuilt at will, read at any cut-off."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from events.envelope import Recorded
from events.log import EventLog
from tracker.projections import storage
from tracker.projections.claims.curation import Original
from tracker.projections.contract import Projection, ProjectionError
from tracker.projections.cutoff import Cutoff
from tracker.projections.documents import Documents
from tracker.projections.fold import EventError, Fold
from tracker.projections.knowledge import Knowledge, seeded
from tracker.projections.past import Past
from tracker.projections.progress import Progress, ProjectionState
from tracker.projections.reader import ViewReader
from tracker.projections.rebuild import Cancelled, Rebuild, batches
from tracker.projections.standard import standard

_log = logging.getLogger(__name__)
_BATCH = 1_000
_WORTH_A_REBUILD = 20_000
_CHECKED = 8_000_000
"""Bytes up to which a file is looked through when it is opened; damage to a larger one shows when it is read."""


class Views:
    """One views file beside its log. Safe to use from several threads; several processes may share the file.

    The file can be thrown away at any time. Where nothing can be written, the views live in memory.
    """

    def __init__(self, path: Path, log: EventLog, documents: Documents, knowledge: Knowledge) -> None:
        """Use `open`."""
        self._path = path
        self._log = log
        self._documents = documents
        self._knowledge = knowledge
        self._original: Original = log.get
        self._past = Past(log, self._standard)
        self._lock = threading.RLock()
        self._memory: sqlite3.Connection | None = None
        self._writer: tuple[tuple[int, int] | None, sqlite3.Connection, Fold] | None = None
        self._reader: tuple[tuple[int, int] | None, sqlite3.Connection] | None = None
        self._rates: dict[str, float] = {}
        self._replaying: Collection[str] = ()

    @classmethod
    def open(cls, path: Path, log: EventLog, documents: Documents, knowledge: Knowledge | None = None) -> Views:
        """Open the views file of a log, or begin a new one; `catch_up` fills it.

        A file that is damaged, no views file, or of another log is thrown away and begun anew.

        Args:
            path: of the views file.
            log: the log that is projected.
            documents: where articles are looked up.
            knowledge: of names and places; by default that of the seeds.
        """
        views = cls(Path(path), log, documents, knowledge or seeded())
        views._prepare()
        return views

    def catch_up(self) -> int:
        """Fold what was appended since; the number of events.

        A file that lies far behind, or whose projections have changed, is rebuilt.

        Raises:
            EventError: a projection of our own fails at an event; one that a user wrote is stopped instead.
        """
        with self._lock:
            head = self._log.head().position
            if self._is_current(head):
                return 0
            before = self._folded()
            if self._needs_rebuild(head):
                self.rebuild()
                return self._folded() - min(before, self._folded())
            began = time.monotonic()
            with self._writing() as fold:
                before = fold.position
                for batch in batches(self._log, before, head, _BATCH):
                    self._apply(fold, batch)
                folded = fold.position - before
            rate = folded / max(time.monotonic() - began, 1e-6)
            self._rates.update({projection.name: rate for projection in fold.projections})
            return folded

    def rebuild(
        self,
        names: Collection[str] | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Fill projections anew, beside the file in use; readers keep the old rows until the new ones are complete.

        Args:
            names: the projections; None for all. Those that build on them are filled anew, too.
            progress: told about every tenth of a second.
            cancelled: asked between batches; if it says True everything stays as it is.

        Raises:
            ProjectionError: there is no such projection, or another rebuild is running.
            EventError: a projection fails at an event; everything stays as it is.
        """
        projections = self._instances()
        wanted = _with_dependents(projections, names)
        run = Rebuild(self._log, projections, wanted, progress=progress, cancelled=cancelled)
        self._replaying = wanted
        try:
            if self._memory is not None:
                self._refill(run, projections, wanted)
            else:
                self._replace(run, whole=len(wanted) == len(projections))
        except Cancelled:
            return
        finally:
            self._replaying = ()
        self._rates.update(dict.fromkeys(wanted, run.rate))
        self.catch_up()

    def states(self) -> list[ProjectionState]:
        """Where each projection stands, those of earlier sessions' files among them."""
        head = self._log.head().position
        rows = self._connection().execute("SELECT name, version, position, error FROM projection").fetchall()
        stored = {name: (version, position, error) for name, version, position, error in rows}
        states = []
        for projection in self._instances():
            version, position, error = stored.pop(projection.name, (projection.version, 0, None))
            state = self._state(projection, version, position, head, error)
            rate = self._rates.get(projection.name)
            states.append(ProjectionState(projection.name, projection.version, position, head, rate, state, error))
        for name, (version, position, error) in sorted(stored.items()):
            why = error or "its file is not loaded: replay it to go on"
            states.append(ProjectionState(name, version, position, head, None, "stopped", why))
        return states

    def at(self, cutoff: Cutoff, as_of: date) -> ViewReader:
        """A reader of the views.

        Args:
            cutoff: which events count; `Cutoff()` for all that are folded now.
            as_of: the day that decides what has lapsed, is under way, is fresh.
        """
        live = cutoff.published is None and (cutoff.position is None or cutoff.position >= self._log.head().position)
        if live:
            db = self._connection()
            connection: Callable[[], sqlite3.Connection] = lambda: db  # noqa: E731
        else:
            connection = lambda: self._past.at(cutoff)  # noqa: E731
        return ViewReader(
            connection, as_of, original=self._original, documents=self._documents, knowledge=self._knowledge
        )

    def close(self) -> None:
        """Let go of the file; closing twice is allowed."""
        with self._lock:
            self._drop_writer()
            self._reader = None
            self._past.forget()

    # --- files and connections -------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        try:
            with storage.locked(self._path):
                if not self._belongs():
                    storage.remove(self._path)
                db = storage.connect(str(self._path))
                try:
                    self._begin(db)
                finally:
                    db.close()
        except (OSError, sqlite3.OperationalError) as error:
            _log.info("views live in memory: %s", error)
            self._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            self._begin(self._memory)

    def _begin(self, db: sqlite3.Connection) -> None:
        """Create the tables of a new file; an older version's are left for `catch_up` to rebuild."""
        fold = Fold(db, self._standard())
        if not fold.positions:
            fold.create(fold.outdated())

    def _belongs(self) -> bool:
        """Whether the file is missing or sound, and a fold of this very log."""
        if not self._path.exists() or self._path.stat().st_size == 0:
            return True
        try:
            db = storage.connect(str(self._path))
        except sqlite3.DatabaseError:
            return False
        try:
            if self._path.stat().st_size < _CHECKED and db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return False
            rows = db.execute("SELECT position, hash FROM projection WHERE position > 0").fetchall()
        except sqlite3.DatabaseError:
            return False
        finally:
            db.close()
        for position, digest in set(rows):
            record = self._log.get(position)
            if record is None or record.hash != digest:
                return False
        return True

    def _connection(self) -> sqlite3.Connection:
        """The connection for reading the file that is in place now."""
        if self._memory is not None:
            return self._memory
        with self._lock:
            current = storage.identity(self._path)
            if current is None:
                self._prepare()
                current = storage.identity(self._path)
            if self._reader is None or self._reader[0] != current:
                self._reader = (current, storage.connect(str(self._path), reading=True))
            return self._reader[1]

    @contextmanager
    def _writing(self) -> Iterator[Fold]:
        """The fold of the file in place, ours alone for the time."""
        if self._memory is not None:
            if self._writer is None:
                self._writer = (None, self._memory, Fold(self._memory, self._instances()))
            yield self._writer[2]
            return
        with storage.locked(self._path):
            current = storage.identity(self._path)
            if self._writer is not None and (self._writer[0] != current or not self._writer[2].in_step()):
                self._drop_writer()
            if self._writer is None:
                db = storage.connect(str(self._path))
                self._writer = (storage.identity(self._path), db, Fold(db, self._instances()))
            yield self._writer[2]

    def _drop_writer(self) -> None:
        if self._writer is not None and self._writer[1] is not self._memory:
            self._writer[1].close()
        self._writer = None

    def _replace(self, run: Rebuild, *, whole: bool) -> None:
        with storage.shadow(self._path) as beside:
            run.into(beside, copy=None if whole else self._path)
            with self._lock, storage.locked(self._path):
                self._drop_writer()
                storage.publish(beside, self._path)

    def _refill(self, run: Rebuild, projections: list[Projection], wanted: Collection[str]) -> None:
        db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        fold = Fold(db, projections)
        fold.create(fold.outdated())
        run.fill(fold, db)
        with self._lock:
            self._memory, self._writer = db, None

    # --- projections -----------------------------------------------------------------------------------------------

    def _standard(self) -> list[Projection]:
        return standard(self._original, self._documents, self._knowledge)

    def _instances(self) -> list[Projection]:
        return self._standard()

    def _folded(self) -> int:
        rows = dict(self._connection().execute("SELECT name, position FROM projection").fetchall())
        return min((rows.get(projection.name, 0) for projection in self._instances()), default=0)

    def _is_current(self, head: int) -> bool:
        return self._folded() >= head and not self._outdated()

    def _outdated(self) -> bool:
        rows = dict(self._connection().execute("SELECT name, version FROM projection").fetchall())
        return any(rows.get(projection.name) != projection.version for projection in self._instances())

    def _needs_rebuild(self, head: int) -> bool:
        return self._outdated() or head - self._folded() > _WORTH_A_REBUILD

    def _apply(self, fold: Fold, batch: list[Recorded]) -> None:
        try:
            fold.apply(batch)
        except EventError:
            self._writer = None
            raise

    def _state(self, projection: Projection, version: int, position: int, head: int, error: str | None) -> str:
        if projection.name in self._replaying:
            return "replaying"
        if error is not None:
            return "stopped"
        if version != projection.version or (position == 0 and head > 0):
            return "new"
        return "live" if position >= head else "catching_up"


def _with_dependents(projections: Collection[Projection], names: Collection[str] | None) -> set[str]:
    """The named projections and all that build on them.

    Raises:
        ProjectionError: a name is unknown.
    """
    known = [projection.name for projection in projections]
    if names is None:
        return set(known)
    for name in names:
        if name not in known:
            raise ProjectionError(f"there is no projection '{name}'", remedy=f"choose among {', '.join(known)}")
    wanted = set(names)
    for projection in projections:
        if wanted.intersection(projection.needs):
            wanted.add(projection.name)
    return wanted
