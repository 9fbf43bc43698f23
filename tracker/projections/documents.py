"""What projections need to know of the articles behind the events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Document:
    """An article's facts: its id (SHA-256 of the text), and outlet, title, published, language as far as known."""

    id: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


class Documents(Protocol):
    """Where projections look articles up; what they find under an id never changes."""

    def get(self, document_id: str) -> Document | None:
        """The article's facts; None where it is not at hand."""
        ...

    def quote(self, document_id: str, start: int, end: int) -> str:
        """The words between two code points of the article's text (clipped to it); "" where it is not at hand."""
        ...


class NoDocuments:
    """An empty shelf: for logs whose articles are not at hand."""

    def get(self, document_id: str) -> Document | None:
        """Nothing is known of any article."""
        return None

    def quote(self, document_id: str, start: int, end: int) -> str:
        """No words are at hand."""
        return ""
