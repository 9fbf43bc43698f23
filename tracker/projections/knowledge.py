"""What the seeds know of actors, places and sources, as pure look-ups: which names mean the same, what lies in what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from importlib.resources import files

import tomli

import seeds
from events.edtf import Span, parse
from tracker.projections.names import fold

FREE = "~"
"""Marks the key of a place that no gazetteer knows."""
_COUNTRY = "country:"
_SHORTEST, _ALIKE = 4, 0.6
"""A word of a name is looked up in other spellings from so many letters on; so alike are spellings of one name."""
_SPEAKS_FOR_A_STATE = frozenset({"government", "ministry", "parliament", "party", "armed"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody known: the key that all spellings share, the name to show, the state acted for, the kind of body."""

    key: str
    name: str
    country: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of office: its level, and the spans in which it began and ended; None where open."""

    level: str
    start: Span | None
    end: Span | None

    def covers(self, day: date | None) -> bool:
        """Whether it may have covered a day."""
        if day is None:
            return True
        begun = self.start is None or self.start.earliest is None or self.start.earliest <= day
        return begun and (self.end is None or self.end.latest is None or day <= self.end.latest)


def _span(edtf: str) -> Span | None:
    return parse(edtf) if edtf else None


class Knowledge:
    """Look-ups over people, offices, organisations, countries and places; built once, it never changes."""

    def __init__(
        self,
        people: Iterable[seeds.Person],
        offices: Iterable[seeds.Office],
        organisations: Iterable[seeds.Organisation],
        countries: Iterable[seeds.Country],
        places: Iterable[seeds.PlaceEntry],
    ) -> None:
        self._actors: dict[str, Actor] = {}
        self._families: dict[str, list[seeds.Person]] = {}
        self._terms: dict[str, list[_Term]] = {}
        self._adjectives: dict[str, str] = {}
        self._place_keys: dict[str, list[str]] = {}
        self._paths: dict[str, tuple[str, ...]] = {}
        self._points: dict[str, tuple[float, float]] = {}
        self._names: list[tuple[str, ...]] = []
        words = tomli.loads((files(__package__) / "sources.toml").read_text(encoding="utf-8"))
        self._state_agencies = frozenset(fold(name) for name in words["state_agencies"])
        self._government_words = frozenset(words["government_words"])
        self._levels = tuple((row["level"], tuple(row["words"])) for row in words["level"])
        self._level_order = {level: rank for rank, level in enumerate(words["order"]["levels"])}
        self._add_countries(countries)
        self._add_people(people, offices)
        self._add_places(places)
        self._add_organisations(organisations)

    def actor(
        self, name: str, kind: str, country: str | None, office: str | None = None, day: date | None = None
    ) -> str:
        """The key that all spellings of an actor share; for somebody unknown it is made of the name itself.

        Args:
            name, kind, country, office: as the event names them.
            day: on which a title ("Machthaber Kim") must have been held; None for any.
        """
        if kind == "state" and country:
            return f"state:{country}"
        folded = fold(name) or name
        known = self._actors.get(folded)
        if known and self._fits(known, kind, country):
            return known.key
        if kind == "person":
            person = self._by_family(folded.split(), country, office, day)
            if person:
                return person
            return folded
        return f"{folded} [{country}]" if country else folded

    def depends_on_day(self, name: str) -> bool:
        """Whether whom a name means, or which office they hold, may differ from day to day."""
        folded = fold(name)
        known = self._actors.get(folded)
        return (known is not None and known.key in self._terms) or folded.rpartition(" ")[2] in self._families

    def known(self, name: str) -> Actor | None:
        """The actor that a name means for sure."""
        return self._actors.get(fold(name))

    def spellings(self, word: str) -> frozenset[str]:
        """What else may be written for a name of one word, folded: "zelensky" → "selenskyj"."""
        return self._spellings.get(fold(word), frozenset())

    @cached_property
    def _spellings(self) -> Mapping[str, frozenset[str]]:
        """The names that mean the same, by each of them that is one word long; made when it is first asked for."""
        found: dict[str, set[str]] = {}
        for names in (*self._names, *self._family_names()):
            same = {folded for name in names if (folded := fold(name))}
            for word in same:
                if len(word) >= _SHORTEST and " " not in word:
                    found.setdefault(word, set()).update(same - {word})
        return {word: frozenset(others) for word, others in found.items() if others}

    def _family_names(self) -> Iterator[list[str]]:
        """The spellings of each person's family name: the last words of their names that resemble it."""
        for family, bearers in self._families.items():
            for person in bearers:
                lasts = {name.rpartition(" ")[2] for name in (person.name_de, person.name_en, *person.aliases)}
                yield [family, *(last for last in lasts if _resemble(fold(last), family))]

    def place(self, name: str, country: str | None, within: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The keys of a place and of all that contains it, from narrow to wide; the first is marked where unknown."""
        found = self._place(name, country)
        if found:
            return found
        path = [FREE + (fold(name) or name)]
        for wider in within:
            path.extend(step for step in self._place(wider, country) or (FREE + fold(wider),) if step not in path)
        if country and _COUNTRY + country not in path:
            path.append(_COUNTRY + country)
        return tuple(path)

    def path_of(self, place_id: str, country: str | None) -> tuple[str, ...]:
        """The path of a place by its key, as an identity event or the event itself names it."""
        known = self._paths.get(place_id)
        if known:
            return known
        return (place_id, _COUNTRY + country) if country else (place_id,)

    def point(self, place_id: str) -> tuple[float, float] | None:
        """Latitude and longitude of a place by its key, in degrees; None where the gazetteer does not tell."""
        return self._points.get(place_id)

    @lru_cache(maxsize=2048)  # noqa: B019
    def speaks_for(self, source: str) -> str | None:
        """The state whose government a source is: a body, a head, a state agency, "südkoreanisches Präsidialamt"."""
        folded = fold(source)
        actor = self._actors.get(folded)
        if actor:
            official = actor.kind in _SPEAKS_FOR_A_STATE or actor.kind in ("person", "state")
            return actor.country if official or folded in self._state_agencies else None
        words = folded.split()
        if any(word in self._government_words for word in words):
            for word in words:
                for stem in (word, word.rstrip("nmrs"), word.rstrip("nmrs").rstrip("e")):
                    if stem in self._adjectives:
                        return self._adjectives[stem]
            for word in words:
                if (named := self._actors.get(word)) and named.country:
                    return named.country
        for size in (2, 1):
            head = " ".join(words[-size:])
            if (named := self._actors.get(head)) and named.kind in _SPEAKS_FOR_A_STATE | {"person"}:
                return named.country
        if len(words) > 1 and all(self._is_title(word) for word in words[:-1]):
            states = {person.country for person in self._families.get(words[-1], ())}
            if len(states) == 1:
                return states.pop() or None
        return self._spokesman_of(words[0]) if words else None

    def is_agency(self, name: str) -> bool:
        """Whether a name is that of a news agency."""
        actor = self.known(name)
        return actor is not None and actor.kind == "agency"

    @lru_cache(maxsize=2048)  # noqa: B019 - one Knowledge lives as long as the process
    def level(self, office: str | None, kind: str, key: str, day: date | None = None) -> str:
        """The level of a side, from the office as worded, else from the office that the seeds know for that day."""
        if office:
            words = f" {fold(office)} "
            for level, cues in self._levels:
                if any(f" {cue} " in words for cue in cues):
                    return str(level)
        terms = self._terms.get(key)
        if terms:
            held = [term.level for term in terms if term.covers(day) and term.level in self._level_order]
            led = any(term.level.startswith(("head_", "de_facto")) for term in terms)
            return min(held, key=self.rank, default="former_leader" if led else "unknown")
        return "delegation" if kind in ("state", "organisation") else "unknown"

    def rank(self, level: str) -> int:
        """Where a level stands, 0 the highest."""
        return self._level_order.get(level, len(self._level_order))

    def _spokesman_of(self, word: str) -> str | None:
        """ "Kremlsprecher", "Kreml-Chef": a word that begins with the name of a government."""
        for size in range(len(word), 4, -1):
            body = self._actors.get(word[:size])
            if body and body.kind in _SPEAKS_FOR_A_STATE:
                return body.country
        return None

    def _fits(self, actor: Actor, kind: str, country: str | None) -> bool:
        if actor.kind == "person" and country and actor.country and country != actor.country:
            return False
        return (actor.kind == "person") == (kind == "person") or kind == "source"

    def _by_family(self, words: list[str], country: str | None, office: str | None, day: date | None) -> str | None:
        """ "Machthaber Kim", "Kremlchef Putin": a family name with a title, or alone where only one bears it."""
        if not words:
            return None
        bearers = [p for p in self._families.get(words[-1], ()) if not country or p.country == country]
        titles = set(words[:-1]) | set(fold(office or "").split())
        if len(words) > 1 and not all(self._is_title(word) for word in words[:-1]):
            return None
        if titles:
            level = self.level(" ".join(sorted(titles)), "person", "")
            entitled = [p for p in bearers if self._holds(p.id, level, day)]
            if len(entitled) == 1:
                return entitled[0].id
        return bearers[0].id if len(bearers) == 1 and country else None

    def _holds(self, person: str, level: str, day: date | None) -> bool:
        return any(term.level == level and term.covers(day) for term in self._terms.get(person, ()))

    def _is_title(self, word: str) -> bool:
        return (
            self.level(word, "person", "") != "unknown"
            or word in self._adjectives
            or word.rstrip("nmrse") in (self._adjectives)
        )

    def _place(self, name: str, country: str | None) -> tuple[str, ...] | None:
        keys = self._place_keys.get(fold(name), ())
        for key in keys:
            path = self._paths[key]
            if country is None or _COUNTRY + country in path or not path[-1].startswith(_COUNTRY):
                return path
        return None

    def _add_countries(self, countries: Iterable[seeds.Country]) -> None:
        for row in countries:
            key = _COUNTRY + row.iso2
            self._paths[key] = (key,)
            self._names.append((row.name_de, row.name_en, *row.aliases_de, *row.aliases_en))
            for name in (row.name_de, row.name_en, *row.aliases_de, *row.aliases_en):
                self._actors.setdefault(fold(name), Actor(f"state:{row.iso2}", row.name_de, row.iso2, "state"))
                self._place_keys.setdefault(fold(name), []).append(key)
            for adjective in (*row.adjective_de, *row.adjective_en):
                self._adjectives.setdefault(fold(adjective), row.iso2)

    def _add_people(self, people: Iterable[seeds.Person], offices: Iterable[seeds.Office]) -> None:
        for person in people:
            actor = Actor(person.id, person.name_de, person.country or None, "person")
            for name in (person.id, person.name_de, person.name_en, *person.aliases):
                self._actors.setdefault(fold(name), actor)
            self._families.setdefault(fold(person.family), []).append(person)
        for office in offices:
            term = _Term(office.office, _span(office.start), _span(office.end))
            self._terms.setdefault(office.person, []).append(term)

    def _add_places(self, places: Iterable[seeds.PlaceEntry]) -> None:
        rows = {row.id: row for row in places}
        for row in rows.values():
            path, step = [row.id], rows.get(row.within)
            while step is not None and step.id not in path:
                path.append(step.id)
                step = rows.get(step.within)
            if row.country:
                path.append(_COUNTRY + row.country)
            self._paths[row.id] = tuple(path)
            if row.lat is not None and row.lon is not None:
                self._points[row.id] = (row.lat, row.lon)
            self._names.append((row.name_de, row.name_en, *row.aliases))
            for name in (row.name_de, row.name_en, *row.aliases):
                self._place_keys.setdefault(fold(name), []).append(row.id)

    def _add_organisations(self, organisations: Iterable[seeds.Organisation]) -> None:
        for row in organisations:
            actor = Actor(row.id, row.name_de, row.country or None, row.kind)
            for name in (row.name_de, row.name_en, *row.aliases):
                self._actors.setdefault(fold(name), actor)
                if row.place_like and row.seat in self._paths:
                    self._paths.setdefault(f"{row.id}", (row.id, *self._paths[row.seat]))
                    self._place_keys.setdefault(fold(name), []).append(row.id)


def _resemble(word: str, family: str) -> bool:
    return SequenceMatcher(None, word, family).ratio() >= _ALIKE


@lru_cache(maxsize=1)
def seeded() -> Knowledge:
    """The knowledge of the shipped seeds."""
    return Knowledge(seeds.people(), seeds.offices(), seeds.organisations(), seeds.countries(), seeds.places())
