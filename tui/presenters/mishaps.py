"""The list of errors: when, what, where, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.wording import say
from tui.presenters.lines import Line, line
from tui.presenters.wording import wrapped
from tui.session import Mishap


def mishap_lines(mishaps: Sequence[Mishap], width: int) -> list[Line]:
    """The newest first."""
    lines: list[Line] = [line((say("desk.errors.title", count=len(mishaps)), "heading")), ()]
    if not mishaps:
        lines.append(line((say("desk.errors.none"), "muted")))
    for mishap in reversed(mishaps):
        where = f"  {mishap.where}" if mishap.where else ""
        lines.append(line((f"{mishap.at.astimezone():%H:%M:%S}", "muted"), (where, "name")))
        lines += wrapped(mishap.what, width, tone="bad")
        if mishap.remedy:
            lines += wrapped(mishap.remedy, width)
        lines.append(())
    return lines
