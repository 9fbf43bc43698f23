"""The facts that a page tells machines about its article: JSON-LD of the kind that schema.org describes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MOST_CHARACTERS = 500_000
_DEEPEST = 6
_ARTICLES = ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "liveblogposting", "blogposting")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of an article; None where nothing is."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None


def facts(script: str) -> Facts:
    """The facts of the first article that a JSON-LD script describes; none where it describes none, or is no JSON."""
    if len(script) > _MOST_CHARACTERS:
        return Facts()
    try:
        found = json.loads(script)
    except (ValueError, RecursionError):
        return Facts()
    for item in _items(found, 0):
        if _is_article(item.get("@type")):
            return Facts(
                title=_word(item.get("headline")),
                outlet=_name(item.get("publisher")),
                author=_name(item.get("author")),
                published=_word(item.get("datePublished")),
                url=_word(item.get("url")),
            )
    return Facts()


def _items(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:100]:
            yield from _items(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(value.get(key), depth + 1)


def _is_article(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and one.rpartition("/")[2].lower() in _ARTICLES for one in kinds)


def _name(value: Any) -> str | None:
    """The name of a person or organisation, or of the first of several."""
    if isinstance(value, list):
        return next((name for one in value[:20] if not isinstance(one, list) and (name := _name(one))), None)
    return _word(value.get("name")) if isinstance(value, dict) else _word(value)


def _word(value: Any) -> str | None:
    text = " ".join(value[:_LONGEST].split()) if isinstance(value, str) else ""
    return text or None
