"""What the clause splitter promises: every example of the pack, and a covering, ordered cut of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.parsing.clauses.split import Clause, clauses
from tracker.parsing.packs.pack import load_pack
from tracker.parsing.text.segment import sentences, tokenize
from tracker.parsing.text.tokens import Tokens

PACK = load_pack("de")
ABBREVIATIONS = frozenset(PACK.table("language")["abbreviations"])
WORDS = [
    "der",
    "die",
    "dass",
    "und",
    "Kanzler",
    "reiste",
    "ist",
    "wird",
    "nach",
    "Oslo",
    ",",
    ".",
    ";",
    ":",
    "–",
    "„",
    "“",
    "zu",
    "treffen",
    "habe",
    "gesagt",
    "um",
    "traf",
    "ein",
    "sei",
    "nicht",
    "(",
    ")",
    "wo",
    "Gast",
    "besuchten",
    "\n",
]


def cut(text: str) -> tuple[Tokens, list[list[Clause]]]:
    tokens = tokenize(text)
    return tokens, [clauses(tokens, sentence, PACK) for sentence in sentences(tokens, ABBREVIATIONS)]


def described(text: str) -> list[str]:
    return [f"{c.kind} {c.tense} {c.mood}: {c.lemma}" for found in cut(text)[1] for c in found]


@pytest.mark.parametrize("example", PACK.table("clauses")["example"], ids=lambda example: example["text"][:40])
def test_examples_of_the_pack(example: dict[str, list[str]]) -> None:
    assert sorted(described(str(example["text"]))) == sorted(example["clauses"])


def test_a_parenthesis_does_not_end_the_clause_around_it() -> None:
    _, [found] = cut("Sie werde, sagte der Sprecher, im Mai nach Rom reisen.")
    assert [c.lemma for c in found] == ["reisen", "sagen"]
    assert len(found[0].spans) == 2


def test_a_coordinated_clause_takes_the_auxiliary_of_the_first() -> None:
    _, [found] = cut("Er hatte am Montag Prag besucht und mit dem Premier gesprochen.")
    assert [(c.lemma, c.tense) for c in found] == [("besuchen", "pluperfect"), ("sprechen", "pluperfect")]
    assert found[1].shares == 0


def test_attributes_are_no_predicates() -> None:
    _, [found] = cut("Der für Montag geplante Besuch und die von Prag vermittelten Gespräche fallen aus.")
    assert [c.lemma for c in found] == ["ausfallen"]


def test_negation_modal_and_voice() -> None:
    _, [found] = cut("Der Vertrag sollte am Freitag nicht unterzeichnet werden.")
    assert (found[0].negated, found[0].modal, found[0].passive) == (True, "sollen", True)


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_clauses_lie_within_the_sentence_and_do_not_overlap(text: str) -> None:
    tokens = tokenize(text)
    for sentence in sentences(tokens, ABBREVIATIONS):
        found = clauses(tokens, sentence, PACK)
        taken: set[int] = set()
        for index, clause in enumerate(found):
            own = {i for first, last in clause.spans for i in range(first, last)}
            assert own
            assert not own & taken
            taken |= own
            assert sentence.first <= clause.first < clause.last <= sentence.last
            assert clause.parent is None or (0 <= clause.parent < len(found) and clause.parent != index)
            assert clause.finite is None or clause.finite in own


@given(st.text(max_size=300))
def test_any_text_can_be_cut(text: str) -> None:
    first, again = cut(text), cut(text)
    assert first[1] == again[1]
