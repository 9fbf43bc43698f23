"""What somebody says: a clause, an infinitive, words in quotation marks or an object, as token ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.parsing.speech_text import Range, SpeechText

QuoteKind = Literal["direct", "indirect", "reported"]


@dataclass(frozen=True, slots=True)
class Content:
    """What is said.

    Attributes:
        ranges: the tokens of it, in order, without overlap.
        kind: direct in marks, indirect as a clause or infinitive, reported as a phrase.
        core: what the codebook calls `quote`: of a reported content the object, else the ranges.
        parenthetical: the cue stands behind or inside it.
        mention: the text tells that something was said, or done by words, rather than what.
    """

    ranges: tuple[Range, ...]
    kind: QuoteKind
    core: tuple[Range, ...]
    parenthetical: bool = False
    mention: bool = False


def kind_of(text: SpeechText, span: Range) -> tuple[QuoteKind, Range]:
    """Direct where the content is nothing but quoted words, whose marks then count."""
    stretch = text.spoken_at(span[0])
    if stretch is not None and stretch.last >= span[1] and stretch.first >= span[0] - 1:
        return "direct", (stretch.first, stretch.last)
    return "indirect", span
