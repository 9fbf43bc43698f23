"""Lanes: who has one, in which order, and what lies in it."""

from __future__ import annotations

import pytest

from tests.projections.build import BERG, LYON, MOREAU, NAIROBI, OTIENO, PARIS, Story, arrives, meets, person, visits

AS_OF = "2024-03-20"
YEAR = ("2024-01-01", "2024-12-31")
VIK = person("Nils Vik", "DK")


@pytest.fixture
def spring() -> Story:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-01", place=PARIS))
    story.report(meets(BERG, OTIENO, day="2024-03-08", place=NAIROBI))
    story.report(meets(VIK, MOREAU, day="2024-04", status="planned", place=LYON))
    return story


def test_the_busiest_come_first(spring: Story) -> None:
    lanes = spring.seen(AS_OF).lanes("person")
    assert [(lane.name, lane.count) for lane in lanes][:2] == [("Anna Berg", 2), ("Luc Moreau", 2)]
    assert (lanes[0].first, lanes[0].last) == ("2024-03-01", "2024-03-08")


def test_those_whose_time_lies_elsewhere_come_behind_the_others(spring: Story) -> None:
    for day in range(1, 6):
        spring.report(meets(person("Old Hand", "IS"), person("Old Friend", "IE"), day=f"2001-05-0{day}"))
    names = [lane.name for lane in spring.seen(AS_OF).lanes("person")]
    assert set(names[-2:]) == {"Old Hand", "Old Friend"}


def test_a_state_has_the_lanes_of_its_people(spring: Story) -> None:
    spring.report(meets(person("Ole Dahl", "DK"), MOREAU, day="2024-03-11"))
    reader = spring.seen(AS_OF)
    denmark = next(lane for lane in reader.lanes("country") if lane.id == "DK")
    assert len(denmark.members) == 2
    (items,) = reader.lane_items([denmark], *YEAR)
    assert [mark.first for mark in items.marks] == ["2024-03-11", "2024-04-01"]


def test_a_pair_has_what_both_take_part_in(spring: Story) -> None:
    reader = spring.seen(AS_OF)
    lanes = {frozenset(lane.name.split(" · ")): lane for lane in reader.lanes("pair")}
    (items,) = reader.lane_items([lanes[frozenset({"Anna Berg", "Luc Moreau"})]], *YEAR)
    assert [(mark.first, mark.state) for mark in items.marks] == [("2024-03-01", "held")]
    assert items.journeys == ()


def test_a_vague_date_lies_on_all_its_days_and_is_not_known(spring: Story) -> None:
    reader = spring.seen(AS_OF)
    vik = next(lane for lane in reader.lanes("person") if lane.name == "Nils Vik")
    for first, last, found in (("2024-04-20", "2024-04-21", 1), ("2024-05-01", "2024-05-02", 0)):
        (items,) = reader.lane_items([vik], first, last)
        assert len(items.marks) == found
    (items,) = reader.lane_items([vik], *YEAR)
    (mark,) = items.marks
    assert (mark.first, mark.last, mark.first_known, mark.last_known) == ("2024-04-01", "2024-04-30", False, False)
    assert mark.state == "announced"


def test_journeys_come_with_their_stays(spring: Story) -> None:
    spring.report(arrives(BERG, NAIROBI, "2024-03-07"))
    spring.report(visits(BERG, NAIROBI, "2024-03-07/2024-03-09"))
    reader = spring.seen(AS_OF)
    berg = reader.lanes("person")[0]
    (items,) = reader.lane_items([berg], "2024-03-05", "2024-03-20")
    (journey,) = items.journeys
    assert (journey.start, journey.end, journey.known) == ("2024-03-07", "2024-03-09", True)
    assert [(stay.country, stay.known) for stay in journey.stays] == [("KE", True)]


def test_a_search_leaves_the_lanes_and_the_meetings_that_hold_the_words(spring: Story) -> None:
    reader = spring.seen(AS_OF)
    lanes = reader.lanes("person", search="Otieno")
    assert len(lanes) == 2
    items = reader.lane_items(lanes, *YEAR, search="Otieno")
    assert all([mark.first for mark in each.marks] == ["2024-03-08"] for each in items)


def test_who_is_told_of_only_in_what_was_withdrawn_has_no_lane(spring: Story) -> None:
    gone = spring.report(meets(person("Nobody Here", "SE"), BERG, day="2024-03-02"))
    spring.retract(gone)
    assert "Nobody Here" not in [lane.name for lane in spring.seen(AS_OF).lanes("person")]
