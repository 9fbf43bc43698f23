"""`docs/desk.md` tells every action with its keys, as the registry has them, and shows pictures that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.actions import ACTIONS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "desk.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_its_line(action) -> None:  # type: ignore[no-untyped-def]
    keys = " ".join(f"`{key}`" for key in action.shown_keys)
    assert f"| {keys} | `{action.id}` | {action.explanation} |" in PAGE


def test_no_line_tells_of_an_action_that_is_not_there() -> None:
    told = set(re.findall(r"^\| `.*` \| `([a-z_]+)` \|", PAGE, re.MULTILINE))
    assert told == {action.id for action in ACTIONS}


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE)
    assert len(pictures) >= 4
    assert all((DOCS / picture).is_file() for picture in pictures)
