"""No test reads or writes the settings and projections of whoever runs it, or depends on how the run was started."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A machine that judges a change tries the same examples every time, without a stop-watch; other runs look further.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
if os.environ.get("CI"):
    settings.load_profile("ci")

if threading.current_thread() is threading.main_thread():
    # A run in the background is started with Ctrl-C ignored, and so would be every program that a test starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's settings are; nothing is there yet."""
    path = tmp_path / "settings" / "config.toml"
    monkeypatch.setenv("TRACKER_CONFIG", str(path))
    monkeypatch.setenv("TRACKER_PROJECTIONS", str(tmp_path / "projections"))
    return path
