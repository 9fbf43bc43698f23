"""The command line as a person meets it: called with arguments, answering with text and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any, Protocol

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


def program(*arguments: object, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    command = [sys.executable, "-m", "tracker.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **settings)


def environment(**changes: str) -> dict[str, str]:
    """The environment of a process of its own."""
    return os.environ | changes


def only_line(text: str) -> str:
    """The one line that a text consists of."""
    lines = text.splitlines()
    assert len(lines) == 1, text
    return lines[0]


def refused(answer: Answer, *told: str, code: int = 1) -> None:
    """One line on stderr that tells these things, and nothing else."""
    assert answer.code == code, answer
    line = only_line(answer.err)
    assert line.startswith("tracker: ")
    assert [part for part in told if part not in line] == [], line
    assert "Traceback" not in line
    assert "unexpected" not in line


def head(call: Call) -> str:
    """Where the log ends, as `tracker verify` says it."""
    return call("verify").out
