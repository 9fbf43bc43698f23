"""A dossier that cannot be used is named and left alone; two processes may use one at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import Call, refused


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
