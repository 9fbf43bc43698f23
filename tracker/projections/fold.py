"""Folding records into the tables of several projections, a batch at a time, checkpoint and rows in one transaction."""

from __future__ import annotations

import re
import sqlite3
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from events.envelope import Recorded
from events.errors import TrackerError
from tracker.projections.contract import Changes, Handler, Projection, ProjectionError

TABLES = """
CREATE TABLE IF NOT EXISTS projection (
    name TEXT PRIMARY KEY, version INTEGER NOT NULL, position INTEGER NOT NULL, hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
_INDEX = re.compile(r"\s*CREATE\s+INDEX\b", re.IGNORECASE)
RESERVED = frozenset({"projection", "view"})
Step = Callable[[Sequence[Recorded], Iterable[Projection], Changes], None]


class EventError(ProjectionError):
    """A projection failed at an event.

    Attributes:
        projection: its name.
        record: the event, or None where the batch as a whole was being settled.
        line: file and line of the projection's own code that was running.
    """

    def __init__(self, projection: str, record: Recorded | None, error: Exception, line: str = "") -> None:
        self.projection = projection
        self.record = record
        self.line = line
        at = f" at event {record.position} ({record.type}, {record.id})" if record else " at the end of a batch"
        cause = error.what if isinstance(error, TrackerError) else f"{type(error).__name__}: {error}"
        super().__init__(
            f"fails{at}: {cause}",
            where=f"projection {projection}{f', {line}' if line else ''}",
            remedy="mend the projection and replay it",
        )


class Fold:
    """The projections of one database and how far each has come.

    Args:
        db: with `isolation_level` None; the fold opens and ends its own transactions.
        projections: in an order in which each comes behind those it needs.

    Attributes:
        db, projections: as given.
        positions: by name, up to where each is folded; those of another version are left out.
    """

    def __init__(self, db: sqlite3.Connection, projections: Sequence[Projection]) -> None:
        self.db = db
        self.projections = list(projections)
        self._handlers: dict[str, dict[str, Handler]] = {p.name: dict(p.handlers()) for p in projections}
        self._indexes: list[str] = []
        db.executescript(TABLES)
        self.positions = self._stored()

    def outdated(self) -> list[str]:
        """Projections whose tables are missing or of another version."""
        return [p.name for p in self.projections if p.name not in self.positions]

    def create(self, names: Collection[str], *, bulk: bool = False) -> None:
        """(Re)create the tables of some projections, empty.

        Args:
            names: of the projections.
            bulk: leave the indexes of those that read the log for `finish`: sorting once is cheaper.
        """
        with self._transaction():
            for projection in self.projections:
                if projection.name in names:
                    drop_tables(self.db, projection.name)
                    for statement in _statements(projection.tables):
                        if bulk and not projection.needs and _INDEX.match(statement):
                            self._indexes.append(statement)
                        else:
                            self.db.execute(statement)
                    row = (projection.name, projection.version, 0, "")
                    self.db.execute("INSERT OR REPLACE INTO projection VALUES (?, ?, ?, ?)", row)
        self.positions = self._stored()

    def drop(self, names: Collection[str]) -> None:
        """Remove projections that are no longer wanted, with their tables."""
        with self._transaction():
            for name in names:
                drop_tables(self.db, name)
                self.db.execute("DELETE FROM projection WHERE name = ?", (name,))
        self.positions = self._stored()

    @property
    def position(self) -> int:
        """The position up to which every projection is folded."""
        return min((self.positions.get(p.name, 0) for p in self.projections), default=0)

    def in_step(self) -> bool:
        """Whether nobody else has moved the checkpoints since."""
        return self.positions == self._stored()

    def apply(self, records: Sequence[Recorded], *, names: Collection[str] | None = None, defer: bool = False) -> None:
        """Fold consecutive records, all or none.

        Args:
            records: in log order; each projection skips those that it has folded.
            names: the projections that take part; None for all. None of the others may build on them.
            defer: leave those that build on others for `finish`, which derives them once instead of a batch at a time.

        Raises:
            EventError: a projection fails; nothing of the batch is kept.
        """
        if not records:
            return
        taking_part = [p for p in self.projections if names is None or p.name in names]
        settling = [p for p in taking_part if not (defer and p.needs)]
        with self._transaction():
            changes = Changes()
            for projection in taking_part:
                self._feed(projection, records)
                if projection in settling:
                    self._settle(projection, changes)
            self._checkpoint(settling, records[-1])

    @contextmanager
    def in_steps(self, records: Sequence[Recorded]) -> Iterator[Step]:
        """Fold consecutive records in steps of one's own, but all or none.

        Yields:
            What folds some of them into some projections, and adds to the changes what it brings. Each projection must
            get all of the records.

        Raises:
            EventError: a projection fails; none of the records is kept.
        """
        with self._transaction():
            yield self._take_in
            self._checkpoint(self.projections, records[-1])

    @contextmanager
    def tried(self, records: Sequence[Recorded]) -> Iterator[None]:
        """The database as it would be after some consecutive records; whatever is done inside, all of it is undone.

        The projections remember what was undone, so that this fold serves for nothing else afterwards.

        Raises:
            EventError: a projection fails.
        """
        self.db.execute("BEGIN IMMEDIATE")
        try:
            self._take_in(records, self.projections, Changes())
            yield
        finally:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")

    def _take_in(self, records: Sequence[Recorded], taking_part: Iterable[Projection], changes: Changes) -> None:
        for projection in taking_part:
            self._feed(projection, records)
            self._settle(projection, changes)

    def finish(self, names: Collection[str], head: Recorded | None, step: Callable[[str], None] | None = None) -> None:
        """Derive the projections that build on others, from all rows of those.

        Args:
            names: those that are to be derived.
            head: the last record that was folded.
            step: told the name of each before it begins.
        """
        with self._transaction():
            while self._indexes:
                self.db.execute(self._indexes.pop())
        for projection in self.projections:
            if projection.name not in names or not projection.needs:
                continue
            if step:
                step(projection.name)
            changes = Changes({needed: self._named(needed).everything(self.db) for needed in projection.needs})
            with self._transaction():
                self._settle(projection, changes)
                if head is not None:
                    self._checkpoint((projection,), head)

    def _named(self, name: str) -> Projection:
        return next(p for p in self.projections if p.name == name)

    def _feed(self, projection: Projection, records: Sequence[Recorded]) -> None:
        handlers, after = self._handlers[projection.name], self.positions[projection.name]
        for record in records:
            handler = handlers.get(record.type)
            if handler is None or record.position <= after:
                continue
            try:
                handler(self.db, record)
                if not self.db.in_transaction:
                    raise RuntimeError("it ended the transaction that belongs to the fold")
            except Exception as error:
                raise EventError(projection.name, record, error, _line(handler, error)) from error

    def _settle(self, projection: Projection, changes: Changes) -> None:
        try:
            projection.settle(self.db, changes)
        except Exception as error:
            raise EventError(projection.name, None, error, _line(projection.settle, error)) from error

    def _checkpoint(self, projections: Iterable[Projection], record: Recorded) -> None:
        for name in (projection.name for projection in projections):
            if record.position > self.positions[name]:
                self.db.execute(
                    "UPDATE projection SET position = ?, hash = ? WHERE name = ?", (record.position, record.hash, name)
                )
                self.positions[name] = record.position

    def _stored(self) -> dict[str, int]:
        rows = self.db.execute("SELECT name, version, position FROM projection").fetchall()
        versions = {p.name: p.version for p in self.projections}
        return {name: position for name, version, position in rows if versions.get(name) == version}

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        before = dict(self.positions)
        try:
            yield
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            self.positions = before
            raise
        self.db.execute("COMMIT")


def _line(function: Callable[..., None], error: Exception) -> str:
    """Where in the file of a function an error came about; "" where that file had no part in it."""
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f"{file}, line {lines[-1]}" if lines else ""


def drop_tables(db: sqlite3.Connection, name: str) -> None:
    """Remove a projection's tables, virtual ones first (they take their shadow tables along)."""
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND (name = ? OR name LIKE ? || '\\_%' ESCAPE '\\')"
        " ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'",
        (name, name),
    ).fetchall()
    for (table,) in rows:
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
            db.execute(f'DROP TABLE "{table}"')


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, so that they can run inside a transaction (`executescript` would commit it)."""
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \n;"):
                yield statement
            statement = ""
