"""Differences between two cut-offs: what is new, gone, changed, and which event brought it about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.projections.build import BERG, LYON, MOREAU, PARIS, Story, arrives, by, leaves, meets, says
from tests.projections.test_laws import DAYS, examples, stories
from tracker.projections.contract import ProjectionError
from tracker.projections.cutoff import Cutoff
from tracker.projections.differences import VIEWS, differences
from tracker.projections.reckoned_rows import DifferenceRow


def changed(
    story: Story, view: str, first: int, second: int | None = None, days: tuple[str, str] = ("2024-03-20", "2024-03-20")
) -> list[DifferenceRow]:
    end = story.log.head().position if second is None else second
    earlier, later = Cutoff(position=first), Cutoff(position=end)
    between = [one for one in story.log.read() if later.admits(one) and not earlier.admits(one)]
    before, after = story.seen(days[0], earlier), story.seen(days[1], later)
    return differences(view, before, after, between, story.log.get)


def told(rows: list[DifferenceRow]) -> dict[str | None, tuple[str | None, str | None, int | None]]:
    return {row.field: (row.old, row.new, row.cause) for row in rows}


def test_a_plan_that_came_true_elsewhere() -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-11", place=PARIS, status="planned"), "2024-03-09")
    story.report(meets(BERG, MOREAU, day="2024-03-11", place=PARIS), "2024-03-12", "Kurier")
    story.report(meets(BERG, MOREAU, day="2024-03-12", place=PARIS, attribution=by("Élysée")), "2024-03-13", "Echo")
    found = told(changed(story, "meetings", 1))
    assert found["state"] == ("lapsed", "held", 2)
    assert found["when"] == ("2024-03-11", "2024-03-12", 3)
    assert found["reports"] == ("1", "3", 3)
    assert "place" not in found


def test_what_is_new_and_what_is_gone() -> None:
    story = Story()
    story.report(arrives(BERG, PARIS, "2024-03-01"))
    story.report(arrives(MOREAU, LYON, "2024-03-05"))
    story.retract("e1")
    rows = changed(story, "happenings", 1)
    assert [(row.kind, row.id, row.cause, row.cause_type) for row in rows] == [
        ("new", "e2", 2, "arrival"),
        ("gone", "e1", 3, "retraction"),
    ]


def test_a_correction_is_the_cause_and_the_restored_value_is_another_change() -> None:
    story = Story()
    story.report(leaves(BERG, PARIS, "2024-03-11"))
    correction = story.correct("e1", "when.edtf", "2024-03-10")
    assert told(changed(story, "happenings", 1))["when"] == ("2024-03-11", "2024-03-10", 2)
    story.retract(correction)
    assert told(changed(story, "happenings", 2))["when"] == ("2024-03-10", "2024-03-11", 3)
    assert changed(story, "happenings", 1) == []


def test_a_later_report_that_says_the_same_is_not_the_cause_of_a_correction() -> None:
    story = Story()
    story.report(leaves(BERG, PARIS, "2024-03-11"))
    story.correct("e1", "when.edtf", "2024-03-10")
    story.report(leaves(BERG, PARIS, conveyance="ship"), "2024-03-12", "Kurier")
    (row, *others) = changed(story, "happenings", 1)
    assert (row.field, row.cause, row.events) == ("when", 2, (2, 3))
    assert {one.cause for one in others if one.field in ("reports", "outlets")} == {3}


def test_time_alone_is_no_event() -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-11", status="planned"), "2024-03-09")
    (row,) = changed(story, "meetings", 1, days=("2024-03-10", "2024-03-20"))
    assert (row.field, row.old, row.new, row.cause, row.cause_type) == ("state", "announced", "lapsed", None, "time")


def test_journeys_whereabouts_statements_and_pairs() -> None:
    story = Story()
    story.report(leaves(BERG, PARIS, "2024-03-01"))
    story.report(says(BERG, "Wir kommen wieder, so bald es geht."))
    story.report(meets(BERG, MOREAU, day="2024-03-02", place=PARIS))
    story.report(says(BERG, "Wir kommen wieder, so bald es geht."), outlet="Kurier")
    story.report(meets(BERG, MOREAU, day="2024-03-09", place=PARIS))
    assert told(changed(story, "whereabouts", 1))["seen"] == ("2024-03-01", "2024-03-09", 5)
    assert told(changed(story, "itineraries", 1))["met"][1] == "Luc Moreau"
    assert told(changed(story, "statements", 2))["outlets"] == ("1", "2", 4)
    assert told(changed(story, "counterparts", 3))["total"] == ("1", "2", 5)


def test_a_contradiction_is_told_by_happening_and_field() -> None:
    story = Story()
    story.report(arrives(BERG, PARIS, "2024-03-01", conveyance="ship"))
    story.report(arrives(BERG, PARIS, "2024-03-02", conveyance="train"), outlet="Kurier")
    assert [row.kind for row in changed(story, "contradictions", 1)] == ["new", "new"]
    story.prefer("e1", "when")
    assert [(row.field, row.new) for row in changed(story, "contradictions", 2)] == [
        ("sides", "2024-03-01 ↔ 2024-03-02"),
        ("resolution", "preferred"),
    ]


def test_there_must_be_such_a_view() -> None:
    with pytest.raises(ProjectionError, match="weather"):
        changed(Story(), "weather", 0, 0)


@examples(25)
@given(stories(), st.sampled_from(VIEWS), st.sampled_from(DAYS), st.integers(0, 14))
def test_nothing_differs_from_itself_and_the_same_question_has_the_same_answer(
    story: Story, view: str, day: str, position: int
) -> None:
    position = min(position, story.log.head().position)
    assert changed(story, view, position, position, (day, day)) == []
    assert changed(story, view, position, days=(day, day)) == changed(story, view, position, days=(day, day))
