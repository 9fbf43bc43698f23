"""The projections' budgets: rebuild, the same while a writer appends, following along, a page now and as of earlier."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.happenings import drafts, outlet_of
from benchmarks.measure import Measure, at_least, at_most, within
from events.envelope import Draft
from events.model import Claim
from events.sqlite_log import SqliteLog
from tracker.projections.cutoff import Cutoff
from tracker.projections.documents import Document
from tracker.projections.progress import Progress
from tracker.projections.views import Views

DAY = date(2020, 5, 5)
VIEWS = 7
"""Projections that are kept: claims, search, happenings, meetings, statements, whereabouts, itineraries."""
IDIOM = f"eventsourcing's idiom: {VIEWS} views, an upsert and a commit per event and view"
RAW = "raw SELECT + json.loads of the log"
PAGE = 60
SHOWN = ("meetings", "happenings", "statements", "itineraries", "whereabouts")
PATIENCE = 300
"""Seconds that the filling of the history may take before what it reaches by then is looked at."""


class _Outlets:
    """The articles of the benchmark: an outlet, no text."""

    def get(self, document_id: str) -> Document | None:
        return Document(document_id, outlet_of(document_id))

    def quote(self, document_id: str, start: int, end: int) -> str:
        return ""


def measures(quick: bool) -> Iterator[Measure]:
    """The rows of the budget table that concern projections."""
    yield from measures_of(10_000 if quick else 100_000)


def measures_of(events: int) -> Iterator[Measure]:
    """The same for a log of so many events."""
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with closing(SqliteLog.open(folder / "a.dossier", create=True)) as log:
            reports = drafts(events)
            while batch := list(islice(reports, 1000)):
                log.append(batch)
            views = Views.open(folder / "a.views", log, _Outlets())
            yield from _rebuild(views, log, folder, events)
            yield from _reading(views)
            yield from _published(views, log)
            yield from _looking_back(views, log, folder)
            yield from _following(views, log)
            yield from _with_a_writer(views, log)
            views.close()


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _rebuild(views: Views, log: SqliteLog, folder: Path, count: int) -> Iterator[Measure]:
    raw = _seconds(lambda: _read_raw(folder / "a.dossier"))
    idiom = _idiom(folder, islice(drafts(2_000, seed=2), 500))
    memory, began, worked = _anonymous_memory(), perf_counter(), process_time()

    def watch(progress: Progress) -> None:
        nonlocal memory
        memory = max(memory, _anonymous_memory())

    views.rebuild(progress=watch)
    ours, worked = perf_counter() - began, process_time() - worked
    yield at_least("rebuild of all views", count / ours, "events/s", IDIOM, idiom, 200)
    yield at_most("the same, as a cost", ours, "s", RAW, raw, 3)
    yield Measure("the same, processor time an event", worked / count * 1e6, "µs")
    yield within("memory behind it at its peak (anonymous)", memory, "MB", 200)
    yield Measure("the views on disk, an event", (folder / "a.views").stat().st_size / count, "bytes")


def _anonymous_memory() -> float:
    """Megabytes of this process that are no file's; the log is mapped into memory and not counted."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1024
    return 0.0


