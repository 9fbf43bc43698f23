"""Whereabouts, itineraries, statements and the board: the rules of DOMAIN 3.1, 3.2, 3.3 and 3.5."""

from __future__ import annotations

from typing import Any

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
    by,
    leaves,
    meets,
    person,
    says,
    visits,
)
from tracker.projections.rows import ItineraryRow, MeetingRow, StatementRow, WhereaboutsRow


def where(story: Story, as_of: str, who: str = "anna-berg") -> WhereaboutsRow:
    rows = [row for row in story.seen(as_of).all("whereabouts") if isinstance(row, WhereaboutsRow) and row.id == who]
    return rows[0]


def trips(story: Story, as_of: str = "2024-06-01", who: str = "anna-berg") -> list[ItineraryRow]:
    rows = story.seen(as_of).all("itineraries")
    return [row for row in rows if isinstance(row, ItineraryRow) and row.traveller_key == who]


class TestWhereabouts:
    def test_the_latest_evidence_wins(self) -> None:
        story = Story()
        story.report(arrives(BERG, PARIS, "2024-03-01"))
        story.report(visits(BERG, LYON, "2024-03-03"))
        assert where(story, "2024-03-03").place == "Lyon"
        assert where(story, "2024-03-02").place == "Paris"

    def test_nothing_is_evidence_before_it_begins(self) -> None:
        story = Story()
        story.report(arrives(BERG, PARIS, "2024-03-05"))
        assert list(story.seen("2024-03-04").keys("whereabouts")) == []

    def test_a_departure_shows_the_way_and_after_a_week_the_missing_arrival(self) -> None:
        story = Story()
        story.report(leaves(BERG, PARIS, "2024-03-01", origin=OSLO))
        row = where(story, "2024-03-08")
        assert (row.in_transit, row.origin, row.place, row.arrival_unreported) == (True, "Oslo", "Paris", False)
        assert where(story, "2024-03-09").arrival_unreported is True

    def test_a_departure_from_the_place_of_the_day_ends_the_stay(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2024-03-05", place=PARIS))
        story.report(leaves(BERG, OSLO, "2024-03-05", origin=PARIS))
        assert where(story, "2024-03-05").kind == "departure"

    @pytest.mark.parametrize(
        ("one", "other", "winner"),
        [
            (arrives(BERG, PARIS, "2024-03-05"), meets(BERG, MOREAU, day="2024-03-05", place=LYON), "arrival"),
            (meets(BERG, MOREAU, day="2024-03-05", place=LYON), visits(BERG, PARIS, "2024-03-05"), "summit"),
            (visits(BERG, PARIS, "2024-03-05"), leaves(BERG, PARIS, "2024-03-05", origin=OSLO), "visit"),
        ],
    )
    def test_on_a_tie_arrival_summit_visit_departure(self, one: Any, other: Any, winner: str) -> None:
        story = Story()
        story.report(other)
        story.report(one)
        assert where(story, "2024-03-05").kind == winner

    def test_a_long_stay_is_capped_at_the_day(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-01/2024-03-09"))
        row = where(story, "2024-03-04")
        assert (row.since, row.seen, row.freshness) == ("2024-03-01", "2024-03-04", "fresh")

    @pytest.mark.parametrize(
        ("as_of", "freshness"), [("04", "fresh"), ("05", "ageing"), ("15", "ageing"), ("16", "stale")]
    )
    def test_freshness(self, as_of: str, freshness: str) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-01"))
        assert where(story, f"2024-03-{as_of}").freshness == freshness

    def test_plans_stand_beside_as_expected_until_they_lapse(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-01"))
        story.report(visits(BERG, NAIROBI, "2024-03-08", status="planned"))
        expected = where(story, "2024-03-05").expected
        assert expected is not None
        assert (expected.place, expected.earliest) == ("Nairobi", "2024-03-08")
        assert where(story, "2024-03-09").expected is None

    def test_telephone_calls_and_denied_visits_place_nobody(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2024-03-05", place=PARIS, channel="telephone"))
        story.report(visits(BERG, LYON, "2024-03-05", status="denied"))
        assert list(story.seen("2024-03-06").keys("whereabouts")) == []

    def test_two_places_for_the_same_days_are_both_shown(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-01/2024-03-05"))
        story.report(visits(BERG, NAIROBI, "2024-03-03/2024-03-05"))
        assert {where(story, "2024-03-05").place, where(story, "2024-03-05").conflict} == {"Paris", "Nairobi"}

    def test_the_same_day_in_two_places_is_normal(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-05"))
        story.report(visits(BERG, NAIROBI, "2024-03-05"))
        assert where(story, "2024-03-05").conflict is None

    def test_abroad_or_on_the_way_first_then_fresh_then_by_name(self) -> None:
        story = Story()
        story.report(visits(MOREAU, LYON, "2024-03-09"))
        story.report(visits(OTIENO, PARIS, "2024-03-01"))
        story.report(visits(BERG, PARIS, "2024-03-09"))
        rows = list(story.seen("2024-03-10").all("whereabouts"))
        names = [row.name for row in rows if isinstance(row, WhereaboutsRow)]
        assert names == ["Anna Berg", "Joy Otieno", "Luc Moreau"]


class TestItineraries:
    def test_a_departure_finds_its_arrival_within_seven_days(self) -> None:
        story = Story()
        departure = story.report(leaves(BERG, at("Frankreich", "FR"), "2024-03-01", origin=OSLO, conveyance="train"))
        arrival = story.report(arrives(BERG, PARIS, "2024-03-03"))
        (trip,) = trips(story)
        (leg,) = trip.legs
        assert (leg.departure, leg.arrival, leg.departed, leg.arrived) == (
            departure,
            arrival,
            "2024-03-01",
            "2024-03-03",
        )
        assert (leg.origin, leg.destination, leg.conveyance) == ("Oslo", "Paris", "train")

    def test_an_arrival_elsewhere_leaves_the_leg_open(self) -> None:
        story = Story()
        story.report(leaves(BERG, PARIS, "2024-03-01", origin=OSLO))
        story.report(arrives(BERG, NAIROBI, "2024-03-02"))
        (trip,) = trips(story)
        assert [(leg.departed, leg.arrived) for leg in trip.legs] == [("2024-03-01", None), (None, "2024-03-02")]

    def test_a_return_closes_the_journey_and_days_count_both_ends(self) -> None:
        story = Story()
        story.report(leaves(BERG, PARIS, "2024-03-01", origin=OSLO))
        story.report(arrives(BERG, PARIS, "2024-03-01"))
        story.report(meets(BERG, MOREAU, day="2024-03-03", place=PARIS))
        story.report(leaves(BERG, OSLO, "2024-03-05", origin=PARIS))
        story.report(arrives(BERG, OSLO, "2024-03-06"))
        (trip,) = trips(story, "2024-03-06")
        assert (trip.state, trip.start, trip.end, trip.days) == ("closed", "2024-03-01", "2024-03-06", 6)
        assert (trip.countries, trip.met) == (("FR",), ("Luc Moreau",))
        (stay,) = trip.stays
        assert (stay.country, stay.start, stay.end, stay.days) == ("FR", "2024-03-01", "2024-03-05", 5)
        assert (stay.start_known, stay.end_known) == (True, True)

    def test_a_visit_without_a_leg_is_a_stay_with_unknown_ends(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-01/2024-03-02"))
        (trip,) = trips(story)
        (stay,) = trip.stays
        assert trip.legs == ()
        assert (stay.days, stay.start_known, stay.end_known) == (2, False, False)

    @pytest.mark.parametrize(("second", "journeys"), [("2024-03-05", 1), ("2024-03-06", 2)])
    def test_more_than_three_days_without_evidence_part_two_journeys(self, second: str, journeys: int) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-01"))
        story.report(visits(BERG, NAIROBI, second))
        assert len(trips(story)) == journeys

    def test_leaving_shows_that_a_quiet_stay_went_on(self) -> None:
        story = Story()
        story.report(arrives(BERG, PARIS, "2024-03-01"))
        story.report(leaves(BERG, OSLO, "2024-03-10", origin=PARIS))
        (trip,) = trips(story)
        assert trip.stays[0].days == 10

    def test_a_user_ties_two_journeys_together(self) -> None:
        story = Story()
        first = story.report(visits(BERG, PARIS, "2024-03-01"))
        second = story.report(visits(BERG, NAIROBI, "2024-03-20"))
        assert len(trips(story)) == 2
        story.link(first, second, relation="leg_of")
        (trip,) = trips(story)
        assert trip.countries == ("FR", "KE")

    def test_a_journey_is_open_while_it_may_go_on(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-01"))
        assert [trips(story, f"2024-03-0{day}")[0].state for day in (1, 4, 5)] == ["open", "open", "closed"]
        assert trips(story, "2024-03-04")[0].days is None

    def test_companions_travel_along(self) -> None:
        story = Story()
        aide = person("Ole Nilsen", "NO", role="traveller", office="Botschafter")
        story.report(leaves(BERG, PARIS, "2024-03-01", origin=OSLO, others=(aide,)))
        (trip,) = trips(story, who="ole nilsen")
        assert (trip.accompanying, len(trip.legs)) == ("Anna Berg", 1)
        assert trips(story)[0].accompanying is None

    def test_a_plan_is_a_journey_until_one_answers_it(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-10", status="planned"), "2024-03-01")
        assert [trip.state for trip in trips(story, "2024-03-05")] == ["announced"]
        assert [trip.state for trip in trips(story, "2024-03-11")] == ["lapsed"]
        story.report(arrives(BERG, PARIS, "2024-03-09"))
        assert [trip.state for trip in trips(story, "2024-03-09")] == ["open"]

    def test_meetings_at_home_are_no_journey(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2024-03-05", place=OSLO))
        assert trips(story) == []
        assert [trip.countries for trip in trips(story, who="luc-moreau")] == [("NO",)]

    def test_stays_in_two_states_at_once_are_flagged_not_mended(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-01/2024-03-05"))
        story.report(visits(BERG, NAIROBI, "2024-03-03/2024-03-06"))
        (trip,) = trips(story)
        assert "overlapping_stays" in trip.flags

    def test_open_journeys_come_first_then_the_newest(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-03-01/2024-03-20"))
        story.report(visits(OTIENO, PARIS, "2024-03-05"))
        story.report(visits(OTIENO, PARIS, "2024-03-12"))
        rows = [row for row in story.seen("2024-03-18").all("itineraries") if isinstance(row, ItineraryRow)]
        assert [(row.traveller, row.start) for row in rows] == [
            ("Anna Berg", "2024-03-01"),
            ("Joy Otieno", "2024-03-12"),
            ("Joy Otieno", "2024-03-05"),
        ]


def board(story: Story, as_of: str) -> list[MeetingRow]:
    return [row for row in story.seen(as_of).all("meetings") if isinstance(row, MeetingRow)]


class TestBoard:
    def test_summits_and_visits_with_a_host_stand_on_it(self) -> None:
        story = Story()
        summit = story.report(meets(BERG, MOREAU, day="2024-03-05"))
        hosted = story.report(visits(OTIENO, PARIS, "2024-03-05", others=(MOREAU.model_copy(update={"role": "host"}),)))
        story.report(visits(BERG, LYON, "2024-03-05"))
        story.report(leaves(BERG, PARIS, "2024-03-04"))
        assert {row.id for row in board(story, "2024-03-06")} == {summit, hosted}

    def test_columns_follow_each_other_and_are_sorted_by_their_own_rule(self) -> None:
        story = Story()
        others = [person(f"Gast {letter}", "SE") for letter in "ABCDEFGH"]
        ids = {
            "late": story.report(meets(BERG, others[0], day="2024-03-20", status="planned")),
            "wide": story.report(meets(BERG, others[1], day="2024-03-15/2024-03-18", status="planned")),
            "narrow": story.report(meets(BERG, others[2], day="2024-03-15", status="planned")),
            "rumour": story.report(meets(BERG, others[3], day="2024-03-30", status="unconfirmed")),
            "old": story.report(meets(BERG, others[4], day="2024-03-01")),
            "recent": story.report(meets(BERG, others[5], day="2024-03-08")),
            "off": story.report(meets(BERG, others[6], day="2024-03-12", status="cancelled")),
            "ghost": story.report(meets(BERG, others[7], day="2024-03-02", status="planned")),
        }
        names = {id: name for name, id in ids.items()}
        shown = [names[row.id] for row in board(story, "2024-03-10")]
        assert shown == ["rumour", "narrow", "wide", "late", "recent", "old", "off", "ghost"]

    def test_what_is_over_joins_what_was_held(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2024-03-03/2024-03-05", status="ongoing"), "2024-03-04")
        story.report(meets(BERG, OTIENO, day="2024-03-04"))
        assert [row.state for row in board(story, "2024-03-05")] == ["under_way", "held"]
        assert [row.latest for row in board(story, "2024-03-09")] == ["2024-03-05", "2024-03-04"]

    def test_a_card_tells_level_host_topics_and_counts(self) -> None:
        story = Story()
        host = person("Luc Moreau", "FR", "host", office="Präsident")
        guest = person("Joy Otieno", "KE", office="Außenministerin")
        story.report(meets(host, guest, day="2024-03-05", place=PARIS, topics=("Fischerei",)))
        story.report(meets(host, guest, day="2024-03-05", topics=("Fischerei", "Visa")), outlet="Kurier")
        (row,) = board(story, "2024-03-06")
        assert (row.level, row.host, row.topics) == ("foreign_minister", "Luc Moreau", ("Fischerei", "Visa"))
        assert (row.reports, row.outlets, row.origins) == (2, 2, 2)
        assert row.title == "Luc Moreau · Joy Otieno"

    def test_a_link_that_replaces_makes_one_card(self) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05", status="planned"))
        second = story.report(meets(BERG, MOREAU, day="2024-03-19", status="planned"), "2024-03-04")
        story.link(first, second, relation="replaces")
        (row,) = board(story, "2024-03-06")
        assert (row.edtf, row.state) == ("2024-03-19", "announced")

    def test_what_was_reported_today_is_new(self) -> None:
        story = Story()
        story.report(meets(BERG, MOREAU, day="2024-03-05"), "2024-03-05")
        assert "new" in board(story, "2024-03-06")[0].badges
        assert "new" not in board(story, "2024-03-08")[0].badges


class TestStatements:
    WORDS = (
        "Wir haben heute lange und offen über die Fischerei vor der Küste gesprochen, und wir werden das fortsetzen."
    )

    def rows(self, story: Story, search: str | None = None) -> list[StatementRow]:
        return [
            row for row in story.seen("2024-03-10").all("statements", search=search) if isinstance(row, StatementRow)
        ]

    def test_the_same_words_in_two_outlets_are_one_statement(self) -> None:
        story = Story()
        first = story.report(says(BERG, self.WORDS, quote_kind="direct"), outlet="Blatt")
        story.report(says(BERG, self.WORDS.replace("heute ", ""), quote_kind="direct"), "2024-03-02", "Kurier")
        (row,) = self.rows(story)
        assert (row.id, row.reports, row.outlets, row.origins) == (first, 2, 2, 2)
        assert row.variants == (self.WORDS.replace("heute ", ""),)

    def test_the_longest_direct_quote_leads(self) -> None:
        story = Story()
        story.report(says(BERG, self.WORDS + " Bald.", quote_kind="indirect"))
        story.report(says(BERG, self.WORDS, quote_kind="direct"))
        assert self.rows(story)[0].quote == self.WORDS

    @pytest.mark.parametrize(
        ("other", "published"),
        [
            (says(MOREAU, WORDS), "2024-03-01"),
            (says(BERG, "Dazu kein Wort."), "2024-03-01"),
            (says(BERG, WORDS), "2024-03-05"),
            (says(BERG, None), "2024-03-01"),
        ],
    )
    def test_other_speakers_words_or_days_stand_alone(self, other: Any, published: str) -> None:
        story = Story()
        story.report(says(BERG, self.WORDS))
        story.report(other, published)
        assert len(self.rows(story)) == 2

    def test_newest_first_then_the_higher_speaker(self) -> None:
        story = Story()
        story.report(says(OTIENO, "Eins."), "2024-03-02")
        story.report(says(MOREAU, "Zwei."), "2024-03-02")
        story.report(says(person("Ein Beamter"), "Drei."), "2024-03-03")
        assert [row.quote for row in self.rows(story)] == ["Drei.", "Zwei.", "Eins."]

    def test_a_row_tells_whom_through_whom_and_about_what(self) -> None:
        story = Story()
        event = says(BERG, "Ja.", to=MOREAU, topics=("Visa",), about="e1", attribution=by("Storting", "NTB"))
        story.report(event.model_copy(update={"statement_kind": "confirm", "on_record": "named"}))
        (row,) = self.rows(story)
        assert (row.addressees, row.topics, row.about) == (("Luc Moreau",), ("Visa",), "e1")
        assert (row.kind, row.on_record, row.chain) == ("confirm", "named", ("Storting", "NTB"))


class TestSearch:
    def found(self, words: str, view: str = "meetings") -> int:
        story = Story()
        guest = person("Jörg Müßig", "DE")
        story.report(meets(BERG, guest, day="2024-03-05", place=PARIS, topics=("Straßenbau",)))
        story.report(meets(person("Ministerpräsidentin Berg", "NO"), OTIENO, day="2024-03-01", place=at("Genf", "CH")))
        story.report(says(guest, "Kein Kommentar."))
        story.report(visits(guest, NAIROBI, "2024-03-05"))
        return len(story.seen("2024-03-10").keys(view, search=words))

    @pytest.mark.parametrize("words", ["müßig", "mussig", "muessig", "MÜSS", "strassenbau", "straßen", "muess par"])
    def test_umlauts_accents_beginnings_and_case(self, words: str) -> None:
        assert self.found(words) == 1

    def test_every_word_must_be_found(self) -> None:
        assert self.found("müßig genf") == 0

    def test_names_are_found_by_their_other_spellings(self) -> None:
        assert self.found("Anna") == 2

    def test_signs_of_the_query_language_are_ordinary_text(self) -> None:
        assert self.found('mussig" OR NEAR(* -paris') == 0
        assert self.found('"*" -') == 2

    @pytest.mark.parametrize("view", ["statements", "itineraries", "whereabouts", "happenings"])
    def test_every_view_can_be_searched(self, view: str) -> None:
        assert 1 <= self.found("müßig", view) < self.found("", view) or view in ("statements",)

    def test_a_corrected_name_is_found_and_the_old_one_is_not(self) -> None:
        story = Story()
        only = story.report(meets(BERG, person("Falscher Name"), day="2024-03-05"))
        story.correct(only, "participants.1.name", "Rechter Name")
        reader = story.seen("2024-03-10")
        assert [len(reader.keys("meetings", search=word)) for word in ("Falscher", "Rechter")] == [0, 1]


def test_a_field_about_a_person_comes_with_the_name_to_show() -> None:
    story = Story()
    first = story.report(meets(person("Berg, Anna", "NO", office="Ministerin", actor_id="anna-berg"), MOREAU))
    story.report(meets(person("Anna Björk Berg", "NO", office="Sondergesandte"), MOREAU))
    dossier = story.seen("2024-03-10").meeting(first)
    assert dossier is not None
    subjects = {field.name: field.subject for field in dossier.fields}
    assert subjects["office:anna-berg"] == "Anna Björk Berg"
    assert {subject for name, subject in subjects.items() if not name.startswith("office:")} == {None}
