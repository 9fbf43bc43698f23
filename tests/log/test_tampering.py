"""Whoever gets round the guards is found out: verification names every record that is not as it was."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.envelope import Recorded
from events.errors import DamagedRecord, TrackerError
from events.sqlite_log import SqliteLog
from tests.log.samples import correction, draft, drafts, retraction, summit

Change: TypeAlias = Callable[[sqlite3.Connection], object]
Tamper: TypeAlias = Callable[[Change], list[int]]
TEXTS = {"event": ("id", "recorded_at", "basis", "hash", "body_hash"), "body": ("data",), "term": ("text",)}
NUMBERS = ("stream", "version", "type", "schema", "recorded_by", "document", "published")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of twelve records of all sorts, closed."""
    path = tmp_path_factory.mktemp("original") / "a.dossier"
    log = SqliteLog.open(path, create=True)
    first = log.append(drafts(8, document="artikel-1", published="2031-04-01"))
    log.append([draft(summit(), stream="b"), draft(summit(), stream="b")])
    log.append([correction(first[0].id, "days", None, 3), retraction(first[1].id)])
    log.close()
    return path


@pytest.fixture
def tampered(original: Path, tmp_path: Path) -> Tamper:
    """``tampered(change)`` changes a copy past its guards and says which positions verification names."""

    def tamper(change: Change) -> list[int]:
        with TemporaryDirectory(dir=tmp_path) as folder:
            path = Path(folder) / "a.dossier"
            shutil.copy(original, path)
            unguarded(path, change)
            log = SqliteLog.open(path)
            try:
                report = log.verify()
            finally:
                log.close()
            assert report.ok == (not report.faults)
            return [fault.position for fault in report.faults]

    return tamper


