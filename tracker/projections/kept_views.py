"""The views of a dossier kept up with the log: filled, followed along, rebuilt at will, remembered."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from events.log import EventLog
from tracker.projections import storage
from tracker.projections.claims.curation import Original
from tracker.projections.contract import Projection, ProjectionError
from tracker.projections.documents import Documents
from tracker.projections.file import ViewsFile
from tracker.projections.fold import EventError
from tracker.projections.history import History
from tracker.projections.knowledge import Knowledge, seeded
from tracker.projections.past import Past
from tracker.projections.progress import Progress, ProjectionState
from tracker.projections.rebuild import Cancelled, Rebuild, batches
from tracker.projections.roster import Roster, with_dependents
from tracker.projections.standard import standard

_BATCH = 1_000
_MANY = 5_000
_WORTH_A_REBUILD = 20_000


class KeptViews:
    """One views file beside its log, and what keeps it up; see `tracker.projections.views.Views`."""

    def __init__(
        self, path: Path, log: EventLog, documents: Documents, knowledge: Knowledge, promoted_in: Path | None = None
    ) -> None:
        """Use `open`."""
        self._log = log
        self._documents = documents
        self._knowledge = knowledge
        self._original: Original = log.get
        self._promoted_in = promoted_in
        self._roster = Roster(lambda: standard(self._original, documents, knowledge), promoted_in)
        self._file = ViewsFile(path, log, self._roster.running)
        self._history = History(path.with_name(f"{path.name}-history"), log, self._roster.own)
        self._past = Past(log, self._roster.own, self._history)
        self._lock = threading.RLock()
        self._rates: dict[str, float] = {}
        self._replaying: Collection[str] = ()

    @classmethod
    def open(
        cls,
        path: Path,
        log: EventLog,
        documents: Documents,
        knowledge: Knowledge | None = None,
        *,
        promoted_in: Path | None = None,
    ) -> Self:
        """Open the views file of a log, or begin a new one; `catch_up` fills it.

        A file that is damaged, no views file, or of another log is thrown away and begun anew.

        Args:
            path: of the views file.
            log: the log that is projected.
            documents: where articles are looked up.
            knowledge: of names and places; by default that of the seeds.
            promoted_in: the folder of the projections that the user promoted; None for none.
        """
        views = cls(Path(path), log, documents, knowledge or seeded(), promoted_in)
        views._file.prepare()
        return views

    def catch_up(self) -> int:
        """Fold what was appended since; the number of events.

        Projections of another version are rebuilt, and so is a file that lies far behind or is damaged. A projection
        that a user wrote and that fails is stopped (see `states`); the others go on.

        Raises:
            EventError: a projection of our own fails at an event.
            ProjectionError: the file cannot be written.
        """
        with self._lock, self._explained():
            if self._history.begun:
                self._history.follow()
            head = self._log.head().position
            before = self._folded()
            if before >= head and not self._outdated():
                return 0
            if self._outdated() or head - before > max(_WORTH_A_REBUILD, before // 2):
                with self._stopping_guests():
                    self._rebuild(self._outdated() or None)
                return max(0, self._folded() - before)
            began, size = time.monotonic(), _BATCH if head - before < _MANY else _MANY
            while (folded := self._fold_once(head, size)) is not None:
                self._rates.update(dict.fromkeys(folded, (head - before) / max(time.monotonic() - began, 1e-6)))
            return head - before

    def _fold_once(self, head: int, size: int) -> list[str] | None:
        """Fold up to the head; the names of those folded, or None where nothing was left to do."""
        with self._file.writing() as fold:
            if fold.position >= head:
                return None
            with self._stopping_guests():
                for batch in batches(self._log, fold.position, head, size):
                    fold.apply(batch)
            return [projection.name for projection in fold.projections]

    @contextmanager
    def _stopping_guests(self) -> Iterator[None]:
        """A projection from elsewhere that fails is taken out, and the fold begun anew without it."""
        try:
            yield
        except EventError as error:
            self._file.drop_writer()
            if not self._roster.is_guest(error.projection):
                raise
            self._roster.stopped[error.projection] = str(error)

    @contextmanager
    def beside(self) -> Iterator[sqlite3.Connection]:
        """The connection for writing tables of another kind into the file; nobody else writes meanwhile.

        They are lost when all views are rebuilt, and must not be called like those of a projection.

        Raises:
            ProjectionError: another process keeps the file busy, or it cannot be written.
        """
        with self._lock, self._explained(), self._file.writing() as fold:
            yield fold.db

    def connection(self) -> sqlite3.Connection:
        """The connection for reading the tables as they are now; whoever holds it keeps the rows of that file."""
        return self._file.connection()

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
        with self._explained():
            self._rebuild(names, progress, cancelled)

    def _rebuild(
        self,
        names: Collection[str] | None,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        projections = self._roster.running()
        wanted = with_dependents(projections, names)
        run = Rebuild(self._log, projections, wanted, progress=progress, cancelled=cancelled)
        self._replaying = wanted
        try:
            self._file.replace(run)
        except Cancelled:
            return
        finally:
            self._replaying = ()
        self._rates.update(dict.fromkeys(wanted, run.rate))
        self.catch_up()

    def remember(self, *, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Extend the history to the end of the log, so that a look at any earlier position is an indexed read.

        It takes several times as long as a rebuild. Who looks back begins it, too, and it then follows the log in a
        thread of its own; what it does not reach yet is replayed when it is asked for.

        Args:
            cancelled: asked every now and then; what is done by then is kept.

        Returns:
            Whether it reaches the end now.

        Raises:
            EventError, ProjectionError: as `catch_up`.
        """
        with self._explained():
            return self._history.extend(self._log.head().position, cancelled=cancelled)

    def states(self) -> list[ProjectionState]:
        """Where each projection stands, those of earlier sessions' files among them."""
        head = self._log.head().position
        stored = self._stored()
        states = []
        for projection in self._roster.every():
            version, position = stored.pop(projection.name, (projection.version, 0))
            error = self._roster.stopped.get(projection.name)
            state = self._state(projection, version, position, head, error)
            rate = self._rates.get(projection.name)
            states.append(ProjectionState(projection.name, projection.version, position, head, rate, state, error))
        why = "its file is not loaded: replay it to go on"
        for name, (version, position) in sorted(stored.items()):
            states.append(ProjectionState(name, version, position, head, None, "stopped", why))
        return states

    def close(self) -> None:
        """Let go of the file; closing twice is allowed."""
        with self._lock:
            self._file.close()
            self._past.forget()
            self._history.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Begin a damaged file anew, once; say in words why a file cannot be written."""
        try:
            yield
        except (sqlite3.Error, OSError, EventError) as error:
            cause = error.__cause__ if isinstance(error, EventError) else error
            if storage.damaged(cause):
                self._file.throw_away()
                self._rebuild(None)
            elif isinstance(error, EventError):
                raise
            else:
                raise ProjectionError(
                    f"the views cannot be kept: {error}",
                    where=str(self._file.path),
                    remedy="make room or give write access; the views can be deleted at any time",
                ) from error

    def _folded(self) -> int:
        stored = self._stored()
        return min((stored.get(p.name, (0, 0))[1] for p in self._roster.running()), default=0)

    def _outdated(self) -> list[str]:
        """Projections whose tables are missing or were made by another version."""
        stored = self._stored()
        return [p.name for p in self._roster.running() if stored.get(p.name, (0, 0))[0] != p.version]

    def _stored(self) -> dict[str, tuple[int, int]]:
        """Version and position of each projection in the file."""
        rows = self._file.connection().execute("SELECT name, version, position FROM projection").fetchall()
        return {name: (version, position) for name, version, position in rows}

    def _state(self, projection: Projection, version: int, position: int, head: int, error: str | None) -> str:
        if projection.name in self._replaying:
            return "replaying"
        if error is not None:
            return "stopped"
        if version != projection.version or (position == 0 and head > 0):
            return "new"
        return "live" if position >= head else "catching_up"
