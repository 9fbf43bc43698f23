"""Markup in pieces: tags and the text between them, in time that grows with the page and no faster.

The standard library's parser takes hours over a few megabytes of opened tags; this one follows the error handling of
the HTML standard (13.2): what is not closed ends with the page, and nothing is looked at twice.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_END = re.compile(r"[\s/]*>")
_RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "title", "textarea")}
_NUMBERS = re.compile(r"&#(?:[xX][0-9a-fA-F]{7,}|[0-9]{8,});?")
_MOST_ATTRIBUTES = 200


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in lower case, whether it closes, and its attributes."""

    name: str
    closing: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def pieces(text: str) -> Iterator[Tag | str]:
    """The tags of a page and the text between them, in order; what stands in a script is one text."""
    position, size = 0, len(text)
    while position < size:
        opened = text.find("<", position)
        if opened < 0:
            yield unescaped(text[position:])
            return
        if opened > position:
            yield unescaped(text[position:opened])
        following = text[opened + 1 : opened + 2]
        if following in ("!", "?"):
            position = _behind_declaration(text, opened)
        elif following == "/":
            close = text.find(">", opened)
            if name := _NAME.match(text, opened + 2):
                yield Tag(name[0].lower(), closing=True)
            position = close + 1 if close >= 0 else size
        elif name := _NAME.match(text, opened + 1):
            tag, position = _tag(text, name)
            yield tag
            if ending := _RAW.get(tag.name):
                close_tag = ending.search(text, position)
                inner = close_tag.start() if close_tag else size
                yield unescaped(text[position:inner]) if tag.name in ("title", "textarea") else text[position:inner]
                position = inner
        else:
            yield "<"
            position = opened + 1


def unescaped(text: str) -> str:
    """The text with its character references resolved; numbers that name no character give U+FFFD."""
    return html.unescape(_NUMBERS.sub("\ufffd", text)) if "&" in text else text


def _behind_declaration(text: str, opened: int) -> int:
    comment = text.startswith("<!--", opened)
    close = text.find("-->" if comment else ">", opened + (4 if comment else 2))
    return len(text) if close < 0 else close + (3 if comment else 1)


def _tag(text: str, name: re.Match[str]) -> tuple[Tag, int]:
    attributes: dict[str, str] = {}
    position = name.end()
    while (end := _END.match(text, position)) is None:
        found = _ATTRIBUTE.match(text, position)
        if found is None:
            return Tag(name[0].lower(), attributes=attributes), len(text)
        if len(attributes) < _MOST_ATTRIBUTES:
            value = found[2] or ""
            quoted = value[:1] in ("'", '"') and value[-1:] == value[:1] and len(value) > 1
            attributes.setdefault(found[1].lower(), unescaped(value[1:-1] if quoted else value))
        position = found.end()
    return Tag(name[0].lower(), attributes=attributes), end.end()
