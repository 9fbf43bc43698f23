"""Put a noun phrase into the nominative: "türkischen Parlament" → "türkisches Parlament"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tracker.parsing.packs.pack import Pack, load_pack
from tracker.parsing.packs.syntax import Syntax, syntax


class Wording:
    """The endings of a language that tell gender and case of a noun."""

    def __init__(self, pack: Pack) -> None:
        self.language = pack.language
        self.syntax: Syntax = syntax(pack.language)
        table, mentions = pack.table("wording"), pack.table("mentions")
        self._inflects: bool = table["inflects"]
        self._endings: dict[str, str] = dict(table["endings"])
        self._adjectives: tuple[str, ...] = tuple(pack.table("language")["inflection"]["adjective"])
        self._of_towns: tuple[str, ...] = tuple(mentions.get("town_adjectives", ()))
        self._feminine: tuple[str, ...] = tuple(table["feminine"])
        self._neuter: tuple[str, ...] = tuple(table["neuter"])
        self._plural: tuple[str, ...] = tuple(table["plural"])
        self._nouns: dict[str, str] = dict(table["nouns"])
        self._noun_tails = tuple(self._nouns)
        self.generic_rulers = tuple(mentions["generic_rulers"])
        self.sent = tuple(mentions["sent"])
        self.negotiating = tuple(mentions["negotiating"])
        self.back_to_outlet = frozenset(mentions["back_to_outlet"])
        self.back_to_source = frozenset(mentions["back_to_source"])
        self.descriptions = frozenset(mentions["descriptions"])
        self.offices = frozenset(mentions["plural_roles"])
        self.hosts = tuple(mentions.get("hosts", ()))
        self._shapes: tuple[str, ...] = tuple(table["adjective_shapes"])
        self._weak: tuple[str, ...] = tuple(table["weak"])
        self._bare: frozenset[str] = frozenset(table["bare_determiners"])

    def nominative(self, phrase: str, *, plural: bool | None = None, person: str = "") -> str:
        """The phrase with its adjectives and its head noun in the nominative; what follows the head stays.

        Args:
            plural: what the article tells; None where the noun alone must tell.
            person: the sex of the one person that is meant ("m", "f"), whatever else the noun's form could be.
        """
        if not self._inflects:
            return phrase
        words = phrase.split()
        head = next((i for i, w in enumerate(words) if w[:1].isupper() and not self._adjectival(words, i)), None)
        if head is None:
            return phrase
        noun = words[head] if plural else self._noun(words[head])
        paired = noun.endswith("-")  # "Staats- und Regierungschefs"
        several = plural or paired or self._genitive_of_several(words[:head], noun)
        gender = "plural" if several else person or self._gender(noun, one=plural is False)
        fronts = [self._adjective(w, self._endings[gender]) for w in words[:head]]
        return " ".join([*fronts, noun, *words[head + 1 :]])

    def named(self, adjectives: Sequence[str], noun: str) -> str:
        """A name of adjectives and a noun, in the nominative: "Östlichen", "Wirtschaftsforums" → "Östliches …forum"."""
        if not self._inflects:
            return " ".join([*adjectives, noun])
        noun = self._noun(noun)
        ending = self._endings[self._gender(noun, one=True)]
        return " ".join([*(self._adjective(adjective, ending) for adjective in adjectives), noun])

    def _adjectival(self, words: list[str], i: int) -> bool:
        """Whether a capitalised first word is an adjective."""
        if i or len(words) < 2 or not words[0].endswith(self._adjectives):
            return False
        following = words[1]
        if words[0].endswith(self._shapes):
            return True
        return following[0].islower() and len(following) > 4 and following.endswith(self._adjectives)

    def _noun(self, noun: str) -> str:
        lower = noun.lower()
        for tail, nominative in self._nouns.items() if lower.endswith(self._noun_tails) else ():
            if lower.endswith(tail):
                stem = noun[: len(noun) - len(tail)]
                return stem + (nominative.capitalize() if not stem or stem.endswith("-") else nominative)
        for ending in self._weak:
            if lower.endswith(ending):
                return noun[:-2]
        return noun

    def _gender(self, noun: str, *, one: bool) -> str:
        """What the end of a noun tells: "plural", "f", "n", else "m"."""
        lower = noun.lower()
        if not one and lower.endswith(self._plural):
            return "plural"
        return "f" if lower.endswith(self._feminine) else "n" if lower.endswith(self._neuter) else "m"

    def is_feminine(self, noun: str) -> bool:
        """Whether a noun in the singular is feminine, by the end of the word."""
        return self._gender(noun, one=True) == "f"

    def _adjective(self, word: str, ending: str) -> str:
        if not word.isalpha() or (word[:1].isupper() and word.endswith(self._of_towns)):
            return word
        for old in self._adjectives:
            if word.endswith(old) and len(word) > len(old) + 2:
                stem = word[: -len(old)]
                return stem + (self._after_determiner(old) if stem.lower() in self._bare else ending)
        return word

    def _after_determiner(self, old: str) -> str:
        """The ending of a possessive in the nominative: its own tells a feminine or several, or one of another sex."""
        return self._endings["f"] if old in (self._endings["m"], self._endings["f"]) else ""

    def _genitive_of_several(self, adjectives: Sequence[str], noun: str) -> bool:
        """Whether strong adjectives stand before a plural: "französischer Diplomaten"."""
        return noun.lower().endswith(self.syntax.plural_only_endings) and any(
            word.endswith(self._endings["m"]) for word in adjectives
        )


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """The wording of a language, read when it is first asked for."""
    return Wording(load_pack(language))
