"""Tell which language an article is in, by its function words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.parsing.packs.pack import load_pack

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 700


def detect(text: str, languages: Sequence[str] = ("de",)) -> str | None:
    """The language of the pack whose function words are most frequent; None where too few are found."""
    words = [w.lower() for w in _WORD.findall(text[:_SAMPLE])]
    if len(words) < 6:
        return None
    shares = {}
    for language in languages:
        functional = frozenset(load_pack(language).table("language")["function_words"])
        shares[language] = sum(word in functional for word in words) / len(words)
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= 0.15 else None
