"""No test reads or writes the settings of whoever runs it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's settings are; nothing is there yet."""
    path = tmp_path / "settings" / "config.toml"
    monkeypatch.setenv("TRACKER_CONFIG", str(path))
    return path
