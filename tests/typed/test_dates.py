"""Dates as people type them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.edtf import parse
from tracker.typed.dates import Lean, NotADate, read_date

FRIDAY = date(2023, 9, 15)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("13.9.", "2023-09-13"), ("13.9.2021", "2021-09-13"), ("13. September", "2023-09-13"),
        ("11 sept", "2023-09-11"), ("Sept 11th 2023", "2023-09-11"), ("gestern", "2023-09-14"),
        ("übermorgen", "2023-09-17"), ("2023-09-13", "2023-09-13"), ("2023-09-10~", "2023-09-10~"),
        ("[2023-09-10,2023-09-11]", "[2023-09-10,2023-09-11]"), ("am Mittwoch", "2023-09-13"),
        ("letzten Freitag", "2023-09-08"), ("nächsten Montag", "2023-09-18"),
        ("diese Woche", "2023-09-11/2023-09-17"),
        ("am Wochenende", "2023-09-16/2023-09-17"), ("ab Mittwoch", "2023-09-13/.."), ("bis Freitag", "../2023-09-15"),
        ("11.–14.9.", "2023-09-11/2023-09-14"), ("11-14 sep", "2023-09-11/2023-09-14"),
        ("12. und 13. September", "{2023-09-12,2023-09-13}"),
        ("Sonntag oder Montag", "[2023-09-17,2023-09-18]"),
        ("um den 10. September", "2023-09-10~"), ("13.9.?", "2023-09-13?"),
        ("Mitte September", "2023-09-11/2023-09-20"),
        ("im April 2019", "2019-04"), ("2019", "2019"), ("vor 3 Tagen", "2023-09-12"), ("in 2 weeks", "2023-09-29"),
        ("-3d", "2023-09-12"), ("Mittwoch, 13. September 2023", "2023-09-13"), ("09/2023", "2023-09"),
    ],
)  # fmt: skip
def test_what_is_understood(typed: str, edtf: str) -> None:
    assert read_date(typed, FRIDAY).edtf == edtf


@pytest.mark.parametrize("typed", ["", "irgendwann", "31.2.", "13.13.", "25:99", "2023-13-01", "x" * 500, "11-10 sep"])
def test_what_is_not(typed: str) -> None:
    with pytest.raises(NotADate):
        read_date(typed, FRIDAY)


def test_the_time_of_day_is_kept_apart() -> None:
    assert read_date("gestern 18 Uhr", FRIDAY) == read_date("gestern 18:00", FRIDAY)
    assert read_date("gestern 18 Uhr", FRIDAY).at == time(18, 0)


@pytest.mark.parametrize(("lean", "day"), [("past", "2023-09-13"), ("future", "2023-09-20"), ("nearest", "2023-09-13")])
def test_a_weekday_leans_as_the_status_does(lean: Lean, day: str) -> None:
    assert read_date("Mittwoch", FRIDAY, lean).edtf == day


@given(st.text(max_size=90))
def test_any_text_is_a_valid_date_or_refused(typed: str) -> None:
    try:
        understood = read_date(typed, FRIDAY)
    except NotADate:
        return
    parse(understood.edtf)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_full_date_means_itself_in_every_spelling(day: date) -> None:
    for typed in (f"{day.day}.{day.month}.{day.year}", day.isoformat(), f"{day:%d %B %Y}", f"{day:%B %d, %Y}"):
        assert read_date(typed, FRIDAY).edtf == day.isoformat()
