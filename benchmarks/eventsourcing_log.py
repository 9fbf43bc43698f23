"""The baseline: the `eventsourcing` library's SQLite recorder and mapper, keeping the same reports as typed events.

Its documented way to keep values of one's own is a transcoding for each type; participants, places, dates, attributions
and evidence have one each, and absent values are left out, so that it stores no more than we do.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.domain import DomainEvent
from eventsourcing.persistence import DatetimeAsISO, JSONTranscoder, Mapper, StoredEvent, Transcoding, UUIDAsHex
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

from benchmarks.reports import PER_ARTICLE
from events.model import AnyClaim
from events.parts import Attribution, Evidence, Part, Participant, Place
from events.when import When

SECTION = 1000


def _mirror(part: type[Part]) -> type[Any]:
    fields = [
        (name, Any) if field.is_required() else (name, Any, dataclasses.field(default=field.default))
        for name, field in part.model_fields.items()
    ]
    return dataclasses.make_dataclass(part.__name__, fields, frozen=True)


PARTS: dict[type[Part], type[Any]] = {part: _mirror(part) for part in (Participant, Place, When, Attribution, Evidence)}


class PartAsDict(Transcoding):  # type: ignore[misc]
    """One kind of part."""

    def __init__(self, part: type[Any]) -> None:
        self.type = part
        self.name = part.__name__.lower()

    def encode(self, obj: Any) -> dict[str, Any]:
        return {name: value for name, value in obj.__dict__.items() if value is not None and value != ()}

    def decode(self, data: dict[str, Any]) -> Any:
        return self.type(**data)


@dataclasses.dataclass(frozen=True)
class Reported(DomainEvent):  # type: ignore[misc]
    """What all claims of the benchmark have."""

    participants: list[Any]
    when: Any
    attribution: list[Any]
    evidence: list[Any]


@dataclasses.dataclass(frozen=True)
class Departure(Reported):
    place: Any
    conveyance: str


@dataclasses.dataclass(frozen=True)
class Arrival(Reported):
    place: Any


@dataclasses.dataclass(frozen=True)
class Visit(Reported):
    place: Any
    status: str
    visit_rank: str


@dataclasses.dataclass(frozen=True)
class Summit(Reported):
    place: Any
    topics: list[str]
    format: str
    channel: str


@dataclasses.dataclass(frozen=True)
class Statement(Reported):
    quote: str
    quote_kind: str
    statement_kind: str


_CLASSES = {"departure": Departure, "arrival": Arrival, "visit": Visit, "summit": Summit, "statement": Statement}


class EventsourcingLog:
    """A recorder over one file, and the mapper between it and typed events."""

    def __init__(self, path: Path) -> None:
        transcoder = JSONTranscoder()
        transcoder.register(DatetimeAsISO())
        transcoder.register(UUIDAsHex())
        for part in PARTS.values():
            transcoder.register(PartAsDict(part))
        self.mapper: Mapper[UUID] = Mapper(transcoder)
        self._store = SQLiteDatastore(str(path))
        self.recorder = SQLiteApplicationRecorder(self._store)
        self.recorder.create_table()

    def append(self, events: list[Reported]) -> None:
        """One commit."""
        self.recorder.insert_events([self.mapper.to_stored_event(event) for event in events])

    def replay(self) -> Iterator[Reported]:
        """All events, typed, in order."""
        start = 1
        while found := self.recorder.select_notifications(start=start, limit=SECTION):
            for notification in found:
                yield self.mapper.to_domain_event(notification)
            start = found[-1].id + 1

    def stored(self, events: list[Reported]) -> list[StoredEvent]:
        """The events as rows, ready to be inserted."""
        return [self.mapper.to_stored_event(event) for event in events]

    def close(self) -> None:
        self._store.close()


def reported(claims: Iterator[AnyClaim]) -> list[Reported]:
    """The claims as events of this library, an aggregate for each article."""
    events: list[Reported] = []
    article = uuid4()
    for number, claim in enumerate(claims):
        version = number % PER_ARTICLE + 1
        if version == 1:
            article = uuid4()
        kind = _CLASSES[claim.type]
        names = {field.name for field in dataclasses.fields(kind)} & set(type(claim).model_fields)
        content = {name: _converted(getattr(claim, name)) for name in names}
        events.append(kind(originator_id=article, originator_version=version, timestamp=datetime.now(UTC), **content))
    return events


def _converted(value: Any) -> Any:
    if isinstance(value, Part):
        return PARTS[type(value)](**{name: getattr(value, name) for name in type(value).model_fields})
    if isinstance(value, tuple):
        return [_converted(item) for item in value]
    return value
