"""The views as plain tables with foreign keys and full-text search: in a file of their own, or in the views file."""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from functools import lru_cache
from importlib.resources import files

from tracker.dossier import Dossier
from tracker.exports.plain_rows import cell, plain_rows
from tracker.exports.subject import Subject
from tracker.projections.cutoff import Cutoff

PREFIX = "view_"
"""What the names of the tables begin with in a views file, beside the tables that the views are made from."""
_TABLE = re.compile(r"CREATE (?:VIRTUAL )?TABLE ~(\w+)")


@lru_cache(maxsize=1)
def _schema() -> str:
    return (files(__package__) / "plain_tables.sql").read_text(encoding="utf-8")


def tables() -> tuple[str, ...]:
    """The names of all tables, without what they may begin with; full-text indexes end in ``_fts``."""
    return tuple(_TABLE.findall(_schema()))


def write_tables(db: sqlite3.Connection, subject: Subject, prefix: str = "") -> None:
    """Write all tables anew, in one transaction, at the subject's cut-off.

    Args:
        db: in autocommit mode.
        prefix: what their names begin with.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        for name in sorted(tables(), key=lambda name: not name.endswith("_fts")):
            db.execute(f'DROP TABLE IF EXISTS "{prefix}{name}"')
        for statement in _schema().replace("~", prefix).split(";\n"):
            if statement.strip():
                db.execute(statement)
        for table, row in plain_rows(subject):
            columns = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            query = f"INSERT OR IGNORE INTO {prefix}{table} ({columns}) VALUES ({marks})"
            db.execute(query, tuple(map(cell, row.values())))
        for name in tables():
            if name.endswith("_fts"):
                db.execute(f"INSERT INTO {prefix}{name} ({prefix}{name}) VALUES ('rebuild')")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def lay_out(dossier: Dossier, as_of: date) -> None:
    """Write the tables into the views file, as of now, so that any tool may open it; the views are caught up.

    Raises:
        ProjectionError: the file cannot be written, or another program keeps it busy.
    """
    with dossier.views.beside() as db:
        write_tables(db, Subject.of(dossier, Cutoff(), as_of), PREFIX)


def laid_out_at(dossier: Dossier) -> tuple[int, str] | None:
    """The position and the day as of which the views file has the tables; None where it has none."""
    db = dossier.views.connection()
    if db.execute(f"SELECT 1 FROM sqlite_master WHERE name = '{PREFIX}export'").fetchone() is None:
        return None
    told = dict(db.execute(f"SELECT name, value FROM {PREFIX}export").fetchall())
    return int(told["position"]), str(told["as_of"])
