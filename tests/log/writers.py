"""What the other processes of these tests do. They are forked from a server that has imported this module."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

from events.errors import Conflict, TrackerError
from events.log import AtPosition
from events.sqlite_log import SqliteLog
from tests.log.samples import draft, drafts

SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload([__name__])


def running(work: Callable[..., None], *arguments: object) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    """Start a process that does ``work(connection, *arguments)``, and the connection to it."""
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=work, args=(theirs, *arguments), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def answer(work: Callable[..., None], *arguments: object) -> object:
    """What a process that does the work sends back."""
    process, connection = running(work, *arguments)
    found = connection.recv()
    process.join(30)
    return found


def append_batches(connection: Connection, path: Path, name: str, batches: int, size: int) -> None:
    """Append to a stream of its own; send the ids that were acknowledged and the longest wait in seconds."""
    log = SqliteLog.open(path)
    acknowledged, longest = [], 0.0
    connection.recv()
    for _ in range(batches):
        batch = drafts(size, stream=name)
        began = perf_counter()
        acknowledged += [record.id for record in log.append(batch)]
        longest = max(longest, perf_counter() - began)
    log.close()
    connection.send((acknowledged, longest))


def append_in_turn(connection: Connection, path: Path, times: int) -> None:
    """Append at the head as last seen, again and again until it has succeeded so often; send how many conflicts."""
    log = SqliteLog.open(path)
    conflicts = 0
    connection.recv()
    for _ in range(times):
        position = log.head().position
        while True:
            try:
                log.append([draft(stream="gemeinsam")], AtPosition(position))
                break
            except Conflict as conflict:
                conflicts += 1
                position += len(conflict.newer)
    log.close()
    connection.send(conflicts)


def append_for_ever(connection: Connection, path: Path, seed: int, checkpoint: int = 0) -> None:
    """Append batches until killed; send the ids of each as soon as it is acknowledged.

    Args:
        checkpoint: pages after which the journal is folded back, where that is to happen often.
    """
    chance = random.Random(seed)
    log = SqliteLog.open(path)
    if checkpoint:
        log.transaction(lambda database: database.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}"))
    for number in count():
        recorded = log.append(drafts(chance.randint(1, 12), stream=f"{seed}/{number}"))
        connection.send([record.id for record in recorded])


def create(connection: Connection, path: Path) -> None:
    """Open or make a dossier, append to it, and send its identity."""
    connection.recv()
    log = SqliteLog.open(path, create=True)
    log.append([draft()])
    log.close()
    connection.send(log.log_id)


def append_one(connection: Connection, path: Path) -> None:
    """Append one event when told to, and once more when told again."""
    log = SqliteLog.open(path)
    for _ in range(2):
        connection.recv()
        connection.send(log.append([draft()])[0].position)
    log.close()


def end_the_journal(connection: Connection, path: Path) -> None:
    """Try to turn the journal off, which works only if nobody else has the file open; send what SQLite says."""
    with closing(sqlite3.connect(path, timeout=0)) as database:
        try:
            connection.send(database.execute("PRAGMA journal_mode = DELETE").fetchone()[0])
        except sqlite3.OperationalError as error:
            connection.send(str(error))


def hold_the_lock(connection: Connection, path: Path) -> None:
    """Keep the dossier busy until told to stop."""

    def wait(database: sqlite3.Connection) -> None:
        connection.send("held")
        connection.recv()

    log = SqliteLog.open(path)
    log.transaction(wait)
    log.close()


def fill_a_small_disk(connection: Connection, path: Path, limit: int) -> None:
    """Append until no file may grow any more; send the error, then what can be read and what comes after."""
    log = SqliteLog.open(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    acknowledged = 0
    try:
        while True:
            acknowledged += len(log.append(drafts(20)))
    except TrackerError as error:
        message = str(error)
    read = sum(1 for _ in log.read())
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    (after,) = log.append([draft()])
    connection.send((message, acknowledged, read, after.position, log.verify().ok))
    log.close()


def back_up_to_a_small_disk(connection: Connection, path: Path, target: Path, limit: int) -> None:
    """Back up to where no file may grow beyond the limit; send the error."""
    log = SqliteLog.open(path, read_only=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        log.copy_to(target)
        connection.send("copied")
    except TrackerError as error:
        connection.send(str(error))
    log.close()


def use_as_nobody(connection: Connection, path: Path, options: dict[str, bool]) -> None:
    """Open the dossier without the rights of root; send how many records it holds, or the error."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        log = SqliteLog.open(path, **options)
        if not options.get("read_only"):
            log.append([draft()])
        connection.send(sum(1 for _ in log.read()))
        log.close()
    except TrackerError as error:
        connection.send(str(error))
