"""The nouns of a language that tell happenings."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tracker.parsing.packs.pack import Pack
from tracker.parsing.remembered import Remembered
from tracker.parsing.values import immutable

_LONGEST = 60
"""Letters of a compound that is looked at."""


@immutable
class NounRule:
    """A noun that tells a happening; ``soft`` ones need parties of their own, ``gathering`` ones only a name;
    one with ``behind`` counts only behind one of these words;
    ``partner``: what stands before a partner besides "mit" ("Audienz beim Papst"); ``returning``: it leads home, and
    is a departure as long as it lies ahead; ``invites`` and ``is_station`` tell visits in ways of their own."""

    id: str
    event: str
    block: tuple[str, ...]
    soft: bool
    gathering: bool
    weak: bool
    on_way: bool
    as_guest: bool
    invites: bool
    is_station: bool
    behind: frozenset[str]
    partner: frozenset[str]
    returning: bool
    channel: str
    base: tuple[str, ...] = ()

    def front_of(self, printed: str) -> str:
        """The front of a compound that the pack lists as a whole: "Afrikareise" → "Afrika"."""
        ending = next((b for b in self.base if printed.lower().endswith(b)), "")
        return printed[: -len(ending)] if ending else ""


@dataclass
class NounWords:
    """The nouns of a language that tell happenings.

    Attributes:
        rules: by a noun in lower case its rule and the front of the compound; None for most nouns.
    """

    by_word: dict[str, NounRule]
    endings: tuple[str, ...]
    compound_prepositions: dict[str, str]
    event_verbs: frozenset[str]
    subject_verbs: frozenset[str]
    between: frozenset[str]
    compounds: bool
    rules: dict[str, tuple[NounRule, str] | None] = field(init=False)

    def __post_init__(self) -> None:
        self.rules = Remembered(self._rule)

    def _rule(self, word: str) -> tuple[NounRule, str] | None:
        if len(word) > _LONGEST:
            return None
        if not self.compounds:
            rule = self.by_word.get(word)
            return (rule, "") if rule is not None else None
        if not word.endswith(self.endings):
            bare = next(
                (
                    b
                    for b in (word.removesuffix("s"), word.removesuffix("s").removesuffix("e"))
                    if b != word and b.endswith(self.endings)
                ),
                None,
            )
            if bare is None:
                return None
            word = bare
        for cut in range(len(word) - 2):
            rule = self.by_word.get(word[cut:])
            if rule is not None:
                front = word[:cut].strip("-")
                if len(front) == 1 or front.startswith(rule.block) or front.endswith(rule.block):
                    return None
                return rule, front
        return None


@lru_cache(maxsize=8)
def noun_words(pack: Pack) -> NounWords:
    """The nouns of a language that tell happenings, read when they are first asked for."""
    table = pack.table("frames")
    by_word = {
        word: NounRule(
            rule["id"],
            rule["event"],
            tuple(rule.get("block", ())),
            bool(rule.get("soft")),
            bool(rule.get("gathering")),
            bool(rule.get("weak")),
            "on_way" in rule.get("needs", ()),
            "as_guest" in rule.get("needs", ()),
            "invites" in rule.get("needs", ()),
            "station" in rule.get("needs", ()),
            frozenset(rule.get("behind", ())),
            frozenset(rule.get("partner", ())),
            bool(rule.get("returning")),
            rule.get("channel", ""),
            tuple(rule.get("base", ())),
        )
        for rule in table["noun"]
        for word in rule["words"]
    }
    words: dict[str, Any] = table["words"]
    return NounWords(
        by_word,
        tuple(by_word),
        dict(words.get("compound_prepositions", {})),
        frozenset(words["event_verbs"]),
        frozenset(words["subject_verbs"]),
        frozenset(words["between"]),
        pack.strategy == "verb_final",
    )
