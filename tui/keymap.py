"""Keys that the user sets in place of the usual ones: checked against the registry, clashes named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from textual.keys import KEY_ALIASES, Keys

from events.errors import TrackerError
from tracker.wording import say
from tui.actions import ACTIONS, PAGES, SAME_SENSE, SCREENS, Action, key_words, of_scope, scopes_of

_MODIFIERS = frozenset({"ctrl", "shift", "alt", "meta", "super", "hyper"})
_NAMED = {key.value for key in Keys} | set(KEY_ALIASES)
_SIGNS = {
    ",": "comma", ".": "full_stop", "<": "less_than_sign", ">": "greater_than_sign", "/": "slash", ":": "colon",
    "?": "question_mark", "!": "exclamation_mark", "#": "number_sign", "-": "minus", "+": "plus", "'": "apostrophe",
    ";": "semicolon", "_": "underscore", "*": "asterisk", "=": "equals_sign", " ": "space", '"': "quotation_mark",
}  # fmt: skip
_NAMES = frozenset(_SIGNS.values())


def keymap(wanted: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The keys as Textual names them, by action.

    Args:
        wanted: keys as people write them (``x``, ``/``, ``ctrl+e``, ``f5``), by the id of an action.

    Raises:
        TrackerError: there is no such action or key, or a key would mean two things on one screen.
    """
    chosen = {name: tuple(_key(name, key) for key in keys) for name, keys in wanted.items() if _action(name)}
    for scope in (*SCREENS, *PAGES):
        for key, one, other in _clashes(scope, chosen):
            raise TrackerError(
                say("desk.keys.clash", typed=key_words(key), one=one.id, other=other.id),
                where=f"keys.{one.id if one.id in chosen else other.id}",
                remedy=say("desk.keys.clash_remedy", screen=scope, other=other.id),
            )
    return chosen


def _action(name: str) -> bool:
    known = [action.id for action in ACTIONS]
    if name in known:
        return True
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    raise TrackerError(
        say("desk.keys.no_action", name=name),
        where=f"keys.{name}",
        remedy=say("desk.keys.no_action_remedy", names=", ".join(near or known)),
    )


def _key(name: str, typed: str) -> str:
    *modifiers, last = typed.split("+") if typed not in _SIGNS else [typed]
    last = _SIGNS.get(last, last)
    known = last in _NAMES or last in _NAMED or (len(last) == 1 and last.isprintable())
    if not known or not set(modifiers) <= _MODIFIERS:
        raise TrackerError(
            say("desk.keys.no_key", typed=typed), where=f"keys.{name}", remedy=say("desk.keys.no_key_remedy")
        )
    return "+".join([*modifiers, last])


def _clashes(scope: str, chosen: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Action, Action]]:
    """Keys that two actions of a screen share, one of which the user has set."""
    owners: dict[str, Action] = {}
    for action in of_scope(*scopes_of(scope)):
        for key in chosen.get(action.id, action.usual):
            other = owners.setdefault(key, action)
            taken_over = SAME_SENSE.get(action.id) == other.id or SAME_SENSE.get(other.id) == action.id
            if other is not action and not taken_over and (action.id in chosen or other.id in chosen):
                yield key, action, other
