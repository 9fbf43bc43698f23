"""Pair quotation marks: German, French, Swiss and straight ones, nested; a mark without partner encloses nothing."""

from __future__ import annotations

import re
from bisect import bisect_right

from tracker.parsing.text.tokens import Tokens
from tracker.parsing.values import immutable

LONGEST = 4000
"""Characters between two marks at most: a longer stretch is two marks that do not belong together."""
_DEEPEST = 4
_FAMILY = {
    "„": "double", "“": "double", "”": "double", '"': "straight", "»": "angle", "«": "angle",
    "‚": "single", "‘": "single", "’": "single", "›": "single angle", "‹": "single angle",
}  # fmt: skip
_MARK = re.compile(f"[{''.join(_FAMILY)}]")


@immutable
class Marked:
    """A stretch between two quotation marks: tokens ``first:last``, the marks included.

    Attributes:
        depth: 0 for the outermost marks.
        words: how many words stand between the marks.
    """

    first: int
    last: int
    depth: int
    words: int

    def __contains__(self, token: object) -> bool:
        return isinstance(token, int) and self.first <= token < self.last


def marked(tokens: Tokens) -> list[Marked]:
    """The stretches between paired marks, in order of their opening; linear in the number of tokens."""
    found: list[Marked] = []
    stack: list[int] = []
    at = [bisect_right(tokens.starts, match.start()) - 1 for match in _MARK.finditer(tokens.text)]
    for i in at:
        if tokens.words[i] not in _FAMILY:
            continue  # an apostrophe
        partner = _partner(tokens, stack, i, _FAMILY[tokens.words[i]])
        if partner is not None:
            first = stack[partner]
            words = sum([word[0].isalnum() for word in tokens.words[first:i]])
            found.append(Marked(first, i + 1, partner, words))
            del stack[partner:]
        elif _opens(tokens, i):
            if len(stack) == _DEEPEST:
                del stack[0]
            stack.append(i)
    return _outermost_first(found)


def _partner(tokens: Tokens, stack: list[int], i: int, family: str) -> int | None:
    """Where in the stack the mark that this one closes lies."""
    if not _closes(tokens, i):
        return None
    for at in range(len(stack) - 1, -1, -1):
        opening = stack[at]
        same = {_FAMILY[tokens.words[opening]], family} in ({family}, {"double", "straight"})
        if same:
            fits = i - opening > 1 and tokens.starts[i] - tokens.starts[opening] <= LONGEST
            return at if fits else None
    return None


def _opens(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    text, start, end = tokens.text, tokens.starts[i], tokens.ends[i]
    glued = end < len(text) and not text[end].isspace() and (text[end].isalnum() or text[end] in "„‚»«›‹“\"'(…[.")
    before = start == 0 or not text[start - 1].isalnum()
    return glued and before and word != "’"


def _closes(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    text, start, end = tokens.text, tokens.starts[i], tokens.ends[i]
    if word in "„‚":
        return False
    glued = start > 0 and not text[start - 1].isspace()
    free = end >= len(text) or not text[end].isalnum()
    return glued and free and not (start > 0 and text[start - 1] in "(„‚")


def _outermost_first(found: list[Marked]) -> list[Marked]:
    """In order of opening; the depth counts the stretches that do enclose one, not marks that stayed open."""
    ordered = sorted(found, key=lambda m: (m.first, -m.last))
    result: list[Marked] = []
    enclosing: list[int] = []
    for stretch in ordered:
        while enclosing and enclosing[-1] <= stretch.first:
            enclosing.pop()
        result.append(Marked(stretch.first, stretch.last, len(enclosing), stretch.words))
        enclosing.append(stretch.last)
    return result
