"""Text with tones: what presenters hand to widgets, before any colour is chosen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from rich.cells import cell_len, set_cell_size

from tracker.summaries import plain
from tui.glyphs import glyphs

Piece: TypeAlias = tuple[str, str]
"""Some text and its tone ("" for the ordinary one); the tones are listed in `tui.tones`."""

Line: TypeAlias = tuple[Piece, ...]
"""One line on the screen."""

_JOINERS = "\u200d\u00ad"


def clean_same_length(text: str) -> str:
    """The text fit for a terminal with every character in its place, so that offsets stay true.

    Line breaks stay; what a terminal could take as a command becomes ``�`` (soft hyphens and joiners a point), so
    that the reader sees that something was there.
    """
    if all(part.isprintable() for part in text.split("\n")):
        return text
    return "".join(
        c if c == "\n" or c.isprintable() else " " if c.isspace() else "·" if c in _JOINERS else "\ufffd" for c in text
    )


def typeable(text: str) -> str:
    """A text fit for a field in which one types: what a terminal could take as a command is gone, lines stay."""
    if all(part.isprintable() for part in text.split("\n")):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or c.isprintable() or c.isspace())


def line(*pieces: Piece | str) -> Line:
    """A line of pieces; a bare string has the ordinary tone. Every text is made safe to show on the way."""
    return tuple((_safe(piece), "") if isinstance(piece, str) else (_safe(piece[0]), piece[1]) for piece in pieces)


_PLAIN = str.maketrans("·–—→←↑↓…„“”‚‘’≤≥×−", "---><^v~\"\"\"'''<>x-")
"""For plain signs: what wording, titles and quotations have beside letters; each takes as much room as before."""


def _safe(text: str) -> str:
    if not glyphs().circled:
        text = text.translate(_PLAIN)
    if text.isprintable():
        return text
    left, right = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    return f"{left}{plain(text)}{right}"


def text_of(of: Line) -> str:
    """The text of a line without its tones."""
    return "".join(text for text, _ in of)


def cells(character: str) -> int:
    """How many cells of the terminal a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def folded(of: Line, width: int) -> list[Line]:
    """A line over as many as it needs, broken at blanks where it can be; every piece keeps its tone."""
    characters = [(character, tone) for text, tone in of for character in text]
    rows: list[Line] = []
    start = 0
    while start < len(characters):
        stop, used, blank = start, 0, -1
        while stop < len(characters) and used + cells(characters[stop][0]) <= width:
            used += cells(characters[stop][0])
            blank = stop if characters[stop][0] == " " else blank
            stop += 1
        if stop < len(characters) and characters[stop][0] != " " and blank > start:
            stop = blank
        stop = max(stop, start + 1)
        rows.append(_pieces(characters[start:stop]))
        start = stop
        while start < len(characters) and characters[start][0] == " ":
            start += 1
    return rows


_BETWEEN_FACTS = re.compile(" [·-] | {3}")


def flowed(of: Line, width: int) -> list[Line]:
    """A line of facts over as many lines as it needs, broken between the facts; a fact too long is broken at blanks."""
    text = text_of(of)
    ends = [found.span() for found in _BETWEEN_FACTS.finditer(text)] + [(len(text), len(text))]
    begin, last, rows = 0, (0, 0), []
    for stop, following in ends:
        if last[0] > begin and cell_len(text[begin:stop]) > width:
            rows.append((begin, last[0]))
            begin = last[1]
        last = stop, following
    rows.append((begin, len(text)))
    characters = [(character, tone) for piece, tone in of for character in piece]
    return [row for start, stop in rows for row in folded(_pieces(characters[start:stop]), width)]


def _pieces(characters: Sequence[Piece]) -> Line:
    """Single characters with their tones as the pieces of a line."""
    runs = groupby(characters, key=lambda piece: piece[1])
    return tuple(("".join(character for character, _ in run), tone) for tone, run in runs)


def fitted(of: Line, room: int, *, right: bool = False) -> Line:
    """A line cut or padded to exactly so many cells.

    Args:
        right: whether what is shorter is set flush right.
    """
    length = sum(cell_len(text) for text, _ in of)
    if length <= room:
        padding = (" " * (room - length), "")
        return (padding, *of) if right else (*of, padding)
    pieces: list[Piece] = []
    left = room - cell_len(glyphs().ellipsis)
    for text, tone in of:
        size = min(cell_len(text), left)
        pieces.append((set_cell_size(text, size), tone))
        left -= size
        if left == 0:
            return (*pieces, (glyphs().ellipsis, tone))
    return tuple(pieces)


def joined(pieces: Iterable[str], separator: str = " · ") -> str:
    """The pieces that are not empty, with a separator in between."""
    return separator.join(piece for piece in pieces if piece)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    Attributes:
        id: names it in wording and tests.
        title: what stands above it.
        width: its least width in cells.
        grow: its share of the space that is left; 0 for none.
        right: whether it is set flush right.
        from_width, until_width: the column is left out where the list is narrower or wider than this.
    """

    id: str
    title: str
    width: int
    grow: int = 0
    right: bool = False
    from_width: int = 0
    until_width: int = 10_000


def widths(columns: Sequence[Column], total: int, gap: int = 1) -> list[int]:
    """The width of each column in a list of ``total`` cells, 0 for one that is left out.

    Columns that grow share what the others leave; where even the least widths do not fit, the last growing column
    gives way first.
    """
    shown = [column.width if column.from_width <= total <= column.until_width else 0 for column in columns]
    spare = total - sum(shown) - gap * max(0, sum(1 for width in shown if width) - 1)
    growing = [i for i, column in enumerate(columns) if column.grow and shown[i]]
    shares = sum(columns[i].grow for i in growing)
    if spare > 0 and shares:
        given = 0
        for place, i in enumerate(growing):
            last = place == len(growing) - 1
            share = spare - given if last else spare * columns[i].grow // shares
            shown[i] += share
            given += share
    for i in reversed(growing):
        if spare >= 0:
            break
        taken = min(-spare, max(0, shown[i] - 1))
        shown[i] -= taken
        spare += taken
    return shown
