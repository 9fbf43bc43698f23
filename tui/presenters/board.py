"""The meetings board: happenings grouped by day, the coming ones above the past ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from tracker.projections.board import DayOfBoard
from tracker.projections.rows import MeetingRow
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters.lines import Column, Line, joined, line
from tui.presenters.rows import Groups
from tui.presenters.wording import certainty, window_words


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


def grouped_by_day(days: Sequence[DayOfBoard]) -> Groups:
    """A heading above the rows of each day."""

    def title(group: int) -> Line:
        day = days[group]
        if day.ahead and not (day.earliest or day.latest):
            return line((say("desk.board.no_date_yet").upper(), "heading"))
        return line((window_words(day.earliest, day.latest, weekday=True).upper(), "heading"))

    return Groups(list(accumulate((day.rows for day in days[:-1]), initial=0)) if days else (), title)


def nearest_to(days: Sequence[DayOfBoard], day: str) -> int:
    """The row to stand on at first: the first one, from the top, that is not in the future."""
    index = 0
    for each in days:
        if (each.earliest or each.latest or ("9999" if each.ahead else "")) <= day:
            return index
        index += each.rows
    return 0


def peek_title(row: MeetingRow) -> Line:
    """The happening in one line, for narrow terminals."""
    return line(
        (row.title, "strong"), "  ", (f"{glyphs().state(row.state)} {label('state', row.state)}", row.state),
        "  ", joined([window_words(row.earliest, row.latest), place_words(row)], "  "),
    )  # fmt: skip
