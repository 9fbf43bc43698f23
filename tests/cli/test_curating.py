"""Every curation event has a command, and every act of a hand can be undone and restored."""

from __future__ import annotations

import json
from typing import Any

import pytest

from events.model import CURATION_TYPES
from tests.cli.command_line import Call, refused
from tracker.projections.differences import VIEWS as COMPARED

ACTS: dict[str, list[str]] = {
    "retraction": ["retract", "1", "--reason", "duplicate"],
    "correction": ["correct", "1", "when.edtf=2024-03-06"],
    "link": ["link", "1", "2"],
    "unlink": ["unlink", "1", "2"],
    "identity": ["identity", "J. Berg", "--actor", "jonas-berg", "--country", "NO"],
    "assess": ["assess", "1", "--prefer", "when", "--why", "nah dran"],
    "coverage": ["coverage", "Jonas Berg", "--period", "2024", "--basis", "Kalender der Pressestelle"],
}


@pytest.fixture(autouse=True)
def _told(call: Call) -> None:
    for name, day in (("Jonas Berg", "2024-03-05"), ("Jonas Berg", "2024-03-09"), ("J. Berg", "2024-03-20")):
        answer = call("append", "visit", "--who", name, "--in", "Oslo", "--when", day, "--basis", "Anruf")
        assert answer.code == 0, answer.err


def seen(call: Call, view: str, *arguments: str) -> list[dict[str, Any]]:
    answer = call(view, "--format", "json", "--as-of", "2030-01-01", *arguments)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)  # type: ignore[no-any-return]


def everything(call: Call) -> dict[str, list[dict[str, Any]]]:
    plain = ("meetings", "itineraries", "whereabouts", "statements", "contradictions", "streaks", "sources")
    return {view: seen(call, view) for view in (*plain, "timeline", "calendar", "counterparts", "coverage")}


def types(call: Call) -> list[str]:
    return [json.loads(line)["type"] for line in call("log", "--json").out.splitlines()]


def test_every_type_of_curation_has_its_command() -> None:
    assert ACTS.keys() == set(CURATION_TYPES)


@pytest.mark.parametrize("kind", CURATION_TYPES)
def test_an_act_is_recorded_undone_and_redone(call: Call, kind: str) -> None:
    before = everything(call)
    answer = call(*ACTS[kind])
    assert answer.code == 0, answer.err
    assert types(call)[-1] == kind
    acted = everything(call)
    undone = call("undo")
    assert undone.code == 0, undone.err
    assert types(call)[-2:] == [kind, "retraction"]
    assert everything(call) == before
    assert call("restore", "4").code == 0
    assert everything(call) == acted


def test_undo_takes_back_ones_own_last_act_that_stands_and_no_more(call: Call) -> None:
    assert (
        call("append", "visit", "--who", "Eva Holm", "--in", "Rom", "--basis", "Anruf", "--by", "user:else").code == 0
    )
    assert "→ #3" in call("undo").out
    assert "→ #2" in call("undo").out
    assert "→ #1" in call("undo").out
    refused(call("undo"), "user:tester", "stands")
    refused(call("undo", "1"), "#1", "restore")
    assert len(seen(call, "timeline")) == 1


def test_what_was_retracted_twice_is_restored_whole(call: Call) -> None:
    for _ in range(2):
        assert call("retract", "1", "--reason", "test").code == 0
    assert len(call("restore", "1").out.splitlines()) == 2
    assert {row["key"] for row in seen(call, "timeline")} == {1, 2, 3}
    refused(call("restore", "1"), "#1", "not retracted")


class TestAssess:
    def test_a_source_gets_a_grade(self, call: Call) -> None:
        answer = call("assess", "Pressestelle", "--reliability", "B", "--about", "Jonas Berg", "--why", "eng vertraut")
        assert "tester: B (Jonas Berg) → Pressestelle" in answer.out

    def test_a_likelihood_is_a_word_or_a_range_and_has_a_horizon(self, call: Call) -> None:
        horizon = ("--horizon", "2024-06-30", "--why", "erfahrungsgemäß")
        assert "likely, 30 Jun 2024 → #1" in call("assess", "1", "--likelihood", "likely", *horizon).out
        assert "55–80 %" in call("assess", "#1", "--likelihood", "55-80", *horizon).out
        refused(call("assess", "1", "--likelihood", "maybe", *horizon), "maybe", "almost_certain", code=2)
        refused(call("assess", "1", "--likelihood", "likely", "--why", "x"), "horizon")

    def test_it_needs_a_reason_and_a_judgement(self, call: Call) -> None:
        refused(call("assess", "1", "--prefer", "when"), "--why", code=2)
        refused(call("assess", "1", "--why", "so"), "exactly one")
        refused(call("assess", "99", "--prefer", "when", "--why", "so"), "99")

    def test_the_preferred_value_is_shown(self, call: Call) -> None:
        assert call("link", "1", "2").code == 0
        assert call("assess", "1", "--prefer", "when", "--why", "nah dran").code == 0
        assert next(row for row in seen(call, "timeline") if row["key"] == 1)["edtf"] == "2024-03-05"
        assert seen(call, "contradictions")[0]["resolution"] == "preferred"


class TestCoverage:
    def test_it_is_listed_and_licenses_firsts(self, call: Call) -> None:
        assert not any(row["covered"] for row in seen(call, "streaks"))
        assert call("coverage", "Jonas Berg", "--period", "2024/..", "--basis", "Kalender").code == 0
        assert [(row["subjects"], row["basis"]) for row in seen(call, "coverage")] == [(["Jonas Berg"], "Kalender")]
        assert "Jonas Berg" in call("coverage").out
        assert any(row["covered"] for row in seen(call, "streaks"))

    def test_it_needs_somebody_a_period_and_a_basis(self, call: Call) -> None:
        refused(call("coverage", "Jonas Berg", "--period", "2024"), "--basis", code=2)
        refused(call("coverage", "Jonas Berg", "--basis", "x"), "--period", code=2)
        refused(call("coverage", "--period", "2024"), "name", code=2)


def test_names_become_one(call: Call) -> None:
    assert len(seen(call, "whereabouts")) == 2
    for name in ("Jonas Berg", "J. Berg"):
        assert call("identity", name, "--actor", "jonas-berg").code == 0
    assert [row["id"] for row in seen(call, "whereabouts")] == ["jonas-berg"]


def test_the_timeline_goes_from_the_oldest_to_the_newest(call: Call) -> None:
    answer = call(
        "append", "visit", "--who", "Eva Holm", "--in", "Rom", "--basis", "Anruf", "--published", "2024-03-07"
    )
    assert answer.code == 0
    rows = seen(call, "timeline")
    assert [(row["day"], row["dated"]) for row in rows] == [
        ("2024-03-05", True),
        ("2024-03-07", False),
        ("2024-03-09", True),
        ("2024-03-20", True),
    ]
    assert "told 7 Mar 2024" in call("timeline").out


@pytest.mark.parametrize("view", COMPARED)
def test_every_view_can_be_compared(call: Call, view: str) -> None:
    answer = call("diff", "--at", "1", "--view", view, "--format", "json")
    assert answer.code == 0, answer.err
    if view in ("happenings", "timeline", "corroboration"):
        assert [row["kind"] for row in json.loads(answer.out)] == ["new", "new"]
    if view == "sources":
        changed = {row["field"]: (row["old"], row["new"]) for row in json.loads(answer.out)}
        assert changed["reports"] == ("1", "3")
