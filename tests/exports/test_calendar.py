"""The calendar, read by another program: states, days, windows, and what a subscriber sees change."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from events.model import parse_event
from tests.exports.sample import DAY, MINA, SOLVEIG, Sample, empty
from tests.projections.build import at, meets
from tracker.exports.calendar_days import days_of
from tracker.exports.ics import calendar, status_of


def entries(sample: Sample, **asked: Any) -> dict[str, Any]:
    read = vobject.readOne("".join(calendar(sample.subject(**asked))))
    return {event.uid.value: event for event in read.contents.get("vevent", [])}


def test_another_parser_reads_every_happening_of_the_board(sample: Sample) -> None:
    found = entries(sample)
    board = {row.id: row for row in sample.subject().happenings("meetings") if row.earliest or row.latest}
    assert set(found) == set(board)
    for id, event in found.items():
        row = board[id]
        assert event.dtstart.value == date.fromisoformat(row.earliest or "")
        assert event.dtend.value > event.dtstart.value
        assert row.title in event.summary.value


@pytest.mark.parametrize(
    ("id", "status"), [("e2", "CONFIRMED"), ("e8", "TENTATIVE"), ("e10", "CONFIRMED"), ("e13", "CANCELLED")]
)
def test_the_status_follows_the_state(sample: Sample, id: str, status: str) -> None:
    assert entries(sample)[id].status.value == status


def test_an_exact_day_ends_on_the_next_one_and_an_open_end_reaches_as_far_as_its_phrase(sample: Sample) -> None:
    found = entries(sample)
    assert found["e2"].dtend.value - found["e2"].dtstart.value == timedelta(days=1)
    assert found["e8"].dtend.value - found["e8"].dtstart.value == timedelta(days=31)
    assert "end is open" in found["e8"].description.value


def test_what_is_recorded_about_a_happening_raises_its_sequence(sample: Sample) -> None:
    found = entries(sample)
    assert (found["e2"].sequence.value, found["e10"].sequence.value) == ("0", "1")
    records = {record.id: record for record in sample.dossier.log.read()}
    stamp = found["e10"].dtstamp.value.strftime("%Y-%m-%dT%H:%M:%S")
    assert records["e11"].recorded_at.startswith(stamp), "the correction is the newest record"


def test_no_line_is_longer_than_75_octets(sample: Sample) -> None:
    lines = "".join(calendar(sample.subject())).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75


def test_a_calendar_stays_as_it_is_while_other_things_are_recorded(tmp_path: Path) -> None:
    made = empty(tmp_path / "own.dossier")
    made.report(meets(SOLVEIG, MINA, day="2024-05-15", place=at("Oslo", "NO")))
    before = entries(made)["e1"].serialize()
    made.report(meets(SOLVEIG, MINA, day="2024-08-15", place=at("Abuja", "NG")))
    assert entries(made)["e1"].serialize() == before
    made.dossier.close()


def test_what_has_no_date_is_left_out_and_counted(tmp_path: Path) -> None:
    made = empty(tmp_path / "own.dossier")
    made.report(meets(SOLVEIG, MINA, status="planned"))
    text = "".join(calendar(made.subject())).replace("\r\n ", "")
    assert "VEVENT" not in text
    assert "1 without a date are left out" in text
    made.dossier.close()


@pytest.mark.parametrize("state", ["rumoured", "announced", "under_way", "held", "cancelled", "disputed", "lapsed"])
def test_every_state_has_a_status_of_the_standard(sample: Sample, state: str) -> None:
    row = next(iter(sample.subject().happenings("meetings")))
    days = days_of(row)
    assert days is not None
    changed = type(row)(**{name: getattr(row, name) for name in row.__slots__} | {"state": state})
    assert status_of(changed, days) in ("CONFIRMED", "TENTATIVE", "CANCELLED")


def test_a_date_at_the_end_of_time_is_written(tmp_path: Path) -> None:
    made = empty(tmp_path / "own.dossier")
    event = meets(SOLVEIG, MINA, day="9999-12-31", status="planned")
    made.report(parse_event(event.model_dump()))
    assert entries(made, as_of=DAY)["e1"].dtstart.value == date.max
    made.dossier.close()
