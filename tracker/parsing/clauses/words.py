"""The word lists of a language that the clause splitter asks for, as sets."""

from __future__ import annotations

from typing import Literal

from tracker.parsing.clauses.choice import Choice, choice
from tracker.parsing.clauses.verbs import Lexicon, lexicon
from tracker.parsing.packs.pack import Pack
from tracker.parsing.packs.syntax import Syntax, syntax
from tracker.parsing.remembered import Remembered

Chance = Literal["opening", "anywhere"]
"""Where a word, as printed, may be a verb, None for nowhere; "opening": at the beginning of a sentence or quotation."""

SHORTEST_GUESS = 5
"""Letters that a verb no list knows has at least."""


class ClauseWords:
    """The word lists of a pack that the splitter asks for, as sets."""

    def __init__(self, pack: Pack) -> None:
        self.syntax: Syntax = syntax(pack.language)
        table = pack.table("clauses")
        self.coordinators = frozenset(table["coordinators"])
        self.negators = frozenset(table["negators"])
        self.subordinators = frozenset(table["subordinators"])
        self.if_verb_final = frozenset(table["if_verb_final"])
        self.relatives = frozenset(table["relatives"])
        self.before_relatives = frozenset(table["before_relatives"])
        self.openers = frozenset(table["infinitive_openers"])
        self.mark: str = table["infinitive_mark"]
        self.comparing = self.syntax.as_ | self.syntax.like
        self.determiners = frozenset(table["determiners"])
        self.particles = frozenset(table["particles"])
        self.loose_particles = frozenset(table["loose_particles"])
        self.infinitive_endings = tuple(table["infinitive_endings"])
        self.participle_endings = tuple(table["participle_endings"])
        self.no_guess = (
            frozenset(table["never_verbs"])
            | self.determiners
            | self.negators
            | self.particles
            | self.subordinators
            | frozenset(table["never_guessed"])
        )
        self.guessed_endings = self.infinitive_endings + self.participle_endings
        self.relatives_and_determiners = self.relatives | self.determiners
        self.attribute_openers = self.before_relatives | frozenset(table["attribute_openers"])
        self.demonstratives = frozenset(table["demonstratives"])
        self.first_person = frozenset(table["first_person"])
        self.name_particles = frozenset(pack.table("mentions")["name_particles"])
        self.lexicon: Lexicon = lexicon(pack.language)
        self.chance = Remembered(self._chance)
        self.choice = Remembered(self._choice)

    def _choice(self, word: str) -> Choice | None:
        """The readings of a lower-case word as a verb, None where the lexicon has none."""
        readings = self.lexicon.readings(word)
        return choice(readings) if readings else None

    def _chance(self, word: str) -> Chance | None:
        """Where a word may be a verb, by its form alone: this dismisses most words of a text."""
        lower = word.lower()
        readings = self.lexicon.readings(lower)
        if word[0].islower():
            guessed = (
                len(lower) >= SHORTEST_GUESS and lower not in self.no_guess and lower.endswith(self.guessed_endings)
            )
            return "anywhere" if readings or guessed else None
        # A capital is a noun, but for the verb that opens a sentence or a quotation: a closed one, or a participle.
        opens = any(r.form == "finite" and not r.plural for r in readings) and self.lexicon.is_closed(lower)
        return "opening" if opens or any(r.form == "participle" for r in readings) else None


_WORDS: dict[str, ClauseWords] = {}


def clause_words(pack: Pack) -> ClauseWords:
    """The words of a language, read when they are first asked for."""
    known = _WORDS.get(pack.language)
    if known is None:
        known = _WORDS[pack.language] = ClauseWords(pack)
    return known
