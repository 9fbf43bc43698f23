"""`tracker config` shows what applies in a form that can be put back into the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.test_settings import WHOLE
from tracker.cli.config import shown
from tracker.cli.failures import run
from tracker.config import checked, load
from tui.actions import use_keys


def test_what_is_shown_can_be_put_back() -> None:
    found = checked(WHOLE, Path("config.toml"), {})
    assert checked("\n".join(shown(found)), Path("shown.toml"), {}) == found


def test_path_and_check_name_the_file(config_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "path"]) == 0
    assert capsys.readouterr().out.strip() == str(config_file)
    config_file.parent.mkdir()
    config_file.write_text(WHOLE, encoding="utf-8")
    assert run(["config", "check"]) == 0
    assert "feeds: 2, watches: 1" in capsys.readouterr().out
    config_file.write_text("[inbx]\n", encoding="utf-8")
    assert run(["config", "check"]) == 1
    line = capsys.readouterr().err
    assert "line 1" in line
    assert "'inbox'" in line
    assert len(line.splitlines()) == 1


def test_the_environment_is_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TRACKER_JOBS_FEEDS_EVERY", "1h")
    assert run(["config", "show"]) == 0
    assert "every = 3600" in capsys.readouterr().out
    assert load().jobs.feeds.every == 3600


def test_a_misspelt_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "chek"]) == 2
    assert "check" in capsys.readouterr().err


def test_keys_that_clash_are_named(config_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config_file.parent.mkdir(parents=True, exist_ok=True)
    config_file.write_text('[keys]\nexport = "c"\n', encoding="utf-8")
    assert run(["config", "check"]) == 1
    assert "keys.export" in capsys.readouterr().err
    config_file.write_text('[keys]\nexport = "ctrl+e"\n', encoding="utf-8")
    assert run(["config", "check"]) == 0
    use_keys({})
