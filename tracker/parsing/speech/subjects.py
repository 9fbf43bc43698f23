"""Whether a noun phrase can be the one who acts: by the number of the verb, and by what its noun means."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.parsing.clauses.split import Clause
from tracker.parsing.packs.syntax import syntax
from tracker.parsing.speech.text import SpeechText
from tracker.parsing.text.phrases import Phrase

_PLURAL_TAIL = "en"


def agreeing(text: SpeechText, clause: Clause, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases whose number fits the finite verb of a clause; all of them where no number shows."""
    if clause.finite is None:
        return list(phrases)
    plural = text.tokens.lower[clause.finite].endswith(syntax(text.pack.language).plural_verb_endings)
    return [p for p in phrases if _number(text, p) in (None, plural)]


def _number(text: SpeechText, phrase: Phrase) -> bool | None:
    """Whether a phrase in the nominative is a plural; None where its form does not tell, or another is joined to it."""
    lower, words = text.tokens.lower, text.words
    if phrase.last < len(lower) and lower[phrase.last] in words.joining:
        return None
    if phrase.first > 0 and lower[phrase.first - 1] in words.joining:
        return None
    if phrase.determiner is None:
        return None
    if not words.many.isdisjoint(lower[phrase.determiner : phrase.determiner + 2]):
        return True
    return False if lower[phrase.determiner] in words.one else None


def is_abstract(text: SpeechText, phrase: Phrase) -> bool:
    """Whether a noun's ending tells that it is no person or body ("Verschiebung", "Vorwürfe")."""
    head = text.tokens.lower[phrase.head]
    bodies = text.words.body_endings
    return head.endswith(text.words.abstract_endings) and not (
        head.endswith(bodies) or head.removesuffix(_PLURAL_TAIL).endswith(bodies)
    )
