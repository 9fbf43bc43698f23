"""The two lines at the bottom: how busy the log was, where one stands in it, and what is hidden by that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.wording import say
from tracker.wording.dates import day_words
from tui.actions import ACTIONS
from tui.glyphs import glyphs
from tui.presenters.clock import DeskClock, grouped, instant
from tui.presenters.lines import Line, Piece, line
from tui.presenters.log_times import LogTimes

_HINTS = ("previous_event", "next_event", "previous_day", "next_day", "go_to", "clock", "now")


@dataclass(frozen=True, slots=True)
class Scrub:
    """What the scrubber draws: the two lines, and from which column to which the line of time runs."""

    track: Line
    status: Line
    start: int
    end: int


def scrub(times: LogTimes, clock: DeskClock, width: int, *, note: str = "") -> Scrub:
    """The scrubber at a width.

    Args:
        note: what is said while the desk stands at now, such as the next refresh.
    """
    left, right = _ends(times, clock)
    start = len(left) + 2
    end = max(start + 1, width - len(right) - 2)
    columns = end - start
    bars = glyphs().bars
    drawn = "".join(bars[max(0, height - 1)] for height in times.heights(clock.kind, columns, len(bars)))
    handle = min(columns - 1, round(times.place(clock) * (columns - 1)))
    pieces: list[Piece | str] = [" ", (left, "muted"), " "]
    if clock.is_now:
        pieces += [(drawn, "spark"), " ", (glyphs().live, "good"), (right[1:], "muted")]
    else:
        pieces += [(drawn[:handle], "spark"), (glyphs().handle, "handle"), (drawn[handle + 1 :], "spark-later")]
        pieces += [" ", (right, "muted")]
    return Scrub(line(*pieces), _status(times, clock, width, note), start, end)


def _ends(times: LogTimes, clock: DeskClock) -> tuple[str, str]:
    now = say("desk.scrubber.now")
    if clock.kind == "recorded":
        return "#1" if len(times) else "#0", f"  {now}" if clock.is_now else f"#{grouped(len(times))} {now}"
    if not len(times):
        return "–", f"  {now}"
    first, last = times.bounds("published")
    left = day_words(_day(first), year=_day(first).year != _day(last).year)
    return left, f"  {now}" if clock.is_now else day_words(_day(last), year=False)


def _day(at: int) -> date:
    return date.fromisoformat(instant(at)[:10])


def _status(times: LogTimes, clock: DeskClock, width: int, note: str) -> Line:
    shown, total = times.shown(clock), len(times)
    slim = width < 100
    pieces: list[Piece | str] = [" "]
    if clock.is_now:
        pieces += [(glyphs().live, "good"), " ", say("desk.scrubber.live"), "  "]
        pieces.append((say("desk.scrubber.events", total=grouped(total)), "muted"))
        if note and not slim:
            pieces.append((f" · {note}", "muted"))
    elif slim:
        pieces.append((f"{glyphs().past} {grouped(shown)}/{grouped(total)}", "warn"))
    else:
        pieces.append(
            (f"{glyphs().past} {say('desk.scrubber.at', shown=grouped(shown), total=grouped(total))}", "warn")
        )
        pieces.append((f"  {say('desk.scrubber.hidden', hidden=grouped(total - shown))}", "muted"))
    hints = _hints(slim)
    used = sum(len(text) for text in (p if isinstance(p, str) else p[0] for p in pieces))
    room = width - used - sum(len(text) for text, _ in hints) - 1
    pieces.append(" " * max(2, room) if clock.is_now else "   ")
    return line(*pieces, *hints)


def _hints(slim: bool) -> list[Piece]:
    by_id = {action.id: action for action in ACTIONS}
    pieces: list[Piece] = []
    for pair, word in ((_HINTS[0:2], "event"), (_HINTS[2:4], "day"), *(((name,), name) for name in _HINTS[4:])):
        keys = " ".join(by_id[name].shown_keys[0] for name in pair)
        pieces += [(keys.replace(" ", "") if slim else keys, "strong")]
        pieces += [(f" {say(f'desk.scrubber.{word}')}{' ' if slim else '  '}", "muted")]
    return pieces
