"""The meetings board: happenings grouped by day, the coming ones above the past ones."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from tracker.projections.reader import ViewReader
from tracker.projections.rows import MeetingRow
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.lines import Column, Line, joined, line
from tui.presenters.rows import Groups
from tui.presenters.wording import certainty, window_words

Window = tuple[int, str | None, str | None, bool]
"""A key with the first and the last day of its window, and whether it lies ahead."""


def columns() -> tuple[Column, ...]:
    """The columns of the board."""
    return (
        Column("state", "", 1),
        Column("title", say("desk.board.title"), 22, grow=3),
        Column("place", say("desk.board.place"), 14, grow=2),
        Column("word", say("desk.board.state"), 15, from_width=92),
        Column("certainty", "", 4, from_width=44),
        Column("reports", "", 5, right=True),
    )


def cells(row: MeetingRow) -> tuple[Line, ...]:
    """A happening as a row of the board."""
    tone = row.state
    return (
        line((glyphs().state(row.state), tone)),
        line(row.title, *_badges(row)),
        line((place_words(row), "muted")),
        line((label("state", row.state), tone)),
        certainty(row.credibility, tone),
        line((str(row.reports), "muted"), (f"/{row.origins}" if row.reports > 1 else "", "muted")),
    )


def _badges(row: MeetingRow) -> list[tuple[str, str]]:
    return [(f" {glyphs().differs}", "warn")] if "contradiction" in row.badges else []


def place_words(row: MeetingRow) -> str:
    """Where, with a mark where the reports hedge it; the channel where nobody travels."""
    if row.place:
        return say("desk.board.hedged", place=row.place) if row.place_hedge else row.place
    if row.channel and row.channel != "in_person":
        return label("channel", row.channel)
    return ""


def windows(views: ViewReader, search: str) -> list[Window]:
    """The window of every happening on the board, or of those that hold the words."""
    return views.windows(search=search or None)


def ordered(windows: Iterable[Window]) -> list[Window]:
    """The newest day first; on a day the narrower window first.

    What has no date stands at the top if it lies ahead, else at the end.
    """
    dated: list[Window] = []
    ahead: list[Window] = []
    past: list[Window] = []
    for window in windows:
        (dated if window[1] or window[2] else ahead if window[3] else past).append(window)
    dated.sort(key=_order, reverse=True)
    return [*sorted(ahead, reverse=True), *dated, *sorted(past, reverse=True)]


def _order(window: Window) -> tuple[str, bool, str, int]:
    key, earliest, latest, _ = window
    first = earliest or latest or ""
    exact = earliest == latest
    return first, exact, "" if exact else _reversed(latest), key


def _reversed(day: str | None) -> str:
    """Sorts the other way round, so that the shorter window comes first in a descending order."""
    return "" if day is None else "".join(chr(255 - ord(c)) for c in day)


def grouped_by_day(windows: Sequence[Window]) -> tuple[array[int], Groups]:
    """The keys in order, and a heading wherever another day begins."""
    starts: list[int] = []
    before: tuple[str | None, str | None, bool] | None = None
    for index, (_, earliest, latest, ahead) in enumerate(windows):
        group = (earliest, latest, ahead and not (earliest or latest))
        if group != before:
            before = group
            starts.append(index)

    heads = [windows[start][1:] for start in starts]

    def title(group: int) -> Line:
        earliest, latest, ahead = heads[group]
        if ahead and not (earliest or latest):
            return line((say("desk.board.no_date_yet").upper(), "heading"))
        return line((window_words(earliest, latest, weekday=True).upper(), "heading"))

    return array("q", (window[0] for window in windows)), Groups(starts, title)


def nearest_to(windows: Sequence[Window], day: str) -> int:
    """The row to stand on at first: the first one, from the top, that is not in the future."""
    for index, (_, earliest, latest, ahead) in enumerate(windows):
        if (earliest or latest or ("9999" if ahead else "")) <= day:
            return index
    return 0


def peek_title(row: MeetingRow) -> Line:
    """The happening in one line, for narrow terminals."""
    return line(
        (row.title, "strong"), "  ", (f"{glyphs().state(row.state)} {label('state', row.state)}", row.state),
        "  ", joined([window_words(row.earliest, row.latest), place_words(row)], "  "),
    )  # fmt: skip
