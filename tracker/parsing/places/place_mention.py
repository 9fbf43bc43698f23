"""A place that a sentence names or points back to."""

from __future__ import annotations

from typing import Literal

from tracker.parsing.packs.world import Entry
from tracker.parsing.values import immutable

PlaceKind = Literal["named", "capital", "town", "country", "there"]


@immutable
class PlaceMention:
    """A place in a sentence.

    Attributes:
        first, last: tokens of the noun phrase, half open.
        kind: named, or how it points back: the capital of a state, a town, a country, "there".
        name: nominative; "" where it only points back.
        country: the state that the phrase tells, by ISO code.
        entry: what the world knows of it.
        preposition: the word that governs it, lower case; "" where none does.
        at: token of that preposition, else of the first word.
        genitive: it is a genitive attribute ("die Hauptstadt Chinas").
    """

    first: int
    last: int
    kind: PlaceKind
    name: str
    country: str | None
    entry: Entry | None
    preposition: str
    at: int
    genitive: bool = False
