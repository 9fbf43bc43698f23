"""Backup: a consistent copy of a dossier while others write, verified before it takes its name."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from events.errors import LogError
from events.log import Head, Report
from events.sqlite.failures import explaining
from events.sqlite.file import recognise


def copy(
    source: sqlite3.Connection, path: Path, target: Path, *, over: bool, verified: Callable[[Path], Report]
) -> Head:
    """Copy the dossier at ``path``, through a connection to it, to ``target``; returns where the copy ends.

    The copy appears when it is whole, verified and on the disk. Whoever writes to the dossier meanwhile does not wait;
    what is committed after the copy began is not in it.

    Args:
        over: take the place of a dossier that is there already.
        verified: reads a copy and reports on it, its pages and indexes included.

    Raises:
        LogError: the target is there already, is no dossier, in use or the dossier itself; the place cannot be
            written; or the copy has faults, which the dossier then has, too.
    """
    _check_target(path, target, over=over)
    beside = target.with_name(f".{target.name}-{os.getpid()}-part")
    try:
        with explaining(target):
            _write(source, beside)
        report = verified(beside)
        if not report.ok:
            fault = report.faults[0]
            raise LogError(
                f"the copy is not sound: record {fault.position}, {fault.what}",
                where=str(path),
                remedy="verify the dossier; its copy was thrown away",
            )
        _publish(beside, target, over=over)
    except OSError as error:
        raise LogError(f"the copy cannot be written ({error.strerror})", where=str(target)) from error
    finally:
        for leftover in ("", "-wal", "-shm", "-journal"):
            Path(f"{beside}{leftover}").unlink(missing_ok=True)
    return report.head


def _check_target(path: Path, target: Path, *, over: bool) -> None:
    if not target.parent.is_dir():
        raise LogError("there is no such folder", where=str(target.parent), remedy="create it first")
    if not target.exists():
        return
    if target.samefile(path):
        raise LogError("this is the dossier itself", where=str(target), remedy="name another file")
    if not over:
        raise _there_already(target)
    recognise(target, timeout=0)  # only a dossier is ever replaced
    journal = Path(f"{target}-wal")
    if journal.exists() and journal.stat().st_size:
        raise LogError(
            "the dossier to be replaced is in use, or was not closed",
            where=str(target),
            remedy="close it, or name another file",
        )


def _there_already(target: Path) -> LogError:
    return LogError("there is a file already", where=str(target), remedy="name another file, or replace it (--force)")


def _write(source: sqlite3.Connection, beside: Path) -> None:
    """One step of SQLite's backup: a snapshot, which writers neither hold up nor change."""
    connection = sqlite3.connect(beside, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        source.backup(connection)
    finally:
        connection.close()


def _publish(beside: Path, target: Path, *, over: bool) -> None:
    _sync(beside)
    if over:
        os.replace(beside, target)
    else:
        try:
            os.link(beside, target)  # unlike a renaming it never replaces what has come into being meanwhile
        except FileExistsError:
            raise _there_already(target) from None
        except OSError:  # a file system without links
            if target.exists():
                raise _there_already(target) from None
            os.rename(beside, target)
    if os.name == "posix":
        _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
