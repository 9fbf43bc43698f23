"""Find the words that announce speech: verbs, nouns and predicates of saying, and sources named without a verb."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.parsing.speech.parts import Cue
from tracker.parsing.speech.sources import source_cues, whose
from tracker.parsing.speech.text import SpeechText
from tracker.parsing.speech.verbs import verb_cues
from tracker.parsing.text.tokens import where

MOST_CUES = 16
"""Cues of a sentence that are followed up; no sentence has as many, so that hostile text stays cheap."""


def find_cues(text: SpeechText, sentence: int) -> list[Cue]:
    """The cues of a sentence in the order of their anchors; none of those that stand inside quoted words."""
    found = list(verb_cues(text, sentence))
    bounds, lower, triggers = text.sentences[sentence], text.tokens.lower, text.words.triggers
    for i in where(triggers.__contains__, lower, bounds):
        trigger = triggers[lower[i]]
        if trigger == "nouns":
            found += _noun_cues(text, sentence, i)
        elif trigger == "predicates":
            found += _predicate_cues(text, sentence, i)
        else:
            found += source_cues(text, sentence, i, trigger)
    outside = (c for c in found if text.spoken_at(c.anchor) is None)
    return sorted(outside, key=lambda c: (c.anchor, c.kind != "verb"))[:MOST_CUES]


def _noun_cues(text: SpeechText, sentence: int, i: int) -> Iterator[Cue]:
    """ "die Forderung des Ministers, dass …": a noun of saying with a clause behind it."""
    bounds, words = text.sentences[sentence], text.tokens.words
    phrase = next((p for p in text.phrases(sentence) if p.first <= i < p.last), None) if words[i][0].isupper() else None
    if phrase is None or (i > phrase.first and words[i - 1][0].isupper() and i - 1 > bounds.first):
        return
    source, end = whose(text, sentence, phrase, i)
    while end < bounds.last and _closes_bracket(text, sentence, end):
        end += 1
    if end < bounds.last and words[end] in ",:":
        named = None if source is phrase else source
        kind, index = text.words.nouns[text.tokens.lower[i]], text.clause_at(sentence, i)
        yield Cue("noun", kind, sentence, index, i, ((phrase.first, i + 1),), (phrase.first, end), source=named)


def _closes_bracket(text: SpeechText, sentence: int, token: int) -> bool:
    """Whether a token is the verb or particle that ends a clause: "stellte die Theorie auf, dass"."""
    clause = text.clauses_of[sentence][text.clause_at(sentence, token)]
    return clause.particle == token or any(v.token == token for v in clause.verbs)


def _predicate_cues(text: SpeechText, sentence: int, i: int) -> Iterator[Cue]:
    """ "zeigte sich zuversichtlich, dass …": a predicate with a clause behind it."""
    if i + 1 >= text.sentences[sentence].last or not text.tokens.words[i].islower():
        return
    index = text.clause_at(sentence, i)
    finite = text.clauses_of[sentence][index].finite
    if text.tokens.words[i + 1] in ",:" and finite is not None:
        kind = text.words.predicates[text.tokens.lower[i]]
        yield Cue("predicate", kind, sentence, index, i, ((finite, finite + 1), (i, i + 1)), (i, i + 1))
