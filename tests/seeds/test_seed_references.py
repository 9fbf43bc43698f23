"""What one file of the seeds says of another holds, and an id means one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

import seeds

STATES = {country.iso2 for country in seeds.countries()}
PLACES = {place.id: place for place in seeds.places()}
ORGANISATIONS = {organisation.id for organisation in seeds.organisations()}
PEOPLE = {person.id for person in seeds.people()}


def _twice(ids: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(ids).items() if count > 1]


@pytest.mark.parametrize("rows", [seeds.people(), seeds.organisations(), seeds.places()])
def test_an_id_is_given_once(rows: tuple[seeds.Person, ...]) -> None:
    assert _twice(row.id for row in rows) == []


def test_every_capital_lies_in_its_state() -> None:
    past = {"YU": "RS", "SU": "RU", "DD": "DE", "CS": "CZ"}
    for country in seeds.countries():
        capital = PLACES[country.capital]
        assert capital.kind == "capital"
        assert capital.country == past.get(country.iso2, country.iso2), country.name_de


def test_every_capital_is_the_capital_of_a_state() -> None:
    capitals = {country.capital for country in seeds.countries()}
    assert {place.id for place in PLACES.values() if place.kind == "capital"} == capitals


def test_what_contains_a_place_is_in_the_gazetteer_and_the_chain_ends() -> None:
    for place in PLACES.values():
        seen = {place.id}
        while place.within:
            container = PLACES[place.within]
            assert container.id not in seen, place.id
            assert container.country in (place.country, ""), place.id
            seen.add(container.id)
            place = container


def test_places_people_and_bodies_belong_to_known_states() -> None:
    for row in (*seeds.places(), *seeds.people(), *seeds.organisations()):
        assert row.country in STATES | {""}, row.id


def test_seats_are_in_the_gazetteer() -> None:
    assert [o.id for o in seeds.organisations() if o.seat and o.seat not in PLACES] == []


def test_a_term_of_office_has_a_known_holder_and_body() -> None:
    for term in seeds.offices():
        assert term.person in PEOPLE, term
        assert term.body in STATES | ORGANISATIONS, term


def test_everybody_held_an_office() -> None:
    assert {term.person for term in seeds.offices()} == PEOPLE


def test_ids_of_bodies_and_codes_of_states_cannot_be_mistaken() -> None:
    assert all(organisation == organisation.lower() for organisation in ORGANISATIONS)
    assert all(state == state.upper() for state in STATES)
