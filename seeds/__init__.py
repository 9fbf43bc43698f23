"""What a new installation starts from: demo articles, countries, people and their offices, organisations, places.

All of it is data in CSV files beside this module; `SOURCES.md` credits where the facts come from. ``|`` separates
several values in a cell. An empty ``name_en`` means the same as ``name_de``, an empty ``family`` the last word of
``name_de``, an empty ``title_en`` the usual one of ``titles.csv``. The English names of people and organisations are
among their aliases, since German texts use them, too; so are forms without foreign marks ("Milosevic"). The loaders
return frozen rows and remember them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

_FOLDER = Path(__file__).parent


class Country(NamedTuple):
    """A state. ``adjective_de`` is the stem that endings are added to ("russisch"; a capitalised one such as
    "Schweizer" takes none); ``people_de`` are nouns for its people with their inflected forms ("Russe", "Russen",
    "Russin"), the nominative of the masculine first; ``capital`` is the id of a place. A name gets its genitive -s from
    the reader; forms that change inside ("Vereinigten Staaten") are listed. The states of the past follow at the end:
    YU (from 1992 Serbia and Montenegro), SU, DD, CS (Czechoslovakia). Where two states share a word ("kongolesisch"),
    the first one is meant unless more is told."""

    iso2: str
    iso3: str
    numeric: str
    cow: str
    name_de: str
    name_en: str
    aliases_de: tuple[str, ...]
    aliases_en: tuple[str, ...]
    adjective_de: tuple[str, ...]
    adjective_en: tuple[str, ...]
    people_de: tuple[str, ...]
    people_en: tuple[str, ...]
    capital: str


class Person(NamedTuple):
    """Somebody known: ``family`` is the name that newspapers use alone ("Kim", "Putin", "Erdoğan"); ``aliases`` are
    other full names, transliterations, and other forms of the name used alone ("Selenski"); ``country`` is the state
    that they are known for, "" for none; ``sex`` is m or f."""

    id: str
    name_de: str
    name_en: str
    family: str
    aliases: tuple[str, ...]
    country: str
    sex: str


class Office(NamedTuple):
    """A term of office. ``office`` is a level of the domain (DOMAIN 2.4: head_of_state, foreign_minister, ``both`` for
    one who is head of state and of government …), ``body`` the ISO code of the state or the id of the organisation;
    ``start`` and ``end`` are EDTF dates, ``end`` is "" where open."""

    person: str
    office: str
    title_de: str
    title_en: str
    body: str
    start: str
    end: str


class Organisation(NamedTuple):
    """A body that acts or speaks. ``kind``: igo, agency, outlet, government, ministry, parliament, party, armed,
    other. ``seat`` is the id of a place; ``place_like`` says that its name also serves as a place (Kreml);
    ``careful`` says that the name is also an ordinary word or a common name ("Die Zeit", "Mehr") and counts only in
    quotation marks or behind a word for its kind ("Nachrichtenagentur", "Zeitung", "Sender")."""

    id: str
    name_de: str
    name_en: str
    aliases: tuple[str, ...]
    kind: str
    country: str
    seat: str
    place_like: bool
    careful: bool


class PlaceEntry(NamedTuple):
    """A place of the gazetteer. ``kind``: capital, city, region, venue, island, sea; ``country`` is "" for what lies in
    several states or in none; ``within`` is the id of the next larger place, "" where that is the state; ``lat`` and
    ``lon`` are degrees; ``careful`` says that the name is also an ordinary word or a common name of people and counts
    only behind a preposition. ``aliases`` are what German texts write; ``name_en`` is for texts in English, since it
    may be a German word."""

    id: str
    name_de: str
    name_en: str
    aliases: tuple[str, ...]
    country: str
    kind: str
    within: str
    lat: float | None
    lon: float | None
    careful: bool


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a file below its header, as they stand: names for the columns would cost a third of the reading."""
    rows = csv.reader(io.StringIO((_FOLDER / name).read_text(encoding="utf-8")))
    next(rows)
    return rows


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


