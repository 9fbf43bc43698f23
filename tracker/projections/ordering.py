"""The order of a view's rows: how many there are, a piece of it, and where a row stands, each an indexed read."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple, Protocol

_RARE = 8
"""Rows are looked up one by one where fewer than one in so many are wanted; else the whole order is gone through."""


class Order(Protocol):
    """The keys of a view's rows, in their order."""

    def __len__(self) -> int: ...

    def keys(self, at: int = 0, limit: int | None = None) -> array[int]:
        """The keys from an index on; ``limit`` None for all of them."""
        ...

    def index_of(self, key: int) -> int | None:
        """How many rows stand before the one with a key; None where it is not among them."""
        ...


class Among(NamedTuple):
    """A condition on the rows of a table, in SQL, with its values."""

    condition: str
    values: tuple[object, ...] = ()


class By(NamedTuple):
    """A column to sort by."""

    column: str
    down: bool = False

    @property
    def sql(self) -> str:
        """As it stands in an ORDER BY."""
        return f"{self.column} DESC" if self.down else self.column


class Run(NamedTuple):
    """A stretch of an order: the rows of a table that meet one of some conditions, sorted by the same columns.

    Attributes:
        table: where the rows are.
        key: its column with the keys of the view.
        sorted_by: columns of which none holds NULL; together they tell all rows apart. They lead an index.
        parts: conditions of which no row meets two; the index holds their columns, too.
    """

    table: str
    key: str
    sorted_by: tuple[By, ...]
    parts: tuple[Among, ...]

    def count(self, db: sqlite3.Connection) -> int:
        """How many rows there are."""
        return sum(_number(db, f"SELECT count(*) FROM {self.table} WHERE {one.condition}", one.values)
                   for one in self.parts)  # fmt: skip

    def keys(self, db: sqlite3.Connection, at: int, limit: int) -> Iterator[int]:
        """The keys from an index on; ``limit`` -1 for all."""
        columns = ", ".join(by.column for by in self.sorted_by)
        order = ", ".join(by.sql for by in self.sorted_by)
        selects = (f"SELECT {self.key}, {columns} FROM {self.table} WHERE {one.condition}" for one in self.parts)
        values = [value for one in self.parts for value in one.values]
        rows = db.execute(f"{' UNION ALL '.join(selects)} ORDER BY {order} LIMIT ? OFFSET ?", (*values, limit, at))
        return (row[0] for row in rows)

    def index_of(self, db: sqlite3.Connection, key: int) -> int | None:
        """How many of the rows stand before the one with a key; None where it is not among them."""
        columns = ", ".join(by.column for by in self.sorted_by)
        for one in self.parts:
            query = f"SELECT {columns} FROM {self.table} WHERE {self.key} = ? AND ({one.condition})"
            if (row := db.execute(query, (key, *one.values)).fetchone()) is not None:
                return sum(self._before(db, row))
        return None

    def _before(self, db: sqlite3.Connection, row: Sequence[object]) -> Iterator[int]:
        """Counts of rows: those that differ in the first column and stand before, in the second, and so on."""
        for depth, by in enumerate(self.sorted_by):
            equal = [f"{same.column} = ?" for same in self.sorted_by[:depth]]
            apart = " AND ".join([*equal, f"{by.column} {'>' if by.down else '<'} ?"])
            for one in self.parts:
                query = f"SELECT count(*) FROM {self.table} WHERE {apart} AND ({one.condition})"
                yield _number(db, query, (*row[: depth + 1], *one.values))

    def among(self, db: sqlite3.Connection, wanted: str) -> Iterator[int]:
        """The keys of a JSON list that are among the rows, in the order."""
        columns = ", ".join(by.column for by in self.sorted_by)
        order = ", ".join(by.sql for by in self.sorted_by)
        selects = (
            f"SELECT {self.key}, {columns} FROM (SELECT value AS wanted FROM json_each(?))"
            f" CROSS JOIN {self.table} ON {self.key} = wanted WHERE {one.condition}"
            for one in self.parts
        )
        values = [value for one in self.parts for value in (wanted, *one.values)]
        return (row[0] for row in db.execute(f"{' UNION ALL '.join(selects)} ORDER BY {order}", values))


class Runs:
    """An order that is read from the tables: one stretch behind the other."""

    def __init__(self, db: sqlite3.Connection, runs: Sequence[Run]) -> None:
        self._db = db
        self._runs = runs
        self._counts: list[int] | None = None

    def _counted(self) -> list[int]:
        if self._counts is None:
            self._counts = [run.count(self._db) for run in self._runs]
        return self._counts

    def __len__(self) -> int:
        return sum(self._counted())

    def keys(self, at: int = 0, limit: int | None = None) -> array[int]:
        """The keys from an index on; ``limit`` None for all of them."""
        found = array("q")
        skipped, left = at, -1 if limit is None else limit
        for number, run in enumerate(self._runs):
            if left == 0:
                break
            if skipped and (count := self._counted()[number]) <= skipped:
                skipped -= count
                continue
            before = len(found)
            found.extend(run.keys(self._db, skipped, left))
            skipped, left = 0, left - (len(found) - before) if limit is not None else -1
        return found

    def index_of(self, key: int) -> int | None:
        """How many rows stand before the one with a key; None where it is not among them."""
        for number, run in enumerate(self._runs):
            if (index := run.index_of(self._db, key)) is not None:
                return sum(self._counted()[:number]) + index
        return None

    def only(self, found: Set[int]) -> Listed:
        """The order of those of its rows that are among some keys."""
        if len(found) * _RARE > len(self):
            return Listed(array("q", (key for key in self.keys() if key in found)))
        wanted = json.dumps(list(found))
        return Listed(array("q", (key for run in self._runs for key in run.among(self._db, wanted))))


class Listed:
    """An order that is held as a list."""

    def __init__(self, keys: array[int]) -> None:
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    def keys(self, at: int = 0, limit: int | None = None) -> array[int]:
        """The keys from an index on; ``limit`` None for all of them."""
        return self._keys[at:] if limit is None else self._keys[at : at + limit]

    def index_of(self, key: int) -> int | None:
        """How many rows stand before the one with a key; None where it is not among them."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def only(self, found: Set[int]) -> Listed:
        """The order of those of its rows that are among some keys."""
        return Listed(array("q", (key for key in self._keys if key in found)))


def _number(db: sqlite3.Connection, query: str, values: Sequence[object]) -> int:
    return int(db.execute(query, values).fetchone()[0])
