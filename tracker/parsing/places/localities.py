"""Which place is meant: names as they are, "the capital", "the town" and "there" by what was named before."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.parsing.happenings.layers import Line
from tracker.parsing.packs.world import Entry, World
from tracker.parsing.places.find import PlaceMention
from tracker.parsing.values import immutable

_MEMORY = 5
"""Sentences after which a place is no longer meant by "there"."""


@immutable
class Locality:
    """A place of the text, resolved."""

    name: str
    country: str | None
    entry: Entry | None
    first: int
    last: int

    @property
    def key(self) -> str:
        """What makes two localities the same place."""
        return self.entry.id if self.entry is not None else self.name.lower()

    @property
    def is_state(self) -> bool:
        """Whether it is a whole state."""
        return self.entry is not None and self.entry.kind == "state"

    @property
    def is_water(self) -> bool:
        """Whether it is a sea or a river, where nobody meets."""
        return self.entry is not None and self.entry.subkind == "sea"


def localities(lines: Sequence[Line], venues: frozenset[str], known: World) -> dict[tuple[int, int], Locality]:
    """The places of a text by their tokens.

    Args:
        venues: prepositions behind which somebody is or goes; "there" means such a place.
        known: the world in the language of the text.
    """
    found: dict[tuple[int, int], Locality] = {}
    memory: list[tuple[int, Locality, bool]] = []
    for line in lines:
        for place in line.places:
            locality = _resolved(place, line.index, memory, known)
            if locality is None:
                continue
            found[place.first, place.last] = locality
            if not locality.is_water and not place.genitive:
                memory.append((line.index, locality, place.preposition in venues))
    return found


def _resolved(
    place: PlaceMention, index: int, memory: list[tuple[int, Locality, bool]], known: World
) -> Locality | None:
    if place.kind == "named":
        return Locality(place.name, place.country, place.entry, place.first, place.last)
    recent: list[tuple[int, Locality, bool]] = []
    for told in reversed(memory):
        if index - told[0] > _MEMORY:
            break
        recent.append(told)
    recent.reverse()
    if place.kind == "there":
        # A journey in the same sentence comes first, also one whose place is the object: "besuchte Rom und traf dort …"
        here = [m[1] for m in recent if m[0] == index and m[1].last <= place.first]
        base = here[-1] if here else next((m[1] for m in reversed(recent) if m[2]), None)
    elif place.kind == "town":
        base = next((m[1] for m in reversed(recent) if m[2] and not m[1].is_state), None)
    elif place.kind == "country":
        base = next((m[1] for m in reversed(recent) if m[1].is_state), None)
    else:
        base = _capital(place, recent, known)
    if base is None:
        return None
    return Locality(base.name, base.country, base.entry, place.first, place.last)


def _capital(place: PlaceMention, recent: list[tuple[int, Locality, bool]], known: World) -> Locality | None:
    for _, locality, _ in reversed(recent):
        if locality.entry is not None and known.country_of(locality.entry.id):
            return locality
        if locality.country is not None:
            capital = known.capital(locality.country)
            if capital is not None:
                return Locality(capital.name, capital.country, capital, place.first, place.last)
    return None
