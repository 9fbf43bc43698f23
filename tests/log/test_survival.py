"""A process killed at any moment loses nothing that was acknowledged and leaves a sound chain behind."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

from events.sqlite_log import SqliteLog
from tests.log import writers
from tests.log.runs import runs

KILLS = runs(60)


def test_nothing_acknowledged_is_lost_to_kill(path: Path, log: SqliteLog) -> None:
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for seed in range(KILLS):
        process, connection = writers.running(writers.append_for_ever, path, seed)
        acknowledged.update(connection.recv())
        end = time.monotonic() + chance.uniform(0, 0.03)
        while (left := end - time.monotonic()) > 0 and connection.poll(left):
            acknowledged.update(connection.recv())
        process.kill()
        process.join(30)
        try:
            while connection.poll(0):
                acknowledged.update(connection.recv())
        except EOFError:
            pass
        report = log.verify()
        assert report.ok, report.faults
        assert report.records == report.head.position
        assert len(acknowledged) <= report.records
    records = list(log.read())
    assert acknowledged <= {record.id for record in records}
    assert len(acknowledged) > KILLS
    unacknowledged = Counter(record.stream for record in records if record.id not in acknowledged)
    assert len({stream.partition("/")[0] for stream in unacknowledged}) == len(unacknowledged)  # one commit per kill
