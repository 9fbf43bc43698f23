"""An empty dossier's log, opened for the test and closed behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from events.sqlite_log import SqliteLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.dossier"


@pytest.fixture
def log(path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.open(path, create=True)
    yield log
    log.close()
