"""The records of one transaction: checked and chained in memory, then written at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from events.chain import body_hash, chained, envelope
from events.codec import write_body
from events.effective import effective_event, guard
from events.envelope import Draft, Recorded, instant
from events.errors import Conflict, DamagedRecord, DuplicateId, InvalidEvent
from events.log import ANY, AtPosition, AtVersion, Expected
from events.model import CLAIM_TYPES, SCHEMA, Assess, Claim, Correction, Link, Retraction, Unlink
from events.sqlite.inserting import BODIES, EVENTS
from events.sqlite.reading import Reader

NEWER_LIMIT = 1000
"""How many of the newer events a conflict carries at most."""

_CLAIMS = frozenset(CLAIM_TYPES)


class KnownId(Exception):
    """A draft's id is in the log already, and the batch was made without looking the ids up: try again with care."""


@dataclass(slots=True)
class Remembered:
    """What one who appends knows from batch to batch, instead of asking for it again.

    Attributes:
        terms: numbers of recurring texts; they never change.
        versions: newest version by stream, as of ``end``.
        end: position and hash of the log where the last batch left it.
    """

    terms: dict[str, int] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    end: tuple[int, bytes] | None = None

    def forget(self) -> None:
        """Know nothing any more: a batch was rolled back, or it has become too much."""
        self.terms.clear()
        self.versions.clear()
        self.end = None


