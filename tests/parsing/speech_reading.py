"""Read the quotations of a text for the tests of the speech stage."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.parsing.clauses import clauses
from tracker.parsing.pack import load_pack
from tracker.parsing.segment import sentences, tokenize
from tracker.parsing.speech import find_quotes
from tracker.parsing.speech_quote import Quote

PACK = load_pack("de")
_ABBREVIATIONS = frozenset(PACK.table("language")["abbreviations"])


def quotes(text: str) -> list[Quote]:
    """The quotations of a text, found by the real stages before."""
    tokens = tokenize(text)
    cut = sentences(tokens, _ABBREVIATIONS)
    return find_quotes(tokens, cut, [clauses(tokens, sentence, PACK) for sentence in cut], PACK)


def words(text: str, spans: Iterable[tuple[int, int]], between: str = " … ") -> str:
    """The words of spans."""
    return between.join(text[start:end] for start, end in spans)
