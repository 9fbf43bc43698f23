"""Whatever is wrong is told in one clear line that names it; nothing is half written, and no traceback is shown."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import Answer, Call, environment, only_line, program
from tracker.parsing.reading import MAX_BYTES

HOSTILE = """---
title: "\x1b]0;gekapert\x07 [bold red]Titel[/]"
published: 2024-03-05
---
Die \x1b[31mdeutsche\x1b[0m Außenministerin Annalena Baerbock ist am Montag nach Oslo gereist[/bold], \u202eteilte
das [link=file:///etc/passwd]Auswärtige Amt[/link] mit.
"""


def refused(answer: Answer, *told: str, code: int = 1) -> None:
    """One line on stderr that tells these things, and nothing else."""
    assert answer.code == code, answer
    line = only_line(answer.err)
    assert line.startswith("tracker: ")
    assert [part for part in told if part not in line] == [], line
    assert "Traceback" not in line
    assert "unexpected" not in line


def head(call: Call) -> str:
    return call("verify").out


# --- articles ----------------------------------------------------------------------------------------------------


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
    (tmp_path / "a.md").write_text("Unerwartet.", encoding="utf-8")
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


def test_an_article_without_a_date_is_taken_in(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "undated.md"
    path.write_text("Außenministerin Annalena Baerbock ist am Montag nach Oslo gereist.\n", encoding="utf-8")
    assert call("ingest", path).code == 0
    assert call("articles").out.count("undated.md") >= 1


# --- hostile text -----------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("form", [[], ["--jsonl"], ["--explain"], ["--layer", "times"], ["--layer", "quotes"]])
def test_parsing_shows_no_escape_sequence_either(call: Call, hostile: Path, form: list[str]) -> None:
    answer = call("parse", *form, hostile)
    assert answer.code == 0
    assert not set(answer.out) & {"\x1b", "\x07", "\u202e"}


def test_a_hostile_file_name_is_shown_harmlessly(call: Call, tmp_path: Path) -> None:
    answer = call("parse", tmp_path / "a\x1b[2Jb\nc.md")
    assert "\x1b" not in only_line(answer.err)


# --- dossiers ---------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_dossier_is_left_alone(call: Call, tmp_path: Path, report: Path) -> None:
    path = tmp_path / "notes.dossier"
    path.write_text("Das sind nur Notizen, keine Datenbank. " * 40, encoding="utf-8")
    before = path.read_bytes()
    for arguments in (["log"], ["ingest", report], ["demo", path, "--text"]):
        refused(call("--dossier", path, *arguments), "notes.dossier", "no dossier")
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["log", "meetings", "verify", "articles", "jobs", "replay"])
def test_a_missing_dossier_is_named_and_not_made(call: Call, tmp_path: Path, command: str) -> None:
    refused(call(command, "--dossier", tmp_path / "none.dossier"), "none.dossier")
    assert list(tmp_path.glob("none*")) == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place where nobody can write")
def test_a_place_that_cannot_be_written_is_named(call: Call, report: Path) -> None:
    refused(call("--dossier", "/proc/test.dossier", "ingest", report), "/proc/test.dossier")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_lets_one_look_but_not_append(call: Call, tmp_path: Path, report: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    path = folder / "old.dossier"
    assert call("--dossier", path, "ingest", report).code == 0
    for entry in folder.iterdir():
        entry.chmod(0o444)
    folder.chmod(0o555)
    try:
        assert "Baerbock" in call("--dossier", path, "log").out
        refused(call("--dossier", path, "retract", "1"), "old.dossier")
    finally:
        folder.chmod(0o755)


def test_two_processes_append_and_nothing_is_lost(call: Call, tmp_path: Path, report: Path) -> None:
    call("ingest", report)
    before = len(call("log", "--json").out.splitlines())
    lines = "for i in range(8): run(['append', 'visit', '--who', sys.argv[1], '--in', 'Oslo', '--basis', str(i)])"
    script = f"import sys\nfrom tracker.cli.failures import run\n{lines}"
    both = [subprocess.Popen([sys.executable, "-c", script, name], stdout=subprocess.DEVNULL) for name in ("A", "B")]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert len(call("log", "--json").out.splitlines()) == before + 16
    assert call("verify", "--quiet").code == 0


# --- events -----------------------------------------------------------------------------------------------------


@pytest.fixture
def visit(call: Call) -> str:
    """The position of a visit by hand."""
    answer = call("append", "visit", "--who", "Jonas Berg", "--in", "Oslo", "--when", "2024-03-05", "--basis", "Anruf")
    assert answer.code == 0, answer.err
    return answer.out.split()[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "99"],
        ["show", "no-such-id"],
        ["retract", "99"],
        ["correct", "#99", "when.edtf=2024"],
        ["link", "1", "99"],
    ],
)
def test_an_unknown_event_is_named(call: Call, visit: str, arguments: list[str]) -> None:
    before = head(call)
    refused(call(*arguments), "99" if "99" in "".join(arguments) else "no-such-id", "tracker log")
    assert head(call) == before


def test_a_stale_correction_is_refused_with_the_value_of_now(call: Call, visit: str) -> None:
    assert call("correct", visit, "when.edtf=2024-03-06").code == 0
    before = head(call)
    stale = call("correct", visit, "when.edtf=2024-03-07", "--was", "when.edtf=2024-03-05")
    refused(stale, "when.edtf", "2024-03-06", "2024-03-05")
    assert head(call) == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("when.edtf=bald", ["bald", "EDTF"]),
        ("plaice.name=Bergen", ["plaice"]),
        ("type=departure", ["type", "retract"]),
        ("participants:=[]", ["traveller"]),
        ("when.edtf=2024-03-05", ["same"]),
    ],
)
def test_a_correction_that_leaves_no_valid_event_is_refused(
    call: Call, visit: str, change: str, told: list[str]
) -> None:
    before = head(call)
    refused(call("correct", visit, change), *told)
    assert head(call) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["append", "visit", "--who", "A", "--in", "Oslo", "--when", "Dienstag", "--basis", "x"], ["--when", "EDTF"]),
        (["append", "visit", "--in", "Oslo", "--when", "2024-13-01", "--basis", "x"], ["--when", "month 13"]),
        (["append", "tour", "--basis", "x"], ["tour", "departure"]),
        (["append"], ["TYPE", "--json"]),
        (["append", "visit", "--words", "reist"], ["--words", "--article"]),
        (["log", "--after", "minus"], ["--after", "minus"]),
        (["log", "--typ", "visit"], ["--typ", "--type"]),
        (["log", "extra"], ["extra"]),
        (["meetings", "--as-of", "morgen"], ["--as-of", "morgen"]),
        (["meetings", "--format", "xml"], ["--format", "xml", "csv"]),
        (["retract"], ["TARGET"]),
        (["link", "1", "1"], ["two different"]),
        (["correct", "1", "note=a", "note=b"], ["note", "twice"]),
        (["meetngs"], ["meetngs", "meetings"]),
        (["replay", "claims", "--file", "mine.py"], ["--file"]),
        (["parse", "x.md", "--explain", "--jsonl"], ["--explain"]),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_where_to_read(call: Call, arguments: list[str], told: list[str]) -> None:
    refused(call(*arguments), *told, "--help", code=2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["visit", "--who", "Jonas Berg", "--in", "Oslo"], ["source"]),
        (["visit", "--who", "Jonas Berg", "--basis", "Anruf"], ["place"]),
        (["summit", "--who", "Jonas Berg", "--basis", "Anruf"], ["two participants"]),
        (["visit", "--who", "A", "--in", "Oslo", "--article", "nope"], ["nope", "tracker articles"]),
        (["visit", "--who", "A", "--in", "Oslo", "--basis", "x", "--by", "me"], ["me", "user:NAME"]),
        (["visit", "--who", "A", "--in", "Oslo", "--basis", "x", "--expect", "7"], ["7"]),
    ],
)
def test_an_event_that_breaks_a_rule_is_refused(call: Call, arguments: list[str], told: list[str]) -> None:
    call("append", "visit", "--who", "Eine Person", "--in", "Bergen", "--basis", "Anruf")
    before = head(call)
    refused(call("append", *arguments), *told)
    assert head(call) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", ["stdin"]),
        (b"{", ["stdin", "JSON"]),
        (b'{"type": "tour"}', ["stdin", "departure"]),
        (b'{"type": "visit", "sort": 1}', ["stdin", "sort"]),
        (b"\xff\xfe\x00", ["stdin"]),
    ],
)
def test_json_that_is_no_event_is_refused(call: Call, visit: str, text: bytes, told: list[str]) -> None:
    before = head(call)
    refused(call("append", "--json", "-", "--basis", "Anruf", stdin=text), *told)
    assert head(call) == before


# --- streams ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_stdout_is_told(report: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tracker.cli", "parse", str(report)], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert "output" in only_line(done.stderr)


def test_a_reader_that_leaves_is_no_error(call: Call, visit: str) -> None:
    for number in range(40):
        call("append", "visit", "--who", f"Person {number}", "--in", "Oslo", "--basis", "x" * 3000)
    read, write = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "log", "--json"], stdout=write, stderr=subprocess.PIPE, text=True
    )
    os.close(write)
    os.read(read, 10)
    os.close(read)
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(timeout=30) == 141


def test_ctrl_c_ends_quietly(call: Call, visit: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "log", "--follow", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("{")
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (130, "")


def test_something_unforeseen_is_one_line_and_a_report(tmp_path: Path) -> None:
    script = (
        "import events.sqlite_log, sys\n"
        "def broken(*_, **__): raise ZeroDivisionError('surprise')\n"
        "events.sqlite_log.SqliteLog.open = broken\n"
        "from tracker.cli.failures import run\n"
        "sys.exit(run(['log']))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment())
    assert done.returncode == 1
    line = only_line(done.stderr)
    assert "ZeroDivisionError" in line
    assert "surprise" in Path(line.rpartition(" ")[2]).read_text(encoding="utf-8")


def test_a_terminal_that_lacks_a_character_gets_a_question_mark(call: Call) -> None:
    call("append", "visit", "--who", "Jørn Åsvik", "--in", "Oslo", "--basis", "Anruf")
    done = program("log", env=environment(PYTHONIOENCODING="ascii"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "J?rn ?svik" in done.stdout
