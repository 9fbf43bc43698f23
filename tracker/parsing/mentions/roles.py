"""Recognise the nouns for offices and roles: "Außenministerin", "Kremlchef", "US-Präsidenten"."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from tracker.parsing.packs.name_index import Hit
from tracker.parsing.packs.pack import Pack, load_pack
from tracker.parsing.remembered import Remembered
from tracker.parsing.values import immutable


@immutable
class Role:
    """A noun for an office.

    Attributes:
        category: which office (head_of_state, foreign_minister …), or colleague, guest, chief.
        rank: "high" for those who act for a state or body, else "low".
        prefix: what stands before the office within the word, lower case, hyphen cut off ("us", "kreml", "").
        feminine: the form says so.
        oblique: the form is no nominative singular ("Präsidenten").
        deputy: a deputy of the office; former: somebody who held it.
        state: the state that the office belongs to by itself (that of the pope).
    """

    category: str
    rank: str
    prefix: str = ""
    feminine: bool = False
    oblique: bool = False
    deputy: bool = False
    former: bool = False
    state: str = ""


_OF_STATES = frozenset({"special_envoy", "guest"})
"""Roles that a state may play as well as somebody: mediator, host."""


def plays(role: Role, following: Hit | None, printed: str) -> bool:
    """Whether the name right behind a role is a state that plays it: "Vermittler Katar", "mediator Qatar"."""
    state = following.of("state") if following is not None else None
    return state is not None and role.category in _OF_STATES and printed == state.name


class RoleNouns(Protocol):
    """What a name asks of the role nouns of its language."""

    def of(self, word: str) -> Role | None:
        """The role that a capitalised word names, None for any other word."""


class Roles:
    """The role nouns of a language that puts them together in one word."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("mentions")
        self._endings: tuple[str, ...] = tuple(table["role_endings"])
        self._oblique = frozenset(table["oblique_endings"])
        self._feminine: tuple[str, ...] = tuple(pack.table("language")["inflection"]["feminine"])
        self._stems: dict[str, tuple[str, str, str]] = {}
        for role in table["role"]:
            for stem in role["stems"]:
                self._stems[stem] = (role["category"], role["rank"], role.get("state", ""))
        self._any = tuple(self._stems)
        self._vice: tuple[str, ...] = tuple(table["vice"])
        self._former: tuple[str, ...] = tuple(table["former"])
        self._nouns = frozenset(word.lower() for word in pack.words("nouns"))
        self._known = Remembered(self._analysed)

    def of(self, word: str) -> Role | None:
        """The role that a capitalised word names, None for any other word."""
        return self._known[word]

    def _analysed(self, printed: str) -> Role | None:
        word = printed.lower()
        if not (printed[:1].isupper() and 3 < len(printed) < 50) or word in self._nouns:
            return None
        for ending in ("", *self._endings):
            bare = word[: len(word) - len(ending)] if ending else word
            if (ending and not word.endswith(ending)) or not bare.endswith(self._any):
                continue
            stem = max((s for s in self._stems if bare.endswith(s)), key=len)
            prefix = bare[: -len(stem)].rstrip("-")
            if len(prefix) == 1 or (len(stem) < 5 and prefix and len(prefix) < 2):
                continue
            category, rank, state = self._stems[stem]
            feminine = ending in self._feminine or stem.endswith(self._feminine)
            former = prefix.startswith(self._former) or word.startswith(self._former)
            deputy = category != "deputy_head" and prefix.startswith(self._vice) and not former
            return Role(
                category="deputy_head" if deputy and rank == "high" else category,
                rank=rank,
                prefix=self._owner(prefix),
                feminine=feminine,
                oblique=ending in self._oblique and not stem.endswith("e"),
                deputy=deputy,
                former=former,
                state=state,
            )
        return None

    def _owner(self, prefix: str) -> str:
        """What is left of a prefix without "former" and "vice": the state or body of the office."""
        for fronts in (self._former, self._vice):
            front = next((f for f in fronts if prefix.startswith(f)), "")
            prefix = prefix.removeprefix(front)
        return prefix.strip("-")


@lru_cache(maxsize=8)
def roles(language: str) -> Roles:
    """The role nouns of a language, read when they are first asked for."""
    return Roles(load_pack(language))


def role_nouns(pack: Pack) -> RoleNouns:
    """The role nouns of a language, written as one word or as words apart."""
    if pack.strategy == "svo":
        from tracker.parsing.mentions.plain.roles import plain_roles  # only a text in such a language needs it

        return plain_roles(pack.language)
    return roles(pack.language)
