"""The contract of the log in the plainest form: a list in memory. What `SqliteLog` does is held against it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from datetime import datetime

from events.chain import body_hash, chained, envelope, genesis
from events.codec import write_body
from events.effective import effective_event, guard
from events.envelope import Draft, Recorded, instant, utc_now
from events.errors import Conflict, DuplicateId, InvalidEvent
from events.log import ANY, AtPosition, AtVersion, Expected, Fault, Head, Report
from events.model import CLAIM_TYPES, SCHEMA, Assess, Correction, Link, Retraction, Unlink

_GENESIS = genesis("memory")


class MemoryLog:
    """Implements `events.log.EventLog`; keeps nothing."""

    def __init__(self, clock: Callable[[], datetime] = utc_now) -> None:
        self._records: list[Recorded] = []
        self._clock = clock

    def append(self, drafts: Sequence[Draft], expected: Expected = ANY) -> list[Recorded]:
        before = list(self._records)
        if any(self.get(draft.id) is None for draft in drafts):
            self._check(expected)
        try:
            return [self._one(draft) for draft in drafts]
        except BaseException:
            self._records = before
            raise

    def _check(self, expected: Expected) -> None:
        if isinstance(expected, AtPosition):
            records, wanted, stream = self._records, expected.position, None
        elif isinstance(expected, AtVersion):
            stream, wanted = expected.stream, expected.version
            records = [record for record in self._records if record.stream == stream]
        else:
            return
        if len(records) != wanted:
            raise Conflict(expected=wanted, actual=len(records), newer=records[wanted:], stream=stream)

    def _one(self, draft: Draft) -> Recorded:
        if (first := self.get(draft.id)) is not None:
            same = all(
                getattr(draft, name) == getattr(first, name)
                for name in ("event", "stream", "recorded_by", "document", "basis", "published")
            )
            if not same:
                raise DuplicateId(draft.id)
            return first
        self._check_references(draft)
        head = self.head()
        position, version = head.position + 1, sum(r.stream == draft.stream for r in self._records) + 1
        last = self._records[-1].recorded_at if self._records else ""
        at = max(instant(self._clock()), last)
        sealed = envelope(
            position, draft.id, draft.stream, version, draft.event.type, SCHEMA, at, draft.recorded_by, draft.document,
            draft.published, draft.basis,
        )  # fmt: skip
        hash = chained(bytes.fromhex(head.hash), sealed, body_hash(write_body(draft.event)))
        record = Recorded(
            position, draft.id, draft.stream, version, at, draft.recorded_by, SCHEMA, draft.document, draft.basis,
            draft.published, draft.event, hash.hex(),
        )  # fmt: skip
        self._records.append(record)
        return record

    def _check_references(self, draft: Draft) -> None:
        event = draft.event
        named: tuple[str, ...] = ()
        if isinstance(event, (Link, Unlink)):
            named = event.members
        elif isinstance(event, (Retraction, Correction)):
            named = (event.target,)
        elif isinstance(event, Assess) and event.grade is None:
            named = (event.target, event.prefer.claim) if event.prefer else (event.target,)
        for id in named:
            record = self.get(id)
            if record is None:
                raise InvalidEvent(f"no event {id}", where="target")
            if (
                isinstance(event, Assess)
                and event.prefer
                and id == event.prefer.claim
                and record.type not in CLAIM_TYPES
            ):
                raise InvalidEvent(f"{id} is no claim", where="prefer")
            if isinstance(event, Correction):
                guard(effective_event(record, self._records), event)

    def read(
        self,
        after: int = 0,
        until: int | None = None,
        types: Collection[str] | None = None,
        stream: str | None = None,
    ) -> Iterator[Recorded]:
        for record in self._records[max(after, 0) : until]:
            if (types is None or record.type in types) and stream in (None, record.stream):
                yield record

    def get(self, key: int | str) -> Recorded | None:
        return next((record for record in self._records if key in (record.position, record.id)), None)

    def head(self) -> Head:
        return Head(len(self._records), self._records[-1].hash) if self._records else Head(0, _GENESIS.hex())

    async def follow(self, after: int = 0) -> AsyncIterator[Recorded]:
        while True:
            for record in self._records[after:]:
                after = record.position
                yield record
            await asyncio.sleep(0.01)

    def verify(self, against: Head | None = None) -> Report:
        head, faults = self.head(), ()
        if against is not None and against.position > head.position:
            faults = (Fault(head.position + 1, "the log ends before it"),)
        return Report(len(self._records), head, faults)

    def close(self) -> None:
        pass
