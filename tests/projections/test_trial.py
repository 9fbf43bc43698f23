"""A projection tried beside the views: watched, compared, checked, and kept or dropped."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from events.envelope import Draft
from events.sqlite_log import SqliteLog
from tests.projections.build import BERG, MOREAU, OSLO, PARIS, leaves, meets
from tracker.projections.contract import ProjectionError
from tracker.projections.cutoff import Cutoff
from tracker.projections.documents import NoDocuments
from tracker.projections.fold import EventError
from tracker.projections.trial.row_changes import compared
from tracker.projections.trial.self_check import self_check
from tracker.projections.views import Views

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").glob("*.py"))
HEAD = "from tracker.projections.contract import Projection\n"
COUNT = """
class Journeys(Projection):
    name = "journeys"
    version = 1
    tables = "CREATE TABLE journeys (who TEXT PRIMARY KEY, number INTEGER)"

    def departure(self, db, record):
        who = record.event.having("traveller")[0].name
        db.execute("INSERT INTO journeys VALUES (?, 1) ON CONFLICT DO UPDATE SET number = number + 1", (who,))
"""
FORGETFUL = """
class Journeys(Projection):
    name = "journeys"
    version = 1
    tables = "CREATE TABLE journeys (position INTEGER PRIMARY KEY, number INTEGER)"
    number = 0

    def departure(self, db, record):
        self.number += 1
        db.execute("INSERT INTO journeys VALUES (?, ?)", (record.position, self.number))
"""
RANDOM = """
import os

class Journeys(Projection):
    name = "journeys"
    version = 1
    tables = "CREATE TABLE journeys (position INTEGER PRIMARY KEY, number BLOB)"

    def departure(self, db, record):
        db.execute("INSERT INTO journeys VALUES (?, ?)", (record.position, os.urandom(8)))
"""
HOSTS = """
class Hosts(Projection):
    name = "hosts"
    version = 1
    needs = ("happenings",)
    tables = "CREATE TABLE hosts (key INTEGER PRIMARY KEY, title TEXT)"

    def settle(self, db, changes):
        for key in changes.of("happenings"):
            row = db.execute("SELECT title, type FROM happenings WHERE key = ?", (key,)).fetchone()
            {act}
            db.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?)", (key, row[0]))
