"""The commands that print what is reckoned: counterparts, sources, contradictions, calendar."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.command_line import Call

COMMANDS = (
    ("counterparts",),
    ("counterparts", "--states"),
    ("sources",),
    ("sources", "--happenings"),
    ("contradictions",),
    ("calendar",),
    ("streaks",),
)


@pytest.fixture(autouse=True)
def _filled(call: Call) -> None:
    """A meeting that two newsrooms date apart, and a plan."""
    pair = ("--who", "Jonas Berg", "--with", "Xi Jinping")
    rows: list[tuple[str, ...]] = [
        ("summit", *pair, "--when", "2024-03-07", "--source", "Kanzlei", "--published", "2024-03-08"),
        ("summit", *pair, "--when", "2024-03-08", "--source", "Hafenamt", "--published", "2024-03-09"),
        (
            "visit",
            "--who",
            "Jonas Berg",
            "--in",
            "Oslo",
            "--when",
            "2024-04-02",
            "--status",
            "planned",
            "--published",
            "2024-03-09",
        ),
        (
            "summit",
            "--who",
            "Olaf Scholz",
            "--with",
            "Xi Jinping",
            "--when",
            "2024-02-08",
            "--source",
            "Kanzlei",
            "--published",
            "2024-02-09",
        ),
    ]
    for row in rows:
        answer = call("append", *row, "--basis", "Pressestelle")
        assert answer.code == 0, answer.err


def rows(call: Call, *arguments: str) -> list[dict[str, Any]]:
    answer = call(*arguments, "--as-of", "2024-03-20", "--format", "json")
    assert answer.code == 0, answer.err
    found: list[dict[str, Any]] = json.loads(answer.out)
    return found


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_table_json_and_csv_show_the_same_rows(call: Call, command: tuple[str, ...]) -> None:
    at = ("--as-of", "2024-03-20")
    found = json.loads(call(*command, *at, "--format", "json").out)
    table = call(*command, *at).out.splitlines()
    records = list(csv.DictReader(io.StringIO(call(*command, *at, "--format", "csv").out)))
    assert len(found) == len(table) - 1 == len(records)
    assert [list(record) for record in records] == [list(row) for row in found]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_is_a_message_and_valid_data(call: Call, command: tuple[str, ...]) -> None:
    answer = call(*command, "--as-of", "1999-01-01")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (0, "", 1)
    assert json.loads(call(*command, "--as-of", "1999-01-01", "--format", "json").out) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_search_that_finds_nothing_leaves_nothing(call: Call, command: tuple[str, ...]) -> None:
    assert rows(call, *command, "--search", "nirgendwer") == []


def test_both_dates_stand_with_their_sources(call: Call) -> None:
    table = call("contradictions", "--as-of", "2024-03-20").out
    assert "Kanzlei" in table
    assert "Hafenamt" in table
    assert "1 d" in table
    assert call("contradictions", "--as-of", "2024-03-08").out == ""


def test_counts_come_with_a_word_of_caution_that_is_no_data(call: Call) -> None:
    for command in ("sources", "counterparts", "streaks"):
        answer = call(command, "--as-of", "2024-03-20")
        assert answer.err == "Counts only what is recorded in this log.\n"
        assert call(command, "--format", "json", "--as-of", "2024-03-20").err == ""


def test_states_are_called_by_their_names(call: Call) -> None:
    assert "Germany" in call("counterparts", "--states").out
    assert [row["id"] for row in rows(call, "counterparts", "--states")] == ["CN + DE"]


def test_without_coverage_a_count_holds_for_the_log_only(call: Call) -> None:
    table = call("streaks", "--as-of", "2024-03-20").out
    assert "meeting no. 1" in table
    assert "in the log since" in table