def unguarded(path: Path, change: Change) -> None:
    """Change a dossier as somebody does who takes the triggers off and puts them back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
        foreign.execute("PRAGMA synchronous = OFF")
        foreign.execute("BEGIN")
        triggers = foreign.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            foreign.execute(f"DROP TRIGGER {name}")
        change(foreign)
        for _, sql in triggers:
            foreign.execute(sql)
        foreign.execute("COMMIT")


def flip(table: str, column: str, key: int, at: int, bit: int) -> Callable[[sqlite3.Connection], None]:
    """Flip one bit of a text or blob."""

    def change(foreign: sqlite3.Connection) -> None:
        place = "id" if table == "term" else "position"
        query = f"SELECT CAST({column} AS BLOB), typeof({column}) FROM {table} WHERE {place} = ?"
        value, kind = foreign.execute(query, (key,)).fetchone()
        changed = bytearray(value)
        changed[at % len(changed)] ^= 1 << bit
        foreign.execute(f"UPDATE {table} SET {column} = CAST(? AS {kind}) WHERE {place} = ?", (bytes(changed), key))

    return change


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(
    place=st.sampled_from([(table, column) for table in ("event", "body") for column in TEXTS[table]]),
    position=st.integers(1, 12),
    at=st.integers(0, 2000),
    bit=st.integers(0, 7),
)
def test_every_flipped_bit_is_named(tampered: Tamper, place: tuple[str, str], position: int, at: int, bit: int) -> None:
    named = tampered(flip(*place, position, at, bit))
    assert position in named
    # An id is also what a later record refers to: that one then points nowhere.
    assert set(named) <= ({position, 11, 12} if place == ("event", "id") else {position})


@pytest.mark.parametrize("position", [1, 5, 12])
@pytest.mark.parametrize("column", ["data", "hash"])
def test_not_one_byte_is_overlooked(original: Path, tmp_path: Path, position: int, column: str) -> None:
    path = tmp_path / "a.dossier"
    shutil.copy(original, path)
    table = "body" if column == "data" else "event"
    with closing(sqlite3.connect(original)) as database:
        length = database.execute(f"SELECT length(CAST({column} AS BLOB)) FROM {table} WHERE position = {position}")
        size = length.fetchone()[0]
    log = SqliteLog.open(path)
    for at in range(size):
        unguarded(path, flip(table, column, position, at, at % 8))
        assert position in [fault.position for fault in log.verify().faults], at
        unguarded(path, flip(table, column, position, at, at % 8))
    assert log.verify().ok
    log.close()


@pytest.mark.parametrize("column", NUMBERS)
def test_a_changed_number_is_named(tampered: Tamper, column: str) -> None:
    named = tampered(lambda foreign: foreign.execute(f"UPDATE event SET {column} = {column} + 1 WHERE position = 8"))
    assert named == [8]


@pytest.mark.parametrize("column", ["document", "published", "basis"])
def test_a_value_taken_away_is_named(tampered: Tamper, column: str) -> None:
    assert tampered(lambda foreign: foreign.execute(f"UPDATE event SET {column} = NULL WHERE position = 8")) == [8]


def test_a_changed_term_names_all_that_refer_to_it(tampered: Tamper) -> None:
    change = "UPDATE term SET text = 'b2' WHERE text = 'b'"
    assert tampered(lambda foreign: foreign.execute(change)) == [9, 10]


def test_a_term_that_is_no_text_is_survived(tampered: Tamper) -> None:
    change = "UPDATE term SET text = CAST(x'ff' AS TEXT) WHERE text = 'b'"
    assert tampered(lambda foreign: foreign.execute(change)) == [9, 10]


def test_a_removed_record_is_named(tampered: Tamper) -> None:
    def change(foreign: sqlite3.Connection) -> None:
        foreign.execute("DELETE FROM event WHERE position IN (3, 4, 7)")

    assert tampered(change) == [3, 4, 7]


@pytest.mark.parametrize("position", [0, -5])
def test_a_record_before_the_first_is_named(tampered: Tamper, position: int) -> None:
    named = tampered(lambda foreign: foreign.execute(f"UPDATE event SET position = {position} WHERE position = 12"))
    assert named[0] == 0


def test_a_hole_without_end_is_named_in_short(original: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.dossier"
    shutil.copy(original, path)
    unguarded(path, lambda foreign: foreign.execute(f"UPDATE event SET position = {2**62} WHERE position = 10"))
    log = SqliteLog.open(path)
    faults = log.verify().faults
    log.close()
    assert {10, 13} <= {fault.position for fault in faults}
    assert len(faults) < 2000


def test_many_changes_are_all_named(path: Path, log: SqliteLog) -> None:
    log.append(drafts(500))
    log.close()
    unguarded(path, lambda foreign: foreign.execute("UPDATE event SET basis = 'x' WHERE position % 2 = 0"))
    log = SqliteLog.open(path)
    assert [fault.position for fault in log.verify().faults] == list(range(2, 501, 2))
    log.close()


def test_a_removed_body_is_named(tampered: Tamper) -> None:
    assert tampered(lambda foreign: foreign.execute("DELETE FROM body WHERE position = 3")) == [3]


def test_a_shortened_body_is_named(tampered: Tamper) -> None:
    assert tampered(
        lambda foreign: foreign.execute("UPDATE body SET data = substr(data, 1, 9) WHERE position = 3")
    ) == [3]


@pytest.mark.parametrize("pair", [(1, 2), (3, 4), (2, 7), (8, 12)])
def test_swapped_records_are_named_and_nobody_else(original: Path, tmp_path: Path, pair: tuple[int, int]) -> None:
    def change(foreign: sqlite3.Connection) -> None:
        for table in ("event", "body", "effect"):
            for before, after in ((pair[0], 99), (pair[1], pair[0]), (99, pair[1])):
                foreign.execute(f"UPDATE {table} SET position = {after} WHERE position = {before}")
                if table == "effect":
                    foreign.execute(f"UPDATE effect SET target = {after} WHERE target = {before}")

    path = tmp_path / "a.dossier"
    shutil.copy(original, path)
    unguarded(path, change)
    log = SqliteLog.open(path)
    faults = log.verify().faults
    log.close()
    assert [(fault.position, fault.what) for fault in faults] == [
        (pair[0], f"record {pair[1]} was put in its place"),
        (pair[1], f"record {pair[0]} was put in its place"),
    ]


def test_swapped_bodies_are_named(tampered: Tamper) -> None:
    def change(foreign: sqlite3.Connection) -> None:
        for before, after in ((3, 99), (6, 3), (99, 6)):
            foreign.execute(f"UPDATE body SET position = {after} WHERE position = {before}")

    assert tampered(change) == [3, 6]


def test_an_end_cut_off_is_found_by_a_head_put_aside(original: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.dossier"
    shutil.copy(original, path)
    log = SqliteLog.open(path)
    head = log.head()
    log.close()
    unguarded(
        path,
        lambda foreign: [foreign.execute(f"DELETE FROM {name} WHERE position > 8") for name in ("event", "effect")],
    )
    log = SqliteLog.open(path)
    assert [fault.position for fault in log.verify(head).faults] == [9]
    log.close()


def test_a_history_written_anew_is_found_by_a_head_put_aside(path: Path, log: SqliteLog, tmp_path: Path) -> None:
    log.append(drafts(2))
    head = log.head()
    other = SqliteLog.open(tmp_path / "b.dossier", create=True)
    other.append(drafts(3))
    assert other.verify().ok
    assert [fault.position for fault in other.verify(head).faults] == [2]
    other.close()


@pytest.mark.parametrize("change", ["DELETE FROM effect", "INSERT INTO effect VALUES (3, 12)"])
def test_a_wrong_list_of_effects_is_named(tampered: Tamper, change: str) -> None:
    assert set(tampered(lambda foreign: foreign.execute(change))) <= {11, 12}
    assert 12 in tampered(lambda foreign: foreign.execute(change))


def test_a_reader_never_passes_a_damaged_record_on(original: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.dossier"
    shutil.copy(original, path)
    unguarded(path, flip("body", "data", 4, 20, 0))
    log = SqliteLog.open(path)
    reading = log.read()
    assert [next(reading).position for _ in range(3)] == [1, 2, 3]
    with pytest.raises(DamagedRecord) as caught:
        next(reading)
    assert caught.value.position == 4
    with pytest.raises(DamagedRecord):
        log.get(4)
    assert [record.position for record in log.read(after=4)] == list(range(5, 13))
    log.close()


@pytest.mark.parametrize("gap", [1, 5, 12])
def test_a_reader_stops_at_a_missing_record(original: Path, tmp_path: Path, gap: int) -> None:
    path = tmp_path / "a.dossier"
    shutil.copy(original, path)
    unguarded(path, lambda foreign: foreign.execute(f"DELETE FROM event WHERE position = {gap}"))
    log = SqliteLog.open(path)
    if gap == 12:  # nothing tells a log whose end is missing from one that never went further
        assert [record.position for record in log.read()] == list(range(1, 12))
    else:
        with pytest.raises(DamagedRecord) as caught:
            list(log.read())
        assert caught.value.position == gap
    log.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(data=st.data())
def test_any_damage_to_the_file_is_reported_or_harmless(original: Path, tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(original.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with TemporaryDirectory(dir=tmp_path) as folder:
        path = Path(folder) / "a.dossier"
        path.write_bytes(content)
        assert _reported(path) or _records(path) == _records(original)


def test_an_index_that_lost_an_entry_is_reported(original: Path, tmp_path: Path) -> None:
    """Or an id that is there would not be found, and its event could be recorded again."""
    path = tmp_path / "a.dossier"
    shutil.copy(original, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
        foreign.execute("PRAGMA writable_schema = ON")
        other = "(SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_event_2')"
        foreign.execute(
            f"UPDATE sqlite_schema SET rootpage = coalesce({other}, 2) WHERE name = 'sqlite_autoindex_event_1'"
        )
    assert _reported(path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_reported(original: Path, tmp_path: Path, share: float) -> None:
    path = tmp_path / "a.dossier"
    content = original.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert _reported(path)


def _records(path: Path) -> list[Recorded]:
    log = SqliteLog.open(path, read_only=True)
    try:
        return list(log.read())
    finally:
        log.close()


def _reported(path: Path) -> bool:
    try:
        log = SqliteLog.open(path, read_only=True)
        try:
            return not log.verify().ok
        finally:
            log.close()
    except TrackerError:
        return True
