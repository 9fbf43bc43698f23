"""A home of its own for every test of the command line, and the ways to call it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command_line import REPORT, Answer, Call
from tracker.cli.failures import run
from tracker.wording import current_language, use_language


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


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A file with a report that tells a journey, a meeting and a statement."""
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def visit(call: Call) -> str:
    """The position of a visit by hand."""
    answer = call("append", "visit", "--who", "Jonas Berg", "--in", "Oslo", "--when", "2024-03-05", "--basis", "Anruf")
    assert answer.code == 0, answer.err
    return answer.out.split()[0]
