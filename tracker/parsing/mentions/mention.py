"""A mention: something that a sentence names, with what its form tells."""

from __future__ import annotations

from typing import Literal

from tracker.parsing.mentions.roles import Role
from tracker.parsing.packs.world import Entry
from tracker.parsing.values import immutable

MentionKind = Literal["person", "state", "organisation", "source", "group", "place", "national", "pronoun"]


@immutable
class Mention:
    """Something that a sentence names.

    Attributes:
        first, last: tokens of the noun phrase, article and adjectives included, half open.
        head: the token that carries the kind (the office, else the last word of the name).
        kind: what it is.
        name: the name as printed, without office and genitive ending as far as known; "" where only an office is.
        wording: the noun phrase as printed, article left out.
        role: the office, None where none is named.
        countries: states that the office or body belongs to, by ISO code, as the phrase tells.
        bodies: organisations that the office belongs to.
        entry: what the world knows of the name.
        preposition: token of the preposition that governs it, None where none does.
        cases: the cases that its form allows, of "nadg".
        plural: whether it names several.
        sex: "m", "f" or "" as the form tells.
        possessive: its article is a possessive ("seinem Amtskollegen").
        genitive: it is a genitive attribute of the noun before it.
        definite: it has a definite article.
        former: an office of the past.
        tags: parties and bodies by their letters ("ÖVP"), in brackets or before the office.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    name: str
    wording: str
    role: Role | None = None
    countries: tuple[str, ...] = ()
    bodies: tuple[Entry, ...] = ()
    entry: Entry | None = None
    preposition: int | None = None
    cases: str = "nadg"
    plural: bool = False
    sex: str = ""
    possessive: bool = False
    genitive: bool = False
    definite: bool = False
    former: bool = False
    tags: tuple[str, ...] = ()
