"""A projection of one's own on the command line: tried, stepped through, compared, kept, dropped."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.command_line import Call, environment

OWN = """
from tracker.projections.contract import Projection

class Departures(Projection):
    name = "departures"
    version = 1
    tables = "CREATE TABLE departures (position INTEGER PRIMARY KEY, traveller TEXT)"

    def departure(self, db, record):
        db.execute("INSERT INTO departures VALUES (?, ?)", (record.position, {value}))
"""
NAME = "record.event.participants[0].name"


@pytest.fixture(autouse=True)
def _journeys(call: Call) -> None:
    for number, who in enumerate(("Jonas Berg", "Eva Holm", "Jonas Berg"), 1):
        day = f"2024-03-0{number}"
        answer = call("append", "departure", "--who", who, "--to", "Oslo", "--when", day, "--basis", "Pressestelle")
        assert answer.code == 0, answer.err


def written(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "departures.py"
    path.write_text(content, encoding="utf-8")
    return path


def states(call: Call) -> dict[str, str]:
    return {row["name"]: row["state"] for row in json.loads(call("replay", "--states", "--format", "json").out)}


def test_it_is_tried_beside_the_views(call: Call, tmp_path: Path) -> None:
    path = written(tmp_path, OWN.format(value=NAME))
    answer = call("replay", "--file", path)
    assert answer.code == 0, answer.err
    assert answer.out.splitlines()[1].split() == ["departures", "3", "3", "0", "0"]
    assert answer.out.splitlines()[-1].split() == ["3", "Jonas", "Berg"]
    assert answer.err.count("the same rows") == 3
    assert "departures" not in states(call)


def test_until_a_position_or_a_day(call: Call, tmp_path: Path) -> None:
    path = written(tmp_path, OWN.format(value=NAME))
    assert json.loads(call("replay", "--file", path, "--until", "2", "--format", "json").out)[0]["rows"] == 2
    assert json.loads(call("replay", "--file", path, "--until", "2020-01-01", "--format", "json").out)[0]["rows"] == 0


def test_step_by_step(call: Call, tmp_path: Path) -> None:
    path = written(tmp_path, OWN.format(value=NAME))
    answer = call("replay", "--file", path, "--step")
    assert answer.out.splitlines()[:2] == ["#1  departure", "  + departures  position=1 · traveller=Jonas Berg"]
    steps = json.loads(call("replay", "--file", path, "--step", "--format", "json").out)
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[1]["changes"][0]["after"] == {"position": 2, "traveller": "Eva Holm"}


def test_what_is_kept_is_compared_with_what_comes_next_and_can_be_dropped(call: Call, tmp_path: Path) -> None:
    path = written(tmp_path, OWN.format(value=NAME))
    answer = call("replay", "--file", path, "--promote")
    assert answer.code == 0, answer.err
    assert "kept from now on: departures" in answer.err
    assert states(call)["departures"] == "live"
    better = written(tmp_path, OWN.format(value=f"{NAME}.upper()"))
    changed = json.loads(call("replay", "--file", better, "--diff", "--format", "json").out)
    first = changed[0]
    assert (first["kind"], first["before"]["traveller"], first["after"]["traveller"]) == (
        "changed",
        "Jonas Berg",
        "JONAS BERG",
    )
    assert (
        "~  departures  position=1 · traveller=Jonas Berg → JONAS BERG"
        in call("replay", "--file", better, "--diff").out
    )
    assert "dropped: departures" in call("replay", "--withdraw", "departures").err
    assert "departures" not in states(call)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("def broken(:\n", ["departures.py", "no Python"]),
        (OWN.format(value="1 / 0"), ["departures.py, line 10", "event 1", "ZeroDivisionError"]),
        ("", ["departures.py", "no projection"]),
    ],
)
def test_one_that_fails_is_told_with_its_place(call: Call, tmp_path: Path, content: str, told: list[str]) -> None:
    answer = call("replay", "--file", written(tmp_path, content), "--promote")
    assert answer.code == 1
    assert [part for part in told if part not in answer.err] == []
    assert "unexpected" not in answer.err
    assert call("meetings").code == 0
    assert "departures" not in states(call)


def test_an_event_may_be_left_out_but_then_nothing_is_kept(call: Call, tmp_path: Path) -> None:
    path = written(tmp_path, OWN.format(value=f"{NAME} if record.position != 2 else 1 / 0"))
    assert call("replay", "--file", path).code == 1
    answer = call("replay", "--file", path, "--ignore", "2", "--promote", "--format", "json")
    assert json.loads(answer.out)[0]["rows"] == 2
    assert "#2 was left out" in answer.err
    assert (answer.code, "not kept" in answer.err) == (1, True)
    assert "departures" not in states(call)


def test_one_that_breaks_its_promise_is_found_out(call: Call, tmp_path: Path) -> None:
    answer = call("replay", "--file", written(tmp_path, OWN.format(value="__import__('os').urandom(4)")), "--promote")
    assert answer.code == 1
    assert "✗ replayed a second time: other rows in departures" in answer.err
    assert "departures" not in states(call)


@pytest.mark.parametrize("option", [["--until", "2"], ["--diff"], ["--step"], ["--ignore", "1"], ["--promote"]])
def test_what_belongs_to_a_file_needs_one(call: Call, option: list[str]) -> None:
    answer = call("replay", *option)
    assert (answer.code, "--file" in answer.err) == (2, True)


def test_only_the_whole_log_can_promote(call: Call, tmp_path: Path) -> None:
    path = written(tmp_path, OWN.format(value=NAME))
    assert call("replay", "--file", path, "--until", "2", "--promote").code == 2


class Terminal:
    """The program at a terminal of its own: what it says is read, what it asks is answered."""

    def __init__(self, *arguments: object) -> None:
        self._main, side = pty.openpty()
        command = [sys.executable, "-m", "tracker.cli", *map(str, arguments)]
        self._process = subprocess.Popen(
            command, stdin=side, stdout=side, stderr=side, env=environment(TERM="dumb", COLUMNS="200")
        )
        os.close(side)
        self.said = ""

    def until(self, words: str) -> None:
        """Read until the program says something."""
        while words not in self.said:
            part = os.read(self._main, 65536).decode()
            assert part, self.said
            self.said += part

    def answer(self, words: str) -> None:
        """Type a line."""
        self.said = ""
        os.write(self._main, f"{words}\n".encode())

    def left(self) -> int:
        """The exit code, once the program has left; what it said last is read."""
        with suppress(OSError):  # Linux tells the end of a terminal by an error
            while part := os.read(self._main, 65536).decode():
                self.said += part
        os.close(self._main)
        return self._process.wait(timeout=30)


class TestAtATerminal:
    def test_an_event_that_fails_is_left_out_on_demand(self, tmp_path: Path) -> None:
        path = written(tmp_path, OWN.format(value=f"{NAME} if record.position != 2 else 1 / 0"))
        terminal = Terminal("replay", "--file", path)
        terminal.until("(i)gnore")
        assert "event 2" in terminal.said
        terminal.answer("i")
        assert terminal.left() == 0
        assert "#2 was left out" in terminal.said

    def test_the_file_is_mended_and_tried_again(self, tmp_path: Path) -> None:
        path = written(tmp_path, OWN.format(value="1 / 0"))
        terminal = Terminal("replay", "--file", path)
        terminal.until("(i)gnore")
        written(tmp_path, OWN.format(value=NAME))
        terminal.answer("r")
        assert terminal.left() == 0
        assert "Eva Holm" in terminal.said
        assert "left out" not in terminal.said

    def test_quitting_leaves_with_the_error(self, tmp_path: Path) -> None:
        terminal = Terminal("replay", "--file", written(tmp_path, OWN.format(value="1 / 0")))
        terminal.until("(i)gnore")
        terminal.answer("q")
        assert terminal.left() == 1
        assert "ZeroDivisionError" in terminal.said

    def test_steps_wait_for_a_word(self, tmp_path: Path) -> None:
        terminal = Terminal("replay", "--file", written(tmp_path, OWN.format(value=NAME)), "--step")
        terminal.until("(n)ext")
        assert "#1  departure" in terminal.said
        assert "#2" not in terminal.said
        terminal.answer("n")
        terminal.until("(n)ext")
        assert "#2  departure" in terminal.said
        terminal.answer("a")
        assert terminal.left() == 0
        assert "#3  departure" in terminal.said
