"""The state of a happening, the value shown, who counts as a source, and how far it may be believed (DOMAIN 3.0)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.projections.build import (
    BERG,
    LYON,
    MOREAU,
    OSLO,
    OTIENO,
    PARIS,
    Story,
    arrives,
    at,
    by,
    leaves,
    meets,
    person,
    visits,
    when,
)
from tracker.projections.rows import Field

PARTY, STRANGER = by("Élysée"), by("Fischer am Kai")


def talk(status: str = "occurred", day: str | None = "2024-03-05", **more: Any) -> Any:
    return meets(BERG, MOREAU, day=day, status=status, **more)


def state(story: Story, id: str, as_of: str = "2024-03-05") -> str:
    return story.happening(id, as_of).state


def shown(story: Story, id: str, name: str) -> Field:
    dossier = story.seen("2024-03-10").meeting(id)
    assert dossier is not None
    return next(field for field in dossier.fields if field.name == name)


class TestState:
    def test_only_rumours_are_a_rumour(self) -> None:
        story = Story()
        assert state(story, story.report(talk("unconfirmed"))) == "rumoured"

    def test_a_plan_announces_what_was_a_rumour(self) -> None:
        story = Story()
        only = story.report(talk("unconfirmed"))
        story.report(talk("planned"))
        assert state(story, only) == "announced"

    def test_one_witness_is_enough(self) -> None:
        story = Story()
        plan = story.report(talk("planned"))
        story.report(talk("occurred"), "2024-03-06")
        assert state(story, plan) == "held"

    def test_what_goes_on_is_under_way_until_its_last_day(self) -> None:
        story = Story()
        only = story.report(talk("ongoing", "2024-03-05/2024-03-07"), "2024-03-05")
        assert [state(story, only, f"2024-03-{day:02}") for day in (5, 7, 8)] == ["under_way", "under_way", "held"]

    def test_a_planned_visit_is_under_way_once_its_traveller_has_arrived(self) -> None:
        story = Story()
        visit = story.report(visits(BERG, PARIS, "2024-03-05/2024-03-07", status="planned"))
        assert state(story, visit, "2024-03-06") == "announced"
        arrival = story.report(arrives(BERG, at("Frankreich", "FR"), "2024-03-04"), "2024-03-05")
        assert [state(story, visit, f"2024-03-{day:02}") for day in (5, 7, 8)] == ["under_way", "under_way", "held"]
        story.retract(arrival)
        assert state(story, visit, "2024-03-06") == "announced"

    @pytest.mark.parametrize(
        "where", [(MOREAU, PARIS, "2024-03-05"), (BERG, LYON, "2024-03-05"), (BERG, PARIS, "2024-03-02")]
    )
    def test_another_arrival_tells_nothing_of_the_visit(self, where: Any) -> None:
        story = Story()
        visit = story.report(visits(BERG, PARIS, "2024-03-05/2024-03-07", status="planned"))
        story.report(arrives(*where), "2024-03-05")
        assert state(story, visit, "2024-03-06") == "announced"

    def test_a_party_calls_off(self) -> None:
        story = Story()
        plan = story.report(talk("planned"))
        story.report(talk("cancelled", attribution=PARTY), "2024-03-03")
        assert state(story, plan) == "cancelled"

    def test_the_newsroom_in_its_own_voice_tells_the_deed_of_a_party(self) -> None:
        story = Story()
        plan = story.report(talk("planned"))
        story.report(talk("cancelled"), "2024-03-03")
        assert state(story, plan) == "cancelled"

    def test_a_stranger_who_says_it_is_off_makes_a_dispute(self) -> None:
        story = Story()
        plan = story.report(talk("planned"))
        story.report(talk("cancelled", attribution=STRANGER), "2024-03-03")
        assert state(story, plan) == "disputed"

    def test_a_later_plan_announces_again(self) -> None:
        story = Story()
        first = story.report(talk("planned"), "2024-03-01")
        story.report(talk("cancelled", attribution=PARTY), "2024-03-02")
        story.report(talk("planned", attribution=PARTY), "2024-03-03")
        assert state(story, first) == "announced"

    def test_what_happened_outlives_an_earlier_cancellation(self) -> None:
        story = Story()
        first = story.report(talk("cancelled", attribution=PARTY), "2024-03-02")
        story.report(talk("occurred"), "2024-03-06")
        assert state(story, first) == "held"

    def test_an_equal_or_better_denial_behind_the_report_disputes_it(self) -> None:
        story = Story()
        first = story.report(talk("occurred", attribution=STRANGER), "2024-03-06")
        story.report(talk("denied", attribution=PARTY), "2024-03-07")
        assert state(story, first) == "disputed"

    def test_a_strangers_denial_does_not_outweigh_a_party(self) -> None:
        story = Story()
        first = story.report(talk("occurred", attribution=PARTY), "2024-03-06")
        story.report(talk("denied", attribution=STRANGER), "2024-03-07")
        assert state(story, first) == "held"

    def test_a_plan_that_a_party_denies_is_disputed(self) -> None:
        story = Story()
        first = story.report(talk("planned", attribution=STRANGER))
        story.report(talk("denied", attribution=PARTY), "2024-03-02")
        assert state(story, first) == "disputed"

    def test_a_postponement_with_a_new_date_announces_it(self) -> None:
        story = Story()
        first = story.report(talk("planned"), "2024-03-01")
        moved = talk("cancelled", outcome="postponed", new_when=when("2024-03-19"))
        story.report(moved, "2024-03-04")
        row = story.happening(first, "2024-03-06")
        assert (row.state, row.edtf) == ("announced", "2024-03-19")
        assert "rescheduled" in row.badges


class TestLapse:
    @pytest.mark.parametrize(
        ("day", "text", "last"),
        [
            ("2024-03-05", "am Dienstag", "2024-03-05"),
            ("2024-03-05/..", "ab Dienstag", "2024-03-12"),
            ("2024-03-01/..", "in den kommenden Tagen", "2024-03-08"),
            ("2024-03-01/..", "in den kommenden Wochen", "2024-04-12"),
            ("2024-03-01/..", "in den kommenden Monaten", "2024-08-28"),
            ("2024-03-01/..", "demnächst", "2024-03-31"),
            ("2024-03-04/2024-03-10", "kommende Woche", "2024-03-10"),
            (None, "irgendwann", "2024-03-31"),
        ],
    )
    def test_an_announcement_lapses_behind_its_date_and_horizon(self, day: str | None, text: str, last: str) -> None:
        story = Story()
        date = when(day, text)
        only = story.report(talk("planned").model_copy(update={"when": date}), "2024-03-01")
        following = f"{last[:8]}{int(last[8:]) + 1:02}" if last[8:] != "31" else f"2024-{int(last[5:7]) + 1:02}-01"
        assert (state(story, only, last), state(story, only, following)) == ("announced", "lapsed")

    def test_lapsing_stands_in_the_history_without_an_event(self) -> None:
        story = Story()
        only = story.report(talk("planned"))
        dossier = story.seen("2024-04-01").meeting(only)
        assert dossier is not None
        assert [(t.state, t.position, t.cause) for t in dossier.history] == [
            ("announced", 1, "summit"),
            ("lapsed", None, "time"),
        ]


class TestHistory:
    def test_each_change_of_state_names_the_event_that_caused_it(self) -> None:
        story = Story()
        rumour = story.report(talk("unconfirmed"), "2024-03-01")
        plan = story.report(talk("planned"), "2024-03-02")
        story.report(talk("planned"), "2024-03-03", "Kurier")
        held = story.report(talk("occurred"), "2024-03-06")
        gone = story.retract(held)
        dossier = story.seen("2024-03-05").meeting(rumour)
        assert dossier is not None
        assert [(t.state, t.event_id, t.date) for t in dossier.history] == [
            ("rumoured", rumour, "2024-03-01"),
            ("announced", plan, "2024-03-02"),
            ("held", held, "2024-03-06"),
            ("announced", gone, "2024-04-01"),
        ]


class TestValueShown:
    def test_a_report_after_the_fact_beats_a_plan(self) -> None:
        story = Story()
        story.report(talk("planned", "2024-03-05", attribution=PARTY))
        held = story.report(talk("occurred", "2024-03-06"), "2024-03-07")
        field = shown(story, held, "when")
        assert (field.shown.value, field.alternatives[0].value) == ("2024-03-06", "2024-03-05")

    def test_a_party_leads_and_the_loser_is_not_hidden(self) -> None:
        story = Story()
        story.report(talk(day="2024-03-05", attribution=PARTY), "2024-03-06")
        later = story.report(talk(day="2024-03-06", attribution=STRANGER), "2024-03-08")
        field = shown(story, later, "when")
        assert (field.shown.value, field.shown.origin) == ("2024-03-05", "Élysée")
        assert [(v.value, v.origin) for v in field.alternatives] == [("2024-03-06", "Fischer am Kai")]
        assert (field.contradiction, field.days) == ("contradiction", 1)

    def test_the_narrower_value_leads_where_both_agree(self) -> None:
        story = Story()
        first = story.report(talk(day="2024-03-05", place=PARIS), "2024-03-06")
        story.report(talk(day="2024-03", place=at("Frankreich", "FR")), "2024-03-08")
        assert shown(story, first, "when").shown.value == "2024-03-05"
        assert shown(story, first, "place").shown.value == "Paris"
        assert shown(story, first, "when").contradiction is None
        assert shown(story, first, "place").contradiction is None

    def test_else_the_later_publication_leads_and_then_the_later_event(self) -> None:
        story = Story()
        first = story.report(talk(day="2024-03-05"), "2024-03-07")
        story.report(talk(day="2024-03-06"), "2024-03-06")
        assert shown(story, first, "when").shown.value == "2024-03-05"
        story.report(talk(day="2024-03-06"), "2024-03-07")
        assert shown(story, first, "when").shown.value == "2024-03-06"

    def test_a_hedged_plan_that_came_out_otherwise_was_revised(self) -> None:
        story = Story()
        story.report(talk("planned", place=at("Lyon", "FR", hedge="wohl")))
        held = story.report(talk(place=PARIS), "2024-03-06")
        assert shown(story, held, "place").contradiction == "revision"
        assert story.happening(held).place_hedge is None

    def test_an_unhedged_plan_contradicts_what_a_stranger_reports(self) -> None:
        story = Story()
        story.report(talk("planned", "2024-03-05"))
        held = story.report(talk(day="2024-03-06", attribution=STRANGER), "2024-03-07")
        assert shown(story, held, "when").contradiction == "contradiction"

    def test_a_party_may_revise_its_plan(self) -> None:
        story = Story()
        story.report(talk("planned", "2024-03-05"))
        held = story.report(talk(day="2024-03-06", attribution=PARTY), "2024-03-07")
        assert shown(story, held, "when").contradiction == "revision"

    def test_conveyances_that_differ_contradict(self) -> None:
        story = Story()
        first = story.report(leaves(BERG, PARIS, "2024-03-05", origin=OSLO, conveyance="train"))
        story.report(leaves(BERG, PARIS, "2024-03-05", conveyance="aeroplane"), "2024-03-06")
        assert shown(story, first, "conveyance").contradiction == "contradiction"

    def test_a_corrected_office_is_shown(self) -> None:
        story = Story()
        only = story.report(visits(person("Ole Nilsen", "NO", office="Vizepräsident"), PARIS, "2024-03-05"))
        story.correct(only, "participants.0.office", "Vizepremier")
        row = story.happening(only)
        assert (row.parties[0].office, row.parties[0].level) == ("Vizepremier", "deputy_head")
        assert "corrected" in row.badges


class TestJudgements:
    def test_the_analysts_preference_leads_and_its_retraction_gives_way(self) -> None:
        story = Story()
        party = story.report(talk(day="2024-03-05", attribution=PARTY), "2024-03-06")
        other = story.report(talk(day="2024-03-06", attribution=STRANGER), "2024-03-07")
        judgement = story.prefer(other, "when")
        assert shown(story, party, "when").shown.value == "2024-03-06"
        story.prefer(party, "when.edtf")
        assert shown(story, party, "when").shown.value == "2024-03-05"
        story.retract(story.prefer(other, "when"))
        story.retract(judgement)
        assert shown(story, party, "when").shown.value == "2024-03-05"

    def test_a_party_that_is_graded_d_or_e_no_longer_leads(self) -> None:
        story = Story()
        only = story.report(talk(day="2024-03-05", attribution=PARTY), "2024-03-06")
        story.report(talk(day="2024-03-06", attribution=STRANGER), "2024-03-07")
        grade = story.grade("Élysée", "E")
        story.grade("Fischer am Kai", "D")
        assert shown(story, only, "when").shown.value == "2024-03-06"
        story.retract(grade)
        assert shown(story, only, "when").shown.value == "2024-03-05"

    def test_the_better_grade_leads_among_equals(self) -> None:
        story = Story()
        story.grade("Fischer am Kai", "B")
        first = story.report(talk(day="2024-03-05", attribution=STRANGER), "2024-03-06")
        story.report(talk(day="2024-03-06"), "2024-03-07")
        assert shown(story, first, "when").shown.value == "2024-03-05"

    def test_a_grade_for_a_subject_holds_for_that_subject(self) -> None:
        story = Story()
        about_berg = story.report(visits(BERG, PARIS, "2024-03-05", attribution=STRANGER))
        about_otieno = story.report(visits(OTIENO, PARIS, "2024-03-05", attribution=STRANGER))
        story.grade("Fischer am Kai", "A", "Anna Berg")
        assert [story.happening(id).credibility for id in (about_berg, about_otieno)] == [2, 3]

    def test_grades_confirm(self) -> None:
        story = Story()
        only = story.report(talk(attribution=STRANGER), "2024-03-06")
        story.report(talk(), "2024-03-06", "Kurier")
        assert story.happening(only).credibility == 2
        story.grade("Kurier", "C")
        assert story.happening(only).credibility == 1

    def test_a_judgement_stands_beside_the_reports_and_is_never_counted(self) -> None:
        story = Story()
        only = story.report(talk("planned"))
        story.assess(only, likelihood="likely", horizon="2024-03-05")
        dossier = story.seen("2024-03-05").meeting(only)
        assert dossier is not None
        assert [one.judgement.likelihood for one in dossier.assessments] == ["likely"]
        assert (dossier.row.reports, len(dossier.reports)) == (1, 1)


class TestOrigins:
    TEXT = " ".join(f"Wort{number} steht hier an seinem Platz und bleibt" for number in range(20))

    def counts(self, story: Story, id: str) -> tuple[int, int, int]:
        row = story.happening(id)
        return row.reports, row.outlets, row.origins

    def test_the_root_of_the_attribution_is_the_origin(self) -> None:
        story = Story()
        first = story.report(talk(attribution=by("Fischer am Kai", "NTB")), outlet="Blatt")
        story.report(talk(attribution=by("Fischer am Kai")), outlet="Kurier")
        assert self.counts(story, first) == (2, 2, 1)

    def test_without_attribution_it_is_the_outlet(self) -> None:
        story = Story()
        first = story.report(talk(), outlet="Blatt")
        story.report(talk(), "2024-03-06", outlet="Blatt")
        story.report(talk(), outlet="Kurier")
        assert self.counts(story, first) == (3, 2, 2)

    def test_nearly_the_same_words_are_one_origin(self) -> None:
        story = Story()
        first = story.report(talk(), outlet="Blatt", text=self.TEXT)
        story.report(talk(), outlet="Kurier", text=f"Eilmeldung vorab. {self.TEXT} Mehr dazu morgen.")
        story.report(talk(), outlet="Bote", text=" ".join(reversed(self.TEXT.split())))
        assert self.counts(story, first) == (3, 3, 2)

    def test_the_same_agencys_byline_is_one_origin(self) -> None:
        story = Story()
        first = story.report(talk(), outlet="Blatt", text="Oslo (NTB) – Das Treffen fand statt.")
        story.report(talk(), outlet="Kurier", text="Es wurde lange geredet.\nNTB")
        story.report(talk(), outlet="NTB")
        assert self.counts(story, first) == (3, 3, 1)

    def test_a_call_is_an_origin_of_its_own(self) -> None:
        story = Story()
        first = story.report(talk(), outlet="Blatt")
        story.report(talk(), outlet=None)
        assert self.counts(story, first) == (2, 2, 2)


class TestCredibility:
    def number(self, *reports: Any) -> int:
        story = Story()
        ids = [story.report(event, f"2024-03-{6 + n:02}", f"Blatt {n}") for n, event in enumerate(reports)]
        return story.happening(ids[0]).credibility

    def test_1_is_two_origins_of_which_one_is_a_party(self) -> None:
        assert self.number(talk(attribution=PARTY), talk(attribution=STRANGER)) == 1

    def test_2_is_a_party_alone_or_two_others(self) -> None:
        assert self.number(talk(attribution=PARTY)) == 2
        assert self.number(talk(), talk(attribution=STRANGER)) == 2

    def test_3_is_one_other_origin(self) -> None:
        assert self.number(talk(attribution=STRANGER), talk(attribution=STRANGER)) == 3

    def test_4_is_contradicted_by_an_equal(self) -> None:
        assert self.number(talk(day="2024-03-05"), talk(day="2024-03-06")) == 4

    def test_a_lesser_source_takes_confirmation_away_but_no_more(self) -> None:
        assert self.number(talk(day="2024-03-05", attribution=PARTY), talk(day="2024-03-06")) == 2

    def test_5_is_denied_by_a_party(self) -> None:
        assert self.number(talk(), talk("denied", attribution=PARTY)) == 5

    def test_6_is_nobody(self) -> None:
        story = Story()
        only = story.report(talk())
        story.retract(only)
        assert story.happening(only).credibility == 6

    @pytest.mark.parametrize(
        "source", ["Élysée", "Präsident Moreau", "französische Regierung", "Luc Moreau", "Storting"]
    )
    def test_governments_and_heads_of_the_sides_are_parties(self, source: str) -> None:
        assert self.number(talk(attribution=by(source))) == 2

    @pytest.mark.parametrize(
        "source", ["NTB", "französische Quellen", "Fischer", "kenianische Regierung", "Joy Otieno"]
    )
    def test_agencies_unnamed_voices_and_third_states_are_not(self, source: str) -> None:
        assert self.number(talk(attribution=by(source))) == 3

    def test_a_state_agency_is_a_party_to_what_its_state_does(self) -> None:
        story = Story()
        only = story.report(visits(OTIENO, LYON, "2024-03-05", attribution=by("KCNA")))
        assert story.happening(only).credibility == 2
