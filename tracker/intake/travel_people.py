"""Who the people of travel records are: travellers by their records, everybody else by the seeds and their terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import seeds
from events.edtf import parse
from events.parts import Participant, Role
from tracker.intake.travel_mentions import Named
from tracker.intake.travel_records import Trip
from tracker.intake.travel_words import words
from tracker.projections.names import fold

HOME = "US"
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SLACK = timedelta(days=400)
"""How far outside a known term somebody is still taken for the holder of the office: terms are often given in years."""
_OFFICES = {"president": "President", "secretary": "Secretary of State"}


@dataclass
class _Traveller:
    """Somebody whose trips are recorded: name, key, and the days of the first and last trip in each role."""

    name: str
    actor_id: str | None
    days: dict[str, tuple[date, date]]


class People:
    """Turns names of the records into participants.

    Args:
        trips: all trips of the file, whichever of them are imported, so that everybody is known the same way each time.
    """

    def __init__(self, trips: Iterable[Trip]) -> None:
        self._travellers: dict[str, _Traveller] = {}
        self._by_family: dict[str, list[_Traveller]] = {}
        for trip in trips:
            self._meet(trip)

    def traveller(self, trip: Trip, *, elect: bool = False) -> Participant:
        """The traveller of a trip."""
        known = self._travellers[trip.who]
        office = _OFFICES[trip.role] + ("-elect" if elect else "")
        aka = (trip.name,) if trip.name != known.name else ()
        return Participant(
            name=known.name, country=HOME, role="traveller", actor_id=known.actor_id, office=office, aka=aka
        )

    def president(self, named: Named, day: date) -> Participant | None:
        """The president of the traveller's own state whom a remark names; None where it means somebody else."""
        if named.office not in ("President", "former President") or named.country not in (None, HOME):
            return None
        former = named.office != "President"
        family = fold(named.name).split()[-1]
        holders = [one for one in self._by_family.get(family, ()) if _held(one, "president", day, former=former)]
        if len(holders) != 1:
            return None
        return Participant(name=holders[0].name, country=HOME, actor_id=holders[0].actor_id, office=named.office)

    def counterpart(
        self, named: Named, visited: str | None, day: date, role: Role = "participant"
    ) -> Participant | None:
        """Somebody of another state or of a body; None for people of the traveller's own side.

        Who is named without a state acts for the one that is visited, unless the seeds know the holder of an office in
        just one other state on that day.
        """
        if named.country == HOME or self.president(named, day) is not None:
            return None
        known = _known(named.name, named.country, visited, day)
        if known is not None and known.country == HOME:
            return None
        if known is None and named.country is None and not named.body and named.office in words().own_offices:
            return None
        country = named.country or (None if named.body else visited)
        if known is not None and known.country and not named.body:
            country = country if named.country or known.country == country else known.country
        return Participant(
            name=named.name,
            country=country,
            role=role,
            actor_id=known.id if known else _own_key(named.name, country),
            office=named.office or None,
        )

    def _meet(self, trip: Trip) -> None:
        known = self._travellers.get(trip.who)
        if known is None:
            name = " ".join(_BRACKETS.sub("", trip.name).split())
            known = self._travellers[trip.who] = _Traveller(name, _seeded(name), {})
            self._by_family.setdefault(fold(name).split()[-1], []).append(known)
        first, last = known.days.get(trip.role, (trip.start, trip.end))
        known.days[trip.role] = min(first, trip.start), max(last, trip.end)


def _held(traveller: _Traveller, role: str, day: date, *, former: bool = False) -> bool:
    if role not in traveller.days:
        return False
    first, last = traveller.days[role]
    return last < day if former else first - _SLACK <= day <= last + _SLACK


def _own_key(name: str, country: str | None) -> str | None:
    """A key for a bare family name, which people of several states bear; None for a fuller name, which is its own."""
    folded = fold(name)
    return f"{folded}-{country.lower()}" if country and folded and " " not in folded else None


def _seeded(name: str) -> str | None:
    """The key of somebody of the home state: by the full name, without initials, or by first and last name."""
    parts = name.split()
    shorter = [part for part in parts if not part.endswith(".")]
    for tried in (name, " ".join(shorter), f"{shorter[0]} {shorter[-1]}"):
        for person in _index().get(fold(tried), ()):
            if person.country == HOME and len(fold(tried).split()) > 1:
                return person.id
    return None


def _known(name: str, country: str | None, visited: str | None, day: date) -> seeds.Person | None:
    """The person of the seeds who bears the name and held an office on that day, where there is just one."""
    folded = fold(name)
    bearers = _index().get(folded) or _index().get(folded.rpartition(" ")[2], ())
    holding = [person for person in bearers if _in_office(person.id, day) and _may_be(folded, person)]
    if country:
        holding = [person for person in holding if person.country == country]
    elif any(person.country == visited for person in holding):
        holding = [person for person in holding if person.country == visited]
    return holding[0] if len(holding) == 1 else None


def _may_be(folded: str, person: seeds.Person) -> bool:
    """Whether a name of several words is one of the person's: their first names must not differ."""
    first = folded.split()[0]
    if " " not in folded:
        return True
    return any(first in fold(name).split() for name in (person.name_de, person.name_en, person.family, *person.aliases))


@lru_cache(maxsize=4096)
def _in_office(person: str, day: date) -> bool:
    return any(start - _SLACK <= day <= end + _SLACK for start, end in _terms().get(person, ()))


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[seeds.Person, ...]]:
    found: dict[str, dict[str, seeds.Person]] = {}
    for person in seeds.people():
        for name in (person.name_de, person.name_en, person.family, *person.aliases):
            found.setdefault(fold(name), {})[person.id] = person
    return {name: tuple(people.values()) for name, people in found.items()}


@lru_cache(maxsize=1)
def _terms() -> dict[str, list[tuple[date, date]]]:
    found: dict[str, list[tuple[date, date]]] = {}
    for office in seeds.offices():
        start = parse(office.start).earliest if office.start else None
        end = parse(office.end).latest if office.end else None
        bounds = (start or date.min + _SLACK, end or date.max - _SLACK)
        found.setdefault(office.person, []).append(bounds)
    return found
