"""The views at every position of the log: a file that is folded event by event and keeps every version of every row."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from events.errors import TrackerError
from events.log import EventLog
from tracker.projections import publication, storage, versions
from tracker.projections.contract import Projection
from tracker.projections.file import ViewsFile
from tracker.projections.following import follow
from tracker.projections.moments import CAUSES
from tracker.projections.rebuild import batches, no_collection

_log = logging.getLogger(__name__)
_FORMAT = 2
_BATCH = 1_000
_KEPT = 8
_SLICE = 200
"""Events after which the thread that follows the log lets others go first."""
_NOWHERE = -1
"""Before the empty log, which is at position 0."""


class History:
    """One file beside the views, shared by the threads of this process and by other processes.

    It follows the log as `extend` is called. Like the views it can be thrown away at any time.

    Args:
        path: of the file.
        log: the log that it is a fold of.
        projections: makes new instances of those whose rows are kept.
    """

    def __init__(self, path: Path, log: EventLog, projections: Callable[[], list[Projection]]) -> None:
        self._path = path
        self._log = log
        self._projections = projections
        self._file: ViewsFile | None = None
        self._looks: OrderedDict[int, sqlite3.Connection] = OrderedDict()
        self._identity: tuple[int, int] | None = None
        self._reached = _NOWHERE
        self._lock = threading.Lock()
        self._preparing = threading.Lock()
        self._follower: threading.Thread | None = None
        self._closed = threading.Event()

    @property
    def begun(self) -> bool:
        """Whether there is a file, because somebody has looked back before."""
        return self._path.exists()

    def reaches(self, position: int) -> bool:
        """Whether it holds what was known at a position."""
        with self._lock:
            if position > self._reached or storage.identity(self._path) != self._identity:
                self._reached = self._find_out()
            return position <= self._reached

    def _reach(self) -> int:
        with self._lock:
            self._reached = self._find_out()
            return self._reached

    def extend(self, until: int, *, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Fold the events up to a position, one by one; a bad file is begun anew.

        Args:
            until: the position to reach.
            cancelled: asked between batches; what is folded by then is kept.

        Returns:
            Whether it reaches the position now; False also where no file can be written.

        Raises:
            EventError: a projection fails at an event.
            ProjectionError: another program keeps the file busy.
        """
        file = self._prepared()
        if file.in_memory:
            return False
        try:
            with file.writing() as fold:
                sound = not fold.outdated() and _is_ours(fold.db)
            if not sound:
                file.throw_away()
            while not cancelled():
                with file.writing() as fold, no_collection():  # others may come in between
                    if fold.position >= until:
                        return True
                    for batch in batches(self._log, fold.position, min(until, fold.position + _BATCH)):
                        follow(fold, batch, self._log.get)
        except sqlite3.DatabaseError as error:
            if not storage.damaged(error):
                raise
            file.throw_away()
        return False

    def follow(self) -> None:
        """Extend to the end of the log in a thread of its own, which works half of the time and ends with `close`."""
        with self._lock:
            if self._follower is None or not self._follower.is_alive():
                self._closed.clear()
                self._follower = threading.Thread(target=self._follow, name="history", daemon=True)
                self._follower.start()

    def _follow(self) -> None:
        try:
            reached = self._reach()
            while not self._closed.is_set() and reached < (head := self._log.head().position):
                began = time.monotonic()
                reached = min(head, max(reached, 0) + _SLICE)
                if not self.extend(reached, cancelled=self._closed.is_set):
                    return
                self._closed.wait(time.monotonic() - began)
        except (TrackerError, sqlite3.Error, OSError) as error:
            _log.info("the history does not follow: %s", error)

    def look(self, position: int) -> sqlite3.Connection:
        """A connection that reads the tables as they were at a position that `reaches`."""
        with self._lock:
            found = self._looks.get(position)
            if found is None:
                found = storage.connect(str(self._path))
                versions.look(found, position)
                storage.only_reading(found)
                self._looks[position] = found
                for old in list(islice(self._looks, max(0, len(self._looks) - _KEPT))):
                    del self._looks[old]  # whoever still reads there keeps it
            self._looks.move_to_end(position)
            return found

    def admitted(self, position: int, published: str) -> publication.Admitted:
        """What was public at an instant, of the events up to a position that it `reaches`."""
        return publication.admitted(self._prepared().connection(), position, published)

    def copy(self, db: sqlite3.Connection, position: int) -> None:
        """Fill new tables with what held at a position that it `reaches`; whoever folds on begins behind it."""
        versions.copy(db, self._path, position)
        db.execute("UPDATE projection SET position = ?", (position,))

    def close(self) -> None:
        """Let go of the file; looks that were handed out go on."""
        self._closed.set()
        if self._follower is not None:
            self._follower.join()
        with self._lock:
            self._looks.clear()
            if self._file is not None:
                self._file.close()

    def _prepared(self) -> ViewsFile:
        with self._preparing:
            if self._file is None:
                file = ViewsFile(self._path, self._log, self._projections, begun=_begin)
                file.prepare()
                self._file = file
            return self._file

    def _find_out(self) -> int:
        """How far the file reaches; `_NOWHERE` where there is none of ours."""
        file = self._prepared()
        if file.in_memory:
            return _NOWHERE
        db = file.connection()
        identity = storage.identity(self._path)
        if identity != self._identity:
            self._looks.clear()
            self._identity = identity
        wanted = {projection.name: projection.version for projection in self._projections()}
        rows = db.execute("SELECT name, version, position FROM projection").fetchall()
        if {name: version for name, version, _ in rows} != wanted or not _is_ours(db):
            return _NOWHERE
        return min((int(position) for _, _, position in rows), default=_NOWHERE)


def _begin(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    versions.keep_versions(db, CAUSES)
    db.execute(publication.TABLE)
    db.execute(f"PRAGMA user_version = {_FORMAT}")
    db.execute("COMMIT")


def _is_ours(db: sqlite3.Connection) -> bool:
    """Whether a file was made to keep versions, to the end and in the way of today."""
    return bool(db.execute("PRAGMA user_version").fetchone()[0] == _FORMAT)
