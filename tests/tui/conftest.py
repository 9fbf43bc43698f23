"""Dossiers to sit down at, in English and with Unicode signs unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.sample import open_sample
from tracker.dossier import Dossier
from tracker.wording import current_language, use_language
from tui.glyphs import UNICODE, glyphs, use_glyphs
from tui.screens.form_screen import FormScreen
from tui.screens.paste import PasteScreen
from tui.widgets.pane import Pane


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the pictures of the screens anew")


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    language, signs = current_language(), glyphs()
    monkeypatch.setenv("TRACKER_USER", "tester")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(Pane, "SETTLE_AFTER", 0)
    monkeypatch.setattr(FormScreen, "TRY_AFTER", 0)
    monkeypatch.setattr("tui.standing._PATIENCE", 600)  # a busy machine is no reason to draw another picture
    monkeypatch.setattr(PasteScreen, "READ_AFTER", 0)
    use_language("en")
    use_glyphs(UNICODE)
    yield
    use_language(language)
    use_glyphs(signs)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    """The sample."""
    with open_sample(tmp_path / "desk.dossier") as opened:
        yield opened


@pytest.fixture
def empty_dossier(tmp_path: Path) -> Iterator[Dossier]:
    """A dossier with nothing in it."""
    with open_sample(tmp_path / "desk.dossier", filled=False) as opened:
        yield opened
