"""Find the longest known name that begins at a token, with endings of genitives and adjectives seen through.

A name is cut into words only when a text has a word that it may begin with: most of the names of the world occur in
no text that a process reads, and the parser should be there at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from tracker.parsing.remembered import Remembered
from tracker.parsing.text.segment import words_of
from tracker.parsing.text.tokens import Tokens
from tracker.parsing.values import immutable

EntryKind = Literal["state", "organisation", "person", "place"]
_MAX_WORDS = 8


@immutable
class Entry:
    """Something with names, ``name`` the first of them; ``id`` is the key in the seeds (for states the ISO code)."""

    kind: EntryKind
    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    subkind: str = ""
    careful: bool = False
    place_like: bool = False
    sex: str = ""


@immutable
class Hit:
    """Entries whose name stands at a token, the longest name that fits; it covers ``length`` tokens."""

    entries: tuple[Entry, ...]
    length: int

    def of(self, kind: EntryKind) -> Entry | None:
        """The first entry of a kind."""
        for entry in self.entries:
            if entry.kind == kind:
                return entry
        return None


@immutable
class _Names:
    """The names that begin with the same word, and how many words they have, the most first."""

    by_words: dict[tuple[str, ...], list[Entry]]
    lengths: tuple[int, ...]


class NameIndex:
    """Names by their first words, all in lower case."""

    def __init__(self, adjective_endings: Sequence[str], genitive_endings: Sequence[str]) -> None:
        self._adjective_endings = tuple(adjective_endings)
        self._genitive_endings = tuple(genitive_endings)
        self._uncut: dict[str, list[tuple[str, Entry]]] = {}
        self._cut: dict[str, _Names] = {}
        self._beginning = Remembered(self._begun_by)

    def enter(self, entry: Entry, names: Iterable[str]) -> None:
        """Add an entry under its names; before anything is asked."""
        uncut, endings = self._uncut, self._adjective_endings
        for name in names:
            lower = name.lower()
            first, blank, _ = lower.partition(" ")
            if not first.isalpha():  # what has marks is cut by the rules for tokens
                words = words_of(lower)
                if not words:
                    continue
                first, blank = words[0], words[1] if len(words) > 1 else ""
            if blank and first.endswith(endings):
                first = self._stem(first)
            known = uncut.get(first)
            if known is None:
                uncut[first] = [(lower, entry)]
            else:
                known.append((lower, entry))

    def at(self, tokens: Tokens, i: int, limit: int) -> Hit | None:
        """The longest name that begins at a token and ends before another."""
        best: Hit | None = None
        for names in self._beginning[tokens.lower[i]]:
            for length in names.lengths:
                if length > limit - i:
                    continue
                if best is not None and length <= best.length:
                    break
                entries = self._entries(names, tokens.lower[i : i + length])
                if entries and _cased(tokens, i, length, entries):
                    best = Hit(tuple(entries), length)
                    break
        return best

    def begins_name(self, word: str) -> bool:
        """Whether some name begins with a form of a lower-case word."""
        return bool(self._beginning[word])

    def by_word(self, word: str) -> list[Entry]:
        """The entries that have a lower-case word as their whole name."""
        names = self._names(word)
        return names.by_words.get((word,), []) if names is not None else []

    def _entries(self, names: _Names, words: list[str]) -> list[Entry] | None:
        last = words.pop()
        front = [self._stem(word) for word in words]
        found = names.by_words.get((*front, last))
        if found is not None:
            return found
        return next(
            (names.by_words[key] for bare in self._bare(last) if (key := (*front, bare)) in names.by_words), None
        )

    def _begun_by(self, word: str) -> tuple[_Names, ...]:
        """The names that may begin with a word; none for most words."""
        forms = dict.fromkeys((word, self._stem(word), *self._bare(word)))
        return tuple(names for form in forms if (names := self._names(form)) is not None)

    def _names(self, first: str) -> _Names | None:
        known = self._cut.get(first)
        if known is not None or first not in self._uncut:  # where it stays: another thread may ask, too
            return known
        by_words: dict[tuple[str, ...], list[Entry]] = {}
        for name, entry in self._uncut[first]:
            *front, last = words_of(name)
            if len(front) < _MAX_WORDS:
                found = by_words.setdefault((*map(self._stem, front), last), [])
                if not any(known is entry for known in found):
                    found.append(entry)
        if not by_words:
            return None
        names = self._cut[first] = _Names(by_words, tuple(sorted({len(words) for words in by_words}, reverse=True)))
        return names

    def _stem(self, word: str) -> str:
        """A word without the ending of an adjective, so that "Weißen" and "Weißes" meet."""
        if word.endswith(self._adjective_endings):
            for ending in self._adjective_endings:
                if word.endswith(ending) and len(word) > len(ending) + 3:
                    return word[: -len(ending)]
        return word

    def _bare(self, word: str) -> tuple[str, ...]:
        """A lower-case word without the endings of a genitive or a dative plural."""
        if len(word) < 4 or not word.endswith(self._genitive_endings):
            return ()
        return tuple(word[: -len(ending)] for ending in self._genitive_endings if word.endswith(ending))


def _cased(tokens: Tokens, i: int, length: int, entries: list[Entry]) -> bool:
    """Whether the words are written as a name: the last one with a capital or a digit."""
    word = tokens.words[i + length - 1]
    if length == 1 and len(word) <= 3 and not any(e.kind == "place" for e in entries):
        return word.isupper() or (word[0].isupper() and word[1:].islower() and len(word) > 2)
    return (any(c.isupper() or c.isdigit() for c in tokens.words[i]) and not word.islower()) or length > 2
