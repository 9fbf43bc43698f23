"""Journeys told vaguely: a month is no thirty days, one of several days is not all of them, gaps are not bridged."""

from __future__ import annotations

import pytest

from tests.projections.build import BERG, LYON, MOREAU, NAIROBI, OSLO, PARIS, Story, arrives, leaves, meets, visits
from tracker.projections.rows import ItineraryRow, Stay, WhereaboutsRow

LATER = "2024-12-01"


def trips(story: Story, as_of: str = LATER) -> list[ItineraryRow]:
    rows = story.seen(as_of).all("itineraries")
    found = [row for row in rows if isinstance(row, ItineraryRow) and row.traveller_key == "anna-berg"]
    return sorted(found, key=lambda row: (row.start or "", row.key))


def spans(trip: ItineraryRow) -> list[tuple[str | None, str | None, str | None, int | None]]:
    return [(stay.country, stay.start, stay.end, stay.days) for stay in trip.stays]


def only_stay(story: Story) -> Stay:
    (trip,) = trips(story)
    (stay,) = trip.stays
    return stay


class TestDaysThatNobodyTold:
    @pytest.mark.parametrize(
        "edtf",
        ["2024-04", "2024-22", "[2024-04-03..2024-04-20]", "[2024-04-03,2024-04-20]", "2024-04-03/..", "2024-04-03~"],
    )
    def test_a_vague_date_has_no_number_of_days(self, edtf: str) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, edtf), "2024-07-01")
        (trip,) = trips(story)
        assert (trip.state, trip.days, trip.stays[0].days) == ("closed", None, None)

    def test_a_vague_date_keeps_its_bounds(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-04"), "2024-07-01")
        assert (trips(story)[0].start, trips(story)[0].end) == ("2024-04-01", "2024-04-30")

    def test_a_source_in_doubt_gives_no_days(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-04-03?"), "2024-07-01")
        assert only_stay(story).days is None

    @pytest.mark.parametrize(("edtf", "days"), [("2024-04-03/2024-04-05", 3), ("{2024-04-03,2024-04-04}", 2)])
    def test_what_fills_known_days_has_their_number(self, edtf: str, days: int) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, edtf), "2024-07-01")
        assert (only_stay(story).days, trips(story)[0].days) == (days, days)

    def test_an_arrival_lies_on_one_day_of_an_interval(self) -> None:
        story = Story()
        story.report(arrives(BERG, PARIS, "2024-04-03/2024-04-05"), "2024-07-01")
        (trip,) = trips(story)
        assert (trip.stays[0].days, trip.legs[0].arrived) == (None, None)

    def test_a_meeting_on_one_day_of_a_visit_adds_nothing_to_it(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-04-03/2024-04-05"), "2024-07-01")
        story.report(meets(BERG, MOREAU, day="[2024-04-01..2024-04-07]", place=PARIS), "2024-07-01")
        (trip,) = trips(story)
        assert (spans(trip), trip.days) == ([("FR", "2024-04-03", "2024-04-05", 3)], 3)

    def test_a_later_meeting_on_an_unknown_day_leaves_the_end_open(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-04-03/2024-04-05"), "2024-07-01")
        story.report(meets(BERG, MOREAU, day="[2024-04-06..2024-04-07]", place=PARIS), "2024-07-01")
        assert spans(trips(story)[0]) == [("FR", "2024-04-03", "2024-04-07", None)]

    def test_a_known_departure_does_not_tell_when_a_vague_visit_began(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-04"), "2024-07-01")
        story.report(leaves(BERG, OSLO, "2024-04-20", origin=PARIS), "2024-07-01")
        (trip,) = trips(story)
        assert spans(trip)[0][3] is None

    def test_a_vague_month_is_part_of_the_visit_within_it(self) -> None:
        story = Story()
        story.report(visits(BERG, NAIROBI, "2024-04-10/2024-04-12"), "2024-07-01")
        story.report(meets(BERG, MOREAU, day="2024-04", place=NAIROBI), "2024-07-01")
        (trip,) = trips(story)
        assert (spans(trip), trip.met) == ([("KE", "2024-04-10", "2024-04-12", 3)], ("Luc Moreau",))

    def test_a_vague_month_does_not_tie_visits_elsewhere_together(self) -> None:
        story = Story()
        story.report(visits(BERG, NAIROBI, "2024-04-02/2024-04-03"), "2024-07-01")
        story.report(visits(BERG, NAIROBI, "2024-04-25"), "2024-07-01")
        story.report(visits(BERG, PARIS, "2024-04"), "2024-07-01")
        found = [(trip.countries, trip.days) for trip in trips(story)]
        assert sorted(found, key=str) == [(("FR",), None), (("KE",), 1), (("KE",), 2)]
        assert all(trip.flags == () for trip in trips(story))

    def test_two_places_in_one_vague_time_are_no_conflict(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "[2024-04-03..2024-04-09]"), "2024-07-01")
        story.report(visits(BERG, NAIROBI, "[2024-04-03..2024-04-09]"), "2024-07-01")
        (row,) = [row for row in story.seen("2024-04-12").all("whereabouts") if isinstance(row, WhereaboutsRow)]
        assert row.conflict is None


class TestStaysOfOneCountry:
    def test_a_shuttle_within_a_day_makes_three_stays(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-04-20/2024-04-21"), "2024-07-01")
        story.report(visits(BERG, PARIS, "2024-04-21/2024-04-22", others=(MOREAU,)), "2024-07-01")
        story.report(visits(BERG, NAIROBI, "2024-04-21"), "2024-07-01")
        first, second = (record.id for record in list(story.log.read())[:2])
        story.unlink(first, second)
        (trip,) = trips(story)
        assert spans(trip) == [
            ("FR", "2024-04-20", "2024-04-21", 2),
            ("KE", "2024-04-21", "2024-04-21", 1),
            ("FR", "2024-04-21", "2024-04-22", 2),
        ]
        assert trip.flags == ()

    def test_visits_with_days_between_are_two_stays(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-04-01/2024-04-02"), "2024-07-01")
        story.report(visits(BERG, LYON, "2024-04-05/2024-04-06"), "2024-07-01")
        (trip,) = trips(story)
        assert [days for *_, days in spans(trip)] == [2, 2]

    def test_a_week_apart_they_are_two_stays_even_where_a_user_ties_them(self) -> None:
        story = Story()
        one = story.report(visits(BERG, PARIS, "2024-04-01/2024-04-02"), "2024-07-01")
        other = story.report(visits(BERG, PARIS, "2024-04-09/2024-04-10"), "2024-07-01")
        story.link(one, other, relation="leg_of")
        (trip,) = trips(story)
        assert [days for *_, days in spans(trip)] == [2, 2]

    def test_visits_on_days_in_a_row_are_one_stay(self) -> None:
        story = Story()
        story.report(visits(BERG, PARIS, "2024-04-01/2024-04-02"), "2024-07-01")
        story.report(visits(BERG, LYON, "2024-04-03/2024-04-04"), "2024-07-01")
        assert only_stay(story).days == 4

    def test_an_arrival_goes_on_until_the_next_evidence(self) -> None:
        story = Story()
        story.report(arrives(BERG, PARIS, "2024-04-01"), "2024-07-01")
        story.report(visits(BERG, LYON, "2024-04-04"), "2024-07-01")
        assert only_stay(story).days == 4
