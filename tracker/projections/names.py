"""Names compared as readers compare them: without case, accents, hyphens and transliteration marks."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "å": "aa", "ø": "oe"})
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name as it is compared: lower case, accents dropped, words parted by one blank ("kim jong un").

    What it gives is remembered; whoever folds more than names takes `fold_text`.
    """
    return fold_text(name)


def fold_text(text: str) -> str:
    """A text of any length as it is compared, in the way of `fold`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(plain))


@lru_cache(maxsize=4096)
def number_of(text: str) -> int:
    """A number for a text, the same in every replay: what is looked up by a name takes less room by a number."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest(), "big")


def other_spellings(text: str) -> str:
    """What else somebody may type for the words of a text: "müßig" → "muessig mussig"; "" where nothing differs."""
    if text.isascii():
        return ""
    found: dict[str, None] = {}
    for word in _WORD.findall(unicodedata.normalize("NFC", text).lower()):
        if not word.isascii():
            found |= dict.fromkeys((word.translate(_UMLAUTS), fold(word)))
    return " ".join(found)


def words_of(query: str) -> tuple[str, ...]:
    """The words of a search, at most sixteen, folded as the search index folds them."""
    return tuple(dict.fromkeys(fold(query).split()))[:16]
