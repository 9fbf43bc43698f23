"""The dependency rule as it is at run time, and files that stay small enough to be read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("module", "strangers"),
    [
        ("events.sqlite_log", ("tracker", "tui", "seeds", "textual", "click")),
        ("tracker.parsing.parse", ("tracker.projections", "tracker.dossier", "tui", "textual", "click", "sqlite3")),
        ("tracker.projections.views", ("tracker.parsing", "tracker.dossier", "tui", "textual", "click")),
        ("tracker.dossier", ("tui", "textual", "click", "tracker.intake")),
        ("tracker.cli", ("tui", "textual", "tracker.parsing", "tracker.dossier", "sqlite_utils", "pydantic")),
    ],
)
def test_a_module_does_not_bring_strangers_along(module: str, strangers: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    names = set(loaded.split())
    found = {s for s in strangers if s in names or any(name.startswith(f"{s}.") for name in names)}
    if module.startswith("events") or "sqlite_utils" in names:
        found -= {"click"}  # sqlite-utils imports click itself
    assert not found


def test_every_module_says_what_it_is_for() -> None:
    for package in ("events", "tracker", "tui", "seeds", "benchmarks"):
        for path in (ROOT / package).rglob("*.py"):
            text = path.read_text("utf-8").lstrip()
            assert not text or text.startswith('"""'), f"{path.relative_to(ROOT)} opens without a sentence"


def test_no_module_outgrows_its_reader() -> None:
    for package in ("events", "tracker", "tui", "seeds"):
        for path in (ROOT / package).rglob("*.py"):
            lines = len(path.read_text("utf-8").splitlines())
            assert lines <= 400, f"{path.relative_to(ROOT)} has {lines} lines: divide it by meaning"
