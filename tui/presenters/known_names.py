"""Names that the desk knows – people, states, organisations, places of the seeds – for typed names and suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import seeds
from events.parts import ParticipantKind


@dataclass(frozen=True, slots=True)
class KnownActor:
    """Somebody or some body of the seeds."""

    name: str
    kind: ParticipantKind
    country: str | None


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the gazetteer."""

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None


@lru_cache(maxsize=1)
def _actors() -> dict[str, KnownActor]:
    known: dict[str, KnownActor] = {}
    families: dict[str, list[KnownActor]] = {}
    for person in seeds.people():
        actor = KnownActor(person.name_de, "person", person.country or None)
        _add(known, actor, (person.name_de, person.name_en, *person.aliases))
        families.setdefault(person.family.casefold(), []).append(actor)
    for country in seeds.countries():
        actor = KnownActor(country.name_de, "state", country.iso2)
        _add(known, actor, (country.name_de, country.name_en, *country.aliases_de, *country.aliases_en))
    for body in seeds.organisations():
        actor = KnownActor(body.name_de, "organisation", body.country or None)
        _add(known, actor, (body.name_de, body.name_en, *body.aliases))
    for family, actors in families.items():
        if len(actors) == 1:
            known.setdefault(family, actors[0])
    return known


def _add(known: dict[str, KnownActor], actor: KnownActor, names: Iterable[str]) -> None:
    for name in names:
        known.setdefault(name.casefold(), actor)


@lru_cache(maxsize=1)
def _places() -> dict[str, KnownPlace]:
    known: dict[str, KnownPlace] = {}
    for place in seeds.places():
        entry = KnownPlace(place.id, place.name_de, place.country or None, place.lat, place.lon)
        for name in (place.name_de, place.name_en, *place.aliases):
            known.setdefault(name.casefold(), entry)
    for country in seeds.countries():
        for name in (country.name_de, country.name_en):
            known.setdefault(name.casefold(), KnownPlace(country.iso2, country.name_de, country.iso2, None, None))
    return known


def actor(name: str) -> KnownActor | None:
    """Whom a name means; a family name alone only where one person has it."""
    return _actors().get(name.strip().casefold())


def place(name: str) -> KnownPlace | None:
    """Which place a name means."""
    return _places().get(name.strip().casefold())


def is_country(code: str) -> bool:
    """Whether a code is that of a state."""
    return any(country.iso2 == code for country in seeds.countries())


def completed(start: str, *, places: bool) -> str | None:
    """The shortest known name that begins so."""
    wanted = start.casefold()
    if len(wanted) < 2:
        return None
    names = (entry.name for entry in (_places() if places else _actors()).values())
    fitting = {name for name in names if name.casefold().startswith(wanted)}
    return min(fitting, key=lambda name: (len(name), name)) if fitting else None
