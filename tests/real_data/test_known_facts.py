"""Well-known facts, from general knowledge, found again in the views: who was where, and whom they met there."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from tracker.dossier import Dossier
from tracker.projections.cutoff import Cutoff
from tracker.projections.reader import ViewReader
from tracker.projections.rows import MeetingRow, WhereaboutsRow


@pytest.mark.parametrize(
    ("who", "day", "country", "place"),
    [
        ("Woodrow Wilson", date(1919, 2, 1), "FR", "Paris"),
        ("Franklin D. Roosevelt", date(1943, 11, 29), "IR", "Tehran"),
        ("Harry S. Truman", date(1945, 7, 25), "DE", "Potsdam"),
        ("John F. Kennedy", date(1963, 6, 24), "DE", "Bonn"),
        ("Richard M. Nixon", date(1972, 2, 24), "CN", "Peking"),
        ("Jimmy Carter", date(1979, 6, 17), "AT", "Vienna"),
        ("Ronald Reagan", date(1985, 11, 20), "CH", "Geneva"),
        ("Ronald Reagan", date(1986, 10, 11), "IS", "Reykjavik"),
        ("George H.W. Bush", date(1989, 12, 2), "MT", ""),
        ("Madeleine Korbel Albright", date(2000, 10, 24), "KP", "Pyongyang"),
        ("Barack Obama", date(2016, 3, 21), "CU", "Havana"),
        ("Donald J. Trump", date(2018, 6, 12), "SG", "Singapore"),
    ],
)
def test_who_was_where(dossier: Dossier, who: str, day: date, country: str, place: str) -> None:
    rows = [cast(WhereaboutsRow, row) for row in dossier.at(Cutoff(), day).all("whereabouts")]
    (row,) = [row for row in rows if row.name == who]
    assert row.place_country == country
    assert place in (row.place or "")
    assert row.abroad
    assert row.freshness == "fresh"


@pytest.mark.parametrize(
    ("one", "other", "country", "year"),
    [
        ("Franklin D. Roosevelt", "Churchill", "SU", 1945),
        ("Jimmy Carter", "Brezhnev", "AT", 1979),
        ("Ronald Reagan", "Gorbachev", "CH", 1985),
        ("Ronald Reagan", "Gorbachev", "IS", 1986),
        ("George H.W. Bush", "Gorbachev", "MT", 1989),
        ("Barack Obama", "Castro", "CU", 2016),
        ("Donald J. Trump", "Kim Jong-un", "SG", 2018),
    ],
)
def test_who_met_whom(views: ViewReader, one: str, other: str, country: str, year: int) -> None:
    found = [
        row
        for row in views.all("meetings", search=other)
        if isinstance(row, MeetingRow)
        and (row.place_country, (row.earliest or "")[:4]) == (country, str(year))
        and any(party.name == one for party in row.parties)
        and any(party.name.endswith(other) for party in row.parties)
    ]
    assert [row.state for row in found] == ["held"]


def test_one_meeting_however_many_record_it(views: ViewReader) -> None:
    """The secretary who accompanied the president tells the same visit a second time; it stays one happening."""
    rows = [row for row in views.all("happenings") if isinstance(row, MeetingRow) and row.type == "visit"]
    twice = [row for row in rows if row.reports == 2]
    assert len(twice) > 250
    assert {row.origins for row in twice} == {1}
