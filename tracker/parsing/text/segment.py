"""Cut a text into tokens and sentences. Linear in the length of the text, whatever it holds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import accumulate

from tracker.parsing.text.tokens import Sentence, Tokens

MAX_SENTENCE = 2000
"""Characters after which a sentence ends by force, so that hostile text stays cheap."""

# A word with inner hyphens, apostrophes or dots of initials; a number with its dots and commas; else a single mark.
_TOKEN = re.compile(
    r"([a-zA-ZäöüÄÖÜß]{2,}+(?![\w’'‑-])"  # most words: the rule for words takes them, too, but later
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+"  # d.h., U.S.
    r"|\d+(?:[.,:]\d+)*"
    r"|\w+(?:[-’'‑]\w+)*"
    r"|\.\.\.|[^\w\s])"
)
_CLOSING = frozenset("“”\"»«‘’')]")
_OPENING = frozenset("„‚\"»«‘'([")
_TERMINAL = frozenset(".!?…")
_MAY_END = re.compile(r"[.!?…\n]|\s\s")
_ROMAN = re.compile(r"[ivxlc]+")


def words_of(text: str) -> list[str]:
    """The words and marks of a text, without their places."""
    return _TOKEN.findall(text)


def tokenize(text: str) -> Tokens:
    """The tokens of a text, in order."""
    parts = _TOKEN.split(text)  # blanks and tokens by turns, which costs half of asking each match for its place
    ends = list(accumulate(map(len, parts)))
    words = parts[1::2]
    return Tokens(text, ends[:-1:2], ends[1::2], words, list(map(str.lower, words)))


def sentences(tokens: Tokens, abbreviations: Collection[str], openers: Collection[str] = frozenset()) -> list[Sentence]:
    """The sentences of a text: they end at a full stop, at a blank line, at a line's end before a capital.

    Args:
        abbreviations: in lower case and without the last dot; a dot behind one of them ends nothing.
        openers: words in lower case that open a sentence with a capital and else have none, so that a number of a
            monarch before them ends one.
    """
    found: list[Sentence] = []
    first, count = 0, len(tokens)
    starts, ends = tokens.starts, tokens.ends
    candidates = _possible_ends(tokens)
    at = 0
    while first < count:
        by_force = bisect_right(ends, starts[first] + MAX_SENTENCE)
        while candidates[at] < first:
            at += 1
        while candidates[at] < by_force and not _ends_here(tokens, candidates[at], first, abbreviations, openers):
            at += 1
        last = min(candidates[at], by_force) + 1
        while last < count and tokens.words[last] in _CLOSING and starts[last] == ends[last - 1]:
            last += 1
        found.append(Sentence(starts[first], ends[last - 1], first, last))
        first = last
    return found


def _possible_ends(tokens: Tokens) -> list[int]:
    """The tokens that may end a sentence: those with a mark, those before a line's end or several blanks, the last."""
    before = {bisect_right(tokens.starts, match.start()) - 1 for match in _MAY_END.finditer(tokens.text)}
    last = len(tokens) - 1
    return [*sorted(i for i in before if 0 <= i < last), last]


def _ends_here(tokens: Tokens, i: int, first: int, abbreviations: Collection[str], openers: Collection[str]) -> bool:
    if i + 1 >= len(tokens):
        return True
    word = tokens.words[i]
    gap = tokens.text[tokens.ends[i] : tokens.starts[i + 1]]
    if "\n" in gap and (gap.count("\n") > 1 or word in _TERMINAL or tokens.words[i + 1][:1].isupper()):
        return True
    if tokens.ends[i] - tokens.starts[first] > MAX_SENTENCE:
        return True
    if word not in _TERMINAL and not (word.endswith(".") and len(word) > 1):
        return False
    following = i + 1
    closed = False
    while following < len(tokens) and tokens.words[following] in _CLOSING and not closed:
        if tokens.starts[following] != tokens.ends[following - 1]:
            break
        following += 1
        closed = following < len(tokens) and tokens.words[following] in (",", "–", "-", ";")
    if closed or following >= len(tokens):
        return not closed
    after = tokens.words[following]
    if tokens.starts[following] == tokens.ends[following - 1] and word == ".":
        return False  # inside an address or a number
    if after in _OPENING and following + 1 < len(tokens):
        after = tokens.words[following + 1]
    if after[:1].islower() or after in ",;:":
        return False
    if word == "." and i > first:
        before = tokens.lower[i - 1]
        if before in abbreviations or (len(before) == 1 and before.isalpha()):
            return False
        if before.isdigit() and len(before) <= 2:
            return False  # an ordinal; a sentence that ends in a small number is rarer
        if _ROMAN.fullmatch(before) and tokens.words[i - 1].isupper():
            return after.lower() in openers
    if len(word) > 1 and word.endswith("."):
        return word[:-1].lower() not in abbreviations and not after[:1].isupper()
    return True
