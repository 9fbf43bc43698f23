"""Read the quotations of a text for the tests of the speech stage."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.parsing.clauses.split import clauses
from tracker.parsing.packs.pack import load_pack
from tracker.parsing.speech.find import find_quotes
from tracker.parsing.speech.quote import Quote
from tracker.parsing.text.segment import sentences, tokenize

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
