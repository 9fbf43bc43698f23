"""`tracker parse --layer`: every stage of the parser shows what it found, with spans of the article's own text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Call
from tracker.cli.parse import LAYERS
from tracker.parsing.inner_lines import INNER

TEXT = (
    "Norwegens Präsident Henrik Falk traf am Montag in Riga Lettlands Regierungschef Janis Kalns. "
    "„Wir sind uns in allen Fragen einig“, sagte Falk der Agentur Nordpost."
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "riga.md"
    path.write_text(f"---\npublished: 2024-03-06\n---\n{TEXT}", encoding="utf-8")
    return path


def rows(call: Call, article: Path, layer: str) -> list[dict[str, Any]]:
    """The lines of a layer, parsed."""
    answer = call("parse", "--layer", layer, article)
    assert answer.code == 0
    return [json.loads(line) for line in answer.out.splitlines()]


def words(found: list[dict[str, Any]]) -> list[str]:
    """The words of the spans."""
    return [TEXT[row["start"] : row["end"]] for row in found]


def test_the_command_offers_the_layers_that_there_are() -> None:
    assert ("events", *INNER) == LAYERS


@pytest.mark.parametrize("layer", INNER)
def test_every_line_names_its_article(call: Call, article: Path, layer: str) -> None:
    found = rows(call, article, layer)
    assert found
    assert {row["article"] for row in found} == {"riga.md"}


def test_sentences_and_tokens_are_spans_of_the_text(call: Call, article: Path) -> None:
    assert words(rows(call, article, "sentences")) == [TEXT[:92], TEXT[93:]]
    tokens = rows(call, article, "tokens")
    assert words(tokens) == [row["word"] for row in tokens]
    assert [row["sentence"] for row in tokens] == sorted(row["sentence"] for row in tokens)


def test_clauses_tell_their_verb(call: Call, article: Path) -> None:
    found = rows(call, article, "clauses")
    assert [(row["verb"], row["tense"]) for row in found if row["sentence"] == 0] == [("treffen", "past")]


def test_mentions_lead_to_the_actors_that_they_mean(call: Call, article: Path) -> None:
    names = {row["number"]: row["name"] for row in rows(call, article, "actors")}
    mentions = rows(call, article, "mentions")
    meant = {TEXT[row["start"] : row["end"]]: [names[n] for n in row["actors"]] for row in mentions}
    assert meant["Norwegens Präsident Henrik Falk"] == meant["Falk"] == ["Henrik Falk"]


def test_places_and_times_have_their_values(call: Call, article: Path) -> None:
    [place] = rows(call, article, "places")
    assert (words([place]), place["name"], place["country"]) == (["Riga"], "Riga", "LV")
    [time] = rows(call, article, "times")
    assert (words([time]), time["value"]) == (["Montag"], "2024-03-04")


def test_sources_tell_who_says_it_and_to_whom(call: Call, article: Path) -> None:
    [said] = rows(call, article, "sources")
    assert said["speakers"] == ["Henrik Falk"]
    assert said["via"] == ["Agentur Nordpost"]
    assert TEXT[said["start"] : said["end"]] == "„Wir sind uns in allen Fragen einig“"
