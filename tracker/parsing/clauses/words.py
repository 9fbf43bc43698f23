"""The word lists of a language that the clause splitter asks for, as sets."""

from __future__ import annotations

from tracker.parsing.clauses.verbs import Lexicon, lexicon
from tracker.parsing.packs.pack import Pack
from tracker.parsing.packs.syntax import Syntax, syntax


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
        self.attribute_openers = self.before_relatives | frozenset(table["attribute_openers"])
        self.demonstratives = frozenset(table["demonstratives"])
        self.first_person = frozenset(table["first_person"])
        self.lexicon: Lexicon = lexicon(pack.language)


_WORDS: dict[str, ClauseWords] = {}


def clause_words(pack: Pack) -> ClauseWords:
    """The words of a language, read when they are first asked for."""
    known = _WORDS.get(pack.language)
    if known is None:
        known = _WORDS[pack.language] = ClauseWords(pack)
    return known
