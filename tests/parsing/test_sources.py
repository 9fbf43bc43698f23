"""Who vouches for what is told: cited sources, those who pass them on, and what the newsroom tells itself."""

from __future__ import annotations

import pytest

from tracker.articles import Article
from tracker.parsing.parse import parse

Source = tuple[str, str | None]


def vouchers(text: str, kind: str, language: str = "de") -> list[list[Source]]:
    """The sources of each event of a type, in order of the text."""
    found = parse(Article(text, published="2023-09-15", language=language))
    return [[(a.source, a.via) for a in f.event.attribution] for f in found if f.event.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "sources"),
    [
        # Beside a verb of saying, a source without a verb passes on what is said and told in its clause.
        (
            "Laut der Agentur Nordpost hat Minister Nils Ohm bei seinem Besuch in Riga versprochen, dass Hilfe komme.",
            "visit",
            [("Agentur Nordpost", None)],
        ),
        (
            "Laut der Agentur Nordpost hat Minister Nils Ohm bei seinem Besuch in Riga versprochen, dass Hilfe komme.",
            "statement",
            [("Nils Ohm", "Agentur Nordpost")],
        ),
        # What somebody is said to have said stands on the word of the one who tells it.
        (
            "Die Lage sei ernst, sagte Minister Jan Kolb. Präsident Arvo Laine habe seinen Rücktritt angekündigt.",
            "statement",
            [("Jan Kolb", None)],
        ),
        # A Konjunktiv under a pronoun goes on with the speech before it.
        (
            "Die Grenze sei zu, sagte Ministerin Lore Falk. Man setze um, was beim EU-Gipfel in Riga beschlossen sei.",
            "summit",
            [("Lore Falk", None)],
        ),
        # A plan that came to nothing: its own party gives the reason, or somebody tells of the decision.
        (
            "Ministerin Lore Falk hat ihre Reise nach Oslo abgesagt. Sie sei erkrankt, teilte sie am Montag mit.",
            "departure",
            [("Lore Falk", None)],
        ),
        (
            "Der Besuch von Präsident Arvo Laine in Bern ist abgesagt worden. Die Entscheidung sei am Montag gefallen, "
            "teilte der Kreml mit.",
            "visit",
            [("Kreml", None)],
        ),
        # An office with what it is for is one speaker.
        (
            "Der Minister für Handel und kleine Betriebe Jan Berg sagte, Präsident Arvo Laine reise nach Oslo.",
            "departure",
            [("Jan Berg", None)],
        ),
        (
            "Stellvertretend für die Regierung sagte Minister Nils Ohm, Präsident Arvo Laine reise nach Oslo.",
            "departure",
            [("Nils Ohm", None)],
        ),
    ],
)
def test_a_cited_source_vouches(text: str, kind: str, sources: list[Source]) -> None:
    assert sources in vouchers(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # Whoever only mentions what the newsroom tells is no source of it.
        (
            "Präsident Arvo Laine traf am Montag in Bern Ministerin Lore Falk. Das Treffen sei gut verlaufen, "
            "sagte Laine.",
            "summit",
        ),
        (
            "Nach dem Besuch von Präsident Arvo Laine in Bern sei alles offen, sagte ein Berater. Laine besuchte Bern "
            "am Montag.",
            "visit",
        ),
        # A talk after which somebody speaks is no interview.
        ("„Wir sind einig“, sagte Ministerin Lore Falk nach einem Gespräch mit Präsident Arvo Laine.", "statement"),
    ],
)
def test_the_newsroom_vouches_itself(text: str, kind: str) -> None:
    assert vouchers(text, kind) == [[]]


def test_what_somebody_takes_for_granted_is_on_his_word_where_nobody_else_tells_it() -> None:
    text = "Nach dem Besuch von Präsident Arvo Laine in Bern sei alles offen, sagte ein Berater."
    assert vouchers(text, "visit") == [[("Berater", None)]]


@pytest.mark.parametrize(
    ("text", "kind", "sources"),
    [
        (
            "President Arvo Laine, whom he also called, had welcomed the plan, the presidency in Lima said.",
            "statement",
            [("presidency in Lima", None)],
        ),
        (
            "Minister Lore Falk called off her visit to Oslo. The decision was taken on Friday, "
            "the foreign ministry in Lima said.",
            "visit",
            [("foreign ministry in Lima", None)],
        ),
    ],
)
def test_english_sources(text: str, kind: str, sources: list[Source]) -> None:
    assert sources in vouchers(text, kind, "en")
