"""Putting records back: only what follows, only into the same log, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from events.envelope import Draft, Recorded
from events.errors import DamagedRecord, LogError
from events.sqlite_log import SqliteLog
from tests.exports.sample import LOG_ID, Sample
from tests.projections.build import meets, person


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    made = SqliteLog.open(tmp_path / "copy.dossier", create=True)
    yield made
    made.close()


@pytest.fixture
def records(sample: Sample) -> list[Recorded]:
    return list(sample.dossier.log.read())


def test_records_come_out_as_they_were_in_any_portions(log: SqliteLog, records: list[Recorded]) -> None:
    for start in range(0, len(records), 4):
        log.restore(LOG_ID, records[start : start + 4])
    assert list(log.read()) == records
    assert log.verify().ok
    assert log.structure_faults() == []


def test_an_open_log_appends_behind_what_it_put_back(log: SqliteLog, records: list[Recorded]) -> None:
    assert list(log.read()) == []
    log.restore(LOG_ID, records)
    (made,) = log.append([Draft(meets(person("Ann"), person("Bo")), "user:x", basis="seen")])
    assert made.position == len(records) + 1
    assert log.verify().ok


@pytest.mark.parametrize(
    "change",
    [
        {"recorded_at": "2020-01-01T00:00:00.000000Z"},
        {"basis": "other"},
        {"version": 7},
        {"position": 3},
        {"hash": "0" * 64},
        {"recorded_by": "nobody"},
        {"id": "e1"},
    ],
)
def test_a_record_that_does_not_fit_takes_nothing_in(
    log: SqliteLog, records: list[Recorded], change: dict[str, object]
) -> None:
    with pytest.raises(DamagedRecord):
        log.restore(LOG_ID, [*records[:4], records[4]._replace(**change), *records[5:]])
    assert log.head().position == 0


def test_a_gap_is_refused(log: SqliteLog, records: list[Recorded]) -> None:
    with pytest.raises(DamagedRecord):
        log.restore(LOG_ID, records[1:])


def test_a_log_with_events_of_its_own_stays_what_it_is(log: SqliteLog, records: list[Recorded]) -> None:
    log.append([Draft(meets(person("Ann"), person("Bo")), "user:x", basis="seen")])
    with pytest.raises(LogError, match="another log"):
        log.restore(LOG_ID, records)
    assert log.head().position == 1
    assert log.verify().ok
