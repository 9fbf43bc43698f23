"""Who relays what others say: "das meldete die Agentur X", "berichtete X unter Berufung auf Y"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tracker.parsing.speech.quote import Quote

if TYPE_CHECKING:
    from tracker.parsing.speech.meant import Meant

_LONGEST = 12
"""Characters of a word that points back at most."""
_FAR = 30
"""Tokens of a clause in which a source behind "unter Berufung auf" is looked for."""


def relayed(
    quotes: Sequence[Quote], text: str, anaphors: frozenset[str], passes_on: Callable[[Quote], bool]
) -> dict[int, int]:
    """For quotations that a later sentence only passes on ("Das meldete X."), the index of the one that does so.

    Args:
        passes_on: whether the speaker of a quotation is one who passes on what others say: an agency, an outlet.
    """
    found: dict[int, int] = {}
    for index, quote in enumerate(quotes):
        if not is_pointer(quote, text, anaphors) or not quote.speaker or not passes_on(quote):
            continue
        for place in range(max(0, index - 3), min(len(quotes), index + 4)):
            other = quotes[place]
            if other.sentence == quote.sentence - 1 and other.speaker and not other.inherited and not other.excerpt:
                found[place] = index
                break
    return found


def is_pointer(quote: Quote, text: str, anaphors: frozenset[str]) -> bool:
    """Whether a quotation holds nothing of its own but a word that points back."""
    return any(
        end - start < _LONGEST and text[start:end].lower() in anaphors for start, end in quote.quote + quote.core
    )


def cited(meant: Meant, quote: Quote) -> tuple[int, int] | None:
    """The words that name the source on which the speaker of a quotation relies; None where there are none."""
    scene = meant.scene
    tokens, words = scene.tokens, scene.syntax
    if not quote.cue:
        return None
    line = meant.line(quote.cue[0][0])
    if line is None:
        return None
    first = tokens.at(quote.cue[0][0])
    for i in range(max(line.sentence.first, first - _FAR), min(line.sentence.last - 2, first + _FAR)):
        if tokens.lower[i] not in words.reliance or tokens.lower[i + 1] not in words.reliance_on:
            continue
        end = i + 2
        while end < line.sentence.last and tokens.words[end] not in ",.;:–)" and not _is_verb(meant, end):
            end += 1
        if end > i + 2:
            return tokens.starts[i + 2], tokens.ends[end - 1]
    return None


def _is_verb(meant: Meant, token: int) -> bool:
    seat = meant.scene.seat_of(token)
    return seat is not None and any(v.token == token for v in meant.scene.clause(seat).verbs)
