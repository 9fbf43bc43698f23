"""Appending: every check before the first row is written, all rows of a commit at once.

One transaction serves one request or many. A request that breaks a rule leaves no trace, and its neighbours are
recorded as if it had not been there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from events.chain import body_hash, chained, envelope
from events.codec import write_body
from events.effective import effective_event, guard
from events.envelope import Draft, Recorded
from events.errors import Conflict, DuplicateId, InvalidEvent, TrackerError
from events.log import ANY, AtPosition, AtVersion, Expected
from events.model import SCHEMA, Correction, Link, Retraction, Unlink
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

    def __init__(self, connection: sqlite3.Connection, reader: Reader) -> None:
        self.connection = connection
        self._reader = reader
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
            batch = Batch(self.connection, self._reader, self._terms)
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

    def __init__(self, connection: sqlite3.Connection, reader: Reader, terms: dict[str, int]) -> None:
        self._connection = connection
        self._reader = reader
        self._terms = terms
        self._position, self._hash, last = reader.tail()
        now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        self._now = max(now, last)  # a clock that was set back does not turn the order round
        self._first = self._position
        self._records: list[Recorded] = []
        self._rows: list[tuple[object, ...]] = []
        self._bodies: list[tuple[int, bytes]] = []
        self._effects: list[tuple[int, int]] = []
        self._pending: dict[str, Recorded] = {}
        self._versions: dict[int, int] = {}

    def take(self, request: Request) -> list[Recorded]:
        """Plan the request's records; on an error none of them stays.

        Raises:
            Conflict, DuplicateId, InvalidEvent, OutdatedCorrection: as `EventLog.append` says.
        """
        known = self._known(request.drafts)
        if any(draft.id not in known for draft in request.drafts):
            self._check_expected(request.expected)
        mark = len(self._records)
        try:
            answers = []
            for draft, (body, hash) in zip(request.drafts, request.bodies, strict=True):
                first = known.get(draft.id) or self._pending.get(draft.id)
                if first is not None:
                    _check_same(draft, body, first)
                answers.append(first or self._add(draft, body, hash))
        except BaseException:
            self._take_back(mark)
            raise
        return answers

    def write(self) -> None:
        """Write all planned rows."""
        self._connection.executemany(
            "INSERT OR ROLLBACK INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._rows
        )
        self._connection.executemany("INSERT OR ROLLBACK INTO body VALUES (?, CAST(? AS TEXT))", self._bodies)
        self._connection.executemany("INSERT OR ROLLBACK INTO effect VALUES (?, ?)", self._effects)

    def _known(self, drafts: Sequence[Draft]) -> dict[str, Recorded]:
        """What the log holds already under the drafts' ids."""
        ids = [draft.id for draft in drafts]
        if len(ids) == 1:
            found = self._connection.execute("SELECT position FROM event WHERE id = ?", ids).fetchall()
        else:
            found = self._connection.execute(
                "SELECT position FROM event WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
            ).fetchall()
        records = (self._reader.get(position) for (position,) in found)
        return {record.id: record for record in records if record is not None}

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
            actual = self._version(self._reader.number_of(stream))
        else:
            return
        if actual != wanted:
            newer = self._newer(wanted, stream) if actual > wanted else []
            raise Conflict(expected=wanted, actual=actual, newer=newer, stream=stream)

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
        position = self._position + 1
        target = self._check_references(draft)
        stream = self._number(draft.stream)
        version = self._version(stream) + 1
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
            position, draft.id, stream, version, self._number(kind), SCHEMA, self._now,
            self._number(draft.recorded_by), draft.document and self._number(draft.document),
            published and self._number(published), draft.basis, hash, self._hash,
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
            self._versions[self._number(record.stream)] -= 1
        del self._rows[mark:], self._bodies[mark:], self._records[mark:]
        self._position = self._first + mark
        self._effects = [pair for pair in self._effects if pair[1] <= self._position]
        self._hash = bytes.fromhex(self._records[-1].hash) if self._records else self._reader.tail()[1]

    def _version(self, stream: int | None) -> int:
        if stream is None:
            return 0
        if stream not in self._versions:
            self._versions[stream] = self._reader.version_of(stream)
        return self._versions[stream]

    def _number(self, text: str) -> int:
        """The number of a recurring text, given to it now if it is new."""
        number = self._terms.get(text)
        if number is None:
            number = self._reader.number_of(text)
            if number is None:
                sql = "INSERT OR ROLLBACK INTO term SELECT coalesce(max(id), 0) + 1, ? FROM term"
                number = self._connection.execute(sql, (text,)).lastrowid
                assert number is not None
            self._terms[text] = number
        return number


def _check_same(draft: Draft, body: bytes, first: Recorded) -> None:
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
