"""The command line as a person meets it: called with arguments, answering with text and an exit code."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from tracker.cli.failures import run
from tracker.wording import current_language, use_language

REPORT = """---
title: Ministerin reist nach Oslo
outlet: Beispielblatt
published: 2024-03-05
---
Die deutsche Außenministerin Annalena Baerbock ist am Montag nach Oslo gereist. Dort traf sie am Dienstag ihren
norwegischen Amtskollegen Espen Barth Eide. „Wir wollen enger zusammenarbeiten“, sagte Baerbock.
"""


@dataclass(frozen=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


class Call(Protocol):
    """Calls the command line in this process."""

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Answer: ...


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """English, an empty home, and a dossier of the test's own."""
    before = current_language()
    use_language("en")
    monkeypatch.setenv("TRACKER_LANGUAGE", "en")
    monkeypatch.setenv("TRACKER_USER", "tester")
    monkeypatch.setenv("TRACKER_DOSSIER", str(tmp_path / "test.dossier"))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    yield
    use_language(before)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    def calling(*arguments: object, stdin: bytes = b"") -> Answer:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return calling


def program(*arguments: object, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    command = [sys.executable, "-m", "tracker.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **settings)


def environment(**changes: str) -> dict[str, str]:
    """The environment of a process of its own."""
    return os.environ | changes


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A file with a report that tells a journey, a meeting and a statement."""
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def only_line(text: str) -> str:
    """The one line that a text consists of."""
    lines = text.splitlines()
    assert len(lines) == 1, text
    return lines[0]
