"""Every word that the interface says, in German and in English, from one catalogue.

The catalogue is data: ``LANGUAGE/AREA.toml``. A key is ``area.section.name``; German and English have the same keys.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli

LANGUAGES = ("en", "de")
_CATALOGUES = Path(__file__).parent


def preferred_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language to speak: ``TRACKER_LANGUAGE``, else that of the locale, else English."""
    for name in ("TRACKER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")[:2].lower()
        if value in LANGUAGES:
            return value
    return "en"


_language = preferred_language()


def use_language(language: str) -> None:
    """Speak this language from now on (``en`` or ``de``)."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for '{language}'")
    _language = language


def current_language() -> str:
    """The language that is spoken now."""
    return _language


@lru_cache(maxsize=32)
def catalogue(language: str, area: str) -> Mapping[str, str]:
    """All wordings of one area, by ``section.name``."""
    text = (_CATALOGUES / language / f"{area}.toml").read_text(encoding="utf-8")
    return dict(_flatten(tomli.loads(text), ""))


def _flatten(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            flat.extend(_flatten(value, f"{prefix}{name}."))
        else:
            flat.append((f"{prefix}{name}", str(value)))
    return flat


def say(key: str, **values: object) -> str:
    """The wording of ``area.section.name`` with ``{placeholders}`` filled in."""
    area, _, name = key.partition(".")
    wording = catalogue(_language, area)[name]
    return wording.format(**values) if values else wording


def say_many(key: str, number: int, **values: object) -> str:
    """The wording for so many: that of ``KEY_one`` for exactly one, else that of ``KEY``."""
    return say(f"{key}_one" if number == 1 else key, **values)


def label(vocabulary: str, value: str) -> str:
    """How a value of a controlled vocabulary is called: ``label("state", "held")`` is "held" or "stattgefunden"."""
    return catalogue(_language, "domain").get(f"{vocabulary}.{value}", value)
