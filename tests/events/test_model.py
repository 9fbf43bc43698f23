"""What an event may say: five claims, the curation of claims, and nothing that the model does not know."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from events.codec import BODY_LIMIT, read_body, write_body
from events.errors import InvalidEvent
from events.model import (
    CLAIM_TYPES,
    CLASSES,
    CURATION_TYPES,
    SCHEMA,
    AnyClaim,
    Arrival,
    Assess,
    Change,
    Claim,
    Correction,
    Coverage,
    Departure,
    Identity,
    Link,
    Retraction,
    Statement,
    Summit,
    Unlink,
    Visit,
    parse_event,
)
from events.parts import Evidence, Participant, Place
from tests.log.samples import GUEST, HELSINKI, HOST, SPEAKER, TRAVELLER, claims, summit, visit

MINIMAL: dict[str, dict[str, Any]] = {
    "departure": {"participants": [{"name": "Ilse Grünwald", "role": "traveller"}]},
    "arrival": {"participants": [{"name": "Ilse Grünwald", "role": "traveller"}], "place": {"name": "Turku"}},
    "visit": {"participants": [{"name": "Ilse Grünwald", "role": "traveller"}], "place": {"name": "Turku"}},
    "summit": {"event_name": "Ostseeforum"},
    "statement": {"participants": [{"name": "Regierungskreise", "kind": "source", "role": "speaker"}]},
    "retraction": {"target": "a", "reason": "duplicate"},
    "correction": {"target": "a", "reason": "coder_error", "changes": [{"path": "note", "new": "x"}]},
    "link": {"members": ["a", "b"]},
    "unlink": {"members": ["a", "b"]},
    "identity": {"names": ["Ilse Grünwald", "Grünwald"], "actor_id": "Q1"},
    "assess": {"target": "a", "grade": {"reliability": "B"}, "author": "Vera", "rationale": "Kennt das Amt."},
    "coverage": {"subjects": ["Ilse Grünwald"], "period": "2030/2031", "complete": True},
}
JUDGED = {"target": "a", "author": "Vera", "rationale": "Kennt das Amt."}
COVERED = {"subjects": ("Ilse Grünwald",), "complete": True}


def test_every_type_has_a_class_and_says_its_type() -> None:
    assert set(CLASSES) == set(MINIMAL) == {*CLAIM_TYPES, *CURATION_TYPES}
    for kind, fields in MINIMAL.items():
        event = parse_event({"type": kind} | fields)
        assert type(event) is CLASSES[kind]
        assert event.type == kind
        assert isinstance(event, Claim) == (kind in CLAIM_TYPES)


@pytest.mark.parametrize("kind", MINIMAL)
def test_a_field_that_nobody_knows_is_refused_and_named(kind: str) -> None:
    with pytest.raises(InvalidEvent, match="zufall"):
        parse_event({"type": kind, "zufall": 1} | MINIMAL[kind])


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(InvalidEvent, match="parade"):
        parse_event({"type": "parade"})
    with pytest.raises(InvalidEvent):
        parse_event("kein JSON")
    with pytest.raises(InvalidEvent):
        parse_event(b"[]")


@pytest.mark.parametrize(
    ("kind", "fields", "rule"),
    [
        (Departure, {"participants": (HOST,)}, "traveller"),
        (Arrival, {"participants": (TRAVELLER,)}, "place"),
        (Visit, {"participants": (TRAVELLER,)}, "place"),
        (Visit, {"participants": (HOST,), "place": HELSINKI}, "traveller"),
        (Visit, {"participants": (TRAVELLER, TRAVELLER), "place": HELSINKI}, "at most once"),
        (Visit, {"participants": (TRAVELLER,), "place": HELSINKI, "days": 0}, "greater"),
        (Summit, {"participants": (HOST,)}, "two participants"),
        (Statement, {"participants": (HOST,)}, "speaker"),
        (Summit, {"participants": (HOST, GUEST), "outcome": "refused"}, "needs the status"),
        (Link, {"members": ("a",)}, "at least 2"),
        (Unlink, {"members": ("a",)}, "at least 2"),
        (Identity, {"names": ("a",)}, "either"),
        (Identity, {"names": ("a",), "actor_id": "x", "place_id": "y"}, "either"),
        (Identity, {"names": (), "actor_id": "x"}, "at least 1"),
        (Correction, {"target": "a", "reason": "coder_error", "changes": ()}, "at least 1"),
        (Retraction, {"target": "", "reason": "test"}, "at least 1"),
        (Retraction, {"target": "a", "reason": "laune"}, "never_happened"),
        (Assess, JUDGED, "exactly one"),
        (Assess, JUDGED | {"grade": {"credibility": 2}, "prefer": {"claim": "b", "field": "when"}}, "exactly one"),
        (Assess, JUDGED | {"grade": {}}, "reliability"),
        (Assess, JUDGED | {"grade": {"reliability": "G"}}, "'A'"),
        (Assess, JUDGED | {"grade": {"credibility": 7}}, "1, 2"),
        (Assess, JUDGED | {"grade": {"credibility": 2}, "horizon": "2031"}, "go together"),
        (Assess, JUDGED | {"likelihood": "likely"}, "go together"),
        (Assess, JUDGED | {"likelihood": "vielleicht", "horizon": "2031"}, "very_likely"),
        (Assess, JUDGED | {"likelihood": {"low": 60, "high": 40}, "horizon": "2031"}, "low to high"),
        (Assess, JUDGED | {"likelihood": {"low": 60, "high": 101}, "horizon": "2031"}, "less than or equal"),
        (Assess, JUDGED | {"likelihood": "likely", "horizon": "bald"}, "no EDTF"),
        (Assess, JUDGED | {"prefer": {"claim": "b", "field": "Wann?"}}, "pattern"),
        (Assess, JUDGED | {"rationale": " ", "grade": {"credibility": 2}}, "at least 1"),
        (Coverage, COVERED, "period"),
        (Coverage, COVERED | {"period": "immer"}, "no EDTF"),
        (Coverage, COVERED | {"period": "2031", "complete": False}, "True"),
        (Coverage, {"subjects": ("Ilse Grünwald",), "period": "2031"}, "complete"),
        (Coverage, COVERED | {"period": "2031", "subjects": ()}, "at least 1"),
    ],
)
def test_a_rule_that_is_broken_is_named(kind: type[Any], fields: dict[str, Any], rule: str) -> None:
    with pytest.raises(ValidationError, match=rule):
        kind(**fields)


@pytest.mark.parametrize("status", ["cancelled", "planned", "unconfirmed"])
def test_an_outcome_goes_with_what_did_not_come_to_pass(status: str) -> None:
    assert summit(status=status, outcome="postponed").outcome == "postponed"


def test_participants_are_found_by_role_in_their_order() -> None:
    event = visit(participants=(HOST, TRAVELLER, SPEAKER))
    assert event.having("traveller", "host") == (HOST, TRAVELLER)
    assert event.having("chair") == ()


@pytest.mark.parametrize("span", [(5, 5), (6, 5), (-1, 5)])
def test_evidence_is_never_empty(span: tuple[int, int]) -> None:
    with pytest.raises(ValidationError):
        Evidence(start=span[0], end=span[1])


@pytest.mark.parametrize("country", ["at", "AUT", "A", "Österreich"])
def test_a_country_is_two_capital_letters(country: str) -> None:
    with pytest.raises(ValidationError):
        Place(name="Wien", country=country)


def test_names_are_trimmed_and_bounded() -> None:
    assert Participant(name="  Aino Virta ").name == "Aino Virta"
    for name in ("", "   ", "x" * 4001):
        with pytest.raises(ValidationError):
            Participant(name=name)


def test_events_do_not_change() -> None:
    with pytest.raises(ValidationError):
        visit().days = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    "judgement",
    [
        {"grade": {"reliability": "F", "credibility": 6, "subject": "Reisen"}},
        {"likelihood": "roughly_even", "horizon": "2031-05/.."},
        {"likelihood": {"low": 0, "high": 100}, "horizon": "2031"},
        {"prefer": {"claim": "b", "field": "place.name"}},
    ],
)
def test_a_judgement_comes_back_from_its_bytes(judgement: dict[str, Any]) -> None:
    event = parse_event({"type": "assess"} | JUDGED | judgement)
    assert read_body("assess", SCHEMA, write_body(event)) == event
    assert json.loads(write_body(event)) == JUDGED | judgement


# --- corrections -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "Place", "place..name", "place.", ".place", "0", "place name", "x" * 121])
def test_a_path_is_made_of_names_and_numbers(path: str) -> None:
    with pytest.raises(ValidationError):
        Change(path=path, old=1, new=2)


def test_the_type_is_never_corrected() -> None:
    with pytest.raises(ValidationError, match="never changes the type"):
        Change(path="type", old="visit", new="summit")


def test_a_change_changes_something() -> None:
    with pytest.raises(ValidationError, match="the same"):
        Change(path="days", old=2, new=2)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", object(), {1: object()}])
def test_a_change_holds_json_only(value: object) -> None:
    with pytest.raises(ValidationError, match="no JSON value"):
        Change(path="days", old=1, new=value)


def test_a_change_that_never_ends_is_refused() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(ValidationError, match="no JSON value"):
        Change(path="days", old=1, new=deep)


def test_parts_in_a_change_become_what_they_are_in_the_log() -> None:
    assert Change(path="topics", old=(), new=("Handel",)).new == ["Handel"]
    assert Change(path="place", old=None, new=HELSINKI).new == HELSINKI.model_dump(mode="json")


@pytest.mark.parametrize("paths", [("days", "days"), ("place", "place.name"), ("when.edtf", "note", "when")])
def test_one_correction_does_not_change_the_same_thing_twice(paths: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError, match="twice"):
        Correction(target="a", reason="coder_error", changes=tuple(Change(path=p, old=1, new=2) for p in paths))


def test_fields_with_the_same_beginning_are_different_fields() -> None:
    changes = tuple(Change(path=path, old=1, new=2) for path in ("when", "when_else", "place.name", "place.names"))
    assert len(Correction(target="a", reason="coder_error", changes=changes).changes) == 4


# --- as bytes ----------------------------------------------------------------------------------------------------


@given(event=claims)
def test_an_event_comes_back_from_its_bytes(event: AnyClaim) -> None:
    body = write_body(event)
    assert read_body(event.type, SCHEMA, body) == event
    assert write_body(read_body(event.type, SCHEMA, body)) == body
    assert parse_event({"type": event.type} | json.loads(body)) == event


@pytest.mark.parametrize("kind", MINIMAL)
def test_unused_fields_take_no_room(kind: str) -> None:
    event = parse_event({"type": kind} | MINIMAL[kind])
    assert json.loads(write_body(event)).keys() <= MINIMAL[kind].keys()


def test_equal_events_have_equal_bytes_however_they_were_made() -> None:
    explicit = visit(when=None, topics=(), days=None, note=None)
    assert explicit == visit()
    assert write_body(explicit) == write_body(visit())


def test_an_event_is_bounded() -> None:
    topics = tuple(f"{number} " + "x" * 3900 for number in range(BODY_LIMIT // 3900 + 1))
    with pytest.raises(InvalidEvent, match="bytes"):
        write_body(visit(topics=topics))


@given(junk=st.binary(max_size=60))
def test_bytes_that_are_no_event_are_an_invalid_event(junk: bytes) -> None:
    with pytest.raises(InvalidEvent):
        read_body("visit", SCHEMA, junk)
