"""The help of a screen: what it is for, and every key that works on it, from the one registry."""

from __future__ import annotations

from tracker.wording import say
from tui.actions import FORMS, PANES, SCREENS, Action, of_scope, scopes_of
from tui.glyphs import glyphs
from tui.presenters.lines import Line, line
from tui.presenters.wording import heading, state_line, wrapped

_TIME = (
    "previous_event", "next_event", "previous_day", "next_day", "previous_week", "next_week", "go_to", "changes",
    "mark", "go_to_mark", "play_log", "clock", "now",
)  # fmt: skip
_STATES = ("announced", "under_way", "held", "rumoured", "disputed", "cancelled", "lapsed")


def help_lines(scope: str, width: int) -> list[Line]:
    """The keys of a screen first, then those of its lists, of time, and those that work everywhere."""
    lines = [*wrapped(say(f"desk.about.{scope}"), width, indent=""), ()]
    everywhere = [action for action in of_scope("desk") if action.id not in (*_TIME, *SCREENS)]
    own = [each for each in scopes_of(scope) if each not in ("desk", "list", "table")]
    sections = [
        (say("desk.help.here"), list(of_scope(*own))),
        *((say(f"desk.help.{widget}"), list(of_scope(widget))) for widget in PANES.get(scope, ())),
        (say("desk.help.list"), list(of_scope("list")) if "list" in scopes_of(scope) else []),
        (say("desk.help.table"), list(of_scope("table")) if "table" in scopes_of(scope) else []),
        (say("desk.help.time"), [action for action in of_scope("desk") if action.id in _TIME]),
        (say("desk.help.everywhere"), everywhere),
        (say("desk.help.screens"), [action for action in of_scope("desk") if action.id in SCREENS]),
    ]
    for title, actions in sections:
        if actions and not (scope in FORMS and title != say("desk.help.here")):
            lines += [heading(title, width), *(each for action in actions for each in _keys(action, width)), ()]
    lines += [heading(say("desk.help.filters"), width), *wrapped(say("desk.help.filter_parts"), width), ()]
    lines += [heading(say("desk.help.signs"), width)]
    lines += [line("  ", *state_line(state)) for state in _STATES]
    full, empty = glyphs().certainty(3)
    told = wrapped(say("desk.help.certainty"), width - 8, indent="", tone="muted")
    lines += [
        line("  ", (full, "held"), (empty, "quiet"), "  ", *told[0]),
        *(line(" " * 8, *each) for each in told[1:]),
        (),
    ]
    amended = wrapped(say("desk.help.amended"), width - 8, indent="", tone="muted")
    lines.insert(-1, line("  ", (glyphs().amended, "amended"), (f" {glyphs().own_mark}", "handle"), "   ", *amended[0]))
    lines += wrapped(say("desk.help.credits"), width, indent="", tone="muted")
    return lines


def _keys(action: Action, width: int) -> list[Line]:
    keys = "  ".join(action.shown_keys)
    column = 18
    rows = wrapped(action.explanation, width - column, indent="")
    return [
        line((f"  {keys}".ljust(column) if number == 0 else " " * column, "key"), *row)
        for number, row in enumerate(rows)
    ]
