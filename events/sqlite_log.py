"""The embedded log: one SQLite file, safe for several threads and processes, append-only and hash-chained."""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from events.chain import genesis
from events.envelope import Draft, Recorded, utc_now
from events.errors import LogError, TrackerError
from events.log import ANY, Expected, Fault, Head, Report
from events.sqlite.appending import Appender, Request
from events.sqlite.copying import copy
from events.sqlite.failures import explaining
from events.sqlite.file import connect, open_reader, prepare, recognise
from events.sqlite.following import follow
from events.sqlite.lock import WriteLock
from events.sqlite.reading import PAGE, Reader
from events.sqlite.restoring import restore
from events.sqlite.verifying import Verification, structure_faults

T = TypeVar("T")
TIMEOUT = 10.0
"""Seconds that a writer waits for others before it gives up."""


class _Own:
    """Holds a thread's connection, and ends with the thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection


def _let_go(connection: sqlite3.Connection, opened: list[sqlite3.Connection]) -> None:
    with suppress(ValueError):  # the log was closed, and has let go of all
        opened.remove(connection)
    connection.close()


class SqliteLog:
    """Implements `events.log.EventLog` over one file.

    One connection writes, behind a lock that threads and processes share; each reader borrows a connection of its own
    from a pool, so a connection never serves two threads at once. Readers never wait for writers.

    Attributes:
        path: the file.
        read_only: whether it was opened for reading only.
        log_id: the identity of this log, a UUID; copies of the file share it.
    """

    def __init__(self, path: Path, *, read_only: bool, timeout: float, clock: Callable[[], datetime]) -> None:
        """Use `open`, which looks at the file first."""
        self.path = path
        self.read_only = read_only
        self._timeout = timeout
        self._clock = clock
        self._process = os.getpid()
        self._lock = WriteLock(path, timeout=timeout)
        self._appender: Appender | None = None
        self._idle: list[Reader] = []
        self._own = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._closed = False
        self._watcher = self._open_reader()
        self._watching = threading.Lock()
        self.log_id: str = self._watcher.execute("SELECT id FROM log").fetchone()[0]
        self._genesis = genesis(self.log_id)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        read_only: bool = False,
        timeout: float = TIMEOUT,
        clock: Callable[[], datetime] = utc_now,
    ) -> SqliteLog:
        """Open the log in a file.

        Args:
            create: make a new one where there is no file, or an empty one.
            read_only: never write; works in places where nothing can be written.
            timeout: how many seconds a writer waits for others.
            clock: what ``recorded_at`` is taken from.

        Raises:
            LogError: the file is missing, no dossier, damaged, newer than this program, or cannot be read or written.
        """
        path = Path(path).absolute()
        if read_only:
            if not recognise(path, timeout=timeout):
                raise LogError("the file is empty and no dossier", where=str(path))
        else:
            prepare(path, create=create, timeout=timeout)
        with explaining(path):
            return cls(path, read_only=read_only, timeout=timeout, clock=clock)

    # --- writing ---------------------------------------------------------------------------------------------------

    def append(
        self,
        drafts: Sequence[Draft],
        expected: Expected = ANY,
        *,
        alongside: Callable[[sqlite3.Connection], None] | None = None,
    ) -> list[Recorded]:
        """Append all of the drafts or none; see `EventLog.append`.

        Args:
            alongside: writes to the file's other tables that commit together with the events; if it raises, nothing
                is recorded. It must not begin, commit or roll back.

        Raises:
            Conflict, DuplicateId: as the contract says.
            InvalidEvent: an event that it refers to is not in the log, or a correction leaves no valid event.
            OutdatedCorrection: a correction rests on a value that has changed meanwhile.
            LogError: the file cannot be written: read-only, full disk, busy for too long.
        """
        if not drafts and alongside is None:
            return []
        outcome = self.append_each([Request(drafts, expected)], alongside=alongside)[0]
        if isinstance(outcome, TrackerError):
            raise outcome
        return outcome

    def append_each(
        self, requests: Sequence[Request], *, alongside: Callable[[sqlite3.Connection], None] | None = None
    ) -> list[list[Recorded] | TrackerError]:
        """Append several requests in one commit; each gets its records, or the error that kept it alone out.

        ``alongside`` runs if the first request is accepted.

        Raises:
            LogError: the file cannot be written; nothing was recorded.
        """
        with self._writing() as appender:
            return appender.append(requests, alongside)

    def restore(self, log_id: str, records: Sequence[Recorded]) -> None:
        """Put back the records that follow here in a copy of the log with this id, exactly as they were.

        A log without events becomes the copied one. All of the records are taken, or none.

        Raises:
            LogError: this log has events and another id, or the file cannot be written.
            DamagedRecord: a record does not follow the one before it, or does not come out with its hash.
        """
        with self._writing() as appender:
            restore(appender.connection, log_id, records)
            if log_id != self.log_id:
                self.log_id, self._genesis = log_id, genesis(log_id)
                self._idle.clear()
                self._appender = Appender(appender.connection, Reader(appender.connection, self._genesis), self._clock)

    def transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do work on the file's other tables in one transaction, under the lock of the log.

        Raises:
            LogError: the file cannot be written.
        """
        with self._writing() as appender:
            connection = appender.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            return result

    @contextmanager
    def _writing(self) -> Iterator[Appender]:
        if self.read_only:
            raise LogError("the dossier is open for reading only", where=str(self.path))
        self._check_usable()
        with self._lock.held(), explaining(self.path):
            if self._appender is None:
                self._check_usable()
                connection = connect(self.path, read_only=False, timeout=self._timeout)
                self._appender = Appender(connection, Reader(connection, self._genesis), self._clock)
            yield self._appender

    # --- reading ---------------------------------------------------------------------------------------------------

    def read(
        self,
        after: int = 0,
        until: int | None = None,
        types: Collection[str] | None = None,
        stream: str | None = None,
    ) -> Iterator[Recorded]:
        """Records with ``after < position <= until`` in position order, in constant memory.

        Without ``until`` it ends where the log ended when the first record was fetched. Each record is checked against
        its hash.

        Raises:
            DamagedRecord: a record was changed or is missing.
            InvalidEvent: a newer version of the program wrote it.
        """
        with self._reading() as reader:
            head = reader.head().position
            end = head if until is None else min(until, head)
            start = max(after, 0)
            if stream is not None:
                records = reader.of_stream(stream, start, end)
                yield from (r for r in records if types is None or r.type in types)
            elif types is not None:
                yield from reader.of_types(types, start, end)
            else:
                yield from reader.after(start, end)

    def get(self, key: int | str) -> Recorded | None:
        """The record at a position, or with an id.

        Raises:
            DamagedRecord: it was changed.
        """
        with self._reading() as reader:
            return reader.get(key)

    def effects_on(self, id: str) -> list[Recorded]:
        """The retractions and corrections that act on an event, and those that act on them, in log order.

        `events.effective` says what they come to. Empty where there is no such event.
        """
        with self._reading() as reader:
            record = reader.get(id)
            return list(reader.effects_on(record.position)) if record else []

    def head(self) -> Head:
        """Where the log ends."""
        with self._reading() as reader:
            return reader.head()

    def follow(self, after: int = 0) -> AsyncIterator[Recorded]:
        """Catch up, then yield what is appended, by whichever process, within a second; cancel it to end."""

        def page(position: int) -> list[Recorded]:
            return list(self.read(position, position + PAGE))

        return follow(after, change_token=self.change_token, page=page)

    def verify(self, against: Head | None = None) -> Report:
        """Check every record against the chain; name each that was changed, removed or swapped.

        Args:
            against: a head that was put aside earlier, elsewhere. Whoever can write the file can cut its end off and
                leave a sound chain behind; only this finds it.
        """
        with self._reading() as reader:
            return Verification(reader, self._genesis).run(against)

    def structure_faults(self) -> list[str]:
        """What SQLite has to say against the file's pages and indexes; nothing if they are sound.

        `verify` reads the records alone. A damaged index can hide a record from `get`, but not from `read` or `verify`.
        """
        with self._reading() as reader:
            return structure_faults(reader.connection)

    def copy_to(self, target: Path, *, over: bool = False) -> Head:
        """Copy the whole dossier to a file while others write; returns where the copy ends.

        The copy is verified, synced, and then put in place at once.

        Args:
            over: take the place of another dossier that is there already.

        Raises:
            LogError: the target is there already, is no dossier or in use, or cannot be written; or the dossier is
                not sound.
        """
        head, target = self.head(), Path(target).absolute()

        def verified(path: Path) -> Report:
            made = SqliteLog.open(path, read_only=True)
            try:
                return made.examine(head)
            finally:
                made.close()

        with self._reading() as reader:
            return copy(reader.connection, self.path, target, over=over, verified=verified)

    def examine(self, against: Head | None = None) -> Report:
        """As `verify`, and SQLite's own examination of pages and indexes: its faults stand at position 0."""
        report = self.verify(against)
        structure = tuple(Fault(0, line) for line in self.structure_faults())
        return replace(report, faults=(*structure, *report.faults))

    def reader(self) -> sqlite3.Connection:
        """This thread's read-only connection, for queries on the file's tables; closed with the thread or the log."""
        self._check_usable()
        own: _Own | None = getattr(self._own, "reader", None)
        if own is None:
            with explaining(self.path):
                own = self._own.reader = _Own(self._open_reader())
            weakref.finalize(own, _let_go, own.connection, self._opened)
        return own.connection

    def change_token(self) -> int:
        """A number that changes whenever anybody has committed to the file; costs microseconds."""
        self._check_usable()
        with self._watching, explaining(self.path):
            token: int = self._watcher.execute("PRAGMA data_version").fetchone()[0]
            return token

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        self._check_usable()
        with explaining(self.path):
            try:
                reader = self._idle.pop()
            except IndexError:
                reader = Reader(self._open_reader(), self._genesis)
            try:
                yield reader
            finally:
                self._idle.append(reader)

    def _open_reader(self) -> sqlite3.Connection:
        connection = open_reader(self.path, timeout=self._timeout)
        self._opened.append(connection)
        return connection

    # --- the end ---------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Let go of the file; closing twice is allowed."""
        self._closed = True
        if self._process != os.getpid():
            return
        while self._opened:
            self._opened.pop().close()
        if self._appender is not None:
            self._appender.connection.close()  # the last to go folds the journal back; readers cannot
        self._idle.clear()
        self._lock.close()

    def _check_usable(self) -> None:
        if self._closed:
            raise LogError("the dossier is closed", where=str(self.path))
        if self._process != os.getpid():
            raise LogError(
                "the dossier was opened in another process", where=str(self.path), remedy="open it anew here"
            )
