"""A database that keeps every version of every row, so that a look at an earlier position is an indexed read.

Each table becomes a view over versions, of which each knows the position from which it held  and the one
with which it ceased to hold . Projections write to the views as they would to tables; triggers keep the
versions. Who looks at a position reads views of the same names, laid over these, that show what held there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

OPEN = 1 << 62
"""The end of a version that still holds."""
_SUFFIX = "@"
_SINCE, _UNTIL = '"since@"', '"until@"'


class _Table(NamedTuple):
    """A table to keep versions of: its columns with their types, those of its key, those of its indexes."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)

    @property
    def versions(self) -> str:
        return f'"{self.name}{_SUFFIX}"'


def keep_versions(db: sqlite3.Connection, besides: Collection[str] = ()) -> None:
    """From now on keep all versions of the rows of a database's tables, which are empty yet.

    Each has a primary key; virtual tables stay as they are. A row that is removed and written again just the same
    while one event is folded goes on as it was.

    Args:
        db: the database.
        besides: tables that are left alone.
    """
    tables = db.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'").fetchall()
    db.execute("CREATE TABLE moment (position INTEGER NOT NULL) STRICT")
    db.execute("INSERT INTO moment VALUES (0)")
    for (table,) in tables:
        if table not in besides and not table.startswith("sqlite_"):
            _keep(db, _described(db, table))


def set_moment(db: sqlite3.Connection, position: int) -> None:
    """What is written from now on holds from this position."""
    db.execute("UPDATE moment SET position = ?", (position,))


def _keep(db: sqlite3.Connection, found: _Table) -> None:
    db.execute(f"DROP TABLE {_quoted(found.name)}")
    columns = ", ".join(f"{_quoted(name)} {kind}" for name, kind in found.columns)
    db.execute(
        f"CREATE TABLE {found.versions} ({columns}, {_SINCE} INTEGER NOT NULL, {_UNTIL} INTEGER NOT NULL) STRICT"
    )
    _index(db, found, "key", "UNIQUE", (*map(_quoted, found.key), _UNTIL))
    for number, index in enumerate(found.indexes):
        _index(db, found, str(number), "", (*index, _UNTIL, _SINCE))
    names = ", ".join(map(_quoted, found.names))
    db.execute(f"CREATE VIEW {_quoted(found.name)} AS SELECT {names} FROM {found.versions} WHERE {_UNTIL} = {OPEN}")
    for trigger in _triggers(found):
        db.execute(trigger)


def versioned(db: sqlite3.Connection) -> list[str]:
    """The tables of which a database keeps versions."""
    rows = db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name LIKE '%' || ?", (_SUFFIX,))
    return [str(row[0]).removesuffix(_SUFFIX) for row in rows]


def look(db: sqlite3.Connection, position: int) -> None:
    """Make a connection read its tables as they were at a position, whatever is written meanwhile."""
    for table in versioned(db):
        rows = db.execute("SELECT name FROM pragma_table_info(?)", (table,))
        names = ", ".join(_quoted(row[0]) for row in rows)
        db.execute(
            f"CREATE TEMP VIEW {_quoted(table)} AS SELECT {names} FROM main.{_quoted(table + _SUFFIX)}"
            f" WHERE {_SINCE} <= {position:d} AND {_UNTIL} > {position:d}"
        )


