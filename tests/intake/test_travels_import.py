"""Importing travel records: coded as by hand, added once, whole batches, going on after a kill, telling what is bad."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from events.envelope import Draft
from events.model import AnyClaim, Summit, Unlink, Visit
from tests.cli.command_line import environment, only_line, program
from tracker.dossier import Dossier
from tracker.intake.travel_events import AUTHOR, Coding
from tracker.intake.travel_records import Trip, read_trips
from tracker.intake.travels import BATCH, chosen, import_trips
from tracker.projections.cutoff import Cutoff
from tracker.projections.rows import MeetingRow

ROOT = Path(__file__).parents[2]


def record(id: str, **fields: Any) -> dict[str, Any]:
    """A line of the file, of an invented president's trip unless told otherwise."""
    line = {
        "id": id, "role": "president", "who": "oro-ida-b", "name": "Ida B. Oro", "start": "2041-03-05",
        "end": "2041-03-07", "country": "Norway", "country_slug": "norway", "locale": "Oslo", "remarks": "",
    }  # fmt: skip
    return line | fields


def trips_of(*lines: dict[str, Any]) -> list[Trip]:
    return [Trip.model_validate(line) for line in lines]


def written(path: Path, *lines: dict[str, Any] | str) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def drafts_of(*lines: dict[str, Any]) -> list[Draft]:
    trips = trips_of(*lines)
    coding = Coding(trips)
    return [draft for trip in trips for draft in coding.drafts(trip)]


def claims_of(*lines: dict[str, Any]) -> list[AnyClaim]:
    return [draft.event for draft in drafts_of(*lines)]  # type: ignore[misc]  # no curation among them


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(tmp_path / "test.dossier", create=True) as dossier:
        yield dossier


SECRETARY = {"role": "secretary", "who": "lund-per", "name": "Per Lund"}


class TestCoding:
    def test_a_trip_is_a_visit_with_traveller_place_days_and_basis(self) -> None:
        (draft,) = drafts_of(record("7", remarks="State visit."))
        visit = draft.event
        assert isinstance(visit, Visit)
        (traveller,) = visit.participants
        assert (traveller.name, traveller.country, traveller.role, traveller.office) == (
            "Ida B. Oro", "US", "traveller", "President",
        )  # fmt: skip
        assert visit.place is not None
        assert (visit.place.name, visit.place.country) == ("Oslo", "NO")
        assert visit.when is not None
        assert visit.when.edtf == "2041-03-05/2041-03-07"
        assert (visit.status, visit.visit_rank) == ("occurred", "state")
        assert (draft.recorded_by, draft.published, draft.id) == (AUTHOR, "2041-03-07", "us-travels:7:visit")
        assert "record 7" in (draft.basis or "")

    def test_people_of_one_state_are_met_together_and_others_apart(self) -> None:
        text = "Met with President Ek and Foreign Minister Berg, and with Polish President Nowak."
        _, home, abroad = claims_of(record("7", remarks=text))
        assert isinstance(home, Summit)
        assert [(one.name, one.country) for one in home.participants] == [
            ("Ida B. Oro", "US"), ("Ek", "NO"), ("Berg", "NO"),
        ]  # fmt: skip
        assert [(one.name, one.country) for one in abroad.participants[1:]] == [("Nowak", "PL")]
        assert home.format == "bilateral"

    def test_a_meeting_took_place_on_one_of_the_days(self) -> None:
        _, meeting = claims_of(record("7", remarks="Met with President Ek."))
        _, same_day = claims_of(record("7", end="2041-03-05", remarks="Met with President Ek."))
        assert meeting.when is not None
        assert same_day.when is not None
        assert (meeting.when.edtf, same_day.when.edtf) == ("[2041-03-05..2041-03-07]", "2041-03-05")

    def test_a_gathering_has_its_name(self) -> None:
        _, gathering = claims_of(record("7", remarks="Attended the NATO Lakes Summit."))
        assert isinstance(gathering, Summit)
        assert (gathering.event_name, gathering.format) == ("NATO Lakes Summit", "multilateral")

    def test_several_places_lie_somewhere_in_the_country(self) -> None:
        (visit,) = claims_of(record("7", locale="Oslo, Bergen"))
        assert visit.place is not None
        assert (visit.place.name, visit.place.place_id) == ("Oslo, Bergen", "country:NO")

    def test_a_president_who_is_accompanied_on_the_same_days_travels_too(self) -> None:
        text = "Accompanied President Oro."
        _, both = claims_of(record("7"), record("8", **SECRETARY, remarks=text))
        _, longer = claims_of(record("7"), record("8", **SECRETARY, end="2041-03-09", remarks=text))
        assert [(one.name, one.role) for one in both.participants] == [
            ("Per Lund", "traveller"), ("Ida B. Oro", "traveller"),
        ]  # fmt: skip
        assert [one.role for one in longer.participants] == ["traveller", "participant"]

    def test_people_of_the_own_side_are_no_counterparts(self) -> None:
        text = "Met with President Oro, Secretary of Defense Falk, and U.S. Ambassador Dahl."
        assert [one.type for one in claims_of(record("7"), record("8", **SECRETARY, remarks=text))] == ["visit"] * 2

    def test_somebody_known_acts_for_their_own_state(self) -> None:
        place = {"country": "Israel", "locale": "Jerusalem", "start": "2012-03-05", "end": "2012-03-05"}
        _, meeting = claims_of(record("7", **place, remarks="Met with President Abbas."))
        (_, known) = meeting.participants
        assert (known.country, known.actor_id) == ("PS", "mahmud-abbas")

    def test_all_is_the_same_whichever_trips_are_imported(self) -> None:
        lines = (record("7"), record("8", **SECRETARY, remarks="Accompanied President Oro."))
        trips = trips_of(*lines)
        assert [replace(d, id=d.id) for d in Coding(trips).drafts(trips[1])] == drafts_of(*lines)[1:]


