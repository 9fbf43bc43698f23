"""Which codes of CAMEO and PLOVER a happening has: the table ``crosswalk.toml``, whose first fitting row decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import tomli


@dataclass(frozen=True, slots=True)
class Features:
    """What the crosswalk looks at.

    Attributes:
        type, state, format, outcome, leg: as in the model; None where not told.
        remote: whether it is a call by telephone or video.
        hosted: whether a host is named.
        venue: host_state or third_state; None where unknown.
    """

    type: str
    state: str
    format: str | None = None
    outcome: str | None = None
    leg: str | None = None
    remote: bool = False
    hosted: bool = False
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes; "" where the scheme has none. ``auxiliary`` marks what has only an auxiliary mode."""

    cameo: str
    event_type: str
    event_mode: str
    auxiliary: bool = False


_LISTS = {"types": "type", "states": "state", "formats": "format", "outcomes": "outcome", "legs": "leg"}
_VALUES = ("remote", "hosted", "venue")


def codes_of(features: Features) -> Codes:
    """The codes of the first row that fits."""
    for row in rows():
        lists = all(getattr(features, name) in row[key] for key, name in _LISTS.items() if key in row)
        if lists and all(getattr(features, name) == row[name] for name in _VALUES if name in row):
            return Codes(row["cameo"], row["event_type"], row["event_mode"], bool(row.get("auxiliary")))
    return Codes("", "", "")


@lru_cache(maxsize=1)
def rows() -> tuple[dict[str, Any], ...]:
    """The rows of the table."""
    text = (files(__package__) / "crosswalk.toml").read_text(encoding="utf-8")
    return tuple(tomli.loads(text)["row"])
