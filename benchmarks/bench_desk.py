"""The desk's budgets over a real terminal: from process start to the first rows, from key to paint, memory."""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import select
import signal
import struct
import sys
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.happenings import drafts
from benchmarks.measure import Measure, within
from tracker.dossier import Dossier

SIZE, LARGE = (120, 36), (200, 50)
"""Columns and lines of the terminal; the large one for the map and the lanes, which fill it."""
_BATCH = 2_000
_PATIENCE = 60.0
_QUIET = 0.03
"""So long nothing more must come before a paint counts as ended; taken off again from what was measured."""
_PROGRAM = ("-m", "tracker.cli", "desk", "--read-only")


def measures(quick: bool) -> Iterator[Measure]:
    """The rows of the budget table that concern the desk."""
    sizes = (20_000,) if quick else (100_000, 1_000_000)
    for size in sizes:
        yield from measures_of(size)


def measures_of(size: int) -> Iterator[Measure]:
    """The same rows over a new dossier of so many events."""
    with TemporaryDirectory(prefix="bench-") as folder:
        yield from measures_in(filled(Path(folder) / "desk.dossier", size))


def measures_in(path: Path) -> Iterator[Measure]:
    """The same rows over a dossier that is there, with its views."""
    with Dossier.open(path, read_only=True) as dossier:
        size = dossier.log.head().position
    yield from _at_the_desk(path, size)
    yield from _map_and_lanes(path, size)


def filled(path: Path, size: int) -> Path:
    """A dossier with so many events, views included."""
    with Dossier.open(path, create=True) as dossier:
        batch = []
        for draft in drafts(size):
            if draft.event.type != "correction":
                batch.append(draft)
            if len(batch) == _BATCH:
                dossier.log.append(batch)
                batch = []
        if batch:
            dossier.log.append(batch)
        dossier.catch_up()
    return path


def _at_the_desk(path: Path, size: int) -> Iterator[Measure]:
    name = f"{size:,} events: "
    starts = []
    for _ in range(3):
        with Terminal(path) as desk:
            starts.append(desk.until("HOW WE KNOW"))
    yield within(f"{name}process start → first rows of the board", median(starts), "s", 1.0)
    with Terminal(path) as desk:
        desk.until("HOW WE KNOW")
        desk.settle()
        yield within(f"{name}switch to the log, first time", desk.press("6") * 1000, "ms", 200)
        before = desk.processor()
        moves = [desk.press(key) * 1000 for key in "kkjjkkjjkk" * 6]
        yield Measure(f"{name}processor time of a key, j and k", (desk.processor() - before) * 1000 / len(moves), "ms")
        yield within(f"{name}key → paint, j and k, median", median(moves), "ms", 16)
        yield within(f"{name}key → paint, j and k, 95th of 100", quantiles(moves, n=20)[-1], "ms", 33)
        pages = [desk.press(key) * 1000 for key in ["\x15"] * 10 + ["\x04"] * 5]
        yield within(f"{name}key → paint, a page, median", median(pages), "ms", 33)
        jumps = [desk.press(key) * 1000 for key in "gGgGgG"]
        yield within(f"{name}key → paint, to the top and the end, median", median(jumps), "ms", 33)
        yield within(f"{name}memory", desk.memory(), "MB", 100)
        for digit in "1234567896":
            desk.press(digit)
            desk.settle()
        visits = [desk.press(digit) * 1000 for digit in "123456789" * 2]
        yield within(f"{name}switch to a screen seen before, median", median(visits), "ms", 50)
        yield Measure(f"{name}processor time of a switch", desk.costs("123456789"), "ms")
        yield Measure(f"{name}memory with all screens seen", desk.memory(), "MB")


def _map_and_lanes(path: Path, size: int) -> Iterator[Measure]:
    """The two screens that draw anew all over when one moves; processor time, since it counts what a paint costs."""
    name = f"{size:,} events, 200 × 50: "
    with Terminal(path, LARGE) as desk:
        desk.until("HOW WE KNOW")
        desk.settle()
        yield within(f"{name}switch to the map, first time", desk.press("3") * 1000, "ms", 250)
        desk.settle()
        yield within(f"{name}processor time of a zoom of the map", desk.costs("H" + "+-" * 20), "ms", 16)
        desk.press("\t")
        yield within(f"{name}processor time of a step of the map", desk.costs("hjkl" * 10), "ms", 16)
        yield within(f"{name}switch to the lanes, first time", desk.press("2") * 1000, "ms", 250)
        desk.settle()
        yield within(f"{name}processor time of a zoom of the lanes", desk.costs("-+" * 20), "ms", 16)
        yield within(f"{name}processor time of half a screen of time", desk.costs("()" * 20), "ms", 16)
        yield within(f"{name}processor time of another lane", desk.costs("jk" * 20), "ms", 16)


class Terminal:
    """The desk as a process of its own on a pseudo-terminal, seen only through what it writes."""

    def __init__(self, path: Path, size: tuple[int, int] = SIZE) -> None:
        self._started = perf_counter()
        self._process, self._screen = pty.fork()
        if self._process == 0:
            environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TRACKER_LANGUAGE": "en"}
            environment["TEXTUAL_ANIMATIONS"] = "none"
            environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation has its bytecode from the first start on
            os.execvpe(sys.executable, [sys.executable, *_PROGRAM, str(path)], environment)
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.write(self._screen, b"\x11")
        end = perf_counter() + 5
        while perf_counter() < end:
            if not self._read(0.2):
                break
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._screen)

    def _read(self, timeout: float) -> bytes:
        ready, _, _ = select.select([self._screen], [], [], timeout)
        try:
            return os.read(self._screen, 1 << 20) if ready else b""
        except OSError:
            return b""

    def until(self, words: str) -> float:
        """Seconds from the start of the process until the words stand on the screen."""
        seen = b""
        while perf_counter() - self._started < _PATIENCE:
            seen += self._read(0.5)
            if words.encode() in seen:
                return perf_counter() - self._started
        raise TimeoutError(f"“{words}” did not appear: {seen[-400:]!r}")

    def settle(self) -> None:
        """Wait until nothing more is drawn."""
        while self._read(1.5):
            pass

    def press(self, key: str) -> float:
        """Seconds from a key until the last of what it draws has arrived."""
        pressed = perf_counter()
        os.write(self._screen, key.encode())
        painted = pressed
        if not self._read(_PATIENCE):
            raise TimeoutError(f"nothing was drawn after {key!r}")
        painted = perf_counter()
        while self._read(_QUIET):
            painted = perf_counter()
        return painted - pressed

    def answers(self, key: str) -> float:
        """Seconds from a key until something is drawn, for a desk that also draws by itself."""
        while self._read(0):
            pass
        pressed = perf_counter()
        os.write(self._screen, key.encode())
        if not self._read(_PATIENCE):
            raise TimeoutError(f"nothing was drawn after {key!r}")
        return perf_counter() - pressed

    def costs(self, keys: str) -> float:
        """Milliseconds of processor time that a key takes on the average, after one round in which all is read."""
        for key in keys[:8]:
            self.press(key)
        before = self.processor()
        for key in keys:
            self.press(key)
        return (self.processor() - before) * 1000 / len(keys)

    def processor(self) -> float:
        """Seconds of processor time used so far; unlike the clock it does not count what others take."""
        fields = Path(f"/proc/{self._process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Memory of its own, in megabytes: without the pages of files that are mapped, which the system lends."""
        _, resident, shared, *_ = map(int, Path(f"/proc/{self._process}/statm").read_text(encoding="ascii").split())
        return (resident - shared) * resource.getpagesize() / 1e6
