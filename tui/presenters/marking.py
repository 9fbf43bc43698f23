"""A selection of whole words in a text: moved by words, lines and sentences, or by where the mouse points."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tui.presenters.evidence import MEASURE, wrapped_spans
from tui.presenters.lines import Line, cells, clean_same_length

_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
_STOP = re.compile(r"[.!?…][“\"’)]*(?=\s|$)|\n\n")


@dataclass(frozen=True, slots=True)
class Marking:
    """Words ``anchor`` to ``cursor`` of a text are marked, both counted.

    Attributes:
        text: of the article.
        anchor, cursor: numbers of words; the cursor may stand before the anchor.
    """

    text: str
    anchor: int = 0
    cursor: int = 0

    @classmethod
    def at_start(cls, text: str) -> Marking:
        """The first word is marked."""
        return cls(text)

    @property
    def words(self) -> Sequence[tuple[int, int]]:
        """Start and end of every word."""
        return _words(self.text)

    @property
    def span(self) -> tuple[int, int] | None:
        """Where the marked words stand; None in a text without words."""
        if not self.words:
            return None
        first, last = sorted((self.anchor, self.cursor))
        return self.words[first][0], self.words[last][1]

    def _at(self, word: int, *, extend: bool) -> Marking:
        word = max(0, min(word, len(self.words) - 1))
        return replace(self, cursor=word, anchor=self.anchor if extend else word)

    def by_words(self, by: int, *, extend: bool) -> Marking:
        """So many words on."""
        return self._at(self.cursor + by, extend=extend)

    def to(self, offset: int, *, extend: bool) -> Marking:
        """To the word at an offset of the text, or the one before it."""
        starts = [start for start, _ in self.words]
        return self._at(bisect_right(starts, offset) - 1, extend=extend)

    def by_rows(self, by: int, width: int, *, extend: bool) -> Marking:
        """So many lines on, to the word that stands about there."""
        if not self.words:
            return self
        rows = self._rows(width)
        row = self.row_of_cursor(width)
        column = self.words[self.cursor][0] - rows[row][0]
        target = row + by
        while 0 < target < len(rows) - 1 and not self.text[slice(*rows[target])].strip():
            target += 1 if by > 0 else -1
        start, end = rows[max(0, min(target, len(rows) - 1))]
        return self.to(min(start + column, max(start, end - 1)), extend=extend)

    def whole_sentence(self) -> Marking:
        """From the first to the last word of the sentence in which the cursor stands."""
        if not self.words:
            return self
        here = self.words[self.cursor][0]
        stops = [found.end() for found in _STOP.finditer(self.text)]
        place = bisect_right(stops, here)
        start = stops[place - 1] if place else 0
        end = stops[place] if place < len(stops) else len(self.text)
        inside = [number for number, (first, last) in enumerate(self.words) if first >= start and last <= end]
        return replace(self, anchor=inside[0], cursor=inside[-1]) if inside else self

    # --- drawing ---------------------------------------------------------------------------------------------------

    def _rows(self, width: int) -> Sequence[tuple[int, int]]:
        return _rows(self.text, max(20, min(MEASURE, width)))

    def row_of_cursor(self, width: int) -> int:
        """The line on which the cursor stands."""
        here = self.words[self.cursor][0] if self.words else 0
        starts = [start for start, _ in self._rows(width)]
        return max(0, bisect_right(starts, here) - 1)

    def offset_at(self, row: int, column: int, width: int) -> int | None:
        """The offset of the text that stands in a cell; None below the text."""
        rows = self._rows(width)
        if not 0 <= row < len(rows):
            return None
        start, end = rows[row]
        used = 0
        for offset in range(start, end):
            used += cells(self.text[offset])
            if used > column:
                return offset
        return max(start, end - 1)

    def lines(self, width: int) -> list[Line]:
        """The text at a width, the marked words solid."""
        first, last = self.span or (0, 0)
        text = clean_same_length(self.text)
        lines: list[Line] = []
        for start, end in self._rows(width):
            edges = (start, min(max(first, start), end), min(max(last, start), end), end)
            pieces = zip(edges, edges[1:], ("", "span-selected", ""), strict=False)
            lines.append(tuple((text[left:right], tone) for left, right, tone in pieces if left < right))
        return lines


@lru_cache(maxsize=4)
def _words(text: str) -> Sequence[tuple[int, int]]:
    return [found.span() for found in _WORD.finditer(text)]


@lru_cache(maxsize=4)
def _rows(text: str, measure: int) -> Sequence[tuple[int, int]]:
    return list(wrapped_spans(clean_same_length(text), measure, {}))
