"""A file that is no article, or a hostile one, is told in one clear line, and does no harm."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import Call, head, only_line, refused
from tracker.cli.parse import LAYERS
from tracker.reading.article import MAX_BYTES

HOSTILE = """---
title: "\x1b]0;gekapert\x07 [bold red]Titel[/]"
published: 2024-03-05
---
Die \x1b[31mdeutsche\x1b[0m Außenministerin Annalena Baerbock ist am Montag nach Oslo gereist[/bold], \u202eteilte
das [link=file:///etc/passwd]Auswärtige Amt[/link] mit.
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.md", b""),
        ("blank.md", b"  \n\n"),
        ("head.md", b"---\ntitle: nur ein Kopf\n---\n"),
        ("binary.md", bytes(range(256)) * 40),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 400),
        ("date.md", b"---\npublished: vorgestern\n---\nEin Text.\n"),
    ],
)
@pytest.mark.parametrize("command", ["parse", "ingest"])
def test_a_file_that_is_no_article_is_named(
    call: Call, tmp_path: Path, command: str, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = call(command, path)
    assert answer.code == 1
    errors = [line for line in answer.err.splitlines() if not line.startswith("new dossier")]
    assert [name in line for line in errors] == [True], answer.err
    assert answer.out == ""


def test_a_huge_file_is_refused_before_it_is_read(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "huge.md"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    refused(call("parse", path), "huge.md", f"{MAX_BYTES // 1_000_000} MB")


def test_endless_standard_input_is_refused(call: Call) -> None:
    refused(call("parse", "-", stdin=b"Wort " * (MAX_BYTES // 5 + 1)), "stdin", "MB")


def test_a_missing_file_is_named(call: Call, tmp_path: Path) -> None:
    refused(call("parse", tmp_path / "nowhere.md"), "nowhere.md", "nothing is there")


def test_a_folder_without_articles_is_named(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "picture.png").write_bytes(b"\x89PNG")
    refused(call("parse", folder), str(folder), "no articles", ".md")


def test_a_device_is_no_article(call: Call) -> None:
    refused(call("parse", "/dev/zero"), "/dev/zero", "ordinary file")


def test_a_bad_file_does_not_stop_the_others(call: Call, tmp_path: Path, report: Path) -> None:
    (tmp_path / "empty.md").write_bytes(b"")
    answer = call("ingest", tmp_path / "empty.md", report, tmp_path / "nowhere.md")
    assert answer.code == 1
    assert report.name in only_line(answer.out)
    assert "empty.md" in answer.err
    assert "nowhere.md" in answer.err
    assert "1 added" in answer.err.splitlines()[-1]


def test_a_text_at_which_the_parser_fails_does_not_stop_the_others(report: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 2024-03-05\n---\nUnerwartet.", encoding="utf-8")
    script = (
        "import sys, tracker.parsing.parse as parsing\n"
        "whole = parsing.parse\n"
        "parsing.parse = lambda article: whole(article) if article.name != 'a.md' else 1 // 0\n"
        "from tracker.cli.failures import run\n"
        "sys.exit(run(sys.argv[1:]))"
    )
    for command in ("parse", "ingest"):
        done = subprocess.run(
            [sys.executable, "-c", script, command, str(tmp_path / "a.md"), str(report)], capture_output=True, text=True
        )
        assert done.returncode == 1
        assert "report.md" in done.stdout
        assert [line for line in done.stderr.splitlines() if "a.md" in line and "ZeroDivisionError" in line] != []


def test_a_known_article_adds_nothing_and_says_so(call: Call, tmp_path: Path, report: Path) -> None:
    call("ingest", report)
    before = head(call)
    copy = tmp_path / "copy.md"
    copy.write_bytes(report.read_bytes())
    answer = call("ingest", copy)
    assert (answer.code, answer.out) == (0, "copy.md: known already, nothing added\n")
    assert head(call) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_article_in_another_encoding_is_read_or_named(call: Call, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / f"{encoding}.md"
    path.write_bytes("Die Außenministerin reist am Montag nach Tromsø.\n".encode(encoding))
    answer = call("ingest", path)
    if answer.code:
        assert path.name in answer.err.splitlines()[-1]
    else:
        assert "Außenministerin" in call("articles", path.name).out


def test_an_article_without_a_date_is_refused_unless_that_is_meant(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "undated.md"
    path.write_text("Außenministerin Annalena Baerbock ist am Montag nach Oslo gereist.\n", encoding="utf-8")
    answer = call("ingest", path)
    assert answer.code == 1
    assert "--published" in answer.err.splitlines()[-1]
    assert call("ingest", "--undated", path).code == 0
    assert call("articles").out.count("undated.md") >= 1


# --- hostile text ---


@pytest.fixture
def hostile(call: Call, tmp_path: Path) -> Path:
    path = tmp_path / "hostile.md"
    path.write_text(HOSTILE, encoding="utf-8")
    assert call("ingest", path).code == 0
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["log"],
        ["log", "--json"],
        ["show", "1"],
        ["show", "1", "--json"],
        ["articles"],
        ["articles", "--format", "csv"],
        ["articles", "--format", "json"],
        ["articles", "hostile.md"],
        ["meetings"],
        ["statements", "--format", "csv"],
        ["whereabouts"],
        ["itineraries"],
    ],
)
def test_escape_sequences_of_an_article_reach_no_terminal(call: Call, hostile: Path, arguments: list[str]) -> None:
    answer = call(*arguments)
    assert answer.code == 0
    assert not set(answer.out + answer.err) & {"\x1b", "\x07", "\u202e"}


def test_markup_in_an_article_is_text(call: Call, hostile: Path) -> None:
    assert "[link=file:///etc/passwd]Auswärtige Amt[/link]" in call("articles", "hostile.md").out
    assert "[bold red]Titel[/]" in call("articles").out


@pytest.mark.parametrize("form", [[], ["--jsonl"], ["--explain"], *(["--layer", name] for name in LAYERS)])
def test_parsing_shows_no_escape_sequence_either(call: Call, hostile: Path, form: list[str]) -> None:
    answer = call("parse", *form, hostile)
    assert answer.code == 0
    assert not set(answer.out) & {"\x1b", "\x07", "\u202e"}


def test_a_hostile_file_name_is_shown_harmlessly(call: Call, tmp_path: Path) -> None:
    answer = call("parse", tmp_path / "a\x1b[2Jb\nc.md")
    assert "\x1b" not in only_line(answer.err)
