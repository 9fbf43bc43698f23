"""What a screen says when it has nothing to show: why, and which key comes next."""

from __future__ import annotations

from tracker.wording import say
from tui.actions import ACTIONS
from tui.presenters.clock import DeskClock
from tui.presenters.lines import Line, line
from tui.presenters.wording import wrapped

_READABLE = 60
"""Cells of a line that one reads at a glance."""


def empty_lines(scope: str, *, filter: str, clock: DeskClock, log_is_empty: bool) -> list[Line]:
    """The lines for an empty screen: the filter hides all, nothing was known yet, or nothing is there at all."""
    if filter:
        return [line((say("desk.empty.filter", text=filter), "")), (), *_keys("back")]
    if not clock.is_now:
        return [line((say("desk.empty.past"), "")), (), *_keys("next_day", "now")]
    if log_is_empty:
        return [
            line((say("desk.empty.log"), "strong")),
            (),
            line((say("desk.empty.what"), "")),
            (),
            *_keys("sample", "bring_in", "append"),
            (),
            line((say("desk.empty.then"), "muted")),
            *_keys("down", "evidence", "go_to", "help", "quit"),
        ]
    return [line((say(f"desk.empty.{scope}"), "")), (), *_keys("log", "append")]


def _keys(*ids: str) -> list[Line]:
    by_id = {action.id: action for action in ACTIONS}
    wide = max(len(by_id[name].shown_keys[0]) for name in ids)
    lines = []
    for name in ids:
        first, *others = wrapped(by_id[name].explanation, _READABLE, indent="", tone="muted")
        lines.append(line("  ", (by_id[name].shown_keys[0].ljust(wide), "key"), "  ", *first))
        lines += [line(" " * (wide + 4), *each) for each in others]
    return lines
