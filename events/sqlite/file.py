"""The dossier's file: recognised before anything is touched, created whole, connected to for writing or reading.

The file is only ever opened through SQLite. Opening and closing it by hand would drop the locks that other connections
of this process hold on it (POSIX), and another process could then delete the journal under them.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from events.errors import LogError
from events.sqlite.failures import explained, explaining
from events.sqlite.lock import WriteLock
from events.sqlite.migrations import LAYOUT, migrate

APPLICATION_ID = 0x444F5353
"""Marks the file as a dossier ("DOSS"); `file` and SQLite's own tools show it."""

_PAGE_SIZE = 4096
"""A commit writes every page that it touches: small ones make single appends an eighth faster and batches slower."""
_CHECKPOINT_PAGES = 4096
_CACHE_KIB = 4 * 1024
_MAP_BYTES = 1 << 30


def connect(path: Path, *, read_only: bool, timeout: float) -> sqlite3.Connection:
    """A connection to a dossier that is there, for one thread at a time, with transactions by hand."""
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        if read_only:
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA mmap_size = {_MAP_BYTES}")
        else:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection


def recognise(path: Path, *, timeout: float) -> int:
    """The layout version of a dossier; 0 for an empty file.

    Raises:
        LogError: the file is missing, no dossier, damaged, newer than this program, or cannot be read.
    """
    if not path.exists():
        raise LogError("there is no such dossier", where=str(path), remedy="check the name, or create it first")
    if path.is_dir():
        raise LogError("this is a folder and no dossier", where=str(path))
    with explaining(path):
        connection = open_reader(path, timeout=timeout)
        try:
            found = connection.execute("PRAGMA application_id").fetchone()[0]
            layout: int = connection.execute("PRAGMA user_version").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        finally:
            connection.close()
    if found != APPLICATION_ID:
        if not tables and not path.stat().st_size:
            return 0
        raise LogError(
            "this is an SQLite file, but no dossier", where=str(path), remedy="name a file that the tracker has made"
        )
    if layout > LAYOUT:
        raise LogError(
            f"a newer version of the tracker wrote this dossier (layout {layout}, this one knows {LAYOUT})",
            where=str(path),
            remedy="update the tracker",
        )
    return layout


def open_reader(path: Path, *, timeout: float) -> sqlite3.Connection:
    """A read-only connection, also where the folder cannot be written and no journal is left over."""
    try:
        connection = connect(path, read_only=True, timeout=timeout)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection
    except sqlite3.OperationalError as error:
        journal = Path(f"{path}-wal")
        left_over = journal.exists() and journal.stat().st_size > 0
        if error.sqlite_errorname not in ("SQLITE_CANTOPEN", "SQLITE_READONLY_DIRECTORY") or left_over:
            raise
        if os.access(path.parent, os.W_OK) or not os.access(path, os.R_OK):
            raise
    return sqlite3.connect(
        f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
    )


def prepare(path: Path, *, create: bool, timeout: float) -> None:
    """See to it that a dossier of the current layout is there and can be written.

    Raises:
        LogError: as `recognise`, or the place cannot be written.
    """
    if not create or path.exists():
        layout = recognise(path, timeout=timeout)
        if layout == 0 and not create:
            raise LogError("the file is empty and no dossier", where=str(path), remedy="create the dossier first")
        if layout == LAYOUT:
            return _check_writable(path)
    if not path.parent.is_dir():
        raise LogError("there is no such folder", where=str(path.parent), remedy="create it first")
    with closing(WriteLock(path, timeout=timeout)) as lock, lock.held():
        try:
            connection = sqlite3.connect(path, timeout=timeout, isolation_level=None)
            try:
                connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("BEGIN IMMEDIATE")
                migrate(connection)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {LAYOUT}")
                connection.execute("COMMIT")
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise explained(error, path) from error


def _check_writable(path: Path) -> None:
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise LogError(
                "cannot be written",
                where=str(place),
                remedy="open the dossier read-only, or copy it to a place of your own",
            )
