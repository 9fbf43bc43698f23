"""The day of publication as the text gives it: "Bern, 3. Mai 2016 –" at its head, "(Agentur, 3.5.2016)" at its foot."""

from __future__ import annotations

from datetime import date

from tracker.parsing.packs.pack import Pack
from tracker.parsing.text.tokens import Tokens
from tracker.parsing.times.calendar import real_day
from tracker.parsing.times.grammar import grammar

_NEAR = 14  # tokens from either end of the text in which a dateline may lie
_PLACE = 5  # tokens that name place and agency at most
_OPEN, _CLOSE = "(", ")"
_STROKES = frozenset("-–—:|")


def dateline(tokens: Tokens, pack: Pack) -> date | None:
    """The day of publication that the head or the foot of a text names with its year; None where neither does."""
    count = len(tokens)
    for at in range(min(_NEAR, count)):
        day, last = _date_at(tokens, at, pack)
        if day is not None and _heads(tokens, at, last):
            return day
    for at in range(max(0, count - _NEAR), count):
        day, last = _date_at(tokens, at, pack)
        if day is not None and last == count - 1 and tokens.words[last] == _CLOSE and _OPEN in tokens.words[-_NEAR:]:
            return day
    return None


def _heads(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a date is set off from the text behind it: by a stroke, by brackets, by the end of a short line."""
    if last >= len(tokens):
        return False
    behind = tokens.words[last]
    gap = tokens.text[tokens.ends[last - 1] : tokens.starts[last]]
    return behind in _STROKES or "\n" in gap or (behind == _CLOSE and _OPEN in tokens.words[: min(first, _PLACE)])


def _date_at(tokens: Tokens, at: int, pack: Pack) -> tuple[date | None, int]:
    """A full date that begins at a token, and the token behind it."""
    kinds = grammar(pack).words.kinds
    here = kinds(tokens.words[at])
    if "date" in here:
        numbers = [int(part) for part in str(here["date"]).split(".")]
        return (real_day(numbers[2], numbers[1], numbers[0]) if numbers[2] > 99 else None), at + 1
    if "day" in here and at + 3 < len(tokens) and tokens.words[at + 1] == ".":
        month, year = kinds(tokens.words[at + 2]), kinds(tokens.words[at + 3])
        if "month" in month and "year" in year:
            return real_day(int(year["year"]), int(month["month"]), int(here["day"])), at + 4
    return None, at
