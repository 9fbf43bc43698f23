"""What reading a file promises: the text to the letter, the facts of its head, and a clear word for every bad input."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import TrackerError
from tracker.reading.article import MAX_BYTES, read_article, read_path

HEAD = "---\ntitle: Der Gast\noutlet: Nordblatt\npublished: 2024-02-03\nurl: https://example.org/a\nlanguage: de\n---\n"


def test_front_matter_is_read_and_the_text_kept_to_the_letter() -> None:
    text = "\r\n  Erste Zeile.  \r\n\r\nZweite – „Zeile“.\n\n"
    article = read_article((HEAD + text).encode(), "gast.md")
    assert article.text == text
    assert (article.title, article.outlet, article.published, article.url, article.language) == (
        "Der Gast",
        "Nordblatt",
        "2024-02-03",
        "https://example.org/a",
        "de",
    )


def test_text_without_front_matter_is_the_whole_text() -> None:
    article = read_article(b"Nur Text.\n---\nMehr.", "a.txt")
    assert article.text == "Nur Text.\n---\nMehr."
    assert article.published is None


def test_an_empty_front_matter_is_allowed() -> None:
    assert read_article(b"---\n---\nText.", "a.md").text == "Text."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02-03", "2024-02-03"),
        ('"2024-02-03"', "2024-02-03"),
        ("3.2.2024", "2024-02-03"),
        ("2024-02-03T10:00:00+01:00", "2024-02-03T10:00:00+01:00"),
        ("2024-02-03 10:00", "2024-02-03"),
    ],
)
def test_dates_as_people_write_them(value: str, expected: str) -> None:
    assert read_article(f"---\npublished: {value}\n---\nText.".encode(), "a.md").published == expected


def test_a_date_from_outside_counts_only_where_the_file_tells_none() -> None:
    assert read_article(b"Text.", "a.md", published="2024-01-01").published == "2024-01-01"
    assert read_article(HEAD.encode() + b"Text.", "a.md", published="2024-01-01").published == "2024-02-03"


def test_quoted_values_are_unescaped() -> None:
    article = read_article('---\ntitle: "Er sagte \\"nein\\" – \\u00e4h"\n---\nText.'.encode(), "a.md")
    assert article.title == 'Er sagte "nein" – äh'


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Köln – ja"),
        ("utf-8-sig", "Köln"),
        ("utf-16", "Köln"),
        ("cp1252", "„Köln“ – 5 €"),
        ("latin-1", "Köln"),
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    assert read_article(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "no text"),
        (b"  \n \n", "no text"),
        (b"---\ntitle: x\n---\n  \n", "no text behind"),
        (b"---\ntitle: x\nText ohne Ende", "line 3"),
        (b"---\ntitle: x\n", "no end"),
        (b"---\npublished: gestern\n---\nText.", "a.md, line 2: 'gestern' is no date"),
        (b"---\npublished: 2024-02-31\n---\nText.", "line 2"),
        (b"---\ntitle: x\nfarbe: blau\n---\nText.", "line 3: the front matter has no field 'farbe'"),
        (b"---\nlanguage: deutsch\n---\nText.", "no language code"),
        (b'---\ntitle: "offen\n---\nText.', "not closed"),
        (b"\x00\x01\x02\x03" * 50, "no text file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no text file"),
        (b"\xff\xfeK", "not utf-16"),
        (b"x" * (MAX_BYTES + 1), "5.0 MB"),
        (b"<html><body><script>alert(1)</script></body></html>", "no readable text"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_bad_input_is_refused_with_file_and_reason(data: bytes, part: str) -> None:
    with pytest.raises(TrackerError) as caught:
        read_article(data, "a.md")
    assert part in str(caught.value)
    assert "a.md" in str(caught.value)


def test_a_bad_date_from_outside_is_refused() -> None:
    with pytest.raises(TrackerError, match="no date"):
        read_article(b"Text.", "a.md", published="neulich")


def test_a_page_gives_its_article_and_its_facts() -> None:
    page = """<!DOCTYPE html><html lang="de-AT"><head><title>Titel | Blatt</title>
    <meta property="og:site_name" content="Blatt">
    <meta property="article:published_time" content="2024-02-03T08:00:00Z">
    <style>p {}</style></head><body><nav><p>Menü</p></nav><article><h1>Titel</h1><p>Erster &amp; letzter
    Absatz.</p><script>nein()</script><p>Zweiter.</p></article><footer>Impressum</footer></body></html>"""
    article = read_article(page.encode(), "seite.html")
    assert article.text == "Titel\n\nErster & letzter Absatz.\n\nZweiter."
    assert (article.language, article.outlet, article.published) == ("de", "Blatt", "2024-02-03T08:00:00+00:00")


def test_a_file_is_read_and_a_missing_one_named(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(HEAD + "Text.", encoding="utf-8")
    assert read_path(path).text == "Text."
    with pytest.raises(TrackerError, match="cannot be read"):
        read_path(tmp_path / "fehlt.md")


@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_clear_error(data: bytes) -> None:
    try:
        assert read_article(data, "zufall.md").text.strip()
    except TrackerError as error:
        if "zufall.md" not in str(error):
            raise


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=200))
def test_the_text_behind_the_front_matter_is_never_changed(text: str) -> None:
    try:
        article = read_article((HEAD + text).encode(), "a.md")
    except TrackerError:
        return
    assert article.text == text
