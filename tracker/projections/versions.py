"""A database that keeps every version of every row, so that a look at an earlier position is an indexed read.

Each table becomes a view over versions, of which each knows the position from which it held and the one with which it
ceased to hold. Projections write to the views as they would to tables; triggers keep the versions, and ask for each row
which event it changes with: several events that have nothing to do with each other may be folded at once. Who looks at
a position reads views of the same names, laid over these, that show what held there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NamedTuple

_LATE = 1 << 40
"""Behind all positions. What a version ceased to hold with is stored less this: what still holds has 0, no byte."""
_SUFFIX = "@"
_SINCE, _UNTIL = '"since@"', '"until@"'
Moment = Callable[[int], int]
"""The position of the event that a row changes with, by the number that `keep_versions` is told to look at."""


class _Table(NamedTuple):
    """A table to keep versions of: its columns with their types, those of its key, those of its indexes.

    ``by_key``: whether its rows lie in the order of the key, and have no number besides. ``cause``: what to ask for the
    event that a row changes with; an expression over the columns of ``{row}``.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...]
    by_key: bool
    cause: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)

    @property
    def versions(self) -> str:
        return f'"{self.name}{_SUFFIX}"'


def keep_versions(db: sqlite3.Connection, causes: Mapping[str, str]) -> None:
    """From now on keep all versions of the rows of some tables, which are empty yet.

    Each has a primary key. A row that is removed and written again just the same with one event goes on as it was.
    Before anything is written, `tell_moments` must have been called.

    Args:
        db: the database.
        causes: by table the number that tells which event a row changes with, as "{row}.position".
    """
    for table, cause in causes.items():
        _keep(db, _described(db, table, cause))


def tell_moments(db: sqlite3.Connection, moment: Moment) -> None:
    """Have a connection that writes ask for the events that rows change with."""
    db.create_function("moment", 1, moment)


def _keep(db: sqlite3.Connection, found: _Table) -> None:
    db.execute(f"DROP TABLE {_quoted(found.name)}")
    columns = ", ".join(
        f"{_quoted(name)} {kind} {'NOT NULL' if name in found.key else ''}" for name, kind in found.columns
    )
    key = ", ".join((*map(_quoted, found.key), _UNTIL))
    db.execute(
        f"CREATE TABLE {found.versions} ({columns}, {_SINCE} INTEGER NOT NULL, {_UNTIL} INTEGER NOT NULL,"
        f" {'PRIMARY KEY' if found.by_key else 'UNIQUE'} ({key})) STRICT{', WITHOUT ROWID' if found.by_key else ''}"
    )
    for number, index in enumerate(found.indexes):
        name = _quoted(f"{found.name}{_SUFFIX}{number}")
        db.execute(f"CREATE INDEX {name} ON {found.versions} ({', '.join((*index, _UNTIL, _SINCE))})")
    names = ", ".join(map(_quoted, found.names))
    db.execute(f"CREATE VIEW {_quoted(found.name)} AS SELECT {names} FROM {found.versions} WHERE {_UNTIL} = 0")
    for trigger in _triggers(found):
        db.execute(trigger)


def versioned(db: sqlite3.Connection) -> list[str]:
    """The tables of which a database keeps versions."""
    rows = db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name LIKE '%' || ?", (_SUFFIX,))
    return [str(row[0]).removesuffix(_SUFFIX) for row in rows]


def look(db: sqlite3.Connection, position: int) -> None:
    """Make a connection read its tables as they were at a position, whatever is written meanwhile."""
    for table in versioned(db):
        _lay_over(db, table, f"{_SINCE} <= {position:d} AND {_UNTIL} > {position - _LATE:d}")


def _lay_over(db: sqlite3.Connection, table: str, held: str) -> None:
    rows = db.execute("SELECT name FROM pragma_table_info(?)", (table,))
    names = ", ".join(_quoted(row[0]) for row in rows)
    db.execute(f"CREATE TEMP VIEW {_quoted(table)} AS SELECT {names} FROM main.{_quoted(table + _SUFFIX)} WHERE {held}")


def look_along(db: sqlite3.Connection, besides: Collection[str]) -> None:
    """Make a connection read all tables but some as they were at positions that `at` tells; `look_ahead` ends it."""
    db.execute('CREATE TEMP TABLE "at@" (position INTEGER NOT NULL)')
    db.execute('INSERT INTO temp."at@" VALUES (0)')
    at = 'SELECT position FROM temp."at@"'
    for table in versioned(db):
        if table not in besides:
            _lay_over(db, table, f"{_SINCE} <= ({at}) AND {_UNTIL} > ({at}) - {_LATE}")


