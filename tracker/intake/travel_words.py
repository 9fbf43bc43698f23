"""The words that the remarks of travel records are read with: `travel_words.toml`, and the states of the seeds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import tomli

import seeds
from tracker.projections.names import fold


class Phrases:
    """Phrases of one or more words, found by their words; the longest one wins."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = {tuple(phrase.split()) for phrase in phrases}
        self._longest = max((len(phrase) for phrase in self._phrases), default=0)

    def at(self, words: Sequence[str], start: int) -> int:
        """How many words from ``start`` on make a phrase; 0 for none."""
        for size in range(min(self._longest, len(words) - start), 0, -1):
            if tuple(words[start : start + size]) in self._phrases:
                return size
        return 0


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary, as `travel_words.toml` explains it.

    Attributes:
        offices: singular and plural; ``plural`` holds those that take several names.
        states: the phrases that name a state, and its code by the phrase.
        ranks: how a visit's rank is told, in order.
        countries: codes by the folded name of the record's column; "" is no state's.
    """

    offices: Phrases
    plural: frozenset[str]
    own_offices: frozenset[str]
    before: frozenset[str]
    domains: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    no_names: frozenset[str]
    bodies: Phrases
    states: Phrases
    codes: dict[str, str]
    gatherings: frozenset[str]
    addressed: frozenset[str]
    occasions: frozenset[str]
    domestic: frozenset[str]
    general: frozenset[str]
    multilateral: frozenset[str]
    connectors: frozenset[str]
    placing: frozenset[str]
    ending: frozenset[str]
    adverbs: frozenset[str]
    meets: frozenset[str]
    takes_part: frozenset[str]
    irregular: frozenset[str]
    not_verbs: frozenset[str]
    ranks: tuple[tuple[str, re.Pattern[str]], ...]
    countries: dict[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The vocabulary, read once."""
    data = tomli.loads((files(__package__) / "travel_words.toml").read_text(encoding="utf-8"))
    plural = {_plural(office): office for office in data["offices"]}
    codes = _state_words() | data["states"]
    return Words(
        offices=Phrases([*data["offices"], *plural]),
        plural=frozenset(plural),
        own_offices=frozenset(data["own_offices"]),
        before=frozenset(data["before"]),
        domains=frozenset(data["domains"]),
        titles=frozenset(data["titles"]),
        particles=frozenset(data["particles"]),
        no_names=frozenset(data["no_names"]),
        bodies=Phrases(data["bodies"]),
        states=Phrases(codes),
        codes=codes,
        gatherings=frozenset(data["gatherings"]),
        addressed=frozenset(data["addressed"]),
        occasions=frozenset(data["occasions"]),
        domestic=frozenset(data["domestic"]),
        general=frozenset(data["general"]),
        multilateral=frozenset(data["multilateral"]),
        connectors=frozenset(data["connectors"]),
        placing=frozenset(data["placing"]),
        ending=frozenset(data["ending"]),
        adverbs=frozenset(data["adverbs"]),
        meets=frozenset(data["meets"]),
        takes_part=frozenset(data["takes_part"]),
        irregular=frozenset(data["irregular"]),
        not_verbs=frozenset(data["not_verbs"]),
        ranks=tuple((row["rank"], re.compile(row["words"], re.IGNORECASE)) for row in data["rank"]),
        countries=_country_names() | {fold(name): code for name, code in data["countries"].items()},
    )


def _plural(office: str) -> str:
    """The plural of an office; of "Secretary General" the first word changes."""
    first, _, rest = office.partition(" ")
    if rest in ("General", "of State", "of Staff"):
        return f"{_plural(first)} {rest}"
    if office.endswith("y") and not office.endswith("ey"):
        return office[:-1] + "ies"
    return office + "s"


def _state_words() -> dict[str, str]:
    """English adjectives and names of states with their codes; where several share one, the first is meant."""
    found: dict[str, str] = {}
    for country in seeds.countries():
        for name in (*country.adjective_en, country.name_en, *country.aliases_en):
            found.setdefault(name, country.iso2)
    return found


def _country_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in seeds.countries():
        for name in (country.name_en, *country.aliases_en, country.name_de, *country.aliases_de):
            found.setdefault(fold(name), country.iso2)
    return found
