"""The rules for phrases of time: patterns over kinds of words, read from the pack, compiled when first tried."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from events.errors import TrackerError
from tracker.parsing.packs.pack import Pack
from tracker.parsing.remembered import Remembered
from tracker.parsing.times.lexicon import OTHER, Lexicon, Meaning, lexicon

_ITEM = re.compile(r"\(|\)\??|\||(?:(?P<name>\w+):)?(?P<kinds>\w+(?:\|\w+)*)(?P<optional>\??)")

_LONGEST = 40
"""Tokens that a phrase may have: more than any pattern has items."""


@dataclass(frozen=True)
class Rule:
    """One kind of phrase.

    Attributes:
        make: the name of the function that reads the words of a match.
        needs: the licence without which a match means nothing; "" for none.
        pattern: as the pack writes it.
        example: words, day of publication, tense, TIMEX3 value, EDTF value.
    """

    make: str
    pattern: str
    needs: str
    example: tuple[str, ...]
    words: Lexicon = field(repr=False)

    @cached_property
    def _parts(self) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
        source: list[str] = []
        slots: list[tuple[str, tuple[str, ...]]] = []
        at = 0
        for match in _ITEM.finditer(self.pattern):
            if self.pattern[at : match.start()].strip():
                break
            at = match.end()
            kinds = match["kinds"]
            if kinds is None:
                source.append({"(": "(?:", "|": "|"}.get(match[0], match[0]))
                continue
            alternatives = tuple(kinds.split("|"))
            for kind in alternatives:
                if not self.words.knows(kind):
                    raise TrackerError(f"there is no kind of word '{kind}'", where=f"times_rules: {self.pattern}")
            letters = "".join(sorted(self.words.letters(alternatives)))
            source.append(f"([{letters}]){match['optional']}")
            slots.append((match["name"] or "", alternatives))
        if self.pattern[at:].strip():
            raise TrackerError("this is no pattern", where=f"times_rules: {self.pattern}")
        return "".join(source), slots

    @cached_property
    def fewest(self) -> int:
        """How many tokens a match has at least."""
        return _fewest(self.pattern)

    @cached_property
    def alphabet(self) -> set[str]:
        """The letters that a match can hold."""
        return self.words.letters(
            kind for match in _ITEM.finditer(self.pattern) if match["kinds"] for kind in match["kinds"].split("|")
        )

    def may_fit(self, run: str) -> bool:
        """Whether a run of letters may begin with a match, at a glance: few patterns are ever compiled that way."""
        return len(run) >= self.fewest and (self.fewest < 2 or run[1] in self.alphabet)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern over letters; every repetition in it is bounded, so matching is linear."""
        return re.compile(self._parts[0])

    def fill(self, match: re.Match[str], at: int, words: list[str]) -> tuple[dict[str, Meaning], dict[str, int]]:
        """What the words of a match mean, and where they stand: by the name of their place, else by their kind.

        Args:
            at: the token from which the match counts.
        """
        meanings: dict[str, Meaning] = {}
        places: dict[str, int] = {}
        for group, (name, alternatives) in enumerate(self._parts[1], 1):
            place = match.start(group)
            if place < 0:
                continue
            place += at
            kinds = self.words.kinds(words[place])
            kind = next(kind for kind in alternatives if kind in kinds)
            if (name or kind) not in meanings:
                meanings[name or kind] = kinds[kind]
                places[name or kind] = place
        return meanings, places

    def first(self) -> set[str]:
        """The letters that a match can begin with."""
        found: set[str] = set()
        depth = 0
        open_choice = False  # inside a bracket whose current alternative has had its first item
        for match in _ITEM.finditer(self.pattern):
            if match[0] == "(":
                depth, open_choice = depth + 1, False
            elif match[0].startswith(")"):
                depth, open_choice = depth - 1, False
                if match[0] == ")":
                    return found
            elif match[0] == "|":
                open_choice = False
            elif not open_choice:
                found |= self.words.letters(match["kinds"].split("|"))
                if not match["optional"]:
                    if not depth:
                        return found
                    open_choice = True
        return found


def _fewest(pattern: str) -> int:
    """How many tokens a match of a pattern has at least."""
    sums = [[0]]  # of the brackets that are open, the items of each alternative
    for match in _ITEM.finditer(pattern):
        if match[0] == "(":
            sums.append([0])
        elif match[0][0] == ")":
            inner = min(sums.pop())
            sums[-1][-1] += 0 if match[0] == ")?" else inner
        elif match[0] == "|":
            sums[-1].append(0)
        elif not match["optional"]:
            sums[-1][-1] += 1
    return min(sums[0])


class Grammar:
    """The rules of a pack, found by the letter that a phrase begins with."""

    def __init__(self, pack: Pack) -> None:
        self.words = lexicon(pack)
        self.rules = tuple(
            Rule(row["make"], row["pattern"], row.get("needs", ""), tuple(row["example"]), self.words)
            for row in pack.table("times_rules")["rule"]
        )
        self._by_letter: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for letter in rule.first():
                self._by_letter.setdefault(letter, []).append(rule)
        self._starts = re.compile(f"[{''.join(sorted(self._by_letter))}]")
        self._known_matches = Remembered(self._matches)

    def next_start(self, letters: str, first: int, end: int) -> int:
        """The next place where a phrase can begin; ``end`` where there is none."""
        found = self._starts.search(letters, first, end)
        return end if found is None else found.start()

    def matches(self, letters: str, first: int, end: int) -> list[tuple[Rule, re.Match[str]]]:
        """All rules that fit at a place, the longest match first, of equals the earlier rule.

        The matches count from the place itself. No phrase goes beyond a word that says nothing about time, and the
        same few runs of letters come again and again, so that what fits them is remembered.
        """
        stop = letters.find(OTHER, first, min(end, first + _LONGEST))
        run = letters[first : min(end, first + _LONGEST) if stop < 0 else stop]
        return self._known_matches[run]

    def _matches(self, run: str) -> list[tuple[Rule, re.Match[str]]]:
        rules = (rule for rule in self._by_letter.get(run[:1], ()) if rule.may_fit(run))
        found = [(rule, match) for rule in rules if (match := rule.regex.match(run)) is not None]
        return sorted(found, key=lambda pair: -pair[1].end())


@lru_cache(maxsize=8)
def grammar(pack: Pack) -> Grammar:
    """The grammar of a pack, read once."""
    return Grammar(pack)
