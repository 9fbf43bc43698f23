"""Events as the bytes that the log keeps: JSON in UTF-8, fields in the model's order, unused fields left out.

The type stands in the envelope and not in the body. Writing is deterministic: equal events give equal bytes, so a hash
over the bytes is a hash over the event.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from events import upcasts
from events.errors import InvalidEvent
from events.model import CLAIM_TYPES, CLASSES, CURATION_TYPES, SCHEMA, AnyClaim, Curation, explain

BODY_LIMIT = 1_000_000
"""Bytes that one event may have: a bound against mistakes, far above any report."""

TYPES = CLAIM_TYPES + CURATION_TYPES


class _Made(dict[str, Callable[..., Any]]):
    """What reads or writes a type of event, made when the first of its kind is: to make all takes longer than to start.

    Args:
        make: makes the one of a type.
    """

    def __init__(self, make: Callable[[str], Callable[..., Any]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, kind: str) -> Callable[..., Any]:
        made = self[kind] = self._make(kind)
        return made


# No field has a default other than None and takes None, so that leaving None out twice over only saves comparing it.
_WRITE = _Made(
    lambda name: partial(CLASSES[name].__pydantic_serializer__.to_json, exclude_none=True, exclude_defaults=True)
)
_READ = _Made(lambda name: CLASSES[name].__pydantic_validator__.validate_json)


def write_body(event: AnyClaim | Curation) -> bytes:
    """The event's body.

    Raises:
        InvalidEvent: a value is no JSON, or the event is too big.
    """
    try:
        body: bytes = _WRITE[event.type](event)
    except PydanticSerializationError as error:
        raise InvalidEvent(f"cannot be written as JSON: {error}") from None
    if len(body) > BODY_LIMIT:
        raise InvalidEvent(f"the event has {len(body):,} bytes; {BODY_LIMIT:,} are allowed")
    return body


def read_body(kind: str, schema: int, body: bytes) -> AnyClaim | Curation:
    """The event that `write_body` wrote under this type and schema; older schemas are lifted to the current one.

    Raises:
        InvalidEvent: the type or the schema is not known here, or the body breaks a rule of the model.
    """
    if schema != SCHEMA:
        kind, body = upcasts.lift(kind, schema, body)
    if kind not in CLASSES:
        raise InvalidEvent(f"'{kind}' is no event type of this version", where="type")
    try:
        event: AnyClaim | Curation = _READ[kind](body)
    except ValidationError as error:
        raise InvalidEvent(explain(error)) from None
    return event
