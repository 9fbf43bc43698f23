"""Following along while somebody reads: events come in, the views follow, and the desk answers keys all the while."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.bench_desk import Terminal, filled
from benchmarks.happenings import drafts
from benchmarks.measure import Measure, within
from events.model import Claim
from tracker.dossier import Dossier

RATE = 500
"""Events a second that come in, as a busy day of all feeds at once would bring them."""
_TICK = 0.1
_PROGRAM = (
    "import json, sys; from pathlib import Path; from benchmarks.bench_following import write_and_follow;"
    " print(json.dumps(write_and_follow(Path(sys.argv[1]), float(sys.argv[2]))))"
)


def measures(quick: bool) -> Iterator[Measure]:
    """The rows of the budget table that concern following along."""
    yield from measures_of(20_000 if quick else 100_000, seconds=5 if quick else 20)


def measures_of(events: int, seconds: float = 20) -> Iterator[Measure]:
    """The same for a log of so many events, to which others are appended for some seconds."""
    with TemporaryDirectory(prefix="bench-") as folder:
        path = filled(Path(folder) / "desk.dossier", events)
        with Terminal(path) as desk:
            desk.until("HOW WE KNOW")
            desk.settle()
            writer = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, str(path), str(seconds)], stdout=subprocess.PIPE, text=True
            )
            paints = []
            while writer.poll() is None:
                paints += [desk.answers(key) * 1000 for key in "jk"]
            assert writer.stdout is not None
            told = json.loads(writer.stdout.read())
    name = f"{events:,} events and {RATE} more a second: "
    yield Measure(f"{name}appended", told["appended"], "events/s")
    yield Measure(f"{name}in every view", told["followed"], "events/s")
    yield within(f"{name}from appended to in every view, median", told["median"], "s", 1)
    yield Measure(f"{name}the same, the longest", told["longest"], "s")
    yield Measure(f"{name}processor time of following, an event", told["processor"], "ms")
    yield within(f"{name}key → first paint at the desk, median", median(paints), "ms", 33)
    yield Measure(f"{name}the same, 95th of 100", quantiles(paints, n=20)[-1], "ms")


def write_and_follow(path: Path, seconds: float) -> dict[str, float]:
    """Append events at `RATE` for some seconds and let the views follow until they have them all.

    Returns:
        ``appended`` and ``followed`` (events a second), ``median`` and ``longest`` (seconds from the append of an event
        until it is in every view), ``processor`` (milliseconds an event of appending and following).
    """
    waiting: deque[tuple[int, float]] = deque()
    claims = (draft for draft in drafts(int(RATE * seconds * 2), seed=5) if isinstance(draft.event, Claim))
    done = threading.Event()
    with Dossier.open(path) as dossier:
        dossier.views.catch_up()
        began, worked = perf_counter(), process_time()
        ended = 0.0

        def write() -> None:
            nonlocal ended
            for tick in range(int(seconds / _TICK)):
                done.wait(max(0.0, began + tick * _TICK - perf_counter()))
                for record in dossier.log.append(list(islice(claims, int(RATE * _TICK)))):
                    waiting.append((record.position, perf_counter()))
            ended = perf_counter()

        writer = threading.Thread(target=write)
        writer.start()
        waits: list[float] = []
        while writer.is_alive() or waiting:
            head = dossier.log.head().position
            dossier.views.catch_up()
            while waiting and waiting[0][0] <= head:
                waits.append(perf_counter() - waiting.popleft()[1])
            done.wait(0.01)
        writer.join()
        return {
            "appended": len(waits) / (ended - began),
            "followed": len(waits) / (perf_counter() - began),
            "median": median(waits),
            "longest": max(waits),
            "processor": (process_time() - worked) / len(waits) * 1000,
        }
