"""COLT's columns: no false day, no invented "no", and its rows taken in as visits."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from events.errors import InvalidEvent, TrackerError
from events.model import Visit
from tests.exports.sample import LOG_ID, MINA, SOLVEIG, TOMAS, Sample, empty
from tests.projections.build import arrives, at, leaves, meets, visits
from tracker.exports.bringing_back import Brought, take_rows
from tracker.exports.colt import colt_csv
from tracker.exports.colt_import import colt_lines, day

LISBON, OSLO = at("Lissabon", "PT"), at("Oslo", "NO")
HEADING = "TripID,LeaderCountryISO,LeaderTitle,LeaderFullName,CountryVisited,CountryVisitedISO,CityVisited,"
ROW = "NOR-PRT-1,NOR,Prime Minister,Solveig Dahl,Portugal,PRT,Lisbon,"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Sample]:
    sample = empty(tmp_path / "colt.dossier", LOG_ID)
    yield sample
    sample.dossier.close()


def rows(sample: Sample) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(colt_csv(sample.subject())), newline="")))


def test_arrival_and_departure_give_the_dates_and_both_ends_count(made: Sample) -> None:
    made.report(arrives(SOLVEIG, LISBON, "2024-05-06"))
    made.report(leaves(SOLVEIG, OSLO, "2024-05-08", origin=LISBON))
    (row,) = rows(made)
    assert (row["TripStartDate"], row["TripEndDate"], row["TripDuration"]) == ("2024-05-06", "2024-05-08", "3")
    assert (row["TripYear"], row["LeaderCountryISO"], row["CountryVisitedISO"]) == ("2024", "NOR", "PRT")


def test_the_days_of_a_visit_are_its_dates(made: Sample) -> None:
    made.report(visits(SOLVEIG, LISBON, "2024-05-06/2024-05-07"))
    (row,) = rows(made)
    assert (row["TripStartDate"], row["TripEndDate"], row["TripDuration"]) == ("2024-05-06", "2024-05-07", "2")


@pytest.mark.parametrize("when", ["2024-05", "[2024-05-06..2024-05-08]", "2024-22", "2024-05-06~", "2024-05-06?"])
def test_a_vague_date_is_no_date(made: Sample, when: str) -> None:
    made.report(visits(SOLVEIG, LISBON, when))
    (row,) = rows(made)
    assert (row["TripStartDate"], row["TripEndDate"], row["TripDuration"]) == ("", "", "")


def test_a_meeting_alone_tells_neither_arrival_nor_departure(made: Sample) -> None:
    made.report(meets(SOLVEIG, TOMAS, day="2024-05-07", place=LISBON))
    (row,) = rows(made)
    assert (row["TripStartDate"], row["TripEndDate"]) == ("", "")
    assert "evidence: 2024-05-07" in row["Notes"]
    assert (row["MetHostHoGS"], row["HostHOGSName"], row["MetNonhostHOGS"]) == ("1", "Tomás Reis", "")


@pytest.mark.parametrize("status", ["planned", "unconfirmed", "cancelled"])
def test_what_was_not_made_is_no_row(made: Sample, status: str) -> None:
    made.report(visits(SOLVEIG, LISBON, "2024-06-06", status=status))
    assert rows(made) == []


def test_a_corrected_date_leaves_the_trip_id(made: Sample) -> None:
    made.report(visits(SOLVEIG, LISBON, "2024-05-06"))
    (before,) = rows(made)
    made.dossier.correct("e1", {"when.edtf": "2024-05-05"}, "coder_error", basis="Anruf")
    made.dossier.catch_up()
    (after,) = rows(made)
    assert after["TripID"] == before["TripID"]
    assert "2024" not in after["TripID"]
    assert after["TripStartDate"] == "2024-05-05"


def test_each_country_of_a_journey_is_a_row_with_an_id_of_its_own(made: Sample) -> None:
    made.report(visits(SOLVEIG, LISBON, "2024-05-06"))
    made.report(visits(SOLVEIG, at("Riga", "LV"), "2024-05-07"))
    made.report(visits(SOLVEIG, LISBON, "2024-05-08"))
    ids = [row["TripID"] for row in rows(made)]
    assert [id.partition("dahl/")[2] for id in ids] == ["PRT", "LVA", "PRT/2"]


# --- taking rows in ------------------------------------------------------------------------------------------------


def taken(sample: Sample, *lines: str) -> Brought:
    text = "\n".join(lines) + "\n"
    return take_rows(sample.dossier, colt_lines(io.BytesIO(text.encode()), "colt.csv"))


def visit_of(sample: Sample, position: int) -> Visit:
    record = sample.dossier.log.get(position)
    assert record is not None
    assert isinstance(record.event, Visit)
    return record.event


def test_a_row_becomes_a_visit_with_a_basis(made: Sample) -> None:
    result = taken(
        made, HEADING + "TripStartDate,TripEndDate,HostHOGSName,Confidence(1-5)", ROW + "5/6/2024,5/8/2024,Tomás Reis,1"
    )
    assert (result.added, result.wrong) == (1, [])
    record = made.dossier.log.get(1)
    assert record is not None
    assert (record.recorded_by, record.basis) == ("import:colt", "COLT TripID NOR-PRT-1 (colt.csv)")
    visit = visit_of(made, 1)
    assert visit.when is not None
    assert visit.when.edtf == "2024-05-06/2024-05-08"
    assert visit.place == at("Lisbon", "PT")
    assert [(one.name, one.role, one.country) for one in visit.participants] == [
        ("Solveig Dahl", "traveller", "NO"),
        ("Tomás Reis", "host", "PT"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [("TBD", "", None), ("2024-05-06", "TBD", "2024-05-06/.."), ("", "2024-05-06", "../2024-05-06"),
     ("2024-05-06", "2024-05-06", "2024-05-06")],
)  # fmt: skip
def test_an_unknown_date_stays_unknown(made: Sample, start: str, end: str, edtf: str | None) -> None:
    assert taken(made, HEADING + "TripStartDate,TripEndDate", ROW + f"{start},{end}").wrong == []
    when = visit_of(made, 1).when
    assert (when.edtf if when else None) == edtf


def test_the_same_row_adds_nothing_twice_and_a_changed_one_is_refused(made: Sample) -> None:
    heading = HEADING + "TripStartDate,TripEndDate"
    taken(made, heading, ROW + "2024-05-06,2024-05-08")
    again = taken(made, heading, ROW + "2024-05-06,2024-05-08")
    assert (again.added, again.known) == (0, 1)
    changed = taken(made, heading, ROW + "2024-05-06,2024-05-09")
    assert [number for number, _ in changed.wrong] == [2]


def test_bad_rows_are_named_and_the_others_go_on(made: Sample) -> None:
    result = taken(
        made,
        HEADING + "TripStartDate,TripEndDate",
        ROW + "31/31/2024,",
        ROW.replace("NOR-PRT-1", "") + ",",
        ROW.replace("NOR-PRT-1", "NOR-PRT-2") + "2024-05-08,2024-05-06",
        ROW.replace("NOR-PRT-1", "NOR-PRT-3") + ",",
    )
    assert [number for number, _ in result.wrong] == [2, 3, 4]
    assert result.added == 1


@pytest.mark.parametrize("content", [b"TripID\n1\n", b"", b"\xff\xfe\n", b'TripID,"LeaderFullName\n'])
def test_what_is_no_colt_file_is_refused(content: bytes) -> None:
    with pytest.raises(TrackerError):
        list(colt_lines(io.BytesIO(content), "x.csv"))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1994-11-30", "1994-11-30"),
        ("11/30/1994", "1994-11-30"),
        ("30-Nov-1994", "1994-11-30"),
        ("TBD", None),
        (None, None),
    ],
)
def test_days_are_read_in_the_forms_of_released_files(text: str | None, iso: str | None) -> None:
    assert day(text, "x") == iso


@pytest.mark.parametrize("text", ["1994", "30.11.1994", "2024-02-30", "30-Foo-1994", "٣٠/١١/١٩٩٤"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidEvent):
        day(text, "x")


def test_what_is_exported_can_be_taken_in(made: Sample, sample: Sample) -> None:
    text = "".join(colt_csv(sample.subject()))
    result = take_rows(made.dossier, colt_lines(io.BytesIO(text.encode()), "colt.csv"))
    assert (result.added, result.wrong) == (2, [])
    made.dossier.catch_up()
    again = rows(made)
    assert [(row["LeaderFullName"], row["TripStartDate"], row["TripEndDate"]) for row in again] == [
        (MINA.name, "", ""),
        (SOLVEIG.name, "2024-05-06", "2024-05-09"),
    ]
