"""Older schemas read as the current one: each step lifts a body from one schema to the next.

The log never rewrites an event. A body of schema 1 is read through step 1, then step 2 … until it is current.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from pydantic_core import from_json, to_json

from events.errors import InvalidEvent
from events.model import SCHEMA

Body: TypeAlias = dict[str, Any]
Step: TypeAlias = Callable[[str, Body], tuple[str, Body]]
"""Takes type and body of one schema, returns those of the next."""

STEPS: Mapping[int, Step] = {}
"""Schema → the step that leads from it to the next one."""


def check(steps: Mapping[int, Step], current: int) -> None:
    """Raise ValueError unless there is exactly one step from each older schema to the next."""
    wanted, found = set(range(1, current)), set(steps)
    if missing := sorted(wanted - found):
        raise ValueError(f"no upcast from schema {missing[0]} to {missing[0] + 1}")
    if surplus := sorted(found - wanted):
        raise ValueError(f"an upcast from schema {surplus[0]}, but the current one is {current}")


def lift(
    kind: str, schema: int, body: bytes, steps: Mapping[int, Step] = STEPS, current: int = SCHEMA
) -> tuple[str, bytes]:
    """Type and body at the current schema.

    Raises:
        InvalidEvent: the schema is newer than this program, or no number from 1 on.
    """
    if not 1 <= schema <= current:
        raise InvalidEvent(
            f"schema {schema} is unknown; this version reads 1 to {current}",
            where="schema",
            remedy="update the program",
        )
    value = from_json(body)
    for version in range(schema, current):
        kind, value = steps[version](kind, value)
    return kind, to_json(value)


check(STEPS, SCHEMA)
