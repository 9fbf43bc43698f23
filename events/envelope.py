"""The envelope around every event: what a writer hands in (`Draft`), and what the log answers with (`Recorded`)."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from events.errors import InvalidEvent
from events.model import SCHEMA, AnyClaim, Claim, Coverage, Curation

_PUBLISHED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+(Z|[+-][0-9:]+))?")
_AGENT = re.compile(r"(user|parser|import):[^\s@:][^\n@]{0,80}(@[\w.+-]{1,40})?")


def new_id() -> str:
    """A UUID of version 7 (RFC 9562): opaque, and in the order of time, so that indexes stay narrow."""
    chance = secrets.randbits(74)
    stamp = time.time_ns() // 1_000_000
    digits = f"{stamp & (2**48 - 1):012x}7{chance >> 62:03x}{0b10 << 62 | chance & (2**62 - 1):016x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def instant(moment: datetime) -> str:
    """A moment as records write it: UTC with microseconds, so that texts sort as the moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@lru_cache(maxsize=256)
def public_from(published: str) -> str:
    """The instant from which a publication counts as public, as ``2023-09-12T10:00:00Z``.

    Args:
        published: a date (public from the start of that day, UTC) or an instant with its zone.

    Raises:
        InvalidEvent: the text is neither.
    """
    try:
        if not _PUBLISHED.fullmatch(published):
            raise ValueError("form")
        if len(published) == 10:
            return f"{date.fromisoformat(published).isoformat()}T00:00:00Z"
        return datetime.fromisoformat(published).astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        raise InvalidEvent(
            f"'{published}' is no publication time",
            where="published",
            remedy="write 2023-09-12 or 2023-09-12T10:00:00+02:00",
        ) from None


@dataclass(frozen=True, slots=True)
class Draft:
    """An event on its way into the log.

    Attributes:
        event: the claim or curation event.
        recorded_by: who records it: ``user:NAME``, ``parser:NAME@VERSION`` or ``import:NAME``.
        document: id of the article that it was read from.
        basis: where the knowledge comes from, where no article does ("call with the press office").
        published: when the source said it: a date, or an instant with its zone. None for curation of our own.
        id: unique; the same id is recorded once.
        stream: what the event belongs to; by default the article, else the hand that wrote it.

    Raises:
        InvalidEvent: a claim has neither document nor basis, a parsed claim no evidence, coverage no basis, or a field
            is malformed.
    """

    event: AnyClaim | Curation
    recorded_by: str
    document: str | None = None
    basis: str | None = None
    published: str | None = None
    id: str = field(default_factory=new_id)
    stream: str = ""

    def __post_init__(self) -> None:
        _check_agent(self.recorded_by)
        if " " in self.id:
            raise InvalidEvent("an id has no blank", where="id")
        _check_line(self.id, "id", 80)
        if self.published is not None:
            public_from(self.published)
        if self.document is not None:
            _check_line(self.document, "document", 200)
        if self.basis is not None:
            object.__setattr__(self, "basis", _checked_basis(self.basis))
        if isinstance(self.event, Claim):
            if self.document is None and self.basis is None:
                raise InvalidEvent(
                    "a claim needs a source",
                    where="basis",
                    remedy="name the article (document) or say how you know it (basis)",
                )
            if self.recorded_by.startswith("parser:") and not self.event.evidence:
                raise InvalidEvent("a parsed claim needs evidence", where="evidence")
        elif isinstance(self.event, Coverage) and self.basis is None:
            raise InvalidEvent("coverage needs what makes sure that it is complete", where="basis")
        if not self.stream:
            home = f"article/{self.document}" if self.document else f"hand/{self.recorded_by}"
            object.__setattr__(self, "stream", home)
        _check_line(self.stream, "stream", 300)


@lru_cache(maxsize=256)
def _check_agent(name: str) -> None:
    if not _AGENT.fullmatch(name) or not name.isprintable():
        raise InvalidEvent(
            f"'{name}' names no author", where="recorded_by", remedy="write user:NAME or parser:NAME@VERSION"
        )


@lru_cache(maxsize=256)
def _check_line(text: str, where: str, limit: int) -> None:
    """One line of printable text: no NUL, which divides the fields under the hash, and no half of a surrogate pair."""
    if not 1 <= len(text) <= limit or not text.isprintable():
        raise InvalidEvent(f"needs 1 to {limit} printable characters", where=where)


def _checked_basis(text: str) -> str | None:
    """The basis, trimmed; None where nothing is left."""
    text = text.strip()
    if len(text) > 4000:
        raise InvalidEvent("longer than 4,000 characters", where="basis")
    if not text.replace("\n", "").replace("\t", "").isprintable():
        raise InvalidEvent("contains control characters", where="basis")
    return text or None


class Recorded(NamedTuple):
    """An event as the log keeps it; never changes.

    Attributes:
        position: its place in the log, 1, 2, 3 … without gaps.
        id, event, recorded_by, document, basis, published, stream: as in `Draft`.
        version: its place in its stream, 1, 2, 3 … without gaps.
        recorded_at: UTC, ``2026-11-24T09:00:00.000000Z``; never before the record that precedes it.
        schema: version of the event model that wrote it.
        hash: SHA-256 over the hash before it and this record, hexadecimal.
    """

    position: int
    id: str
    stream: str
    version: int
    recorded_at: str
    recorded_by: str
    schema: int
    document: str | None
    basis: str | None
    published: str | None
    event: AnyClaim | Curation
    hash: str

    @property
    def type(self) -> str:
        """The event's type, such as ``departure``."""
        return self.event.type

    @property
    def public_from(self) -> str | None:
        """From when it was public (see `public_from`); None where nothing was published."""
        return public_from(self.published) if self.published else None

    def as_dict(self) -> dict[str, Any]:
        """The record as plain JSON data: the envelope's fields, and the event under ``data``."""
        envelope = {name: getattr(self, name) for name in self._fields if name != "event"}
        envelope["type"] = self.type
        return {name: value for name, value in envelope.items() if value is not None} | {"data": body_of(self.event)}


def body_of(event: AnyClaim | Curation) -> dict[str, Any]:
    """The event as plain JSON data, without the fields that it does not use."""
    body: dict[str, Any] = event.model_dump(mode="json", exclude_defaults=True, exclude_none=False)
    return {"type": event.type} | body


__all__ = ["SCHEMA", "Draft", "Recorded", "body_of", "instant", "new_id", "public_from", "utc_now"]
