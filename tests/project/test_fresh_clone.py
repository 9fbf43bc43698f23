"""A fresh clone: the two commands set everything up and do what the README says."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import termios
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ESCAPE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is committed and what stands in the work tree, without any environment."""
    target = tmp_path_factory.mktemp("fresh") / "clone"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VIRTUAL_ENV", "TRACKER"))}
    return {**kept, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "TRACKER_LANGUAGE": "en", "TERM": "xterm"}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_make_demo_text_prints_the_result_and_make_run_opens_the_desk(clone: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        ["make", "demo-text"], cwd=clone, env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Kim Jong-un" in done.stdout
    assert "Wladimir Putin" in done.stdout
    screen = _run_in_terminal(["make", "run"], clone, environment(tmp_path), until=b"Putin", keys=b"q")
    assert b"Traceback" not in screen
    assert b"Putin" in screen


def test_make_test_runs_every_check() -> None:
    plan = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for check in ("ruff format --check", "ruff check", "mypy", "lint-imports", "pytest"):
        assert check in plan
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def _run_in_terminal(command: list[str], folder: Path, env: dict[str, str], *, until: bytes, keys: bytes) -> bytes:
    """Run a full-screen program in a terminal of 120 by 36, wait for ``until``, press ``keys``, return what it drew."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, env)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    watched = select.poll()
    watched.register(terminal, select.POLLIN | select.POLLHUP)
    drawn, pressed, deadline = b"", False, time.monotonic() + 240
    try:
        while time.monotonic() < deadline:
            if watched.poll(500):
                try:
                    drawn += os.read(terminal, 65536)
                except OSError:  # the program has ended, and its terminal with it
                    break
            elif until in ESCAPE.sub(b"", drawn) and not pressed:
                os.write(terminal, keys)
                pressed = True
        else:
            raise AssertionError(f"the desk did not come or did not go: {ESCAPE.sub(b'', drawn)[-1500:]!r}")
    finally:
        os.close(terminal)  # hangs up: whatever still runs there ends
    _, status = os.waitpid(child, 0)
    assert pressed, f"the desk never showed {until!r}: {ESCAPE.sub(b'', drawn)[-1500:]!r}"
    assert os.waitstatus_to_exitcode(status) == 0
    return ESCAPE.sub(b"", drawn)
