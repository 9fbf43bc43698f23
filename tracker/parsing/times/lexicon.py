"""The words of time, each with its kinds and meanings, and every token as one letter of a small alphabet of kinds.

Rules are then regular expressions over such letters: short, linear, and without a word of any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from tracker.parsing.packs.pack import Pack
from tracker.parsing.remembered import Remembered

Meaning = int | float | str
Kinds = dict[str, Meaning]

OTHER = "_"
"""The letter of a token that says nothing about time."""

_MARKS = {
    ",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "‑": "dash",
    "/": "slash", "(": "open", ")": "close",
}  # fmt: skip
_INTEGER = re.compile(r"-?\d+")
_FIGURES = re.compile(r"\d+")
_FULL_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_DECIMAL = re.compile(r"\d{1,3},\d{1,2}")


class Lexicon:
    """What the words of a pack mean in time."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("times_rules")
        self._words = _vocabulary(pack.words("times_words"), table, pack.words("times_numbers"))
        self._counted: dict[str, str] = {
            suffix + ending: unit for unit, suffix in table["counted"].items() for ending in ("", *table["endings"])
        }
        self.past_participles: tuple[str, ...] = tuple(table["participles"]["past"])
        self.present_participles: tuple[str, ...] = tuple(table["participles"]["future"])
        self._numbers = {word: kinds["number"] for word, kinds in self._words.items() if "number" in kinds}
        self._stem = re.compile(rf"([^\W\d_]+?)-?({'|'.join(self._counted)})")
        self._known_kinds = Remembered(self._kinds)
        self._spelling = Remembered(self._letter)
        self._letters: dict[frozenset[str], str] = {}
        self._alphabet: dict[str, set[str]] = {}
        for kinds in self._possible():
            self._enter(frozenset(kinds))

    def _possible(self) -> Iterator[Iterable[str]]:
        for known in dict.fromkeys(map(tuple, self._words.values())):
            yield _written(known, capital=False)
            yield _written(known, capital=True)
        yield from (_figures(text) for text in ("0", "5", "00", "05", "29", "45", "145", "1945", "99999"))
        yield from (
            {kind}
            for kind in ("date", "dotted", "clock", "decimal", "counted", "counting", "unit_compound", *_MARKS.values())
        )

    def _enter(self, kinds: frozenset[str]) -> None:
        if kinds and kinds not in self._letters:
            letter = chr(0x100 + len(self._letters))
            self._letters[kinds] = letter
            for kind in kinds:
                self._alphabet.setdefault(kind, set()).add(letter)

    def letters(self, kinds: Iterable[str]) -> set[str]:
        """The letters of all tokens that are of one of the kinds."""
        return set().union(*(self._alphabet.get(kind, set()) for kind in kinds))

    def knows(self, kind: str) -> bool:
        """Whether any token can be of the kind."""
        return kind in self._alphabet

    def spell(self, words: list[str]) -> str:
        """The tokens as letters, one each."""
        return "".join(map(self._spelling.__getitem__, words))

    def kinds(self, word: str) -> Kinds:
        """The kinds of a token, each with what the token means as one; not to be changed."""
        return self._known_kinds[word]

    def _letter(self, word: str) -> str:
        return self._letters.get(frozenset(self._kinds(word)), OTHER)

    def _kinds(self, word: str) -> Kinds:
        known = self._words.get(word.lower())
        if known is not None:
            kinds = _written(known, capital=word[:1].isupper())
            return {kind: known[entry] for kind, entry in kinds.items()}
        if len(word) == 1 and word in _MARKS:
            return {_MARKS[word]: ""}
        if word[:1].isdigit():
            return self._of_figures(word)
        lower = word.lower()
        if lower in self._counted:
            return {"counting": self._counted[lower]}
        head = self._words.get(lower.partition("-")[0], {}) if "-" in word else {}
        if head.keys() & {"unit+", "units+"}:
            return {"unit_compound": next(iter(head.values()))}
        match = self._stem.fullmatch(lower) if len(word) > 6 else None
        if match is not None and match[1] in self._numbers:
            return {"counted": f"{self._numbers[match[1]]} {self._counted[match[2]]}"}
        return {}

    def _of_figures(self, word: str) -> Kinds:
        if _FIGURES.fullmatch(word):
            return _figures(word) if len(word) < 10 else {}
        if _FULL_DATE.fullmatch(word):
            return {"date": word}
        if _DOTTED.fullmatch(word):
            return {"dotted": word}
        if _CLOCK.fullmatch(word):
            return {"clock": word}
        if _DECIMAL.fullmatch(word):
            return {"decimal": word}
        return {}


def _written(entries: Iterable[str], *, capital: bool) -> dict[str, str]:
    """The kinds of a word with or without a capital, each with its entry in the vocabulary."""
    barred = "-" if capital else "+"
    return {entry.rstrip("+-"): entry for entry in entries if entry[-1] != barred}


def _figures(text: str) -> Kinds:
    number = int(text)
    kinds: Kinds = {"num": number}
    if len(text) <= 2:
        if 1 <= number <= 31:
            kinds["day"] = number
        if len(text) == 2:
            kinds["two"] = number
        if number <= 24:
            kinds["hour"] = number
    elif len(text) == 4 and 1000 <= number < 2200:
        kinds["year"] = number
    return kinds


def _vocabulary(lines: Iterable[str], table: dict[str, Any], numbers: Iterable[str]) -> dict[str, Kinds]:
    """Each word in lower case with its kinds; ``+`` behind a kind: with a capital only, ``-``: with none."""
    words: dict[str, Kinds] = {}
    lists: dict[str, Kinds] = {}
    for line in sorted(lines):
        head, _, row = line.partition(": ")
        kind, _, meaning = head.partition(" ")
        value: Meaning = int(meaning) if _INTEGER.fullmatch(meaning) else meaning
        members = lists.setdefault(kind.rstrip("+-"), {})
        for word in row.split():
            for form in [word[:-1] + ending for ending in table["endings"]] if word[-1] == "~" else [word]:
                words.setdefault(form, {})[kind] = value
                members[form] = value
    for kind, (first, second) in table["joined"].items():
        for front, front_meaning in lists[first].items():
            for back, back_meaning in lists[second].items():
                for joint in ("", "-"):
                    words.setdefault(front + joint + back, {})[kind] = f"{front_meaning} {back_meaning}"
    for line in numbers:
        figure, word = line.split()
        words.setdefault(word, {})["number"] = float(figure) if "." in figure else int(figure)
    return words


@lru_cache(maxsize=8)
def lexicon(pack: Pack) -> Lexicon:
    """The lexicon of a pack, read once."""
    return Lexicon(pack)