class Batch:
    """Made inside the transaction that will write it.

    The ids of drafts are not looked up beforehand unless ``look_up`` says so: the unique index refuses a known one when
    the rows are written, and then `KnownId` tells the caller to roll back and do it again with care.
    """

    def __init__(self, reader: Reader, now: datetime, remembered: Remembered, *, look_up: bool) -> None:
        self._reader = reader
        self._terms = remembered.terms
        self._look_up = look_up
        self._position, self._hash, last = reader.tail()
        self._now = max(instant(now), last)  # a clock that was set back does not turn the order round
        self._first, self._before = self._position, self._hash
        self._records: list[Recorded] = []
        self._rows: list[object] = []
        self._bodies: list[object] = []
        self._effects: list[tuple[int, int]] = []
        self._new_terms: list[tuple[int, str]] = []
        self._pending: dict[str, Recorded] = {}
        if remembered.end != (self._position, self._hash):  # others have appended meanwhile
            remembered.versions.clear()
        self._versions = remembered.versions
        self._absent: set[str] = set()

    @property
    def end(self) -> tuple[int, bytes]:
        """Position and hash of the log once the rows are written."""
        return self._position, self._hash

    def foresee(self, drafts: Sequence[Draft]) -> None:
        """Look up at once the numbers of texts that are new in each article; one by one would be a query each."""
        streams, documents = {draft.stream for draft in drafts}, {draft.document for draft in drafts}
        texts = streams | documents | {draft.published for draft in drafts}
        unknown = [text for text in texts if text is not None and text not in self._terms]
        if unknown:
            found = self._reader.numbers_of(unknown)
            self._terms.update(found)
            self._absent.update(text for text in unknown if text not in found)

    def take(
        self, drafts: Sequence[Draft], bodies: Sequence[tuple[bytes, bytes]], expected: Expected
    ) -> list[Recorded]:
        """Plan the records of a request; on an error none of them stays.

        Raises:
            Conflict, DuplicateId, InvalidEvent, OutdatedCorrection: as `EventLog.append` says.
        """
        look_up = self._look_up or expected is not ANY
        known = {draft.id: record for draft in drafts if (record := self._reader.get(draft.id))} if look_up else {}
        if expected is not ANY and any(draft.id not in known and draft.id not in self._pending for draft in drafts):
            self._check_expected(expected)
        mark = len(self._records), len(self._new_terms)
        answers = []
        pending, add = self._pending, self._add
        try:
            for draft, (body, hash) in zip(drafts, bodies, strict=True):
                first = pending.get(draft.id) or known.get(draft.id)
                if first is None:
                    first = add(draft, body, hash)
                else:
                    _check_same(draft, first)
                answers.append(first)
        except BaseException:
            self._take_back(*mark)
            raise
        return answers

    def restore(self, record: Recorded) -> None:
        """Plan a record as a copy of the log has it: with its own time, and it must come out the same.

        Raises:
            DamagedRecord: it does not follow what is there, or does not give its hash.
            InvalidEvent, OutdatedCorrection: no log would have taken it.
        """
        draft = Draft(
            record.event, record.recorded_by, record.document, record.basis, record.published, record.id, record.stream
        )
        body = write_body(record.event)
        self._now = max(record.recorded_at, self._now)
        if self._add(draft, body, body_hash(body)) != record:
            raise DamagedRecord(record.position, "it does not follow the record before it with the hash that it has")

    def write(self, connection: sqlite3.Connection) -> None:
        """Write all planned rows.

        Raises:
            KnownId: see above; the transaction has been rolled back.
        """
        if not self._rows:
            return
        if self._new_terms:
            connection.executemany("INSERT OR ROLLBACK INTO term VALUES (?, ?)", self._new_terms)
        try:
            EVENTS.write(connection, self._rows)
        except sqlite3.IntegrityError as error:
            if self._look_up:
                raise
            raise KnownId from error
        BODIES.write(connection, self._bodies)
        if self._effects:
            connection.executemany("INSERT OR ROLLBACK INTO effect VALUES (?, ?)", self._effects)

    def _add(self, draft: Draft, body: bytes, hash: bytes) -> Recorded:
        event, id, author, basis = draft.event, draft.id, draft.recorded_by, draft.basis
        home, document, published, kind = draft.stream, draft.document, draft.published, draft.event.type
        target = None if kind in _CLAIMS else self._check_references(draft)
        known, number = self._terms.get, self._number
        position, now = self._position + 1, self._now
        stream = known(home) or number(home)
        version = self._version(stream) + 1
        head = envelope(position, id, home, version, kind, SCHEMA, now, author, document, published, basis)
        chain = chained(self._hash, head, hash)
        record = Recorded(
            position, id, home, version, now, author, SCHEMA, document, basis, published, event, chain.hex()
        )
        self._rows += (
            position, id, stream, version, known(kind) or number(kind), SCHEMA, now, known(author) or number(author),
            document and (known(document) or number(document)), published and (known(published) or number(published)),
            basis, hash, chain,
        )  # fmt: skip
        self._bodies += (position, body)
        if target is not None:
            self._effects.append((target, position))
        self._records.append(record)
        self._pending[id] = record
        self._versions[stream] = version
        self._position, self._hash = position, chain
        return record

    def _take_back(self, records: int, terms: int) -> None:
        """Forget all but the first so many records and new terms."""
        for record in self._records[records:]:
            del self._pending[record.id]
            self._versions[self._terms[record.stream]] -= 1
        for number, text in self._new_terms[terms:]:
            del self._terms[text], self._versions[number]
        del self._rows[records * EVENTS.width :], self._bodies[records * BODIES.width :]
        del self._records[records:], self._new_terms[terms:]
        self._position = self._first + records
        self._effects = [pair for pair in self._effects if pair[1] <= self._position]
        self._hash = bytes.fromhex(self._records[-1].hash) if self._records else self._before

    # --- expectations ----------------------------------------------------------------------------------------------

    def _check_expected(self, expected: Expected) -> None:
        stream = None
        if isinstance(expected, AtPosition):
            wanted, actual = expected.position, self._position
        elif isinstance(expected, AtVersion):
            stream, wanted = expected.stream, expected.version
            number = self._terms.get(stream) or self._reader.number_of(stream)
            actual = self._version(number) if number else 0
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

    # --- references ------------------------------------------------------------------------------------------------

    def _check_references(self, draft: Draft) -> int | None:
        """See that whatever the event names is there; returns the position of what it acts on."""
        event = draft.event
        if isinstance(event, (Link, Unlink)):
            for member in event.members:
                self._find(member, "members")
            return None
        if isinstance(event, Assess) and event.grade is None:  # a grade may be that of a source, which is but a name
            self._find(event.target, "target")
            if event.prefer is not None and not isinstance(self._find(event.prefer.claim, "prefer").event, Claim):
                raise InvalidEvent(f"'{event.prefer.claim}' is no claim", where="prefer")
            return None
        if not isinstance(event, (Retraction, Correction)):
            return None
        target = self._find(event.target, "target")
        if isinstance(event, Correction):
            guard(effective_event(target, self._effects_on(target)), event)
        return target.position

    def _find(self, id: str, where: str) -> Recorded:
        record = self._pending.get(id) or self._reader.get(id)
        if record is None:
            raise InvalidEvent(f"there is no event '{id}' in the log", where=where)
        return record

    def _effects_on(self, target: Recorded) -> list[Recorded]:
        acting = list(self._reader.effects_on(target.position)) if target.position <= self._first else []
        reached = {target.position, *(record.position for record in acting)}
        for aim, position in self._effects:
            if aim in reached:
                reached.add(position)
                acting.append(self._records[position - self._first - 1])
        return acting

    # --- numbers ---------------------------------------------------------------------------------------------------

    def _number(self, text: str) -> int:
        """The number of a recurring text; a new one is given if it has none."""
        number = self._terms.get(text)
        if number is None:
            number = None if text in self._absent else self._reader.number_of(text)
            if number is None:
                last = self._new_terms[-1][0] if self._new_terms else self._reader.last_number()
                number = last + 1
                self._new_terms.append((number, text))
                self._versions[number] = 0  # nothing can be in a stream whose name is new
            self._terms[text] = number
        return number

    def _version(self, stream: int) -> int:
        version = self._versions.get(stream)
        return self._reader.version_of(stream) if version is None else version


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
