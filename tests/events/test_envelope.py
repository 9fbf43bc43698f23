"""What a writer hands in and what the log answers with."""

from __future__ import annotations

import re
import time
import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.chain import envelope, genesis
from events.envelope import Draft, Recorded, body_of, instant, new_id, public_from
from events.errors import InvalidEvent
from events.model import Coverage, Retraction, parse_event
from tests.log.samples import draft, visit


def test_a_new_id_is_a_uuid_of_version_7() -> None:
    before = time.time_ns() // 1_000_000
    ids = [new_id() for _ in range(100)]
    after = time.time_ns() // 1_000_000
    assert len(set(ids)) == 100
    for one in ids:
        number = uuid.UUID(one)
        assert str(number) == one
        assert (number.version, number.variant) == (7, uuid.RFC_4122)
        assert before <= number.int >> 80 <= after


@pytest.mark.parametrize(
    ("published", "instant"),
    [
        ("2031-04-01", "2031-04-01T00:00:00Z"),
        ("2031-04-01T10:00:00+02:00", "2031-04-01T08:00:00Z"),
        ("2031-04-01T00:30:00.75+01:00", "2031-03-31T23:30:00Z"),
        ("2031-04-01T10:00Z", "2031-04-01T10:00:00Z"),
    ],
)
def test_a_publication_is_public_from_an_instant(published: str, instant: str) -> None:
    assert public_from(published) == instant


@pytest.mark.parametrize(
    "published",
    ["", "gestern", "2031-04-01T10:00", "2031-02-30", "2031-W14-2", "20310401T1000Z", "0001-01-01T00:00+14:00"],
)
def test_another_publication_time_is_refused(published: str) -> None:
    with pytest.raises(InvalidEvent, match="publication time"):
        draft(published=published)


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-14, 14))
def test_instants_sort_as_time_does(moment: datetime, hours: int) -> None:
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours))) if 2 < moment.year < 9998 else moment
    assert instant(elsewhere) == instant(moment)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", instant(moment))
    if moment.year < 9998:
        assert instant(moment) < instant(moment + timedelta(microseconds=1))


# --- drafts ------------------------------------------------------------------------------------------------------


def test_a_draft_belongs_to_its_article_or_to_the_hand_that_wrote_it() -> None:
    assert draft(document="artikel-1").stream == "article/artikel-1"
    assert draft().stream == "hand/user:vera"
    assert draft(stream="eigen").stream == "eigen"


@pytest.mark.parametrize("author", ["user:vera", "user:Vera Lang", "parser:de@1.2.0", "import:alt"])
def test_an_author_is_a_user_a_parser_or_an_import(author: str) -> None:
    assert draft(visit(evidence=({"start": 0, "end": 9},)), recorded_by=author).recorded_by == author


@pytest.mark.parametrize(
    "author", ["", "vera", "user:", "robot:x", "user:a\nb", "user:a\x00b", "user: a", "user:\ud800"]
)
def test_another_author_is_refused(author: str) -> None:
    with pytest.raises(InvalidEvent, match="names no author"):
        draft(recorded_by=author)


@pytest.mark.parametrize("basis", [None, "", "  \n"])
def test_a_claim_needs_a_source(basis: str | None) -> None:
    with pytest.raises(InvalidEvent, match="needs a source"):
        draft(basis=basis)
    assert draft(basis=basis, document="artikel-1").basis is None


def test_curation_needs_no_source() -> None:
    assert Draft(Retraction(target="a", reason="test"), "user:vera").basis is None


def test_coverage_needs_what_makes_sure_of_it() -> None:
    covered = Coverage(subjects=("Ilse Grünwald",), period="2030/2031", complete=True)
    with pytest.raises(InvalidEvent, match="coverage needs"):
        Draft(covered, "user:vera", basis=" ")
    assert Draft(covered, "user:vera", basis="Amtsblatt, ganz gelesen").basis


def test_a_parsed_claim_needs_evidence() -> None:
    with pytest.raises(InvalidEvent, match="evidence"):
        draft(recorded_by="parser:de@1", document="artikel-1")


@pytest.mark.parametrize(
    "fields",
    [
        {"id": ""}, {"id": "a b"}, {"id": "x" * 81}, {"id": "a\x00"}, {"id": "\ud800"},
        {"document": ""}, {"document": "a\x00b"}, {"document": "\ud800"}, {"document": "x" * 201},
        {"stream": "a\nb"}, {"stream": "x" * 301},
        {"basis": "a\x00b"}, {"basis": "\ud800"}, {"basis": "x" * 4001},
    ],
)  # fmt: skip
def test_what_would_blur_the_hashed_bytes_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidEvent):
        draft(**fields)


def test_a_basis_may_have_several_lines() -> None:
    assert draft(basis=" Anruf\n\tbei der Botschaft ").basis == "Anruf\n\tbei der Botschaft"


_field = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=8)
_envelopes = st.tuples(
    st.integers(1, 99), _field, _field, st.integers(1, 99), st.sampled_from(["visit", "summit"]), st.integers(1, 9),
    _field, _field, st.none() | _field, st.none() | _field, st.none() | _field,
)  # fmt: skip


@given(_envelopes, _envelopes)
def test_different_envelopes_have_different_bytes(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    assert (envelope(*one) == envelope(*other)) == (one == other)


def test_each_log_begins_differently() -> None:
    assert genesis("a") != genesis("b")
    assert len(genesis("a")) == 32


# --- records -----------------------------------------------------------------------------------------------------


def test_a_record_is_plain_json_data_without_what_is_absent() -> None:
    record = Recorded(
        3, "id-1", "s", 2, "2031-04-01T00:00:00.000000Z", "user:vera", 1, None, "Anruf", None, visit(days=2), "ff"
    )
    assert record.type == "visit"
    assert record.public_from is None
    assert record.as_dict() == {
        "position": 3, "id": "id-1", "stream": "s", "version": 2, "recorded_at": "2031-04-01T00:00:00.000000Z",
        "recorded_by": "user:vera", "schema": 1, "basis": "Anruf", "hash": "ff", "type": "visit",
        "data": body_of(record.event),
    }  # fmt: skip
    assert parse_event(record.as_dict()["data"]) == record.event
    assert record._replace(published="2031-04-01").public_from == "2031-04-01T00:00:00Z"


def test_a_record_does_not_change() -> None:
    record = Recorded(1, "i", "s", 1, "t", "user:a", 1, None, None, None, visit(), "ff")
    with pytest.raises(AttributeError):
        record.position = 2  # type: ignore[misc]
