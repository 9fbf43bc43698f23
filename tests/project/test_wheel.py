"""The wheel installs into an empty environment and works from there, data and styles included."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_wheel_works_in_an_empty_environment(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", dist, ROOT], check=True, capture_output=True)
    (wheel,) = dist.glob("*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    binary = tmp_path / "empty" / "bin"
    subprocess.run([binary / "python", "-m", "pip", "install", "--quiet", wheel], check=True, capture_output=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {**os.environ, "HOME": str(tmp_path), "TRACKER_LANGUAGE": "en"}
    environment.pop("PYTHONPATH", None)

    def tracker(*arguments: str) -> str:
        command = [binary / "tracker", *arguments]
        done = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    shown = tracker("demo", "--text")
    assert "Kim Jong-un" in shown
    check = "import tui.app, importlib.resources as r; print([p.name for p in r.files('tui').iterdir()])"
    files = subprocess.run([binary / "python", "-c", check], cwd=elsewhere, capture_output=True, text=True, check=True)
    assert ".tcss" in files.stdout
