"""Places lie where they should: a slipped sign or a namesake elsewhere shows as a distance."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import seeds

PLACES = {place.id: place for place in seeds.places()}
CAPITALS = {PLACES[c.capital].country: PLACES[c.capital] for c in seeds.countries()}
REACH = {  # km from the capital where 2,000 are not enough: large states and far islands
    "RU": 7500, "CN": 3700, "CA": 4500, "AU": 3400, "BR": 2800, "US": 7900, "IN": 2300, "ID": 5500, "CL": 2300,
    "AR": 2500, "PT": 2000, "NO": 2200, "DK": 4000, "KZ": 2300, "MX": 2500,
}  # fmt: skip
OVERSEAS = {  # parts of a state beyond every rule of thumb
    "falklandinseln", "diego-garcia", "bermuda", "franzoesisch-guayana", "neukaledonien", "franzoesisch-polynesien",
    "martinique", "guadeloupe", "reunion", "mayotte", "guam", "midway", "kanaren", "lanzarote", "las-palmas",
}  # fmt: skip


def _radians(place: seeds.PlaceEntry) -> tuple[float, float]:
    assert place.lat is not None
    assert place.lon is not None
    return radians(place.lat), radians(place.lon)


def _kilometres(one: seeds.PlaceEntry, other: seeds.PlaceEntry) -> float:
    (a, east), (b, west) = _radians(one), _radians(other)
    across = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin((west - east) / 2) ** 2
    return 12742 * asin(sqrt(across))


def test_every_place_has_coordinates_on_the_globe() -> None:
    for place in PLACES.values():
        assert place.lat is not None, place.id
        assert place.lon is not None, place.id
        assert -90 <= place.lat <= 90, place.id
        assert -180 <= place.lon <= 180, place.id


def test_a_place_lies_within_reach_of_its_capital() -> None:
    for place in PLACES.values():
        if place.country and place.id not in OVERSEAS:
            assert _kilometres(place, CAPITALS[place.country]) <= REACH.get(place.country, 2000), place.id


def test_a_place_lies_near_what_contains_it() -> None:
    for place in PLACES.values():
        if place.within:
            container = PLACES[place.within]
            reach = 80 if container.kind in ("city", "capital", "venue") else 1800
            assert _kilometres(place, container) <= reach, place.id


def test_kinds_are_known() -> None:
    assert {place.kind for place in PLACES.values()} == {"capital", "city", "region", "venue", "island", "sea"}


def test_venues_of_diplomacy_are_there() -> None:
    names = {name for place in PLACES.values() for name in (place.name_de, *place.aliases)}
    assert {
        "Camp David", "Scharm el-Scheich", "Dayton", "Rambouillet", "Davos", "Schloss Elmau", "Heiligendamm",
        "Wostotschny", "Panmunjom", "Petersberg", "Völkerbundpalast", "Jalta", "Mar-a-Lago", "Sunnylands",
        "Meseberg", "Zarskoje Selo",
    } <= names  # fmt: skip
    assert sum(place.kind == "venue" for place in PLACES.values()) >= 150
