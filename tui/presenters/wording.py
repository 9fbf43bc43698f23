"""Small wordings that several screens share: moments, certainty, headings, wrapped text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import UTC, date, datetime

from tracker.summaries import plain
from tracker.wording import label, say, say_many
from tracker.wording.dates import day_words, edtf_words, weekday_words
from tui.glyphs import glyphs
from tui.presenters.lines import Line, Piece, line


def published_words(published: str | None) -> str:
    """When something came out: the day, and the minute where it is told."""
    if not published:
        return say("desk.word.undated")
    day = day_words(date.fromisoformat(published[:10]), year=True)
    return day if len(published) == 10 else f"{day} {datetime.fromisoformat(published):%H:%M}"


def flush(day: str) -> str:
    """A day in words for a column of such days: one digit stands below the last of two."""
    return f" {day}" if day[:1].isdigit() and not day[1:2].isdigit() else day


def brief_day(iso: str | None) -> str:
    """A day without its year, for a column: `` 4 Sep``."""
    return flush(day_words(date.fromisoformat(iso[:10]), year=False)) if iso else "–"


def day_count(days: int) -> str:
    """So many days."""
    return say_many("desk.journeys.n_days", days, days=days)


def recorded_words(recorded_at: str) -> str:
    """When something was recorded, to the second, UTC."""
    return datetime.fromisoformat(recorded_at).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def window_words(earliest: str | None, latest: str | None, *, weekday: bool = False) -> str:
    """A window of days in words: a day, a month, a year, a span, or one with an open end."""
    if earliest is None and latest is None:
        return say("desk.word.no_date")
    if earliest == latest and earliest is not None:
        day = date.fromisoformat(earliest)
        return f"{weekday_words(day)} {day_words(day)}" if weekday else day_words(day)
    return edtf_words(_window_edtf(earliest, latest))


def _window_edtf(earliest: str | None, latest: str | None) -> str:
    if earliest is None:
        return f"../{latest}"
    if latest is None:
        return f"{earliest}/.."
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if first.day == 1 and date.fromordinal(last.toordinal() + 1).day == 1:
        if first.year == last.year and first.month == last.month:
            return earliest[:7]
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return earliest[:4]
    return f"{earliest}/{latest}"


def certainty(credibility: int, tone: str) -> Line:
    """The Admiralty number as a bar of four marks: 1 (confirmed) is full, 6 (cannot be judged) is empty."""
    full, empty = glyphs().certainty(max(0, 5 - credibility) if credibility < 5 else int(credibility == 5))
    return line((full, tone), (empty, "quiet"))


def state_line(state: str) -> Line:
    """The sign and the word of a state, in its tone."""
    return line((f"{glyphs().state(state)} {label('state', state)}", state))


def heading(text: str, width: int) -> Line:
    """A heading with a rule to the end of the line."""
    return line((text, "heading"), (" " + glyphs().rule * max(0, width - len(text) - 1), "quiet"))


def labelled(name: str, value: str, width: int, *, column: int = 7, tone: str = "", aside: str = "") -> list[Line]:
    """A label, and its value wrapped beside it; what stands aside is muted."""
    room = max(8, width - column)
    rows = textwrap.wrap(plain(value), room) or ["–"]
    lines: list[Line] = []
    for number, row in enumerate(rows):
        start: Piece = (name.ljust(column) if number == 0 else " " * column, "muted")
        lines.append(line(start, (row, tone)))
    if aside:
        text = plain(aside)
        if len(rows[-1]) + 2 + len(text) <= room:
            lines[-1] = (*lines[-1], (f"  {text}", "muted"))
        else:
            lines += [line((" " * column, "muted"), (row, "muted")) for row in textwrap.wrap(text, room)]
    return lines


def wrapped(text: str, width: int, *, indent: str = "  ", tone: str = "", limit: int | None = None) -> list[Line]:
    """A paragraph, indented; cut with an ellipsis behind ``limit`` lines."""
    rows = textwrap.wrap(plain(text), max(8, width - len(indent)))
    if limit is not None and len(rows) > limit:
        rows = rows[:limit]
        rows[-1] = rows[-1][: max(1, width - len(indent) - 1)].rstrip() + glyphs().ellipsis
    return [line((indent, ""), (row, tone)) for row in rows]


def quoted(text: str) -> str:
    """The text in quotation marks of the language of the articles."""
    before, after = glyphs().quotes
    return f"{before}{text}{after}"


def listed(names: Sequence[str]) -> str:
    """Names in a row."""
    return ", ".join(names)
