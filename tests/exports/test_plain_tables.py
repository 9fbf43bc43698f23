"""The views as plain tables: every view, with foreign keys that hold and full-text search, in both files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from events.model import parse_event
from tests.exports.sample import Sample, filled
from tracker.cli.failures import run
from tracker.exports.datasette import metadata, write_database
from tracker.exports.plain_tables import PREFIX, laid_out_at, lay_out, tables

ORDINARY = [name for name in tables() if not name.endswith("_fts")]
SEARCHED = [name for name in tables() if name.endswith("_fts")]


@pytest.fixture
def judged(tmp_path: Path) -> Iterator[Sample]:
    """The sample with a judgement and a declaration, so that no table stays empty for want of an event."""
    sample = filled(tmp_path / "sample.dossier")
    likely = {"likelihood": "likely", "horizon": "2024-07-01", "author": "anna", "rationale": "beide reisen gern"}
    first = sample.dossier.event(1).id
    sample.dossier.append(parse_event({"type": "assess", "target": first, **likely}), by="user:anna")
    declared = {"type": "coverage", "subjects": ["Solveig Dahl"], "period": "2024", "complete": True}
    sample.dossier.append(parse_event(declared), by="user:anna", basis="Hofkalender")
    sample.dossier.catch_up()
    yield sample
    sample.dossier.close()


@pytest.fixture
def database(judged: Sample, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    write_database(tmp_path / "views.db", judged.subject())
    with closing(sqlite3.connect(tmp_path / "views.db")) as db:
        yield db


def count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_every_view_has_its_rows(judged: Sample, database: sqlite3.Connection) -> None:
    reader = judged.subject().views
    wanted: dict[str, Any] = {
        "happenings": list(reader.all("happenings")),
        "meetings": list(reader.all("meetings")),
        "journeys": list(reader.all("itineraries")),
        "whereabouts": list(reader.all("whereabouts")),
        "statements": list(reader.all("statements")),
        "contradictions": reader.contradictions(),
        "corroboration": reader.corroboration(),
        "sources": reader.sources(),
        "counterparts": [*reader.counterparts(), *reader.counterparts(level="state")],
        "calendar": reader.calendar(),
        "streaks": reader.streaks(),
        "timeline": reader.timeline(),
        "coverages": reader.coverages(),
    }
    assert {table: count(database, table) for table in wanted} == {table: len(rows) for table, rows in wanted.items()}
    assert all(rows for rows in wanted.values())
    order = [row[0] for row in database.execute("SELECT happening FROM timeline ORDER BY place")]
    assert order == [row.id for row in wanted["timeline"]]


@pytest.mark.parametrize("search", [None, "okafor", "nobody-at-all"])
def test_foreign_keys_hold_whatever_is_searched_for(judged: Sample, tmp_path: Path, search: str | None) -> None:
    write_database(tmp_path / "some.db", judged.subject(search=search))
    with closing(sqlite3.connect(tmp_path / "some.db")) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_belongs_together_is_tied_by_foreign_keys(database: sqlite3.Connection) -> None:
    apart = {
        table
        for table in ORDINARY
        if not database.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        and not any((2, table) in _keys(database, other) for other in ORDINARY)
    }
    assert apart == {"export", "sources", "coverages"}


def _keys(db: sqlite3.Connection, table: str) -> set[tuple[int, str]]:
    return {(2, row[2]) for row in db.execute(f"PRAGMA foreign_key_list({table})")}


@pytest.mark.parametrize(
    ("table", "word", "column"),
    [
        ("happenings", "dahl", "title"), ("reports", "fjordblatt", "outlet"), ("journeys", "solveig", "traveller"),
        ("statements", "fisch", "quote"), ("whereabouts", "dahl", "name"), ("sources", "fjordblatt", "name"),
        ("counterparts", "okafor", "other"), ("streaks", "dahl", "subject"), ("contradictions", "dahl", "title"),
        ("fields", "lissabonner", "source"), ("judgements", "likely", "judgement"), ("parties", "reis", "name"),
    ],
)  # fmt: skip
def test_words_are_found_in_every_view(database: sqlite3.Connection, table: str, word: str, column: str) -> None:
    query = f"SELECT t.{column} FROM {table} t JOIN {table}_fts f ON f.rowid = t.rowid WHERE {table}_fts MATCH ?"
    found = [row[0] for row in database.execute(query, (word,))]
    assert found
    whole = f"SELECT count(*) FROM {table}_fts WHERE {table}_fts MATCH ?"
    assert database.execute(whole, ("nirgendwo",)).fetchone() == (0,)


def test_no_index_is_left_out() -> None:
    assert len(SEARCHED) >= 12
    assert {name.removesuffix("_fts") for name in SEARCHED} <= set(ORDINARY)


def test_the_description_names_every_table(judged: Sample) -> None:
    told = metadata(judged.subject(), "views")
    assert all(f'"{table}"' in told for table in ORDINARY)


class TestInTheViewsFile:
    def test_the_tables_lie_beside_those_that_the_views_are_made_from(self, judged: Sample) -> None:
        dossier, subject = judged.dossier, judged.subject()
        assert laid_out_at(dossier) is None
        lay_out(dossier, subject.views.as_of)
        assert laid_out_at(dossier) == (dossier.log.head().position, subject.views.as_of.isoformat())
        with closing(sqlite3.connect(dossier.path.with_suffix(".views"))) as db:
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            assert count(db, f"{PREFIX}happenings") == len(list(subject.views.all("happenings")))
            query = f"SELECT count(*) FROM {PREFIX}statements_fts WHERE {PREFIX}statements_fts MATCH 'fisch'"
            assert db.execute(query).fetchone()[0] > 0

    def test_laying_out_again_replaces_them_and_harms_no_view(self, judged: Sample) -> None:
        dossier, subject = judged.dossier, judged.subject()
        before = list(subject.views.all("happenings"))
        for _ in range(2):
            lay_out(dossier, subject.views.as_of)
        assert list(dossier.at(as_of=subject.views.as_of).all("happenings")) == before
        assert {state.state for state in dossier.views.states()} == {"live"}

    def test_commands_keep_them_up(self, judged: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TRACKER_DOSSIER", str(judged.dossier.path))
        assert run(["append", "visit", "--who", "Nils Vik", "--in", "Oslo", "--basis", "Anruf"]) == 0
        head = judged.dossier.log.head().position
        assert (laid_out_at(judged.dossier) or (0, ""))[0] == head
        assert run(["replay"]) == 0
        assert (laid_out_at(judged.dossier) or (0, ""))[0] == head
