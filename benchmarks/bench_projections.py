"""The projections' budgets: rebuild, the same while a writer appends, following along, a page now and as of earlier."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.happenings import drafts, outlet_of
from benchmarks.measure import Measure, at_least, at_most, within
from events.envelope import Draft
from events.model import Claim
from events.sqlite_log import SqliteLog
from tracker.projections.cutoff import Cutoff
from tracker.projections.documents import Document
from tracker.projections.views import Views

DAY = date(2020, 5, 5)
VIEWS = 7
"""Projections that are kept: claims, search, happenings, meetings, statements, whereabouts, itineraries."""
IDIOM = f"eventsourcing's idiom: {VIEWS} views, an upsert and a commit per event and view"
RAW = "raw SELECT + json.loads of the log"
PAGE = 60


class _Outlets:
    """The articles of the benchmark: an outlet, no text."""

    def get(self, document_id: str) -> Document | None:
        return Document(document_id, outlet_of(document_id))

    def quote(self, document_id: str, start: int, end: int) -> str:
        return ""


def measures(quick: bool) -> Iterator[Measure]:
    """The rows of the budget table that concern projections."""
    count = 10_000 if quick else 1_000_000
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with closing(SqliteLog.open(folder / "a.dossier", create=True)) as log:
            reports = drafts(count)
            while batch := list(islice(reports, 1000)):
                log.append(batch)
            views = Views.open(folder / "a.views", log, _Outlets())
            yield from _rebuild(views, log, folder, count)
            yield from _reading(views, log)
            yield from _following(views, log, 50 if quick else 300)
            yield from _with_a_writer(views, log)
            views.close()


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _rebuild(views: Views, log: SqliteLog, folder: Path, count: int) -> Iterator[Measure]:
    raw = _seconds(lambda: _read_raw(folder / "a.dossier"))
    idiom = _idiom(folder, islice(drafts(2_000, seed=2), 500))
    ours = _seconds(views.rebuild)
    yield at_least("rebuild of all views", count / ours, "events/s", IDIOM, idiom, 200)
    yield at_most("the same, as a cost", ours, "s", RAW, raw, 3)
    yield within("memory behind it (anonymous)", _anonymous_memory(), "MB", 200)


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


def _reading(views: Views, log: SqliteLog) -> Iterator[Measure]:
    reader = views.at(Cutoff(), DAY)
    for view in ("meetings", "statements", "itineraries", "whereabouts"):
        keys = reader.keys(view)
        seconds = median(_seconds(lambda: reader.rows(view, keys[:PAGE])) for _ in range(9))  # noqa: B023
        yield within(f"page of {view}, now", seconds * 1000, "ms", 30)
        seconds = median(_seconds(lambda: reader.keys(view)) for _ in range(5))  # noqa: B023
        yield Measure(f"order of all {len(keys):,} {view}", seconds * 1000, "ms")
    head = log.head().position
    for share in (100, 10):
        cutoff = Cutoff(head // share)
        seconds = _seconds(lambda: views.at(cutoff, DAY).keys("meetings"))  # noqa: B023
        yield Measure(f"first look as of position {head // share:,}", seconds * 1000, "ms")
        earlier = views.at(cutoff, DAY)
        keys = earlier.keys("meetings")
        seconds = median(_seconds(lambda: earlier.rows("meetings", keys[:PAGE])) for _ in range(9))  # noqa: B023
        yield within("page of meetings, as of that position", seconds * 1000, "ms", 30)


def _following(views: Views, log: SqliteLog, count: int) -> Iterator[Measure]:
    waits = []
    for draft in islice(drafts(count * 2, seed=3), count):
        if isinstance(draft.event, Claim):
            log.append([draft])
            waits.append(_seconds(views.catch_up))
    waits.sort()
    yield Measure("one event appended until it is in every view, median", median(waits) * 1000, "ms")
    yield Measure("the same, the slowest of a hundred", waits[len(waits) * 99 // 100] * 1000, "ms")


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