class TestRecording:
    def test_twice_adds_nothing(self, dossier: Dossier) -> None:
        trips = trips_of(record("7", remarks="Met with President Ek."))
        first = import_trips(dossier, trips, trips)
        again = import_trips(dossier, trips, trips)
        assert (first.added, first.known) == (2, 0)
        assert (again.added, again.known) == (0, 2)
        assert dossier.log.head().position == 2

    def test_stays_a_day_apart_stay_two(self, dossier: Dossier) -> None:
        trips = trips_of(record("7"), record("8", start="2041-03-08", end="2041-03-09"))
        import_trips(dossier, trips, trips)
        dossier.catch_up()
        rows = [row for row in dossier.at(Cutoff(), date(2042, 1, 1)).all("happenings") if isinstance(row, MeetingRow)]
        assert sorted((row.earliest, row.latest) for row in rows) == [
            ("2041-03-05", "2041-03-07"), ("2041-03-08", "2041-03-09"),
        ]  # fmt: skip
        (parting,) = [one.event for one in dossier.log.read(types=("unlink",))]
        assert isinstance(parting, Unlink)

    def test_a_second_stay_is_kept_apart_for_the_companion_too(self, dossier: Dossier) -> None:
        """Whoever accompanies the president to the second of two stays is not counted among the first."""
        second = {"start": "2041-03-08", "end": "2041-03-08", "locale": "Bergen"}
        lines = (
            record("7", locale="Oslo, Lillehammer"),
            record("8", **second),
            record("9", **SECRETARY, **second, remarks="Accompanied President Oro."),
        )
        trips = trips_of(*lines)
        for who in ("lund", "oro"):
            import_trips(dossier, trips, chosen(trips, who=who))
        dossier.catch_up()
        rows = [row for row in dossier.at(Cutoff(), date(2042, 1, 1)).all("happenings") if isinstance(row, MeetingRow)]
        assert sorted((row.earliest, row.latest, row.reports) for row in rows) == [
            ("2041-03-05", "2041-03-07", 1), ("2041-03-08", "2041-03-08", 2),
        ]  # fmt: skip

    def test_what_differs_is_told_and_left(self, dossier: Dossier) -> None:
        before = trips_of(record("7"), record("9", start="2041-05-01", end="2041-05-01"))
        after = trips_of(record("7", locale="Bergen"), record("9", start="2041-05-01", end="2041-05-01"), record("10"))
        import_trips(dossier, before, before)
        result = import_trips(dossier, after, after)
        assert result.changed == ["us-travels:7:visit"]
        assert (result.added, result.known) == (2, 1)
        assert dossier.event("us-travels:7:visit").event == claims_of(record("7"))[0]

    def test_years_and_names_choose(self) -> None:
        trips = trips_of(record("7"), record("8", **SECRETARY, start="2039-01-01", end="2039-01-02"))
        assert [trip.id for trip in chosen(trips, since=2040)] == ["7"]
        assert [trip.id for trip in chosen(trips, who="LUND")] == ["8"]
        assert [trip.id for trip in chosen(trips, who="per oro")] == []

    def test_a_kill_leaves_whole_batches_and_the_next_import_adds_the_rest(self, tmp_path: Path) -> None:
        days = [
            f"{year}-{month:02}-{day:02}" for year in range(2041, 2045) for month in (1, 5) for day in range(1, 28, 2)
        ]
        lines = [
            record(
                str(number), start=days[number % len(days)], end=days[number % len(days)], country=country, locale=""
            )
            for number, country in enumerate(["Norway", "Peru", "Chile", "Japan", "Kenya"] * 500)
        ]
        path = written(tmp_path / "trips.jsonl", *lines)
        code = (
            "import os, signal, sys; from pathlib import Path\n"
            "from tracker.dossier import Dossier; from tracker.intake.travel_records import read_trips\n"
            "from tracker.intake.travels import import_trips\n"
            "trips = [row.trip for row in read_trips(Path(sys.argv[1]))]\n"
            "with Dossier.open(Path(sys.argv[2]), create=True) as dossier:\n"
            "    kill = lambda done, of: os.kill(os.getpid(), signal.SIGKILL)\n"
            "    import_trips(dossier, trips, trips, progress=kill)\n"
        )
        place = tmp_path / "test.dossier"
        ended = subprocess.run([sys.executable, "-c", code, path, place], cwd=ROOT, check=False, timeout=120)
        assert ended.returncode == -signal.SIGKILL
        trips = [row.trip for row in read_trips(path) if row.trip]
        with Dossier.open(place) as dossier:
            left = dossier.log.head().position
            assert BATCH <= left < 2 * BATCH
            result = import_trips(dossier, trips, trips)
            assert result.known == left
            assert result.added == dossier.log.head().position - left > 0
            assert import_trips(dossier, trips, trips).added == 0
            assert dossier.log.verify().ok


