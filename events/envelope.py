"""The envelope around every event: what a writer hands in (`Draft`), and what the log answers with (`Recorded`)."""

from __future__ import annotations

import json
import re
import secrets
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from events.errors import InvalidEvent
from events.model import SCHEMA, AnyClaim, Claim, Curation

_AGENT = re.compile(r"(user|parser|import):[^\s@:][^\n@]{0,80}(@[\w.+-]{1,40})?")


def new_id() -> str:
    """A UUID of version 7 (RFC 9562): opaque, and in the order of time, so that indexes stay narrow."""
    stamp = time.time_ns() // 1_000_000
    number = (stamp & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=number))


def public_from(published: str) -> str:
    """The instant from which a publication counts as public, as ``2023-09-12T10:00:00Z``.

    Args:
        published: a date (public from the start of that day, UTC) or an instant with its zone.

    Raises:
        InvalidEvent: the text is neither.
    """
    try:
        if len(published) == 10:
            return f"{date.fromisoformat(published).isoformat()}T00:00:00Z"
        moment = datetime.fromisoformat(published)
        if moment.tzinfo is None:
            raise ValueError("zone")
        return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
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
        InvalidEvent: a claim has neither document nor basis, a parsed claim no evidence, or a field is malformed.
    """

    event: AnyClaim | Curation
    recorded_by: str
    document: str | None = None
    basis: str | None = None
    published: str | None = None
    id: str = field(default_factory=new_id)
    stream: str = ""

    def __post_init__(self) -> None:
        if not _AGENT.fullmatch(self.recorded_by):
            raise InvalidEvent(
                f"'{self.recorded_by}' names no author",
                where="recorded_by",
                remedy="write user:NAME or parser:NAME@VERSION",
            )
        if not 1 <= len(self.id) <= 80 or not self.id.isprintable() or " " in self.id:
            raise InvalidEvent("an id has 1 to 80 printable characters and no blank", where="id")
        if self.published is not None:
            public_from(self.published)
        if isinstance(self.event, Claim):
            if self.document is None and not (self.basis or "").strip():
                raise InvalidEvent(
                    "a claim needs a source",
                    where="basis",
                    remedy="name the article (document) or say how you know it (basis)",
                )
            if self.recorded_by.startswith("parser:") and not self.event.evidence:
                raise InvalidEvent("a parsed claim needs evidence", where="evidence")
        if self.basis is not None and len(self.basis) > 4000:
            raise InvalidEvent("longer than 4,000 characters", where="basis")
        if not self.stream:
            home = f"article/{self.document}" if self.document else f"hand/{self.recorded_by}"
            object.__setattr__(self, "stream", home)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as the log keeps it; never changes.

    Attributes:
        position: its place in the log, 1, 2, 3 … without gaps.
        id, event, recorded_by, document, basis, published, stream: as in `Draft`.
        version: its place in its stream, 1, 2, 3 … without gaps.
        recorded_at: UTC, ``2026-11-24T09:00:00.000000Z``.
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
        envelope = {name: getattr(self, name) for name in self.__slots__ if name != "event"}
        envelope["type"] = self.type
        return {name: value for name, value in envelope.items() if value is not None} | {"data": body_of(self.event)}


def body_of(event: AnyClaim | Curation) -> dict[str, Any]:
    """The event as plain JSON data, without the fields that it does not use."""
    body: dict[str, Any] = event.model_dump(mode="json", exclude_defaults=True, exclude_none=False)
    return {"type": event.type} | body


def canonical(value: object) -> bytes:
    """The one way to write a value down: JSON in UTF-8, keys in order, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


__all__ = ["SCHEMA", "Draft", "Recorded", "body_of", "canonical", "new_id", "public_from"]
