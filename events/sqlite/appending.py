"""Appending: every check before the first row is written, all rows of a commit at once.

One transaction serves one request or many. A request that breaks a rule leaves no trace, and its neighbours are
recorded as if it had not been there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from events.chain import body_hash, chained, envelope
from events.codec import write_body
from events.effective import effective_event, guard
from events.envelope import Draft, Recorded, instant
from events.errors import Conflict, DuplicateId, InvalidEvent, TrackerError
from events.log import ANY, AtPosition, AtVersion, Expected
from events.model import SCHEMA, Claim, Correction, Link, Retraction, Unlink
from events.sqlite.reading import Reader

NEWER_LIMIT = 1000
"""How many of the newer events a conflict carries at most."""

_REMEMBERED_TERMS = 50_000


@dataclass(frozen=True, slots=True)
class Request:
    """Drafts to be appended together, and where the log must stand for it.

    Attributes:
        bodies: the drafts' events as bytes and the hashes of these, made before the log is locked.
    """

    drafts: Sequence[Draft]
    expected: Expected = ANY
    bodies: Sequence[tuple[bytes, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        bodies = [write_body(draft.event) for draft in self.drafts]
        object.__setattr__(self, "bodies", [(body, body_hash(body)) for body in bodies])


class Appender:
    """Appends through the one writing connection, whose lock the caller holds."""

    def __init__(self, connection: sqlite3.Connection, reader: Reader, clock: Callable[[], datetime]) -> None:
        self.connection = connection
        self._reader = reader
        self._clock = clock
        self._terms: dict[str, int] = {}

    def append(
        self, requests: Sequence[Request], alongside: Callable[[sqlite3.Connection], None] | None = None
    ) -> list[list[Recorded] | TrackerError]:
        """Each request's records, or the error that kept it out; durable when it returns.

        Raises:
            sqlite3.Error: the transaction failed as a whole; nothing was recorded.
        """
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            batch = Batch(self.connection, self._reader, self._clock(), self._terms, requests)
            outcomes: list[list[Recorded] | TrackerError] = []
            for request in requests:
                try:
                    outcomes.append(batch.take(request))
                except TrackerError as error:
                    outcomes.append(error)
            batch.write()
            if alongside is not None and not isinstance(outcomes[0], TrackerError):
                alongside(self.connection)
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            self._terms.clear()
            raise
        if len(self._terms) > _REMEMBERED_TERMS:
            self._terms.clear()
        return outcomes


class Batch:
    """The records of one transaction: checked and chained in memory, then written at once."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        reader: Reader,
        now: datetime,
        terms: dict[str, int],
        requests: Iterable[Request],
    ) -> None:
        self._connection = connection
        self._reader = reader
        self._terms = terms
        self._position, self._hash, last = reader.tail()
        self._now = max(instant(now), last)  # a clock that was set back does not turn the order round
        self._first = self._position
        self._records: list[Recorded] = []
        self._rows: list[tuple[object, ...]] = []
        self._bodies: list[tuple[int, bytes]] = []
        self._effects: list[tuple[int, int]] = []
        self._pending: dict[str, Recorded] = {}
        self._new_terms: list[tuple[int, str]] = []
        self._known = self._look_up(requests)
        self._number_terms(requests)
        self._versions = self._look_up_versions(requests)

    def take(self, request: Request) -> list[Recorded]:
        """Plan the request's records; on an error none of them stays.

        Raises:
            Conflict, DuplicateId, InvalidEvent, OutdatedCorrection: as `EventLog.append` says.
        """
        if request.expected is not ANY and any(draft.id not in self._known for draft in request.drafts):
            self._check_expected(request.expected)
        mark = len(self._records)
        try:
            answers = []
            for draft, (body, hash) in zip(request.drafts, request.bodies, strict=True):
                first = self._first_record(draft.id)
                if first is not None:
                    _check_same(draft, first)
                answers.append(first or self._add(draft, body, hash))
        except BaseException:
            self._take_back(mark)
            raise
        return answers

    def write(self) -> None:
        """Write all planned rows."""
        self._connection.executemany("INSERT OR ROLLBACK INTO term VALUES (?, ?)", self._new_terms)
        self._connection.executemany(
            "INSERT OR ROLLBACK INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._rows
        )
        self._connection.executemany("INSERT OR ROLLBACK INTO body VALUES (?, CAST(? AS TEXT))", self._bodies)
        self._connection.executemany("INSERT OR ROLLBACK INTO effect VALUES (?, ?)", self._effects)

    def _look_up_versions(self, requests: Iterable[Request]) -> dict[int, int]:
        """The newest versions of the streams that the requests write to, 0 where a stream is new."""
        streams = {self._terms[draft.stream] for request in requests for draft in request.drafts}
        found = self._connection.execute(
            "SELECT value, (SELECT max(version) FROM event WHERE stream = value) FROM json_each(?)",
            (json.dumps([*streams]),),
        )
        return {stream: version or 0 for stream, version in found}

    def _look_up(self, requests: Iterable[Request]) -> dict[str, int]:
        """The positions of the drafts that are in the log already."""
        ids = [draft.id for request in requests for draft in request.drafts]
        found = self._connection.execute(
            "SELECT id, position FROM event WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
        )
        return dict(found.fetchall())

    def _first_record(self, id: str) -> Recorded | None:
        """What was recorded under an id, be it planned only."""
        position = self._known.get(id)
        return self._pending.get(id) if position is None else self._reader.get(position)

    def _find(self, id: str, where: str) -> Recorded:
        record = self._pending.get(id) or self._reader.get(id)
        if record is None:
            raise InvalidEvent(f"there is no event '{id}' in the log", where=where)
        return record

    def _check_expected(self, expected: Expected) -> None:
        if isinstance(expected, AtPosition):
            actual, stream = self._position, None
            wanted = expected.position
        elif isinstance(expected, AtVersion):
            stream, wanted = expected.stream, expected.version
            actual = self._newest_version(stream)
        else:
            return
        if actual != wanted:
            newer = self._newer(wanted, stream) if actual > wanted else []
            raise Conflict(expected=wanted, actual=actual, newer=newer, stream=stream)

    def _newest_version(self, stream: str) -> int:
        number = self._terms.get(stream) or self._reader.number_of(stream)
        if number is None:
            return 0
        version = self._versions.get(number)
        return self._reader.version_of(number) if version is None else version

    def _newer(self, after: int, stream: str | None) -> list[Recorded]:
        """What came in behind a position, or behind a version of a stream."""
        newer: list[Recorded] = []
        if stream is None:
            written: Iterable[Recorded] = self._reader.after(min(after, self._first), self._first)
        else:
            written = self._reader.of_stream(stream, 0, self._first)
        for source in (written, self._records):
            for record in source:
                place = record.position if stream is None else record.version
                if place > after and stream in (None, record.stream):
                    newer.append(record)
                    if len(newer) == NEWER_LIMIT:
                        return newer
        return newer

    def _add(self, draft: Draft, body: bytes, hash: bytes) -> Recorded:
        terms, position = self._terms, self._position + 1
        target = self._check_references(draft)
        stream = terms[draft.stream]
        version = self._versions[stream] + 1
        kind, published = draft.event.type, draft.published
        head = envelope(
            position, draft.id, draft.stream, version, kind, SCHEMA, self._now, draft.recorded_by, draft.document,
            published, draft.basis,
        )  # fmt: skip
        self._hash = chained(self._hash, head, hash)
        record = Recorded(
            position, draft.id, draft.stream, version, self._now, draft.recorded_by, SCHEMA, draft.document,
            draft.basis, published, draft.event, self._hash.hex(),
        )  # fmt: skip
        self._rows.append((
            position, draft.id, stream, version, terms[kind], SCHEMA, self._now,
            terms[draft.recorded_by], terms[draft.document] if draft.document else None,
            terms[published] if published else None, draft.basis, hash, self._hash,
        ))  # fmt: skip
        self._bodies.append((position, body))
        if target is not None:
            self._effects.append((target, position))
        self._records.append(record)
        self._pending[draft.id] = record
        self._versions[stream] = version
        self._position = position
        return record

    def _check_references(self, draft: Draft) -> int | None:
        """See that whatever the event names is there; returns the position of what it acts on."""
        event = draft.event
        if isinstance(event, Claim):
            return None
        if isinstance(event, (Link, Unlink)):
            for member in event.members:
                self._find(member, "members")
            return None
        if not isinstance(event, (Retraction, Correction)):
            return None
        target = self._find(event.target, "target")
        if isinstance(event, Correction):
            guard(effective_event(target, self._effects_on(target)), event)
        return target.position

    def _effects_on(self, target: Recorded) -> list[Recorded]:
        acting = list(self._reader.effects_on(target.position)) if target.position <= self._first else []
        reached = {target.position, *(record.position for record in acting)}
        for aim, position in self._effects:
            if aim in reached:
                reached.add(position)
                acting.append(self._records[position - self._first - 1])
        return acting

    def _take_back(self, mark: int) -> None:
        """Forget the records planned since."""
        for record in self._records[mark:]:
            del self._pending[record.id]
            self._versions[self._terms[record.stream]] -= 1
        del self._rows[mark:], self._bodies[mark:], self._records[mark:]
        self._position = self._first + mark
        self._effects = [pair for pair in self._effects if pair[1] <= self._position]
        self._hash = bytes.fromhex(self._records[-1].hash) if self._records else self._reader.tail()[1]

    def _number_terms(self, requests: Iterable[Request]) -> None:
        """Find or give the numbers of all recurring texts that the requests use, in one query."""
        texts: dict[str, None] = {}
        for request in requests:
            for draft in request.drafts:
                texts |= dict.fromkeys((draft.stream, draft.event.type, draft.recorded_by))
                texts |= dict.fromkeys(filter(None, (draft.document, draft.published)))
        unknown = [text for text in texts if text not in self._terms]
        if not unknown:
            return
        found = self._connection.execute(
            "SELECT text, id FROM term WHERE text IN (SELECT value FROM json_each(?))", (json.dumps(unknown),)
        )
        self._terms.update(found)
        last = self._connection.execute("SELECT coalesce(max(id), 0) FROM term").fetchone()[0]
        for text in unknown:
            if text not in self._terms:
                last += 1
                self._terms[text] = last
                self._new_terms.append((last, text))


def _check_same(draft: Draft, first: Recorded) -> None:
    """Refuse a draft whose id was recorded with another content."""
    same = (
        draft.stream == first.stream
        and draft.recorded_by == first.recorded_by
        and draft.document == first.document
        and draft.basis == first.basis
        and draft.published == first.published
        and draft.event == first.event
    )
    if not same:
        raise DuplicateId(
            f"the id '{draft.id}' is recorded already with another content (record {first.position})",
            remedy="use a new id, or correct the event",
        )
