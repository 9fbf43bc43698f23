"""SQLite's errors said in the user's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from events.errors import LogError

_WORDS = {
    "SQLITE_FULL": ("the disk is full; nothing was recorded", "free some space and try again"),
    "SQLITE_IOERR": ("the disk does not take the data; nothing was recorded", "check the disk and its free space"),
    "SQLITE_BUSY": ("another program keeps the dossier busy", "try again when it has finished"),
    "SQLITE_LOCKED": ("another program keeps the dossier busy", "try again when it has finished"),
    "SQLITE_READONLY": ("the dossier cannot be written here", "open it read-only, or copy it to a place of your own"),
    "SQLITE_PERM": ("the dossier cannot be written here", "open it read-only, or copy it to a place of your own"),
    "SQLITE_CANTOPEN": ("the dossier cannot be opened", "check that the file and its folder are there and readable"),
    "SQLITE_NOTADB": ("this is no dossier", "name a file that the tracker has made"),
    "SQLITE_CORRUPT": ("the file is damaged", "verify the dossier, or restore it from a copy"),
}  # fmt: skip


def explained(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> LogError:
    """The same failure as a `LogError` that names the file and what can be done.

    A `UnicodeDecodeError` comes from a damaged schema: SQLite quotes its bytes in the message.
    """
    name = getattr(error, "sqlite_errorname", None) or ""
    family = "_".join(name.split("_")[:2])
    what, remedy = _WORDS.get(family, (f"the dossier's database says: {error}", None))
    if isinstance(error, UnicodeDecodeError) or "Could not decode" in str(error):
        what, remedy = _WORDS["SQLITE_CORRUPT"]
    return LogError(what, where=str(path), remedy=remedy)


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn SQLite's errors inside the block into `LogError`."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise explained(error, path) from error
