"""The projections that a user has promoted: Python files in a folder, loaded with every dossier that is opened."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from tracker.projections.contract import Projection, ProjectionError
from tracker.projections.loading import from_file

_log = logging.getLogger(__name__)


def load(folder: Path | None, taken: Collection[str]) -> list[type[Projection]]:
    """The projections in a folder; a file that is broken is left out with a warning, and stops nobody.

    Args:
        folder: where the files are; None for nowhere.
        taken: names that are in use.
    """
    found: list[type[Projection]] = []
    for path in _files(folder):
        try:
            found += from_file(path, {*taken, *(one.name for one in found)})
        except ProjectionError as error:
            _log.warning("%s is left out: %s", path, error)
    return found


def keep(path: Path, folder: Path) -> Path:
    """Put a copy of a file into the folder, in place of one of the same name; where it is now.

    Raises:
        ProjectionError: it cannot be written there.
    """
    target = folder / path.name
    beside = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path, beside)
        os.replace(beside, target)
    except OSError as error:
        raise ProjectionError(f"the file cannot be kept: {error.strerror}", where=str(target)) from error
    return target


def file_of(name: str, folder: Path, taken: Collection[str]) -> Path | None:
    """The file that defines a projection; None where none does."""
    for path in _files(folder):
        try:
            if any(one.name == name for one in from_file(path, taken)):
                return path
        except ProjectionError:
            continue
    return None


def _files(folder: Path | None) -> Iterator[Path]:
    if folder is not None and folder.is_dir():
        yield from sorted(folder.glob("*.py"))
