"""One views file in use: its reader, its writer, and the change to another file when a rebuild is done.

Where nothing can be written, a database in memory takes its place.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from events.log import EventLog
from tracker.projections import storage
from tracker.projections.contract import Projection
from tracker.projections.fold import Fold
from tracker.projections.rebuild import Rebuild

_log = logging.getLogger(__name__)
_CHECKED = 8_000_000
"""Bytes up to which a file is looked through when it is opened; damage to a larger one shows when it is read."""


class ViewsFile:
    """The file of some views, shared by the threads of this process and by other processes.

    Args:
        path: of the file.
        log: the log that it is a fold of.
        projections: makes new instances of those that take part.
        begun: called with a new file whose tables are made and empty.
    """

    def __init__(
        self,
        path: Path,
        log: EventLog,
        projections: Callable[[], list[Projection]],
        begun: Callable[[sqlite3.Connection], None] = lambda db: None,
    ) -> None:
        self.path = path
        self._log = log
        self._projections = projections
        self._begun = begun
        self._memory: sqlite3.Connection | None = None
        self._writer: tuple[tuple[int, int] | None, sqlite3.Connection, Fold] | None = None
        self._reader: tuple[tuple[int, int] | None, sqlite3.Connection] | None = None
        self._reading = threading.Lock()

    @property
    def in_memory(self) -> bool:
        """Whether nothing could be written, so that a database in memory takes the file's place."""
        return self._memory is not None

    def prepare(self) -> None:
        """Make sure that there is a file of this log, if need be an empty one.

        What is damaged, no views file or of another log is thrown away.

        Raises:
            ProjectionError: another program keeps it busy.
        """
        try:
            with storage.locked(self.path):
                if not self._belongs():
                    storage.remove(self.path)
                db = storage.connect(str(self.path))
                try:
                    self._begin(db)
                finally:
                    db.close()
        except (OSError, sqlite3.OperationalError) as error:
            if storage.busy(error):
                raise storage.kept_busy(self.path) from None
            _log.info("views live in memory: %s", error)
            self._memory = _in_memory()
            self._begin(self._memory)

    def connection(self) -> sqlite3.Connection:
        """The connection for reading the file that is in place now; whoever holds it keeps the rows of that file."""
        if self._memory is not None:
            return self._memory
        with self._reading:
            current = storage.identity(self.path)
            if current is None:
                self.prepare()
                current = storage.identity(self.path)
            if self._reader is None or self._reader[0] != current:
                self._reader = (current, storage.connect(str(self.path), reading=True))
            return self._reader[1]

    @contextmanager
    def writing(self) -> Iterator[Fold]:
        """The fold of the file in place, ours alone for the time.

        Raises:
            ProjectionError: another process keeps it busy.
        """
        if self._memory is not None:
            if self._writer is None:
                self._writer = (None, self._memory, Fold(self._memory, self._projections()))
            yield self._writer[2]
            return
        with storage.locked(self.path):
            current = storage.identity(self.path)
            if self._writer is not None and (self._writer[0] != current or not self._writer[2].in_step()):
                self.drop_writer()
            if self._writer is None:
                db = storage.connect(str(self.path))
                self._writer = (storage.identity(self.path), db, Fold(db, self._projections()))
            try:
                yield self._writer[2]
            except BaseException:
                self.drop_writer()  # it may remember rows that were not kept
                raise

    @contextmanager
    def trial(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for a change that will be undone; nobody else writes meanwhile, all may read.

        Raises:
            ProjectionError: another process keeps the file busy.
        """
        if self._memory is not None:
            copy = _in_memory()
            self._memory.backup(copy)
            yield copy
            return
        with storage.locked(self.path):
            db = storage.connect(str(self.path))
            try:
                db.execute("PRAGMA cache_spill = OFF")  # what is undone anyway must not wait for readers to finish
                yield db
            finally:
                db.close()

    def drop_writer(self) -> None:
        """Forget what the writer remembers of the file, after a failure or a change of projections."""
        if self._writer is not None and self._writer[1] is not self._memory:
            self._writer[1].close()
        self._writer = None

    def replace(self, run: Rebuild) -> None:
        """Let a rebuild fill another file and put it in the place of this one; readers keep the old one.

        Raises:
            EventError, Cancelled: as the rebuild does; nothing has changed.
            ProjectionError: another rebuild is running.
        """
        if self._memory is not None:
            db = _in_memory()
            run.fill(db)
            self._memory, self._writer = db, None
            return
        with storage.shadow(self.path) as beside:
            run.into(beside, copy=None if run.whole else self.path)
            with storage.locked(self.path):
                self.drop_writer()
                storage.publish(beside, self.path)

    def throw_away(self) -> None:
        """Begin a new file in the place of a damaged one."""
        self.drop_writer()
        if self._memory is None:
            with storage.locked(self.path):
                storage.remove(self.path)
        self.prepare()

    def close(self) -> None:
        """Let go of the file; readers that were handed out go on."""
        self.drop_writer()
        self._reader = None

    def _begin(self, db: sqlite3.Connection) -> None:
        """Create the tables of a new file; those of another version are left for a rebuild."""
        fold = Fold(db, self._projections())
        if not fold.positions:
            fold.create(fold.outdated())
            self._begun(db)

    def _belongs(self) -> bool:
        """Whether the file is missing or sound, and a fold of this very log."""
        if not self.path.exists() or self.path.stat().st_size == 0:
            return True
        try:
            with closing(storage.connect(str(self.path))) as db:
                if self.path.stat().st_size < _CHECKED and db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                    return False
                rows = db.execute("SELECT position, hash FROM projection WHERE position > 0").fetchall()
        except sqlite3.DatabaseError as error:
            if storage.damaged(error) or storage.foreign(error):
                return False
            raise
        for position, digest in set(rows):
            record = self._log.get(position)
            if record is None or record.hash != digest:
                return False
        return True


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
