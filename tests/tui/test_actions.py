"""The registry of actions: each has a key, words in both languages and a method; no key twice, none needs AltGr."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import import_module
from importlib.resources import files

import pytest

from tracker.wording import LANGUAGES, catalogue
from tui.actions import ACTIONS, PAGES, SAME_SENSE, SCREENS, footer_actions, key_words, of_scope, scopes_of
from tui.screens.arranged_screen import ArrangedScreen
from tui.screens.desk_screen import DeskScreen
from tui.screens.draft_screen import DraftScreen
from tui.screens.form_screen import FormScreen
from tui.widgets.empty import Empty
from tui.widgets.lanechart import LaneChart
from tui.widgets.rowlist import RowList
from tui.widgets.worldmap import WorldMap

ALT_GR = set("[]{}\\|~@€²³µ")
"""What a German keyboard yields only with AltGr."""
SCOPES = (*SCREENS, *PAGES)
OWNERS = {
    "desk": DeskScreen, "list": RowList, "map": WorldMap, "lanes": LaneChart, "empty": Empty,
    "table": ArrangedScreen, "form": DraftScreen, "event": FormScreen,
}  # fmt: skip


def test_every_id_and_every_digit_is_there_once() -> None:
    assert Counter(action.id for action in ACTIONS).most_common(1)[0][1] == 1
    assert [action.keys[0] for action in ACTIONS if action.id in SCREENS] == [str(n) for n in range(1, 10)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_has_a_key_and_its_words(language: str) -> None:
    words = catalogue(language, "desk")
    for action in ACTIONS:
        assert action.keys
        assert words[f"action.{action.id}"]
        assert words[f"explain.{action.id}"]
        assert all(key_words(key) for key in action.keys)


@pytest.mark.parametrize("scope", SCOPES)
def test_no_key_means_two_things_on_a_screen(scope: str) -> None:
    working = list(of_scope(*scopes_of(scope)))
    taken_over = {SAME_SENSE[action.id] for action in working if action.id in SAME_SENSE}
    keys = Counter(key for action in working if action.id not in taken_over for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_key_needs_alt_gr_or_is_taken_by_a_multiplexer_alone() -> None:
    for action in ACTIONS:
        for key in action.shown_keys:
            assert not set(key) & ALT_GR, action
        assert action.keys not in {("ctrl+s",), ("ctrl+o",), ("ctrl+j",), ("ctrl+z",), ("ctrl+m",)}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_something_that_a_screen_can_do(action) -> None:  # type: ignore[no-untyped-def]
    method = f"action_{action.method.partition('(')[0]}"
    if action.scope in OWNERS:
        assert callable(getattr(OWNERS[action.scope], method))
    else:
        module = import_module(f"tui.screens.{action.scope}")
        assert callable(getattr(getattr(module, f"{action.scope.title()}Screen"), method))


@pytest.mark.parametrize("scope", SCOPES)
def test_every_screen_explains_itself_and_offers_keys(scope: str) -> None:
    for language in LANGUAGES:
        assert catalogue(language, "desk")[f"about.{scope}"]
    offered = footer_actions(scope)
    assert 3 <= len(offered) <= 14


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    english, german = (
        tomllib.loads((files("tracker.wording") / language / "desk.toml").read_text(encoding="utf-8"))
        for language in ("en", "de")
    )
    assert {section: set(words) for section, words in english.items()} == {
        section: set(words) for section, words in german.items()
    }
    for section, words in english.items():
        for name, text in words.items():
            fields = [_fields(text), _fields(german[section][name])]
            assert fields[0] == fields[1], f"{section}.{name}"


def _fields(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}
