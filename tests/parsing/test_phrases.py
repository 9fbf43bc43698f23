"""Noun phrases are cut as the pack's examples say, and never outside the sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.parsing.packs.pack import load_pack
from tracker.parsing.text.phrases import Phrase, noun_phrases
from tracker.parsing.text.segment import sentences, tokenize
from tracker.parsing.text.tokens import Sentence, Tokens

PACK = load_pack("de")
EXAMPLES = PACK.table("phrases")["example"]


def cut(text: str) -> tuple[Tokens, list[tuple[Sentence, list[Phrase]]]]:
    tokens = tokenize(text)
    found = sentences(tokens, frozenset(PACK.table("language")["abbreviations"]))
    return tokens, [(s, noun_phrases(tokens, s, PACK)) for s in found]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:40])
def test_example_of_the_pack(example: dict[str, object]) -> None:
    text = str(example["text"])
    tokens, found = cut(text)
    shown = [
        ("" if p.preposition is None else f"({tokens.words[p.preposition]}) ") + text[p.start : p.end]
        for _, phrases in found
        for p in phrases
    ]
    assert shown == example["phrases"]


def test_a_form_tells_the_cases() -> None:
    _, found = cut("Den Boten empfing der König.")
    object_phrase, subject = found[0][1]
    assert not object_phrase.may_be("n")
    assert subject.may_be("n")


def test_a_governed_phrase_is_no_subject() -> None:
    _, found = cut("Mit Ministerin Berg sprach niemand.")
    assert not found[0][1][0].may_be("n")


@given(st.text(alphabet="aA dDer Ministerin„“»«()-.,:von IX\n1", max_size=200))
def test_phrases_lie_in_order_inside_their_sentence(text: str) -> None:
    _, found = cut(text)
    for sentence, phrases in found:
        place = sentence.first
        for phrase in phrases:
            assert place <= phrase.first <= phrase.head < phrase.last <= sentence.last
            assert phrase.preposition is None or place - 1 <= phrase.preposition < phrase.first
            place = phrase.last