def at(db: sqlite3.Connection, position: int) -> None:
    """The position at which a connection that looks along reads."""
    db.execute('UPDATE temp."at@" SET position = ?', (position,))


def look_ahead(db: sqlite3.Connection) -> None:
    """Make a connection that looked along read what is there now."""
    for kind, name in db.execute(
        "SELECT type, name FROM temp.sqlite_master WHERE type IN ('view', 'table')"
    ).fetchall():
        db.execute(f"DROP {kind} temp.{_quoted(name)}")


def ever(db: sqlite3.Connection, table: str, columns: str, keys: Collection[int]) -> list[tuple[int, ...]]:
    """Some columns of all versions of the rows of a table that have some keys, each combination once."""
    query = f"SELECT DISTINCT {columns} FROM {_quoted(table + _SUFFIX)} WHERE key IN (SELECT value FROM json_each(?))"
    return db.execute(query, (json.dumps(list(keys)),)).fetchall()


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
            f" WHERE {_SINCE} <= ? AND {_UNTIL} > ?",
            (position, position - _LATE),
        )
    for table in (_quoted(name) for name, kind in kept if kind == "shadow"):
        # The index of words has no versions: what it has of later ones no entry leads to.
        db.execute(f"DELETE FROM main.{table}")
        db.execute(f"INSERT INTO main.{table} SELECT * FROM kept.{table}")
    db.execute("COMMIT")
    db.execute("DETACH kept")


def _triggers(table: _Table) -> tuple[str, ...]:
    name, versions = table.name, table.versions
    names = ", ".join(map(_quoted, table.names))
    new = ", ".join(f"NEW.{_quoted(column)}" for column in table.names)
    key = {row: " AND ".join(f"{_quoted(column)} = {row}.{_quoted(column)}" for column in table.key)
           for row in ("OLD", "NEW")}  # fmt: skip
    rest = [column for column in table.names if column not in table.key]
    same = " AND ".join(f"{_quoted(column)} IS NEW.{_quoted(column)}" for column in rest) or "1"
    now = {row: f"moment({table.cause.format(row=row)})" for row in ("OLD", "NEW")}

    def ended(row: str, but: str = "") -> str:
        which = f"{key[row]} AND {_UNTIL} = 0{but}"
        return f"""
            DELETE FROM {versions} WHERE {which} AND {_SINCE} = {now[row]};
            UPDATE {versions} SET {_UNTIL} = {now[row]} - {_LATE} WHERE {which};
        """

    begun = f"INSERT INTO {versions} ({names}, {_SINCE}, {_UNTIL})"
    return (
        f"""CREATE TRIGGER {_quoted(f"{name}{_SUFFIX}insert")} INSTEAD OF INSERT ON {_quoted(name)} BEGIN
            {ended("NEW", f" AND NOT ({same})") if rest else ""}
            UPDATE {versions} SET {_UNTIL} = 0 WHERE {key["NEW"]} AND {_UNTIL} = {now["NEW"]} - {_LATE} AND {same};
            {begun} SELECT {new}, {now["NEW"]}, 0 WHERE NOT EXISTS
                (SELECT 1 FROM {versions} WHERE {key["NEW"]} AND {_UNTIL} = 0);
        END""",
        f"""CREATE TRIGGER {_quoted(f"{name}{_SUFFIX}delete")} INSTEAD OF DELETE ON {_quoted(name)} BEGIN
            {ended("OLD")}
        END""",
        f"""CREATE TRIGGER {_quoted(f"{name}{_SUFFIX}update")} INSTEAD OF UPDATE ON {_quoted(name)} BEGIN
            {ended("OLD")} {begun} VALUES ({new}, {now["NEW"]}, 0);
        END""",
    )


def _described(db: sqlite3.Connection, table: str, cause: str) -> _Table:
    info = db.execute("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    key = tuple(name for name, _, place in sorted(info, key=lambda row: row[2]) if place)
    indexes = db.execute("SELECT name FROM pragma_index_list(?) WHERE origin <> 'pk' ORDER BY seq", (table,)).fetchall()
    (by_key,) = db.execute("SELECT wr FROM pragma_table_list WHERE name = ? AND schema = 'main'", (table,)).fetchone()
    columns = tuple((name, kind) for name, kind, _ in info)
    return _Table(table, columns, key, tuple(_columns(db, index) for (index,) in indexes), bool(by_key), cause)


def _columns(db: sqlite3.Connection, index: str) -> tuple[str, ...]:
    rows = db.execute("SELECT name, desc FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno", (index,))
    return tuple(f"{_quoted(name)} DESC" if down else _quoted(name) for name, down in rows)


def _quoted(name: str) -> str:
    return f'"{name}"'