"""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.open(tmp_path / "a.dossier", create=True)
    events = [
        leaves(BERG, PARIS, "2024-03-01", origin=OSLO, conveyance="train"),
        meets(BERG, MOREAU.model_copy(update={"role": "host"}), day="2024-03-02"),
        leaves(BERG, PARIS, "2024-03-20", origin=OSLO),
        leaves(MOREAU, OSLO, "2024-04-02"),
    ]
    log.append([Draft(event, "user:test", basis="x", id=f"e{n}") for n, event in enumerate(events, 1)])
    yield log
    log.close()


@pytest.fixture
def views(log: SqliteLog, tmp_path: Path) -> Iterator[Views]:
    views = Views.open(tmp_path / "a.views", log, NoDocuments(), promoted_in=tmp_path / "promoted")
    views.catch_up()
    yield views
    views.close()


def written(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(HEAD + body, encoding="utf-8")
    return path


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_trial_leaves_the_views_as_they_are(views: Views, tmp_path: Path) -> None:
    before = fingerprint(tmp_path / "a.views")
    trial = views.trial(written(tmp_path, COUNT))
    trial.run()
    assert trial.db.execute("SELECT * FROM journeys ORDER BY who").fetchall() == [("Anna Berg", 2), ("Luc Moreau", 1)]
    assert fingerprint(tmp_path / "a.views") == before
    assert "journeys" not in {state.name for state in views.states()}


def test_it_ends_where_it_is_told_to(views: Views, tmp_path: Path) -> None:
    trial = views.trial(written(tmp_path, COUNT), Cutoff(position=2))
    trial.run()
    assert trial.db.execute("SELECT * FROM journeys").fetchall() == [("Anna Berg", 1)]


def test_step_by_step_each_event_shows_the_rows_it_changes(views: Views, tmp_path: Path) -> None:
    steps = list(views.trial(written(tmp_path, COUNT)).steps())
    assert [(step.record.position, [change.kind for change in step.changes]) for step in steps] == [
        (1, ["added"]),
        (3, ["changed"]),
        (4, ["added"]),
    ]
    assert steps[1].changes[0].before == {"who": "Anna Berg", "number": 1}
    assert steps[1].changes[0].after == {"who": "Anna Berg", "number": 2}


def test_a_row_that_is_written_anew_unchanged_is_no_change(views: Views, tmp_path: Path) -> None:
    trial = views.trial(written(tmp_path, HOSTS.format(act="pass")))
    assert [[change.after for change in step.changes] for step in trial.steps()][1] == [
        {"key": 2, "title": "Luc Moreau · Anna Berg"}
    ]


def test_progress_is_told_to_the_end(views: Views, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    views.trial(written(tmp_path, COUNT)).run(progress=lambda p: told.append((p.name, p.position, p.head)))
    assert told[-1] == ("journeys", 4, 4)


class TestFailing:
    def test_the_event_and_the_line_are_named(self, views: Views, tmp_path: Path) -> None:
        path = written(tmp_path, COUNT.replace("who =", "1 / (record.position - 3)\n        who ="))
        with pytest.raises(EventError, match=r"event 3 \(departure, e3\): ZeroDivisionError") as caught:
            views.trial(path).run()
        assert caught.value.where == f"projection journeys, {path}, line 9"

    def test_the_event_is_named_where_a_batch_is_settled(self, views: Views, tmp_path: Path) -> None:
        act = "assert key < 3, 'zu viel'"
        with pytest.raises(EventError, match=r"event 3 \(departure, e3\): AssertionError: zu viel"):
            views.trial(written(tmp_path, HOSTS.format(act=act))).run()

    @pytest.mark.parametrize("body", [COUNT.replace("who =", "1 / (record.position - 3)\n        who =")])
    def test_an_event_may_be_left_out_and_the_rest_goes_on(self, views: Views, tmp_path: Path, body: str) -> None:
        trial = views.trial(written(tmp_path, body))
        trial.run(judge=lambda error: True)
        assert trial.ignored == [(3, "journeys")]
        assert trial.db.execute("SELECT * FROM journeys ORDER BY who").fetchall() == [
            ("Anna Berg", 1),
            ("Luc Moreau", 1),
        ]
        assert all(check.kept for check in self_check(trial, lambda: views.trial(tmp_path / "mine.py")))

    def test_leaving_out_what_settles_spares_only_that_event(self, views: Views, tmp_path: Path) -> None:
        trial = views.trial(written(tmp_path, HOSTS.format(act="assert key != 3")))
        trial.run(judge=lambda error: True)
        assert trial.ignored == [(3, "hosts")]
        assert [row[0] for row in trial.db.execute("SELECT key FROM hosts ORDER BY key")] == [1, 2, 4]


class TestChecking:
    @pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
    def test_the_examples_of_the_manual_keep_their_promises(self, views: Views, example: Path) -> None:
        trial = views.trial(example)
        trial.run()
        assert sum(trial.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in trial.tables) > 0
        assert all(check.kept for check in self_check(trial, lambda: views.trial(example)))

    def test_a_sound_projection_keeps_its_promises(self, views: Views, tmp_path: Path) -> None:
        path = written(tmp_path, COUNT)
        trial = views.trial(path)
        trial.run()
        checks = self_check(trial, lambda: views.trial(path))
        assert [(check.name, check.differing) for check in checks] == [("again", ()), ("cut", ()), ("singly", ())]

    @pytest.mark.parametrize(("body", "broken"), [(FORGETFUL, ["cut", "singly"]), (RANDOM, ["again", "cut", "singly"])])
    def test_one_that_remembers_or_throws_dice_is_found_out(
        self, views: Views, tmp_path: Path, body: str, broken: list[str]
    ) -> None:
        path = written(tmp_path, body)
        trial = views.trial(path)
        trial.run()
        checks = self_check(trial, lambda: views.trial(path))
        assert [check.name for check in checks if not check.kept] == broken
        assert {check.differing for check in checks if not check.kept} == {("journeys",)}


class TestPromoting:
    def test_a_promoted_one_is_kept_up_by_whoever_opens_the_views(
        self, views: Views, log: SqliteLog, tmp_path: Path
    ) -> None:
        path = written(tmp_path, COUNT)
        assert views.promote(path) == ["journeys"]
        views.close()
        path.unlink()
        log.append([Draft(leaves(MOREAU, OSLO, "2024-05-01"), "user:test", basis="x")])
        again = Views.open(tmp_path / "a.views", log, NoDocuments(), promoted_in=tmp_path / "promoted")
        again.catch_up()
        assert {state.name: state.state for state in again.states()}["journeys"] == "live"
        assert ("Luc Moreau", 2) in again.connection().execute("SELECT * FROM journeys").fetchall()
        again.close()

    def test_a_better_version_takes_the_place_of_the_old_one(self, views: Views, tmp_path: Path) -> None:
        views.promote(written(tmp_path, COUNT))
        path = written(tmp_path, COUNT.replace("version = 1", "version = 2").replace("number + 1", "number + 10"))
        trial = views.trial(path)
        trial.run()
        (change,) = compared(views.connection(), trial.db, "journeys")
        assert (change.kind, change.before and change.before["number"], change.after and change.after["number"]) == (
            "changed",
            2,
            11,
        )
        views.promote(path)
        assert compared(views.connection(), trial.db, "journeys") == []

    def test_one_that_fails_is_not_kept(self, views: Views, tmp_path: Path) -> None:
        with pytest.raises(EventError):
            views.promote(written(tmp_path, COUNT.replace("who =", "1 / 0\n        who =")))
        assert list((tmp_path / "promoted").glob("*")) == []

    def test_it_can_be_dropped_again(self, views: Views, log: SqliteLog, tmp_path: Path) -> None:
        views.promote(written(tmp_path, COUNT))
        assert views.withdraw("journeys") == ["journeys"]
        assert "journeys" not in {state.name for state in views.states()}
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            views.connection().execute("SELECT * FROM journeys")
        log.append([Draft(leaves(MOREAU, OSLO, "2024-05-01"), "user:test", basis="x")])
        assert views.catch_up() == 1
        with pytest.raises(ProjectionError, match="no promoted projection"):
            views.withdraw("journeys")

    def test_a_file_that_broke_since_stops_nobody(self, views: Views, log: SqliteLog, tmp_path: Path) -> None:
        views.promote(written(tmp_path, COUNT))
        (tmp_path / "promoted" / "mine.py").write_text("x = (", encoding="utf-8")
        again = Views.open(tmp_path / "a.views", log, NoDocuments(), promoted_in=tmp_path / "promoted")
        assert again.catch_up() == 0
        assert {state.name: state.state for state in again.states()}["journeys"] == "stopped"
        again.close()
