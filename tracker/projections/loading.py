"""Projections from elsewhere: a user's Python file, or an installed package (entry point ``tracker.projections``)."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Collection, Iterable
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from tracker.projections.contract import Projection, ProjectionError
from tracker.projections.fold import RESERVED

GROUP = "tracker.projections"
_log = logging.getLogger(__name__)


def from_file(path: Path, taken: Collection[str]) -> list[type[Projection]]:
    """The projections that a Python file defines, checked.

    Args:
        path: the file; it is run.
        taken: names that are in use by projections of our own.

    Raises:
        ProjectionError: the file is missing, fails, defines no projection, or one that breaks the contract; says which
            line is at fault.
    """
    module = _run(path)
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Projection) and value.__module__ == module.__name__
    ]
    if not found:
        raise ProjectionError(
            "there is no projection in it", where=str(path), remedy="define a class that inherits from Projection"
        )
    _check(found, taken, str(path))
    return found


def installed(taken: Collection[str]) -> list[type[Projection]]:
    """The projections of installed packages; one that is broken is left out with a warning, and stops nobody."""
    found: list[type[Projection]] = []
    for entry in entry_points(group=GROUP):
        try:
            projection = entry.load()
            _check([projection], {*taken, *(other.name for other in found)}, entry.value)
        except Exception as error:
            _log.warning("projection %s is left out: %s", entry.name, error)
        else:
            found.append(projection)
    return found


def _run(path: Path) -> ModuleType:
    """The module of a file, run as it is now: an import would take a file that was mended a moment ago from a cache."""
    if not path.is_file() or path.suffix != ".py":
        raise ProjectionError("there is no such Python file", where=str(path), remedy="name a file that ends in .py")
    module = ModuleType(f"tracker_projection_{path.stem}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses and others look their module up there
    try:
        exec(compile(path.read_bytes(), str(path), "exec"), vars(module))
    except SyntaxError as error:
        raise ProjectionError(f"it is no Python: {error.msg}", where=f"{path}, line {error.lineno}") from None
    except Exception as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        where = f"{path}, line {lines[-1]}" if lines else str(path)
        raise ProjectionError(f"it fails when it is loaded: {type(error).__name__}: {error}", where=where) from None
    return module


def _check(found: Iterable[type[Projection]], taken: Collection[str], where: str) -> None:
    names: set[str] = set()
    for kind in found:
        try:
            projection = kind()
        except Exception as error:
            raise ProjectionError(f"{kind.__name__} cannot be made: {error}", where=where) from None
        projection.check()
        if projection.name in {*taken, *names, *RESERVED} or projection.name.startswith("sqlite"):
            raise ProjectionError(
                f"the name '{projection.name}' is taken", where=where, remedy="choose another name for the projection"
            )
        clash = next((name for name in taken if projection.name.startswith(f"{name}_")), None)
        if clash:
            raise ProjectionError(
                f"tables that begin with '{clash}_' belong to '{clash}'", where=where, remedy="choose another name"
            )
        unknown = [name for name in projection.needs if name not in {*taken, *names}]
        if unknown:
            raise ProjectionError(f"'{projection.name}' needs '{unknown[0]}', which is no projection", where=where)
        if not projection.handlers() and kind.settle is Projection.settle:
            raise ProjectionError(
                f"'{projection.name}' handles no event",
                where=where,
                remedy="define a method called like a type of event, such as departure(self, db, record)",
            )
        names.add(projection.name)
