"""What the commands record: articles with their events, events by hand, and what is set right later."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import REPORT, Call


def events(call: Call, *arguments: object) -> list[dict[str, Any]]:
    """The log as JSON."""
    return [json.loads(line) for line in call("log", "--json", *arguments).out.splitlines()]


# --- articles ---------------------------------------------------------------------------------------------------


def test_an_article_is_taken_in_with_its_events(call: Call, report: Path) -> None:
    answer = call("ingest", report)
    assert answer.code == 0
    recorded = events(call)
    assert f"{report.name}: {len(recorded)} events, #1–#{len(recorded)}" in answer.out
    assert "new dossier" in answer.err
    assert {"departure", "summit"} <= {record["type"] for record in recorded}
    assert {record["published"] for record in recorded} == {"2024-03-05"}
    assert all(record["data"]["evidence"] for record in recorded)


def test_a_folder_is_taken_in_with_its_subfolders(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "march"
    folder.mkdir(parents=True)
    for name, place in (("b.md", "Oslo"), ("a.txt", "Bergen")):
        (folder / name).write_text(f"Außenministerin Annalena Baerbock ist nach {place} gereist.\n", encoding="utf-8")
    (folder / ".draft.md").write_text("Ein Entwurf.", encoding="utf-8")
    answer = call("ingest", tmp_path / "articles", "--published", "2024-03-05")
    assert answer.code == 0
    assert [line.partition(":")[0] for line in answer.out.splitlines()] == ["a.txt", "b.md"]
    assert "2 added" in answer.err.splitlines()[-1]
    assert {record["published"] for record in events(call)} == {"2024-03-05"}


def test_an_article_comes_through_a_pipe(call: Call) -> None:
    answer = call("ingest", "-", stdin=REPORT.encode())
    assert answer.code == 0
    assert "stdin: " in answer.out
    assert "Baerbock" in call("articles", "stdin").out


def test_the_publication_date_of_the_text_counts_before_the_given_one(call: Call, report: Path) -> None:
    call("ingest", report, "--published", "2020-01-01")
    assert {record["published"] for record in events(call)} == {"2024-03-05"}


# --- by hand ----------------------------------------------------------------------------------------------------


def test_a_departure_by_hand_knows_who_and_where(call: Call) -> None:
    answer = call(
        "append", "departure", "--who", "Kim Jong-un", "--to", "Russland", "--from", "Pjöngjang",
        "--when", "2023-09-11", "--conveyance", "train", "--basis", "Anruf bei der Pressestelle",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert "Kim Jong-un" in answer.out
    (record,) = events(call)
    assert record["recorded_by"] == "user:tester"
    assert record["basis"] == "Anruf bei der Pressestelle"
    event = record["data"]
    (traveller,) = event["participants"]
    assert (traveller["name"], traveller["country"], traveller["role"]) == ("Kim Jong-un", "KP", "traveller")
    assert (event["place"]["country"], event["origin"]["country"]) == ("RU", "KP")
    assert (event["when"]["edtf"], event["conveyance"]) == ("2023-09-11", "train")


def test_a_meeting_and_a_statement_by_hand(call: Call) -> None:
    call("append", "summit", "--who", "Jonas Berg", "--with", "Norwegen", "--channel", "video", "--basis", "Protokoll")
    call(
        "append", "statement", "--who", "Jonas Berg", "--with", "Eva Holm", "--quote", "Wir kommen.", "--source",
        "Nachrichtenbüro", "--via", "Beispielblatt", "--published", "2024-03-05T10:00:00+01:00", "--basis", "Band",
    )  # fmt: skip
    summit, statement = (record["data"] for record in events(call))
    roles = [(one["name"], one.get("kind", "person"), one.get("role", "participant")) for one in summit["participants"]]
    assert roles == [("Jonas Berg", "person", "participant"), ("Norwegen", "state", "participant")]
    assert summit["channel"] == "video"
    assert [one["role"] for one in statement["participants"]] == ["speaker", "addressee"]
    assert statement["attribution"] == [{"source": "Nachrichtenbüro", "via": "Beispielblatt"}]


def test_evidence_is_found_by_its_words(call: Call, report: Path) -> None:
    call("ingest", report)
    words = "am Montag nach Oslo gereist"
    answer = call(
        "append", "visit", "--who", "Annalena Baerbock", "--in", "Oslo", "--article", report.name, "--words", words
    )
    assert answer.code == 0, answer.err
    shown = call("show", answer.out.split()[0], "--json")
    assert json.loads(shown.out)["evidence"] == [words]


@pytest.mark.parametrize("words", ["nach Bergen gereist", "a"])
def test_words_that_do_not_stand_there_once_are_no_evidence(call: Call, report: Path, words: str) -> None:
    call("ingest", report)
    answer = call("append", "visit", "--who", "A", "--in", "Oslo", "--article", report.name, "--words", words)
    assert answer.code == 1
    assert words in answer.err
    assert "visit" not in {record["type"] for record in events(call, "--after", "3") if record["recorded_by"] != "x"}


def test_an_event_goes_out_as_json_and_comes_in_again(call: Call, tmp_path: Path) -> None:
    call("append", "visit", "--who", "Jonas Berg", "--in", "Oslo", "--when", "2024-03-05", "--basis", "Anruf")
    (first,) = events(call)
    path = tmp_path / "event.json"
    path.write_text(json.dumps(first["data"]), encoding="utf-8")
    assert call("append", "--json", path, "--basis", "Anruf").code == 0
    assert call("append", "--json", "-", "--basis", "Anruf", stdin=path.read_bytes()).code == 0
    assert [record["data"] for record in events(call)] == [first["data"]] * 3


def test_the_command_asks_where_nothing_is_given() -> None:
    main, side = pty.openpty()
    os.write(main, b"visit\nJonas Berg; Eva Holm\nOslo\nbald\n2024-03-05\n\nAnruf\ny\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "append"], stdin=side, stdout=subprocess.PIPE, stderr=side, text=True
    )
    out, _ = process.communicate(timeout=60)
    os.close(side)
    os.close(main)
    assert process.returncode == 0
    assert "Jonas Berg – Eva Holm · Oslo · 5 Mar 2024" in out


def test_an_append_that_expects_a_position_is_refused_elsewhere(call: Call) -> None:
    visit = ("append", "visit", "--who", "Jonas Berg", "--in", "Oslo", "--basis", "Anruf", "--expect")
    assert call(*visit, "0").code == 0
    late = call(*visit, "0")
    assert late.code == 1
    assert "stands at 1, not at 0" in late.err
    assert call(*visit, "1").code == 0


# --- set right --------------------------------------------------------------------------------------------------


@pytest.fixture
def visits(call: Call) -> None:
    for name in ("Jonas Berg", "Eva Holm"):
        call("append", "visit", "--who", name, "--in", "Oslo", "--when", "2024-03-05", "--basis", "Anruf")


@pytest.mark.usefixtures("visits")
def test_a_correction_is_a_new_event_and_shows_in_the_old_one(call: Call) -> None:
    answer = call(
        "correct", "#1", "when.edtf=2024-03-06", "place.name=Bergen", "--reason", "coder_error", "--note", "Tippfehler"
    )
    assert answer.code == 0, answer.err
    assert answer.out.startswith("#3")
    shown = json.loads(call("show", "1", "--json").out)
    assert shown["event"]["data"]["when"] == {"edtf": "2024-03-05"}
    assert (shown["effective"]["when"], shown["effective"]["place"]["name"]) == ({"edtf": "2024-03-06"}, "Bergen")
    correction = events(call, "--type", "correction")[0]["data"]
    assert (correction["reason"], correction["note"]) == ("coder_error", "Tippfehler")


@pytest.mark.usefixtures("visits")
def test_a_correction_with_the_right_old_value_is_accepted(call: Call) -> None:
    assert call("correct", "1", "when.edtf=2024-03-06", "--was", "when.edtf=2024-03-05").code == 0
    assert call("correct", "1", "when.edtf=", "--was", "when.edtf=2024-03-06").code == 1
    assert call("correct", "1", "when=").code == 0
    assert "when" not in json.loads(call("show", "1", "--json").out)["effective"]


@pytest.mark.usefixtures("visits")
def test_a_retraction_hides_and_its_retraction_restores(call: Call) -> None:
    assert call("retract", "1", "--reason", "duplicate").code == 0
    assert "retracted" in call("show", "1").out
    assert json.loads(call("show", "1", "--json").out)["effective"] is None
    assert call("retract", "3", "--reason", "test").code == 0
    assert json.loads(call("show", "1", "--json").out)["effective"]["place"]["name"] == "Oslo"


@pytest.mark.usefixtures("visits")
def test_links_and_their_opposite_are_recorded(call: Call) -> None:
    assert call("link", "1", "#2", "--relation", "part_of").code == 0
    answer = call("unlink", "1", "2", "--reason", "zwei Besuche")
    assert answer.out.rstrip().endswith("#1 + #2")
    link, unlink = (record["data"] for record in events(call, "--after", "2"))
    assert (link["relation"], unlink["reason"]) == ("part_of", "zwei Besuche")
    assert link["members"] == unlink["members"] == [record["id"] for record in events(call, "--until", "2")]


@pytest.mark.usefixtures("visits")
def test_another_hand_is_named(call: Call) -> None:
    call("retract", "1", "--by", "user:redaktion")
    assert events(call)[-1]["recorded_by"] == "user:redaktion"
