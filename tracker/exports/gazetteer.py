"""Where places lie: coordinates from the seeds, and how exactly they are meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import seeds
from tracker.projections.knowledge import seeded

_COUNTRY = "country:"


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the map. ``precision``: "place", "area" (what contains it) or "country" (shown at its capital)."""

    lat: float
    lon: float
    precision: str

    @property
    def exact(self) -> bool:
        """Whether the place itself is meant."""
        return self.precision == "place"


@lru_cache(maxsize=8192)
def locate(name: str | None, country: str | None) -> Spot | None:
    """Where a place lies; of a state the capital. None where the seeds know neither."""
    path = seeded().place(name, country) if name else ()
    for step, key in enumerate(path):
        entry = _places().get(key)
        if entry is not None and entry.lat is not None and entry.lon is not None:
            return Spot(entry.lat, entry.lon, "place" if step == 0 else "area")
    state = next((key.removeprefix(_COUNTRY) for key in path if key.startswith(_COUNTRY)), country)
    return _capital(state) if state else None


@lru_cache(maxsize=1)
def countries() -> dict[str, seeds.Country]:
    """The countries by their ISO code."""
    return {country.iso2: country for country in seeds.countries()}


def is_country(name: str) -> bool:
    """Whether a name is that of a state and of no place within it."""
    path = seeded().place(name, None)
    return bool(path) and path[0].startswith(_COUNTRY)


def _capital(iso2: str) -> Spot | None:
    country = countries().get(iso2)
    entry = _places().get(country.capital) if country else None
    if entry is None or entry.lat is None or entry.lon is None:
        return None
    return Spot(entry.lat, entry.lon, "country")


@lru_cache(maxsize=1)
def _places() -> dict[str, seeds.PlaceEntry]:
    return {entry.id: entry for entry in seeds.places()}
