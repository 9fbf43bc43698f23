"""Filters that the user keeps under a name: keep the one that is set, or take one up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.wording import say
from tui.presenters.lines import line
from tui.screens.choices import Choice, Choices
from tui.screens.questions import Question

if TYPE_CHECKING:
    from tui.app import DeskApp

_KEYS = "abcdefghilmnoprstuvwxyz"
_KEEP = " keep"
"""No filter's name begins with a blank."""


async def ask_for_filter(desk: DeskApp, current: str) -> str | None:
    """Let the user keep the current filter, or choose a kept one; the chosen one, None for none."""
    state = desk.session.state
    kept = list(state.filters.items())
    choices = [Choice(_KEEP, "+", say("desk.kept.keep"), f"/ {current}")] if current else []
    choices += [Choice(name, key, name, f"/ {words}") for (name, words), key in zip(kept, _KEYS, strict=False)]
    if not choices:
        desk.flash(line((say("desk.kept.none"), "warn")))
        return None
    chosen = _KEEP if current and not kept else await desk.push_screen_wait(Choices(say("desk.kept.title"), choices))
    if chosen != _KEEP:
        return None if chosen is None else state.filters[chosen]
    name = await desk.push_screen_wait(Question(say("desk.kept.name"), value=""))
    if name and name.strip():
        state.keep_filter(" ".join(name.split())[:40], current)
        desk.flash(line((say("desk.kept.done", name=" ".join(name.split())[:40]), "good")))
    return None
