"""Who speaks and who is spoken to, by their place around a verb of saying."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.parsing.clauses.split import Clause
from tracker.parsing.speech.parts import QuoteKind
from tracker.parsing.speech.svo.words import SayingWords
from tracker.parsing.text.tokens import Tokens

Range = tuple[int, int]
"""Tokens from the first to before the last."""
_LONGEST = 40  # tokens of a speaker's words


@dataclass
class Said:
    """A reporting act in tokens; ``more`` are words in marks with which the same speaker goes on."""

    content: tuple[Range, ...]
    kind: QuoteKind
    cue: Range | None
    speaker: Range | None
    addressee: Range | None
    statement_kind: str
    sentence: int
    clause: Clause
    core: tuple[Range, ...] = ()
    inherited: bool = False
    within: int | None = None
    via: bool = False
    more: list[Range] = field(default_factory=list)

    @property
    def behind(self) -> int:
        """The token behind the words of saying."""
        return self.cue[1] if self.cue is not None else self.clause.last


def speaker_of(tokens: Tokens, clauses: list[Clause], number: int, words: SayingWords) -> Range | None:
    """The subject of a clause of saying; one without takes it from the clause that it hangs on or goes on with."""
    for _ in range(4):
        clause = clauses[number]
        if clause.kind == "relative" and clause.introducer is not None:
            return (clause.introducer, clause.introducer + 1)
        verb = clause.verbs[0].token if clause.verbs else clause.last
        # A subject that a relative clause parts from its verb stands in an earlier piece of the clause.
        for first, last in reversed(clause.spans if clause.kind != "infinitive" else ()):
            found = _subject(tokens, first, min(verb, last), words) if first < verb else None
            if found is not None:
                return found
        above = clause.shares if clause.shares is not None else clause.parent
        if above is None or above == number:
            return None
        number = above
    return None


def _subject(tokens: Tokens, first: int, last: int, words: SayingWords) -> Range | None:
    """The noun phrase between the beginning of a clause and its verb, phrases of place and time before it left out."""
    lower = tokens.lower
    while first < last and (not tokens.words[first][0].isalnum() or lower[first] in words.joining):
        first += 1
    if first < last and lower[first] in words.grammar.prepositions:
        i = first + 1
        while i < last:
            noun = lower[i - 1] not in words.grammar.not_nouns and tokens.words[i - 1][0].isalnum()
            fresh = lower[i] in words.grammar.determiners or (
                tokens.words[i][0].isupper() and tokens.words[i - 1][0].islower()
            )
            if noun and fresh:
                return trimmed(tokens, i, last, words)
            i += 1
        return None
    return trimmed(tokens, first, last, words)


def object_of(tokens: Tokens, clause: Clause, words: SayingWords, stops: frozenset[str] = frozenset()) -> Range | None:
    """The noun phrase right behind the verb, up to a preposition or the end of the clause; at ``stops`` in any case."""
    first = clause.verbs[-1].token + 1
    if clause.particle is not None:
        first = clause.particle + 1
    last = next((b for a, b in clause.spans if a < first < b), first)
    if first < last and tokens.lower[first] in words.grammar.adverbs | words.grammar.times:
        return None
    end = first
    while end < last and end - first < 12:
        lower = tokens.lower[end]
        if lower in stops or (lower in words.grammar.prepositions and lower not in words.grammar.owning):
            break
        if not tokens.words[end][0].isalnum() or (
            lower in words.grammar.not_nouns
            and lower not in words.grammar.determiners
            and lower not in words.grammar.owning
            and end > first
        ):
            break
        end += 1
    return (first, end) if end > first else None


def trimmed(tokens: Tokens, first: int, last: int, words: SayingWords) -> Range | None:
    """A range without marks and adverbs at its ends; None where nothing is left, or where it is no phrase."""
    while first < last and not tokens.words[first][0].isalnum():
        first += 1
    while last > first and (
        not tokens.words[last - 1][0].isalnum() or tokens.lower[last - 1].endswith(words.grammar.adverb_ending)
    ):
        last -= 1
    end = first
    while end < last and tokens.words[end] not in ',.;:“”"':
        end += 1
    return (first, end) if first < end <= first + _LONGEST else None


def joined_names(tokens: Tokens, speaker: Range, words: SayingWords) -> tuple[Range, ...]:
    """The speakers that a phrase joins by name ("Falk and Kalns"); alone where a preposition governs both."""
    first, last = speaker
    for i in range(first + 1, last - 1):
        if tokens.lower[i] in words.grammar.prepositions:
            break
        if tokens.lower[i] in words.joining and tokens.words[i - 1][0].isupper() and tokens.words[i + 1][0].isupper():
            return ((first, i), *joined_names(tokens, (i + 1, last), words))
    return (speaker,)
