"""Recognise the nouns for offices in languages that write them as words apart: "foreign minister", "head of state"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tracker.parsing.mentions.roles import Role
from tracker.parsing.packs.pack import Pack, load_pack
from tracker.parsing.text.tokens import Tokens
from tracker.parsing.values import immutable


@immutable
class RolePhrase:
    """An office as a row of words; ``plural`` says that it names several holders."""

    role: Role
    length: int
    plural: bool


class PlainRoles:
    """The role nouns of a language, found by their first word; the longest row wins."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("mentions")
        feminine = frozenset(table["feminine_roles"])
        self._phrases: dict[str, list[tuple[tuple[str, ...], Role, bool]]] = {}
        for row in table["role"]:
            for phrase in row["phrases"]:
                words = tuple(phrase.split())
                role = Role(row["category"], row["rank"], feminine=words[-1] in feminine, state=row.get("state", ""))
                self._enter(words, role, plural=False)
                for several in _plurals(words, table["plural_endings"]):
                    self._enter(several, role, plural=True)
        self._deputies = frozenset(table["vice"])
        self._former: tuple[str, ...] = tuple(table["former_prefixes"])
        for known in self._phrases.values():
            known.sort(key=lambda entry: -len(entry[0]))

    @property
    def starts(self) -> frozenset[str]:
        """The words with which an office may begin."""
        return frozenset(self._phrases)

    def _enter(self, words: tuple[str, ...], role: Role, *, plural: bool) -> None:
        self._phrases.setdefault(words[0], []).append((words, role, plural))

    def of(self, word: str) -> Role | None:
        """The role that a word by itself names, None for any other word."""
        return next((role for words, role, _ in self._phrases.get(word.lower(), ()) if len(words) == 1), None)

    def at(self, tokens: Tokens, i: int, limit: int) -> RolePhrase | None:
        """The longest office that begins at a token; the last word may have a genitive ending."""
        lower = tokens.lower
        if lower[i] in self._deputies and i + 1 < limit:
            inner = self.at(tokens, i + 1, limit)
            if inner is None:
                return None
            category = "deputy_head" if inner.role.category in ("head_of_state", "head_of_government") else "minister"
            category = category if inner.role.rank == "high" else inner.role.category
            return RolePhrase(replace(inner.role, category=category, deputy=True), inner.length + 1, inner.plural)
        prefix = next((p for p in self._former if lower[i].startswith(p)), "")
        begins = _bare(lower[i].removeprefix(prefix))
        for words, role, plural in self._phrases.get(begins, ()):
            end = i + len(words)
            if end > limit:
                continue
            printed = (
                (begins, *lower[i + 1 : end - 1], _bare(lower[end - 1]))[: len(words)] if end > i + 1 else (begins,)
            )
            if printed == words:
                return RolePhrase(replace(role, former=True) if prefix else role, len(words), plural)
        return None


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _plurals(words: tuple[str, ...], endings: dict[str, str]) -> list[tuple[str, ...]]:
    """The plurals of an office: of its last word, and of its first one before a preposition ("heads of state")."""
    found = [(*words[:-1], _plural(words[-1], endings))]
    if len(words) > 2 and len(words[1]) == 2:
        found = [(_plural(words[0], endings), *words[1:])]
    return found


def _plural(word: str, endings: dict[str, str]) -> str:
    for singular, plural in endings.items():
        if word.endswith(singular):
            return word[: len(word) - len(singular)] + plural
    return word


@lru_cache(maxsize=8)
def plain_roles(language: str) -> PlainRoles:
    """The role nouns of a language, read when they are first asked for."""
    return PlainRoles(load_pack(language))
