"""Which rows of a projection's tables come, change or go: noted while events are folded, or found by comparing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Cells = Mapping[str, Any]
"""A row by the names of its columns."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is otherwise.

    Attributes:
        table: where it stands.
        kind: added, removed or changed.
        before, after: the row; None before it was added and after it was removed.
    """

    table: str
    kind: str
    before: Cells | None
    after: Cells | None

    @classmethod
    def of(cls, table: str, before: Cells | None, after: Cells | None) -> RowChange:
        """The change from one state of a row to another."""
        kind = "added" if before is None else "removed" if after is None else "changed"
        return cls(table, kind, before, after)


class Recorder:
    """Notes what happens to the rows of some tables, by triggers that live as long as the connection.

    Args:
        db: the database; its triggers fire for rows that `INSERT OR REPLACE` drives out, too.
        tables: ordinary ones (`plain_tables`).
    """

    def __init__(self, db: sqlite3.Connection, tables: Iterable[str]) -> None:
        self._db = db
        db.execute("PRAGMA recursive_triggers = 1")
        db.execute("CREATE TEMP TABLE noted (number INTEGER PRIMARY KEY, name TEXT, before TEXT, after TEXT)")
        for table in tables:
            old, new = _as_json(db, table, "OLD"), _as_json(db, table, "NEW")
            for event, before, after in (("INSERT", "NULL", new), ("UPDATE", old, new), ("DELETE", old, "NULL")):
                db.execute(
                    f'CREATE TEMP TRIGGER "noted {event} {table}" AFTER {event} ON main."{table}" BEGIN'
                    f" INSERT INTO noted (name, before, after) VALUES ('{table}', {before}, {after}); END"
                )

    def take(self) -> list[RowChange]:
        """What was noted since the last time, one entry a row: the way it went in between is left out."""
        rows = self._db.execute("SELECT name, before, after FROM noted ORDER BY number").fetchall()
        self._db.execute("DELETE FROM noted")
        noted = [RowChange.of(name, _cells(before), _cells(after)) for name, before, after in rows]
        return list(_condensed(self._db, noted))


def _as_json(db: sqlite3.Connection, table: str, row: str) -> str:
    """An SQL expression that gives a row as a JSON object; bytes, of which JSON has none, as hexadecimal digits."""
    cells = []
    for name in columns(db, table):
        cell = f'{row}."{name}"'
        cells.append(f"'{name}', CASE typeof({cell}) WHEN 'blob' THEN hex({cell}) ELSE {cell} END")
    return f"json_object({', '.join(cells)})"


def _cells(text: str | None) -> Cells | None:
    return None if text is None else json.loads(text)


def _condensed(db: sqlite3.Connection, noted: Iterable[RowChange]) -> Iterator[RowChange]:
    keyed: dict[str, list[str]] = {}
    net: dict[tuple[str, str], list[Cells | None]] = {}
    for change in noted:
        names = keyed.setdefault(change.table, key_columns(db, change.table))
        if change.before is not None:
            net.setdefault((change.table, _key(change.before, names)), [change.before, None])[1] = None
        if change.after is not None:
            net.setdefault((change.table, _key(change.after, names)), [None, None])[1] = change.after
    for (table, _), (before, after) in net.items():
        if before != after:
            yield RowChange.of(table, before, after)


def compared(before: sqlite3.Connection, after: sqlite3.Connection, table: str) -> list[RowChange]:
    """What a table holds otherwise in a second database, in the order of its keys; it may be missing in the first."""
    old = _rows(before, table) if columns(before, table) else {}
    new = _rows(after, table)
    keys = sorted({*old, *new})
    return [RowChange.of(table, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def _rows(db: sqlite3.Connection, table: str) -> dict[str, Cells]:
    names, keyed = columns(db, table), key_columns(db, table)
    found: dict[str, Cells] = {}
    for row in db.execute(f'SELECT * FROM "{table}"'):
        cells = dict(zip(names, row, strict=True))
        key, number = _key(cells, keyed), 0
        while (numbered := f"{key} {number}") in found:  # rows without a key may be alike
            number += 1
        found[numbered] = cells
    return found


def _key(cells: Cells, keyed: Sequence[str]) -> str:
    return json.dumps([cells[name] for name in keyed or cells], ensure_ascii=False, default=repr)


def columns(db: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table; none where there is no such table."""
    return [row[1] for row in db.execute(f'PRAGMA main.table_info("{table}")')]


def key_columns(db: sqlite3.Connection, table: str) -> list[str]:
    """The columns of its primary key, in their order; none where it has no key."""
    keyed = [(row[5], row[1]) for row in db.execute(f'PRAGMA main.table_info("{table}")') if row[5]]
    return [name for _, name in sorted(keyed)]


def plain_tables(db: sqlite3.Connection, name: str) -> list[str]:
    """The ordinary tables of a projection; a virtual one and those that it is kept in are left out."""
    rows = db.execute(
        "SELECT name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE type = 'table'"
        " AND (name = ?1 OR name LIKE ?1 || '\\_%' ESCAPE '\\') ORDER BY name",
        (name,),
    ).fetchall()
    virtual = [table for table, is_virtual in rows if is_virtual]
    return [table for table, _ in rows if not any(table == one or table.startswith(f"{one}_") for one in virtual)]
