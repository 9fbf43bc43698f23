"""A clause and its verb bracket, as the splitter answers."""

from __future__ import annotations

from typing import Literal

from tracker.parsing.clauses.verbs import Mood, Reading
from tracker.parsing.values import immutable

ClauseKind = Literal["main", "subordinate", "relative", "infinitive", "fragment"]


ClauseTense = Literal["past", "present", "future", "perfect", "pluperfect"]


@immutable
class Verb:
    """A verb form in a clause: the token, and how it is read there."""

    token: int
    reading: Reading


@immutable
class Clause:
    """A clause and its verb bracket.

    Attributes:
        start, end: characters from its first to its last own token; other clauses may stand between them.
        first, last: the same as token indices, half open.
        spans: the token ranges that are its own, in order, marks between clauses left out.
        kind: main, subordinate, relative, infinitive, or fragment where there is no verb.
        introducer: token of the subordinator, relative pronoun or "um"; None in a main clause.
        parent: index of the clause that it depends on, within the sentence; None for a main clause.
        shares: index of the clause before, whose subject or auxiliary a coordinated clause may lack.
        verbs: all verb forms in it, in order.
        finite: token of the finite verb; None where it has none of its own.
        particle: token of the separated particle.
        lemma: infinitive of the full verb, particle included ("eintreffen"); "" where there is none.
        tense, mood: of the bracket as a whole; None without a finite verb.
        modal: infinitive of the modal verb, or "".
        negated: whether it holds a negator.
        passive: whether the bracket is a passive.
        progressive: whether the verb says that it is going on ("is visiting"), in languages that mark it.
    """

    start: int
    end: int
    first: int
    last: int
    spans: tuple[tuple[int, int], ...]
    kind: ClauseKind
    introducer: int | None
    parent: int | None
    shares: int | None
    verbs: tuple[Verb, ...]
    finite: int | None
    particle: int | None
    lemma: str
    tense: ClauseTense | None
    mood: Mood | None
    modal: str
    negated: bool
    passive: bool
    progressive: bool = False

    def holds(self, words: frozenset[str], lower: list[str]) -> bool:
        """Whether one of its own words is among some; ``lower`` are the tokens of the text in lower case."""
        for first, last in self.spans:
            if not words.isdisjoint(lower[first:last]):
                return True
        return False

    def __contains__(self, token: object) -> bool:
        if not isinstance(token, int):
            return False
        for first, last in self.spans:
            if first <= token < last:
                return True
        return False
