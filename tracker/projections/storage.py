"""The views file: opening it, one writer at a time, and replacing it as a whole while others read the old one.

Replacing a SQLite file under its users is safe only if nobody writes the old one any more: a journal beside it would be
taken for the new one's. So every writer holds a lock file, and once it has the lock it makes sure that the file it has
open is still the one under that name. Readers go on with the file that they have open.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.projections.contract import ProjectionError

try:
    import fcntl
except ImportError:  # pragma: no cover  (Windows)
    fcntl = None  # type: ignore[assignment]

_PAUSE = 0.002
_PATIENCE = 30.0
_WRITING_KB, _READING_KB = 4 * 1024, 2 * 1024
"""Pages that a connection keeps: several stay open as long as the desk and must not add up to its memory."""
_FILLING_KB = 32 * 1024


def connect(path: str, *, reading: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode that several threads may use, one call at a time.

    Raises:
        sqlite3.Error: the file is no database, damaged, or cannot be opened.
    """
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=_PATIENCE, cached_statements=256)
    try:
        db.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA cache_size = -{_WRITING_KB}")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if reading:
            only_reading(db)
    except sqlite3.Error:
        db.close()
        raise
    return db


def only_reading(db: sqlite3.Connection) -> None:
    """Let a connection write no more, and keep fewer pages."""
    db.execute("PRAGMA query_only = 1")
    db.execute(f"PRAGMA cache_size = -{_READING_KB}")


def connect_shadow(path: Path) -> sqlite3.Connection:
    """A connection for filling a new file fast: no journal, no waiting for the disk. A crash leaves it worthless."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
    db.execute("PRAGMA page_size = 8192")
    db.execute("PRAGMA journal_mode = OFF").fetchone()
    db.execute("PRAGMA synchronous = OFF")
    db.execute(f"PRAGMA cache_size = -{_FILLING_KB}")
    db.execute("PRAGMA temp_store = MEMORY")
    return db


def identity(path: Path) -> tuple[int, int] | None:
    """What tells the file under a name from one that replaced it; None where there is no file."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """The sole right to write the file under this name.

    Raises:
        ProjectionError: somebody else has kept it for too long.
        OSError: nothing can be written there.
    """
    with _held(path.with_name(f"{path.name}-lock"), _PATIENCE) as ours:
        if not ours:
            raise kept_busy(path)
        yield


def kept_busy(path: Path) -> ProjectionError:
    """What to say where somebody else has kept a file for too long."""
    return ProjectionError(
        "another program keeps the views busy", where=str(path), remedy="try again when it has finished"
    )


@contextmanager
def shadow(path: Path) -> Iterator[Path]:
    """A path beside the file for building the next one; whatever is left there before and after is removed.

    Raises:
        ProjectionError: another rebuild is running.
    """
    with _held(path.with_name(f"{path.name}-rebuild"), 0.0) as ours:
        if not ours:
            raise ProjectionError("the views are being rebuilt already", where=str(path))
        beside = path.with_name(f"{path.name}-next")
        beside.unlink(missing_ok=True)
        try:
            yield beside
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def _held(lock_file: Path, patience: float) -> Iterator[bool]:
    """A lock that the system frees when the process dies; False where others keep it for longer than the patience."""
    file = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        yield fcntl is None or _take(file, time.monotonic() + patience)
    finally:
        os.close(file)


def _take(file: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def publish(beside: Path, path: Path) -> None:
    """Put the finished file in the place of the old one, for good.

    At any moment the name leads to the whole old or the whole new file. The caller holds `locked`.
    """
    write_out(beside)
    _end_crashed_write(path)
    os.replace(beside, path)
    write_out(path.parent)


def _end_crashed_write(path: Path) -> None:
    """Take back what a crash left half written, so that no journal is left beside the name.

    The next file would take it for its own and have pages of the old one written into it.
    """
    if not _journal(path).exists():
        return
    try:
        connect(str(path)).close()
    except sqlite3.DatabaseError as error:
        if not damaged(error):
            raise
    _journal(path).unlink(missing_ok=True)


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def write_out(path: Path) -> None:
    """Have the disk take what has been written to a file, or changed in a folder, so far."""
    with contextlib.suppress(PermissionError):  # a folder cannot be opened everywhere
        file = os.open(path, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def remove(path: Path) -> None:
    """Throw a views file away, with the journal that a crash may have left."""
    for name in (path, _journal(path)):
        name.unlink(missing_ok=True)


def damaged(error: BaseException | None) -> bool:
    """Whether an error says that a file is no database or not a sound one."""
    return isinstance(error, sqlite3.DatabaseError) and _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def busy(error: BaseException | None) -> bool:
    """Whether an error says that somebody else is using the file."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def foreign(error: BaseException | None) -> bool:
    """Whether an error says that a sound file has other tables than ours."""
    return _code(error) == sqlite3.SQLITE_ERROR


def _code(error: BaseException | None) -> int:
    """SQLite's primary result code; 0 where it is no error of SQLite's."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
