"""Who is meant: names, offices, descriptions and pronouns of a text become its actors.

Names are gathered first, so that an office before the name finds it, too. Then the text is read in order, and each
mention is answered by what was named before, by office and state, by the holder of the office on the day of
publication, or by salience: subjects of the last clauses first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.parsing.layers import Group, Line
from tracker.parsing.mention import Mention
from tracker.parsing.slots import plural_verb, slots
from tracker.parsing.tokens import Tokens
from tracker.parsing.wording import Wording
from tracker.parsing.world import Entry, World, world

_INDEFINITE = frozenset({"ein", "eine", "eines", "einem", "einen", "einer"})
_ENVOYS = frozenset({"special_envoy", "senior_official", "ambassador"})
_LOOSE = frozenset({"special_envoy", "senior_official", "chief", "party_leader", "igo_head"})
RULERS = frozenset({"head_of_state", "monarch", "head_of_government", "de_facto_leader", "chief"})
_OFFICES = {
    "head_of_state": ("head_of_state", "both", "de_facto_leader"),
    "head_of_government": ("head_of_government", "both"),
    "monarch": ("head_of_state", "both", "crown_prince"),
    "chief": ("de_facto_leader", "head_of_state", "both"),
}
_CROWD = 150
_MEMORY = 4
"""Sentences after which a person is no longer meant by a pronoun."""


@dataclass(eq=False)
class Actor:
    """Somebody or some body of a text; grows while the text is read."""

    number: int
    kind: str
    name: str
    country: str | None = None
    entry: Entry | None = None
    sex: str = ""
    office: str = ""
    categories: set[str] = field(default_factory=set)
    high: bool = False
    former: bool = False
    plural: bool = False
    aka: list[str] = field(default_factory=list)
    bodies: set[str] = field(default_factory=set)
    attached: set[str] = field(default_factory=set)

    @property
    def official(self) -> bool:
        """Whether it acts for a state or a body, as far as the text or the world tells."""
        if self.kind == "organisation" and self.entry is not None:
            return self.entry.subkind in ("igo", "government", "ministry", "parliament", "armed")
        return self.high or self.kind == "state" or (self.entry is not None and self.kind == "person")

    def also(self, name: str) -> None:
        """Remember another form of the name."""
        if name and name != self.name and name not in self.aka and len(self.aka) < 12:
            self.aka.append(name)


class Cast:
    """The actors of a text, and who each mention means."""

    def __init__(self, tokens: Tokens, lines: Sequence[Line], day: date | None, wording: Wording) -> None:
        self.tokens = tokens
        self.lines = lines
        self.day = day
        self.wording = wording
        self.world: World = world()
        self.actors: list[Actor] = []
        self._by_name: dict[tuple[str, str], Actor] = {}
        self._meant: dict[tuple[int, int], tuple[Actor, ...]] = {}
        self._seen: list[tuple[int, int, int, Actor]] = []  # sentence, clause, weight, actor
        self._mentioned: dict[int, int] = {}
        self._told: list[tuple[int, Actor]] = []
        self._pairs: list[tuple[int, tuple[Actor, ...]]] = []
        self._gather()
        for line in lines:
            self._read(line)

    @property
    def people(self) -> list[Actor]:
        """The actors among whom somebody is looked for: all of an article, the latest of a very long text."""
        return self.actors if len(self.actors) <= _CROWD else self.actors[-_CROWD:]

    def meant_by(self, mention: Mention) -> tuple[Actor, ...]:
        """The actors that a mention of the text means; empty where nobody is found."""
        return self._meant.get((mention.first, mention.last), ())

    def of_group(self, group: Group | None) -> tuple[Actor, ...]:
        """The actors of a group, each once."""
        if group is None:
            return ()
        found: dict[int, Actor] = {}
        for mention in group.mentions:
            for actor in self.meant_by(mention):
                found.setdefault(actor.number, actor)
        return tuple(found.values())

    # --- first pass: everybody with a name ---

    def _gather(self) -> None:
        for line in self.lines:
            for mention in line.mentions:
                if mention.name and mention.kind in ("person", "state", "organisation"):
                    self._named(mention)

    def _named(self, mention: Mention) -> Actor:
        kind = "person" if mention.kind == "person" else mention.kind
        name = mention.name
        if kind != "person":
            name = (
                self.world.spelling(mention.entry, mention.wording)
                if mention.entry
                else self.wording.nominative(mention.wording)
            )
        key = (kind, mention.entry.id if mention.entry and kind != "person" else name.lower())
        actor = self._by_name.get(key)
        if actor is None:
            actor = Actor(len(self.actors), kind, name)
            self.actors.append(actor)
            self._by_name[key] = actor
        self._learn(actor, mention)
        return actor

    def _learn(self, actor: Actor, mention: Mention) -> None:
        entry = mention.entry
        if entry is not None:
            actor.entry = actor.entry or entry
            actor.sex = actor.sex or entry.sex
            if actor.kind != "person":
                printed = self.world.spelling(entry, mention.wording)
                actor.also(entry.name)
                if len(printed) > len(actor.name):
                    actor.also(actor.name)
                    actor.name = printed
                actor.also(printed)
                front = printed.partition("-")[0]
                if front != printed and self.world.named(front) == entry:
                    actor.also(front)
                actor.also(mention.wording)
        actor.sex = actor.sex or mention.sex
        if mention.countries and (actor.country is None or mention.role is not None):
            actor.country = mention.countries[0]
        if entry is not None and entry.country and actor.kind == "person":
            actor.country = entry.country
        actor.bodies.update(b.id for b in mention.bodies if b.subkind == "igo")
        actor.attached.update(b.id for b in mention.bodies)
        actor.attached.update(tag.lower() for tag in mention.tags)
        if mention.role is not None:
            actor.categories.add(mention.role.category)
            official = mention.role.rank == "high" or (mention.role.category == "chief" and bool(mention.countries))
            actor.high = actor.high or (official and not mention.former)
            actor.former = actor.former or mention.former
            if not actor.office and mention.name:
                actor.office = mention.wording

    # --- second pass: in order ---

    def _read(self, line: Line) -> None:
        order = sorted(range(len(line.clauses)), key=lambda n: line.clauses[n].first)
        for mention in line.mentions:
            if mention.name or mention.kind in ("source", "organisation", "state"):
                named = self._direct(mention)
                self._meant[mention.first, mention.last] = named
                self._told.extend((line.index, a) for a in named if a.kind in ("source", "organisation"))
        for number in order:
            found = slots(self.tokens, line, number)
            groups = line.groups_of(number)
            subject = found.subject
            ordered = ([subject] if subject else []) + [g for g in groups if g is not subject]
            here: list[Actor] = []
            for group in ordered:
                members: list[Actor] = []
                for mention in group.mentions:
                    meant = self._meant.get((mention.first, mention.last))
                    if meant is None:
                        meant = self._resolve(mention, line, number, here, group is subject)
                        self._meant[mention.first, mention.last] = meant
                    members.extend(meant)
                if len({a.number for a in members}) > 1:
                    self._pairs.append((line.index, tuple(dict((a.number, a) for a in members).values())))
                here.extend(members)
                weight = 3 if group is subject else 1
                if line.clauses[number].kind not in ("main", "fragment"):
                    weight -= 0 if group is subject else 1
                for actor in members:
                    if actor.kind != "place":
                        self._seen.append((line.index, number, weight, actor))
                        self._mentioned[actor.number] = len(self._seen)

    def _direct(self, mention: Mention) -> tuple[Actor, ...]:
        if mention.kind == "source":
            return (self._source(mention),)
        if mention.kind == "place":
            return ()
        if mention.kind in ("organisation", "state") and mention.entry is None:
            earlier = self._earlier_source(mention)
            return (earlier or self._body(mention),)
        return (self._named(mention),) if mention.name else ()

    def _source(self, mention: Mention) -> Actor:
        earlier = self._earlier_source(mention)
        if earlier is not None:
            return earlier
        name = self.wording.nominative(mention.wording)
        actor = self._by_name.get(("source", name.lower()))
        if actor is None:
            actor = Actor(len(self.actors), "source", name, plural=True)
            actor.country = mention.countries[0] if mention.countries else None
            self.actors.append(actor)
            self._by_name["source", name.lower()] = actor
        return actor

    def _earlier_source(self, mention: Mention) -> Actor | None:
        """ "der Quelle", "der Zeitung": the one told before."""
        lower = self.tokens.lower[mention.head]
        if not mention.definite or mention.countries or mention.last - mention.first > 2:
            return None
        following = self.tokens.words[mention.head + 1] if mention.head + 1 < len(self.tokens) else "."
        if following[0].isupper():
            return None  # "der Nachrichtenagentur X"
        if lower in self.wording.back_to_source:
            return next((a for _, a in reversed(self._told) if a.kind == "source"), None)
        if lower in self.wording.back_to_outlet:
            outlets = ((a, a.entry) for _, a in reversed(self._told[-200:]))
            return next(
                (a for a, entry in outlets if entry is not None and entry.subkind in ("outlet", "agency")), None
            )
        return None

    def _body(self, mention: Mention) -> Actor:
        """A body by a common noun; a government stands for its state."""
        country = mention.countries[0] if mention.countries else None
        if mention.kind == "state" and country and country in self.world.states:
            entry = self.world.states[country]
            actor = self._by_name.get(("state", country))
            if actor is None:
                actor = Actor(len(self.actors), "state", self.wording.nominative(mention.wording), country, entry)
                self.actors.append(actor)
                self._by_name["state", country] = actor
            actor.also(self.wording.nominative(mention.wording))
            return actor
        actor = self._named(mention)
        actor.country = actor.country or country
        actor.high = True
        return actor

    def state(self, country: str, wording: str) -> Actor | None:
        """The state as an actor, named as the text does it (a capital that stands for it)."""
        entry = self.world.states.get(country)
        if entry is None:
            return None
        actor = self._by_name.get(("state", country))
        if actor is None:
            actor = Actor(len(self.actors), "state", wording, country, entry)
            self.actors.append(actor)
            self._by_name["state", country] = actor
        actor.also(wording)
        return actor

    def body(self, entry: Entry, wording: str) -> Actor:
        """A body as an actor."""
        kind = "state" if entry.kind == "state" else "organisation"
        actor = self._by_name.get((kind, entry.id))
        if actor is None:
            actor = Actor(len(self.actors), kind, wording, entry.country, entry)
            self.actors.append(actor)
            self._by_name[kind, entry.id] = actor
        actor.also(wording)
        actor.also(entry.name)
        return actor

    # --- resolving ---

    def _resolve(
        self, mention: Mention, line: Line, number: int, here: list[Actor], is_subject: bool
    ) -> tuple[Actor, ...]:
        if mention.kind == "pronoun":
            return self._pronoun(mention, line, number, here)
        if mention.kind == "place":
            return ()
        if mention.kind == "national":
            return self._national(mention, line, number, here)
        if mention.kind == "group":
            return self._members(mention, line) or (self._group(mention),)
        if mention.role is not None:
            return self._office(mention, line, number, here)
        found = self._salient(mention, line, number, here)
        return (found,) if found else ()

    def _office(self, mention: Mention, line: Line, number: int, here: list[Actor]) -> tuple[Actor, ...]:
        role = mention.role
        assert role is not None
        country = mention.countries[0] if mention.countries else None
        if role.category == "guest":
            found = self._salient(mention, line, number, here)
            return (found,) if found else ()
        if role.category == "colleague":
            if self.tokens.lower[mention.first].startswith(("mein", "unser")):
                return ()
            found = self._colleague(country, line, number, here)
            return (found,) if found else (self._described(mention),)
        if self.tokens.lower[mention.first] in _INDEFINITE:
            return (self._described(mention),)
        matching = [a for a in self.people if a.kind == "person" and self._fits(a, mention, country)]
        if matching:
            recent = self._latest(matching)
            return (recent or matching[0],)
        if country is not None and not mention.former and not mention.genitive or country is not None:
            holder = self._holder(role.category, country, mention)
            if holder is not None and not mention.former and not role.deputy:
                return (holder,)
        if mention.definite and not mention.plural and (role.rank == "low" or role.category in _LOOSE):
            found = self._unnamed_so_far(mention, line, number, here)
            if found is not None:
                self._learn(found, mention)
                return (found,)
        bare = mention.cases == "nadg" and mention.preposition is None
        if country is None and not mention.bodies and (mention.definite or mention.possessive or bare):
            loose = [a for a in self.people if a.kind == "person" and role.category in a.categories]
            found = self._latest(loose) or (loose[0] if loose else None)
            generic = (
                self.tokens.lower[mention.head].rstrip("sn").removesuffix("e").endswith(self.wording.generic_rulers)
            )
            if found is None and role.category in RULERS and generic:
                others = [a for a in self.people if a.kind == "person" and a.categories & RULERS and a not in here]
                found = self._latest(others)
            if found is not None:
                return (found,)
            if role.rank == "low" or role.category in ("senior_official", "minister", "special_envoy"):
                found = self._salient(mention, line, number, here)
                if found is not None:
                    return (found,)
        return (self._described(mention),)

    def _unnamed_so_far(self, mention: Mention, line: Line, number: int, here: list[Actor]) -> Actor | None:
        """Somebody named before whose office the text has not told, or told only loosely."""
        country = mention.countries[0] if mention.countries else None
        if mention.role is not None and mention.role.category in _ENVOYS:
            envoys = [a for a in self.people if a.kind == "person" and a.categories & _ENVOYS and a not in here]
            envoy = self._latest([a for a in envoys if not country or a.country in (country, None)])
            if envoy is not None:
                return envoy
        best = self._best(line, number, here, mention.sex)
        if best is None or (country and best.country and best.country != country):
            return None
        return best if not best.categories - _LOOSE else None

    def _fits(self, actor: Actor, mention: Mention, country: str | None) -> bool:
        role = mention.role
        assert role is not None
        if mention.sex == "f" and actor.sex == "m" or (actor.sex == "f" and mention.sex == "m"):
            return False
        bodies = {b.id for b in mention.bodies if b.subkind == "igo"}
        if bodies and not bodies & actor.bodies:
            return False
        parties = {b.id for b in mention.bodies if b.subkind == "party"}
        if not parties and mention.tags and not mention.bodies and not mention.countries:
            parties = {tag.lower() for tag in mention.tags}
        if parties:
            return bool(parties & actor.attached)
        same = role.category in actor.categories
        if not same and role.category in RULERS and country is not None:
            same = bool(actor.categories & RULERS) or self._ruled(actor, role.category, country)
        if not same and actor.entry is not None and country is not None:
            same = self._ruled(actor, role.category, country)
        if not same:
            return False
        if country is not None:
            return actor.country == country
        return bool(bodies)

    def _ruled(self, actor: Actor, category: str, country: str) -> bool:
        offices = _OFFICES.get(category, (category,))
        return any(
            actor.entry is not None and holder.id == actor.entry.id
            for office in offices
            for holder in self.world.holders(office, country, self.day)
        )

    def _holder(self, category: str, country: str, mention: Mention | None = None) -> Actor | None:
        """The known holder of an office on the day; called as the text does it where his name is not in it."""
        if self.day is None:
            return None
        for office in _OFFICES.get(category, (category,)):
            holders = self.world.holders(office, country, self.day)
            if len(holders) == 1:
                entry = holders[0]
                key = ("person", entry.name.lower())
                actor = self._by_name.get(key)
                if actor is None:
                    name = self._described_name(mention) if mention is not None else entry.name
                    actor = Actor(len(self.actors), "person", name, country, entry, entry.sex, high=True)
                    actor.also(entry.name)
                    self.actors.append(actor)
                    self._by_name[key] = actor
                actor.categories.add(category)
                return actor
        return None

    def _colleague(self, country: str | None, line: Line, number: int, here: list[Actor]) -> Actor | None:
        """ "sein russischer Amtskollege": who holds the office of the clause's subject in that state."""
        first = here[0] if here else self._last_subject(line.index, number)
        categories = first.categories if first is not None else set()
        if country is None:
            return None
        fitting = [
            a for a in self.people
            if a.kind == "person" and a.country == country and a is not first and a not in here
            and (not categories or not a.categories or a.categories & categories or categories & RULERS and a.categories & RULERS)
        ]  # fmt: skip
        found = self._latest(fitting) or (fitting[0] if fitting else None)
        if found is not None:
            return found
        for category in sorted(categories):
            holder = self._holder(category, country)
            if holder is not None:
                return holder
        return None

    def _described_name(self, mention: Mention) -> str:
        words = mention.wording
        head = self.tokens.words[mention.head]
        if mention.role is not None and mention.cases == "g" and head.endswith("s") and mention.role.oblique:
            words = words.replace(head, head[:-1], 1)
        return self.wording.nominative(words)

    def _described(self, mention: Mention) -> Actor:
        """Somebody without a name, known by the office alone."""
        wording = self._described_name(mention)
        kind = "person"
        actor = self._by_name.get((kind, wording.lower()))
        if actor is None:
            actor = Actor(len(self.actors), kind, wording, sex=mention.sex)
            self.actors.append(actor)
            self._by_name[kind, wording.lower()] = actor
        self._learn(actor, mention)
        return actor

    def _members(self, mention: Mention, line: Line) -> tuple[Actor, ...]:
        """The people of a group where the text names them: in a list behind it, or as the holders of that office."""
        wanted = len(mention.countries)
        if wanted >= 2:
            for group in line.groups:
                named = [m for m in group.mentions if m.name and m.kind == "person"]
                if len(named) == wanted and group.last > mention.last and group.first - mention.last <= 4:
                    actors = [self._named(m) for m in named]
                    for actor, country in zip(actors, mention.countries, strict=True):
                        actor.country = actor.country or country
                        actor.high = True
                    return tuple(actors)
        following = self.tokens.lower[mention.head + 1] if mention.head + 1 < len(self.tokens) else ""
        paired = following == "beider" or "beiden" in self.tokens.lower[mention.first : mention.head]
        if mention.role is None or wanted or mention.bodies or not paired:
            return ()
        category = mention.role.category
        fitting = [a for a in self.people if a.kind == "person" and category in a.categories]
        seen = [a for a in fitting if a.number in self._mentioned]
        ordered = sorted(seen, key=lambda a: -self._mentioned[a.number])
        if len(ordered) < 2:
            ordered = [a for a in self.people if a.kind == "person" and a.categories & {category, "colleague"}]
            ordered = ordered if len(ordered) == 2 else []
        return tuple(ordered[:2]) if len(ordered) >= 2 else ()

    def _group(self, mention: Mention) -> Actor:
        wording = (
            mention.wording
            if mention.definite and " " not in mention.wording
            else self.wording.nominative(mention.wording)
        )
        bodies = [b for b in mention.bodies if b.subkind in ("igo", "")]
        kind = "organisation" if bodies else "source"
        actor = self._by_name.get((kind, wording.lower()))
        if actor is None:
            country = mention.countries[0] if len(set(mention.countries)) == 1 else None
            actor = Actor(len(self.actors), kind, wording, country, plural=True)
            self.actors.append(actor)
            self._by_name[kind, wording.lower()] = actor
        actor.high = actor.high or mention.role is None or mention.role.rank == "high"
        if mention.role is not None:
            actor.categories.add(mention.role.category)
        return actor

    def _national(self, mention: Mention, line: Line, number: int, here: list[Actor]) -> tuple[Actor, ...]:
        country = mention.countries[0]
        if mention.plural:
            state = self.world.states.get(country)
            if state is None:
                return ()
            return (self._source(mention),)
        fitting = [
            a for a in self.people
            if a.kind == "person" and a.country in (country, None) and a not in here and not (a.sex and mention.sex and a.sex != mention.sex)
        ]  # fmt: skip
        own = self._latest([a for a in fitting if a.country == country])
        found = own or self._salient(mention, line, number, here)
        return (found,) if found else ()

    def _pronoun(self, mention: Mention, line: Line, number: int, here: list[Actor]) -> tuple[Actor, ...]:
        clause = line.clauses[number]
        plural = mention.plural
        if self.tokens.lower[mention.head] == "sie" and not here:
            plural = bool(plural_verb(self.tokens, clause)) if mention.preposition is None else plural
        elif self.tokens.lower[mention.head] == "sie":
            plural = self._last_is_pair(line.index) and not self._any_woman(line.index)
        if plural:
            return self._several(line.index)
        sex = mention.sex or ("f" if self.tokens.lower[mention.head] in ("sie", "ihr") else "")
        found = self._best(line, number, here, sex)
        return (found,) if found else ()

    def _several(self, sentence: int) -> tuple[Actor, ...]:
        for index, pair in reversed(self._pairs):
            if sentence - index <= _MEMORY and all(a.kind in ("person", "state") for a in pair):
                return pair
        recent = [a for s, _, _, a in reversed(self._seen) if sentence - s <= 2 and (a.plural or a.kind == "state")]
        return (recent[0],) if recent else ()

    def _last_is_pair(self, sentence: int) -> bool:
        return bool(self._pairs) and sentence - self._pairs[-1][0] <= 2

    def _any_woman(self, sentence: int) -> bool:
        for s, _, _, actor in reversed(self._seen):
            if sentence - s > 2:
                return False
            if actor.sex == "f":
                return True
        return False

    def _salient(self, mention: Mention, line: Line, number: int, here: list[Actor]) -> Actor | None:
        return self._best(line, number, here, mention.sex)

    def _best(self, line: Line, number: int, here: list[Actor], sex: str) -> Actor | None:
        """The person whom a pronoun means: subjects before others, near before far."""
        scores: dict[int, float] = {}
        for sentence, clause, weight, actor in reversed(self._seen):
            age = line.index - sentence
            if age > _MEMORY:
                break
            if actor.kind != "person" or actor in here:
                continue
            if sex and actor.sex and actor.sex != sex:
                continue
            if age == 0 and clause == number:
                continue
            score = (weight + 0.5) * (1.6 if age == 0 else 1 / (1 + 0.9 * age)) + (
                0.3 if sex and actor.sex == sex else 0
            )
            scores[actor.number] = max(scores.get(actor.number, 0.0), score) + 0.01
        if not scores:
            return None
        return self.actors[max(scores, key=lambda n: scores[n])]

    def _latest(self, actors: list[Actor]) -> Actor | None:
        if len(actors) <= 1:
            return actors[0] if actors and actors[0].number in self._mentioned else None
        return max(
            (a for a in actors if a.number in self._mentioned), key=lambda a: self._mentioned[a.number], default=None
        )

    def _last_subject(self, sentence: int, clause: int) -> Actor | None:
        for s, c, weight, actor in reversed(self._seen):
            if weight >= 3 and actor.kind == "person" and sentence - s <= 1 and not (s == sentence and c == clause):
                return actor
        return None

    def of_possessive(self, sentence: int, *, plural: bool) -> tuple[Actor, ...]:
        """Whom "ihr" or "sein" means where the clause has no subject of its own."""
        if plural and self._last_is_pair(sentence):
            return self._several(sentence)
        for s, _, weight, actor in reversed(self._seen):
            if s <= sentence and sentence - s <= _MEMORY and weight >= 3 and actor.kind == "person":
                return (actor,)
        return ()

    def possessors(self, line: Line, number: int, head: int, *, feminine: bool) -> tuple[Actor, ...]:
        """Whom "sein" or "ihr" before a noun means: the subject of the clause if it stands elsewhere, else the best."""
        found = slots(self.tokens, line, number).subject
        if found is not None and not (found.first <= head < found.last):
            actors = self.of_group(found)
            fits = len(actors) > 1 if feminine and not any(a.sex == "f" for a in actors) else len(actors) == 1
            if actors and fits and actors[0].kind in ("person", "state", "organisation"):
                return actors
        if feminine and self._last_is_pair(line.index) and not self._any_woman(line.index):
            return self._several(line.index)
        best = self._best(line, number, [], "f" if feminine else "m")
        return (best,) if best is not None else ()

    def by_family(self, word: str) -> tuple[Actor, ...]:
        """Who is meant by a family name or a title inside a compound ("Obama-Besuch")."""
        lower = word.lower()
        return tuple(a for a in self.people if a.kind == "person" and a.name and a.name.split()[-1].lower() == lower)[
            :1
        ]
