"""The log's budgets. Every candidate gets the same typed events and makes them durable (WAL, synchronous=FULL)."""

from __future__ import annotations

import asyncio
import multiprocessing
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import count as count_from
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlite_utils import Database

from benchmarks.eventsourcing_log import EventsourcingLog, reported
from benchmarks.measure import Measure, at_least, at_most, interleaved, within
from benchmarks.reports import claims, drafts
from events.codec import read_body, write_body
from events.envelope import Draft
from events.group_commit import GroupCommit
from events.model import SCHEMA
from events.sqlite_log import SqliteLog

BATCH = 1000
WAITING = 256
LIBRARY = "eventsourcing (mapper and SQLite recorder)"
COLUMNS = "id TEXT PRIMARY KEY, stream TEXT, version INTEGER, type TEXT, body TEXT"
BARE_COLUMNS = "position INTEGER PRIMARY KEY, body BLOB"


def measures(quick: bool) -> Iterator[Measure]:
    """The rows of the budget table that concern the log."""
    rounds = 3 if quick else 9
    yield from _singly(rounds)
    yield from _waiting(rounds, 10 if quick else 40)
    yield from _batches(rounds, 5 if quick else 20)
    yield from _reading(rounds, 10_000 if quick else 50_000)
    yield from _verifying(100_000 if quick else 1_000_000)
    yield from _processes(50 if quick else 300)


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="bench-") as name:
        yield Path(name)


@contextmanager
def _log() -> Iterator[SqliteLog]:
    with _folder() as folder, closing(SqliteLog.open(folder / "a.dossier", create=True)) as log:
        yield log


@contextmanager
def _library() -> Iterator[EventsourcingLog]:
    with _folder() as folder, closing(EventsourcingLog(folder / "a.db")) as log:
        yield log


