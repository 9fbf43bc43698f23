"""What the parser knows of the world: names of states, bodies, people and places, and who held an office when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any

import seeds
from events.edtf import NotEdtf, Span
from events.edtf import parse as parse_edtf
from tracker.parsing.collector import no_search_for_garbage
from tracker.parsing.packs.name_index import Entry, EntryKind, Hit, NameIndex
from tracker.parsing.packs.pack import Pack, load_pack
from tracker.parsing.text.segment import words_of
from tracker.parsing.text.tokens import Tokens

__all__ = ["Entry", "EntryKind", "Hit", "World", "world"]


class World:
    """Names and offices for one language; built once from the seeds."""

    def __init__(self, pack: Pack) -> None:
        inflection = pack.table("language")["inflection"]
        self.language = pack.language
        self._adjective_endings: tuple[str, ...] = tuple(inflection["adjective"])
        self._feminine: tuple[str, ...] = tuple(inflection["feminine"])
        self.states: dict[str, Entry] = {}
        self.places: dict[str, Entry] = {}
        self.people: dict[str, Entry] = {}
        self.capitals: dict[str, str] = {}
        self.capital_of: dict[str, str] = {}
        self.families: dict[str, list[Entry]] = {}
        self._family_of: dict[str, str] = {}
        self._index = NameIndex(inflection["adjective"], inflection["genitive"])
        self._spellings: dict[tuple[str, str, str], str] = {}
        self._adjectives: dict[str, str] = {}
        self._nationals: dict[str, tuple[str, str]] = {}
        self._within: dict[str, str] = {}
        with no_search_for_garbage():
            self._load()

    # --- building ---

    def _load(self) -> None:
        enter = self._index.enter
        name_of, aliases_of, adjectives_of, people_of = map(self._column, ("name", "aliases", "adjective", "people"))
        for c in seeds.countries():
            name = name_of(c)
            entry = Entry("state", c.iso2, name, (name, *aliases_of(c)), c.iso2)
            self.states[c.iso2] = entry
            enter(entry, entry.names)
            for stem in adjectives_of(c):
                self._adjectives.setdefault(stem.lower(), c.iso2)
            for noun in people_of(c):
                self._nationals.setdefault(noun.lower(), (c.iso2, "f" if noun.endswith(self._feminine) else "m"))
            self.capitals[c.iso2] = c.capital
        for p in seeds.places():
            name = name_of(p)
            entry = Entry("place", p.id, name, (name, *p.aliases), p.country or None, p.kind, p.careful)
            self.places[p.id] = entry
            self._within[p.id] = p.within
            enter(entry, entry.names)
        self.capital_of = {place: iso2 for iso2, place in self.capitals.items() if place in self.places}
        for o in seeds.organisations():
            name = name_of(o)
            names = (name, *o.aliases)
            enter(Entry("organisation", o.id, name, names, o.country or None, o.kind, o.careful, o.place_like), names)
        for n in seeds.people():
            name = name_of(n)
            entry = Entry("person", n.id, name, (name, *n.aliases), n.country or None, sex=n.sex)
            self.people[n.id] = entry
            enter(entry, entry.names)
            family = n.family if n.family in name else name.rpartition(" ")[2]
            if " " in family:
                enter(entry, (family,))  # "Van der Bellen"
            self.families.setdefault(family.lower(), []).append(entry)
            self._family_of[n.id] = family

    def _column(self, name: str) -> Callable[[object], Any]:
        """What reads a column of the seeds in the language of the pack."""
        return attrgetter(f"{name}_{self.language}")

    @cached_property
    def _demonyms(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """Words and state of the adjectives and nouns of peoples by their first words, the longest first."""
        demonyms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        adjectives_of, people_of = self._column("adjective"), self._column("people")
        for c in seeds.countries():
            for word in (*adjectives_of(c), *people_of(c)):
                words = tuple(words_of(word.lower()))
                demonyms.setdefault(words[0], []).append((words, c.iso2))
        for known in demonyms.values():
            known.sort(key=lambda pair: -len(pair[0]))
        return demonyms

    @cached_property
    def _offices(self) -> dict[tuple[str, str], list[tuple[str, str, Entry]]]:
        """Begin, end and holder of each term of an office of a body; read when a text tells of one without a name."""
        terms: dict[tuple[str, str], list[tuple[str, str, Entry]]] = {}
        for t in seeds.offices():
            holder = self.people.get(t.person)
            if holder is not None:
                terms.setdefault((t.office, t.body), []).append((t.start, t.end, holder))
        return terms

    # --- asking ---

    def at(self, tokens: Tokens, i: int, limit: int) -> Hit | None:
        """The longest name that begins at a token; genitives ("Russlands") and adjective endings are seen through."""
        return self._index.at(tokens, i, limit)

    def begins_name(self, word: str) -> bool:
        """Whether some name begins with a form of a lower-case word."""
        return self._index.begins_name(word)

    def adjective(self, word: str) -> str | None:
        """The state that a lower-case adjective belongs to ("russischen"), with or without its ending."""
        found = self._adjectives.get(word)
        if found:
            return found
        if word.endswith(self._adjective_endings):
            for ending in self._adjective_endings:
                if word.endswith(ending) and (found := self._adjectives.get(word[: -len(ending)])):
                    return found
        return None

    def demonym(self, tokens: Tokens, i: int, limit: int) -> tuple[str, int] | None:
        """State and length of an adjective or noun of a people that is written as a name ("North Korean")."""
        for words, country in self._demonyms.get(tokens.lower[i], ()):
            if i + len(words) <= limit and tuple(tokens.lower[i : i + len(words)]) == words:
                return country, len(words)
        return None

    def national(self, word: str) -> tuple[str, str] | None:
        """State and sex for a lower-case noun for a member of a people ("tadschike")."""
        return self._nationals.get(word)

    def named(self, name: str) -> Entry | None:
        """A state or body by its bare name; for compounds ("US", "Kreml", "EU")."""
        found = self._index.by_word(name.lower())
        return next((e for kind in ("organisation", "state", "place") for e in found if e.kind == kind), None)

    def named_place(self, name: str) -> Entry | None:
        """A place by its bare name."""
        return next((e for e in self._index.by_word(name.lower()) if e.kind == "place"), None)

    def nation(self, noun: str) -> Entry | None:
        """The state of a people named by a lower-case noun ("palästinenser")."""
        found = self._nationals.get(noun)
        return self.states.get(found[0]) if found else None

    def spelling(self, entry: Entry, printed: str) -> str:
        """The known name of an entry that a printed one is a form of: "Vereinigten Staaten" → "Vereinigte Staaten"."""
        known_spelling = self._spellings.get((entry.kind, entry.id, printed))
        if known_spelling is None:
            known_spelling = self._spelled(entry, printed)
            if len(self._spellings) < 20_000:
                self._spellings[entry.kind, entry.id, printed] = known_spelling
        return known_spelling

    def _spelled(self, entry: Entry, printed: str) -> str:
        words = printed.lower().split()
        for name in entry.names:
            known = name.lower().split()
            if len(known) == len(words) and all(
                abs(len(a) - len(b)) <= 2 and a[: max(2, len(a) - 2)] == b[: max(2, len(a) - 2)]
                for a, b in zip(known, words, strict=True)
            ):
                return name
        return printed

    def family_of(self, person: str) -> str | None:
        """The family name of a known person, as the language writes it."""
        return self._family_of.get(person)

    def holders(self, office: str, body: str, day: date | None) -> list[Entry]:
        """Who held an office of a state or body on a day; all holders, newest last, where the day is unknown."""
        terms = self._offices.get((office, body))
        if terms is None:
            return []
        if day is None:
            return [entry for _, _, entry in terms]
        on_day = Span(day, day)
        return [entry for start, end, entry in terms if _term(start, end).overlaps(on_day)]

    def capital(self, country: str) -> Entry | None:
        """The capital of a state."""
        return self.places.get(self.capitals.get(country, ""))

    def country_of(self, place: str) -> str | None:
        """The state whose capital a place is."""
        return self.capital_of.get(place)

    def within(self, place: str) -> tuple[str, ...]:
        """Names of what contains a place, from narrow to wide."""
        chain: list[str] = []
        outer = self._within.get(place, "")
        while outer in self.places and len(chain) < 5:
            chain.append(self.places[outer].name)
            outer = self._within.get(outer, "")
        return tuple(chain)


@lru_cache(maxsize=4096)
def _term(start: str, end: str) -> Span:
    try:
        first = parse_edtf(start).earliest if start else None
        last = parse_edtf(end).latest if end else None
    except NotEdtf:
        return Span(None, None)
    return Span(first, last)


@lru_cache(maxsize=8)
def world(language: str) -> World:
    """The world as one language names it, built when it is first asked for."""
    return World(load_pack(language))
