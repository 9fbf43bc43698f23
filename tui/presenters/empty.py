"""What a screen says when it has nothing to show: why, and which key comes next."""

from __future__ import annotations

from tracker.wording import say
from tui.actions import ACTIONS
from tui.presenters.clock import DeskClock
from tui.presenters.lines import Line, line


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
            line((say("desk.empty.feed"), "muted")),
            line((f"  {say('desk.empty.feed_command')}", "info")),
            (),
            *_keys("append", "refresh", "help", "quit"),
        ]
    return [line((say(f"desk.empty.{scope}"), "")), (), *_keys("log", "append")]


def _keys(*ids: str) -> list[Line]:
    by_id = {action.id: action for action in ACTIONS}
    wide = max(len(by_id[name].shown_keys[0]) for name in ids)
    return [
        line("  ", (by_id[name].shown_keys[0].ljust(wide), "key"), (f"  {by_id[name].explanation}", "muted"))
        for name in ids
    ]
