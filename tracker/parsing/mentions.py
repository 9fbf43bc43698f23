"""Find who and what a sentence names: people by name and office, states, bodies, places, groups, sources, pronouns.

An open grammar, not a list of people: an office with the words around it ("Frankreichs früherer Präsident"), a name
behind it, appositions in commas. The lists of the world only add what a grammar cannot know.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from tracker.parsing.names import ROMAN, Grammar, NameTable, grammar
from tracker.parsing.pack import Pack
from tracker.parsing.roles import Role, Roles, roles
from tracker.parsing.tokens import Sentence, Tokens
from tracker.parsing.verbs import Lexicon, lexicon
from tracker.parsing.world import Entry, Hit, World, world

MentionKind = Literal["person", "state", "organisation", "source", "group", "place", "national", "pronoun"]
MAX_ADJECTIVES = 6
_AGES = ("jährige", "jährigen", "jähriger")


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True)
class Lexis:
    """Everything that finding mentions asks for, bound to one language."""

    names: Grammar
    roles: Roles
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
    descriptions: tuple[str, ...]
    plural_roles: frozenset[str]
    pronouns: dict[str, str]
    both: frozenset[str]
    verbs: Lexicon
    only_owned: tuple[str, ...]
    noun_shapes: tuple[str, ...]
    pair_nouns: frozenset[str]
    only_plural: frozenset[str]
    predicative: frozenset[str]
    dull: dict[str, bool]
    transparent: frozenset[str]
    organs: tuple[str, ...]
    member_words: frozenset[str]


    def is_dull(self, word: str, lower: str) -> bool:
        """Whether a capitalised word is a plain noun that no mention begins with; remembered by word."""
        known = self.dull.get(word)
        if known is None:
            known = not (
                self.world.begins_name(lower)
                or lower in self.pronouns
                or lower in self.names.titles
                or lower in self.organs
                or lower.rpartition("-")[2].rstrip("n") in self.member_words
                or self.roles.of(word) is not None
                or self.world.national(lower) is not None
                or self.names.is_first_name(word)
                or self.names.may_name(word)
                or lower in self.world.families
                or lower.removesuffix("s") in self.world.families
                or lower in self.sources
                or lower.rpartition("-")[2] in self.sources
                or lower.endswith((*self.bodies, *self.groups, *self.descriptions, *_AGES))
                or lower.removesuffix("s").removesuffix("e").endswith(self.bodies)
            )
            if len(self.dull) < 50_000:
                self.dull[word] = known
        return known


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
        roles=roles(pack.language),
        world=world(),
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
        descriptions=tuple(table["descriptions"]),
        plural_roles=frozenset(table["plural_roles"]),
        pronouns=dict(table["pronoun_cases"]),
        both=frozenset(table["both"]),
        verbs=lexicon(pack.language),
        only_owned=tuple(table["only_owned"]),
        noun_shapes=tuple(table["noun_shapes"]),
        pair_nouns=frozenset(table["pair_nouns"]),
        only_plural=frozenset(table["only_plural"]),
        predicative=frozenset(table["predicative"]),
        dull={},
        transparent=frozenset(table["transparent"]),
        organs=tuple(table["organs"]),
        member_words=frozenset(word.rstrip("n") for word in table["transparent"]),
    )


def find_mentions(tokens: Tokens, sentence: Sentence, pack: Pack, names: NameTable) -> list[Mention]:
    """The mentions of a sentence in order; full names are added to the table, which later sentences look up."""
    finder = _Finder(tokens, sentence, lexis(pack), names)
    return finder.run()


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands before a noun: preposition, article, adjectives."""

    first: int
    preposition: int | None
    cases: str
    possessive: bool
    definite: bool
    country: str | None
    former: bool
    many: bool
    adjectives: tuple[str, ...]


