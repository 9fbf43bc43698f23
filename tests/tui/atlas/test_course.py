"""Where a traveller is on a day: at a station, or on the way by the share of the days that the way took."""

from __future__ import annotations

import pytest

from tui.presenters.course import Course, Station

RIGA, OSLO = (24.1, 56.9), (10.7, 59.9)
JOURNEY = Course(
    (Station("Riga", "LV", RIGA, "2024-05-10", "2024-05-12"), Station("Oslo", "NO", OSLO, "2024-05-16", None)),
    "2024-05-10",
    "2024-05-18",
)


def test_every_day_of_the_journey_is_played() -> None:
    assert JOURNEY.days()[0] == "2024-05-10"
    assert len(JOURNEY.days()) == 9
    assert Course(JOURNEY.stations, "2024-05-10", None).days() == []


@pytest.mark.parametrize(
    ("day", "at"), [("2024-05-10", RIGA), ("2024-05-12", RIGA), ("2024-05-16", OSLO), ("2024-05-18", OSLO)]
)
def test_a_traveller_is_where_the_day_says(day: str, at: tuple[float, float]) -> None:
    assert JOURNEY.on(day) == pytest.approx(at)


def test_between_two_stations_every_day_leads_on() -> None:
    lons = [JOURNEY.on(f"2024-05-{day}")[0] for day in range(12, 17)]
    assert lons == sorted(lons, reverse=True)
    assert len(set(lons)) == 5


def test_a_day_of_leaving_that_is_not_told_keeps_the_traveller_where_he_was() -> None:
    here = Station("Riga", "LV", RIGA, "2024-05-10", None)
    assert Course((here, JOURNEY.stations[1]), "2024-05-10", "2024-05-18").on("2024-05-15") == RIGA
