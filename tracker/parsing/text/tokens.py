"""Tokens and sentences as offsets into the text: the layer that every later stage works on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import compress

from tracker.parsing.values import immutable


@immutable
class Tokens:
    """The words and marks of a text, as parallel lists; ``text[starts[i]:ends[i]] == words[i]``."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """Index of the token that covers the offset, else of the last one that starts before it (0 at the least)."""
        return max(0, bisect_right(self.starts, offset) - 1)


@immutable
class Sentence:
    """A sentence: characters ``start:end``, tokens ``first:last`` (both half open)."""

    start: int
    end: int
    first: int
    last: int


def where(says: Callable[[str], object], words: list[str], sentence: Sentence) -> Iterator[int]:
    """The tokens of a sentence of whose word something holds, in order.

    Args:
        says: asked for each word; a table's own method spares a step of the interpreter for each of them.
        words: those of the text, as printed or in lower case.
    """
    return compress(range(sentence.first, sentence.last), map(says, words[sentence.first : sentence.last]))
