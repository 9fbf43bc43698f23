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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("page")
    filled(made / "desk.dossier").dossier.close()
    return made


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_runs(folder: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TRACKER_DOSSIER", str(folder / "desk.dossier"))
    program, *arguments = shlex.split(command)
    assert program == "tracker"
    assert run(arguments) == os.EX_OK
    if "--out" in arguments:
        assert (folder / arguments[arguments.index("--out") + 1]).stat().st_size > 0


def test_the_page_has_every_format() -> None:
    assert {name for name in FORMATS if f"`{name}`" not in PAGE} == set()
    assert {name for name in FORMATS if f"tracker export {name} " not in PAGE} == set()
