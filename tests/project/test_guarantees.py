"""Each guarantee on the page names a test, and that test exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.findall(r"`([\w/]+\.py)::(\w+)`", (ROOT / "docs" / "guarantees.md").read_text("utf-8"))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_the_test_behind_a_guarantee_exists(file: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / "tests" / file).read_text("utf-8")


def test_every_row_names_a_test() -> None:
    rows = [row for row in (ROOT / "docs" / "guarantees.md").read_text("utf-8").splitlines() if row.startswith("| ")]
    for row in rows:
        assert "::" in row or row == "| promise | shown by |", row