class _Finder:
    def __init__(self, tokens: Tokens, sentence: Sentence, words: Lexis, names: NameTable) -> None:
        self.tokens = tokens
        self.first = sentence.first
        self.limit = sentence.last
        self.x = words
        self.table = names
        self.found: list[Mention] = []
        self._frames: dict[int, _Frame] = {}
        self._hits: dict[int, Hit | None] = {}

    def run(self) -> list[Mention]:
        i = self.first
        words, lower, pronouns = self.tokens.words, self.tokens.lower, self.x.pronouns
        while i < self.limit:
            if not words[i][0].isupper() and lower[i] not in pronouns:
                i += 1
                continue
            mention = self._at(i)
            if mention is None:
                i += 1
                continue
            self.found.append(mention)
            i = max(mention.last, i + 1)
        self._without_classes()
        return self._with_appositions()

    def _without_classes(self) -> None:
        """Leave out an office that only says what somebody is like: "Außenminister wie X"."""
        starts = {m.first for m in self.found}
        self.found = [
            m
            for m in self.found
            if m.role is None
            or m.name
            or m.last >= self.limit
            or self.tokens.lower[m.last] != "wie"
            or m.last + 1 not in starts
        ]

    # --- one mention ---

    def _at(self, i: int) -> Mention | None:
        word = self.tokens.words[i]
        if not word[0].isalpha():
            return None
        if word[0].islower():
            return self._lower(i)
        if self.x.is_dull(word, self.tokens.lower[i]) and not self.table.by_family(word):
            return None
        if self.tokens.lower[i] in self.x.pronouns and (i == self.first or not self.tokens.words[i - 1][0].isalnum()):
            return self._pronoun(i)
        hit = self._hit(i)
        person = hit.of("person") if hit else None
        if hit and person and hit.length > 1:
            if self.x.roles.of(word) is not None:
                return self._role(i)
            return self._named(i, self._regnal(i + hit.length), person)
        if hit and person and word in self.x.names.nouns:
            hit, person = None, None
        if hit and person and word.lower() in self.x.world.families:
            return self._named(i, self._regnal(i + 1), person)
        if hit and hit.length > 1:
            return self._entry(i, hit)
        role = self.x.roles.of(word)
        if role is not None and self._is_predicative(i):
            return None
        if hit and self._owns_role(i, hit):
            return self._role(i + 1, frm=i, country=hit)
        if role is not None and not (hit and hit.of("organisation")):
            return self._role(i)
        if hit is not None:
            if self.x.names.is_first_name(word):
                end = self.x.names.name_end(self.tokens, i, self.limit, lone=False)
                if end > i + 1:
                    return self._named(i, end, None)
            return self._entry(i, hit)
        return self._unlisted(i)

    def _is_predicative(self, i: int) -> bool:
        """Whether an office without name follows "als": what somebody is, not who."""
        frame = self._frame(i)
        before = frame.first - 1
        return (
            before >= self.first
            and self.tokens.lower[before] in self.x.predicative
            and self._titled_name(i + 1) == i + 1
        )

    def _unlisted(self, i: int) -> Mention | None:
        """A word that the world does not know: a name, a national, a body, a group, a source."""
        word, lower = self.tokens.words[i], self.tokens.lower[i]
        national = self.x.world.national(lower)
        if national is not None:
            return self._national(i, *national)
        if lower in self.x.names.titles:
            end = self.x.names.name_end(self.tokens, i + 1, self.limit, lone=True)
            if end > i + 1:
                return self._named(i + 1, end, None, frm=i)
        if self.x.names.is_first_name(word):
            end = self.x.names.name_end(self.tokens, i, self.limit, lone=False)
            if end > i + 1:
                return self._named(i, end, None)
        known = self.table.by_family(word)
        if known:
            return self._named(i, self._whole_name(i, known), None)
        if word in self.x.names.first_names and self._beside_person(i):
            return self._named(i, i + 1, None)
        families = (
            []
            if word in self.x.names.nouns
            else self.x.world.families.get(lower) or self.x.world.families.get(lower.removesuffix("s"), [])
        )
        if len(families) == 1 and len(lower) > 4:
            return self._named(i, i + 1, families[0])
        if self._behind_office(i):
            return self._named(i, self._name_like(i), None)
        if self._before_family(i):
            return self._named(i, i + 2, None)
        if self.x.names.may_name(word) and i + 1 < self.limit and self._introduced(i):
            return self._named(i, self._name_like(i), None)
        return self._collective(i)

    def _whole_name(self, i: int, known: tuple[str, ...]) -> int:
        """Where a known name ends that begins here, so that its first word alone is not taken for it."""
        for name in known:
            words = name.lower().split()
            length = len(words)
            printed = self.tokens.lower[i : i + length]
            if (
                length > 1
                and printed[:-1] == words[:-1]
                and printed[-1:]
                and printed[-1].rstrip("s’'") == words[-1].rstrip("s’'.")
            ):
                return self._regnal(i + length)
        return i + 1

    def _before_family(self, i: int) -> bool:
        """Whether an unknown word stands before a known family name: another member, or a first name no list has."""
        if i + 1 >= self.limit or i == self.first or not self.tokens.words[i - 1][0].isalnum():
            return False
        following = self.tokens.words[i + 1]
        known = following.lower() in self.x.world.families or self.table.by_family(following)
        return (
            bool(known)
            and following[0].isupper()
            and self.x.names.may_name(self.tokens.words[i])
            and self.x.names.may_name(following)
        )

    def _behind_office(self, i: int) -> bool:
        """Whether an unknown name in commas follows an office without name: "der Präsident Finnlands, X Y, …"."""
        before = self.found[-1] if self.found else None
        if before is None or before.role is None or before.name or before.plural or before.last != i - 1:
            return False
        end = self._name_like(i)
        closed = end >= self.limit or self.tokens.words[end] in (",", ".", "–", ")")
        return self.tokens.words[i - 1] == "," and end >= i + 2 and closed

    def _beside_person(self, i: int) -> bool:
        """Whether a lone first name is joined to a person ("Karl und Sofia")."""
        before = self.found[-1] if self.found else None
        return (
            before is not None
            and before.kind == "person"
            and before.last == i - 1
            and self.tokens.lower[i - 1] == "und"
        )

    def _collective(self, i: int) -> Mention | None:
        lower = self.tokens.lower[i]
        last = lower.rpartition("-")[2]
        if (members := self._members_of(i)) is not None:
            frame = self._frame(i)
            return Mention(
                frame.first, i + 1, i, "organisation", members.name, self.tokens.words[i].rpartition("-")[0], entry=members,
                preposition=frame.preposition, cases=frame.cases, definite=frame.definite, plural=True,
                genitive=frame.preposition is None and frame.cases == "g",
            )  # fmt: skip
        if lower in self.x.organs and (organ := self._organ(i)) is not None:
            return organ
        if lower in self.x.sources or last in self.x.sources:
            return self._common(i, "source", plural=lower.endswith(("n", "e", "s")))
        bare = lower.removesuffix("s").removesuffix("e") if lower.endswith(("s", "es")) else lower
        if bare.endswith(self.x.bodies) or lower.endswith(self.x.bodies):
            state = lower.endswith(self.x.state_bodies)
            body = self._common(i, "state" if state else "organisation")
            return body if body.countries or body.bodies or not bare.endswith(self.x.only_owned) else None
        if lower.endswith(self.x.groups):
            organisation = lower.endswith(self.x.group_organisations)
            return self._common(i, "organisation" if organisation else "group", plural=not organisation)
        if lower.endswith(self.x.descriptions) and not self.x.names.may_name(self.tokens.words[i]):
            return self._common(i, "person")
        if lower.endswith(_AGES):
            return self._common(i, "person")
        return None

    def _organ(self, i: int) -> Mention | None:
        """A body by one of its organs: "der Rat der Europäischen Zentralbank"."""
        if i + 2 >= self.limit or self.tokens.lower[i + 1] not in ("der", "des"):
            return None
        hit = self._hit(i + 2)
        body = hit.of("organisation") if hit else None
        if hit is None or body is None or body.subkind != "igo":
            return None
        frame = self._frame(i)
        last = i + 2 + hit.length
        return Mention(
            frame.first, last, i, "organisation", body.name, self._text(i + 2, last), entry=body,
            preposition=frame.preposition, cases=frame.cases, definite=frame.definite, plural=False,
        )  # fmt: skip

    def _lower(self, i: int) -> Mention | None:
        lower = self.tokens.lower[i]
        if lower not in self.x.pronouns:
            return None
        following = self.tokens.words[i + 1] if i + 1 < self.limit else "."
        if lower in self.x.both and following.lower() in self.x.pair_nouns and following[0].isupper():
            return self._pronoun(i)
        if lower in ("ihr", "diese", "dieser", "diesem", "diesen", "beide", "beiden") and following[0].isalpha():
            # Before a noun these are articles.
            if following[0].isupper() or (self._is_adjective(i + 1) and lower != "beiden"):
                return None
        return self._pronoun(i)

    def _pronoun(self, i: int) -> Mention | None:
        lower = self.tokens.lower[i]
        cases = self.x.pronouns.get(lower)
        if cases is None:
            return None
        following = self.tokens.words[i + 1] if i + 1 < self.limit else "."
        paired = lower in self.x.both and following.lower() in self.x.pair_nouns
        if lower in ("ihr", "diese", "dieser", "beide", "beiden") and following[0].isupper() and not paired:
            return None
        frame = self._frame(i)
        sex = "m" if lower in ("er", "ihn", "ihm", "dieser", "diesem", "diesen") else "f" if lower == "ihr" else ""
        plural = lower in ("ihnen", *self.x.both)
        first = i - 1 if lower in self.x.both and i > self.first and self.tokens.lower[i - 1] in ("die", "den") else i
        return Mention(
            first, i + 2 if paired else i + 1, i, "pronoun", "", self.tokens.words[i], preposition=frame.preposition, cases=cases,
            plural=plural, sex=sex, definite=True,
        )  # fmt: skip

    # --- kinds ---

    def _named(self, first: int, last: int, entry: Entry | None, *, frm: int | None = None) -> Mention:
        name = self._name(first, last, entry)
        frame = self._frame(first if frm is None else frm)
        sex = entry.sex if entry else self.x.names.sex(name)
        countries = (entry.country,) if entry and entry.country else (frame.country,) if frame.country else ()
        genitive = self._is_genitive(last - 1, name)
        return Mention(
            frame.first, last, last - 1, "person", name, self._text(first, last), countries=countries, entry=entry,
            preposition=frame.preposition, cases="g" if genitive else frame.cases, sex=sex,
            genitive=genitive and frame.preposition is None, former=frame.former,
        )  # fmt: skip

    def _entry(self, i: int, hit: Hit) -> Mention | None:
        state, place, body = hit.of("state"), hit.of("place"), hit.of("organisation")
        entry = body or state or place
        if entry is None:
            return None
        frame = self._frame(i)
        if entry.careful and frame.preposition is None and not frame.definite:
            return None
        last = i + hit.length
        kind: MentionKind = "organisation" if body else "state" if state else "place"
        if body and body.kind == "organisation" and body.subkind == "government" and state is None:
            kind = "organisation"
        word = self.tokens.lower[last - 1]
        owns = not frame.definite and word.endswith("s") and not entry.name.lower().endswith("s")
        owns = owns and last < self.limit and self.tokens.words[last][0].isalpha()
        genitive = owns or (frame.preposition is None and frame.cases == "g")
        if not genitive and frame.preposition is None and not frame.definite:
            genitive = word.endswith("s") and not entry.name.lower().endswith("s")
        if not genitive and frame.preposition is None and self.tokens.lower[frame.first] == "der":
            genitive = frame.first > self.first and self._noun_before(frame.first)
        countries = (entry.country,) if entry.country else ()
        return Mention(
            frame.first, last, last - 1, kind, entry.name, self._text(i, last), countries=countries, entry=entry,
            preposition=None if genitive else frame.preposition, cases="g" if genitive else frame.cases, genitive=genitive,
            definite=frame.definite, plural=entry.name.endswith("Staaten") or entry.id in ("US", "NL", "AE", "PH"),
        )  # fmt: skip

    def _noun_before(self, i: int) -> bool:
        """Whether a plain noun stands right before an article, so that "der" can only be a genitive."""
        word = self.tokens.words[i - 1]
        if not word[0].isupper() or self.tokens.lower[i - 1] in self.x.determiners:
            return False
        return not self.found or self.found[-1].last != i or self.found[-1].kind in ("group",)

    def _national(self, i: int, country: str, sex: str) -> Mention | None:
        end = self.x.names.name_end(self.tokens, i + 1, self.limit, lone=True) if i + 1 < self.limit else i
        frame = self._frame(i)
        plural = self.tokens.lower[i].endswith(("n", "innen")) and (frame.definite and frame.cases in ("na", "ad"))
        if end > i + 1 and end - i > 1:
            name = self._name(i + 1, end, None)
            return Mention(
                frame.first, end, end - 1, "person", name, self._text(i + 1, end), countries=(country,),
                preposition=frame.preposition, cases=frame.cases, sex=self.x.names.sex(name) or sex,
            )  # fmt: skip
        following = self.x.roles.of(self.tokens.words[i + 1]) if i + 1 < self.limit else None
        if following is not None:  # "Schweizer Präsident": an adjective that looks like a noun
            return self._role(i + 1, frm=i, nation=country)
        if not frame.definite and frame.preposition is None and not frame.many:
            return None
        return Mention(
            frame.first, i + 1, i, "national", "", self.tokens.words[i], countries=(country,),
            preposition=frame.preposition, cases=frame.cases, sex=sex, plural=plural, definite=frame.definite,
        )  # fmt: skip

    def _common(self, i: int, kind: MentionKind, *, plural: bool = False) -> Mention:
        """A body, group, source or description by a common noun, with the attributes around it."""
        frame = self._frame(i)
        countries = [frame.country] if frame.country else []
        prefix = self._prefix(self.tokens.words[i])
        if prefix is not None and prefix.country:
            countries.append(prefix.country)
        owner = self._hit(frame.first - 1) if frame.first > self.first else None
        first = frame.first
        if owner is not None and owner.length == 1 and owner.entries[0].country and not frame.definite:
            if self.tokens.lower[frame.first - 1].endswith("s"):
                countries.append(owner.entries[0].country)
                first -= 1
        last, more, bodies = self._attributes(i + 1)
        countries.extend(more)
        noun_first = i - len(frame.adjectives)
        wording = self._nominative(noun_first, i, last)
        if kind == "source" or kind == "group":
            last = i + 1 if not more and not bodies else last
        return Mention(
            first, last, i, kind, "" if kind == "person" else wording, wording, countries=tuple(dict.fromkeys(countries)), bodies=tuple(bodies),
            preposition=frame.preposition, cases=frame.cases, plural=plural, possessive=frame.possessive,
            definite=frame.definite, genitive=frame.preposition is None and frame.cases == "g", former=frame.former,
        )  # fmt: skip

    def _role(
        self, i: int, *, frm: int | None = None, country: Hit | None = None, nation: str | None = None
    ) -> Mention:
        """An office with what stands around it: article, state, name."""
        word = self.tokens.words[i]
        role = self.x.roles.of(word)
        assert role is not None
        paired = self._paired(i)
        frame = self._frame((paired if paired is not None else i) if frm is None else frm)
        countries: list[str] = [c for c in (frame.country, nation) if c]
        bodies: list[Entry] = []
        if country is not None:
            owner = country.entries[0]
            if owner.kind == "organisation":
                bodies.append(owner)
            if owner.country:
                countries.append(owner.country)
        prefix = self._prefix(word) if role.prefix or "-" in word else None
        if prefix is not None:
            if prefix.country:
                countries.append(prefix.country)
            if prefix.kind == "organisation":
                bodies.append(prefix)
        if role.state:
            countries = [role.state]
        last, more, further = self._attributes(i + 1, role)
        countries.extend(more)
        bodies.extend(further)
        end = self._titled_name(last if last == i + 1 or not more else last)
        if end == last and last > i + 1:
            end_direct = self._titled_name(i + 1)
            if end_direct > i + 1:
                end, last = end_direct, i + 1
        name_first = last
        name = ""
        entry: Entry | None = None
        while name_first < end and self.tokens.lower[name_first] in self.x.names.titles:
            name_first += 1
        if end > name_first:
            hit = self._hit(name_first)
            entry = hit.of("person") if hit else None
            if hit and entry and name_first + hit.length > end:
                end = self._regnal(name_first + hit.length)
            name = self._name(name_first, end, entry)
            self._remember(name, entry, monarch=role.category == "monarch")
        if not name and not more and not further:
            last, found = self._loose_attribute(i + 1, frame.first)
            countries.extend(found)
        bodies.extend(self._bracketed(max(end, last, i + 1)))
        plural = self._plural(role, word, frame, len(more), bodies) and not name
        sex = "f" if role.feminine else "m" if frame.cases in ("n", "d") or name else ""
        if name and self.x.names.sex(name) and not role.feminine:
            sex = self.x.names.sex(name)
        cases = frame.cases
        if plural and "g" in frame.cases and frame.preposition is None and self.tokens.lower[frame.first] == "der":
            cases = "g"
        if role.oblique and not plural:
            cases = "".join(c for c in cases if c != "n") or cases
        first = frame.first if frm is None else min(frame.first, frm)
        noun_first = (paired if paired is not None else i) - len(frame.adjectives) if frm is None else frm
        wording = self._nominative(noun_first, i, max(last, i + 1))
        return Mention(
            first, max(end, last, i + 1), end - 1 if name else i, "group" if plural else "person", name, wording,
            role=role, countries=tuple(dict.fromkeys(countries)), bodies=tuple(bodies), entry=entry,
            preposition=frame.preposition, cases=cases, plural=plural, sex=sex, possessive=frame.possessive,
            genitive=frame.preposition is None and cases == "g", definite=frame.definite,
            former=role.former or frame.former,
            tags=self._tags(word, max(end, last, i + 1)),
        )  # fmt: skip

    def _paired(self, i: int) -> int | None:
        """Where "Staats- und Regierungschefs" begins."""
        lower = self.tokens.lower
        if (
            i - 3 >= self.first
            and lower[i - 1] == "und"
            and lower[i - 2] == "-"
            and self.tokens.words[i - 3][0].isupper()
        ):
            return i - 3
        return None

    # --- the words around ---

    def _hit(self, i: int) -> Hit | None:
        """What the world knows at a token; remembered, since several rules ask."""
        if i not in self._hits:
            self._hits[i] = self.x.world.at(self.tokens, i, self.limit)
        return self._hits[i]

    def _frame(self, i: int) -> _Frame:
        """What stands left of a noun: adjectives, a number, an article, a preposition; remembered like `_hit`."""
        frame = self._frames.get(i)
        if frame is None:
            frame = self._frames[i] = self._read_frame(i)
        return frame

    def _read_frame(self, i: int) -> _Frame:
        tokens, lower = self.tokens, self.tokens.lower
        j = i - 1
        adjectives: list[str] = []
        country: str | None = None
        former = many = False
        while j >= self.first and len(adjectives) < MAX_ADJECTIVES:
            word = tokens.words[j]
            if word[0].islower() and self._is_adjective(j):
                adjectives.append(lower[j])
                country = country or self.x.world.adjective(lower[j])
                former = former or lower[j].startswith(self.x.former)
            elif word[0].isupper() and word.endswith("er") and (found := self._town_adjective(j)) is not None:
                adjectives.append(lower[j])
                country = country or found
            elif (
                word[0].isupper() and lower[j] not in self.x.determiners and (found := self.x.world.adjective(lower[j]))
            ):
                adjectives.append(lower[j])
                country = country or found
            elif word[0].isupper() and j == self.first and self._is_adjective(j):
                adjectives.append(lower[j])
                former = former or lower[j].startswith(self.x.former)
            elif word.isdigit():
                many = int(word[:6]) > 1
                adjectives.append(lower[j])
            else:
                break
            j -= 1
        if j < self.first or lower[j] not in self.x.determiners:
            while adjectives and self.x.verbs.readings(adjectives[-1]) and tokens.words[j + 1][0].islower():
                adjectives.pop()  # "sagte Präsident X": a verb, no adjective
                j += 1
        elif lower[j] == "das" and adjectives and self.x.verbs.readings(adjectives[-1]):
            adjectives.clear()  # "Das sagte Präsident X": a pronoun and a verb
            j = i - 1
        cases, definite, possessive = "nadg", False, False
        if j >= self.first and lower[j] in self.x.determiners:
            cases = self.x.determiners[lower[j]]
            definite = lower[j] in ("der", "die", "das", "dem", "den", "des")
            possessive = lower[j].startswith(("sein", "ihr", "dessen", "deren"))
            many = many or lower[j] in ("zwei", "drei", "vier", "mehrere", "mehreren", "einige", "viele", "alle")
            j -= 1
        elif j >= self.first and lower[j] in ("dessen", "deren"):
            possessive = True
            j -= 1
        preposition: int | None = None
        if j >= self.first and lower[j] in self.x.prepositions:
            preposition = j
            if lower[j] in self.x.contracted and cases == "nadg":
                cases = self.x.contracted[lower[j]]
                definite = True
        return _Frame(
            j + 1, preposition, cases, possessive, definite, country, former, many, tuple(reversed(adjectives))
        )

    def _is_adjective(self, j: int) -> bool:
        lower = self.tokens.lower[j]
        if lower in ("dessen", "deren"):
            return False
        return (
            (lower.isalpha() or "-" in lower)
            and lower.endswith(self.x.adjective_endings)
            and lower not in self.x.not_adjectives
            and len(lower) > 3
        )

    def _town_adjective(self, j: int) -> str | None:
        """The state of a town whose adjective stands here ("Berliner", "Kiewer")."""
        word = self.tokens.words[j]
        for town in (word[:-2], word[:-2] + "en", word[:-1], word[:-2] + "el"):
            entry = self.x.world.named_place(town)
            if entry is not None:
                return entry.country
        return None

    def _members_of(self, i: int) -> Entry | None:
        """The body whose members a compound names: "EU-Mitgliedstaaten"."""
        front, hyphen, tail = self.tokens.words[i].rpartition("-")
        if not hyphen or tail.lower().rstrip("n") not in self.x.member_words:
            return None
        entry = self.x.world.named(front)
        return entry if entry is not None and entry.kind == "organisation" else None

    def _name_behind_place(self, i: int) -> bool:
        """Whether "in X" belongs to an office, since its name follows in commas: "der Sprecher in Rom, Y, …"."""
        hit = self._hit(i + 1) if i + 1 < self.limit else None
        if hit is None:
            return False
        j = i + 1 + hit.length
        if j + 1 >= self.limit or self.tokens.words[j] != ",":
            return False
        following = self._hit(j + 1)
        return self.x.names.is_first_name(self.tokens.words[j + 1]) or bool(following and following.of("person"))

    def _loose_attribute(self, i: int, first: int) -> tuple[int, list[str]]:
        """The end of an apposition with a genitive that names no body known, and the states in it."""
        apposed = first > self.first and self.tokens.words[first - 1] in (",", "–")
        if i >= self.limit or self.tokens.lower[i] not in ("des", "der", "von", "vom", "für", "im", "beim"):
            return i, []
        countries: list[str] = []
        for j in range(i, min(self.limit, i + 12)):
            word = self.tokens.words[j]
            if word in (",", ".", ";", "–", ")"):
                return (j, countries) if apposed or self._name_in_commas(j) else (i, [])
            if not word[0].isalnum():
                return i, []
            adjective = self.x.world.adjective(self.tokens.lower[j])
            if adjective:
                countries.append(adjective)
        return i, []

    def _name_in_commas(self, i: int) -> bool:
        """Whether a name between commas follows: "der Chef der Behörde, X Y, …"."""
        if i + 2 >= self.limit or self.tokens.words[i] != ",":
            return False
        end = self._name_like(i + 1)
        hit = self._hit(i + 1)
        if hit is not None and hit.of("person"):
            end = i + 1 + hit.length
        return end >= i + 3 and end < self.limit and self.tokens.words[end] == ","

    def _tags(self, word: str, end: int) -> tuple[str, ...]:
        """Letters of a party or body before an office ("ÖVP-Chef") or in brackets behind a name ("X (ÖVP)")."""
        found = []
        front = word.partition("-")[0]
        if "-" in word and len(front) > 1 and front[:-1].isupper():
            found.append(front)
        if end + 2 < self.limit and self.tokens.words[end] == "(" and self.tokens.words[end + 2] == ")":
            found.append(self.tokens.words[end + 1])
        return tuple(found)

    def _bracketed(self, i: int) -> list[Entry]:
        """A body in brackets behind a name: "Kanzler X (ÖVP)"."""
        if i + 2 >= self.limit or self.tokens.words[i] != "(":
            return []
        hit = self._hit(i + 1)
        body = hit.of("organisation") if hit else None
        return [body] if body is not None else []

    def _attributes(self, i: int, role: Role | None = None) -> tuple[int, list[str], list[Entry]]:
        """States and bodies right of an office or body: "Frankreichs", "der EU", "von Mariupol", "in Peking"."""
        countries: list[str] = []
        bodies: list[Entry] = []
        last = i
        while last < self.limit and len(countries) + len(bodies) < 8:
            j = last
            if countries or bodies:
                if self.tokens.lower[j] in ("in", "im"):
                    if not self._name_behind_place(j):
                        break
                elif self.tokens.lower[j] not in ("und", ",", "sowie"):
                    break
                else:
                    j += 1
            if j < self.limit and self.tokens.lower[j] in ("in", "bei", "im") and role is not None:
                if role.category != "ambassador" and not self._name_behind_place(j):
                    break
            if j < self.limit and self.tokens.lower[j] in (
                "der",
                "des",
                "von",
                "vom",
                "für",
                "in",
                "im",
                "beim",
                "bei",
            ):
                j += 1
                if j + 1 < self.limit and self.tokens.lower[j] in self.x.transparent:
                    j += 2 if self.tokens.lower[j + 1] in ("der", "des") else 1
                while (
                    j < self.limit
                    and self.tokens.words[j][0].islower()
                    and (self._is_adjective(j) or self.tokens.lower[j] in ("der", "die", "den", "dem", "das"))
                ):
                    adjective = self.x.world.adjective(self.tokens.lower[j])
                    if adjective and not countries:
                        following = self.tokens.lower[j + 1] if j + 1 < self.limit else ""
                        if following.endswith(self.x.bodies) or following.removesuffix("s").endswith(self.x.bodies):
                            countries.append(adjective)
                    j += 1
            elif j > i and j == last + 1 and not self.tokens.words[j][0].isupper():
                break
            if j >= self.limit:
                break
            hit = self._hit(j)
            members = self._members_of(j)
            if members is not None:
                bodies.append(members)
                last = j + 1
                continue
            if hit is None or hit.of("person"):
                if countries and j < self.limit and self.tokens.lower[j].removesuffix("s").endswith(self.x.bodies):
                    last = j + 1
                break
            direct = j == last or (j == last + 1 and (countries or bodies) and self.tokens.words[j][0].isupper())
            entry = hit.entries[0]
            if direct and not self.tokens.words[j + hit.length - 1].endswith(("s", "’", "'", "z", "x")):
                break
            if entry.kind == "organisation":
                bodies.append(entry)
            elif entry.country:
                countries.append(entry.country)
            last = j + hit.length
        return last, countries, bodies

    def _prefix(self, word: str) -> Entry | None:
        """What the front of a compound names: "US-Präsident", "Kremlchef", "Palästinenserpräsident"."""
        role = self.x.roles.of(word)
        if "-" in word:
            front = word.rpartition("-")[0]
            return self.x.world.named(front) or self.x.world.named(front.partition("-")[0])
        if role is not None and role.prefix and len(role.prefix) > 2:
            return self.x.world.named(role.prefix) or self.x.world.nation(role.prefix)
        if role is None and word.lower().endswith("chef") is False:
            return None
        return self.x.world.named(word[:5]) if word.lower().startswith("kreml") else None

    def _owns_role(self, i: int, hit: Hit) -> bool:
        """Whether a genitive before an office owns it: "Kirgistans Präsident", "Chinas neuer Außenminister"."""
        j = i + hit.length
        entry = hit.entries[0]
        if hit.length != 1 or entry.kind == "person" or not self.tokens.words[i].endswith(("s", "’", "'")):
            return False
        if entry.name.endswith("s") and self.tokens.words[i] == entry.name and entry.kind != "state":
            return False
        return j == i + 1 and j < self.limit and self.x.roles.of(self.tokens.words[j]) is not None

    def _titled_name(self, i: int) -> int:
        j = i
        while j < self.limit and self.tokens.lower[j] in self.x.names.titles:
            j += 1
            if j < self.limit and self.tokens.words[j] == ".":
                j += 1
        if j >= self.limit or not self.tokens.words[j][0].isalpha():
            return i
        hit = self._hit(j)
        if hit is not None and hit.of("person"):
            return self._regnal(j + hit.length)
        end = self.x.names.name_end(self.tokens, j, self.limit, lone=True)
        return end if end > j else i

    def _introduced(self, i: int) -> bool:
        """Whether an unknown name is told by an apposition: "Chalifa al-Ghweil, Chef der …"."""
        end = self._name_like(i)
        if end < i + 2 or end >= self.limit or self.tokens.words[end] not in (",", "("):
            return False
        j = end + 1
        for _ in range(5):
            if j >= self.limit or not self.tokens.words[j][0].isalpha():
                return False
            if self.x.roles.of(self.tokens.words[j]) is not None:
                return True
            if self.tokens.words[j][0].isupper() and j > end + 2:
                return False
            j += 1
        return False

    def _name_like(self, i: int) -> int:
        j = i
        while j < self.limit and j - i < 4 and self.x.names.may_name(self.tokens.words[j]):
            j += 1
        return j

    def _regnal(self, last: int) -> int:
        """The end of a name with the dot behind a monarch's number."""
        dotted = last < self.limit and self.tokens.words[last] == "." and ROMAN.fullmatch(self.tokens.words[last - 1])
        return last + 1 if dotted else last

    def _plural(self, role: Role, word: str, frame: _Frame, owners: int, bodies: list[Entry]) -> bool:
        lower = word.lower()
        if role.category in self.x.only_plural and any(b.subkind == "igo" for b in bodies):
            return True
        article = frame.first if frame.preposition is None else frame.first
        if "g" in frame.cases and not role.feminine and self.tokens.lower[article] == "der" and article > self.first:
            before = self.tokens.words[article - 1]
            if role.oblique:
                return True  # "der Präsidenten", "der Regierungschefs": with "der" only a genitive plural
            # "das Treffen der Außenminister": a masculine noun behind a noun and "der" is a genitive plural.
            if before[0].isupper() and self.tokens.lower[article - 1] not in self.x.determiners and not role.oblique:
                return True
        if frame.many or owners > 1:
            return True
        if lower.endswith("innen"):
            return True
        tail = lower.rpartition("-")[2]
        if frame.cases == "na" and frame.definite and not role.feminine:
            return True
        if frame.cases == "ad" and frame.definite and tail in self.x.plural_roles and lower.endswith("n"):
            return role.category not in ("head_of_state",)
        if frame.cases == "nadg" and not frame.definite and tail.endswith(("chefs", "staatenlenker", "präsidenten")):
            return frame.preposition is not None or lower.endswith("chefs")
        return False

    def _is_genitive(self, i: int, name: str) -> bool:
        printed = self.tokens.words[i].lower()
        return printed.endswith(("s", "’", "'")) and printed.rstrip(".") not in name.lower().replace(".", "").split()

    # --- wording ---

    def _name(self, first: int, last: int, entry: Entry | None) -> str:
        """The name as printed, without a genitive s where the text or the world has it so elsewhere."""
        printed = self._text(first, last)
        known = self.table.by_family(self.tokens.words[last - 1]) if last - first == 1 else ()
        if known:
            return known[0]
        if entry is not None:
            genitive = printed[-1] in "s’'" and f" {entry.name}".lower().endswith(
                f" {printed[:-1].split()[-1]}".lower()
            )
            bare = printed[:-1] if genitive else printed
            if last - first == 1:
                return entry.name if len(self.x.world.families.get(bare.lower(), [])) <= 1 else bare
            self._remember(bare, entry)
            return bare
        if printed.lower() in self.table.full:
            return self.table.full[printed.lower()]
        if printed[-1:] in "s’'" and printed[:-1].lower() in self.table.full:
            return self.table.full[printed[:-1].lower()]
        if last - first > 1:
            name = printed.rstrip("’'")
            self._remember(name, None)
            return name
        return printed

    def _remember(self, name: str, entry: Entry | None, *, monarch: bool = False) -> None:
        first = name.split()[0]
        monarch = monarch or ROMAN.fullmatch(name.split()[-1].rstrip(".")) is not None
        family_first = "-" in name.partition(" ")[2] or not self.x.names.is_first_name(first)
        self.table.add(name, self._family(name, entry), monarch=monarch, family_first=family_first)

    def _family(self, name: str, entry: Entry | None) -> str:
        if entry is not None:
            for family, holders in self.x.world.families_of(entry.id):
                if holders:
                    return family
        return self.x.names.family(name)

    def _text(self, first: int, last: int) -> str:
        text = self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]
        return " ".join(text.split()) if len(text) < 300 else text[:300]

    def _nominative(self, first: int, head: int, last: int) -> str:
        """A noun phrase without its article, as printed."""
        return self._text(first, last) if last > first else self.tokens.words[head]

    # --- appositions ---

    def _with_appositions(self) -> list[Mention]:
        """Join a name and the office in commas beside it: "X, der Präsident Y-lands," is one person."""
        merged: list[Mention] = []
        for mention in self.found:
            before = merged[-1] if merged else None
            if before is not None and self._is_apposition(before, mention):
                merged[-1] = self._joined(before, mention)
                continue
            merged.append(mention)
        return merged

    def _is_apposition(self, before: Mention, after: Mention) -> bool:
        if before.kind != "person" or after.kind != "person" or after.preposition is not None:
            return False
        if before.plural or after.plural or after.first != before.last + 1 or self.tokens.words[before.last] != ",":
            return False
        if bool(before.name) == bool(after.name):
            return False
        if not before.name and before.role is None:
            return False
        closes = after.last >= self.limit or self.tokens.words[after.last] in (
            ",",
            ".",
            ";",
            ")",
            "–",
            ":",
            "“",
            '"',
            "und",
        )
        if after.name and not before.name:
            return closes or self.tokens.lower[after.last] != "und"
        return closes or self.tokens.words[after.last][0].islower() or after.genitive is False

    def _joined(self, before: Mention, after: Mention) -> Mention:
        named, other = (before, after) if before.name else (after, before)
        return replace(
            before,
            last=after.last,
            name=named.name,
            entry=named.entry or other.entry,
            role=before.role or after.role,
            wording=other.wording,
            countries=tuple(dict.fromkeys((*before.countries, *after.countries))),
            bodies=(*before.bodies, *after.bodies),
            sex=named.sex or other.sex,
        )
