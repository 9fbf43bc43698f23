"""What the commands show: the views now and as known before, the log, events with their evidence, jobs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Call, environment, program

VIEWS = ("meetings", "itineraries", "whereabouts", "statements")


@pytest.fixture
def filled(call: Call) -> None:
    """A journey that is planned on the 4th, reported as begun on the 6th, with a meeting and words about it."""
    berg = ("--who", "Jonas Berg")
    rows: list[tuple[str, ...]] = [
        ("visit", *berg, "--in", "Oslo", "--when", "2024-03-07", "--status", "planned", "--published", "2024-03-04"),
        ("departure", *berg, "--from", "Berlin", "--to", "Oslo", "--when", "2024-03-06", "--published", "2024-03-06"),
        ("summit", *berg, "--with", "Eva Holm", "--in", "Oslo", "--when", "2024-03-07", "--published", "2024-03-07"),
        ("statement", *berg, "--quote", "=Wir+kommen wieder.", "--published", "2024-03-08"),
    ]
    for row in rows:
        answer = call("append", *row, "--basis", "Pressestelle")
        assert answer.code == 0, answer.err


def rows(call: Call, view: str, *arguments: object) -> list[dict[str, Any]]:
    answer = call(view, "--format", "json", *arguments)
    assert answer.code == 0, answer.err
    found: list[dict[str, Any]] = json.loads(answer.out)
    return found


# --- views ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("view", VIEWS)
def test_table_json_and_csv_show_the_same_rows(call: Call, view: str) -> None:
    found = rows(call, view)
    table = call(view).out.splitlines()
    records = list(csv.DictReader(io.StringIO(call(view, "--format", "csv").out)))
    assert len(found) == len(table) - 1 == len(records) >= 1
    assert [str(row["key"]) for row in found] == [record["key"] for record in records]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("view", [*VIEWS, "timeline", "counterparts", "contradictions", "sources"])
def test_pieces_put_together_are_the_whole_view(call: Call, view: str) -> None:
    whole = rows(call, view)
    pieces = [row for skip in range(len(whole) + 1) for row in rows(call, view, "--skip", skip, "--limit", 1)]
    assert pieces == whole
    assert rows(call, view, "--skip", 1) == whole[1:]


@pytest.mark.usefixtures("filled")
def test_the_meeting_is_on_the_board(call: Call) -> None:
    meeting = next(row for row in rows(call, "meetings", "--as-of", "2024-03-10") if row["type"] == "summit")
    assert (meeting["state"], meeting["place"]) == ("held", "Oslo")
    assert "Jonas Berg" in call("meetings", "--as-of", "2024-03-10").out


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("view", "before", "at"),
    [("meetings", "2024-03-06", 2), ("whereabouts", "2024-03-05", 1), ("statements", "2024-03-07", 3)],
)
def test_a_view_shows_what_was_known(call: Call, view: str, before: str, at: int) -> None:
    def known(*arguments: object) -> list[str]:
        found = rows(call, view, *arguments)
        return sorted(row["id"] for row in found if row.get("type", "summit") == "summit")

    assert known("--as-of", before) == known("--at", at) == []
    assert known("--as-of", "2024-03-09") == known("--at", 4) == known() != []


@pytest.mark.usefixtures("filled")
def test_an_instant_cuts_within_the_day(call: Call) -> None:
    assert rows(call, "statements", "--as-of", "2024-03-07T23:59:59Z") == []
    assert len(rows(call, "statements", "--as-of", "2024-03-08T00:00:00Z")) == 1


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("view", VIEWS)
def test_a_search_keeps_only_what_has_the_words(call: Call, view: str) -> None:
    assert rows(call, view, "--search", "nirgendwer") == []
    assert len(rows(call, view, "--search", "berg")) >= 1


@pytest.mark.usefixtures("filled")
def test_a_quote_is_no_formula_in_a_spreadsheet(call: Call) -> None:
    (record,) = csv.DictReader(io.StringIO(call("statements", "--format", "csv").out))
    assert record["quote"] == "'=Wir+kommen wieder."
    assert rows(call, "statements")[0]["quote"] == "=Wir+kommen wieder."


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_view_is_a_message_and_valid_data(call: Call, view: str) -> None:
    empty = ("--as-of", "1999-01-01")
    answer = call(view, *empty)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (0, "", 1)
    assert json.loads(call(view, *empty, "--format", "json").out) == []
    heading = call(view, *empty, "--format", "csv").out
    assert list(csv.reader(io.StringIO(heading))) == [list(rows(call, view)[0])]


def test_a_position_that_is_not_there_is_named(call: Call) -> None:
    call("append", "visit", "--who", "Jonas Berg", "--in", "Oslo", "--basis", "Anruf")
    answer = call("meetings", "--at", "7")
    assert answer.code == 1
    assert "no position 7" in answer.err


@pytest.mark.usefixtures("filled")
def test_german_words_for_german_readers() -> None:
    done = program("meetings", "--as-of", "2024-03-10", env=environment(TRACKER_LANGUAGE="de"))
    assert "stattgefunden" in done.stdout
    assert "7. März 2024" in done.stdout


# --- one event --------------------------------------------------------------------------------------------------


def test_an_event_is_shown_with_the_words_that_assert_it(call: Call, report: Path) -> None:
    call("ingest", report)
    text = report.read_text(encoding="utf-8")
    for record in map(json.loads, call("log", "--json").out.splitlines()):
        shown = json.loads(call("show", record["id"], "--json").out)
        body = text.split("---\n", 2)[2]
        spans = record["data"]["evidence"]
        assert shown["evidence"] == [" ".join(body[span["start"] : span["end"]].split()) for span in spans]
        printed = call("show", record["position"]).out
        assert all(f"„{words}“" in printed for words in shown["evidence"])
        assert "Beispielblatt" in printed


@pytest.mark.usefixtures("filled")
def test_a_happening_is_shown_with_its_reports_and_history(call: Call) -> None:
    meeting = next(row for row in rows(call, "meetings") if row["type"] == "summit")
    by_id, by_position = call("show", meeting["id"]), call("show", meeting["key"])
    assert by_id == by_position
    assert "Jonas Berg" in by_id.out
    assert "1/" in by_id.out
    happening = json.loads(call("show", meeting["id"], "--json").out)["happening"]
    assert [report["position"] for report in happening["reports"]] == [3]


@pytest.mark.usefixtures("filled")
def test_an_event_is_not_known_before_it_was_published(call: Call) -> None:
    assert "not known at this cut-off" in call("show", "3", "--as-of", "2024-03-05").out
    assert "not known at this cut-off" not in call("show", "3").out


# --- the log ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("arguments", "positions"),
    [
        ([], [1, 2, 3, 4]),
        (["--after", "2"], [3, 4]),
        (["--until", "2"], [1, 2]),
        (["--type", "visit", "--type", "summit"], [1, 3]),
        (["--search", "oslo berlin"], [2]),
        (["--after", "9"], []),
    ],
)
def test_the_log_shows_what_is_asked_for(call: Call, arguments: list[str], positions: list[int]) -> None:
    found = [json.loads(line)["position"] for line in call("log", "--json", *arguments).out.splitlines()]
    table = call("log", *arguments).out.splitlines()[1:]
    assert found == [int(line.split()[0]) for line in table] == positions


@pytest.mark.usefixtures("filled")
def test_the_log_is_followed_across_processes(call: Call) -> None:
    follower = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "log", "--follow", "--json", "--type", "visit"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert follower.stdout is not None
    assert json.loads(follower.stdout.readline())["position"] == 1
    call("append", "summit", "--who", "A", "--with", "B", "--basis", "Anruf")
    call("append", "visit", "--who", "Eva Holm", "--in", "Bergen", "--basis", "Anruf")
    assert json.loads(follower.stdout.readline())["position"] == 6
    follower.send_signal(signal.SIGINT)
    assert follower.wait(timeout=30) == 130


@pytest.mark.usefixtures("filled")
def test_verification_names_the_head_and_finds_a_log_cut_off(call: Call) -> None:
    said = call("verify")
    assert said.code == 0
    head = said.out.split()[-1]
    assert head.startswith("4:")
    assert call("verify", "--against", head, "--quiet").out == ""
    later = call("verify", "--against", f"9:{'0' * 64}")
    assert (later.code, len(later.out.splitlines())) == (3, 1)


def test_verification_finds_a_changed_record(call: Call, tmp_path: Path) -> None:
    import sqlite3

    call("append", "visit", "--who", "Jonas Berg", "--in", "Oslo", "--basis", "Anruf")
    database = sqlite3.connect(tmp_path / "test.dossier")
    triggers = database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        database.execute(f"DROP TRIGGER {name}")
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    changed = 0
    for table in tables:
        for _, column, kind, *_ in database.execute(f"PRAGMA table_info({table})").fetchall():
            if kind in ("BLOB", "TEXT"):
                changed += database.execute(
                    f"UPDATE {table} SET {column} = CAST(replace({column}, 'Jonas', 'Tomas') AS {kind})"
                    f" WHERE instr({column}, 'Jonas')"
                ).rowcount
    database.commit()
    database.close()
    assert changed
    answer = call("verify")
    assert answer.code == 3
    assert [line for line in answer.out.splitlines() if line.startswith("#1: ")] != []
    assert "in 1 records" in answer.err


# --- views, jobs, the rest --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("filled")
def test_a_replay_gives_the_same_rows_and_tells_where_each_view_stands(call: Call) -> None:
    before = {view: rows(call, view) for view in VIEWS}
    answer = call("replay", "--format", "json")
    assert answer.code == 0
    states = json.loads(answer.out)
    assert {state["state"] for state in states} == {"live"}
    assert {state["position"] for state in states} == {4}
    assert {view: rows(call, view) for view in VIEWS} == before
    assert call("replay", states[0]["name"]).code == 0
    assert "no projection" in call("replay", "nonsense").err


def put_aside(path: Path, content: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))


def test_the_jobs_run_once_without_a_screen(call: Call, tmp_path: Path, report: Path) -> None:
    put_aside(tmp_path / "test.inbox" / "a.md", report.read_text(encoding="utf-8"))
    put_aside(tmp_path / "test.inbox" / "b.md", "")
    answer = call("watch", "--once")
    assert answer.code == 1
    assert "1 added, 1 failed" in answer.out
    assert (tmp_path / "test.inbox" / "done" / "a.md").exists()
    assert "b.md" in (tmp_path / "test.inbox" / "failed" / "b.md.why.txt").read_text(encoding="utf-8")
    runs = json.loads(call("jobs", "--format", "json").out)
    assert [run["job"] for run in runs] == ["views", "inbox"]
    assert runs[1]["result"] == {"added": 1, "failed": 1}
    assert len(runs[1]["positions"]) == len(call("log", "--json").out.splitlines())
    assert "1 added, 1 failed" in call("jobs").out
    assert call("watch", "--once").code == 0


def test_another_folder_may_be_the_inbox(call: Call, tmp_path: Path, report: Path) -> None:
    put_aside(tmp_path / "drop" / "a.md", report.read_text(encoding="utf-8"))
    assert "1 added" in call("watch", "--once", "--inbox", tmp_path / "drop").out
    assert (tmp_path / "drop" / "done" / "a.md").exists()


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_watching_goes_on_until_it_is_ended(call: Call, tmp_path: Path, report: Path, name: signal.Signals) -> None:
    put_aside(tmp_path / "test.inbox" / "a.md", report.read_text(encoding="utf-8"))
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "watch", "--interval", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    while "1 added" not in (line := process.stdout.readline()):
        assert line, "ended too early"
    put_aside(tmp_path / "test.inbox" / "b.md", report.read_text(encoding="utf-8"))
    while "1 known" not in (line := process.stdout.readline()):
        assert line, "ended too early"
    process.send_signal(name)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 0
    assert [line for line in told.splitlines() if "watching" not in line and "new dossier" not in line] == []


def test_the_demo_is_built_once_and_shown_as_text(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "demo.dossier"
    first = call("demo", path, "--text")
    assert first.code == 0, first.err
    assert "Kim Jong-un" in first.out
    assert "Wladimir Putin" in first.out
    head = call("--dossier", path, "verify").out
    assert call("demo", path, "--text").out == first.out
    assert call("--dossier", path, "verify").out == head


def test_without_a_terminal_the_demo_is_text_and_the_desk_says_what_to_do(call: Call, tmp_path: Path) -> None:
    assert "Kim Jong-un" in call("demo", tmp_path / "demo.dossier").out
    for arguments in ([], ["desk"], [tmp_path / "other.dossier"], ["--dossier", tmp_path / "other.dossier"]):
        answer = call(*arguments)
        assert (answer.code, answer.out) == (1, "")
        assert "needs a terminal" in answer.err
    assert not (tmp_path / "other.dossier").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_script(shell: str) -> None:
    done = program("completion", shell)
    assert done.returncode == 0
    assert "_TRACKER_COMPLETE" in done.stdout


def test_a_shell_completes_commands_and_options() -> None:
    ask = environment(_TRACKER_COMPLETE="bash_complete", COMP_WORDS="tracker meet", COMP_CWORD="1")
    assert "plain,meetings" in program(env=ask).stdout.split()
    ask = environment(_TRACKER_COMPLETE="bash_complete", COMP_WORDS="tracker log --fol", COMP_CWORD="2")
    assert "plain,--follow" in program(env=ask).stdout.split()


def test_help_and_version_need_neither_the_model_nor_the_screen() -> None:
    script = (
        "import sys\nfrom tracker.cli.failures import run\nrun([sys.argv[1]])\n"
        "heavy = {'pydantic', 'textual', 'sqlite_utils', 'apscheduler', 'tracker.parsing'} & set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    for argument in ("--help", "--version"):
        done = subprocess.run([sys.executable, "-c", script, argument], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("command", ["log", "meetings", "parse"])
def test_no_command_but_the_desk_loads_the_screen(command: str, report: Path) -> None:
    script = (
        "import sys\nfrom tracker.cli.failures import run\nrun(sys.argv[1:])\n"
        "sys.exit('textual is loaded' if 'textual' in sys.modules else 0)"
    )
    arguments = [command, str(report)] if command == "parse" else [command]
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("filled")
def test_a_happening_is_shown_as_a_card(call: Call) -> None:
    told = call("show", "3").out
    assert re.search(r"who +Jonas Berg +\(participant\)", told)
    assert re.search(r"credibility +F3 +possibly true", told)
    assert call("assess", "3", "--likelihood", "likely", "--horizon", "2030", "--why", "so gesagt").code == 0
    assert re.search(r"judged +It is likely \(55–80 %\), by 2030\. so gesagt tester, ", call("show", "3").out)


def test_a_statement_is_shown_with_its_wordings_side_by_side_and_what_it_tells_of(call: Call) -> None:
    basis = ("--basis", "Pressestelle")
    planned = ("--when", "2024-03-07", "--status", "planned")
    assert call("append", "summit", "--who", "Jonas Berg", "--with", "Eva Holm", *planned, *basis).code == 0
    about = json.loads(call("log", "--json").out)["id"]
    said = {"type": "statement", "participants": [{"name": "Eva Holm", "role": "speaker"}], "about": about}
    wordings = (
        "Wir sehen uns dann am siebten März ganz gewiss in Oslo wieder",
        "Wir sehen uns am siebten März ganz gewiss in Oslo wieder",
    )
    for quote in wordings:
        body = json.dumps({**said, "quote": quote, "statement_kind": "confirm"})
        assert call("append", "--json", "-", *basis, stdin=body.encode()).code == 0
    told = call("show", "2").out
    assert [quote for quote in wordings if f"„{quote}“" not in told] == []
    assert re.search(r"tells of +#1 Jonas Berg · Eva Holm", told)
    denied = json.dumps(
        {
            **said,
            "participants": [{"name": "Jonas Berg", "role": "speaker"}],
            "quote": "Nein.",
            "statement_kind": "deny",
        }
    )
    assert call("append", "--json", "-", *basis, stdin=denied.encode()).code == 0
    assert "confirms (Eva Holm) ↔ denies (Jonas Berg)" in call("show", "2").out
    assert "confirms (Eva Holm) ↔ denies (Jonas Berg)" in call("contradictions").out
