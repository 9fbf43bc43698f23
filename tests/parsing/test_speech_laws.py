"""Laws of the speech stage: any text is read without error, in linear time, into spans that lie in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parsing.speech_reading import quotes
from tracker.parsing.speech.marks import marked
from tracker.parsing.speech.quote import Quote
from tracker.parsing.text.segment import tokenize

PIECES = [
    "Der Minister", "die Zeitung „Nordblatt“", "sagte", "teilte", "mit", "kündigte", "an", "sei", "habe", "laut",
    "zufolge", "nach", "Angaben", "wie", "so", "dass", "„", "“", "»", "«",
    '"', ",", ".", ":", "–", "(", ")", "er", "sie", "es",
    "heißt", "und", "wonach", "gekommen", "zu", "gehen", "wird", "von", "bestätigt", "das",
    "Das", "\n\n", "Folge", "überzeugt", "Forderung", "soll", "‚", "‘",
]  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))


def all_spans(quote: Quote) -> list[tuple[int, int]]:
    return [*quote.quote, *quote.core, *quote.cue, *quote.speaker, *quote.addressee, *quote.via, *quote.frame]


@given(texts)
def test_spans_lie_in_the_text_and_those_of_a_quotation_do_not_overlap(text: str) -> None:
    found = quotes(text)
    for quote in found:
        assert quote.quote
        assert all(0 <= start < end <= len(text) for start, end in all_spans(quote))
        for spans in (quote.quote, quote.core, quote.speaker):
            ordered = sorted(spans)
            assert all(a[1] <= b[0] for a, b in pairwise(ordered))


@given(texts)
def test_references_point_to_other_quotations_of_the_list(text: str) -> None:
    found = quotes(text)
    for index, quote in enumerate(found):
        for reference in (quote.within, quote.continues):
            assert reference is None or (0 <= reference < len(found) and reference != index)
        assert not quote.excerpt or quote.within is not None


@given(texts)
def test_reading_is_deterministic(text: str) -> None:
    assert quotes(text) == quotes(text)


@given(st.text(alphabet='„“”"»«‚‘’ aB.\n', max_size=200))
def test_marks_are_paired_and_nested(text: str) -> None:
    tokens = tokenize(text)
    found = marked(tokens)
    for stretch in found:
        assert 0 <= stretch.first < stretch.last - 1 < len(tokens)
    for one in found:
        for other in found:
            apart = one.last <= other.first or other.last <= one.first
            nested = (one.first <= other.first and other.last <= one.last) or (
                other.first <= one.first and one.last <= other.last
            )
            assert apart or nested


@pytest.mark.parametrize(
    "text",
    [
        "„wort " * 20_000,
        '"wort ' * 20_000,
        "„" * 20_000,
        "“ " * 20_000,
        "„ein wort zwei drei vier“ " * 4_000,
        "Er sagte, " * 4_000,
        "Er sagte, dass " * 3_000,
        "laut Amt " * 4_000,
        "nach Angaben von " * 3_000,
        ", so Herr " * 4_000,
        "Er sei da. " * 4_000,
        "Er sagte: „Wir gehen nach Haus. " * 2_000,
        "der " + "kleine " * 8_000,
    ],
    ids=lambda text: text[:24],
)
def test_hostile_text_is_read_to_the_end(text: str) -> None:
    for quote in quotes(text):
        assert all(end <= len(text) for _, end in quote.quote)


def test_an_unclosed_mark_does_not_swallow_the_article() -> None:
    text = "„Wir kommen wieder, sagte er.\n\n" + "Der Zug fuhr durch das Tal. " * 300 + "„Wir bleiben hier“, sagte sie."
    assert all(end - start < 100 for q in quotes(text) for start, end in q.quote)
