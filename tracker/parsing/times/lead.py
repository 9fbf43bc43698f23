"""What stands around a phrase of time: the preposition before it, and nouns that place it in the past or the future."""

from __future__ import annotations

from tracker.parsing.text.tokens import Tokens
from tracker.parsing.times.calendar import Direction
from tracker.parsing.times.lexicon import Lexicon
from tracker.parsing.values import immutable

_STRONG = ("from", "since", "until", "before", "after", "between", "over")
_HOLLOW = 4  # tokens looked at between a phrase and its preposition
_GOVERNED = 8  # tokens behind "after" that may belong to the noun it governs
_ATTRIBUTE = 6  # tokens within which a participle ends an attribute
_ADVERBS = {"deictic", "tomorrow", "present", "past", "future", "ongoing", "frequency", "weekly", "long"}
_BEFORE_ADVERBS = {"adverb"}
_BEFORE_NOUNS = {"article", "adverb", "hedge"}


@immutable
class Lead:
    """The preposition of a phrase.

    Attributes:
        first: token that the phrase begins with, the preposition included.
        effect: what it does: "at", "from", "since", "until", …; "" where there is none.
    """

    first: int
    effect: str = ""


def lead(tokens: Tokens, first: int, floor: int, words: Lexicon) -> Lead:
    """The preposition before a phrase that begins at a token; articles and adverbs between them are passed over.

    Args:
        floor: token before which nothing belongs to the phrase (its sentence begins, or another phrase ends).
    """
    at = first - 1
    between = _BEFORE_ADVERBS if words.kinds(tokens.words[first]).keys() & _ADVERBS else _BEFORE_NOUNS
    while at >= max(floor, first - _HOLLOW):
        kinds = words.kinds(tokens.words[at])
        if "prep" in kinds:
            effect = str(kinds["prep"])
            outer = words.kinds(tokens.words[at - 1]).get("prep") if at > floor else None
            if outer is not None and (outer in _STRONG or effect in ("at", "within")):
                return Lead(at - 1, str(outer) if outer in _STRONG else effect)
            return Lead(at, effect)
        if not kinds.keys() & between:
            break
        at -= 1
    return Lead(first)


def attributive(tokens: Tokens, first: int, last: int, end: int, words: Lexicon) -> Direction:
    """What a participle says of the time in front of it, where the two stand before a noun; None where they do not.

    Args:
        first, last: tokens of the phrase, its preposition included.
        end: token behind the sentence.
    """
    if not first or not words.kinds(tokens.words[first - 1]).keys() & {"article", "one"}:
        return None
    if first > 1 and tokens.words[first - 2] == ",":
        return None  # a relative pronoun looks like an article
    for at in range(last, min(end, last + _ATTRIBUTE)):
        word = tokens.words[at]
        if "planned" in words.kinds(word):
            return "future"
        if word[:1].islower() and _noun_follows(tokens, at + 1, end, words):
            if word.endswith(words.present_participles):
                return "future"
            if word.endswith(words.past_participles):
                return "past"
    return None


def _noun_follows(tokens: Tokens, at: int, end: int, words: Lexicon) -> bool:
    """Whether a word with a capital stands at a token or behind one adjective there."""
    for place in range(at, min(at + 2, end)):
        if not tokens.words[place].isalpha() or "article" in words.kinds(tokens.words[place]):
            return False
        if tokens.words[place][:1].isupper():
            return True
    return False


def after_something(tokens: Tokens, first: int, words: Lexicon) -> bool:
    """Whether a phrase hangs on a noun that "after" governs: "nach dem Treffen in Bern am Montag". It is then over."""
    for at in range(first - 1, max(-1, first - 1 - _GOVERNED), -1):
        word = tokens.words[at]
        kinds = words.kinds(word)
        if kinds.get("prep") == "after":
            return True
        if word.lower() != word or kinds.keys() & {"prep", "article"}:
            continue
        before = words.kinds(tokens.words[at - 1]) if at else {}
        if not word.isalpha() or not before.keys() & {"prep", "article"}:
            return False
    return False
