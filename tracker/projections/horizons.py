"""How long a date with an open end stays expected (DOMAIN 2.8): rules by phrase, kept in ``horizons.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import tomli

from tracker.projections.names import fold


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase's pattern and its horizon in days, with an example that it must match."""

    pattern: re.Pattern[str]
    days: int
    example: str


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rules in their order."""
    return tuple(Rule(re.compile(row["pattern"]), row["days"], row["example"]) for row in _table()["rule"])


@lru_cache(maxsize=1)
def default_days() -> int:
    """The horizon where no rule applies or no time is told."""
    return int(_table()["default"])


@lru_cache(maxsize=4096)
def horizon(phrase: str | None) -> int:
    """Days for which an open end is expected to hold, by its phrase."""
    if phrase:
        folded = fold(phrase)
        for rule in rules():
            if rule.pattern.search(folded):
                return rule.days
    return default_days()


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomli.loads((files(__package__) / "horizons.toml").read_text(encoding="utf-8"))
