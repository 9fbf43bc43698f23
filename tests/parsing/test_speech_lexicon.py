"""Every verb of saying is found in its example, with the kind that the pack gives it."""

from __future__ import annotations

from typing import get_args

import pytest

from events.model import StatementKind
from tests.parsing.speech_reading import PACK, quotes
from tracker.parsing.speech.lexicon import SpeechVerb, speech_words

VERBS = [verb for entries in speech_words(PACK).verbs.values() for verb in entries]


def name(verb: SpeechVerb) -> str:
    return " ".join([*verb.fixed, verb.lemma])


@pytest.mark.parametrize("verb", VERBS, ids=name)
def test_example_of_the_pack(verb: SpeechVerb) -> None:
    found = [q for q in quotes(verb.example) if q.within is None]
    assert [q.statement_kind for q in found] == [verb.kind]
    assert found[0].speaker
    cue = " ".join(verb.example[start:end] for start, end in found[0].cue)
    assert cue


def test_kinds_are_those_of_the_model() -> None:
    words = speech_words(PACK)
    kinds = {v.kind for v in VERBS} | set(words.nouns.values()) | set(words.predicates.values())
    assert kinds <= set(get_args(StatementKind))


def test_a_compound_means_words_as_its_last_noun_does() -> None:
    words = speech_words(PACK)
    assert words.is_word_noun("polizeiangaben")
    assert not words.is_word_noun("aufsicht")
