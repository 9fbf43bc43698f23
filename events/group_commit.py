"""Many awaiting writers of one asyncio process share a commit; each gets its own durable answer or its own error."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TypeAlias

from events.envelope import Draft, Recorded
from events.errors import LogError
from events.log import ANY, Expected
from events.sqlite.appending import Request
from events.sqlite_log import SqliteLog

Outcome: TypeAlias = list[Recorded] | Exception
LIMIT = 2000
"""Requests in one commit: it bounds how long the lock is held."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    request: Request
    answer: asyncio.Future[list[Recorded]]


class GroupCommit:
    """Appends for the tasks of one event loop, by a thread that writes whatever has come in since its last commit.

    Syncing the disk takes far longer than writing a record, so the more wait the more a commit is shared:

        async with GroupCommit(log) as writer:
            recorded = await writer.append([draft])
    """

    def __init__(self, log: SqliteLog) -> None:
        self._log = log
        self._gathered: list[_Waiting] = []
        self._queue: SimpleQueue[list[_Waiting] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="group commit", daemon=True)
        self._closing = False

    async def __aenter__(self) -> GroupCommit:
        self._loop = asyncio.get_running_loop()
        self._thread.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing = True
        self._hand_over()
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        await asyncio.sleep(0)  # lets the last answers reach those who wait for them

    async def append(self, drafts: Sequence[Draft], expected: Expected = ANY) -> list[Recorded]:
        """As `EventLog.append`. A task that is cancelled meanwhile may still have been recorded.

        Raises:
            Conflict, DuplicateId, InvalidEvent, OutdatedCorrection: this request breaks a rule; no other one suffers.
            LogError: the whole commit failed, or the writer is closed.
        """
        if self._closing:
            raise LogError("the writer is closed")
        waiting = _Waiting(Request(drafts, expected), self._loop.create_future())
        if not self._gathered:
            # The other tasks that are ready run before this call does: they all come along.
            self._loop.call_soon(self._hand_over)
        self._gathered.append(waiting)
        return await waiting.answer

    def _hand_over(self) -> None:
        if self._gathered:
            self._queue.put(self._gathered)
            self._gathered = []

    def _write(self) -> None:
        """The thread: commit after commit until None comes in."""
        while (batch := self._queue.get()) is not None:
            ended = False
            while len(batch) < LIMIT:
                try:
                    more = self._queue.get_nowait()
                except Empty:
                    break
                if more is None:
                    ended = True
                    break
                batch += more
            outcomes = self._commit([waiting.request for waiting in batch])
            self._loop.call_soon_threadsafe(_answer, batch, outcomes)
            if ended:
                return

    def _commit(self, requests: list[Request]) -> Sequence[Outcome]:
        try:
            return self._log.append_each(requests)
        except Exception as error:  # whatever it was, those who wait must hear of it, and the thread must live on
            return [error] * len(requests)


def _answer(batch: Sequence[_Waiting], outcomes: Sequence[Outcome]) -> None:
    for waiting, outcome in zip(batch, outcomes, strict=True):
        if waiting.answer.done():  # cancelled
            continue
        if isinstance(outcome, Exception):
            waiting.answer.set_exception(outcome)
        else:
            waiting.answer.set_result(outcome)
