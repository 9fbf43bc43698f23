"""Events of older schemas are read as current ones, and a gap in the steps is found at start."""

from __future__ import annotations

import json
from typing import Any

import pytest

from events import upcasts
from events.codec import read_body, write_body
from events.errors import InvalidEvent
from events.model import SCHEMA
from tests.log.samples import visit


def renamed(kind: str, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "visit" if kind == "stay" else kind, body


def counted(kind: str, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return kind, body | {"days": body.pop("nights") + 1}


STEPS = {1: renamed, 2: counted}


def test_steps_are_taken_one_after_the_other() -> None:
    assert json.loads(upcasts.lift("visit", 2, b'{"nights": 2}', STEPS, 3)[1]) == {"days": 3}
    kind, body = upcasts.lift("stay", 1, b'{"nights": 2, "note": "x"}', STEPS, 3)
    assert (kind, json.loads(body)) == ("visit", {"days": 3, "note": "x"})


def test_a_current_event_is_left_alone() -> None:
    kind, body = upcasts.lift("visit", 3, b'{"days":1}', STEPS, 3)
    assert (kind, body) == ("visit", b'{"days":1}')


@pytest.mark.parametrize("schema", [0, 4, 99])
def test_an_unknown_schema_is_said_to_be_newer_or_wrong(schema: int) -> None:
    with pytest.raises(InvalidEvent, match=f"schema {schema}"):
        upcasts.lift("visit", schema, b"{}", STEPS, 3)


@pytest.mark.parametrize(("steps", "current"), [({2: counted}, 3), ({1: renamed}, 3), ({}, 2)])
def test_a_gap_is_found(steps: dict[int, upcasts.Step], current: int) -> None:
    with pytest.raises(ValueError, match="no upcast"):
        upcasts.check(steps, current)


def test_a_step_too_many_is_found() -> None:
    with pytest.raises(ValueError, match="but the current one"):
        upcasts.check(STEPS, 2)


def test_the_program_has_every_step() -> None:
    upcasts.check(upcasts.STEPS, SCHEMA)


def test_a_newer_event_is_not_read() -> None:
    with pytest.raises(InvalidEvent, match="schema"):
        read_body("visit", SCHEMA + 1, write_body(visit()))


def test_an_unknown_type_is_not_read() -> None:
    with pytest.raises(InvalidEvent, match="no event type"):
        read_body("parade", SCHEMA, b"{}")
