"""The desk in a browser: served on the loopback, for reading only unless asked, clicked and typed into."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from events.errors import TrackerError
from tests.tui.sample import open_sample
from tui.serving import HOST, command, serve

pytest.importorskip("textual_serve", reason="the extra web is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])


def test_a_visitor_only_reads_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "mein dossier.dossier"
    assert command(path, writable=False).endswith(f"tui.serving '{path}'")
    assert command(path, writable=True).endswith("--writable")
    assert HOST == "127.0.0.1"


def test_a_port_that_is_taken_and_a_dossier_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "desk.dossier"
    with pytest.raises(TrackerError, match=r"desk\.dossier"):
        serve(path, free_port())
    open_sample(path).close()
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(TrackerError, match="--port"):
            serve(path, taken.getsockname()[1])


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
async def test_a_click_a_key_and_a_picture(tmp_path: Path) -> None:
    from tests.tui.browser import Browser

    assert CHROMIUM is not None
    path, port = tmp_path / "desk.dossier", free_port()
    open_sample(path).close()
    server = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "serve", str(path), "--port", str(port)],
        cwd=ROOT, env=os.environ | {"TRACKER_LANGUAGE": "en", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await asyncio.wait_for(_listening(port), 60)
        async with Browser(CHROMIUM, tmp_path / "profile") as page:
            await page.call("Page.navigate", url=f"http://{HOST}:{port}/")
            await page.shows("HOW WE KNOW", "read only")
            before = await page.screenshot()
            await page.click(600, 400)
            await page.key("6")
            await page.shows("EVENT #")
            after = await page.screenshot()
            assert before[:8] == after[:8] == b"\x89PNG\r\n\x1a\n"
            assert before != after
            await page.key("a")
            await page.shows("for reading only")
    finally:
        server.terminate()
        server.wait()


async def _listening(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection(HOST, port)
        except OSError:
            await asyncio.sleep(0)
        else:
            writer.close()
            return
