"""Who relays what others say: "das meldete die Agentur X", "berichtete X unter Berufung auf Y"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.parsing.speech_quote import Quote

if TYPE_CHECKING:
    from tracker.parsing.attribution import Voices

_FAR = 30
"""Tokens of a clause in which a source behind "unter Berufung auf" is looked for."""


def relayed(quotes: Sequence[Quote], text: str, anaphors: frozenset[str]) -> dict[int, int]:
    """For quotations that a later sentence only passes on ("Das meldete X."), the index of the one that does so."""
    found: dict[int, int] = {}
    for index, quote in enumerate(quotes):
        if not is_pointer(quote, text, anaphors) or not quote.speaker:
            continue
        for earlier in range(index - 1, max(-1, index - 4), -1):
            other = quotes[earlier]
            if other.sentence == quote.sentence - 1 and other.speaker and other.apart and not other.inherited:
                found[earlier] = index
                break
    return found


def is_pointer(quote: Quote, text: str, anaphors: frozenset[str]) -> bool:
    """Whether a quotation holds nothing but a word that points back."""
    return len(quote.core) == 1 and text[slice(*quote.core[0])].lower() in anaphors


def cited(voices: Voices, quote: Quote) -> tuple[int, int] | None:
    """The words that name the source on which the speaker of a quotation relies; None where there are none."""
    scene = voices.scene
    tokens, words = scene.tokens, scene.syntax
    if not quote.cue:
        return None
    line = voices.line(quote.cue[0][0])
    if line is None:
        return None
    first = tokens.at(quote.cue[0][0])
    for i in range(max(line.sentence.first, first - _FAR), min(line.sentence.last - 2, first + _FAR)):
        if tokens.lower[i] not in words.reliance or tokens.lower[i + 1] not in words.reliance_on:
            continue
        end = i + 2
        while end < line.sentence.last and tokens.words[end] not in ",.;:–)" and not _is_verb(voices, end):
            end += 1
        if end > i + 2:
            return tokens.starts[i + 2], tokens.ends[end - 1]
    return None


def _is_verb(voices: Voices, token: int) -> bool:
    seat = voices.scene.seat_of(token)
    return seat is not None and any(v.token == token for v in voices.scene.clause(seat).verbs)