class _Plain(dict[int, str]):
    """Maps a letter to the one that newspapers put for it: German letters stay, other marks go, ’ becomes '."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = letter if letter in "äöüÄÖÜß" else normalize("NFKD", letter)[0]
        self[code] = bare
        return bare


_PLAIN = _Plain({ord(marked): bare for marked, bare in zip("łŁđĐøØıƏə’ʻ", "lLdDöÖiEe''", strict=True)})


def _aliases(name: str, *others: str) -> tuple[str, ...]:
    """The other names of a row, each also without the marks that German does not know ("Čaputová", "Caputova")."""
    if name.isascii() and not others:
        return ()
    names = (name, *others)
    if "".join(names).isascii():
        forms = dict.fromkeys(names)
    else:
        forms = dict.fromkeys(f for n in names for f in ((n,) if n.isascii() else (n, n.translate(_PLAIN))))
    del forms[name]
    return tuple(forms)


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All countries, from ``countries.csv``."""
    return tuple(
        Country(
            iso2, iso3, numeric, cow, name_de, name_en, _several(aliases_de), _several(aliases_en),
            _several(adjective_de), _several(adjective_en), _several(people_de), _several(people_en), capital,
        )
        for (
            iso2, iso3, numeric, cow, name_de, name_en, aliases_de, aliases_en,
            adjective_de, adjective_en, people_de, people_en, capital,
        ) in _rows("countries.csv")
    )  # fmt: skip


@lru_cache(maxsize=1)
def people() -> tuple[Person, ...]:
    """All known people, from ``people.csv``."""
    return tuple(_person(*row) for row in _rows("people.csv"))


def _person(id: str, name_de: str, name_en: str, family: str, aliases: str, country: str, sex: str) -> Person:
    name_en, family = name_en or name_de, family or name_de.rpartition(" ")[2]
    others = [*_several(aliases), *((name_en,) if name_en != name_de else ())]
    if not family.isascii() and (bare := family.translate(_PLAIN)) != family:
        others.append(bare)
    return Person(id, name_de, name_en, family, _aliases(name_de, *others), country, sex)


@lru_cache(maxsize=1)
def offices() -> tuple[Office, ...]:
    """All terms of office, from ``offices.csv`` and ``titles.csv``."""
    usual = dict(_rows("titles.csv"))
    return tuple(
        Office(person, office, title_de, title_en or usual[title_de], body, start, end)
        for person, office, title_de, title_en, body, start, end in _rows("offices.csv")
    )


@lru_cache(maxsize=1)
def organisations() -> tuple[Organisation, ...]:
    """All organisations, agencies, outlets and metonyms of governments, from ``organisations.csv``."""
    return tuple(
        Organisation(
            id, name_de, name_en or name_de, _aliases(name_de, *_several(aliases), name_en or name_de), kind, country,
            seat, place_like == "yes", careful == "yes",
        )
        for id, name_de, name_en, aliases, kind, country, seat, place_like, careful in _rows("organisations.csv")
    )  # fmt: skip


@lru_cache(maxsize=1)
def places() -> tuple[PlaceEntry, ...]:
    """The gazetteer, from ``places.csv``."""
    return tuple(
        PlaceEntry(
            id, name_de, name_en or name_de, _aliases(name_de, *_several(aliases)), country, kind, within,
            float(lat) if lat else None, float(lon) if lon else None, careful == "yes",
        )
        for id, name_de, name_en, aliases, country, kind, within, lat, lon, careful in _rows("places.csv")
    )  # fmt: skip


def demo_articles() -> Iterator[tuple[str, str]]:
    """Name and content of each report of the demo dossier, in the order of their file names."""
    folder = _FOLDER / "articles"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".md"):
            yield entry.name, entry.read_text(encoding="utf-8")
