"""Power fails at any moment: the files as they lie there open, verify, and hold whatever had been acknowledged.

The writer is stopped in mid-flight and its files are copied. What had not been synced by then is torn in the copy, as a
disk without power tears it: everything in the journal behind the last commit that is known to be durable, and the
pages of the file that a checkpoint may just have been writing.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from events.sqlite_log import SqliteLog
from tests.log import writers
from tests.log.runs import runs
from tests.log.samples import draft

CHECKPOINT = 24
"""Pages after which the writer folds its journal back: often, so that many copies are made while it does."""


@dataclass(frozen=True)
class Journal:
    """Where the commits of a write-ahead journal end, and which pages they hold (sqlite.org/walformat.html)."""

    page_size: int
    commits: tuple[int, ...]
    pages: frozenset[int]

    @classmethod
    def of(cls, path: Path) -> Journal:
        content = path.read_bytes() if path.exists() else b""
        size = int.from_bytes(content[8:12], "big")
        salts, commits, pages, waiting = content[16:24], [], set(), set()
        at = 32
        while size and at + 24 + size <= len(content) and content[at + 8 : at + 16] == salts:
            waiting.add(int.from_bytes(content[at : at + 4], "big"))
            at += 24 + size
            if int.from_bytes(content[at - size - 20 : at - size - 16], "big"):
                commits.append(at)
                pages |= waiting
                waiting = set()
        return cls(size, tuple(commits), frozenset(pages))


def drained(connection: Connection) -> list[str]:
    ids: list[str] = []
    while connection.poll(0):
        ids += connection.recv()
    return ids


def stopped(process: int) -> None:
    """Stop a process and wait until it stands still."""
    os.kill(process, signal.SIGSTOP)
    while Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        time.sleep(0.0005)


def found(path: Path) -> list[str]:
    log = SqliteLog.open(path)
    report = log.examine()
    assert report.ok, report.faults
    ids = [record.id for record in log.read()]
    assert len(ids) == report.records == report.head.position
    assert log.append([draft()])[0].position == len(ids) + 1
    log.close()
    return ids


def copied(path: Path, folder: Path) -> Path:
    folder.mkdir()
    for name in (path, Path(f"{path}-wal")):
        if name.exists():
            shutil.copy(name, folder / name.name)
    return folder / path.name


def checkpointed(path: Path) -> int:
    """How many frames of the journal a checkpoint has begun to write into the file: these were synced before."""
    index = Path(f"{path}-shm").read_bytes()
    return int.from_bytes(index[128:132], sys.byteorder)


def torn(copy: Path, sure: bool, frames: int, chance: random.Random) -> None:
    """Tear what was not synced yet.

    Args:
        sure: whether the last commit was acknowledged.
        frames: so many of the journal are durable in any case.
    """
    wal = Path(f"{copy}-wal")
    journal = Journal.of(wal)
    least = 32 + frames * (24 + journal.page_size)
    commits = [end for end in journal.commits if sure or end <= least or end != journal.commits[-1]]
    durable = commits[-1] if commits else 0
    content = bytearray(wal.read_bytes()) if wal.exists() else bytearray()
    if len(content) > durable:
        at = chance.randrange(durable, len(content))
        if chance.random() < 0.5:
            del content[at:]
        else:
            content[at:] = chance.randbytes(len(content) - at)
        wal.write_bytes(content)
    if durable:
        kept = wal.with_name("durable")
        kept.write_bytes(content[:durable])
        with copy.open("r+b") as file:
            for page in Journal.of(kept).pages - {1}:  # the first page's sector says how to read the file
                if page * journal.page_size <= copy.stat().st_size and chance.random() < 0.3:
                    file.seek((page - 1) * journal.page_size + journal.page_size // 2)
                    file.write(chance.randbytes(journal.page_size // 2))
        kept.unlink()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="sees from /proc whether the writer stands still")
def test_files_copied_at_any_moment_hold_all_that_was_acknowledged(path: Path, log: SqliteLog, tmp_path: Path) -> None:
    chance = random.Random(11)
    process, connection = writers.running(writers.append_for_ever, path, 1, CHECKPOINT)
    assert process.pid is not None
    acknowledged = set(connection.recv())
    in_journal = 0
    for number in range(runs(40)):
        time.sleep(chance.uniform(0, 0.02))
        stopped(process.pid)
        acknowledged.update(drained(connection))
        frames = checkpointed(path)
        whole = copied(path, tmp_path / f"{number}-whole")
        half = copied(path, tmp_path / f"{number}-torn")
        in_journal += bool(Journal.of(Path(f"{whole}-wal")).commits)
        ids = found(whole)
        assert acknowledged <= set(ids)
        torn(half, len(ids) == len(acknowledged), frames, chance)
        left = found(half)
        assert acknowledged <= set(left)
        assert left == ids[: len(left)]
        shutil.rmtree(whole.parent)
        shutil.rmtree(half.parent)
        os.kill(process.pid, signal.SIGCONT)
    process.kill()
    process.join(30)
    assert in_journal
    assert acknowledged <= set(found(path))
