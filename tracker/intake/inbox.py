"""The inbox: a folder whose files are taken in as articles once they are complete, then put away."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from events.errors import LogError, TrackerError
from tracker.dossier import Dossier
from tracker.intake.files import SUFFIXES, InputError, read_bytes
from tracker.parsing.reading import read_article
from tracker.wording import say

SETTLED_AFTER = 5.0
"""A file that nobody touched for so many seconds is complete."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: the outcome, the positions of its events, where it lies now, why it failed."""

    name: str
    outcome: Literal["added", "known", "failed"]
    positions: tuple[int, ...]
    moved_to: Path
    why: str | None = None


def default_inbox(dossier: Path) -> Path:
    """``NAME.inbox`` beside ``NAME.dossier``."""
    return dossier.with_suffix(".inbox")


class Inbox:
    """One folder; remembers between two looks how its files were.

    Args:
        folder: where files arrive; ``done`` and ``failed`` are made in it when they are needed.
        clock: seconds since the epoch.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self._clock = clock
        self._seen: dict[str, tuple[int, int]] = {}

    def complete(self) -> tuple[list[Path], int]:
        """The files that can be taken, in the order of their names, and how many are still being written.

        A file is complete when it has the size and time of the last look, or was untouched for `SETTLED_AFTER`.

        Raises:
            InputError: the folder cannot be read.
        """
        ready, now = [], {}
        for name, state in sorted(self._files()):
            now[name] = (state.st_size, state.st_mtime_ns)
            if self._seen.get(name) == now[name] or self._clock() - state.st_mtime > SETTLED_AFTER:
                ready.append(self.folder / name)
        self._seen = now
        return ready, len(now) - len(ready)

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or not entry.name.lower().endswith(SUFFIXES):
                        continue
                    state = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(state.st_mode):
                        yield entry.name, state
        except FileNotFoundError:
            return  # no folder, no files: it may come
        except OSError as error:
            raise InputError(error.strerror or str(error), where=str(self.folder)) from None

    def take(self, dossier: Dossier, paths: Sequence[Path]) -> Iterator[Taken]:
        """Take these files in, one after the other; a bad one goes to ``failed`` with a note that says why.

        Raises:
            LogError: the dossier cannot be written; the file stays where it is.
            InputError: the folder cannot be read, or a file cannot be moved.
        """
        for path in paths:
            taken = self._take(dossier, path)
            if taken is not None:
                yield taken

    def _take(self, dossier: Dossier, path: Path) -> Taken | None:
        try:
            result = dossier.ingest(read_article(read_bytes(path), path.name))
        except LogError:
            raise
        except TrackerError as error:
            return self._failed(path, str(error))
        except Exception as error:  # one strange file must not keep the others waiting
            return self._failed(path, say("cli.error.strange_file", kind=type(error).__name__, text=str(error)[:200]))
        moved = self._moved(path, "done")
        if moved is None:
            return None
        positions = tuple(record.position for record in result.recorded)
        return Taken(path.name, "known" if result.known else "added", positions, moved)

    def _failed(self, path: Path, why: str) -> Taken | None:
        moved = self._moved(path, "failed")
        if moved is None:
            return None
        moved.with_name(f"{moved.name}.why.txt").write_text(f"{why}\n", encoding="utf-8", errors="replace")
        return Taken(path.name, "failed", (), moved, why)

    def _moved(self, path: Path, folder: str) -> Path | None:
        """Put a file away under a free name; None if somebody else did."""
        try:
            (self.folder / folder).mkdir(exist_ok=True)
            goal = _free(self.folder / folder / path.name)
            path.rename(goal)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise InputError(
                say("cli.error.not_moved", folder=folder, why=error.strerror or str(error)), where=str(path)
            ) from None
        self._seen.pop(path.name, None)
        return goal


def _free(path: Path) -> Path:
    """The path, or the first of ``NAME-2``, ``NAME-3`` … that does not exist."""
    goal, number = path, 1
    while goal.exists():
        number += 1
        goal = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return goal
