"""Who takes part: several told by one noun, crowds beside their bodies, families by office, whom journeys lead."""

from __future__ import annotations

import pytest

from tracker.articles import Article
from tracker.parsing.parse import parse


def told(text: str, language: str = "de", published: str = "2023-09-15") -> list[str]:
    """The happenings of a text, each as "type status: parties > place"."""
    found = [f.event for f in parse(Article(text, published=published, language=language))]
    return [
        f"{e.type} {e.status}: {', '.join(p.name for p in e.participants)}" + (f" > {e.place.name}" if e.place else "")
        for e in found
        if e.type != "statement"
    ]


@pytest.mark.parametrize(
    ("text", "happening"),
    [
        (
            "Der finnische und der norwegische Außenminister trafen sich in Oslo.",
            "summit occurred: finnischer Außenminister, norwegischer Außenminister > Oslo",
        ),
        (
            "Russische, türkische und iranische Unterhändler berieten am Montag in Astana.",
            "summit occurred: Russland, Türkei, Iran > Astana",
        ),
        (
            "Delegationen aus Armenien und Aserbaidschan nahmen am Montag in Tiflis Gespräche auf.",
            "summit occurred: Armenien, Aserbaidschan > Tiflis",
        ),
        (
            "Am Dienstag treffen sich die Außenminister der USA, Frankreichs und Deutschlands in Wien.",
            "summit planned: USA, Frankreich, Deutschland > Wien",
        ),
        (
            "Unterhändler der Hamas und Israels verhandelten in Kairo.",
            "summit occurred: Israel, Hamas > Kairo",
        ),
        (
            "Auf dem EU-Gipfel in Riga berieten die Staats- und Regierungschefs am Montag über Hilfen.",
            "summit occurred: EU > Riga",
        ),
        (
            "Präsident Arvo Laine sprach in Oslo mit dem britischen Premierminister.",
            "summit occurred: Arvo Laine, britischer Premierminister > Oslo",
        ),
        (
            "Die nächste Reise führt den Emir nach Chile.",
            "departure planned: Emir > Chile",
        ),
        (
            "Der Besuch soll Ministerin Lore Falk auch nach Riga führen.",
            "visit planned: Lore Falk > Riga",
        ),
        (
            "So führt die erste Auslandsreise des finnischen Präsidenten nach Norwegen.",
            "departure planned: finnischer Präsident > Norwegen",
        ),
        (
            "Präsident Arvo Laine war krank. Laine besuchte Riga am Montag.",
            "visit occurred: Arvo Laine > Riga",
        ),
    ],
)
def test_who_takes_part(text: str, happening: str) -> None:
    assert happening in told(text)


@pytest.mark.parametrize(
    ("text", "happening"),
    [
        (
            "Israeli and Palestinian negotiators met in Aqaba on Sunday.",
            "summit occurred: Israel, Palestine > Aqaba",
        ),
        (
            "Delegations from Fiji and Samoa began talks in Suva on Monday.",
            "summit occurred: Fiji, Samoa > Suva",
        ),
        (
            "The leaders of Japan and South Korea held talks in Tokyo on Thursday.",
            "summit occurred: Japan, South Korea > Tokyo",
        ),
    ],
)
def test_who_takes_part_in_english(text: str, happening: str) -> None:
    assert happening in told(text, "en")


def test_a_definition_is_no_meeting() -> None:
    text = "Beim Nordforum handelt es sich um ein Gespräch der Minister mit Präsident Arvo Laine."
    assert told(text) == []


def test_presidents_of_several_states_are_the_holders_on_the_day() -> None:
    found = told("Die Präsidenten Serbiens und des Kosovo wollen sich am Montag in Brüssel treffen.")
    assert found == ["summit planned: Aleksandar Vučić, Vjosa Osmani > Brüssel"]


def test_a_family_name_behind_an_office_is_the_one_who_held_it() -> None:
    [event] = [f.event for f in parse(Article("Bundespräsident Steinmeier reist am Montag nach Oslo.", language="de"))]
    [traveller] = event.participants
    assert (traveller.name, traveller.country, traveller.actor_id) == ("Steinmeier", "DE", "frank-walter-steinmeier")


@pytest.mark.parametrize(
    ("told_as", "name", "office"),
    [
        ("Präsident Arvo Laine", "Arvo Laine", "Präsident"),
        ("Finnlands Präsident Arvo Laine", "Arvo Laine", "Finnlands Präsident"),
        ("Der Vorsitzende der Nordischen Union (NU), Arvo Laine,", "Vorsitzende", None),
    ],
)
def test_an_office_is_told_without_the_name(told_as: str, name: str, office: str | None) -> None:
    [event] = [f.event for f in parse(Article(f"{told_as} reist am Montag nach Oslo.", language="de"))]
    assert (event.participants[0].name, event.participants[0].office) == (name, office)
