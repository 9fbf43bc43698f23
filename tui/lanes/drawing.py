"""A lane as cells: journeys as bars, meetings as signs, vague dates as broken lines, and captions below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from tracker.projections.lane_rows import LaneItems, LaneJourney, LaneMark, LaneRow
from tracker.summaries import plain
from tui.glyphs import glyphs
from tui.lanes.axis import Axis
from tui.lanes.finding import column_of, middle, place, span, span_of
from tui.lanes.source import Item, order
from tui.lanes.ticks import greater, lesser, starts
from tui.presenters.lines import Line, cells

Cells = list[tuple[str, str]]
"""A sign and its tone for each column."""

_PLANS = {"announced", "rumoured", "lapsed", "cancelled"}
_WORDS = {"heading", "muted", "strong"}
"""The tones of what must not be written over."""
_JOURNEY_TONES = {"open": "under_way", "closed": "lane-stay"}
_RANK = ("disputed", "under_way", "announced", "rumoured", "held", "cancelled", "lapsed")
"""Of several meetings in a cell the first of these gives the tone."""


def ruler(axis: Axis, today: date, past: bool) -> tuple[Line, Line]:
    """The two lines above the lanes: the greater periods, the lesser ones and the moment at which the desk stands."""
    upper: Cells = [(" ", "")] * axis.width
    for column, words in greater(axis):
        _write(upper, column, words, "heading")
    lower: Cells = [(" ", "")] * axis.width
    for column, words in lesser(axis):
        _write(lower, column, words, "muted")
    column = axis.column(today)
    if 0 <= column < axis.width:
        for near in (column - 1, column, column + 1):
            if 0 <= near < axis.width:
                lower[near] = (" ", "")
        lower[column] = (glyphs().new, "past" if past else "lane-today")
    return _runs(upper), _runs(lower)


def backdrop(axis: Axis, today: date, past: bool) -> Cells:
    """What lies behind all lanes: where greater periods begin, and the day at which the desk stands.

    Args:
        past: whether the desk stands elsewhere than now.
    """
    row: Cells = [(" ", "")] * axis.width
    for column in starts(axis):
        if column < axis.width:
            row[column] = (glyphs().grid, "quiet")
    column = axis.column(today)
    if 0 <= column < axis.width:
        row[column] = (glyphs().moment, "handle" if past else "lane-today")
    return row


def hinted(ground: Cells, lane: LaneRow, axis: Axis) -> Cells:
    """The backdrop with arrows at the edges beyond which a lane has more."""
    row = list(ground)
    if lane.first and lane.first < axis.first.isoformat():
        row[0] = (glyphs().arrows[4], "quiet")
    if lane.last > axis.last.isoformat():
        row[-1] = (glyphs().arrows[0], "quiet")
    return row


def lane_cells(ground: Cells, items: LaneItems, axis: Axis, today: date, chosen: int | None = None) -> Line:
    """The bars and signs of a lane.

    Args:
        ground: the backdrop.
        today: the day at which the desk stands, to which an open journey reaches.
        chosen: the key of the selected item.
    """
    row = list(ground)
    for journey in items.journeys:
        _draw_journey(row, journey, axis, today, chosen == journey.key)
    _draw_marks(row, items.marks, axis, chosen)
    return _runs(row)


def _draw_journey(row: Cells, journey: LaneJourney, axis: Axis, today: date, chosen: bool) -> None:
    tone = "lane-chosen-bar" if chosen else _JOURNEY_TONES.get(journey.state, journey.state)
    if journey.state in _PLANS:
        _fill(row, axis, journey.start, journey.end, glyphs().vague, tone)
        _put(row, middle(axis, journey.start, journey.end), glyphs().state(journey.state), tone)
        return
    _fill(row, axis, journey.start, journey.end, glyphs().rule if journey.known else glyphs().vague, tone)
    for stay in journey.stays:
        if stay.start and stay.end:
            _fill(row, axis, stay.start, stay.end, glyphs().stay if stay.known else glyphs().vague, tone)
    if journey.state == "open":
        _fill(row, axis, journey.end, max(journey.end, today.isoformat()), glyphs().vague, tone, skip_first=True)


def _draw_marks(row: Cells, marks: Iterable[LaneMark], axis: Axis, chosen: int | None) -> None:
    """Each meeting at its day; one that lasts with a line behind it, a vague one in the middle of a broken line."""
    columns: dict[int, list[LaneMark]] = {}
    for mark in marks:
        columns.setdefault(place(mark, axis), []).append(mark)
        if mark.first != mark.last:
            lasting = mark.first_known and mark.last_known
            _fill(row, axis, mark.first, mark.last, glyphs().lasting if lasting else glyphs().vague, mark.state)
            if mark.first is None:
                _put(row, 0, glyphs().open_ends[0], mark.state)
            if mark.last is None:
                _put(row, axis.width - 1, glyphs().open_ends[1], mark.state)
    for column, there in columns.items():
        if not 0 <= column < axis.width:
            continue
        first = min(there, key=lambda mark: _RANK.index(mark.state) if mark.state in _RANK else len(_RANK))
        row[column] = (_sign(there), "lane-chosen" if any(mark.key == chosen for mark in there) else first.state)


def _sign(there: Sequence[LaneMark]) -> str:
    """The sign of a meeting; of several that were held a block, the higher the more; else how many there are."""
    if len(there) == 1:
        return glyphs().state(there[0].state)
    if all(mark.state == "held" for mark in there):
        return glyphs().bars[min(len(glyphs().bars) - 1, len(there).bit_length())]
    return str(len(there)) if len(there) < 10 else "+"


def captions(
    ground: Cells, items: LaneItems, axis: Axis, words: Callable[[Item], str], chosen: int | None = None
) -> Line:
    """Names below the bars and signs, those of the selected and of the earlier ones first, as far as there is room."""
    row = list(ground)
    taken = [False] * (axis.width + 1)
    every: Sequence[Item] = sorted(
        (*items.journeys, *items.marks), key=lambda item: (item.key != chosen, isinstance(item, LaneMark), order(item))
    )
    for item in every:
        text = plain(words(item))
        column = max(0, min(column_of(item, axis), axis.width - 1))
        first, last = span_of(item, axis)
        width = sum(map(cells, text))
        if not text or last < 0 or first >= axis.width or column + width > axis.width:
            continue
        if not any(taken[column : column + width + 1]):
            _write(row, column, text, "strong" if item.key == chosen else "muted")
            taken[column : column + width + 1] = [True] * (width + 1)
    return _runs(row)


def _fill(
    row: Cells, axis: Axis, first: str | None, last: str | None, sign: str, tone: str, *, skip_first: bool = False
) -> None:
    start, end = span(axis, first, last)
    if skip_first and first:
        start = axis.column(date.fromisoformat(first), end=True) + 1
    for column in range(max(0, start), min(len(row) - 1, end) + 1):
        row[column] = (sign, tone)


def _put(row: Cells, column: int, sign: str, tone: str) -> None:
    if 0 <= column < len(row):
        row[column] = (sign, tone)


def _write(row: Cells, column: int, text: str, tone: str) -> None:
    """Put text down, unless it would touch what stands there or run over the end."""
    width = sum(map(cells, text))
    before = max(0, column - 1)
    if column < 0 or column + width > len(row) or any(tone in _WORDS for _, tone in row[before : column + width + 1]):
        return
    for character in text:
        size = cells(character)
        if size == 0:
            row[column - 1] = (row[column - 1][0] + character, tone)
            continue
        row[column] = (character, tone)
        if size == 2:
            row[column + 1] = ("", tone)
        column += size


def _runs(row: Cells) -> Line:
    return tuple(
        ("".join(sign for sign, _ in run), tone)
        for tone, run in ((t, list(r)) for t, r in groupby(row, lambda c: c[1]))
    )
