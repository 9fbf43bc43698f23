"""The real program in a real terminal (tmux): it draws, takes keys, resizes, and gives the terminal back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.sample import open_sample

PATIENCE = 90.0
pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Tmux:
    """One window of a tmux server of its own."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux")

    def __call__(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-S", self._socket, *words], capture_output=True, text=True, check=False)
        return done.stdout

    def type(self, *keys: str) -> None:
        self("send-keys", *keys)

    def shows(self, *words: str) -> None:
        """Wait until all of the words are on the screen."""
        end = time.monotonic() + PATIENCE
        while True:
            screen = self("capture-pane", "-p")
            if all(word in screen for word in words):
                return
            assert time.monotonic() < end, f"{words} did not appear:\n{screen}"


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    path = tmp_path / "desk.dossier"
    open_sample(path).close()
    terminal = Tmux(tmp_path)
    environment = {"TRACKER_LANGUAGE": "en", "TRACKER_ASCII": "0", "TEXTUAL_ANIMATIONS": "none"}
    settings = [f"{name}={value}" for name, value in environment.items()]
    program = ["env", *settings, sys.executable, "-m", "tracker.cli", "desk", str(path)]
    shell = f"{' '.join(program)}; echo ended with $?; exec sleep 600"
    root = Path(__file__).parents[2]
    # The size is that of the window, not one that whoever runs the tests has put into the environment.
    outside = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    subprocess.run(
        ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "36", shell],
        check=True, cwd=root, env=outside | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    yield terminal
    terminal("kill-server")


def test_the_title_of_the_terminal_is_told_and_given_back(tmux: Tmux) -> None:
    before = tmux("display", "-p", "#{pane_title}")
    tmux.shows("1 Meetings", "HOW WE KNOW")
    assert tmux("display", "-p", "#{pane_title}").strip() == "desk · Meetings"
    tmux.type("6")
    tmux.shows("EVENT #")
    assert tmux("display", "-p", "#{pane_title}").strip() == "desk · Log"
    tmux.type("q")
    tmux.shows("ended with 0")
    assert tmux("display", "-p", "#{pane_title}") == before


def test_a_sitting_in_a_terminal(tmux: Tmux) -> None:
    tmux.shows("1 Meetings", "HOW WE KNOW", "live")
    tmux.type("6")
    tmux.shows("EVENT #")
    tmux.type("1")
    tmux.shows("HOW WE KNOW")
    tmux.type("/", "j", "u", "r", "m", "Enter")  # all at once, as whoever knows the keys types them
    tmux.shows("/ jurm", "1 left", "Jurmala")
    tmux("resize-window", "-x", "80", "-y", "24")
    tmux.shows("1 Meetings 2T 3W", "Jurmala")
    tmux.type("Escape")
    tmux.shows("Tallinn")
    tmux.type("q")
    tmux.shows("ended with 0")
