"""Tell which language an article is in, by its function words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.parsing.packs.pack import load_pack

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 700


@lru_cache(maxsize=8)
def _functional(language: str) -> frozenset[str]:
    return frozenset(load_pack(language).table("language")["function_words"])


def detect(text: str, languages: Sequence[str] = ("de",)) -> str | None:
    """The language of the pack whose function words are most frequent; None where too few are found."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < 6:
        return None
    shares = {}
    for language in languages:
        shares[language] = sum(map(_functional(language).__contains__, words)) / len(words)
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= 0.15 else None
