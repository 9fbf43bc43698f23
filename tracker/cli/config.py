"""`tracker config`: where the settings are, what they come to, and whether they are right."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracker.cli.terminal import data, escaped, harmless
from tracker.cli.usage import command, group
from tracker.wording import say

if TYPE_CHECKING:
    from tracker.config import Settings


@group("config")
def config() -> None:
    """The settings."""


@command("path", words="config_path")
def path() -> None:
    """Print where the file is or would be."""
    from tracker.config import config_path

    data(harmless(str(config_path())))


@command("show", words="config_show")
def show() -> None:
    """Print what is set, by file, environment and default, as TOML."""
    from tracker.config import load

    for line in shown(load()):
        data(line)


@command("check", words="config_check")
def check() -> None:
    """Say that the file is right; a fault ends the command with its line."""
    from tracker.config import config_path, load

    found = load()
    if found.keys or found.desk.theme:
        # What the desk alone can judge; every other command starts without it.
        import_module("tui.app").use_settings(found)
    place = config_path()
    state = "intake.config.sound" if place.exists() else "intake.config.none_yet"
    data(say(state, path=harmless(str(place)), feeds=len(found.feeds), watches=len(found.watches)))


def shown(settings: Settings) -> list[str]:
    """The settings as TOML; what nobody set and what has no default is left out."""
    lines: list[str] = []
    _table(settings.model_dump(exclude_none=True), "", lines)
    return lines


def _table(table: dict[str, Any], name: str, lines: list[str]) -> None:
    import json

    plain = {key: value for key, value in table.items() if not _holds_tables(value)}
    if plain and name:
        lines += ["", f"[{name}]"] if lines else [f"[{name}]"]
    lines += [f"{key} = {escaped(json.dumps(value, ensure_ascii=False))}" for key, value in plain.items()]
    for key, value in table.items():
        inner = f"{name}.{key}" if name else key
        if isinstance(value, dict):
            _table(value, inner, lines)
        elif _holds_tables(value):
            for one in value:
                lines += ["", f"[[{inner}]]"]
                _table(one, "", lines)


def _holds_tables(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))


for one in (path, show, check):
    config.add_command(one)
