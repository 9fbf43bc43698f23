"""What a function says of each word, asked once: most words of a text have been met before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Said = TypeVar("Said")

_MOST = 50_000
"""Keys that are remembered: more than a language has in use; hostile text with ever new words stays within it."""


class Remembered(dict[Key, Said]):
    """A function as a table, so that a word met before costs no call: ``table[word]``."""

    def __init__(self, say: Callable[[Key], Said]) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, key: Key) -> Said:
        if len(self) >= _MOST:
            self.clear()
        said = self[key] = self._say(key)
        return said
