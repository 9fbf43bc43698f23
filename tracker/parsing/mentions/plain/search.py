"""Look at the words of a sentence where only names have capitals: what the world knows, what stands left of a noun."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from tracker.parsing.clauses.svo.lexicon import SvoLexicon, svo_lexicon
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.personal_names import Grammar, NameTable, grammar
from tracker.parsing.mentions.plain.roles import PlainRoles, plain_roles
from tracker.parsing.packs.pack import Pack
from tracker.parsing.packs.world import Entry, Hit, World, world
from tracker.parsing.text.tokens import Sentence, Tokens
from tracker.parsing.values import immutable

_APOSTROPHES = ("'s", "’s")
_MODIFIERS = 7


@immutable
class PlainLexis:
    """The words of a language that finding mentions asks for; ``heads`` are nouns of bodies, groups and sources."""

    names: Grammar
    roles: PlainRoles
    world: World
    determiners: frozenset[str]
    prepositions: frozenset[str]
    functional: frozenset[str]
    possessives: frozenset[str]
    definite: frozenset[str]
    adjectives: frozenset[str]
    adjective_endings: tuple[str, ...]
    former: frozenset[str]
    numbers: frozenset[str]
    heads: dict[str, list[tuple[tuple[str, ...], str, bool]]]
    only_owned: frozenset[str]
    pronouns: dict[str, str]
    pair_nouns: frozenset[str]
    both: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    of: frozenset[str]
    owner_prepositions: frozenset[str]
    posts: frozenset[str]
    sending: frozenset[str]
    speaks_for: frozenset[str]
    source_tails: frozenset[str]
    verbs: SvoLexicon
    joiners: frozenset[str]
    closing: frozenset[str]
    starts: frozenset[str]
    former_prefixes: tuple[str, ...]


@lru_cache(maxsize=8)
def plain_lexis(pack: Pack) -> PlainLexis:
    """The words of a pack, read when they are first asked for."""
    table = pack.table("mentions")
    kinds: dict[str, set[str]] = {"det": set(), "prep": set(), "pron": set(), "stop": set()}
    for line in pack.words("phrases"):
        word, *found = line.split()
        for kind in found:
            kinds[kind].add(word)
    heads: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for kind in ("state_bodies", "bodies", "groups", "sources", "outlets"):
        for phrase in table[kind]:
            words = tuple(phrase.split())
            heads.setdefault(words[0], []).append(
                (words, kind, phrase in table["plural_heads"] or words[-1].endswith("s"))
            )
    for known in heads.values():
        known.sort(key=lambda entry: -len(entry[0]))
    roles = plain_roles(pack.language)
    lists = ("adjectives", "numbers", "pair_nouns", "both", "pronoun_cases", "vice", "titles")
    starts = frozenset((*heads, *roles.starts, *(word for name in lists for word in table[name])))
    return PlainLexis(
        names=grammar(pack.language),
        roles=roles,
        world=world(pack.language),
        determiners=frozenset(kinds["det"]),
        prepositions=frozenset(kinds["prep"]),
        functional=frozenset().union(*kinds.values()),
        possessives=frozenset(table["possessives"]),
        definite=frozenset(table["definite"]),
        adjectives=frozenset(table["adjectives"]),
        adjective_endings=tuple(table["adjective_endings"]),
        former=frozenset(table["former"]),
        numbers=frozenset(table["numbers"]),
        heads=heads,
        only_owned=frozenset(table["only_owned"]),
        pronouns=dict(table["pronoun_cases"]),
        pair_nouns=frozenset(table["pair_nouns"]),
        both=frozenset(table["both"]),
        feminine=frozenset(table["pronouns_feminine"]),
        masculine=frozenset(table["pronouns_masculine"]),
        of=frozenset(table["of"]),
        owner_prepositions=frozenset(table["owner_prepositions"]),
        posts=frozenset(table["posts"]),
        sending=frozenset(table["sending"]),
        speaks_for=frozenset(table["speaks_for"]),
        source_tails=frozenset(table["source_tails"]),
        verbs=svo_lexicon(pack.language),
        joiners=frozenset(table["joiners"]),
        closing=frozenset(table["closing"]),
        starts=starts,
        former_prefixes=tuple(table["former_prefixes"]),
    )


@dataclass
class Modifiers:
    """What stands before the head of a noun phrase: states, bodies, an owner, whether it is an office of the past."""

    countries: list[str] = field(default_factory=list)
    bodies: list[Entry] = field(default_factory=list)
    former: bool = False
    many: bool = False
    owned: bool = False
    named: int = 0
    named_end: int = 0


@immutable
class Left:
    """Left of a noun phrase: its first token with the determiner, and the preposition before it."""

    first: int
    preposition: int | None
    definite: bool
    possessive: bool
    many: bool


class PlainSearch:
    """A sentence in which mentions are looked for, and those found so far."""

    def __init__(self, tokens: Tokens, sentence: Sentence, words: PlainLexis, names: NameTable) -> None:
        self.tokens, self.x, self.table = tokens, words, names
        self.lower = tokens.lower
        self.first, self.limit = sentence.first, sentence.last
        self.found: list[Mention] = []
        self._hits: dict[int, Hit | None] = {}

    def hit(self, i: int) -> Hit | None:
        """What the world knows at a token; remembered, since several rules ask."""
        if i not in self._hits:
            word = self.tokens.words[i]
            named = word[0].isupper() and not (self.lower[i] in self.x.functional and not word.isupper())
            self._hits[i] = self.x.world.at(self.tokens, i, self.limit) if named else None
        return self._hits[i]

    def may_begin(self, i: int) -> bool:
        """Whether a mention can begin at a token; most lower-case words begin none."""
        word, lower = self.tokens.words[i], self.lower[i]
        if not word[0].islower():
            return word[0].isalpha()
        return lower in self.x.starts or lower.endswith(_APOSTROPHES) or lower.startswith(self.x.former_prefixes)

    def owns(self, i: int) -> bool:
        """Whether a token has the ending of a genitive, or the mark of one behind it ("the allies’")."""
        if self.lower[i].endswith(_APOSTROPHES):
            return True
        follows = i + 2 < self.limit and self.tokens.words[i + 1] in "'’" and self.tokens.words[i].endswith("s")
        return follows and self.tokens.starts[i + 1] == self.tokens.ends[i] and self.tokens.words[i + 2][0].isalpha()

    def left(self, i: int) -> Left:
        """The determiner and the preposition before a token."""
        j = i - 1
        many = possessive = definite = False
        while j >= self.first and (self.lower[j].isdigit() or self.lower[j] in self.x.numbers):
            many = True
            j -= 1
        if j >= self.first and self.lower[j] in self.x.determiners:
            possessive, definite = self.lower[j] in self.x.possessives, self.lower[j] in self.x.definite
            j -= 1
            if j >= self.first and self.lower[j] in self.x.both:
                j -= 1
        preposition = j if j >= self.first and self.lower[j] in self.x.prepositions else None
        return Left(j + 1, preposition, definite, possessive, many)

    def modifiers(self, i: int) -> tuple[int, Modifiers]:
        """What may stand before an office: "former", "US", "North Korean", "France’s"; and the token behind it."""
        found = Modifiers()
        for _ in range(_MODIFIERS):
            if i >= self.limit:
                break
            if found.countries and self.lower[i] in self.x.joiners and i + 1 < self.limit:
                if self.x.world.demonym(self.tokens, i + 1, self.limit) is None:
                    break
                i += 1  # "Israeli and Palestinian negotiators"
            word, lower = self.tokens.words[i], self.lower[i]
            if word[0].isupper() and (lower not in self.x.adjectives or self.hit(i) is not None):
                demonym = self.x.world.demonym(self.tokens, i, self.limit)
                if demonym is not None:
                    found.countries.append(demonym[0])
                    i += demonym[1]
                    found.named_end = i
                    continue
                hit = self.hit(i)
                entry = hit.entries[0] if hit is not None else None
                if hit is not None and entry is not None and entry.kind in ("state", "organisation", "place"):
                    if entry.kind == "organisation":
                        found.bodies.append(entry)
                    if entry.country:
                        found.countries.append(entry.country)
                    found.owned = found.owned or self.owns(i + hit.length - 1)
                    found.named += 1
                    i += hit.length
                    i += i < self.limit and self.tokens.words[i] in "'’"
                    found.named_end = i
                    continue
            if self.x.roles.at(self.tokens, i, self.limit) is not None or self._heads(i):
                break
            plain = lower in self.x.adjectives or (lower.endswith(self.x.adjective_endings) and len(lower) > 5)
            if not plain or lower in self.x.functional:
                break
            found.former = found.former or lower in self.x.former
            i += 1
        return i, found

    def _heads(self, i: int) -> bool:
        """Whether the noun of a body stands at a token, and no office behind it ("military ruler")."""
        words = next(
            (w for w, _, _ in self.x.heads.get(self.lower[i], ()) if tuple(self.lower[i : i + len(w)]) == w), ()
        )
        behind = i + len(words)
        if not words or behind >= self.limit:
            return bool(words)
        return self.lower[behind] not in self.x.heads and self.x.roles.at(self.tokens, behind, self.limit) is None

    def text(self, first: int, last: int) -> str:
        """Tokens as printed, blanks joined, the ending of a genitive left out."""
        text = " ".join(self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]].split())[:300]
        return text[:-2] if text.endswith(_APOSTROPHES) else text
