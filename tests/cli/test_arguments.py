"""What is typed is read as it is meant, or refused with the right way to write it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.cli.arguments import (
    AsOf,
    AsOfType,
    ChangeType,
    EdtfType,
    HeadType,
    NumberType,
    OneOf,
    PublishedType,
    SpanType,
)

UNHURRIED = settings(deadline=None)
MOMENTS = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@UNHURRIED
@given(st.dates())
def test_a_day_counts_to_its_end(day: date) -> None:
    assert AsOfType().convert(day.isoformat(), None, None) == AsOf(f"{day.isoformat()}T23:59:59Z", day)


@UNHURRIED
@given(MOMENTS)
def test_an_instant_is_understood_in_every_zone(moment: datetime) -> None:
    utc = moment.replace(microsecond=0)
    texts = [utc.isoformat(), utc.isoformat().replace("+00:00", "Z")]
    found = {AsOfType().convert(text, None, None) for text in texts}
    assert found == {AsOf(utc.strftime("%Y-%m-%dT%H:%M:%SZ"), utc.date())}


def test_the_day_of_an_instant_is_that_of_utc() -> None:
    found = AsOfType().convert("2024-03-06T00:30:00+01:00", None, None)
    assert found == AsOf("2024-03-05T23:30:00Z", date(2024, 3, 5))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("when.edtf=2023-09-10", ("when.edtf", "2023-09-10")),
        ("participants.0.office=Vizepremier", ("participants.0.office", "Vizepremier")),
        ("note=a=b\nc", ("note", "a=b\nc")),
        ("place=", ("place", None)),
        ("days:=3", ("days", 3)),
        ('topics:=["Handel", "Visa"]', ("topics", ["Handel", "Visa"])),
        ("when.edtf=2019", ("when.edtf", "2019")),
    ],
)
def test_changes_are_texts_or_json(text: str, change: tuple[str, Any]) -> None:
    assert ChangeType().convert(text, None, None) == change


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (AsOfType(), "gestern", "gestern"),
        (AsOfType(), "2023-02-30", "2023-02-30"),
        (AsOfType(), "2023-09-12T18:00:00", "2023-09-12T18:00:00Z"),
        (PublishedType(), "12.9.2023", "2023-09-12"),
        (EdtfType(), "13. September", "2023-09-13"),
        (EdtfType(), "2023-09-13/2023-09-10", "ends before it begins"),
        (ChangeType(), "when.edtf", "PATH=VALUE"),
        (ChangeType(), "When=1", "PATH=VALUE"),
        (ChangeType(), "days:=three", "days"),
        (SpanType(), "9:3", "START:END"),
        (SpanType(), "drei", "START:END"),
        (NumberType(1), "0", "from 1 on"),
        (NumberType(0), "-1", "from 0 on"),
        (NumberType(0), "9" * 40, "from 0 on"),
        (HeadType(), "3:abc", "POSITION:HASH"),
        (OneOf(["table", "csv"]), "xml", "table, csv"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_hint(kind: Any, text: str, told: str) -> None:
    with pytest.raises(click.BadParameter) as failure:
        kind.convert(text, None, None)
    assert told in failure.value.message


def test_positions_may_have_a_number_sign() -> None:
    assert NumberType(0).convert("#12", None, None) == 12
