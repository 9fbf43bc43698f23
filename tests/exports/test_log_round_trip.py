"""The log as text and back: positions, ids and hashes come out the same, and what does not fit is named."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from events.envelope import Draft
from tests.exports.sample import TEXTS, Sample, empty
from tests.projections.build import meets, person
from tracker.exports.bringing_back import Brought, bring_back, lines_of
from tracker.exports.catalogue import FORMATS
from tracker.projections.cutoff import Cutoff

FORMS = ("jsonl", "cloudevents")
CLOUD_EVENT = {
    "type": "object",
    "required": ["id", "source", "specversion", "type"],
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "source": {"type": "string", "minLength": 1, "format": "uri-reference"},
        "specversion": {"const": "1.0"},
        "type": {"type": "string", "minLength": 1},
        "datacontenttype": {"const": "application/json"},
        "dataschema": {"type": "string", "minLength": 1, "format": "uri"},
        "subject": {"type": "string", "minLength": 1},
        "time": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"},
        "data": {"type": "object"},
    },
    "propertyNames": {"pattern": "^[a-z0-9]{1,20}$"},
    "additionalProperties": {"type": ["string", "integer", "boolean"]},
}
"""The attributes of CloudEvents 1.0 and its rules for extensions."""


def text_of(sample: Sample, form: str, **asked: Any) -> str:
    return "".join(FORMATS[form].pieces(sample.subject(**asked)))


def brought(sample: Sample, form: str, text: str) -> Brought:
    return bring_back(sample.dossier, lines_of(io.BytesIO(text.encode()), form))


def all_records(sample: Sample) -> list[Any]:
    return list(sample.dossier.log.read())


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Sample]:
    """An empty dossier with an identity of its own."""
    made = empty(tmp_path / "other.dossier", log_id=None)
    yield made
    made.dossier.close()


@pytest.fixture
def strange(other: Sample) -> Sample:
    """A dossier with an event of its own."""
    other.dossier.log.append([Draft(meets(person("Ann"), person("Bo")), "user:x", basis="seen", id="own")])
    return other


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_dossier_becomes_the_same_log(sample: Sample, other: Sample, form: str) -> None:
    result = brought(other, form, text_of(sample, form, with_articles=True))
    assert (result.restored, result.wrong, result.added, result.articles) == (True, [], 13, 2)
    assert all_records(other) == all_records(sample)
    assert other.dossier.log.head() == sample.dossier.log.head()
    assert other.dossier.log.log_id == sample.dossier.log.log_id
    assert other.dossier.log.verify(sample.dossier.log.head()).ok
    assert other.dossier.log.structure_faults() == []
    assert [other.dossier.articles.article(text.id) for text in TEXTS] == list(TEXTS)
    other.dossier.catch_up()
    assert text_of(other, form, with_articles=True) == text_of(sample, form, with_articles=True)
    assert text_of(other, "html") == text_of(sample, "html")


@pytest.mark.parametrize("form", FORMS)
def test_the_log_goes_on_behind_what_was_put_back(sample: Sample, other: Sample, form: str) -> None:
    brought(other, form, text_of(sample, form))
    other.dossier.log.append([Draft(meets(person("Ann"), person("Bo")), "user:x", basis="seen")])
    assert other.dossier.log.verify(sample.dossier.log.head()).ok


@pytest.mark.parametrize("form", FORMS)
def test_repeating_adds_nothing_and_a_longer_export_adds_the_rest(sample: Sample, other: Sample, form: str) -> None:
    part = text_of(sample, form, cutoff=Cutoff(position=5))
    assert brought(other, form, part).added == 5
    again = brought(other, form, part)
    assert (again.added, again.known, again.wrong) == (0, 5, [])
    rest = brought(other, form, text_of(sample, form))
    assert (rest.added, rest.known, rest.wrong) == (8, 5, [])
    assert other.dossier.log.head() == sample.dossier.log.head()


@pytest.mark.parametrize("form", FORMS)
def test_a_changed_record_is_named_and_nothing_behind_it_is_taken(sample: Sample, other: Sample, form: str) -> None:
    lines = text_of(sample, form).splitlines(keepends=True)
    lines[3] = lines[3].replace("Lissabonner Kreise", "Oslo")
    result = brought(other, form, "".join(lines))
    assert [number for number, _ in result.wrong] == [4]
    assert other.dossier.log.head().position == 0, "the transaction that it belongs to is not recorded"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("bad", ["no json", "[1]", '{"id": "x"}', '{"format": "tracker-log/1"}', "[" * 5000])
def test_a_line_that_is_none_ends_putting_back_and_is_named(sample: Sample, other: Sample, form: str, bad: str) -> None:
    lines = text_of(sample, form).splitlines(keepends=True)
    result = brought(other, form, "".join([*lines[:5], bad + "\n", *lines[5:]]))
    assert [number for number, _ in result.wrong] == [6]
    assert other.dossier.log.head().position == 4


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_was_cut_off_is_told(sample: Sample, other: Sample, form: str) -> None:
    lines = text_of(sample, form).splitlines(keepends=True)
    result = brought(other, form, "".join(lines[:-2]))
    assert "ends at position 11" in str(result.wrong[0][1])


@pytest.mark.parametrize("form", FORMS)
def test_another_log_takes_the_events_under_their_ids(sample: Sample, strange: Sample, form: str) -> None:
    result = brought(strange, form, text_of(sample, form))
    assert (result.restored, result.added, result.wrong) == (False, 13, [])
    there = all_records(strange)[1:]
    assert [record.id for record in there] == [record.id for record in all_records(sample)]
    assert [record.event for record in there] == [record.event for record in all_records(sample)]
    assert strange.dossier.log.verify().ok
    again = brought(strange, form, text_of(sample, form))
    assert (again.added, again.known) == (0, 13)


@pytest.mark.parametrize("form", FORMS)
def test_an_id_with_another_content_is_refused_and_the_others_go_on(sample: Sample, other: Sample, form: str) -> None:
    other.dossier.log.append([Draft(meets(person("Ann"), person("Bo")), "user:x", basis="seen", id="e2")])
    result = brought(other, form, text_of(sample, form))
    assert [number for number, _ in result.wrong] == [3]
    assert "e2" in str(result.wrong[0][1])
    assert result.added == 12


@pytest.mark.parametrize("form", FORMS)
def test_in_another_log_bad_lines_are_named_and_the_others_go_on(sample: Sample, strange: Sample, form: str) -> None:
    lines = text_of(sample, form).splitlines(keepends=True)
    result = brought(strange, form, "".join([*lines[:2], "{\n", "\x00\n", *lines[2:]]))
    assert [number for number, _ in result.wrong] == [3, 4]
    assert result.added == 13


@pytest.mark.parametrize("form", FORMS)
def test_a_part_of_a_log_is_appended_and_not_taken_for_the_log(sample: Sample, other: Sample, form: str) -> None:
    result = brought(other, form, text_of(sample, form, search="okafor"))
    assert (result.restored, result.wrong) == (False, [])
    assert 0 < result.added < 13
    assert other.dossier.log.log_id != sample.dossier.log.log_id


def test_an_article_whose_text_is_another_one_is_refused(sample: Sample, other: Sample) -> None:
    text = text_of(sample, "jsonl", with_articles=True).replace("Linienmaschine. Am", "Linienmaschine. An")
    assert [number for number, _ in brought(other, "jsonl", text).wrong] == [2]


def test_what_tracker_log_prints_can_be_taken_in(sample: Sample, other: Sample) -> None:
    text = "".join(json.dumps(record.as_dict()) + "\n" for record in all_records(sample))
    result = brought(other, "jsonl", text)
    assert (result.restored, result.added, result.wrong) == (False, 13, [])


def test_every_cloud_event_keeps_to_the_specification(sample: Sample) -> None:
    check = Draft202012Validator(CLOUD_EVENT)
    events = [json.loads(line) for line in text_of(sample, "cloudevents", with_articles=True).splitlines()]
    assert [error.message for event in events for error in check.iter_errors(event)] == []
    assert len({(event["source"], event["id"]) for event in events}) == len(events)
    records = [event for event in events if "sequence" in event]
    assert [int(event["sequence"]) for event in records] == list(range(1, 14))
    assert [event["prevhash"] for event in records[1:]] == [event["hash"] for event in records[:-1]]