def _read_raw(path: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        for (body,) in db.execute("SELECT b.data FROM event e JOIN body b USING (position) ORDER BY e.position"):
            json.loads(body)


def _idiom(folder: Path, events: Iterator[Draft]) -> float:
    """Events a second of the usual way: each view upserts its row and its tracking record and commits."""
    db = sqlite3.connect(folder / "idiom.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL").fetchone()
    for view in range(VIEWS):
        db.execute(f"CREATE TABLE view{view} (id TEXT PRIMARY KEY, state TEXT, body TEXT)")
        db.execute(f"CREATE TABLE tracking{view} (name TEXT PRIMARY KEY, position INTEGER)")
    claims = [draft for draft in events if isinstance(draft.event, Claim)]
    began = perf_counter()
    for position, draft in enumerate(claims):
        assert isinstance(draft.event, Claim)
        body = draft.event.model_dump_json(exclude_defaults=True)
        for view in range(VIEWS):
            db.execute("BEGIN IMMEDIATE")
            upsert = f"INSERT INTO view{view} VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state"
            db.execute(upsert, (f"{position // 8}", draft.event.status, body))
            db.execute(f"INSERT OR REPLACE INTO tracking{view} VALUES ('v', ?)", (position,))
            db.execute("COMMIT")
    rate = len(claims) / (perf_counter() - began)
    db.close()
    return rate


def _reading(views: Views) -> Iterator[Measure]:
    reader = views.at(Cutoff(), DAY)
    for view in SHOWN:
        keys = reader.keys(view)
        seconds = median(_seconds(lambda: reader.rows(view, keys[:PAGE])) for _ in range(9))  # noqa: B023
        yield within(f"page of {view}, now", seconds * 1000, "ms", 30)
        seconds = median(_seconds(lambda: reader.keys(view)) for _ in range(5))  # noqa: B023
        yield Measure(f"order of all {len(keys):,} {view}", seconds * 1000, "ms")
    some = reader.keys("happenings")[:500]
    seconds = _seconds(lambda: deque(reader.dossiers(some), maxlen=0))
    yield Measure(f"dossiers of {len(some)} happenings, each", seconds * 1000 / len(some), "ms")


def _looking_back(views: Views, log: SqliteLog, folder: Path) -> Iterator[Measure]:
    """The history, as far as it is filled in `PATIENCE`, then looks at positions that nobody has looked at yet."""
    early = log.head().position // 10
    seconds = _seconds(lambda: views.at(Cutoff(early), DAY).keys("meetings"))
    yield Measure(f"look as of position {early:,} by a replay", seconds * 1000, "ms")
    began = perf_counter()
    views.remember(cancelled=lambda: perf_counter() - began > PATIENCE)
    history = folder / "a.views-history"
    with closing(sqlite3.connect(history)) as db:
        reached = db.execute("SELECT min(position) FROM projection").fetchone()[0]
    yield Measure(f"history filled up to {reached:,}", (perf_counter() - began) / reached * 1000, "ms an event")
    yield Measure("the history on disk, an event", history.stat().st_size / reached, "bytes")
    for share in (2, 10, 100):
        for view in SHOWN:
            steps = [_page(views, view, reached // share + step) for step in range(9)]
            yield within(f"look at {view} as of {reached // share:,} to {steps[-1].position:,}, processor",
                         median(step.rows for step in steps) * 1000, "ms", 30)  # fmt: skip
            yield Measure(f"the same with the order of all {steps[-1].count:,}",
                          median(step.whole for step in steps) * 1000, "ms")  # fmt: skip


class _Step(NamedTuple):
    """A look at a position that nobody has looked at: how many rows there are, and the processor's seconds.

    ``rows``: to open it and read a page; ``whole``: with the order of all rows.
    """

    position: int
    count: int
    rows: float
    whole: float


def _page(views: Views, view: str, position: int) -> _Step:
    began = process_time()
    reader = views.at(Cutoff(position), DAY)
    reader.rows(view, ())
    opened = process_time()
    keys = reader.keys(view)
    ordered = process_time()
    reader.rows(view, keys[:PAGE])
    read = process_time()
    return _Step(position, len(keys), (opened - began) + (read - ordered), read - began)


def _published(views: Views, log: SqliteLog) -> Iterator[Measure]:
    record = log.get(log.head().position // 10)
    assert record is not None
    cutoff = Cutoff(published=record.public_from)
    seconds = _seconds(lambda: views.at(cutoff, DAY).keys("meetings"))
    yield Measure(f"look as published by {cutoff.published}", seconds * 1000, "ms")
    seconds = _seconds(lambda: views.at(cutoff, DAY).keys("meetings"))
    yield Measure("the same again", seconds * 1000, "ms")


def _following(views: Views, log: SqliteLog) -> Iterator[Measure]:
    waits = []
    claims = (draft for draft in drafts(10_000, seed=3) if isinstance(draft.event, Claim))
    for draft in islice(claims, 100):
        log.append([draft])
        waits.append(_seconds(views.catch_up))
    waits.sort()
    yield Measure("one event appended until it is in every view, median", median(waits) * 1000, "ms")
    yield Measure("the same, the slowest of a hundred", waits[-1] * 1000, "ms")
    log.append(list(islice(claims, 1_500)))
    yield Measure("following along, 1,500 events at once", 1_500 / _seconds(views.catch_up), "events/s")


def _with_a_writer(views: Views, log: SqliteLog) -> Iterator[Measure]:
    waits: list[float] = []
    done = threading.Event()

    def write() -> None:
        for draft in drafts(20_000, seed=4):
            if done.wait(0.005):
                return
            if isinstance(draft.event, Claim):
                waits.append(_seconds(lambda: log.append([draft])))  # noqa: B023

    writer = threading.Thread(target=write)
    writer.start()
    views.rebuild()
    done.set()
    writer.join()
    yield within("worst append while all views are rebuilt", max(waits) * 1000, "ms", 100)
