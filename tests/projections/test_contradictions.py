"""Contradictions: what is one, what is not, how large, since when, and what became of it."""

from __future__ import annotations

import pytest

from tests.projections.build import (
    BERG,
    LYON,
    MOREAU,
    NAIROBI,
    OSLO,
    PARIS,
    Story,
    arrives,
    at,
    by,
    leaves,
    meets,
    says,
    visits,
)
from tracker.projections.contradictions import overlapping_stays
from tracker.projections.cutoff import Cutoff
from tracker.projections.reckoned_rows import ContradictionRow
from tracker.projections.rows import ItineraryRow, Stay


def listed(story: Story, as_of: str = "2024-03-20") -> list[ContradictionRow]:
    return story.seen(as_of).contradictions()


def two_days(first: str = "Storting", second: str = "Fischer am Kai") -> Story:
    """A departure that two sources date a day apart."""
    story = Story()
    story.report(leaves(BERG, PARIS, "2024-03-10", attribution=by(first)), "2024-03-11")
    story.report(leaves(BERG, PARIS, "2024-03-11", attribution=by(second)), "2024-03-12", "Kurier")
    return story


def test_two_days_are_two_sides_with_their_sources() -> None:
    (row,) = listed(two_days())
    assert (row.field, row.kind, row.days, row.resolution, row.origins) == ("when", "contradiction", 1, "open", 2)
    assert [(side.value, side.shown, side.sources, side.party) for side in row.sides] == [
        ("2024-03-10", True, ("Storting",), True),
        ("2024-03-11", False, ("Fischer am Kai",), False),
    ]
    assert row.since == "2024-03-12"


def test_grades_stand_beside_the_sources() -> None:
    story = two_days()
    story.grade("Fischer am Kai", "B")
    assert [side.grades for side in listed(story)[0].sides] == [("F",), ("B",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (leaves(BERG, PARIS, "2024-03"), leaves(BERG, PARIS, "2024-03-11")),
        (arrives(BERG, at("Frankreich", "FR"), "2024-03-11"), arrives(BERG, LYON, "2024-03-11")),
        (
            leaves(BERG, PARIS, "2024-03-11", conveyance="unknown"),
            leaves(BERG, PARIS, "2024-03-11", conveyance="train"),
        ),
        (visits(BERG, PARIS, "2024-03-11", status="planned"), visits(BERG, PARIS, "2024-03-11")),
    ],
    ids=["wider date", "wider place", "unknown conveyance", "plan that came true"],
)
def test_a_wider_or_missing_value_contradicts_nobody(one: object, other: object) -> None:
    story = Story()
    story.report(one, "2024-03-11")  # type: ignore[arg-type]
    story.report(other, "2024-03-12", "Kurier")  # type: ignore[arg-type]
    assert listed(story) == []


def test_a_hedged_plan_that_came_out_otherwise_is_a_revision() -> None:
    story = Story()
    hedged = at("Lyon", "FR", hedge="wohl")
    story.report(meets(BERG, MOREAU, day="2024-03-11", place=hedged, status="planned"), "2024-03-09")
    story.report(meets(BERG, MOREAU, day="2024-03-11", place=PARIS), "2024-03-12", "Kurier")
    (row,) = listed(story)
    assert (row.field, row.kind, row.resolution) == ("place", "revision", "revised")