def copy(db: sqlite3.Connection, path: Path, position: int) -> None:
    """Fill empty tables with the rows that held at a position.

    Args:
        db: has tables of the same names as the file, and nobody has searched in them yet.
        path: of a file that keeps versions.
        position: which it reaches.
    """
    db.execute("ATTACH ? AS kept", (str(path),))
    kept = db.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'kept'").fetchall()
    db.execute("BEGIN")
    for table in (name.removesuffix(_SUFFIX) for name, _ in kept if name.endswith(_SUFFIX)):
        names = ", ".join(_quoted(row[0]) for row in db.execute("SELECT name FROM pragma_table_info(?)", (table,)))
        db.execute(
            f"INSERT INTO main.{_quoted(table)} ({names}) SELECT {names} FROM kept.{_quoted(table + _SUFFIX)}"
            f" WHERE {_SINCE} <= ?1 AND {_UNTIL} > ?1",
            (position,),
        )
    for table in (_quoted(name) for name, kind in kept if kind == "shadow"):
        # The index of words has no versions: what it has of later ones no entry leads to.
        db.execute(f"DELETE FROM main.{table}")
        db.execute(f"INSERT INTO main.{table} SELECT * FROM kept.{table}")
    db.execute("COMMIT")
    db.execute("DETACH kept")


def _index(db: sqlite3.Connection, table: _Table, name: str, kind: str, columns: tuple[str, ...]) -> None:
    index = _quoted(f"{table.name}{_SUFFIX}{name}")
    db.execute(f"CREATE {kind} INDEX {index} ON {table.versions} ({', '.join(columns)})")


def _triggers(table: _Table) -> tuple[str, ...]:
    name, versions = table.name, table.versions
    names = ", ".join(map(_quoted, table.names))
    new = ", ".join(f"NEW.{_quoted(column)}" for column in table.names)
    key = {row: " AND ".join(f"{_quoted(column)} = {row}.{_quoted(column)}" for column in table.key)
           for row in ("OLD", "NEW")}  # fmt: skip
    rest = [column for column in table.names if column not in table.key]
    same = " AND ".join(f"{_quoted(column)} IS NEW.{_quoted(column)}" for column in rest) or "1"
    now = "(SELECT position FROM moment)"

    def ended(which: str) -> str:
        return f"""
            DELETE FROM {versions} WHERE {which} AND {_UNTIL} = {OPEN} AND {_SINCE} = {now};
            UPDATE {versions} SET {_UNTIL} = {now} WHERE {which} AND {_UNTIL} = {OPEN};
        """

    begun = f"INSERT INTO {versions} ({names}, {_SINCE}, {_UNTIL})"
    return (
        f"""CREATE TRIGGER {_quoted(f"{name}{_SUFFIX}insert")} INSTEAD OF INSERT ON {_quoted(name)} BEGIN
            {ended(f"{key['NEW']} AND NOT ({same})") if rest else ""}
            UPDATE {versions} SET {_UNTIL} = {OPEN} WHERE {key["NEW"]} AND {_UNTIL} = {now} AND {same};
            {begun} SELECT {new}, {now}, {OPEN} WHERE NOT EXISTS
                (SELECT 1 FROM {versions} WHERE {key["NEW"]} AND {_UNTIL} = {OPEN});
        END""",
        f"""CREATE TRIGGER {_quoted(f"{name}{_SUFFIX}delete")} INSTEAD OF DELETE ON {_quoted(name)} BEGIN
            {ended(key["OLD"])}
        END""",
        f"""CREATE TRIGGER {_quoted(f"{name}{_SUFFIX}update")} INSTEAD OF UPDATE ON {_quoted(name)} BEGIN
            {ended(key["OLD"])} {begun} VALUES ({new}, {now}, {OPEN});
        END""",
    )


def _described(db: sqlite3.Connection, table: str) -> _Table:
    info = db.execute("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    key = tuple(name for name, _, place in sorted(info, key=lambda row: row[2]) if place)
    indexes = db.execute("SELECT name FROM pragma_index_list(?) WHERE origin <> 'pk' ORDER BY seq", (table,)).fetchall()
    return _Table(
        table, tuple((name, kind) for name, kind, _ in info), key, tuple(_columns(db, index) for (index,) in indexes)
    )


def _columns(db: sqlite3.Connection, index: str) -> tuple[str, ...]:
    rows = db.execute("SELECT name, desc FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno", (index,))
    return tuple(f"{_quoted(name)} DESC" if down else _quoted(name) for name, down in rows)


def _quoted(name: str) -> str:
    return f'"{name}"'
