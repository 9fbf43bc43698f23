"""The two lines at the bottom: how busy the log was, where one stands in it, and what is hidden by that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from tracker.wording import say
from tracker.wording.dates import day_words
from tui.actions import ACTIONS, Action
from tui.glyphs import glyphs
from tui.presenters.clock import DeskClock, grouped, instant
from tui.presenters.lines import Line, Piece, line
from tui.presenters.log_times import LogTimes

_HINTS = ("previous_event", "next_event", "previous_day", "next_day", "go_to", "changes", "now")
_HINTS_NOW = (*_HINTS[:-2], "mark", "play_log")


@dataclass(frozen=True, slots=True)
class Scrub:
    """What the scrubber draws.

    Attributes:
        track, status: the two lines.
        start, end: from which column to which the line of time runs.
        offers: columns of the second line, from and to, with the action that a click there means.
    """

    track: Line
    status: Line
    start: int
    end: int
    offers: Sequence[tuple[int, int, Action]] = ()


def scrub(times: LogTimes, clock: DeskClock, width: int, *, note: str = "", marks: Sequence[DeskClock] = ()) -> Scrub:
    """The scrubber at a width.

    Args:
        marks: places in time that the user marked.
        note: what is said while the desk stands at now, such as the next refresh.
    """
    left, right = _ends(times, clock)
    start = len(left) + 2
    end = max(start + 1, width - len(right) - 2)
    columns = end - start
    track = _Track(times, clock, columns, marks)
    pieces: list[Piece | str] = [" ", (left, "muted"), " ", *track.pieces()]
    if clock.is_now:
        pieces += [" ", (glyphs().live, "good"), (right[1:], "muted")]
    else:
        pieces += [" ", (right, "muted")]
    status, offers = _status(times, clock, width, note)
    return Scrub(line(*pieces), status, start, end, offers)


class _Track:
    """The line of time: a bar a stretch, signs where something was corrected or marked, the handle where one stands."""

    def __init__(self, times: LogTimes, clock: DeskClock, columns: int, marks: Sequence[DeskClock]) -> None:
        bars = glyphs().bars
        self._bars = [bars[max(0, height - 1)] for height in times.heights(clock.kind, columns, len(bars))]
        self._amended = times.amended(clock.kind, columns)
        own = (mark for mark in marks if mark.kind == clock.kind and not mark.is_now)
        self._marks = {min(columns - 1, round(times.place(mark) * (columns - 1))) for mark in own}
        self._handle = None if clock.is_now else min(columns - 1, round(times.place(clock) * (columns - 1)))

    def pieces(self) -> list[Piece]:
        """The stretches, those alike in one piece."""
        cells = [self._cell(column) for column in range(len(self._bars))]
        return [("".join(text for text, _ in run), tone) for tone, run in groupby(cells, key=itemgetter(1))]

    def _cell(self, column: int) -> Piece:
        later = self._handle is not None and column > self._handle
        if column == self._handle:
            return glyphs().handle, "handle"
        if column in self._marks:
            return glyphs().own_mark, "handle"
        if column in self._amended:
            return glyphs().amended, "spark-later" if later else "amended"
        return self._bars[column], "spark-later" if later else "spark"


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


def _status(times: LogTimes, clock: DeskClock, width: int, note: str) -> tuple[Line, list[tuple[int, int, Action]]]:
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
    hints = _hints(_HINTS_NOW if clock.is_now else _HINTS, slim)
    used = sum(len(text) for text in (p if isinstance(p, str) else p[0] for p in pieces))
    room = width - used - sum(len(text) for (text, _), _ in hints) - 1
    gap = max(2, room) if clock.is_now else 3
    pieces.append(" " * gap)
    offers, column = [], used + gap
    for (text, _), action in hints:
        offers.append((column, column + len(text), action))
        column += len(text)
    return line(*pieces, *(piece for piece, _ in hints)), offers


def _hints(names: Sequence[str], slim: bool) -> list[tuple[Piece, Action]]:
    """Pieces of the line, each with what a click on it means."""
    by_id = {action.id: action for action in ACTIONS}
    hints: list[tuple[Piece, Action]] = []
    for pair, word in ((names[0:2], "event"), (names[2:4], "day"), *(((name,), name) for name in names[4:])):
        actions = [by_id[name] for name in pair]
        for number, action in enumerate(actions, 1):
            between = "" if slim or number == len(actions) else " "
            hints.append(((action.shown_keys[0] + between, "strong"), action))
        hints.append(((f" {say(f'desk.scrubber.{word}')}{' ' if slim else '  '}", "muted"), actions[-1]))
    return hints
