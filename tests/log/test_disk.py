"""A disk that is full, a place that cannot be written: said in plain words, with nothing half done."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from events.errors import LogError
from events.sqlite_log import SqliteLog
from tests.log import writers
from tests.log.samples import draft, drafts


def test_a_full_database_takes_nothing_and_goes_on_when_there_is_room(path: Path, log: SqliteLog) -> None:
    log.append(drafts(10))
    log.transaction(lambda database: database.execute("PRAGMA max_page_count = 40"))
    acknowledged = 10

    def fill() -> None:
        nonlocal acknowledged
        while True:
            acknowledged += len(log.append(drafts(50)))

    with pytest.raises(LogError, match="full") as caught:
        fill()
    assert caught.value.remedy
    assert log.head().position == acknowledged > 10
    assert log.verify().ok
    log.transaction(lambda database: database.execute("PRAGMA max_page_count = 1000000"))
    assert log.append([draft()])[0].position == acknowledged + 1


def test_a_full_disk_takes_nothing_and_goes_on_when_there_is_room(path: Path, log: SqliteLog) -> None:
    log.append(drafts(10))
    limit = path.stat().st_size + 400_000
    message, acknowledged, read, after, ok = writers.answer(writers.fill_a_small_disk, path, limit)  # type: ignore[misc]
    assert "disk" in message
    assert acknowledged > 0
    assert (read, after, ok) == (10 + acknowledged, 10 + acknowledged + 1, True)
    assert log.head().position == after


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may read, with a dossier of two records."""
    folder = Path(mkdtemp())
    log = SqliteLog.open(folder / "a.dossier", create=True)
    log.append(drafts(2))
    log.close()
    for file in folder.iterdir():
        if file.suffix != ".dossier":
            file.unlink()
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("mode", [0o555, 0o755], ids=["folder closed", "folder open"])
def test_a_file_that_cannot_be_written_can_be_read(place: Path, mode: int) -> None:
    path = place / "a.dossier"
    path.chmod(0o444)
    place.chmod(mode)
    assert writers.answer(writers.use_as_nobody, path, {"read_only": True}) == 2
    refused = writers.answer(writers.use_as_nobody, path, {})
    assert "cannot be written" in str(refused)
    assert "read-only" in str(refused)


def test_a_folder_that_cannot_be_written_is_named(place: Path) -> None:
    path = place / "a.dossier"
    path.chmod(0o666)
    place.chmod(0o555)
    assert "cannot be written" in str(writers.answer(writers.use_as_nobody, path, {}))
    assert "cannot be written" in str(writers.answer(writers.use_as_nobody, place / "b.dossier", {"create": True}))
    assert writers.answer(writers.use_as_nobody, path, {"read_only": True}) == 2


def test_a_file_that_cannot_be_read_is_said_so(place: Path) -> None:
    path = place / "a.dossier"
    path.chmod(0o000)
    for options in ({}, {"read_only": True}):
        assert "cannot be" in str(writers.answer(writers.use_as_nobody, path, options))
