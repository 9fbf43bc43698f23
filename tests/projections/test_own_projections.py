"""A user's own projection: the examples of the manual run; mistakes are named with their line or event."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from events.envelope import Draft
from events.sqlite_log import SqliteLog
from tests.projections.build import BERG, MOREAU, OSLO, PARIS, leaves, meets
from tracker.projections.contract import ProjectionError
from tracker.projections.documents import NoDocuments
from tracker.projections.fold import EventError
from tracker.projections.loading import from_file, installed
from tracker.projections.views import Views

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
HEAD = "from tracker.projections.contract import Projection\n"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.open(tmp_path / "a.dossier", create=True)
    host = MOREAU.model_copy(update={"role": "host"})
    train = [leaves(BERG, PARIS, f"2024-03-0{day}", origin=OSLO, conveyance="train") for day in (1, 8)]
    events = [*train, leaves(MOREAU, OSLO, "2024-03-05"), meets(BERG, host, day="2024-03-02")]
    log.append([Draft(event, "user:test", basis="x", id=f"e{n}") for n, event in enumerate(events, 1)])
    yield log
    log.close()


@pytest.fixture
def views(log: SqliteLog, tmp_path: Path) -> Iterator[Views]:
    views = Views.open(tmp_path / "a.views", log, NoDocuments())
    views.catch_up()
    yield views
    views.close()


def rows(tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(tmp_path / "a.views")
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def written(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(HEAD + body, encoding="utf-8")
    return path


def mine(body: str = "", name: str = "mine", tables: str = "CREATE TABLE mine (x)") -> str:
    return f"class Mine(Projection):\n    name = {name!r}\n    tables = {tables!r}\n{body}"


COUNT = '    def departure(self, db, record):\n        db.execute("INSERT INTO mine VALUES (?)", (record.position,))\n'


class TestExamples:
    def test_every_example_loads(self) -> None:
        files = sorted(EXAMPLES.glob("*.py"))
        assert len(files) >= 2
        for path in files:
            assert from_file(path, ["claims", "happenings"])

    def test_train_journeys(self, views: Views, log: SqliteLog, tmp_path: Path) -> None:
        from events.model import Retraction

        assert views.replay_file(EXAMPLES / "train_journeys.py") == ["train_journeys"]
        query = "SELECT id, traveller, destination, day FROM train_journeys ORDER BY id"
        assert rows(tmp_path, query) == [
            ("e1", "Anna Berg", "Paris", "2024-03-01"),
            ("e2", "Anna Berg", "Paris", "2024-03-08"),
        ]
        log.append([Draft(Retraction(target="e1", reason="duplicate"), "user:test")])
        views.catch_up()
        assert [row[0] for row in rows(tmp_path, query)] == ["e2"]

    def test_busiest_hosts_builds_on_our_rows(self, views: Views, tmp_path: Path) -> None:
        views.replay_file(EXAMPLES / "busiest_hosts.py")
        assert rows(tmp_path, "SELECT host FROM busiest_hosts") == [("Luc Moreau",)]


class TestLiving:
    def test_it_is_kept_up_and_shown_among_the_others(self, views: Views, log: SqliteLog, tmp_path: Path) -> None:
        views.replay_file(written(tmp_path, mine(COUNT)))
        log.append([Draft(leaves(BERG, PARIS, "2024-03-20"), "user:test", basis="x")])
        assert views.catch_up() == 1
        assert rows(tmp_path, "SELECT count(*) FROM mine") == [(4,)]
        assert {state.name: state.state for state in views.states()}["mine"] == "live"

    def test_a_rebuild_of_all_fills_it_again(self, views: Views, tmp_path: Path) -> None:
        views.replay_file(written(tmp_path, mine(COUNT)))
        views.rebuild()
        assert rows(tmp_path, "SELECT count(*) FROM mine") == [(3,)]

    def test_replaying_a_changed_file_starts_from_nothing(self, views: Views, tmp_path: Path) -> None:
        views.replay_file(written(tmp_path, mine(COUNT)))
        views.replay_file(written(tmp_path, mine(COUNT.replace("record.position", "-record.position"))))
        assert rows(tmp_path, "SELECT min(x), max(x) FROM mine") == [(-3, -1)]

    def test_after_reopening_it_waits_for_its_file(self, views: Views, log: SqliteLog, tmp_path: Path) -> None:
        views.replay_file(written(tmp_path, mine(COUNT)))
        views.close()
        again = Views.open(tmp_path / "a.views", log, NoDocuments())
        state = next(state for state in again.states() if state.name == "mine")
        assert (state.state, "not loaded" in (state.error or "")) == ("stopped", True)
        log.append([Draft(leaves(BERG, PARIS, "2024-03-20"), "user:test", basis="x")])
        again.catch_up()
        again.replay_file(tmp_path / "mine.py")
        assert rows(tmp_path, "SELECT count(*) FROM mine") == [(4,)]

    def test_one_that_fails_later_is_stopped_and_the_others_go_on(
        self, views: Views, log: SqliteLog, tmp_path: Path
    ) -> None:
        body = COUNT + "        if record.position > 4:\n            raise ValueError('zu spät')\n"
        views.replay_file(written(tmp_path, mine(body)))
        log.append([Draft(leaves(BERG, PARIS, "2024-03-20"), "user:test", basis="x", id="e5")])
        assert views.catch_up() == 1
        states = {state.name: state for state in views.states()}
        assert states["mine"].state == "stopped"
        assert "event 5 (departure, e5): ValueError: zu spät" in (states["mine"].error or "")
        assert states["happenings"].position == 5


class TestMistakes:
    def test_an_error_names_the_event_and_changes_nothing(self, views: Views, tmp_path: Path) -> None:
        before = (tmp_path / "a.views").stat().st_ino
        body = "    def summit(self, db, record):\n        record.event.nothing\n"
        with pytest.raises(EventError, match=r"event 4 \(summit, e4\)") as caught:
            views.replay_file(written(tmp_path, mine(body)))
        assert caught.value.record is not None
        assert caught.value.record.id == "e4"
        assert (tmp_path / "a.views").stat().st_ino == before
        assert "mine" not in {state.name for state in views.states()}

    def test_ending_the_transaction_is_an_error(self, views: Views, tmp_path: Path) -> None:
        with pytest.raises(EventError, match="transaction"):
            views.replay_file(written(tmp_path, mine("    def summit(self, db, record):\n        db.commit()\n")))

    @pytest.mark.parametrize(
        ("body", "message"),
        [
            ("x = 1\n", "no projection in it"),
            ("x = (\n", r"line 2.*no Python"),
            ("\n\nraise RuntimeError('kaputt')\n", r"line 4.*RuntimeError: kaputt"),
            (mine(COUNT, name="Mine"), "no name for a projection"),
            (mine(COUNT, name="claims", tables="CREATE TABLE claims (x)"), "'claims' is taken"),
            (mine(COUNT, name="claims_too", tables="CREATE TABLE claims_too (x)"), "belong to 'claims'"),
            (mine(COUNT, name="projection", tables="CREATE TABLE projection (x)"), "is taken"),
            (mine(COUNT, tables="CREATE TABLE yours (x)"), "'yours' is a bad name for a table"),
            (mine(COUNT, tables="CREATE TABEL mine (x)"), "cannot be created"),
            (mine(COUNT, tables="-- nichts"), "creates no table"),
            (mine("    version = 0\n" + COUNT), "version"),
            (mine("    needs = ('nothing',)\n" + COUNT), "needs 'nothing'"),
            (mine("    def departures(self, db, record): ...\n"), "handles no event"),
            (mine("    def __init__(self, extra): ...\n" + COUNT), "cannot be made"),
        ],
    )
    def test_a_faulty_file_is_explained(self, views: Views, tmp_path: Path, body: str, message: str) -> None:
        with pytest.raises(ProjectionError, match=message):
            views.replay_file(written(tmp_path, body))
        assert views.catch_up() == 0

    def test_a_missing_file_is_explained(self, views: Views, tmp_path: Path) -> None:
        with pytest.raises(ProjectionError, match="no such Python file"):
            views.replay_file(tmp_path / "nothing.py")


class TestInstalled:
    def test_a_broken_package_is_left_out_with_a_warning(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        entries = [
            EntryPoint("broken", "no_such_module:Thing", "tracker.projections"),
            EntryPoint("not_one", "pathlib:Path", "tracker.projections"),
        ]
        monkeypatch.setattr("tracker.projections.loading.entry_points", lambda group: entries)
        assert installed(["claims"]) == []
        assert [record.args[0] for record in caplog.records] == ["broken", "not_one"]  # type: ignore[index]


class TestThePage:
    PAGE = (EXAMPLES.parent / "projections.md").read_text(encoding="utf-8")

    def test_it_names_every_projection_that_there_is(self, views: Views) -> None:
        for state in views.states():
            assert f"| `{state.name}` |" in self.PAGE

    def test_the_tests_that_it_names_exist(self) -> None:
        here = Path(__file__).parent
        for row in self.PAGE.splitlines():
            for part in row.split(";"):
                if (match := re.search(r"`(test_\w+\.py)::", part)) is None:
                    continue
                source = (here / match[1]).read_text(encoding="utf-8")
                for name in re.findall(r"(?:::|`)(test_\w+|Test\w+)`", part):
                    assert f"def {name}(" in source or f"class {name}:" in source, name

    def test_every_example_is_linked(self) -> None:
        for path in EXAMPLES.glob("*.py"):
            assert f"examples/{path.name}" in self.PAGE
