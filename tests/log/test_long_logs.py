"""More records than fit a page: nothing is lost, doubled or out of order at the seams."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from events.envelope import Recorded
from events.errors import Conflict
from events.log import AtPosition, AtVersion
from events.sqlite.batch import NEWER_LIMIT
from events.sqlite.reading import PAGE
from events.sqlite_log import SqliteLog
from tests.log.samples import draft, summit, visit

COUNT = 2 * PAGE + 203


@pytest.fixture(scope="module")
def long_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteLog]:
    log = SqliteLog.open(tmp_path_factory.mktemp("long") / "a.dossier", create=True)
    events = [visit(), summit()]
    log.append([draft(events[number % 3 == 0], stream=f"s{number % 2}") for number in range(COUNT)])
    yield log
    log.close()


@pytest.fixture(scope="module")
def records(long_log: SqliteLog) -> list[Recorded]:
    return list(long_log.read())


def test_the_whole_log_is_read(long_log: SqliteLog, records: list[Recorded]) -> None:
    assert [record.position for record in records] == list(range(1, COUNT + 1))
    report = long_log.verify()
    assert (report.ok, report.records) == (True, COUNT)


@pytest.mark.parametrize("after", [0, 1, PAGE - 1, PAGE, PAGE + 1, COUNT - 1, COUNT, COUNT + 1])
@pytest.mark.parametrize("until", [None, PAGE, PAGE + 1, 2 * PAGE])
def test_a_window_may_begin_and_end_anywhere(
    long_log: SqliteLog, records: list[Recorded], after: int, until: int | None
) -> None:
    wanted = records[after:until]
    assert list(long_log.read(after, until)) == wanted
    assert list(long_log.read(after, until, {"summit"})) == [r for r in wanted if r.type == "summit"]
    assert list(long_log.read(after, until, stream="s1")) == [r for r in wanted if r.stream == "s1"]
    assert list(long_log.read(after, until, {"visit"}, "s0")) == [
        r for r in wanted if (r.type, r.stream) == ("visit", "s0")
    ]


async def test_a_follower_reads_page_after_page(long_log: SqliteLog, records: list[Recorded]) -> None:
    seen = []
    async for record in long_log.follow():
        seen.append(record)
        if len(seen) == COUNT:
            break
    assert seen == records


async def test_a_follower_can_be_cancelled_while_it_waits(long_log: SqliteLog) -> None:
    waiting = asyncio.ensure_future(anext(long_log.follow(after=COUNT)))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


def test_a_conflict_brings_no_more_than_can_be_read(long_log: SqliteLog, records: list[Recorded]) -> None:
    with pytest.raises(Conflict) as caught:
        long_log.append([draft()], AtPosition(1))
    assert caught.value.newer == tuple(records[1 : 1 + NEWER_LIMIT])
    assert caught.value.actual == COUNT
    with pytest.raises(Conflict) as caught:
        long_log.append([draft()], AtVersion("s1", 3))
    assert caught.value.newer == tuple(record for record in records if record.stream == "s1")[3:]


def test_many_streams_in_one_commit(path: Path, log: SqliteLog) -> None:
    drafts = [draft(stream=f"strom/{number}", document=f"artikel-{number}") for number in range(1500)]
    recorded = log.append(drafts)
    assert {record.version for record in recorded} == {1}
    assert [record.version for record in log.append([draft(stream=one.stream) for one in drafts])] == [2] * 1500
    assert log.verify().ok
