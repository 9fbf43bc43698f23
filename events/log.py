"""The contract of the log, the same for every back end; `tests/log/contract.py` holds it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from events.envelope import Draft, Recorded


class _Any:
    """Append wherever the log stands."""

    def __repr__(self) -> str:
        return "ANY"


ANY: Final = _Any()


@dataclass(frozen=True, slots=True)
class AtPosition:
    """Append only if the log still ends at this position (0: only if it is empty)."""

    position: int


@dataclass(frozen=True, slots=True)
class AtVersion:
    """Append only if the stream still ends at this version (0: only if there is no such stream)."""

    stream: str
    version: int


Expected: TypeAlias = _Any | AtPosition | AtVersion


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ends: position 0 and the genesis hash when it is empty."""

    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that verification rejects: where, and what is wrong with it."""

    position: int
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a verification: how many records were read, up to which head, and every fault found."""

    records: int
    head: Head
    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


class EventLog(Protocol):
    """An append-only, totally ordered, hash-chained log of events."""

    def append(self, drafts: Sequence[Draft], expected: Expected = ANY) -> list[Recorded]:
        """All of the drafts or none, durable when it returns, at consecutive positions.

        A draft whose id is in the log already is answered with its first record and appended only once. Where all of
        them are, ``expected`` is not looked at: the writer repeats what had succeeded.

        Raises:
            Conflict: the log or the stream is no longer where ``expected`` says.
            DuplicateId: an id is in the log already with another content.
            InvalidEvent: a target or member is not in the log, or a correction would not leave a valid event.
            OutdatedCorrection: a correction rests on a value that is not the effective one.
        """
        ...

    def read(
        self,
        after: int = 0,
        until: int | None = None,
        types: Collection[str] | None = None,
        stream: str | None = None,
    ) -> Iterator[Recorded]:
        """Records with ``after < position <= until`` in position order, in constant memory."""
        ...

    def get(self, key: int | str) -> Recorded | None:
        """The record at a position, or with an id."""
        ...

    def head(self) -> Head:
        """Where the log ends."""
        ...

    def follow(self, after: int = 0) -> AsyncIterator[Recorded]:
        """Catch up, then yield what is appended, by whichever process, within a second."""
        ...

    def verify(self, against: Head | None = None) -> Report:
        """Check every record against the chain; name each that was changed, removed or swapped.

        Args:
            against: a head that was put aside earlier. Nothing else shows that the end was cut off.
        """
        ...

    def close(self) -> None:
        """Let go of the file; closing twice is allowed."""
        ...
