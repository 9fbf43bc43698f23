"""`docs/desk.md` tells every action with its keys, as the registry has them, and shows pictures that are there.

``pytest tests/tui/test_desk_page.py --update-golden`` writes the tables of keys anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.actions import ACTIONS, of_scope

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "desk.md"
START, END = "<!-- keys: written by pytest tests/tui/test_desk_page.py --update-golden -->\n", "<!-- end of keys -->\n"
TITLES = {
    "desk": "Everywhere", "list": "In every list", "map": "On the map", "empty": "In an empty dossier",
    "table": "In lists of meetings, statements, articles, events",
    "form": "In every form", "event": "In the forms for an event",
}  # fmt: skip


def tables() -> str:
    """One table a scope, those that work everywhere and in lists first."""
    scopes = dict.fromkeys(["desk", "list", *(action.scope for action in ACTIONS)])
    lines = []
    for scope in scopes:
        lines += [
            f"### {TITLES.get(scope, scope.capitalize())}",
            "",
            "| key | action | what it does |",
            "|---|---|---|",
        ]
        for action in of_scope(scope):
            keys = " ".join(f"`{key}`" for key in action.shown_keys)
            lines.append(f"| {keys} | `{action.id}` | {action.explanation} |")
        lines.append("")
    return "\n".join(lines)


def test_every_action_has_its_line_and_no_other(request: pytest.FixtureRequest) -> None:
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    told, _, tail = rest.partition(END)
    if request.config.getoption("--update-golden", default=False):
        told = tables()
        PAGE.write_text(head + START + told + END + tail, encoding="utf-8")
    assert told == tables()


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert len(pictures) >= 4
    assert all((DOCS / picture).is_file() for picture in pictures)
