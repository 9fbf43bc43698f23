"""Counterparts: which meetings make a pair, what is counted, and in which order."""

from __future__ import annotations

import pytest

from tests.projections.build import (
    BERG,
    LYON,
    MOREAU,
    NAIROBI,
    OTIENO,
    PARIS,
    Story,
    arrives,
    by,
    meets,
    person,
    visits,
)
from tracker.projections.reckoned_rows import CounterpartRow

MINISTER = person("Nils Vik", "NO")


def pairs(story: Story, level: str = "person", as_of: str = "2024-03-20") -> list[CounterpartRow]:
    return story.seen(as_of).counterparts(level=level)


def test_a_pair_counts_what_was_held_in_person_and_from_afar() -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-01", place=PARIS))
    story.report(meets(MOREAU, BERG, day="2024-03-08", channel="telephone"))
    story.report(meets(BERG, MOREAU, day="2024-04-02", status="planned"))
    (row,) = pairs(story)
    assert (row.one, row.other, row.total, row.in_person, row.remote) == ("Anna Berg", "Luc Moreau", 2, 1, 1)
    assert (row.first, row.last, row.next) == ("2024-03-01", "2024-03-08", "2024-04-02")
    assert row.happenings == ("e1", "e2")


def test_happenings_are_counted_and_not_reports() -> None:
    story = Story()
    for outlet in ("Blatt", "Kurier", "Echo"):
        story.report(meets(BERG, MOREAU, day="2024-03-01"), outlet=outlet)
    assert [row.total for row in pairs(story)] == [1]


def test_states_are_pairs_of_their_own() -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-01"))
    story.report(meets(MINISTER, MOREAU, day="2024-03-08"))
    (row,) = pairs(story, "state")
    assert (row.one, row.other, row.total) == ("FR", "NO", 2)
    assert [(row.one, row.other) for row in pairs(story)] == [("Luc Moreau", "Nils Vik"), ("Anna Berg", "Luc Moreau")]


def test_those_of_one_side_are_no_counterparts() -> None:
    story = Story()
    story.report(meets(BERG, MINISTER, MOREAU, day="2024-03-01"))
    assert {(row.one, row.other) for row in pairs(story)} == {("Anna Berg", "Luc Moreau"), ("Luc Moreau", "Nils Vik")}


@pytest.mark.parametrize("level", ["person", "state"])
def test_a_gathering_makes_no_pairs_but_a_meeting_in_its_margins_does(level: str) -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, OTIENO, day="2024-03-01", event_name="Hafenrunde", format="multilateral"))
    assert pairs(story, level) == []
    story.report(meets(BERG, OTIENO, day="2024-03-01", format="sideline_bilateral"))
    assert [row.total for row in pairs(story, level)] == [1]


def test_a_gathering_of_which_two_are_named_makes_no_pair() -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-01", event_name="Hafenrunde", format="multilateral"))
    assert pairs(story) == []


def test_delegations_count_for_their_state_only() -> None:
    story = Story()
    story.report(meets(person("Norwegen", "NO", kind="state"), MOREAU, day="2024-03-01"))
    assert pairs(story) == []
    assert [row.total for row in pairs(story, "state")] == [1]


def test_a_visit_or_a_greeting_is_no_meeting() -> None:
    story = Story()
    host = MOREAU.model_copy(update={"role": "host"})
    story.report(arrives(BERG, PARIS, "2024-03-01", received_by=("Luc Moreau",)))
    story.report(visits(BERG, LYON, "2024-03-02", others=(host,)))
    assert pairs(story) == []


def test_what_is_disputed_or_called_off_is_told_and_not_counted() -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-01", status="cancelled"))
    story.report(meets(BERG, MOREAU, day="2024-03-08", status="denied", attribution=by("Élysée")))
    (row,) = pairs(story)
    assert (row.total, row.open, row.last, row.next) == (0, 2, None, None)


def test_the_most_frequent_come_first_then_those_who_met_last() -> None:
    story = Story()
    story.report(meets(MOREAU, OTIENO, day="2024-03-01"))
    story.report(meets(BERG, OTIENO, day="2024-03-05"))
    story.report(meets(BERG, MOREAU, day="2024-02-01"))
    story.report(meets(BERG, MOREAU, day="2024-02-11", place=NAIROBI))
    assert [row.id for row in pairs(story)] == [
        "anna-berg + luc-moreau",
        "anna-berg + joy-otieno",
        "joy-otieno + luc-moreau",
    ]


def test_time_decides_whether_an_announced_meeting_is_the_next() -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-12", status="planned"), "2024-03-01")
    assert [row.next for row in pairs(story, as_of="2024-03-12")] == ["2024-03-12"]
    assert [row.next for row in pairs(story, as_of="2024-03-13")] == [None]


def test_a_search_keeps_pairs_with_a_meeting_that_has_the_words() -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-01", topics=("Fischfang",)))
    story.report(meets(BERG, OTIENO, day="2024-03-05"))
    found = story.seen("2024-03-20").counterparts(search="fischfang")
    assert [row.other for row in found] == ["Luc Moreau"]
