"""Which reports mean the same happening (DOMAIN 3.0), told as given, when, then."""

from __future__ import annotations

import pytest

from tests.projections.build import (
    BERG,
    LYON,
    MOREAU,
    NAIROBI,
    OSLO,
    OTIENO,
    PARIS,
    Story,
    arrives,
    at,
    leaves,
    meets,
    person,
    visits,
)

FRANCE = at("Frankreich", "FR")


def same(story: Story, *ids: str) -> bool:
    reader = story.seen("2024-03-10")
    return len({reader.happening_of(id) for id in ids}) == 1


def candidates(story: Story, id: str) -> dict[str, str]:
    dossier = story.seen("2024-03-10").meeting(id)
    assert dossier is not None
    return {candidate.id: candidate.reason for candidate in dossier.candidates}


class TestPrincipals:
    def test_two_spellings_of_a_name_are_one_principal(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        second = story.report(meets(person("Ministerpräsidentin Berg", "NO"), person("Luk Moro"), day="2024-03-05"))
        assert same(story, first, second)

    def test_hyphens_case_and_accents_do_not_part_an_unknown_name(self) -> None:
        story = Story()
        first = story.report(visits(person("Zoë Al-Amín"), PARIS, "2024-03-05"))
        second = story.report(visits(person("Zoe al Amin"), PARIS, "2024-03-05"))
        assert same(story, first, second)

    def test_one_shared_participant_makes_no_shared_meeting(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        assert not same(story, first, story.report(meets(BERG, OTIENO, day="2024-03-05")))

    def test_two_shared_participants_of_three_are_enough(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, OTIENO, day="2024-03-05"))
        assert same(story, first, story.report(meets(BERG, MOREAU, day="2024-03-05", format="multilateral")))

    def test_a_talk_in_the_margins_is_not_the_gathering(self) -> None:
        story = Story()
        forum = story.report(meets(BERG, MOREAU, OTIENO, day="2024-03-05", event_name="Küstenforum"))
        aside = story.report(meets(BERG, MOREAU, day="2024-03-05", format="sideline_bilateral"))
        assert not same(story, forum, aside)

    def test_a_gathering_is_known_by_its_name_and_edition(self) -> None:
        story = Story()
        third = story.report(meets(BERG, day="2024-03-05", event_name="Küstenforum", edition="3."))
        again = story.report(meets(MOREAU, day="2024-03-06", event_name="Küsten-Forum"))
        same_name = story.report(meets(OTIENO, day="2024-03-05", event_name="Kuestenforum"))
        fourth = story.report(meets(BERG, day="2024-03-05", event_name="Küstenforum", edition="4."))
        assert same(story, third, story.report(meets(MOREAU, day="2024-03-05", event_name="KÜSTENFORUM")))
        assert not same(story, third, fourth)
        assert not same(story, third, again)
        assert not same(story, third, same_name)

    def test_a_telephone_call_is_not_the_meeting_of_that_day(self) -> None:
        story = Story()
        call = story.report(meets(BERG, MOREAU, day="2024-03-05", channel="telephone"))
        assert not same(story, call, story.report(meets(BERG, MOREAU, day="2024-03-05", channel="in_person")))

    def test_types_are_never_mixed(self) -> None:
        story = Story()
        departure = story.report(leaves(BERG, PARIS, "2024-03-05"))
        assert not same(story, departure, story.report(arrives(BERG, PARIS, "2024-03-05")))


class TestTime:
    @pytest.mark.parametrize(("day", "joined"), [("2024-03-05", True), ("2024-03-06", True), ("2024-03-04", True)])
    def test_a_day_apart_is_the_same(self, day: str, joined: bool) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        assert same(story, first, story.report(meets(BERG, MOREAU, day=day))) is joined

    @pytest.mark.parametrize("day", ["2024-03-07", "2024-03-08", "2024-03-03"])
    def test_two_or_three_days_apart_is_a_candidate(self, day: str) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        second = story.report(meets(BERG, MOREAU, day=day))
        assert not same(story, first, second)
        assert candidates(story, first) == {second: "days_apart"}
        assert candidates(story, second) == {first: "days_apart"}

    def test_four_days_apart_are_two_happenings(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        second = story.report(meets(BERG, MOREAU, day="2024-03-09"))
        assert not same(story, first, second)
        assert candidates(story, first) == {}

    def test_days_do_not_creep_on_without_end(self) -> None:
        story = Story()
        ids = [story.report(meets(BERG, MOREAU, day=f"2024-03-{day:02}")) for day in range(1, 12)]
        reader = story.seen("2024-03-20")
        for row in reader.all("meetings"):
            days = [ids.index(r.event_id) for r in reader.meeting(row.id).reports]  # type: ignore[union-attr]
            assert max(days) - min(days) <= 3

    def test_a_vague_date_meets_the_day_within_it(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-02"))
        assert same(story, first, story.report(meets(BERG, MOREAU, day="2024-02-17")))

    def test_two_exact_days_within_a_vague_one_stay_two(self) -> None:
        story = Story()
        vague = story.report(meets(BERG, MOREAU, day="2023"))
        spring = story.report(meets(BERG, MOREAU, day="2023-04-02"))
        autumn = story.report(meets(BERG, MOREAU, day="2023-10-02"))
        assert same(story, vague, spring)
        assert not same(story, spring, autumn)


class TestPlans:
    def test_an_occurrence_inside_window_and_horizon_fulfils_the_plan(self) -> None:
        story = Story()
        plan = story.report(meets(BERG, MOREAU, day="2024-03-05/..", text="ab Dienstag", status="planned"))
        held = story.report(meets(BERG, MOREAU, day="2024-03-11"), "2024-03-12")
        assert same(story, plan, held)
        assert story.happening(plan).state == "held"

    def test_behind_the_horizon_it_is_another_meeting(self) -> None:
        story = Story()
        plan = story.report(meets(BERG, MOREAU, day="2024-03-05/..", text="ab Dienstag", status="planned"))
        held = story.report(meets(BERG, MOREAU, day="2024-03-20"), "2024-03-21")
        assert not same(story, plan, held)

    def test_a_plan_without_a_date_waits_thirty_days(self) -> None:
        story = Story()
        plan = story.report(meets(BERG, MOREAU, status="planned"), "2024-03-01")
        assert same(story, plan, story.report(meets(BERG, MOREAU, day="2024-03-30"), "2024-03-31"))

    def test_the_next_plan_is_not_fulfilled_by_yesterdays_meeting(self) -> None:
        story = Story()
        held = story.report(meets(BERG, MOREAU, day="2024-03-01"), "2024-03-02")
        plan = story.report(meets(BERG, MOREAU, status="planned"), "2024-03-03")
        assert not same(story, held, plan)

    def test_a_second_meeting_within_a_fulfilled_plan_is_a_second_meeting(self) -> None:
        story = Story()
        plan = story.report(meets(BERG, MOREAU, day="2024-03-05/..", text="ab Dienstag", status="planned"))
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"), "2024-03-06")
        second = story.report(meets(BERG, MOREAU, day="2024-03-11"), "2024-03-12")
        assert same(story, plan, first)
        assert not same(story, first, second)

    def test_a_postponement_follows_the_meeting_to_its_new_date(self) -> None:
        story = Story()
        plan = story.report(meets(BERG, MOREAU, day="2024-03-05", status="planned"))
        moved = meets(BERG, MOREAU, day="2024-03-05", status="cancelled", outcome="postponed")
        moved = moved.model_copy(update={"new_when": meets(BERG, MOREAU, day="2024-03-19").when})
        story.report(moved, "2024-03-04")
        held = story.report(meets(BERG, MOREAU, day="2024-03-19"), "2024-03-20")
        row = story.happening(plan, "2024-03-21")
        assert same(story, plan, held)
        assert (row.state, row.edtf) == ("held", "2024-03-19")
        assert "rescheduled" in row.badges


class TestPlaces:
    def test_a_town_lies_in_its_state(self) -> None:
        story = Story()
        first = story.report(visits(BERG, FRANCE, "2024-03-05"))
        assert same(story, first, story.report(visits(BERG, PARIS, "2024-03-05")))

    def test_a_town_lies_in_its_region(self) -> None:
        story = Story()
        first = story.report(visits(BERG, at("Seine-Region", "FR"), "2024-03-05"))
        assert same(story, first, story.report(visits(BERG, PARIS, "2024-03-05")))

    def test_an_unknown_place_fits_every_place(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05", place=PARIS))
        assert same(story, first, story.report(meets(BERG, MOREAU, day="2024-03-05")))

    def test_two_towns_are_two_happenings(self) -> None:
        story = Story()
        first = story.report(visits(BERG, PARIS, "2024-03-05"))
        assert not same(story, first, story.report(visits(BERG, LYON, "2024-03-05")))

    def test_a_place_that_no_gazetteer_knows_is_a_candidate(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05", place=PARIS))
        second = story.report(meets(BERG, MOREAU, day="2024-03-05", place=at("Alte Mühle", "FR")))
        assert not same(story, first, second)
        assert candidates(story, first) == {second: "free_text_place"}

    def test_a_hedged_place_binds_nobody(self) -> None:
        story = Story()
        hedged = at("Lyon", "FR", hedge="wohl")
        plan = story.report(meets(BERG, MOREAU, day="2024-03-05", place=hedged, status="planned"))
        assert same(story, plan, story.report(meets(BERG, MOREAU, day="2024-03-05", place=NAIROBI)))

    def test_a_departure_from_elsewhere_is_another_leg(self) -> None:
        story = Story()
        first = story.report(leaves(BERG, FRANCE, "2024-03-05", origin=OSLO))
        assert not same(story, first, story.report(leaves(BERG, FRANCE, "2024-03-05", origin=NAIROBI)))


class TestWishes:
    def test_a_link_beats_every_rule_and_takes_its_companions_along(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-01"))
        second = story.report(meets(BERG, MOREAU, day="2024-03-09"))
        third = story.report(meets(BERG, MOREAU, day="2024-03-09"))
        story.link(first, second)
        assert same(story, first, second, third)

    def test_an_unlink_beats_the_rules(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        second = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        story.unlink(first, second)
        assert not same(story, first, second)

    def test_an_unlink_beats_an_earlier_link_and_a_later_link_beats_it(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-01"))
        second = story.report(meets(BERG, MOREAU, day="2024-03-09"))
        story.link(first, second)
        story.unlink(first, second)
        assert not same(story, first, second)
        story.link(first, second)
        assert same(story, first, second)

    def test_retracting_a_link_undoes_it(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-01"))
        second = story.report(meets(BERG, MOREAU, day="2024-03-09"))
        story.retract(story.link(first, second))
        assert not same(story, first, second)

    def test_a_report_that_arrives_later_cannot_join_what_was_parted(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        second = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        story.unlink(first, second)
        third = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        assert same(story, first, third)
        assert not same(story, second, third)

    def test_part_of_ties_without_merging(self) -> None:
        story = Story()
        forum = story.report(meets(BERG, MOREAU, OTIENO, day="2024-03-05", event_name="Küstenforum"))
        aside = story.report(meets(BERG, MOREAU, day="2024-03-05", format="sideline_bilateral"))
        story.link(aside, forum, relation="part_of")
        assert not same(story, forum, aside)
        dossier = story.seen("2024-03-10").meeting(aside)
        assert dossier is not None
        assert [(one.id, one.relation, one.direction) for one in dossier.related] == [(forum, "part_of", "to")]


class TestIdentity:
    def test_an_identity_makes_two_names_one_and_its_retraction_parts_them(self) -> None:
        story = Story()
        first = story.report(visits(person("Ada Lindqvist"), PARIS, "2024-03-05"))
        second = story.report(visits(person("A. Lindkvist"), PARIS, "2024-03-05"))
        assert not same(story, first, second)
        identity = story.identity("Ada Lindqvist", "A. Lindkvist", actor_id="lindqvist")
        assert same(story, first, second)
        story.retract(identity)
        assert not same(story, first, second)

    def test_an_identity_beats_the_seeds_and_the_key_in_the_event(self) -> None:
        story = Story()
        first = story.report(visits(person("Luc Moreau", "FR", actor_id="luc-moreau"), NAIROBI, "2024-03-05"))
        second = story.report(visits(OTIENO, NAIROBI, "2024-03-05"))
        story.identity("Luc Moreau", actor_id="joy-otieno")
        assert same(story, first, second)

    def test_an_identity_holds_only_while_it_is_valid(self) -> None:
        story = Story()
        story.identity("Der Gesandte", actor_id="anna-berg", valid="2024-01/2024-03-04")
        inside = story.report(visits(person("Der Gesandte"), PARIS, "2024-03-01"))
        outside = story.report(visits(person("Der Gesandte"), PARIS, "2024-03-08"))
        keys = [party.key for id in (inside, outside) for party in story.happening(id).parties]
        assert keys == ["anna-berg", "der gesandte"]

    def test_a_split_takes_a_name_away(self) -> None:
        story = Story()
        known = story.report(visits(BERG, PARIS, "2024-03-05"))
        other = story.report(visits(person("Anna Björk Berg"), PARIS, "2024-03-05"))
        assert same(story, known, other)
        story.identity("Anna Björk Berg", actor_id="anna-berg", action="split")
        assert not same(story, known, other)


class TestCuration:
    def test_a_retracted_report_drops_out_and_comes_back(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"), outlet="Blatt")
        second = story.report(meets(BERG, MOREAU, day="2024-03-05"), outlet="Kurier")
        gone = story.retract(first)
        row = story.happening(second)
        assert (row.id, row.reports) == (first, 1)
        story.retract(gone)
        assert story.happening(second).reports == 2

    def test_a_happening_without_reports_is_retracted_and_off_the_board(self) -> None:
        story = Story()
        only = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        story.retract(only)
        assert story.happening(only).state == "retracted"
        assert list(story.seen("2024-03-10").keys("meetings")) == []
        assert list(story.seen("2024-03-10").keys("happenings")) == []
        assert story.seen("2024-03-10").effective(only) is None

    def test_a_retracted_bridge_no_longer_joins_two_banks(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-04"))
        bridge = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        second = story.report(meets(BERG, MOREAU, day="2024-03-06"))
        assert same(story, first, bridge, second)
        story.retract(bridge)
        assert not same(story, first, second)

    def test_a_correction_moves_a_report_to_where_it_belongs(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        second = story.report(meets(BERG, MOREAU, day="2024-03-15"))
        story.correct(second, "when.edtf", "2024-03-05")
        assert same(story, first, second)
        assert "corrected" in story.happening(first).badges

    def test_corrections_apply_in_log_order_and_a_retracted_one_does_not(self) -> None:
        story = Story()
        only = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        story.correct(only, "when.edtf", "2024-03-06")
        last = story.correct(only, "when.edtf", "2024-03-07")
        assert story.happening(only).edtf == "2024-03-07"
        story.retract(last)
        assert story.happening(only).edtf == "2024-03-06"

    def test_a_retraction_of_what_is_no_claim_changes_nothing_else(self) -> None:
        story = Story()
        only = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        unlink = story.unlink(only, story.report(visits(BERG, PARIS, "2024-03-05")))
        story.retract(unlink)
        assert story.happening(only).reports == 1
