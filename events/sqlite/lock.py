"""One writer at a time, in the order of asking: threads by a lock in memory, processes by two lock files.

SQLite's own waiting is unfair: with four writing processes some wait for a second. Here a writer first takes the
turnstile, then waits for the lock itself, and only then lets the next one to the turnstile. Whoever has just written
queues up behind the one in the turnstile. Where the system has no ``flock`` (Windows), SQLite's lock alone decides.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from events.errors import LogError

try:
    import fcntl
except ImportError:  # pragma: no cover  (Windows)
    fcntl = None  # type: ignore[assignment]

_PAUSE = 0.0002


class WriteLock:
    """The right to write a dossier. Freed by the system when the process dies."""

    def __init__(self, path: Path, *, timeout: float) -> None:
        self._path = path
        self._timeout = timeout
        self._threads = threading.Lock()
        self._files: tuple[int, int] | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock inside the block.

        Raises:
            LogError: others kept it for longer than the timeout, or the lock files cannot be made.
        """
        deadline = time.monotonic() + self._timeout
        if not self._threads.acquire(timeout=self._timeout):
            raise self._busy()
        try:
            if fcntl is None:  # pragma: no cover  (Windows)
                yield
                return
            turnstile, lock = self._files or self._open()
            self._take(turnstile, deadline)
            try:
                self._take(lock, deadline)
            finally:
                fcntl.flock(turnstile, fcntl.LOCK_UN)
            try:
                yield
            finally:
                fcntl.flock(lock, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def close(self) -> None:
        """Let go of the lock files."""
        with self._threads:
            for file in self._files or ():
                os.close(file)
            self._files = None

    def _open(self) -> tuple[int, int]:
        try:
            turnstile = os.open(f"{self._path}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            try:
                lock = os.open(f"{self._path}-lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            except OSError:
                os.close(turnstile)
                raise
        except OSError as error:
            raise LogError(
                f"the dossier cannot be written here ({error.strerror})",
                where=str(self._path),
                remedy="open it read-only, or copy it to a place of your own",
            ) from None
        self._files = turnstile, lock
        return self._files

    def _take(self, file: int, deadline: float) -> None:
        while True:
            try:
                return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise self._busy() from None
                time.sleep(_PAUSE * (1 + random.random()))

    def _busy(self) -> LogError:
        return LogError(
            f"another program has kept the dossier busy for {self._timeout:g} seconds",
            where=str(self._path),
            remedy="try again when it has finished",
        )
