"""Files of the inbox are taken once they are complete, put away, and never taken twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from events.errors import LogError
from tracker.dossier import Dossier
from tracker.intake.inbox import SETTLED_AFTER, Inbox, Taken, default_inbox

REPORT = "---\npublished: 2024-03-05\n---\nAußenministerin Annalena Baerbock ist am Montag nach Oslo gereist.\n"
NOW = 1_700_000_000.0


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(tmp_path / "test.dossier", create=True) as dossier:
        yield dossier


@pytest.fixture
def inbox(dossier: Dossier) -> Inbox:
    folder = default_inbox(dossier.path)
    folder.mkdir()
    return Inbox(folder, clock=lambda: NOW)


def put(inbox: Inbox, name: str, content: str | bytes = REPORT, *, age: float = SETTLED_AFTER + 1) -> Path:
    """Lay a file into the inbox that was last touched so many seconds ago."""
    path = inbox.folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    os.utime(path, (NOW - age, NOW - age))
    return path


def take(inbox: Inbox, dossier: Dossier) -> list[Taken]:
    return list(inbox.take(dossier, inbox.complete()[0]))


def test_the_inbox_lies_beside_the_dossier(dossier: Dossier) -> None:
    assert default_inbox(dossier.path) == dossier.path.parent / "test.inbox"


def test_a_settled_file_is_taken_in_and_put_away(inbox: Inbox, dossier: Dossier) -> None:
    put(inbox, "report.md")
    (taken,) = take(inbox, dossier)
    assert (taken.name, taken.outcome, taken.why) == ("report.md", "added", None)
    assert taken.moved_to == inbox.folder / "done" / "report.md"
    assert taken.moved_to.read_text(encoding="utf-8") == REPORT
    assert [record.position for record in dossier.log.read()] == list(taken.positions) != []
    assert take(inbox, dossier) == []


def test_a_file_that_is_being_written_waits_until_it_stands_still(inbox: Inbox) -> None:
    path = put(inbox, "report.md", REPORT[:40], age=0)
    assert inbox.complete() == ([], 1)
    put(inbox, "report.md", REPORT, age=0)
    assert inbox.complete() == ([], 1)
    assert inbox.complete() == ([path], 0)


def test_a_file_with_a_time_in_the_future_is_taken_at_the_second_look(inbox: Inbox) -> None:
    path = put(inbox, "report.md", age=-3600)
    assert inbox.complete() == ([], 1)
    assert inbox.complete() == ([path], 0)


def test_files_are_taken_in_the_order_of_their_names(inbox: Inbox) -> None:
    for name in ("b.md", "a.txt", "c.html"):
        put(inbox, name)
    assert [path.name for path in inbox.complete()[0]] == ["a.txt", "b.md", "c.html"]


def test_what_is_no_article_is_left_alone(inbox: Inbox, tmp_path: Path) -> None:
    for name in (".hidden.md", "report.md.part", "picture.png"):
        put(inbox, name)
    (inbox.folder / "folder.md").mkdir()
    os.mkfifo(inbox.folder / "pipe.md")
    (inbox.folder / "link.md").symlink_to(tmp_path / "elsewhere.md")
    assert inbox.complete() == ([], 0)


def test_a_bad_file_is_put_aside_with_the_reason(inbox: Inbox, dossier: Dossier) -> None:
    put(inbox, "a.md", b"")
    put(inbox, "b.md")
    bad, good = take(inbox, dossier)
    assert (bad.outcome, bad.moved_to) == ("failed", inbox.folder / "failed" / "a.md")
    assert (inbox.folder / "failed" / "a.md.why.txt").read_text(encoding="utf-8") == f"{bad.why}\n"
    assert "a.md" in str(bad.why)
    assert good.outcome == "added"


def test_a_known_text_adds_nothing_and_is_put_away(inbox: Inbox, dossier: Dossier) -> None:
    put(inbox, "report.md")
    take(inbox, dossier)
    head = dossier.log.head()
    put(inbox, "report.md")
    (taken,) = take(inbox, dossier)
    assert (taken.outcome, taken.positions, taken.moved_to.name) == ("known", (), "report-2.md")
    assert dossier.log.head() == head


def test_a_file_stays_when_the_dossier_cannot_be_written(inbox: Inbox, dossier: Dossier) -> None:
    path = put(inbox, "report.md")
    with Dossier.open(dossier.path, read_only=True) as reading, pytest.raises(LogError):
        take(inbox, reading)
    assert path.exists()
    assert [taken.outcome for taken in take(inbox, dossier)] == ["added"]


def test_a_file_that_somebody_else_took_is_passed_over(inbox: Inbox, dossier: Dossier) -> None:
    first, second = put(inbox, "a.md"), put(inbox, "b.md", REPORT.replace("Oslo", "Bergen"))
    paths = inbox.complete()[0]
    first.unlink()
    outcomes = {taken.name: taken.outcome for taken in inbox.take(dossier, paths)}
    assert outcomes[second.name] == "added"
    assert not first.exists()


def test_an_inbox_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert Inbox(tmp_path / "nowhere").complete() == ([], 0)
