"""Errand: the machine dies in the middle of typing – what was typed is there afterwards."""

from __future__ import annotations

import os
import pty
import select
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tui.sample import open_sample
from tests.tui.sitting import sitting
from tui.presenters.draft import Draft

_PATIENCE = 60.0
_DESK = "import sys; from pathlib import Path; from tui.app import run; run(Path(sys.argv[1]))"


def drafts(path: Path) -> list[str]:
    """The drafts that lie beside the log."""
    db = sqlite3.connect(path, timeout=5)
    try:
        if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'desk_drafts'").fetchone():
            return []
        return [row[0] for row in db.execute("SELECT draft FROM desk_drafts")]
    finally:
        db.close()


@pytest.mark.skipif(not hasattr(pty, "openpty"), reason="needs a pseudo terminal")
async def test_a_draft_outlives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "desk.dossier"
    open_sample(path).close()
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "TRACKER_USER": "tester", "TRACKER_LANGUAGE": "en"}
    desk = subprocess.Popen(
        [sys.executable, "-c", _DESK, str(path)], stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        until = time.monotonic() + _PATIENCE
        sent: list[bytes] = [b"a", b"Karen L"]
        shown = b""
        signs = [b"live", b"Append event"]
        while time.monotonic() < until and not any("Karen" in Draft.from_json(one).who for one in drafts(path)):
            if select.select([ours], [], [], 0.1)[0]:
                shown += os.read(ours, 65536)
            if sent and signs[0] in shown:
                shown = b""
                os.write(ours, sent.pop(0))
                signs.pop(0)
        os.kill(desk.pid, signal.SIGKILL)
    finally:
        desk.kill()
        desk.wait()
        os.close(ours)
    with open_sample(path, filled=False) as dossier:
        async with sitting(dossier) as again:
            await again.keys("a")
            again.shows("your kept draft", "Karen")
            assert dossier.log.head().position == 15
