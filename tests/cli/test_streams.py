"""Full disks, closed pipes, Ctrl-C and faults that nobody foresaw end without a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import Call, environment, only_line, program


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
