"""The errors that the program explains instead of showing a traceback: what went wrong, where, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from events.envelope import Recorded


class TrackerError(Exception):
    """Something that the user can understand and mend.

    Args:
        what: one sentence that says what went wrong.
        where: the file, line or field it concerns, if there is one.
        remedy: what the user can do about it, if something can be done.

    ``str(error)`` is one line made of the three.
    """

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        head = f"{where}: {what}" if where else what
        super().__init__(f"{head} – {remedy}" if remedy else head)


class InvalidEvent(TrackerError):
    """An event that breaks a rule of the model; ``where`` names the field."""


class LogError(TrackerError):
    """The log cannot be opened, read or written."""


class Conflict(LogError):
    """Others appended first: the expected position or stream version is no longer the newest.

    Attributes:
        expected: what the writer believed to be the newest (position or stream version).
        actual: what it is.
        newer: the events that came in between, in log order; a log may give the first thousand only.
    """

    def __init__(self, *, expected: int, actual: int, newer: Sequence[Recorded], stream: str | None = None) -> None:
        self.expected = expected
        self.actual = actual
        self.newer = tuple(newer)
        self.stream = stream
        of = f"stream {stream}" if stream else "the log"
        super().__init__(
            f"{of} stands at {actual}, not at {expected} as expected",
            remedy="look at what is newer and append again",
        )


class DuplicateId(LogError):
    """The same event id was appended before with another content."""


class OutdatedCorrection(LogError):
    """A correction rests on a value that is no longer the effective one; nothing was recorded.

    Attributes:
        target: id of the event to be corrected.
        path: the field.
        old: what the correction takes the value to be.
        actual: what it is.
    """

    def __init__(self, *, target: str, path: str, old: object, actual: object) -> None:
        self.target = target
        self.path = path
        self.old = old
        self.actual = actual
        super().__init__(
            f"{path} is {actual!r} by now, not {old!r}",
            where=f"correction of {target}",
            remedy="look at the event again and correct what it says now",
        )


class DamagedRecord(LogError):
    """A record does not fit its hash, or is missing.

    Attributes:
        position: which one.
    """

    def __init__(self, position: int, what: str) -> None:
        self.position = position
        super().__init__(what, where=f"record {position}", remedy="verify the dossier, or restore it from a copy")
