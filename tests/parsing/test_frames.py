"""What verbs and nouns tell: every example beside a rule of the pack, and the traps around them."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.articles import Article
from tracker.parsing.packs.pack import load_pack
from tracker.parsing.parse import Finding, parse

FRAMES = load_pack("de").table("frames")


def happenings(text: str, published: str | None = "2023-09-11") -> list[Finding]:
    return [f for f in parse(Article(text, published=published, language="de")) if f.event.type != "statement"]


def told(finding: Finding) -> str:
    event = finding.event
    line = f"{event.type} {event.status}: {', '.join(p.name for p in event.participants)}"
    line += f" > {event.place.name}" if event.place else ""
    return line + (f" < {event.origin.name}" if event.origin else "")


@pytest.mark.parametrize("rule", [*FRAMES["verb"], *FRAMES["noun"]], ids=lambda rule: rule["id"])
def test_examples_of_the_pack(rule: dict[str, Any]) -> None:
    assert rule["expect"] in [told(f) for f in happenings(rule["example"])]


@pytest.mark.parametrize(
    "text",
    [
        "Die Ministerin traf am Montag eine Entscheidung.",
        "Der Kanzler kann sich auf den Präsidenten verlassen.",
        "Die Mannschaft landete auf Platz drei.",
        "Der Unternehmer Jens Karlsen reiste am Montag nach Lissabon.",
        "Der Präsident reiste nicht nach Lissabon.",
        "Im Finale traf Nordheim auf Südheim.",
        "Die Preise erreichten den Gipfel des Jahres.",
    ],
)
def test_idioms_and_others_are_no_happenings(text: str) -> None:
    assert happenings(text) == []


def test_one_trip_with_two_goals_is_two_departures() -> None:
    found = happenings("Der Außenminister fliegt am Freitag nach Lima und nach Quito weiter.")
    assert sorted(told(f) for f in found) == [
        "departure planned: Außenminister > Lima",
        "departure planned: Außenminister > Quito",
    ]


def test_partners_behind_their_own_prepositions_are_met_one_by_one() -> None:
    text = "Präsident Arvo Laine traf in Bern mit Ministerin Lore Falk und dann mit Kanzler Udo Brecht zusammen."
    assert [[p.name for p in f.event.participants] for f in happenings(text)] == [
        ["Arvo Laine", "Lore Falk"],
        ["Arvo Laine", "Udo Brecht"],
    ]


def test_a_relative_clause_takes_place_and_time_from_the_clause_above() -> None:
    text = "Der finnische Präsident Arvo Laine reist am Mittwoch nach Oslo, wo er Ministerin Lore Falk treffen wird."
    summit = next(f.event for f in happenings(text) if f.event.type == "summit")
    assert summit.place is not None
    assert summit.when is not None
    assert (summit.place.name, summit.when.edtf, summit.status) == ("Oslo", "2023-09-13", "planned")


def test_the_front_of_a_compound_is_the_place_or_the_body() -> None:
    found = happenings("Bei seinem Norwegen-Besuch im Mai lobte Präsident Arvo Laine die Fischer.")
    assert [told(f) for f in found] == ["visit occurred: Arvo Laine > Norwegen"]
    found = happenings("Der EU-Gipfel in Riga beginnt am Donnerstag.")
    assert [told(f) for f in found] == ["summit planned: EU > Riga"]


def test_a_stay_of_days_is_an_interval() -> None:
    found = happenings("Der Premierminister Nils Ohm bricht morgen zu einem dreitägigen Besuch nach Malta auf.")
    visit = next(f.event for f in found if f.event.type == "visit")
    assert visit.when is not None
    assert visit.when.edtf == "2023-09-12/2023-09-14"


def test_every_reason_lies_in_the_text() -> None:
    text = "Der finnische Präsident Arvo Laine traf am Montag in Oslo Ministerin Lore Falk."
    [finding] = happenings(text)
    assert text[slice(*finding.trigger)] == "traf"
    assert {text[a:b] for a, b in finding.why["place"]} == {"Oslo"}
    assert {text[a:b] for a, b in finding.why["when"]} == {"am Montag"}


def test_topics_are_the_nouns_behind_ueber() -> None:
    text = "Präsident Arvo Laine sprach in Bern mit Ministerin Lore Falk über Fischerei und neue Zölle."
    [found] = happenings(text)
    assert found.event.topics == ("Fischerei", "Zölle")
