"""The travel record as a whole, in a dossier of its own; all of it is skipped where the file is not at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tracker.dossier import Dossier
from tracker.intake.travel_records import Trip, read_trips
from tracker.intake.travels import import_trips
from tracker.projections.cutoff import Cutoff
from tracker.projections.reader import ViewReader

FILE = Path(__file__).parents[3] / "shared" / "data" / "us_travels.jsonl"
LATER = date(2030, 1, 1)
"""A day after all trips."""


@dataclass(frozen=True)
class Entry:
    """A line of the file, read here without the importer: who, which state, first and last day."""

    id: str
    president: bool
    who: str
    country: str
    start: date
    end: date

    @property
    def days(self) -> set[date]:
        return {self.start + timedelta(n) for n in range((self.end - self.start).days + 1)}


@pytest.fixture(scope="session")
def file() -> Path:
    if not FILE.exists():
        pytest.skip(f"the travel record is not at hand ({FILE.name} in ../shared/data)")
    return FILE


@pytest.fixture(scope="session")
def entries(file: Path) -> list[Entry]:
    rows: list[dict[str, Any]] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        Entry(
            row["id"],
            row["role"] == "president",
            row["name"].replace(" (Heinz Alfred)", ""),
            row["country"],
            date.fromisoformat(row["start"]),
            date.fromisoformat(row["end"]),
        )
        for row in rows
    ]


@pytest.fixture(scope="session")
def trips(file: Path) -> list[Trip]:
    rows = list(read_trips(file))
    assert [row.fault for row in rows if row.fault] == []
    return [row.trip for row in rows if row.trip]


@pytest.fixture(scope="session")
def states(trips: list[Trip]) -> dict[str, str | None]:
    """The state of each record by its id, as the importer codes it."""
    return {trip.id: trip.state for trip in trips}


@pytest.fixture(scope="session")
def dossier(trips: list[Trip], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    with Dossier.open(tmp_path_factory.mktemp("travels") / "travels.dossier", create=True) as dossier:
        import_trips(dossier, trips, trips)
        dossier.catch_up()
        yield dossier


@pytest.fixture(scope="session")
def views(dossier: Dossier) -> ViewReader:
    return dossier.at(Cutoff(), LATER)
