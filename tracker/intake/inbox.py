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
from tracker.intake.reading import PLAIN, Outcome, Reading, read_articles, undated
from tracker.wording import say

SETTLED_AFTER = 5.0
"""A file that nobody touched for so many seconds is complete."""


Became = Literal["added", "known", "failed"]
_Found = tuple[str, Became, tuple[int, ...], str | None]  # name, outcome, positions, why it failed


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an article: the outcome, the positions of its events, where its file lies now, why it failed."""

    name: str
    outcome: Became
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
        how: how files are read.
        clock: seconds since the epoch.
    """

    def __init__(self, folder: Path, *, how: Reading = PLAIN, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self._how = how
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
            yield from self._take(dossier, path)

    def _take(self, dossier: Dossier, path: Path) -> Iterator[Taken]:
        """The articles of a file; it is put away when all of them are in, or where one of them failed."""
        try:
            found = [self._added(dossier, name, outcome) for name, outcome in self._read(path)]
        except LogError:
            raise
        except Exception as error:  # one strange file must not keep the others waiting
            strange = say("cli.error.strange_file", kind=type(error).__name__, text=str(error)[:200])
            found = [(path.name, "failed", (), strange)]
        faults = [why for _, _, _, why in found if why]
        moved = self._moved(path, "failed" if faults else "done")
        if moved is None:
            return
        if faults:
            note = moved.with_name(f"{moved.name}.why.txt")
            note.write_text("".join(f"{why}\n" for why in faults), encoding="utf-8", errors="replace")
        for name, outcome, positions, why in found:
            yield Taken(name, outcome, positions, moved, why)

    def _read(self, path: Path) -> Iterator[tuple[str, Outcome]]:
        try:
            data = read_bytes(path)
        except TrackerError as error:
            return iter([(path.name, error)])
        return read_articles(data, path.name, self._how)

    def _added(self, dossier: Dossier, name: str, outcome: Outcome) -> _Found:
        fault = (
            outcome if isinstance(outcome, TrackerError) else undated(outcome, remedy=say("intake.dating.inbox_remedy"))
        )
        if fault is not None or isinstance(outcome, TrackerError):
            return name, "failed", (), str(fault)
        try:
            result = dossier.ingest(outcome)
        except LogError:
            raise
        except TrackerError as error:
            return name, "failed", (), str(error)
        positions = tuple(record.position for record in result.recorded)
        return name, "known" if result.known else "added", positions, None

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
