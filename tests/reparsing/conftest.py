"""A dossier of its own for every test of reparsing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.dossier import Dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(tmp_path / "desk.dossier", create=True) as opened:
        yield opened
