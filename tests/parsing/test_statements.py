"""Statements of the log: who says something to whom, of what kind, in constructions of agency reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from events.model import Statement
from tracker.articles import Article
from tracker.parsing.parse import named, parse

BEFORE = {
    "de": "Norwegens Präsident Henrik Falk traf in Riga Lettlands Regierungschef Janis Kalns, auch Minister Ole Lund.",
    "en": "Norwegian President Henrik Falk met Latvian Prime Minister Janis Kalns in Riga.",
}
"""Tells who is who."""
TABLE = (Path(__file__).parent / "statements_table.txt").read_text(encoding="utf-8").splitlines()
TEXTS = [line.split(" ; ") for line in TABLE if line and not line.startswith("#")]


def told(text: str, language: str = "de") -> list[str]:
    """The statements of a text behind the sentence that tells who is who, as the table has them."""
    before = BEFORE[language]
    found = parse(Article(f"{before} {text}", published="2024-03-06", language=language))
    said = [f.event for f in found if isinstance(f.event, Statement) and f.event.evidence[0].start > len(before)]
    return [line(event) for event in said]


def line(statement: Statement) -> str:
    """Kind, speakers and addressees of a statement."""
    names = {role: [p.name for p in statement.participants if p.role == role] for role in ("speaker", "addressee")}
    parts = [" + ".join(names[role]) for role in ("speaker", "addressee") if names[role]]
    return f"{statement.statement_kind}: {' > '.join(parts)}"


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row[0][:60])
def test_statements_of_a_text(row: list[str]) -> None:
    text, *expected = row
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Falk and Kalns said that they would open the border.", ["inform: Henrik Falk + Janis Kalns"]),
        ("The White House said it was informed. It added that talks went on.", ["inform: White House"] * 2),
        ("The Latvian foreign ministry said Falk was ill. The ministry confirmed the visit.", ["inform", "confirm"]),
        ("The EU's foreign policy chief, Kaja Ronda, welcomed the deal.", ["praise: Kaja Ronda"]),
        ("Reuters reported, citing diplomats, that Falk would fly to Minsk.", ["inform: Reuters"]),
    ],
)
def test_statements_in_english(text: str, expected: list[str]) -> None:
    found = told(text, "en")
    assert [said[: len(wanted)] for said, wanted in zip(found, expected, strict=True)] == expected


def test_a_body_that_speaks_on_is_one_party() -> None:
    text = f"{BEFORE['en']} The Latvian foreign ministry said Falk was ill. The ministry confirmed the visit."
    found = [f.event for f in parse(Article(text, published="2024-03-06", language="en"))]
    speakers = {p.name for event in found for p in event.participants if p.role == "speaker"}
    assert speakers == {"Latvian foreign ministry"}


@pytest.mark.parametrize(
    ("text", "status", "source"),
    [
        ("Falk habe Kalns in Oslo nicht getroffen, teilte der Kreml mit.", "denied", "Kreml"),
        ("Der Kreml wies Berichte über ein Treffen Putins mit Falk zurück.", "denied", None),
        ("Falk erklärte sich bereit, Putin zu treffen.", "unconfirmed", "Henrik Falk"),
        ("Falk weigerte sich, Putin zu treffen.", "cancelled", None),
    ],
)
def test_what_is_said_of_a_meeting_tells_its_status(text: str, status: str, source: str | None) -> None:
    found = parse(Article(f"{BEFORE['de']} {text}", published="2024-03-06", language="de"))
    met = [f.event for f in found if f.event.type == "summit" and f.event.evidence[0].start > len(BEFORE["de"])]
    assert [(event.status, [a.source for a in event.attribution]) for event in met] == [
        (status, [source] if source else [])
    ]


def test_a_meeting_that_the_newsroom_denies_is_none() -> None:
    found = parse(
        Article("Präsident Henrik Falk hat Regierungschef Janis Kalns nicht getroffen.", published="2024-03-06")
    )
    assert not [f for f in found if f.event.type == "summit"]


def test_a_chain_of_pronouns_costs_no_depth() -> None:
    text = BEFORE["de"] + " Der Kreml teilte mit, es eile." + " Er erklärte, es sei kalt." * 2000
    voices = named(Article(text, published="2024-03-06", language="de")).voices
    spans = [span for quote in reversed(voices.quotes) for span in quote.speaker]
    assert len(spans) > 2000
    assert all(voices.meant.actors(span) for span in spans)