class TestBadLines:
    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("{", "JSON"),
            ("[1]", ""),
            (json.dumps(record("7", end="2041-03-01")), "before it begins"),
            (json.dumps(record("7", start="2041-13-01")), "start"),
            (json.dumps(record("7", country="Nowhere")), "Nowhere"),
            (json.dumps(record("a b")), "id"),
            (json.dumps(record("7", role="senator")), "role"),
            (json.dumps(record("7", remarks="\x1b[31m")), "control"),
            (json.dumps({"id": "7"}), "role"),
            ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "JSON"),
        ],
    )
    def test_each_is_named_by_file_and_number(self, tmp_path: Path, line: str, reason: str) -> None:
        path = written(tmp_path / "trips.jsonl", record("1"), line, record("2"))
        rows = list(read_trips(path))
        assert [row.trip.id if row.trip else None for row in rows] == ["1", None, "2"]
        assert str(rows[1].fault).startswith(f"{path}:2: ")
        assert reason in str(rows[1].fault)

    def test_an_id_stands_once(self, tmp_path: Path) -> None:
        rows = list(read_trips(written(tmp_path / "trips.jsonl", record("1"), "", record("1"))))
        assert [row.line for row in rows] == [1, 3]
        assert "1" in str(rows[1].fault)


class TestCommand:
    @pytest.fixture
    def home(self, tmp_path: Path) -> dict[str, str]:
        return environment(TRACKER_DOSSIER=str(tmp_path / "test.dossier"), TRACKER_LANGUAGE="en", HOME=str(tmp_path))

    def test_it_says_what_became_of_the_records(self, tmp_path: Path, home: dict[str, str]) -> None:
        path = written(tmp_path / "trips.jsonl", record("7", remarks="Met with President Ek."))
        first = program("import", "us-travels", path, env=home)
        again = program("import", "us-travels", path, env=home)
        assert (first.returncode, again.returncode) == (0, 0)
        assert only_line(first.stdout) == "trips.jsonl: 1 trips, 2 events added, 0 known already, 0 bad lines"
        assert only_line(again.stdout).startswith("trips.jsonl: nothing added;")

    def test_a_bad_line_is_told_and_the_others_go_on(self, tmp_path: Path, home: dict[str, str]) -> None:
        path = written(tmp_path / "trips.jsonl", "{", record("7"))
        answer = program("import", "us-travels", path, env=home)
        assert answer.returncode == 1
        assert f"{path}:1: " in answer.stderr
        assert "1 events added" in answer.stdout

    def test_strict_records_nothing(self, tmp_path: Path, home: dict[str, str]) -> None:
        path = written(tmp_path / "trips.jsonl", record("7"), "{", "{")
        answer = program("import", "us-travels", path, "--strict", env=home)
        assert answer.returncode == 1
        assert only_line(answer.stderr).startswith(f"tracker: {path}:2: ")
        assert not (tmp_path / "test.dossier").exists()

    def test_a_missing_file_is_told(self, tmp_path: Path, home: dict[str, str]) -> None:
        answer = program("import", "us-travels", tmp_path / "none.jsonl", env=home)
        assert answer.returncode == 1
        assert "none.jsonl" in only_line(answer.stderr)
