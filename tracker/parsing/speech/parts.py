"""The parts of a quotation while it is found: the cue, what is said, the people; all in tokens."""

from __future__ import annotations

from typing import Literal

from tracker.parsing.speech.lexicon import SpeechVerb
from tracker.parsing.speech.text import Range
from tracker.parsing.text.phrases import Phrase
from tracker.parsing.values import immutable

CueKind = Literal["verb", "according", "noun", "predicate", "source", "so", "adverb"]
QuoteKind = Literal["direct", "indirect", "reported"]


@immutable
class Cue:
    """Words that announce speech.

    Attributes:
        kind: verb, according ("wie X mitteilte"), noun ("die Forderung, dass"), predicate ("ist überzeugt, dass"),
            source ("laut X"), so (", so X"), adverb ("demnach").
        sentence, clause: where it stands, as indices.
        anchor: the token that the search for content starts from: verb form, noun, predicate or preposition.
        spans: the tokens of the cue.
        whole: the tokens to leave out of the content around it: preposition, source and all.
        verb: the verb of saying, of a verb cue.
        source: the phrase that names the source, where the cue itself does.
        passive: the verb is in the passive.
        named: the words that name the source with its noun: "Angaben der Polizei", "eigenen Angaben".
    """

    kind: CueKind
    statement_kind: str
    sentence: int
    clause: int
    anchor: int
    spans: tuple[Range, ...]
    whole: Range
    verb: SpeechVerb | None = None
    source: Phrase | None = None
    passive: bool = False
    named: Range | None = None

    def takes(self, code: str) -> bool:
        """Whether its verb takes a carrier of content for certain."""
        return self.verb is not None and code in self.verb.takes and code not in self.verb.weak


@immutable
class Content:
    """What is said.

    Attributes:
        ranges: the tokens of it, in order, without overlap.
        kind: direct in marks, indirect as a clause or infinitive, reported as a phrase.
        core: what the codebook calls `quote`: of a reported content the object, else the ranges.
        parenthetical: the cue stands behind or inside it.
        statement_kind: what the object tells of it, where the verb does not ("äußerte Zweifel").
        mention: the text tells that something was said, or done by words, rather than what.
    """

    ranges: tuple[Range, ...]
    kind: QuoteKind
    core: tuple[Range, ...]
    parenthetical: bool = False
    mention: bool = False
    statement_kind: str | None = None


@immutable
class Parties:
    """The people of a quotation; empty where the sentence names nobody."""

    speakers: tuple[Range, ...] = ()
    addressees: tuple[Range, ...] = ()
    via: tuple[Range, ...] = ()
