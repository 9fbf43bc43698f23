"""Every rule of the English pack reads its own example."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, cast

import pytest

from tests.parsing.test_frames import told
from tracker.articles import Article
from tracker.parsing.clauses.split import clauses
from tracker.parsing.mentions.find import find_mentions
from tracker.parsing.mentions.personal_names import NameTable
from tracker.parsing.packs.pack import load_pack
from tracker.parsing.parse import Finding, layers, parse
from tracker.parsing.places.find import find_places
from tracker.parsing.text.segment import sentences, tokenize
from tracker.parsing.times.find import find_times
from tracker.parsing.times.grammar import Rule, grammar

PACK = load_pack("en")
FRAMES, STATUS = PACK.table("frames"), PACK.table("status")
SAYING = sorted(line for line in PACK.words("speech_verbs"))


def article(text: str) -> Article:
    return Article(text, published="2023-09-11", language="en")


def happenings(text: str) -> list[Finding]:
    return [f for f in parse(article(text)) if f.event.type != "statement"]


@pytest.mark.parametrize("example", PACK.table("clauses")["example"], ids=lambda example: example["text"])
def test_clauses(example: dict[str, Any]) -> None:
    tokens = tokenize(example["text"])
    found = [c for s in sentences(tokens, PACK.table("language")["abbreviations"]) for c in clauses(tokens, s, PACK)]
    assert [f"{c.kind} {c.tense} {c.mood}: {c.lemma}" for c in found] == example["clauses"]


@pytest.mark.parametrize("example", PACK.table("mentions")["example"], ids=lambda example: example["text"])
def test_mentions(example: dict[str, Any]) -> None:
    ground = layers(article(example["text"]))
    found = [m for s in ground.sentences for m in find_mentions(ground.tokens, s, PACK, NameTable())]
    assert [f"{m.kind} {m.name} {' '.join(m.countries)}" for m in found] == example["mentions"]


@pytest.mark.parametrize("example", PACK.table("places")["example"], ids=lambda example: example["text"])
def test_places(example: dict[str, Any]) -> None:
    ground = layers(article(example["text"]))
    names = NameTable()
    found = [
        place
        for s in ground.sentences
        for place in find_places(ground.tokens, s, PACK, find_mentions(ground.tokens, s, PACK, names))
    ]
    assert [place.name or ground.tokens.words[place.first] for place in found] == example["places"]


@pytest.mark.parametrize("rule", [*FRAMES["verb"], *FRAMES["noun"]], ids=lambda rule: rule["id"])
def test_happenings(rule: dict[str, Any]) -> None:
    assert rule["expect"] in [told(f) for f in happenings(rule["example"])]


@pytest.mark.parametrize("rule", STATUS["rule"], ids=lambda rule: rule["id"])
def test_status(rule: dict[str, Any]) -> None:
    assert [f.event.status for f in happenings(rule["example"])] == [rule["status"]]


@pytest.mark.parametrize("rule", grammar(PACK).rules, ids=lambda rule: f"{rule.make}: {rule.example[0]}")
def test_times(rule: Rule) -> None:
    text, published, tense, value, edtf = rule.example
    tokens = tokenize(text)
    cut = sentences(tokens, PACK.table("language")["abbreviations"])
    direction = cast(Literal["past", "future"], tense)
    found = find_times(tokens, cut, PACK, anchor=date.fromisoformat(published), direction=lambda _: direction)
    assert (found[-1].timexes[0].value, found[-1].edtf or "") == (value, edtf)


@pytest.mark.parametrize("example", PACK.table("speech")["example"], ids=lambda example: example["text"])
def test_speech(example: dict[str, Any]) -> None:
    text = example["text"]
    found = [
        f"{q.kind} | {' … '.join(text[a:b] for a, b in q.quote)} | {' … '.join(text[a:b] for a, b in q.speaker)}"
        for q in layers(article(text)).quotes
    ]
    assert found == example["quotes"]


@pytest.mark.parametrize("line", SAYING, ids=lambda line: line.partition("|")[0].strip())
def test_verbs_of_saying(line: str) -> None:
    _, kind, _, example = (part.strip() for part in line.split("|"))
    found = layers(article(example)).quotes
    assert kind in [quote.statement_kind for quote in found]
    assert all(quote.speaker for quote in found)
