"""Names are written as texts write them, each once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

import seeds

FILES = ("countries.csv", "offices.csv", "organisations.csv", "people.csv", "places.csv", "titles.csv")
KINDS = {"igo", "agency", "outlet", "government", "ministry", "parliament", "party", "armed", "other"}


@pytest.mark.parametrize("name", FILES)
def test_cells_have_no_stray_blanks_and_one_way_of_writing(name: str) -> None:
    text = (files("seeds") / name).read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", text) == text
    assert re.findall(r"(?m)  |[|,] |[ |]$| [|,]|\|\||\|,|,\||^\||\t|\r|\u00a0", text.replace(", D.C.", "")) == []


def test_nobody_has_a_name_twice() -> None:
    for row in (*seeds.people(), *seeds.organisations(), *seeds.places()):
        names = (row.name_de, *row.aliases)
        assert len(names) == len(set(names)), row.id


def test_full_names_of_people_are_unique() -> None:
    assert len({person.name_de for person in seeds.people()}) == len(seeds.people())


def test_family_names_are_part_of_a_name() -> None:
    for person in seeds.people():
        assert any(person.family in name for name in (person.name_de, *person.aliases)), person.id
        assert person.sex in ("m", "f"), person.id


def test_a_name_means_one_organisation() -> None:
    names = Counter(n for o in seeds.organisations() for n in {o.name_de, *o.aliases})
    assert [name for name, count in names.items() if count > 1] == []
    assert {organisation.kind for organisation in seeds.organisations()} == KINDS


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Wolodymyr Selenski", "wolodymyr-selenskyj"),
        ("Slobodan Milosevic", "slobodan-milosevic"),
        ("Slobodan Miloschewitsch", "slobodan-milosevic"),
        ("Recep Tayyip Erdogan", "recep-tayyip-erdogan"),
        ("Benjamin Netanyahu", "benjamin-netanjahu"),
        ("Kim Jong Un", "kim-jong-un"),
        ("Sergei Lawrow", "sergej-lawrow"),
        ("Caputova", "zuzana-caputova"),
        ("Massimo D'Alema", "massimo-dalema"),
        ("Jonas Gahr Störe", "jonas-gahr-store"),
    ],
)
def test_transliterations_meet(name: str, person: str) -> None:
    known = {n: p.id for p in seeds.people() for n in (p.name_de, p.name_en, *p.aliases)}
    assert known[name] == person


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Uno", "un"),
        ("NATO", "nato"),
        ("IAEO", "iaea"),
        ("Weltsicherheitsrat", "un-sicherheitsrat"),
        ("Itar-Tass", "tass"),
        ("RIA Nowosti", "ria"),
        ("State Department", "us-aussenministerium"),
        ("Huthi-Rebellen", "huthi"),
    ],
)
def test_bodies_are_known_by_what_newspapers_call_them(name: str, body: str) -> None:
    assert {n: o.id for o in seeds.organisations() for n in (o.name_de, *o.aliases)}[name] == body


def test_names_that_are_words_ask_for_care() -> None:
    careful = {row.name_de for row in (*seeds.places(), *seeds.organisations()) if row.careful}
    assert {"Essen", "Bergen", "Split", "Münster", "Halle", "Die Zeit", "Stern", "Spiegel", "Bild", "Mehr"} <= careful


def test_the_seeds_stay_small_and_are_read_once() -> None:
    assert sum(len((files("seeds") / name).read_bytes()) for name in FILES) <= 400_000
    assert seeds.people() is seeds.people()
    assert seeds.places() is seeds.places()
