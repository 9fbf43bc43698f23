"""The article: a text that somebody published, with what is known of its origin."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A published text and where it comes from.

    Attributes:
        text: the text behind the front matter, kept to the letter; evidence offsets count its code points.
        name: the file's name, or another handle for messages; "" where there is none.
        title, outlet, author, url: as published.
        published: a date or an instant with zone, as in `events.envelope.Draft`.
        language: ISO 639-1 code, where known.
        licence: a note on what may be done with the text.
        supersedes: id of the article that this one corrects.
        retrieved: UTC instant at which it came in; set by whoever stores it.
    """

    text: str
    name: str = ""
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    licence: str | None = None
    supersedes: str | None = None
    retrieved: str | None = None

    @property
    def id(self) -> str:
        """SHA-256 of the text, hexadecimal: the same text is the same article."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
