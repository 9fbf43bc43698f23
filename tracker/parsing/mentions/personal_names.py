"""Recognise personal names, known or not: first name and family name, particles, numbers of monarchs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache, partial

from tracker.parsing.mentions.roles import RoleNouns, role_nouns
from tracker.parsing.packs.pack import Pack, load_pack
from tracker.parsing.packs.syntax import Syntax, syntax
from tracker.parsing.packs.world import World, world
from tracker.parsing.remembered import Remembered
from tracker.parsing.text.tokens import Tokens

ROMAN = re.compile(r"[IVX]{1,5}")
MAX_NAME = 6
"""Words that a name may have."""


@dataclass
class NameTable:
    """The full names of one text, by family name and by their first word; filled as the text is read."""

    families: dict[str, list[str]] = field(default_factory=dict)
    full: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def add(self, name: str, family: str, *, monarch: bool = False, family_first: bool = False) -> None:
        """Remember a full name; ``family_first`` lets its first word stand for it, too ("Zhang Guoqing")."""
        if name.lower() in self.full:
            return
        self.full[name.lower()] = name
        words = name.split()
        keys = {family.lower(), words[-1].lower()}
        if monarch:
            keys = {words[0].lower(), family.lower()}
        elif len(words) > 1 and family_first:
            keys.add(words[0].lower())
        front, hyphen, rest = words[-1].partition("-")
        if hyphen and front.islower() and len(rest) > 3:
            keys.add(rest.lower())  # "al-Gaddafi" is called "Gaddafi", too
        for key in keys:
            known = self.families.setdefault(key, [])
            if not known or (len(words) > 1 and all(" " not in each for each in known)):
                self.order.append(key)
            if name not in known:
                known.append(name)

    def by_family(self, word: str) -> tuple[str, ...]:
        """Full names with this family name; a genitive s is seen through."""
        lower = word.lower()
        if lower in self.families:
            return tuple(self.families[lower])
        if len(lower) > 3 and lower[-1] in "s’'" and lower[:-1] in self.families:
            return tuple(self.families[lower[:-1]])
        return ()


class Grammar:
    """The words of a language that tell a name from a noun."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("mentions")
        self.first_names: dict[str, str] = {}
        for line in pack.words("first_names"):
            name, _, sex = line.partition(" ")
            self.first_names[name] = sex.replace("-", "")
        self.syntax: Syntax = syntax(pack.language)
        self.nouns = frozenset(pack.words("nouns"))
        self.noun_endings: tuple[str, ...] = tuple(table["noun_endings"])
        self.particles = frozenset(table["name_particles"])
        self.joined = tuple(f"{p}-" for p in table["joined_particles"])
        self.titles = frozenset(table["titles"])
        self._roles: RoleNouns = role_nouns(pack)
        self._names = Remembered(partial(self._looks_like_name, behind_first=False))
        self._names_behind_first = Remembered(partial(self._looks_like_name, behind_first=True))
        self._world: World = world(pack.language)

    def is_first_name(self, word: str) -> bool:
        """Whether a word opens names ("Wladimir", "Jean-Claude")."""
        if word in self.first_names:
            return True
        front, hyphen, rest = word.partition("-")
        return bool(hyphen) and front in self.first_names and rest[:1].isupper()

    def sex(self, name: str) -> str:
        """Sex that the first word of a name tells: "m", "f" or ""."""
        first = name.split()[0] if name else ""
        return self.first_names.get(first) or self.first_names.get(first.partition("-")[0], "")

    def may_name(self, word: str, *, behind_first: bool = False) -> bool:
        """Whether a word can be part of a name that no list knows; behind a first name, an ending tells nothing."""
        return (self._names_behind_first if behind_first else self._names)[word]

    def _looks_like_name(self, word: str, *, behind_first: bool) -> bool:
        if word.lower().startswith(self.joined) and len(word) > 4:
            return True
        if not word[:1].isupper() or not word[:2].replace("’", "a").replace("'", "a").isalpha():
            return False
        if len(word) < 2 or (word.isupper() and len(word) > 1):
            return False
        if word in self.first_names:
            return True
        if word in self.nouns or self._roles.of(word) is not None:
            return False
        return behind_first or not word.lower().endswith(self.noun_endings)

    def name_end(self, tokens: Tokens, first: int, limit: int, *, lone: bool) -> int:
        """Where a name that begins at ``first`` ends; ``first`` itself where there is none.

        Args:
            lone: a single word may be the name, since an office stands before it.
        """
        i, names = first, 0
        while i < limit and i - first < MAX_NAME:
            word = tokens.words[i]
            lower = tokens.lower[i]
            if names and ROMAN.fullmatch(word) and i + 1 < limit and tokens.words[i + 1] == ".":
                return i + 2
            if len(word) == 1 and word.isupper() and i + 2 < limit and tokens.words[i + 1] == "." and names:
                i += 2  # an initial: "George W. Bush"
                continue
            if word.endswith(".") and word[:1].isupper() and i + 1 < limit and self.may_name(tokens.words[i + 1]):
                i += 1
                names += 1
                continue
            if self.may_name(word, behind_first=names == 1 and self.is_first_name(tokens.words[i - 1])):
                if not names and not lone and not self.is_first_name(word):
                    break
                if names and self._elsewhere(tokens, i, limit):
                    break
                if not names and lone and not self.is_first_name(word) and self._elsewhere(tokens, i, limit):
                    break
                names += 1
                i += 1
                continue
            if names and lower in self.particles and word.islower() and i + 1 < limit:
                j = i + 1
                while j < limit - 1 and tokens.lower[j] in self.particles and tokens.words[j].islower():
                    j += 1
                known_place = self._elsewhere(tokens, j, limit, behind_particle=True)
                short = lower in self.syntax.short_particles and j == i + 1
                if self.may_name(tokens.words[j]) and not known_place and not short:
                    i = j
                    continue
            break
        if names < (1 if lone else 2):
            return first
        return i

    def _elsewhere(self, tokens: Tokens, i: int, limit: int, *, behind_particle: bool = False) -> bool:
        """Whether the world knows the word as a state, a body or a place.

        A place that is an ordinary name, too, is meant only behind a particle that is a preposition: "Vo Van Thuong",
        but "Ivo Berger von Split".
        """
        hit = self._world.at(tokens, i, limit)
        if hit is None or hit.of("person") is not None or tokens.lower[i] in self._world.families:
            return False
        return behind_particle or not all(entry.careful for entry in hit.entries)

    def family(self, name: str) -> str:
        """The family name within a full name, as far as its shape tells."""
        words = name.split()
        for i, word in enumerate(words[:-1]):
            if i and word.islower():  # "von der Leyen"
                return " ".join(words[i:])
        return words[-1]


@lru_cache(maxsize=8)
def grammar(language: str) -> Grammar:
    """The name grammar of a language, read when it is first asked for."""
    return Grammar(load_pack(language))
