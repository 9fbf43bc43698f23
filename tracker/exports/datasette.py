"""``datasette``: the views as a plain SQLite file with foreign keys and full-text search, described in JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from tracker.exports.foreign_text import one_sentence
from tracker.exports.subject import Subject
from tracker.projections.rows import ItineraryRow, MeetingRow
from tracker.summaries import plain

_TABLES = (
    "happenings", "parties", "reports", "journeys", "journeys_happenings", "stays", "legs", "whereabouts",
    "statements",
)  # fmt: skip


def write_database(path: Path, subject: Subject) -> None:
    """Fill a new SQLite file with the views at the subject's cut-off.

    With a search, rows that would point at something that it does not find lose that pointer or are left out.
    """
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA journal_mode = OFF").fetchone()
        database.executescript((files(__package__) / "datasette.sql").read_text(encoding="utf-8"))
        database.execute("BEGIN")
        for table, row in _rows(subject):
            columns = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            database.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(map(_value, row.values())))
        for name in ("happenings", "statements"):
            database.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")
        database.execute("COMMIT")
        database.execute("VACUUM")
    finally:
        database.close()


def metadata(subject: Subject, name: str) -> str:
    """The description that Datasette shows (``datasette NAME.db --metadata NAME.metadata.json``)."""
    told = {
        "title": "Diplomatic tracker",
        "description": subject.stamp.sentence(),
        "databases": {name: {"tables": {table: {"size": 50, **_shown(table)} for table in _TABLES}}},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _shown(table: str) -> dict[str, Any]:
    label = {"happenings": "title", "journeys": "traveller", "whereabouts": "name", "statements": "speaker"}.get(table)
    facets = {"happenings": ["state", "type", "place_country"], "parties": ["country", "role"]}.get(table)
    return {key: value for key, value in (("label_column", label), ("facets", facets)) if value}


def _rows(subject: Subject) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every row with its table, those that are pointed at before those that point at them."""
    for name, value in subject.stamp.as_dict().items():
        yield "export", {"name": name, "value": str(value)}
    board = {row.id for row in subject.happenings("meetings")}
    known: set[str] = set()
    for dossier in subject.dossiers():
        row = dossier.row
        known.add(row.id)
        yield "happenings", _happening(row, on_board=row.id in board)
        for party in row.parties:
            yield "parties", {"happening": row.id, **asdict(party)}
        for report in dossier.reports:
            told = _without(asdict(report), "spans", "quote")
            yield "reports", {**told, "happening": row.id, "quote": one_sentence(report.quote) or None}
    for journey in subject.journeys():
        yield from _of_journey(journey, known)
    for place in subject.whereabouts():
        if place.happening in known:
            yield "whereabouts", _without(asdict(place), "key", "expected")
    for statement in subject.statements():
        yield "statements", _without(asdict(statement), "key", "variants", "chain", "document")


def _happening(row: MeetingRow, *, on_board: bool) -> Mapping[str, Any]:
    return {**_without(asdict(row), "key", "parties"), "on_board": on_board}


def _of_journey(journey: ItineraryRow, known: set[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "journeys", _without(asdict(journey), "key", "legs", "stays", "purpose", "topics", "happenings")
    for happening in journey.happenings:
        if happening in known:
            yield "journeys_happenings", {"journey": journey.id, "happening": happening}
    for stay in journey.stays:
        yield "stays", {"journey": journey.id, **asdict(stay)}
    for leg in journey.legs:
        ends = {
            name: id if id in known else None for name, id in (("departure", leg.departure), ("arrival", leg.arrival))
        }
        yield "legs", {"journey": journey.id, **asdict(leg), **ends}


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _value(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(plain, value)) or None
    return int(value) if isinstance(value, bool) else plain(value) if isinstance(value, str) else value
