"""The words of a language that finding mentions asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from tracker.parsing.clauses.verbs import VerbForms, lexicon
from tracker.parsing.mentions.personal_names import Grammar, grammar
from tracker.parsing.mentions.roles import RoleNouns, role_nouns
from tracker.parsing.packs.pack import Pack
from tracker.parsing.packs.syntax import Syntax, syntax
from tracker.parsing.packs.world import Entry, World, world
from tracker.parsing.remembered import Remembered

Beginning = Literal["named", "followed", "anywhere"]
"""Where a mention may begin with a word, None for nowhere. "named": only if the text has it as a name; "followed": also
before a word that may be the second one of a name."""


@dataclass
class Lexis:
    """Everything that finding mentions asks for, bound to one language.

    Attributes:
        beginning: where a mention may begin with a word as printed.
        collective: whether a noun in lower case may name a body, a group, a source, or somebody by a description.
    """

    names: Grammar
    roles: RoleNouns
    world: World
    determiners: dict[str, str]
    prepositions: frozenset[str]
    contracted: dict[str, str]
    not_adjectives: frozenset[str]
    adjective_endings: tuple[str, ...]
    former: tuple[str, ...]
    groups: tuple[str, ...]
    group_organisations: tuple[str, ...]
    bodies: tuple[str, ...]
    state_bodies: tuple[str, ...]
    sources: frozenset[str]
    outlets: tuple[str, ...]
    descriptions: tuple[str, ...]
    ages: tuple[str, ...]
    plural_states: frozenset[str]
    role_fronts: tuple[str, ...]
    town_endings: tuple[tuple[str, tuple[str, ...]], ...]
    plural_roles: frozenset[str]
    pronouns: dict[str, str]
    both: frozenset[str]
    verbs: VerbForms
    syntax: Syntax
    only_owned: tuple[str, ...]
    noun_shapes: tuple[str, ...]
    pair_nouns: frozenset[str]
    only_plural: frozenset[str]
    predicative: frozenset[str]
    transparent: frozenset[str]
    organs: tuple[str, ...]
    member_words: frozenset[str]
    beginning: dict[str, Beginning | None] = field(init=False)
    collective: dict[str, bool] = field(init=False)

    def __post_init__(self) -> None:
        self.beginning = Remembered(self._beginning)
        self.collective = Remembered(self._collective)

    def town(self, word: str) -> Entry | None:
        """The town that a capitalised adjective means ("Berliner", "Kiewer")."""
        for ending, stems in self.town_endings:
            if word.endswith(ending):
                bare = word.removesuffix(ending)
                towns = (self.world.named_place(bare + stem) for stem in stems)
                return next((town for town in towns if town is not None), None)
        return None

    def _beginning(self, word: str) -> Beginning | None:
        lower = word.lower()
        if not word[0].isalpha() or word[0].islower():
            return "anywhere" if lower in self.pronouns else None
        begins = (
            self.world.begins_name(lower)
            or lower in self.pronouns
            or lower in self.names.titles
            or self.collective[lower]
            or self.roles.of(word) is not None
            or self.world.national(lower) is not None
            or self.names.is_first_name(word)
            or lower in self.world.families
            or lower.removesuffix("s") in self.world.families
        )
        if begins:
            return "anywhere"
        return "followed" if self.names.may_name(word) else "named"

    def _collective(self, lower: str) -> bool:
        last = lower.rpartition("-")[2]
        return (
            last.rstrip("n") in self.member_words
            or lower in self.organs
            or lower in self.sources
            or last in self.sources
            or lower.endswith((*self.bodies, *self.groups, *self.descriptions, *self.ages))
            or lower.removesuffix("s").removesuffix("e").endswith(self.bodies)
        )


def _verb_forms(pack: Pack) -> VerbForms:
    if pack.strategy == "svo":
        from tracker.parsing.clauses.svo.lexicon import svo_lexicon  # only a text in such a language needs it

        return svo_lexicon(pack.language)
    return lexicon(pack.language)


@lru_cache(maxsize=8)
def lexis(pack: Pack) -> Lexis:
    """The words of a language that finding mentions asks for."""
    table = pack.table("mentions")
    determiners: dict[str, str] = {}
    prepositions: set[str] = set()
    contracted: dict[str, str] = {}
    others: set[str] = set()
    for line in pack.words("phrases"):
        word, *kinds = line.split()
        for kind in kinds:
            label, _, cases = kind.partition(":")
            if label == "det":
                determiners[word] = cases
            elif label == "prep":
                prepositions.add(word)
                if cases:
                    contracted[word] = cases
            else:
                others.add(word)
    return Lexis(
        names=grammar(pack.language),
        roles=role_nouns(pack),
        world=world(pack.language),
        determiners=determiners,
        prepositions=frozenset(prepositions),
        contracted=contracted,
        not_adjectives=frozenset(others) | frozenset(determiners) | frozenset(prepositions),
        adjective_endings=tuple(table["adjective_endings"]),
        former=tuple(table["former_adjectives"]),
        groups=tuple(table["groups"]),
        group_organisations=tuple(table["group_organisation"]),
        bodies=tuple(table["bodies"]),
        state_bodies=tuple(table["state_bodies"]),
        sources=frozenset(table["sources"]),
        outlets=tuple(table["outlets"]),
        descriptions=tuple(table["descriptions"]),
        ages=tuple(table["ages"]),
        plural_states=frozenset(table.get("plural_states", ())),
        role_fronts=tuple(table.get("role_fronts", ())),
        town_endings=tuple((ending, tuple(stems)) for ending, stems in table.get("town_adjectives", {}).items()),
        plural_roles=frozenset(table["plural_roles"]),
        pronouns=dict(table["pronoun_cases"]),
        both=frozenset(table["both"]),
        verbs=_verb_forms(pack),
        syntax=syntax(pack.language),
        only_owned=tuple(table["only_owned"]),
        noun_shapes=tuple(table["noun_shapes"]),
        pair_nouns=frozenset(table["pair_nouns"]),
        only_plural=frozenset(table["only_plural"]),
        predicative=frozenset(table["predicative"]),
        transparent=frozenset(table["transparent"]),
        organs=tuple(table["organs"]),
        member_words=frozenset(word.rstrip("n") for word in table["transparent"]),
    )
