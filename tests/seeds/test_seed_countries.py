"""States are named and coded so that a text and a table meet."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import seeds

PAST = {"YU", "SU", "DD", "CS"}
BY_CODE = {country.iso2: country for country in seeds.countries()}
CROSSWALK = Path(__file__).parents[3] / "shared" / "data" / "iso_cow.csv"


def test_codes_are_well_formed_and_given_once() -> None:
    for country in BY_CODE.values():
        assert re.fullmatch(r"[A-Z]{2}", country.iso2)
        assert re.fullmatch(r"[A-Z]{3}", country.iso3)
        assert re.fullmatch(r"\d{3}" if country.iso2 != "XK" else "", country.numeric), country.iso2
        assert re.fullmatch(r"\d{1,3}|", country.cow)
    assert len(BY_CODE) == len(seeds.countries())
    assert max(Counter(country.iso3 for country in BY_CODE.values()).values()) == 1
    assert max(Counter(c.numeric for c in BY_CODE.values() if c.numeric).values()) == 1


def test_both_letter_codes_begin_alike() -> None:
    # true of all states but these, so a slipped row shows
    assert {c.iso2 for c in BY_CODE.values() if c.iso2[0] != c.iso3[0]} == {"KM", "KP", "RS"}


def test_a_state_system_number_is_shared_by_successors_only() -> None:
    shared: dict[str, set[str]] = {}
    for country in BY_CODE.values():
        if country.cow:
            shared.setdefault(country.cow, set()).add(country.iso2)
    assert [states for states in shared.values() if len(states) > 1] == [{"RS", "YU"}, {"RU", "SU"}]


def test_codes_agree_with_the_crosswalk() -> None:
    if not CROSSWALK.exists():
        pytest.skip("the crosswalk of ISO and COW codes is not beside this checkout")
    with CROSSWALK.open(encoding="utf-8", newline="") as stream:
        rows = {row["iso2"]: (row["iso3"], row["iso_num"], row["cow"]) for row in csv.DictReader(stream)}
    assert {c.iso2: (c.iso3, c.numeric, c.cow) for c in BY_CODE.values() if c.iso2 not in PAST} == rows


def test_a_german_name_means_one_state() -> None:
    names = Counter(name for c in BY_CODE.values() for name in (c.name_de, *c.aliases_de))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_state_has_adjectives_and_a_people() -> None:
    for country in BY_CODE.values():
        assert country.adjective_de, country.iso2
        assert country.adjective_en, country.iso2
        assert country.people_de or country.iso2 == "VA", country.iso2


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("US", "Vereinigten Staaten"),
        ("GB", "Großbritannien"),
        ("BY", "Weißrussland"),
        ("CI", "Elfenbeinküste"),
        ("MD", "Moldawien"),
        ("MM", "Birma"),
        ("CZ", "Tschechien"),
        ("NL", "Holland"),
        ("AE", "Emirate"),
        ("YU", "Rest-Jugoslawien"),
        ("CD", "Zaire"),
        ("VA", "Heiliger Stuhl"),
    ],
)
def test_names_are_those_of_newspapers(code: str, name: str) -> None:
    assert name in (BY_CODE[code].name_de, *BY_CODE[code].aliases_de)


def test_people_are_inflected() -> None:
    assert BY_CODE["RU"].people_de == ("Russe", "Russen", "Russin", "Russinnen")
    assert {"Franzose", "Franzosen", "Französin"} <= set(BY_CODE["FR"].people_de)
