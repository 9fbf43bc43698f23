"""`docs/commands.md` tells every command and every option, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tracker.cli.root import SECTIONS, tracker

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
NAMES = [name for section in SECTIONS.values() for name in section]
SHARED = {"--help", "--dossier"}


def sections() -> dict[str, str]:
    """What the page says of each command."""
    found: dict[str, str] = {}
    for part in re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        text = re.split(r"^## ", text, flags=re.MULTILINE)[0]
        found |= dict.fromkeys(re.findall(r"tracker (\w+)", heading), text)
    return found


def options(name: str) -> set[str]:
    context = click.Context(tracker, info_name="tracker")
    command = tracker.get_command(context, name)
    assert command is not None
    within = command.commands.values() if isinstance(command, click.Group) else ()
    declared = [one for part in (command, *within) for one in part.params]
    long = {option for one in declared if isinstance(one, click.Option) for option in one.opts}
    return {option for option in long if option.startswith("--")}


def test_the_page_has_exactly_the_commands() -> None:
    assert set(sections()) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_has_exactly_the_options(name: str) -> None:
    rows = [line for line in sections()[name].splitlines() if line.startswith("| `--")]
    told = {option for row in rows for option in re.findall(r"`(--[a-z-]+)", row.split("|")[1])}
    assert told == options(name) - SHARED


@pytest.mark.parametrize("option", ["--dossier", "--version", "--help"])
def test_the_page_tells_the_options_of_all_commands(option: str) -> None:
    assert option in PAGE.split("## Take in")[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_describes_itself(name: str) -> None:
    context = click.Context(tracker, info_name="tracker")
    command = tracker.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert command.help
    assert all(one.help for one in command.params if isinstance(one, click.Option))
