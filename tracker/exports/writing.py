"""Writing an export: to stdout piece by piece, or to a file that is whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from events.errors import TrackerError
from tracker.wording import say


def write_file(path: Path, pieces: Iterable[str], *, force: bool = False) -> None:
    """Write text as UTF-8 to a file that appears under its name when it is complete.

    Raises:
        TrackerError: the file is there already, and ``force`` does not allow to replace it.
        OSError: it cannot be written.
    """

    def fill(beside: Path) -> None:
        with beside.open("w", encoding="utf-8", newline="") as file:
            write_stream(file, pieces)
            file.flush()
            os.fsync(file.fileno())

    write_whole(path, fill, force=force)


def write_stream(stream: IO[str], pieces: Iterable[str]) -> None:
    """Write the pieces one by one."""
    for piece in pieces:
        stream.write(piece)


def write_whole(path: Path, fill: Callable[[Path], None], *, force: bool = False) -> None:
    """Let ``fill`` write a file beside the wanted one, and give it the name when it is done.

    Raises:
        TrackerError: the file is there already, and ``force`` does not allow to replace it.
        OSError: it cannot be written.
    """
    refuse_existing(path, force=force)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}-", suffix=".part")
    os.close(handle)
    beside = Path(name)
    try:
        fill(beside)
        beside.chmod(0o666 & ~_umask())
        if force:
            beside.replace(path)
        else:
            _take_name(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def refuse_existing(path: Path, *, force: bool) -> None:
    """See that no file is in the way.

    Raises:
        TrackerError: one is, and ``force`` does not allow to replace it; or a folder is.
    """
    if path.is_dir():
        raise TrackerError(say("exports.error.folder"), where=str(path))
    if path.exists() and not force:
        raise TrackerError(say("exports.error.exists"), where=str(path), remedy=say("exports.error.exists_remedy"))


def _take_name(beside: Path, path: Path) -> None:
    """Unlike a rename, a link never replaces what somebody else has put there meanwhile."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        refuse_existing(path, force=False)
        raise
    except OSError:  # a file system without links
        refuse_existing(path, force=False)
        beside.replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
