"""Each line of the threat model names a test, and that test exists; every setting is told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tracker.config import checked, variables

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_the_test_behind_an_answer_exists(file: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / "tests" / file).read_text("utf-8")


def test_every_threat_names_a_test() -> None:
    rows = [row for row in PAGE.splitlines() if row.startswith("| ")]
    assert len(rows) > 30
    assert [row for row in rows if "::" not in row and row != "| threat | answer | shown by |"] == []


def test_the_settings_on_the_page_of_the_intake_are_right_and_complete() -> None:
    page = (ROOT / "docs" / "intake.md").read_text("utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    found = checked(example, ROOT / "docs" / "intake.md", {})
    told = tomllib.loads(example)
    assert found.feeds[0].model_fields_set == set(type(found.feeds[0]).model_fields) == set(told["feeds"][0])
    assert found.watches[0].model_fields_set == set(type(found.watches[0]).model_fields)
    sections = {path[0] for path, _ in variables()}
    assert sections <= set(told)
    assert {path[1] for path, _ in variables() if path[0] == "fetching"} == set(told["fetching"])
