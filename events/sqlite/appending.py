"""Appending: one transaction for one request or many, durable when it returns.

A request that breaks a rule leaves no trace, and its neighbours are recorded as if it had not been there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from events.chain import body_hash
from events.codec import write_body
from events.envelope import Draft, Recorded
from events.errors import TrackerError
from events.log import ANY, Expected
from events.sqlite.batch import Batch, KnownId, Remembered
from events.sqlite.reading import Reader

_MANY = 5_000
"""Recurring texts that are remembered from batch to batch."""


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
        bodies = [(body := write_body(draft.event), body_hash(body)) for draft in self.drafts]
        object.__setattr__(self, "bodies", bodies)


class Appender:
    """Appends through the one writing connection, whose lock the caller holds."""

    def __init__(self, connection: sqlite3.Connection, reader: Reader, clock: Callable[[], datetime]) -> None:
        self.connection = connection
        self._reader = reader
        self._clock = clock
        self._remembered = Remembered()

    def append(
        self, requests: Sequence[Request], alongside: Callable[[sqlite3.Connection], None] | None = None
    ) -> list[list[Recorded] | TrackerError]:
        """Each request's records, or the error that kept it out; durable when it returns.

        Raises:
            sqlite3.Error: the transaction failed as a whole; nothing was recorded.
        """
        try:
            return self._transaction(requests, alongside, look_up=False)
        except KnownId:  # rare: only who repeats an append pays for looking the ids up
            return self._transaction(requests, alongside, look_up=True)

    def _transaction(
        self,
        requests: Sequence[Request],
        alongside: Callable[[sqlite3.Connection], None] | None,
        *,
        look_up: bool,
    ) -> list[list[Recorded] | TrackerError]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            batch = Batch(self._reader, self._clock(), self._remembered, look_up=look_up)
            batch.foresee([draft for request in requests for draft in request.drafts])
            outcomes: list[list[Recorded] | TrackerError] = []
            for request in requests:
                try:
                    outcomes.append(batch.take(request.drafts, request.bodies, request.expected))
                except TrackerError as error:
                    outcomes.append(error)
            batch.write(self.connection)
            if alongside is not None and not isinstance(outcomes[0], TrackerError):
                alongside(self.connection)
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            self._remembered.forget()
            raise
        self._remembered.end = batch.end
        if len(self._remembered.terms) > _MANY:
            self._remembered.forget()
        return outcomes
