"""What stands around a phrase of time: the preposition before it, and the licence that a doubtful word needs."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.parsing.times_calendar import Direction
from tracker.parsing.times_lexicon import Lexicon
from tracker.parsing.tokens import Tokens

_STRONG = ("from", "since", "until", "before", "after", "between", "over")
_HOLLOW = 4  # tokens looked at between a phrase and its preposition
_ROUND = 50
_GOVERNED = 8  # tokens behind "after" that may belong to the noun it governs
_ATTRIBUTE = 6  # tokens within which a participle ends an attribute
_UNITS = ("%", "$", "€", "°")
_ADVERBS = {"deictic", "tomorrow", "present", "past", "future", "ongoing", "frequency", "weekly", "long"}
_BEFORE_ADVERBS = {"adverb"}
_BEFORE_NOUNS = {"article", "adverb", "hedge"}


@dataclass(frozen=True, slots=True)
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
    for at in range(last, min(end, last + _ATTRIBUTE)):
        word = tokens.words[at]
        if "planned" in words.kinds(word):
            return "future"
        if at + 1 < end and tokens.words[at + 1][:1].isupper() and word[:1].islower():
            if word.endswith(words.present_participles):
                return "future"
            if word.endswith(words.past_participles):
                return "past"
    return None


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


def licensed(
    needs: str, tokens: Tokens, first: int, last: int, preposition: str, after_phrase: bool, words: Lexicon
) -> bool:
    """Whether a match may count.

    Args:
        needs: the licence that the rule asks for.
        after_phrase: whether a coordinated phrase of time stands right before.
    """
    match needs:
        case "":
            return True
        case "preposition":
            return bool(preposition)
        case "licence":
            if last - first > 1 or after_phrase:
                return True
            return bool(preposition) and not (preposition in ("of", "for") and _is_name(tokens, last, words))
        case "no_name":
            return not first or "title" not in words.kinds(tokens.words[first - 1])
        case "length":
            behind = words.kinds(tokens.words[last]) if last < len(tokens) else {}
            ahead = words.kinds(tokens.words[first - 1]) if first else {}
            age = "age_behind" in behind or "age_before" in ahead or preposition == "from"
            return not age or words.kinds(tokens.words[last - 1]).get("units") != "Y"
        case "lasting":
            counted = words.kinds(tokens.words[last - 1])
            unit = str(counted.get("counted") or counted.get("counting", ""))[-1:]
            return unit != "Y" or (last < len(tokens) and "lasting" in words.kinds(tokens.words[last]))
        case "glued":
            joints = range(first + 1, last)
            return any(tokens.starts[i] == tokens.ends[i - 1] and tokens.words[i - 1].isdigit() for i in joints)
        case "within":
            return preposition == "within"
        case "rate":
            return preposition in ("at", "within") and _counts(tokens, first, words)
        case "bare_clock":
            word = tokens.words[last] if last < len(tokens) else ""
            return not word[:1].isupper() and word not in _UNITS and "counted_thing" not in words.kinds(word)
        case "nothing_behind":
            return last >= len(tokens) or not words.kinds(tokens.words[last]).keys() & {
                "article",
                "of",
                "one",
                "before",
                "after",
            }
        case "bare_day":
            name_follows = last < len(tokens) and tokens.words[last][:1].isupper()
            return preposition in ("at", "of", "until", "from", "since", "for") and not name_follows
        case "span":
            return preposition in ("since", "before", "after", "over")
        case "year":
            return _is_year(tokens, first, last, preposition, words)
        case _:
            raise ValueError(f"no licence is called '{needs}'")


def _is_name(tokens: Tokens, last: int, words: Lexicon) -> bool:
    """Whether a name goes on behind a word that is a month, too."""
    return last < len(tokens) and tokens.words[last][:1].isupper() and not words.kinds(tokens.words[last])


def _counts(tokens: Tokens, first: int, words: Lexicon) -> bool:
    """Whether something is counted right before: "dreimal im Monat", "40 Fälle im Jahr"."""
    before = range(max(0, first - 4), first - 1)
    return any(words.kinds(tokens.words[i]).keys() & {"num", "number", "times", "vague"} for i in before)


def _is_year(tokens: Tokens, first: int, last: int, preposition: str, words: Lexicon) -> bool:
    """Whether four figures are a year and no number of things."""
    ahead = first - 2 if first > 1 and tokens.words[first - 1] == "." else first - 1
    before = words.kinds(tokens.words[ahead]) if first else {}
    after = tokens.words[last] if last < len(tokens) else ""
    kinds = words.kinds(after)
    if kinds.keys() & {"until", "dash", "and"} and last + 2 < len(tokens) and tokens.words[last + 1].isdigit():
        kinds = words.kinds(tokens.words[last + 2])
    if "counted_thing" in kinds or "label" in before or preposition == "over" or after in _UNITS:
        return False
    if last - first == 1 and first and tokens.words[first - 1] in ("+", "/", "$", "€", "£", "§", "#"):
        return False
    number = int(tokens.words[last - 1])
    plain = number % _ROUND != 0
    hedged = "hedge" in before and "prep" not in before
    named = bool(first) and tokens.words[first - 1][:1].isupper()
    if not preposition and not plain and (hedged or ("prep" in kinds and not named)):
        return False
    if after[:1].isupper() and after.isalpha() and not kinds:
        return plain and 1700 < number < 2100
    return 1200 < number < 2100 or bool(preposition)
