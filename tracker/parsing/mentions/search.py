"""Look at the words around a noun: article, adjectives, preposition on its left, names that the world knows."""

from __future__ import annotations

from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.personal_names import NameTable
from tracker.parsing.mentions.words import Lexis
from tracker.parsing.packs.world import Hit
from tracker.parsing.text.tokens import Sentence, Tokens
from tracker.parsing.values import immutable

MAX_ADJECTIVES = 6
_ATTRIBUTE = 6
"""Tokens of the phrases inside an attribute, its article among them, at most."""


@immutable
class Frame:
    """What stands before a noun: preposition, article, adjectives; ``nations`` are states joined to the country."""

    first: int
    preposition: int | None
    cases: str
    possessive: bool
    definite: bool
    country: str | None
    nations: tuple[str, ...]
    former: bool
    many: bool
    adjectives: tuple[str, ...]


class Search:
    """A sentence in which mentions are looked for, those found so far, and what stands around a word."""

    def __init__(self, tokens: Tokens, sentence: Sentence, words: Lexis, names: NameTable) -> None:
        self.tokens = tokens
        self.sentence = sentence
        self.first = sentence.first
        self.limit = sentence.last
        self.x = words
        self.table = names
        self.found: list[Mention] = []
        self._frames: dict[int, Frame] = {}
        self._hits: dict[int, Hit | None] = {}

    def hit(self, i: int) -> Hit | None:
        """What the world knows at a token; remembered, since several rules ask."""
        if i not in self._hits:
            known = self.x.world.begins_name(self.tokens.lower[i])
            self._hits[i] = self.x.world.at(self.tokens, i, self.limit) if known else None
        return self._hits[i]

    def frame(self, i: int) -> Frame:
        """What stands left of a noun: adjectives, a number, an article, a preposition; remembered like `_hit`."""
        frame = self._frames.get(i)
        if frame is None:
            frame = self._frames[i] = self.read_frame(i)
        return frame

    def read_frame(self, i: int) -> Frame:
        tokens, lower = self.tokens, self.tokens.lower
        j = i - 1
        adjectives: list[str] = []
        country: str | None = None
        former = many = False
        while j >= self.first and len(adjectives) < MAX_ADJECTIVES:
            word = tokens.words[j]
            if word[0].islower() and self.is_adjective(j):
                adjectives.append(lower[j])
                country = country or self.x.world.adjective(lower[j])
                former = former or lower[j].startswith(self.x.former)
            elif (word[0].isupper() and (town := self.x.town(word)) is not None and (found := town.country)) or (
                word[0].isupper() and lower[j] not in self.x.determiners and (found := self.x.world.adjective(lower[j]))
            ):
                adjectives.append(lower[j])
                country = country or found
            elif word[0].isupper() and j == self.first and self.is_adjective(j) and not self.is_family(j):
                adjectives.append(lower[j])
                former = former or lower[j].startswith(self.x.former)
            elif word.isdecimal():
                many = int(word[:6]) > 1
                adjectives.append(lower[j])
            else:
                break
            j -= 1
        if j < self.first or lower[j] not in self.x.determiners:
            while adjectives and self.x.verbs.readings(adjectives[-1]) and tokens.words[j + 1][0].islower():
                adjectives.pop()  # "sagte Präsident X": a verb, no adjective
                j += 1
        elif lower[j] in self.x.syntax.neuter_demonstrative and adjectives and self.x.verbs.readings(adjectives[-1]):
            adjectives.clear()  # "Das sagte Präsident X": a pronoun and a verb
            j = i - 1
        nations: list[str] = []
        while country and j > self.first and (nation := self.joined_nation(j)) is not None:
            nations.append(nation)
            adjectives.extend(reversed(lower[j - 1 : j + 1]))
            j -= 2
        if adjectives and (opening := self.before_attribute(j)) is not None:
            j = opening  # "in das von Rebellen belagerte Goma"
        cases, definite, possessive = "nadg", False, False
        if j >= self.first and lower[j] in self.x.determiners:
            cases = self.x.determiners[lower[j]]
            definite = lower[j] in self.x.syntax.definite
            possessive = lower[j].startswith(self.x.syntax.possessive_stems)
            many = many or lower[j] in self.x.syntax.several
            j -= 1
        elif j >= self.first and lower[j] in self.x.syntax.relative_possessives:
            possessive = True
            j -= 1
        preposition: int | None = None
        if j >= self.first and lower[j] in self.x.prepositions:
            preposition = j
            if lower[j] in self.x.contracted and cases == "nadg":
                cases = self.x.contracted[lower[j]]
                definite = True
        return Frame(
            j + 1,
            preposition,
            cases,
            possessive,
            definite,
            country,
            tuple(nations),
            former,
            many or bool(nations),
            tuple(reversed(adjectives)),
        )

    def before_attribute(self, j: int) -> int | None:
        """The article before an attribute with phrases of its own that ends at a token; None where there is none."""
        lower, syntax = self.tokens.lower, self.x.syntax
        if j - 2 < self.first or not self.tokens.words[j][0].isupper():
            return None
        for k in range(j - 1, max(self.first, j - _ATTRIBUTE) - 1, -1):
            if not lower[k][0].isalnum():
                return None
            if lower[k] in syntax.definite and k > self.first:
                opens = lower[k + 1] in self.x.prepositions and lower[k - 1] in self.x.prepositions
                return k if opens else None
        return None

    def joined_nation(self, j: int) -> str | None:
        """The state of an adjective before a joiner: "russische und finnische Diplomaten"."""
        joins = self.tokens.lower[j] in self.x.syntax.and_ or self.tokens.words[j] == ","
        return self.x.world.adjective(self.tokens.lower[j - 1]) if joins else None

    def is_adjective(self, j: int) -> bool:
        lower = self.tokens.lower[j]
        if lower in self.x.syntax.relative_possessives:
            return False
        return (
            (lower.isalpha() or "-" in lower)
            and lower.endswith(self.x.adjective_endings)
            and lower not in self.x.not_adjectives
            and len(lower) > 3
        )

    def is_family(self, j: int) -> bool:
        """Whether a word that looks like an adjective is a family name: "Steiner besuchte Riga"."""
        return self.tokens.lower[j] in self.x.world.families or bool(self.table.by_family(self.tokens.words[j]))

    def text(self, first: int, last: int) -> str:
        if last == first + 1:
            return self.tokens.words[first][:300]
        text = self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]
        return " ".join(text.split()) if len(text) < 300 else text[:300]

    def nominative(self, first: int, head: int, last: int) -> str:
        """A noun phrase without its article, as printed."""
        return self.text(first, last) if last > first else self.tokens.words[head]
