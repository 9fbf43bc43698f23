"""Restoring puts the records of a copy back exactly as they were: all that follow, or none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.envelope import Recorded
from events.errors import DamagedRecord, LogError
from events.model import Link
from events.sqlite_log import SqliteLog
from tests.log.samples import claim_drafts, correction, draft, drafts, retraction, summit, visit

SHARED = [HealthCheck.function_scoped_fixture]
FORGED: dict[str, Any] = {
    "id": "ein-anderer",
    "stream": "anderswo",
    "version": 9,
    "recorded_at": "2031-04-01T00:00:00.000000Z",
    "recorded_by": "user:otto",
    "document": "artikel-9",
    "basis": "Pressestelle",
    "published": "2031-04-02",
    "event": visit(),
    "hash": "00" * 32,
    "position": 3,
}


@pytest.fixture
def records(log: SqliteLog) -> list[Recorded]:
    """A log with claims, two streams, a correction and its retraction, and a link."""
    first, second = log.append([draft(visit(days=2)), draft(summit(), document="artikel-1", published="2031-04-01")])
    (wrong,) = log.append([correction(first.id, "days", 2, 3)])
    log.append([retraction(wrong.id), draft(Link(members=(first.id, second.id)))])
    return list(log.read())


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[SqliteLog]:
    """An empty log."""
    made = SqliteLog.open(tmp_path / "b.dossier", create=True)
    yield made
    made.close()


@pytest.mark.parametrize("portion", [1, 2, 5])
def test_a_copy_comes_out_the_same_in_any_portions(
    log: SqliteLog, copy: SqliteLog, records: list[Recorded], portion: int
) -> None:
    for start in range(0, len(records), portion):
        copy.restore(log.log_id, records[start : start + portion])
    assert list(copy.read()) == records
    assert (copy.log_id, copy.head()) == (log.log_id, log.head())
    assert copy.verify(log.head()).ok
    assert [record.id for record in copy.effects_on(records[0].id)] == [records[2].id, records[3].id]


def test_a_restored_log_goes_on_as_the_first_one_would(
    log: SqliteLog, copy: SqliteLog, records: list[Recorded]
) -> None:
    copy.restore(log.log_id, records)
    with pytest.raises(LogError):
        copy.append([correction(records[0].id, "days", 3, 4)])
    (added,) = copy.append([correction(records[0].id, "days", 2, 4)])
    assert added.position == len(records) + 1
    log.restore(log.log_id, [added])
    assert log.head() == copy.head()


@settings(suppress_health_check=SHARED, max_examples=25, deadline=None)
@given(wanted=st.lists(claim_drafts, min_size=1, max_size=5))
def test_whatever_a_log_takes_can_be_put_back(tmp_path_factory: pytest.TempPathFactory, wanted: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("restore")
    first, second = (SqliteLog.open(folder / name, create=True) for name in ("a.dossier", "b.dossier"))
    first.append(wanted)
    second.restore(first.log_id, list(first.read()))
    assert list(second.read()) == list(first.read())
    assert second.verify(first.head()).ok
    first.close()
    second.close()


@pytest.mark.parametrize("field", FORGED)
def test_a_record_that_was_changed_keeps_all_of_them_out(
    log: SqliteLog, copy: SqliteLog, records: list[Recorded], field: str
) -> None:
    forged = records[1]._replace(**{field: FORGED[field]})
    with pytest.raises(DamagedRecord):
        copy.restore(log.log_id, [records[0], forged, *records[2:]])
    assert copy.head().position == 0
    copy.restore(log.log_id, records)
    assert list(copy.read()) == records


@pytest.mark.parametrize("left", [[1, 2], [0, 2], [1, 0], [0, 0], [0, 1, 3]])
def test_a_gap_a_swap_or_a_repetition_is_refused(
    log: SqliteLog, copy: SqliteLog, records: list[Recorded], left: list[int]
) -> None:
    with pytest.raises(DamagedRecord):
        copy.restore(log.log_id, [records[number] for number in left])
    assert copy.head().position == 0


def test_a_log_with_events_never_becomes_another(log: SqliteLog, copy: SqliteLog, records: list[Recorded]) -> None:
    own = copy.append(drafts(2))
    with pytest.raises(LogError, match="another log"):
        copy.restore(log.log_id, records)
    assert list(copy.read()) == own
    assert copy.log_id != log.log_id
    assert copy.verify().ok


def test_the_guard_of_the_identity_is_back_afterwards(log: SqliteLog, copy: SqliteLog, records: list[Recorded]) -> None:
    copy.restore(log.log_id, records)
    with pytest.raises(LogError, match="never changes"):
        copy.transaction(lambda database: database.execute("UPDATE log SET id = 'x'"))
    assert copy.log_id == log.log_id


def test_a_log_read_only_is_not_restored_into(log: SqliteLog, path: Path, records: list[Recorded]) -> None:
    reading = SqliteLog.open(path, read_only=True)
    with pytest.raises(LogError, match="reading only"):
        reading.restore(log.log_id, records)
    reading.close()
