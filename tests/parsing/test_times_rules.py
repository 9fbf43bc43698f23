"""Every rule of the grammar of time reads its own example."""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

import pytest

from events.errors import TrackerError
from tracker.parsing.packs.pack import load_pack
from tracker.parsing.text.segment import sentences, tokenize
from tracker.parsing.times.find import TimePhrase, find_times
from tracker.parsing.times.grammar import Rule, grammar

PACK = load_pack("de")
RULES = grammar(PACK).rules


def read(text: str, published: str, tense: str) -> list[TimePhrase]:
    tokens = tokenize(text)
    cut = sentences(tokens, frozenset(PACK.table("language")["abbreviations"]))
    direction = cast(Literal["past", "future"] | None, tense or None)
    day = date.fromisoformat(published) if published else None
    return find_times(tokens, cut, PACK, anchor=day, direction=lambda _: direction)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.make}: {rule.example[0]}")
def test_a_rule_reads_its_example(rule: Rule) -> None:
    text, published, tense, value, edtf = rule.example
    phrase = read(text, published, tense)[-1]
    assert (phrase.timexes[0].value, phrase.edtf or "") == (value, edtf)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.make}: {rule.example[0]}")
def test_the_example_belongs_to_the_rule(rule: Rule) -> None:
    tokens = tokenize(rule.example[0])
    letters = grammar(PACK).words.spell(tokens.words)
    assert any(
        rule is found for at in range(len(letters)) for found, _ in grammar(PACK).matches(letters, at, len(letters))
    )


@pytest.mark.parametrize(
    ("pattern", "message"), [("weekday nonsense", "no kind of word 'nonsense'"), ("week day!", "no pattern")]
)
def test_a_rule_that_cannot_be_read_names_itself(pattern: str, message: str) -> None:
    rule = Rule("weekday", pattern, "", (), grammar(PACK).words)
    with pytest.raises(TrackerError, match=message) as error:
        assert rule.regex
    assert pattern in str(error.value)
