"""Writers that wait together share a commit, and nothing else."""

from __future__ import annotations

import asyncio

import pytest

from events.envelope import Recorded
from events.errors import Conflict, DuplicateId, InvalidEvent, LogError, OutdatedCorrection
from events.group_commit import GroupCommit
from events.log import AtPosition, AtVersion
from events.sqlite_log import SqliteLog
from tests.log.samples import correction, draft, drafts, retraction, summit, visit


async def test_each_writer_gets_its_own_records(log: SqliteLog) -> None:
    async def write(name: str) -> list[Recorded]:
        recorded = []
        for _ in range(10):
            recorded += await writer.append(drafts(2, stream=name))
        return recorded

    async with GroupCommit(log) as writer:
        answers = await asyncio.gather(*(write(f"hand/{number}") for number in range(20)))
    for number, answer in enumerate(answers):
        assert list(log.read(stream=f"hand/{number}")) == answer
    assert log.head().position == 400
    assert log.verify().ok


async def test_waiting_writers_share_a_commit(log: SqliteLog) -> None:
    token, commits = log.change_token(), 0
    async with GroupCommit(log) as writer:
        tasks = [asyncio.create_task(writer.append([draft()])) for _ in range(100)]
        while not all(task.done() for task in tasks):
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            commits += log.change_token() != token
            token = log.change_token()
    assert log.head().position == 100
    assert len({task.result()[0].recorded_at for task in tasks}) == 1
    assert commits == 1


async def test_an_acknowledged_record_can_be_read_at_once(log: SqliteLog) -> None:
    async with GroupCommit(log) as writer:
        (recorded,) = await writer.append([draft()])
        assert log.get(recorded.id) == recorded


async def test_a_bad_draft_harms_nobody_else(log: SqliteLog) -> None:
    (claim,) = log.append([draft(visit(days=2))])
    taken = draft()
    log.append([taken])
    requests = [
        ([draft(stream="a")], AtVersion("a", 0)),
        ([draft(stream="a"), retraction("unbekannt")], AtVersion("a", 1)),
        ([draft(stream="a")], AtVersion("a", 0)),
        ([draft(summit(), id=taken.id)], AtPosition(2)),
        ([correction(claim.id, "days", 9, 3)], AtVersion("a", 1)),
        ([correction(claim.id, "days", 2, 3)], AtVersion("a", 1)),
        ([correction(claim.id, "days", 2, 4)], AtVersion("a", 1)),
        ([draft(stream="a")], AtVersion("a", 1)),
    ]
    async with GroupCommit(log) as writer:
        outcomes = await asyncio.gather(*(writer.append(*request) for request in requests), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [
        list, InvalidEvent, Conflict, DuplicateId, OutdatedCorrection, list, OutdatedCorrection, list,
    ]  # fmt: skip
    conflict = outcomes[2]
    assert isinstance(conflict, Conflict)
    assert conflict.newer == tuple(log.read(stream="a"))[:1]
    assert [(r.position, r.version) for r in log.read(stream="a")] == [(3, 1), (5, 2)]
    assert log.verify().ok


async def test_writers_in_one_commit_repeat_each_other(log: SqliteLog) -> None:
    one = draft()
    async with GroupCommit(log) as writer:
        first, second = await asyncio.gather(writer.append([one]), writer.append([one]))
    assert first == second
    assert log.head().position == 1


async def test_a_failed_commit_is_told_to_all_who_wait(log: SqliteLog) -> None:
    log.append(drafts(5))
    log.transaction(lambda database: database.execute("PRAGMA max_page_count = 1"))
    note = "x" * 4000
    async with GroupCommit(log) as writer:
        tasks = (writer.append([draft(visit(note=note), basis=note)]) for _ in range(100))
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(outcome, LogError) for outcome in outcomes)
        log.transaction(lambda database: database.execute("PRAGMA max_page_count = 100000"))
        (recorded,) = await writer.append([draft()])
    assert recorded.position == 6
    assert log.verify().ok


async def test_a_cancelled_writer_does_not_hold_up_the_others(log: SqliteLog) -> None:
    async with GroupCommit(log) as writer:
        tasks = [asyncio.create_task(writer.append([draft()])) for _ in range(10)]
        await asyncio.sleep(0)
        tasks[0].cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(outcomes[0], asyncio.CancelledError)
    assert all(isinstance(outcome, list) for outcome in outcomes[1:])


async def test_closing_waits_for_what_is_under_way_and_takes_no_more(log: SqliteLog) -> None:
    async with GroupCommit(log) as writer:
        tasks = [asyncio.create_task(writer.append([draft()])) for _ in range(50)]
        await asyncio.sleep(0)
    assert [(await task)[0].position for task in tasks] == list(range(1, 51))
    with pytest.raises(LogError, match="closed"):
        await writer.append([draft()])


async def test_group_and_single_writers_mix(log: SqliteLog) -> None:
    async with GroupCommit(log) as writer:
        tasks = [asyncio.create_task(writer.append([draft()])) for _ in range(30)]
        await asyncio.to_thread(lambda: [log.append([draft()]) for _ in range(30)])
        await asyncio.gather(*tasks)
    assert log.head().position == 60
    assert log.verify().ok
