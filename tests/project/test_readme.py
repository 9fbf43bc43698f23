"""Every command of the README runs, and every file that it names is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line.strip()
]
REPORT = """---
title: Solberg reist nach Riga
outlet: Nordblatt
published: 2024-05-07
---
Die norwegische Außenministerin Ida Solberg ist am Dienstag nach Riga gereist.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    (folder / "report.md").write_text(REPORT, "utf-8")
    shutil.copy(next((ROOT / "docs" / "examples").glob("*.py")), folder / "my_projection.py")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(desk: Path, command: str) -> None:
    # In the order of the page, on one dossier: what one command records the next one shows.
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "TRACKER_DOSSIER": str(desk / "desk.dossier"),
        "TRACKER_LANGUAGE": "en",
    }
    done = subprocess.run(command, shell=True, cwd=desk, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout or done.stderr


def test_the_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"make ([a-z-]+)", README))
    assert {"run", "test", "demo-text", "bench", "wheel"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize(
    "page", [Path("README.md"), *sorted(path.relative_to(ROOT) for path in (ROOT / "docs").glob("*.md"))]
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / page.parent / target).exists(), f"{page} names {target}"