class TestStatus:
    def test_held_and_later_denied(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2024-03-11"), "2024-03-12")
        story.report(meets(BERG, MOREAU, day="2024-03-11", status="denied", attribution=by("Élysée")), "2024-03-13")
        (row,) = listed(story)
        assert (row.field, row.kind, row.since) == ("status", "contradiction", "2024-03-13")
        assert [(side.value, side.shown) for side in row.sides] == [("occurred", True), ("denied", False)]

    def test_a_plan_called_off_by_a_party_is_revised(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2024-03-11", status="planned"), "2024-03-08")
        story.report(meets(BERG, MOREAU, day="2024-03-11", status="cancelled", attribution=by("Élysée")), "2024-03-09")
        (row,) = listed(story)
        assert (row.field, row.kind, row.resolution) == ("status", "revision", "revised")
        assert [side.value for side in row.sides if side.shown] == ["cancelled"]

    def test_called_off_by_somebody_else_is_open(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2024-03-11", status="planned"), "2024-03-08")
        story.report(meets(BERG, MOREAU, day="2024-03-11", status="cancelled", attribution=by("Fischer")), "2024-03-09")
        assert [(row.kind, row.resolution) for row in listed(story)] == [("contradiction", "open")]

    def test_called_off_before_it_took_place_all_the_same_is_none(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2024-03-11", status="cancelled"), "2024-03-08")
        story.report(meets(BERG, MOREAU, day="2024-03-11"), "2024-03-12")
        assert listed(story) == []


class TestResolution:
    def test_the_analyst_prefers_one(self) -> None:
        story = two_days()
        story.prefer("e2", "when")
        (row,) = listed(story)
        assert (row.resolution, row.sides[0].value) == ("preferred", "2024-03-11")

    def test_the_source_corrects_and_a_copy_keeps_the_error(self) -> None:
        story = Story()
        for outlet in ("Blatt", "Kurier"):
            story.report(leaves(BERG, PARIS, "2024-03-11", attribution=by("Fischer am Kai")), "2024-03-12", outlet)
        story.correct("e1", "when.edtf", "2024-03-10")
        (row,) = listed(story)
        assert (row.resolution, row.sides[0].value, row.origins) == ("corrected", "2024-03-10", 1)

    def test_a_link_keeps_both(self) -> None:
        story = two_days()
        link = story.link("e1", "e2")
        assert [row.resolution for row in listed(story)] == ["kept"]
        story.retract(link)
        assert [row.resolution for row in listed(story)] == ["open"]

    def test_a_retraction_and_an_unlink_end_it(self) -> None:
        retracted, unlinked = two_days(), two_days()
        retracted.retract("e2")
        unlinked.unlink("e1", "e2")
        assert listed(retracted) == listed(unlinked) == []


def test_the_open_come_first_then_status_date_and_place_then_the_number_of_origins() -> None:
    story = two_days()
    story.prefer("e1", "when")
    story.report(arrives(BERG, PARIS, "2024-03-14", conveyance="train"), "2024-03-15")
    story.report(arrives(BERG, PARIS, "2024-03-14", conveyance="ship"), "2024-03-15", "Kurier")
    for source in ("Fischer", "Winzer"):
        story.report(arrives(MOREAU, OSLO, "2024-03-14", attribution=by(source)), "2024-03-15")
    story.report(arrives(MOREAU, OSLO, "2024-03-15", attribution=by("Bäcker")), "2024-03-16")
    story.report(visits(MOREAU, NAIROBI, "2024-03-18"), "2024-03-18")
    story.report(visits(MOREAU, NAIROBI, "2024-03-18", status="denied"), "2024-03-19")
    assert [(row.field, row.resolution) for row in listed(story)] == [
        ("status", "open"),
        ("when", "open"),
        ("conveyance", "open"),
        ("when", "preferred"),
    ]


def test_what_was_not_known_is_not_contradicted() -> None:
    story = two_days()
    assert story.seen("2024-03-11").contradictions() != []
    assert story.seen("2024-03-11", Cutoff(published="2024-03-11T23:59:59Z")).contradictions() == []
    assert story.seen("2024-03-11", Cutoff(position=1)).contradictions() == []


def test_a_search_keeps_those_that_have_the_words() -> None:
    reader = two_days().seen("2024-03-20")
    assert len(reader.contradictions(search="kai")) == 1
    assert reader.contradictions(search="kai nairobi") == []


def stay(country: str, start: str | None, end: str | None) -> Stay:
    return Stay(country, None, start, end, None, start_known=start is not None, end_known=end is not None)


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        (stay("FR", "2024-03-01", "2024-03-05"), stay("KE", "2024-03-04", "2024-03-09"), 2),
        (stay("FR", "2024-03-01", "2024-03-05"), stay("KE", "2024-03-05", "2024-03-09"), None),
        (stay("FR", "2024-03-01", "2024-03-05"), stay("FR", "2024-03-02", "2024-03-09"), None),
        (stay("FR", "2024-03-01", None), stay("KE", "2024-03-02", "2024-03-09"), None),
    ],
    ids=["two days", "the day of the journey", "one country", "open end"],
)
def test_two_countries_for_more_than_a_day(one: Stay, other: Stay, days: int | None) -> None:
    journey = ItineraryRow(
        1, "e1", "Anna Berg", "anna-berg", None, "NO", None, None, None, (), (), (one, other), (), (), (), (), "open",
        None, 1, 1, 1, (), ("e1",),
    )  # fmt: skip
    assert [row.days for row in overlapping_stays([journey])] == ([days] if days else [])


class TestADayApart:
    def test_the_day_of_departure_and_that_of_the_programme_do_not_contradict(self) -> None:
        story = Story()
        story.report(leaves(BERG, PARIS, "2024-03-10"), "2024-03-11")
        story.report(visits(BERG, PARIS, "2024-03-10", attribution=by("Storting")), "2024-03-11")
        story.report(visits(BERG, PARIS, "2024-03-11", attribution=by("Fischer")), "2024-03-12", "Kurier")
        (row,) = listed(story)
        assert (row.kind, row.days, row.resolution) == ("granularity", 1, "granular")
        story.retract("e1")
        assert [(row.kind, row.resolution) for row in listed(story)] == [("contradiction", "open")]

    @pytest.mark.parametrize(
        ("west", "east", "kind"),
        [
            ("2024-03-12T08:00:00+01:00", "2024-03-12T18:00:00+09:00", "granularity"),
            ("2024-03-12T08:00:00+01:00", "2024-03-12T18:00:00+02:00", "contradiction"),
            ("2024-03-12T18:00:00+09:00", "2024-03-12T08:00:00+01:00", "contradiction"),
            ("2024-03-12", "2024-03-13T09:00:00+09:00", "contradiction"),
        ],
    )
    def test_whoever_looks_from_the_west_may_tell_the_day_before(self, west: str, east: str, kind: str) -> None:
        story = Story()
        story.report(leaves(BERG, PARIS, "2024-03-10", attribution=by("Storting")), west)
        story.report(leaves(BERG, PARIS, "2024-03-11", attribution=by("Fischer")), east, "Kurier")
        assert [row.kind for row in listed(story)] == [kind]

    def test_two_days_apart_are_explained_by_nothing(self) -> None:
        story = Story()
        story.report(leaves(BERG, PARIS, "2024-03-10"), "2024-03-11")
        story.report(visits(BERG, PARIS, "2024-03-10", attribution=by("Storting")), "2024-03-11")
        id = story.report(visits(BERG, PARIS, "2024-03-12", attribution=by("Fischer")), "2024-03-12", "Kurier")
        story.link("e2", id)
        assert [row.kind for row in listed(story)] == ["contradiction"]


@pytest.mark.parametrize("outcome", ["no_show", "downgraded"])
def test_who_was_there_may_have_stayed_away_as_others_tell(outcome: str) -> None:
    story = Story()
    story.report(meets(BERG, MOREAU, day="2024-03-10", place=PARIS, attribution=by("Élysée")), "2024-03-11")
    away = meets(BERG, MOREAU, day="2024-03-10", place=PARIS, status="cancelled", outcome=outcome)
    story.report(away, "2024-03-12", "Kurier")
    (row,) = listed(story)
    assert (row.field, row.kind, [side.value for side in row.sides]) == (
        "participants",
        "contradiction",
        ["present", outcome],
    )


class TestStatements:
    def told(self, one: str, other: str, **more: str) -> Story:
        story = Story()
        text = "Berg und Moreau treffen sich am 20. März, hieß es."
        story.report(
            meets(BERG, MOREAU, day="2024-03-20", status="planned", evidence=({"start": 0, "end": 40},)),
            "2024-03-11", text=text,
        )  # fmt: skip
        story.report(says(BERG, "Wir treffen uns.", statement_kind=one, evidence=({"start": 0, "end": 40},), **more),
                     "2024-03-11", text=text)  # fmt: skip
        story.report(says(MOREAU, "Davon weiß ich nichts.", statement_kind=other, about="e1"), "2024-03-13", "Kurier")
        return story

    def test_a_confirmation_and_a_denial_of_one_happening_contradict(self) -> None:
        (row,) = listed(self.told("confirm", "deny"))
        assert (row.field, row.id, row.since, row.days) == ("statements", "e1", "2024-03-13", 2)
        assert [(side.value, side.sources, side.reports) for side in row.sides] == [
            ("confirm", ("Anna Berg",), ("e2",)),
            ("deny", ("Luc Moreau",), ("e3",)),
        ]

    @pytest.mark.parametrize("kinds", [("confirm", "inform"), ("inform", "deny"), ("confirm", "announce")])
    def test_others_do_not(self, kinds: tuple[str, str]) -> None:
        assert listed(self.told(*kinds)) == []

    def test_one_that_names_another_happening_does_not_count_for_this_one(self) -> None:
        assert listed(self.told("confirm", "deny", about="etwas anderes")) == []


def test_the_order_is_open_first_then_by_field() -> None:
    story = two_days()
    story.report(leaves(BERG, PARIS, "2024-03-10", status="denied", attribution=by("Storting")), "2024-03-13")
    story.report(leaves(BERG, PARIS, "2024-03-10", conveyance="train"), "2024-03-13")
    story.report(leaves(BERG, PARIS, "2024-03-10", conveyance="ship"), "2024-03-13", "Kurier")
    assert [row.field for row in listed(story)] == ["status", "when", "conveyance"]
