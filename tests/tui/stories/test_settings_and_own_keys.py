"""Somebody sets up the desk: look, language, signs, keys of their own, and is told when two keys clash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from events.errors import TrackerError
from tests.tui.sitting import sitting
from tracker.config import load
from tracker.dossier import Dossier
from tui.actions import use_keys
from tui.app import settle, use_settings
from tui.keymap import keymap
from tui.presenters.lines import line


@pytest.fixture(autouse=True)
def _usual_keys() -> Iterator[None]:
    yield
    use_keys({})


async def test_enter_changes_look_language_and_signs(dossier: Dossier) -> None:
    async with sitting(dossier) as desk:
        await desk.press("f2")
        desk.shows("look", "ink", "settings file", str(dossier.path)[:40])
        await desk.keys("⏎")
        assert desk.app.theme == "paper"
        desk.shows('theme = "paper"')
        await desk.keys("j⏎")
        desk.shows("Sprache", "Deutsch", 'language = "de"')
        await desk.keys("⏎j⏎")
        desk.shows("ASCII", "ascii = true")
        await desk.keys("⏎⎋")
        desk.shows("Tallinn")
        desk.nothing_went_wrong()


async def test_own_keys_work_and_are_shown(dossier: Dossier, config_file: Path) -> None:
    config_file.parent.mkdir(parents=True)
    config_file.write_text('[desk]\ntheme = "contrast"\n[keys]\nhelp = "y"\nfilter = ["slash", "ctrl+f"]\n', "utf-8")
    assert use_settings(load()) == "contrast"
    async with sitting(dossier) as desk:
        desk.shows(" y help")
        await desk.keys("y")
        desk.shows("ON THIS SCREEN")
        await desk.keys("⎋?")
        desk.hides("ON THIS SCREEN")
        await desk.press("ctrl+f")
        await desk.keys("jurm⏎")
        desk.shows("1 left")
        desk.app.flash(line(""))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"export": ["c"]}, "c would mean two things: export and copy"),
        ({"down": ["n"]}, "would mean two things"),
        ({"exprot": ["X"]}, "there is no action “exprot” – There are: export"),
        ({"export": ["hyperdrive"]}, "“hyperdrive” is no key"),
        ({"export": ["ctrl+shift+"]}, "is no key"),
    ],
)
def test_what_is_wrong_with_keys_is_named(keys: dict[str, list[str]], words: str) -> None:
    with pytest.raises(TrackerError) as caught:
        keymap(keys)
    assert words in str(caught.value)


def test_two_actions_may_change_keys() -> None:
    assert keymap({"export": ["c"], "copy": ["x"]}) == {"export": ("c",), "copy": ("x",)}


def test_without_a_file_nothing_is_read() -> None:
    assert settle({}) == "ink"
