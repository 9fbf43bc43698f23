"""The acceptance script of DOMAIN 2.10, with events made by hand: what each view says as the reports come in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from events.model import Departure, Summit
from tests.projections.build import Story, arrives, at, by, leaves, meets, person, says, visits, when
from tracker.projections.cutoff import Cutoff
from tracker.projections.rows import Field, ItineraryRow, MeetingDossier, MeetingRow, WhereaboutsRow
from tracker.projections.views import Views

KIM = person("Kim Jong-un", "KP", office="Machthaber")
PUTIN = person("Wladimir Putin", "RU", office="Präsident")
RUSSIA, VLADIVOSTOK, PYONGYANG = at("Russland", "RU"), at("Wladiwostok", "RU"), at("Pjöngjang", "KP")
MORNING, EVENING, NOON = "2023-09-11T15:00:00+02:00", "2023-09-11T18:00:00Z", "2023-09-12T12:00:00Z"
WIRE = " ".join(f"Meldung Satz {n} über die Reise und das Forum im Fernen Osten." for n in range(12))


class Told:
    """The story as it was told, and the views over it."""

    def __init__(self, folder: Path) -> None:
        self.story = Story()
        story = self.story
        self.departure = story.report(
            leaves(
                KIM, RUSSIA, "2023-09-11", origin=PYONGYANG, conveyance="train",
                attribution=by("südkoreanische Quellen", "Yonhap"),
            ),
            MORNING,
            "Tagblatt",
        )  # fmt: skip
        inviter = PUTIN.model_copy(update={"role": "inviter"})
        story.report(
            visits(KIM, RUSSIA, status="planned", others=(inviter,), attribution=by("Kreml")).model_copy(
                update={"when": when("2023-09-11/..", "in den kommenden Tagen")}
            ),
            MORNING,
            "Tagblatt",
        )
        hedged = at("Wladiwostok", "RU", hedge="wahrscheinlich")
        self.summit = story.report(
            meets(
                KIM, PUTIN, day="2023-09-13/..", text="ab Mittwoch", place=hedged, status="planned",
                topics=("Waffenlieferungen",), attribution=by("Kreml"),
            ),
            MORNING,
            "Tagblatt",
        )  # fmt: skip
        story.report(leaves(PUTIN, VLADIVOSTOK, "2023-09-11"), MORNING, "Tagblatt")
        vice = person("Zhang Guoqing", "CN", office="Vizepräsident")
        week = "2023-09-11/2023-09-17"
        self.zhang = story.report(meets(PUTIN, vice, day=week, status="planned"), MORNING, "Tagblatt", text=WIRE)
        story.report(meets(PUTIN, vice, day=week, status="planned"), MORNING, "Bote", text=WIRE + " Ende.")
        self.past = story.report(meets(KIM, PUTIN, day="2019-04", place=VLADIVOSTOK), MORNING, "Tagblatt")
        story.report(says(person("südkoreanische Quellen", kind="source"), "Der Zug ist unterwegs."), MORNING)

        self.kcna = story.report(
            leaves(KIM, RUSSIA, "2023-09-10", origin=PYONGYANG, attribution=by("KCNA")),
            "2023-09-12T08:00:00+09:00",
            "Abendpost",
        )
        self.arrival = story.report(
            arrives(KIM, at("Primorje", "RU"), "2023-09-12", conveyance="train", attribution=by("RIA")),
            "2023-09-12T11:00:00+02:00",
            "Abendpost",
        )
        story.correct(self.zhang, "participants.1.office", "Vizepremier", "2023-09-12T16:00:00Z")
        self.held = story.report(
            meets(KIM, PUTIN, day="2023-09-13", place=at("Kosmodrom Wostotschny", "RU"), attribution=by("TASS")),
            "2023-09-13T09:00:00+02:00",
            "Abendpost",
        )
        back = leaves(KIM, at("Nordkorea", "KP"), "2023-09-17", origin=at("Artjom", "RU"), conveyance="train")
        story.report(back.model_copy(update={"attribution": by("RIA")}), "2023-09-17", "Abendpost")
        story.report(arrives(KIM, PYONGYANG, "2023-09-19", attribution=by("KCNA")), "2023-09-20", "Abendpost")
        self.views = Views.open(folder / "reise.views", story.log, story.shelf)  # type: ignore[arg-type]
        self.views.catch_up()

    def row(self, id: str, as_of: str, cutoff: Cutoff | None = None) -> MeetingRow:
        return self.dossier(id, as_of, cutoff).row

    def dossier(self, id: str, as_of: str, cutoff: Cutoff | None = None) -> MeetingDossier:
        found = self.views.at(cutoff or Cutoff(), date.fromisoformat(as_of)).meeting(id)
        assert found is not None
        return found

    def field(self, id: str, name: str, cutoff: Cutoff | None = None) -> Field:
        return next(field for field in self.dossier(id, "2023-09-20", cutoff).fields if field.name == name)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    told = Told(tmp_path)
    yield told
    told.views.close()


def test_as_public_on_the_first_evening_he_left_on_the_11th_by_one_origin(told: Told) -> None:
    row = told.row(told.departure, "2023-09-11", Cutoff(published=EVENING))
    assert (row.edtf, row.state, row.reports, row.origins, row.credibility) == ("2023-09-11", "held", 1, 1, 3)


def test_as_public_on_the_next_noon_there_are_two_dates_and_both_are_shown(told: Told) -> None:
    cutoff = Cutoff(published=NOON)
    assert told.row(told.departure, "2023-09-12", cutoff).origins == 2
    field = told.field(told.departure, "when", cutoff)
    assert (field.shown.value, field.shown.origin) == ("2023-09-10", "KCNA")
    assert [(other.value, other.origin) for other in field.alternatives] == [("2023-09-11", "südkoreanische Quellen")]
    assert (field.contradiction, field.days) == ("contradiction", 1)


def test_now_the_party_leads_with_the_history_behind_it(told: Told) -> None:
    row = told.row(told.departure, "2023-09-20")
    assert (row.id, row.edtf, row.credibility) == (told.departure, "2023-09-10", 2)
    assert "contradiction" in row.badges
    reports = told.dossier(told.departure, "2023-09-20").reports
    assert [report.event_id for report in reports] == [told.departure, told.kcna]


def test_the_probable_venue_was_revised_and_not_contradicted(told: Told) -> None:
    plan = told.row(told.summit, "2023-09-12", Cutoff(published=NOON))
    assert (plan.state, plan.place, plan.place_hedge) == ("announced", "Wladiwostok", "wahrscheinlich")
    row = told.row(told.held, "2023-09-20")
    assert (row.id, row.state, row.place) == (told.summit, "held", "Kosmodrom Wostotschny")
    field = told.field(told.summit, "place")
    assert (field.contradiction, field.alternatives[0].value) == ("revision", "Wladiwostok")
    assert "contradiction" not in row.badges
    history = told.dossier(told.summit, "2023-09-20").history
    assert [(one.state, one.event_id) for one in history] == [("announced", told.summit), ("held", told.held)]


def test_the_meeting_of_2019_is_another_happening(told: Told) -> None:
    row = told.row(told.past, "2023-09-20")
    assert (row.id, row.earliest, row.latest, row.state) == (told.past, "2019-04-01", "2019-04-30", "held")


def test_the_corrected_title_is_shown_and_the_uncorrected_copy_is_no_second_origin(told: Told) -> None:
    row = told.row(told.zhang, "2023-09-20")
    zhang = next(party for party in row.parties if party.name == "Zhang Guoqing")
    assert zhang.office == "Vizepremier"
    assert "corrected" in row.badges
    assert (row.reports, row.outlets, row.origins) == (2, 2, 1)
    offices = told.field(told.zhang, f"office:{zhang.key}")
    assert {offices.shown.value, *(other.value for other in offices.alternatives)} == {"Vizepremier", "Vizepräsident"}
    before = told.row(told.zhang, "2023-09-12", Cutoff(published=NOON))
    assert {party.office for party in before.parties} == {"Präsident", "Vizepräsident"}


def test_counts_say_what_they_count(told: Told) -> None:
    for row in told.views.at(Cutoff(), date(2023, 9, 20)).all("happenings"):
        assert isinstance(row, MeetingRow)
        assert row.reports >= row.outlets >= row.origins


def test_whereabouts_follow_the_train(told: Told) -> None:
    def kim(as_of: str, published: str) -> WhereaboutsRow:
        rows = told.views.at(Cutoff(published=published), date.fromisoformat(as_of)).all("whereabouts")
        return next(row for row in rows if isinstance(row, WhereaboutsRow) and row.id == "kim-jong-un")

    evening = kim("2023-09-11", EVENING)
    assert (evening.in_transit, evening.origin, evening.place) == (True, "Pjöngjang", "Russland")
    noon = kim("2023-09-12", NOON)
    assert (noon.in_transit, noon.place, noon.place_country, noon.abroad) == (False, "Primorje", "RU", True)
    home = kim("2023-09-20", "2023-09-21T00:00:00Z")
    assert (home.place, home.abroad, home.freshness) == ("Pjöngjang", False, "fresh")


def test_the_journey_closes_with_ten_days(told: Told) -> None:
    rows = list(told.views.at(Cutoff(), date(2023, 9, 20)).all("itineraries"))
    trips = [row for row in rows if isinstance(row, ItineraryRow) and row.traveller_key == "kim-jong-un"]
    trip = next(row for row in trips if row.start == "2023-09-10")
    assert (trip.state, trip.end, trip.days, trip.countries) == ("closed", "2023-09-19", 10, ("RU",))
    assert [(leg.departed, leg.arrived) for leg in trip.legs] == [
        ("2023-09-10", "2023-09-12"),
        ("2023-09-17", "2023-09-19"),
    ]
    assert trip.met == ("Wladimir Putin",)
    assert not any(row.state in ("announced", "lapsed") for row in trips), "the planned visit was answered"


def test_events_can_be_traced_to_their_happenings(told: Told) -> None:
    reader = told.views.at(Cutoff(), date(2023, 9, 20))
    assert reader.happening_of(told.kcna) == told.departure
    assert reader.happening_of(told.held) == told.summit
    document = told.story.log.get(told.departure).document  # type: ignore[union-attr]
    assert document is not None
    types = [type(claim.event) for claim in reader.events_of(document)]
    assert Departure in types
    assert Summit in types