def _rate(count: int, work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return count / (perf_counter() - began)


def _each(append: Callable[[Any], object], batches: Iterable[Any]) -> None:
    for batch in batches:
        append(batch)


def _singly(rounds: int) -> Iterator[Measure]:
    count = 200
    with _log() as log, _library() as library:

        def ours() -> float:
            ready = drafts(count)
            return _rate(count, lambda: _each(log.append, ([draft] for draft in ready)))

        def theirs() -> float:
            ready = reported(claims(count))
            return _rate(count, lambda: _each(library.append, ([event] for event in ready)))

        found = interleaved({"ours": ours, "theirs": theirs}, rounds)
    yield at_least("append, one event a commit", found["ours"], "events/s", LIBRARY, found["theirs"], 1.0)


def _waiting(rounds: int, each: int) -> Iterator[Measure]:
    with _log() as log, _library() as library:

        def ours() -> float:
            ready = [drafts(each) for _ in range(WAITING)]

            async def write(writer: GroupCommit, own: list[Draft]) -> None:
                for draft in own:
                    await writer.append([draft])

            async def all_of_them() -> None:
                async with GroupCommit(log) as writer:
                    await asyncio.gather(*(write(writer, own) for own in ready))

            return _rate(WAITING * each, lambda: asyncio.run(all_of_them()))

        def theirs() -> float:
            ready = reported(claims(200))
            return _rate(200, lambda: _each(library.append, ([event] for event in ready)))

        found = interleaved({"ours": ours, "theirs": theirs}, rounds)
    what = f"durable acknowledgements, {WAITING} waiting writers"
    yield at_least(what, found["ours"], "events/s", f"{LIBRARY}, one at a time", found["theirs"], 12)


def _batches(rounds: int, batches: int) -> Iterator[Measure]:
    count = batches * BATCH
    with _log() as log, _library() as library, _folder() as folder:
        plain, bare = _plain(folder / "plain.db", COLUMNS), _plain(folder / "bare.db", BARE_COLUMNS)
        tools = Database(_plain(folder / "tools.db", COLUMNS))
        position = count_from(1)

        def ours() -> float:
            ready = drafts(count)
            return _rate(count, lambda: _each(log.append, _parts(ready)))

        def theirs() -> float:
            ready = reported(claims(count))
            return _rate(count, lambda: _each(library.append, _parts(ready)))

        def theirs_ready() -> float:
            ready = library.stored(reported(claims(count)))
            return _rate(count, lambda: _each(library.recorder.insert_events, _parts(ready)))

        def executemany() -> float:
            ready = drafts(count)
            return _rate(count, lambda: _each(partial(_insert_plain, plain), _parts(ready)))

        def executemany_ready() -> float:
            ready = [(next(position), write_body(draft.event)) for draft in drafts(count)]
            return _rate(count, lambda: _each(partial(_insert_bare, bare), _parts(ready)))

        def insert_all() -> float:
            ready = drafts(count)
            return _rate(count, lambda: _each(partial(_insert_tools, tools), _parts(ready)))

        found = interleaved(
            {
                "ours": ours, "theirs": theirs, "ready": theirs_ready, "executemany": executemany,
                "executemany_ready": executemany_ready, "insert_all": insert_all,
            },
            rounds,
        )  # fmt: skip
        plain.close()
        bare.close()
        tools.close()
    what, unit, ours_is = f"append in batches of {BATCH:,}", "events/s", found["ours"]
    yield at_least(what, ours_is, unit, LIBRARY, found["theirs"], 1.1)
    yield at_least(what, ours_is, unit, "sqlite_utils insert_all of dicts, event as a dict", found["insert_all"], 2)
    typed = "sqlite3 executemany, event as JSON, unique id, no chain or guard"
    yield at_least(what, ours_is, unit, typed, found["executemany"], 0.75)
    bare_is = "sqlite3 executemany of ready bytes, no id, index, chain or guard"
    yield at_least(what, ours_is, unit, bare_is, found["executemany_ready"], None)
    yield at_least(what, ours_is, unit, "eventsourcing recorder alone, fed with ready bytes", found["ready"], None)


def _parts(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _plain(path: Path, columns: str) -> sqlite3.Connection:
    """A table without chain, guards or order of its own, as durable as the log."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"CREATE TABLE event ({columns})")
    return connection


def _insert_plain(connection: sqlite3.Connection, batch: list[Draft]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?)",
        [
            (d.id, d.stream, n, d.event.type, d.event.model_dump_json(exclude_defaults=True))
            for n, d in enumerate(batch)
        ],
    )
    connection.execute("COMMIT")


def _insert_bare(connection: sqlite3.Connection, batch: list[tuple[int, bytes]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO event VALUES (?, ?)", batch)
    connection.execute("COMMIT")


def _insert_tools(database: Database, batch: list[Draft]) -> None:
    rows = (
        {
            "id": draft.id, "stream": draft.stream, "version": number, "type": draft.event.type,
            "body": draft.event.model_dump(mode="json", exclude_defaults=True),
        }
        for number, draft in enumerate(batch)
    )  # fmt: skip
    database.table("event").insert_all(rows, pk="id", batch_size=BATCH)


def _reading(rounds: int, count: int) -> Iterator[Measure]:
    with _log() as log, _library() as library:
        for part in _parts(drafts(count)):
            log.append(part)
        for part in _parts(reported(claims(count))):
            library.append(part)
        bodies = [(record.type, write_body(record.event)) for record in log.read()]
        found = interleaved(
            {
                "decoding": lambda: _rate(
                    count, lambda: _exhaust(read_body(kind, SCHEMA, body) for kind, body in bodies)
                ),
                "ours": lambda: _rate(count, lambda: _exhaust(log.read())),
                "theirs": lambda: _rate(count, lambda: _exhaust(library.replay())),
            },
            rounds,
        )
    what = "verified typed read of the whole log"
    yield at_least(what, found["ours"], "events/s", f"{LIBRARY}, typed replay, unverified", found["theirs"], 3)
    decoding = "pydantic alone: the same bodies to events, no file, no hash"
    yield at_least(what, found["ours"], "events/s", decoding, found["decoding"], None)


def _exhaust(items: Iterator[object]) -> None:
    for _ in items:
        pass


def _verifying(count: int) -> Iterator[Measure]:
    with _log() as log:
        for start in range(0, count, 50_000):
            for part in _parts(drafts(min(50_000, count - start), seed=start)):
                log.append(part)
        query = "SELECT e.*, b.data FROM event e JOIN body b USING (position) ORDER BY position"

        def verify() -> float:
            began = perf_counter()
            report = log.verify()
            assert report.ok
            assert report.records == count
            return perf_counter() - began

        def select() -> float:
            began = perf_counter()
            rows = log.reader().execute(query)
            while rows.fetchmany(1000):
                pass
            return perf_counter() - began

        found = interleaved({"verify": verify, "select": select}, 3)
    seconds = found["verify"] * 1_000_000 / count
    yield within(f"verify the whole chain, 1,000,000 events (of {count:,})", seconds, "s", 10)
    yield at_most("the same", found["verify"], "s", "raw SELECT of all columns", found["select"], 3)


def _processes(times: int) -> Iterator[Measure]:
    context = multiprocessing.get_context("spawn")
    writers = 4
    with _log() as log:
        started = []
        for _ in range(writers):
            ours, theirs = context.Pipe()
            process = context.Process(target=_append_and_time, args=(theirs, log.path, times))
            process.start()
            started.append((process, ours))
        for _, connection in started:
            connection.recv()
        for _, connection in started:
            connection.send("go")
        waits: list[float] = []
        for process, connection in started:
            waits += connection.recv()
            process.join()
        stored = log.head().position / (writers * times)
        assert log.verify().ok
    yield within("four processes appending: worst wait", max(waits) * 1000, "ms", 150)
    yield Measure("four processes appending: stored", stored * 100, "%", budget="100 %", met=stored == 1)


def _append_and_time(connection: Connection, path: Path, times: int) -> None:
    ready, waits = drafts(times), []
    with closing(SqliteLog.open(path)) as log:
        connection.send("ready")
        connection.recv()
        for draft in ready:
            began = perf_counter()
            log.append([draft])
            waits.append(perf_counter() - began)
    connection.send(waits)
