"""A ZIP archive gives its articles one by one; a hostile one is refused before it does harm."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import TrackerError
from tracker.articles import Article
from tracker.dossier import Dossier
from tracker.intake.archive import MAX_MEMBERS, MAX_RATIO
from tracker.intake.inbox import Inbox
from tracker.intake.reading import read_articles

REPORT = "---\npublished: 2024-03-05\n---\nAußenministerin Annalena Baerbock ist am Montag nach Oslo gereist.\n"


def packed(files: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(data: bytes) -> dict[str, Article | TrackerError]:
    return dict(read_articles(data, "a.zip"))


def refused(data: bytes) -> str:
    (outcome,) = read(data).values()
    assert isinstance(outcome, TrackerError)
    assert "a.zip" in str(outcome)
    return str(outcome)


def test_the_articles_of_an_archive_are_read_in_the_order_of_their_names() -> None:
    data = packed(
        {"b/2.md": REPORT, "a.html": "<p>Seite</p>", ".hidden.md": "x", "__MACOSX/a.md": "x", "c.png": b"\x89PNG"}
    )
    found = read(data)
    assert list(found) == ["a.zip/a.html", "a.zip/b/2.md"]
    assert all(isinstance(outcome, Article) for outcome in found.values())


def test_a_bad_file_does_not_keep_the_others_out() -> None:
    found = read(packed({"a.md": "", "b.md": REPORT, "c.md": b"%PDF-1.7", "d.md": packed({"x.md": REPORT})}))
    kinds = {name[-4:]: isinstance(outcome, Article) for name, outcome in found.items()}
    assert kinds == {"a.md": False, "b.md": True, "c.md": False, "d.md": False}
    assert "a PDF" in str(found["a.zip/c.md"])
    assert "within the archive" in str(found["a.zip/d.md"])


def test_a_bomb_is_refused() -> None:
    assert f"{MAX_RATIO} times" in refused(packed({"a.md": b" " * 4_000_000}))


def test_a_file_that_is_longer_than_the_directory_says_is_cut_there() -> None:
    data = packed({"a.md": REPORT * 40_000})
    small = len(REPORT.encode()) - 1
    lying = data.replace((len(REPORT.encode()) * 40_000).to_bytes(4, "little"), small.to_bytes(4, "little"))
    for outcome in read(lying).values():
        assert isinstance(outcome, TrackerError) or len(outcome.text.encode()) <= small


def test_a_heap_of_files_is_refused_before_the_directory_is_read() -> None:
    entry = b"PK\x01\x02" + bytes(42)
    data = b"PK\x03\x04" + entry * 1_000_000
    tracemalloc.start()
    try:
        assert f"{MAX_MEMBERS} files" in refused(data)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["../a.md", "/etc/a.md", "x/../../a.md", "..\\a.md", "C:/a.md"])
def test_a_file_that_points_elsewhere_is_refused(name: str) -> None:
    assert "elsewhere" in refused(packed({name: REPORT}))


def test_documents_of_other_programs_are_named() -> None:
    assert "word processor" in refused(packed({"[Content_Types].xml": "", "word/document.md": "x"}))
    assert "no articles" in refused(packed({"a.png": b"x"}))


def test_a_locked_file_is_named() -> None:
    data = bytearray(packed({"a.md": REPORT}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[bytes(data).index(signature) + offset] |= 1
    assert "password" in refused(bytes(data))


@given(st.data())
def test_a_damaged_archive_gives_articles_or_clear_errors(data: st.DataObject) -> None:
    content = bytearray(packed({"a.md": REPORT, "b.html": "<p>Seite</p>"}))
    for _ in range(data.draw(st.integers(0, 6))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(4, len(content))) :]
    for name, outcome in read(bytes(content)).items():
        assert name.startswith("a.zip")
        assert isinstance(outcome, Article) or "a.zip" in str(outcome)


def test_an_archive_in_the_inbox_is_put_away_whole(tmp_path: Path) -> None:
    folder = tmp_path / "test.inbox"
    folder.mkdir()
    (folder / "a.zip").write_bytes(packed({"1.md": REPORT, "2.md": "Ohne Datum.", "3.md": REPORT}))
    with Dossier.open(tmp_path / "test.dossier", create=True) as dossier:
        inbox = Inbox(folder, clock=lambda: 9_999_999_999.0)
        taken = list(inbox.take(dossier, inbox.complete()[0]))
    assert [(one.name, one.outcome) for one in taken] == [
        ("a.zip/1.md", "added"),
        ("a.zip/2.md", "failed"),
        ("a.zip/3.md", "known"),
    ]
    assert {one.moved_to for one in taken} == {folder / "failed" / "a.zip"}
    assert "2.md" in (folder / "failed" / "a.zip.why.txt").read_text("utf-8")
    assert not (folder / "a.zip").exists()
