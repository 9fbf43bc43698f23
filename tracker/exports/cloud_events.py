"""``cloudevents``: the log as CloudEvents 1.0, one JSON event a line, and back again (DOMAIN 2.1).

The specification leaves the order of events open; the extension ``sequence`` holds the position, ``partitionkey`` the
stream. The first event says as of when the export is; articles are events, too, where they were asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from events.chain import genesis
from events.envelope import Recorded, body_of, public_from
from events.errors import InvalidEvent
from events.model import CLAIM_TYPES, CURATION_TYPES, SCHEMA
from tracker.articles import Article
from tracker.exports.log_lines import FORMAT, articles, as_dict, is_complete, read_article, read_record, records
from tracker.exports.subject import Subject

_SOURCE = "/tracker/log/"
_TYPE = re.compile(r"tracker\.([a-z]+)\.v1")
_KINDS = frozenset((*CLAIM_TYPES, *CURATION_TYPES))
_DIGITS = 12


def cloud_events(subject: Subject) -> Iterator[str]:
    """The events of the log at a cut-off, oldest first."""
    stamp = subject.stamp
    about = {"format": FORMAT, **stamp.as_dict(), "complete": is_complete(subject)}
    yield _line(_event(stamp.log, f"export-{stamp.position}", "export", stamp.recorded_at, about))
    for article, claims in articles(subject):
        time = public_from(article.retrieved) if article.retrieved else stamp.recorded_at
        yield _line(_event(stamp.log, article.id, "article", time, as_dict(article, claims)))
    previous = genesis(stamp.log).hex()
    for record in records(subject):
        yield _line(cloud_event(record, stamp.log, previous if is_complete(subject) else None))
        previous = record.hash


def cloud_event(record: Recorded, log_id: str, previous: str | None) -> dict[str, Any]:
    """A record as a CloudEvent; ``previous`` is the hash of the record before it, where that is told."""
    data = body_of(record.event) | ({"basis": record.basis} if record.basis else {})
    told = _event(log_id, record.id, record.type, record.recorded_at, data) | {
        "subject": record.document,
        "dataschema": f"urn:tracker:event:{record.schema}",
        "sequence": f"{record.position:0{_DIGITS}d}",
        "partitionkey": record.stream,
        "streamversion": record.version,
        "agent": record.recorded_by,
        "publishedat": record.published,
        "prevhash": previous,
        "hash": record.hash,
    }
    return {name: value for name, value in told.items() if value is not None}


def _event(log_id: str, id: str, kind: str, time: str, data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": id,
        "source": f"{_SOURCE}{log_id}",
        "type": f"tracker.{kind}.v1",
        "time": time,
        "datacontenttype": "application/json",
        "data": data,
    }


def _line(event: Mapping[str, Any]) -> str:
    return json.dumps(event, ensure_ascii=False, allow_nan=False) + "\n"


def read_cloud_event(event: Mapping[str, Any]) -> Mapping[str, Any] | tuple[Article, int] | Recorded:
    """What an event of ours tells: the heading of an export, an article with its claims, or a record.

    Raises:
        InvalidEvent: it is no CloudEvent 1.0, none of ours, or names the attribute at fault.
    """
    if event.get("specversion") != "1.0":
        raise InvalidEvent("is not 1.0", where="specversion")
    kind = _TYPE.fullmatch(str(event.get("type")))
    data = event.get("data")
    if kind is None or not isinstance(data, Mapping):
        raise InvalidEvent("is none of the tracker's", where="type" if kind is None else "data")
    if kind[1] == "export":
        return data
    if kind[1] == "article":
        return read_article(data)
    if kind[1] not in _KINDS:
        raise InvalidEvent(f"'{kind[1]}' is no event type of this version", where="type")
    sequence, basis = event.get("sequence", "0"), data.get("basis")
    schema = re.fullmatch(r"urn:tracker:event:(\d{1,9})", str(event.get("dataschema", f"urn:tracker:event:{SCHEMA}")))
    if not isinstance(sequence, str) or not re.fullmatch(r"[0-9]{1,15}", sequence):
        raise InvalidEvent("needs the digits of a position", where="sequence")
    if schema is None:
        raise InvalidEvent("is none of the tracker's", where="dataschema")
    return read_record({
        "position": int(sequence),
        "id": event.get("id"),
        "stream": event.get("partitionkey"),
        "version": event.get("streamversion", 0),
        "recorded_at": event.get("time"),
        "recorded_by": event.get("agent"),
        "schema": int(schema[1]),
        "document": event.get("subject"),
        "basis": basis,
        "published": event.get("publishedat"),
        "hash": event.get("hash"),
        "type": kind[1],
        "data": {name: value for name, value in data.items() if name != "basis"},
    })  # fmt: skip
