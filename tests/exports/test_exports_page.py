"""`docs/exports.md`: every command on it runs, in its order, and the page tells every format."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.exports.sample import filled
from tracker.cli.failures import run
from tracker.exports.catalogue import FORMATS

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


def test_the_commands_of_the_page_run_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "desk.dossier").dossier.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKER_DOSSIER", str(tmp_path / "desk.dossier"))
    assert len(COMMANDS) > 10
    for command in COMMANDS:
        program, *arguments = shlex.split(command)
        assert program == "tracker"
        assert run(arguments) == os.EX_OK, command
        if "--out" in arguments:
            assert (tmp_path / arguments[arguments.index("--out") + 1]).stat().st_size > 0, command


def test_the_page_has_every_format() -> None:
    assert {name for name in FORMATS if f"`{name}`" not in PAGE} == set()
    assert {name for name in FORMATS if f"tracker export {name} " not in PAGE} == set()
