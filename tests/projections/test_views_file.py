"""The views file: caught up, rebuilt beside the one in use, thrown away at will; readers, writers, processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from events.envelope import Draft
from events.errors import TrackerError
from events.sqlite_log import SqliteLog
from tests.projections.build import BERG, MOREAU, Story, dump, leaves, meets, person, says, visits
from tests.projections.build import PARIS as GOAL
from tracker.projections import storage
from tracker.projections.contract import ProjectionError
from tracker.projections.cutoff import Cutoff
from tracker.projections.documents import NoDocuments
from tracker.projections.progress import Progress
from tracker.projections.views import Views

DAY = date(2024, 3, 10)
NOW = Cutoff()


def drafts(number: int, start: int = 0) -> list[Draft]:
    """Reports of many small happenings, each printed twice."""
    found = []
    for count in range(start, start + number):
        guest = person(f"Gast {chr(65 + count // 2 % 26)} {count // 52}", "SE")
        day = f"2024-03-{count // 2 % 28 + 1:02}"
        event = (meets(BERG, guest, day=day), says(guest, f"Satz {count}."), visits(guest, GOAL, day))[count // 2 % 3]
        found.append(Draft(event, "user:test", document=f"d{count % 7}", published=day))
    return found


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.open(tmp_path / "a.dossier", create=True)
    yield log
    log.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.views"


def opened(path: Path, log: SqliteLog) -> Views:
    return Views.open(path, log, NoDocuments())


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    db = sqlite3.connect(path)
    try:
        return dump(db)
    finally:
        db.close()


def keys(views: Views) -> list[int]:
    return list(views.at(NOW, DAY).keys("happenings"))


class TestCatchingUp:
    def test_it_folds_what_was_appended_and_then_has_nothing_to_do(self, log: SqliteLog, path: Path) -> None:
        views = opened(path, log)
        log.append(drafts(30))
        assert views.catch_up() == 30
        assert views.catch_up() == 0
        assert {(s.state, s.position, s.behind) for s in views.states()} == {("live", 30, 0)}

    def test_two_openers_share_one_file(self, log: SqliteLog, path: Path) -> None:
        one, other = opened(path, log), opened(path, log)
        log.append(drafts(10))
        assert one.catch_up() == 10
        log.append(drafts(10, 10))
        assert other.catch_up() == 10
        log.append(drafts(10, 20))
        assert one.catch_up() == 10
        assert keys(one) == keys(other)
        fresh = opened(path.with_name("fresh.views"), log)
        fresh.catch_up()
        assert content(path) == content(path.with_name("fresh.views"))

    def test_a_closed_file_goes_on_where_it_stood(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(10))
        views = opened(path, log)
        views.catch_up()
        views.close()
        views.close()
        log.append(drafts(5, 10))
        assert opened(path, log).catch_up() == 5

    def test_threads_may_read_while_one_catches_up(self, log: SqliteLog, path: Path) -> None:
        views = opened(path, log)
        faults: list[Exception] = []
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                try:
                    reader = views.at(NOW, DAY)
                    assert all(row.key for row in reader.all("happenings"))
                except Exception as error:
                    faults.append(error)
                    return

        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        for start in range(0, 200, 20):
            log.append(drafts(20, start))
            views.catch_up()
        done.set()
        for thread in threads:
            thread.join()
        assert faults == []


class TestThrownAway:
    @pytest.mark.parametrize("junk", [b"", b"kein SQLite, nur Text", b"SQLite format 3\0" + b"\xff" * 5000])
    def test_a_damaged_file_is_begun_anew(self, log: SqliteLog, path: Path, junk: bytes) -> None:
        log.append(drafts(10))
        path.write_bytes(junk)
        views = opened(path, log)
        views.catch_up()
        assert len(keys(views)) > 0

    def test_a_database_of_something_else_is_begun_anew(self, log: SqliteLog, path: Path) -> None:
        db = sqlite3.connect(path)
        db.execute("CREATE TABLE projection (other TEXT)")
        db.commit()
        db.close()
        log.append(drafts(10))
        views = opened(path, log)
        assert views.catch_up() == 10

    def test_a_file_of_another_log_is_begun_anew(self, log: SqliteLog, path: Path, tmp_path: Path) -> None:
        other = SqliteLog.open(tmp_path / "b.dossier", create=True)
        other.append([Draft(leaves(BERG, GOAL), "user:test", basis="x") for _ in range(3)])
        opened(path, other).catch_up()
        other.close()
        log.append(drafts(10))
        views = opened(path, log)
        views.catch_up()
        fresh = opened(path.with_name("fresh.views"), log)
        fresh.catch_up()
        assert content(path) == content(path.with_name("fresh.views"))

    def test_deleting_the_file_under_the_program_costs_a_replay_and_nothing_else(
        self, log: SqliteLog, path: Path
    ) -> None:
        log.append(drafts(20))
        views = opened(path, log)
        views.catch_up()
        before = keys(views)
        path.unlink()
        assert views.catch_up() == 20
        assert keys(views) == before

    def test_damage_found_while_folding_is_mended_by_a_replay(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(40))
        views = opened(path, log)
        views.catch_up()
        before = keys(views)
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (path.stat().st_size - 4096))
        log.append([Draft(meets(BERG, MOREAU, day="2024-03-05"), "user:test", basis="x")])
        views.close()
        views.catch_up()
        assert sorted(keys(views)) == sorted([*before, 41])

    def test_tables_of_another_version_are_rebuilt(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(20))
        views = opened(path, log)
        views.catch_up()
        before = content(path)
        views.close()
        db = sqlite3.connect(path)
        db.execute("UPDATE projection SET version = 0 WHERE name = 'happenings'")
        db.execute("DELETE FROM happenings")
        db.commit()
        db.close()
        again = opened(path, log)
        assert {state.name for state in again.states() if state.state == "new"} == {"happenings"}
        again.catch_up()
        assert content(path) == before

    def test_where_nothing_can_be_written_the_views_live_in_memory(self, log: SqliteLog, tmp_path: Path) -> None:
        log.append(drafts(10))
        views = opened(tmp_path / "no such folder" / "a.views", log)
        assert views.catch_up() == 10
        views.rebuild()
        assert len(keys(views)) > 0
        assert not (tmp_path / "no such folder").exists()


class TestInUseElsewhere:
    def test_a_file_that_is_kept_locked_is_left_alone(
        self, log: SqliteLog, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log.append(drafts(10))
        views = opened(path, log)
        views.catch_up()
        views.close()
        before = content(path)
        monkeypatch.setattr(storage, "_PATIENCE", 0.01)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ProjectionError, match="busy"):
            opened(path, log)
        other.close()
        assert content(path) == before

    def test_a_write_that_a_crash_cut_short_does_not_reach_into_the_file_that_is_published(
        self, log: SqliteLog, path: Path
    ) -> None:
        log.append(drafts(60))
        views = opened(path, log)
        views.catch_up()
        views.close()
        journal = path.with_name(f"{path.name}-journal")
        writer = storage.connect(str(path))
        writer.execute("PRAGMA cache_size = 5")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE claims SET outlet = 'halb geschrieben'")
        crashed = path.read_bytes(), journal.read_bytes()
        writer.close()
        log.append(drafts(60, 60))
        beside = path.with_name("beside.views")
        opened(beside, log).catch_up()
        expected = content(beside)
        path.write_bytes(crashed[0])
        journal.write_bytes(crashed[1])
        storage.publish(beside, path)
        assert content(path) == expected


class TestRebuilding:
    @pytest.mark.parametrize("names", [None, ["happenings"], ["itineraries"], ["claims"], ["statements", "search"]])
    def test_it_gives_the_same_rows(self, log: SqliteLog, path: Path, names: list[str] | None) -> None:
        log.append(drafts(60))
        views = opened(path, log)
        views.catch_up()
        before = content(path)
        views.rebuild(names)
        assert content(path) == before

    def test_in_part_while_the_file_lies_behind_it_leaves_nobody_out(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(30))
        views = opened(path, log)
        views.catch_up()
        log.append(drafts(30, 30))
        views.rebuild(["statements"])
        fresh = opened(path.with_name("fresh.views"), log)
        fresh.catch_up()
        assert content(path) == content(path.with_name("fresh.views"))

    def test_readers_keep_the_old_file_and_new_readers_see_the_new_one(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(20))
        views = opened(path, log)
        views.catch_up()
        held = views.at(NOW, DAY)
        rows = list(held.all("happenings"))
        log.append(drafts(20, 20))
        views.rebuild()
        assert list(held.all("happenings")) == rows
        assert len(keys(views)) > len(rows)

    def test_another_process_notices_the_new_file_before_it_writes(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(20))
        one, other = opened(path, log), opened(path, log)
        one.catch_up()
        other.catch_up()
        one.rebuild()
        log.append(drafts(4, 20))
        assert other.catch_up() == 4
        assert keys(one) == keys(other)

    def test_progress_tells_position_rate_and_time_left(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(50))
        told: list[Progress] = []
        opened(path, log).rebuild(progress=told.append)
        assert {one.stage for one in told} == {"reading", "deriving", "publishing"}
        assert told[-1].position == told[-1].head == 50
        assert all(one.rate > 0 and one.eta == 0 for one in told if one.position == 50)

    def test_calling_it_off_changes_nothing(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(50))
        views = opened(path, log)
        views.catch_up()
        before = path.stat().st_ino
        views.rebuild(cancelled=lambda: True)
        assert path.stat().st_ino == before
        assert not [name for name in os.listdir(path.parent) if name.endswith("-next")]

    def test_an_unknown_name_is_refused_with_the_known_ones(self, log: SqliteLog, path: Path) -> None:
        with pytest.raises(ProjectionError, match="meetings"):
            opened(path, log).rebuild(["meeting"])

    def test_a_writer_appends_all_the_while(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(300))
        views = opened(path, log)
        appended = threading.Event()
        stop = threading.Event()

        def write() -> None:
            start = 300
            while not stop.is_set():
                log.append(drafts(3, start))
                start += 3
                appended.set()

        writer = threading.Thread(target=write)
        writer.start()
        appended.wait()
        views.rebuild()
        stop.set()
        writer.join()
        views.catch_up()
        fresh = opened(path.with_name("fresh.views"), log)
        fresh.catch_up()
        assert content(path) == content(path.with_name("fresh.views"))

    def test_two_rebuilds_at_once_are_one_too_many(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(20))
        one, other = opened(path, log), opened(path, log)
        refused: list[TrackerError] = []

        def meanwhile(progress: Progress) -> None:
            if not refused:
                with pytest.raises(ProjectionError) as caught:
                    other.rebuild()
                refused.append(caught.value)

        one.rebuild(progress=meanwhile)
        assert "rebuilt already" in str(refused[0])


def _rebuild_until_killed(folder: Path) -> None:
    log = SqliteLog.open(folder / "a.dossier")
    views = Views.open(folder / "a.views", log, NoDocuments())
    while True:
        views.rebuild()


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(log: SqliteLog, path: Path, tmp_path: Path) -> None:
    log.append(drafts(400))
    views = opened(path, log)
    views.catch_up()
    before = content(path)
    context = multiprocessing.get_context("spawn")
    for attempt in range(8):
        process = context.Process(target=_rebuild_until_killed, args=(tmp_path,))
        process.start()
        process.join(0.6 + attempt * 0.13)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert content(path) == before
    views.rebuild()
    assert content(path) == before


class TestCutOffs:
    def test_going_back_and_forth_gives_the_same_answers(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(60))
        views = opened(path, log)
        views.catch_up()
        first = {n: list(views.at(Cutoff(n), DAY).all("happenings")) for n in (10, 30, 50, 20, 60)}
        again = {n: list(views.at(Cutoff(n), DAY).all("happenings")) for n in (60, 20, 10, 50, 30)}
        assert first == again
        assert first[60] == list(views.at(NOW, DAY).all("happenings"))

    def test_who_looks_back_is_answered_from_the_history_once_it_has_followed(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(300))
        views = opened(path, log)
        views.catch_up()
        replayed = {n: list(views.at(Cutoff(n), DAY).all("happenings")) for n in (250, 20)}
        assert views.remember()
        assert {n: list(views.at(Cutoff(n), DAY).all("happenings")) for n in (250, 20)} == replayed
        log.append(drafts(5, 300))
        views.catch_up()
        assert views.remember()
        looked = views.at(Cutoff(304), DAY)
        assert len(looked.keys("happenings")) > len(replayed[250])
        views.close()
        assert list(looked.all("statements"))

    def test_a_reader_of_the_past_is_not_moved_by_another(self, log: SqliteLog, path: Path) -> None:
        log.append(drafts(60))
        views = opened(path, log)
        earlier = views.at(Cutoff(20), DAY)
        rows = list(earlier.all("happenings"))
        for position in range(21, 40):
            views.at(Cutoff(position), DAY).keys("happenings")
        assert list(earlier.all("happenings")) == rows

    def test_what_is_not_known_yet_is_not_told(self, log: SqliteLog, path: Path) -> None:
        story = Story()
        first = story.report(meets(BERG, MOREAU, day="2024-03-05"), "2024-03-05")
        second = story.report(meets(BERG, MOREAU, day="2024-03-05"), "2024-03-08")
        reader = story.seen("2024-03-10", Cutoff(published="2024-03-06T00:00:00Z"))
        assert reader.happening_of(second) is None
        assert reader.effective(second) is None
        assert reader.effective(first) is not None

    def test_our_own_mistakes_are_mended_at_every_publication_time(self) -> None:
        story = Story()
        wrong = story.report(meets(BERG, MOREAU, day="2024-03-05"), "2024-03-05")
        story.retract(wrong)
        public = Cutoff(published="2024-03-06T00:00:00Z")
        assert story.happening(wrong, cutoff=public).state == "retracted"

    def test_a_published_correction_counts_from_its_publication(self) -> None:
        story = Story()
        only = story.report(meets(BERG, MOREAU, day="2024-03-05"), "2024-03-05")
        story.correct(only, "when.edtf", "2024-03-04", published="2024-03-07")
        assert story.happening(only, cutoff=Cutoff(published="2024-03-06T00:00:00Z")).edtf == "2024-03-05"
        assert story.happening(only, cutoff=Cutoff(published="2024-03-07T00:00:00Z")).edtf == "2024-03-04"

    def test_a_hand_entry_counts_from_its_recording(self) -> None:
        story = Story()
        by_hand = story.report(meets(BERG, MOREAU, day="2024-03-05"), None, None)
        assert story.seen("2024-03-10", Cutoff(published="2024-03-31T00:00:00Z")).happening_of(by_hand) is None
        assert story.seen("2024-03-10", Cutoff(published="2024-04-02T00:00:00Z")).happening_of(by_hand) == by_hand


def test_an_unknown_view_is_refused_with_the_known_ones() -> None:
    reader = Story().seen("2024-03-10")
    for ask in (lambda: reader.keys("map"), lambda: reader.rows("map", [1])):
        with pytest.raises(ProjectionError, match="whereabouts"):
            ask()
