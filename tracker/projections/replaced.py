"""Rows that are derived anew: only what differs is written, so that what stays costs a look and nothing else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import Any


def replace(
    db: sqlite3.Connection, table: str, keys: Collection[int], rows: Iterable[tuple[Any, ...]], *, key: str = "key"
) -> dict[int, tuple[Any, ...]]:
    """Bring the rows of a table that have some keys to what they are to be.

    Args:
        db: the database.
        table: its first column is the key.
        keys: of all rows that may change, those that are to go among them.
        rows: what is to be there under these keys.
        key: how the first column is called.

    Returns:
        The rows that were there, by key.
    """
    found = db.execute(
        f"SELECT * FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),)
    ).fetchall()
    before = {row[0]: row for row in found}
    after = {row[0]: row for row in rows}
    gone = [(one,) for one in before if one not in after]
    fresh = [row for one, row in after.items() if before.get(one) != row]
    if gone:
        db.executemany(f"DELETE FROM {table} WHERE {key} = ?", gone)
    if fresh:
        db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({_marks(fresh[0])})", fresh)
    return before


def replace_entries(
    db: sqlite3.Connection, table: str, old: Iterable[tuple[Any, ...]], new: Iterable[tuple[Any, ...]]
) -> None:
    """Bring a table in which a row is its own key from some rows to others.

    Args:
        db: the database.
        table: all of its columns are its key.
        old: rows that it has.
        new: rows that it is to have in their place.
    """
    had, has = set(old), set(new)
    gone, fresh = sorted(had - has), sorted(has - had)
    if gone:
        columns = [name for (name,) in db.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))]
        db.executemany(f"DELETE FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in columns)}", gone)
    if fresh:
        db.executemany(f"INSERT INTO {table} VALUES ({_marks(fresh[0])})", fresh)


def _marks(row: tuple[Any, ...]) -> str:
    return ", ".join("?" * len(row))
