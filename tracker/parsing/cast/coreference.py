"""Who is meant: names, offices, descriptions and pronouns of a text become its actors.

Names are gathered first, so that an office before the name finds it, too. Then the text is read in order, and each
mention is answered by what was named before, by office and state, by the holder of the office on the day of
publication, or by salience: subjects of the last clauses first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from tracker.parsing.cast.actors import CROWD, MEMORY, Actor
from tracker.parsing.cast.bodies import body_of, earlier_source, source_of
from tracker.parsing.cast.offices import group_of, members_of_group, national_of, office_holder, told_before
from tracker.parsing.cast.recognition import recognise
from tracker.parsing.cast.salience import (
    any_woman,
    last_is_pair,
    meant_by_pronoun,
    most_salient,
    salient,
    several,
)
from tracker.parsing.happenings.layers import Group, Line
from tracker.parsing.happenings.slots import Slots, slots
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.packs.world import Entry, World, world
from tracker.parsing.text.nominative import Wording
from tracker.parsing.text.tokens import Tokens

_LED = 4
"""Tokens between "unter" and whoever leads, at most, and one."""


class Cast:
    """The actors of a text, and who each mention means."""

    def __init__(self, tokens: Tokens, lines: Sequence[Line], day: date | None, wording: Wording) -> None:
        self.tokens = tokens
        self.lines = lines
        self.day = day
        self.wording = wording
        self.syntax = wording.syntax
        self.world: World = world(wording.language)
        self.actors: list[Actor] = []
        self.by_name: dict[tuple[str, str], Actor] = {}
        self.meant: dict[tuple[int, int], tuple[Actor, ...]] = {}
        self.seen: list[tuple[int, int, int, Actor]] = []  # sentence, clause, weight, actor
        self.mentioned: dict[int, int] = {}
        self.told: list[tuple[int, Actor]] = []
        self.pairs: list[tuple[int, tuple[Actor, ...]]] = []
        self._slots: dict[tuple[int, int], Slots] = {}
        self._gather()
        for line in lines:
            self._read(line)

    @property
    def people(self) -> list[Actor]:
        """The actors among whom somebody is looked for: all of an article, the latest of a very long text."""
        return self.actors if len(self.actors) <= CROWD else self.actors[-CROWD:]

    def meant_by(self, mention: Mention) -> tuple[Actor, ...]:
        """The actors that a mention of the text means; empty where nobody is found."""
        return self.meant.get((mention.first, mention.last), ())

    def of_group(self, group: Group | None) -> tuple[Actor, ...]:
        """The actors of a group, each once."""
        if group is None:
            return ()
        found: dict[int, Actor] = {}
        for mention in group.mentions:
            for actor in self.meant_by(mention):
                found.setdefault(actor.number, actor)
        return tuple(found.values())

    def slots(self, line: int, clause: int) -> Slots:
        """The parties of a clause by function; remembered, since later stages ask again."""
        found = self._slots.get((line, clause))
        if found is None:
            found = self._slots[line, clause] = slots(self.tokens, self.lines[line], clause, self.syntax)
        return found

    def _gather(self) -> None:
        for line in self.lines:
            for mention in line.mentions:
                if mention.name and mention.kind in ("person", "state", "organisation"):
                    self.named(mention)
        recognise(self)

    def named(self, mention: Mention) -> Actor:
        kind = "person" if mention.kind == "person" else mention.kind
        name = mention.name
        if kind != "person":
            name = (
                self.world.spelling(mention.entry, mention.wording)
                if mention.entry
                else self.wording.nominative(mention.wording)
            )
        key = (kind, mention.entry.id if mention.entry and kind != "person" else name.lower())
        actor = self.by_name.get(key)
        if actor is None:
            actor = Actor(len(self.actors), kind, name)
            self.actors.append(actor)
            self.by_name[key] = actor
        self.learn(actor, mention)
        return actor

    def learn(self, actor: Actor, mention: Mention) -> None:
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
        for body in mention.bodies:
            actor.attached.add(body.id)
            if body.subkind == "igo":
                actor.bodies.add(body.id)
        for tag in mention.tags:
            actor.attached.add(tag.lower())
        if mention.role is not None:
            actor.categories.add(mention.role.category)
            if mention.role.prefix:
                actor.fronts.add(mention.role.prefix)
            official = mention.role.rank == "high" or (
                mention.role.category == "chief" and bool(mention.countries or mention.bodies)
            )
            official = official or any(b.subkind == "parliament" for b in mention.bodies)
            actor.high = actor.high or (official and not mention.former)
            actor.former = actor.former or mention.former
            if not actor.office and mention.name:
                actor.office = mention.wording

    def _read(self, line: Line) -> None:
        order = sorted(range(len(line.clauses)), key=[clause.first for clause in line.clauses].__getitem__)
        for mention in line.mentions:
            if mention.kind != "group" and (mention.name or mention.kind in ("source", "organisation", "state")):
                named = self._direct(mention)
                self.meant[mention.first, mention.last] = named
                self.told.extend((line.index, a) for a in named if a.kind in ("source", "organisation"))
        for number in order:
            groups = line.groups_of(number)
            if not groups:
                continue
            subject = self.slots(line.index, number).subject
            ordered = ([subject] if subject else []) + [g for g in groups if g is not subject]
            here: list[Actor] = []
            for group in ordered:
                members: list[Actor] = []
                for mention in group.mentions:
                    meant = self.meant.get((mention.first, mention.last))
                    if meant is None:
                        meant = self._resolve(mention, line, number, here, group is subject)
                        self.meant[mention.first, mention.last] = meant
                    members.extend(meant)
                if len(members) > 1 and len(several := {a.number: a for a in members}) > 1:
                    self.pairs.append((line.index, tuple(several.values())))
                here.extend(members)
                weight = 3 if group is subject else 1
                if line.clauses[number].kind not in ("main", "fragment"):
                    weight -= 0 if group is subject else 1
                for actor in members:
                    if actor.kind != "place":
                        self.seen.append((line.index, number, weight, actor))
                        self.mentioned[actor.number] = len(self.seen)
        self._lead_delegations(line)

    def _lead_delegations(self, line: Line) -> None:
        """Let a delegation mean whoever leads it: "eine Delegation unter Führung von Minister X"."""
        lower, syntax = self.tokens.lower, self.syntax
        for sent, leader in pairwise(line.mentions):
            if leader.kind != "person" or lower[sent.last] not in syntax.led_by or sent.kind == "person":
                continue
            between = lower[sent.last + 1 : leader.first]
            if len(between) < _LED and not syntax.leading_nouns.isdisjoint(between):
                self.meant[sent.first, sent.last] = self.meant_by(leader) or self.meant_by(sent)

    def _direct(self, mention: Mention) -> tuple[Actor, ...]:
        if mention.kind == "source":
            return (source_of(self, mention),)
        if mention.kind == "place":
            return ()
        if mention.kind in ("organisation", "state") and mention.entry is None:
            earlier = earlier_source(self, mention)
            return (earlier or body_of(self, mention),)
        return (self.named(mention),) if mention.name else ()

    def state(self, country: str, wording: str) -> Actor | None:
        """The state as an actor, named as the text does it (a capital that stands for it)."""
        entry = self.world.states.get(country)
        if entry is None:
            return None
        actor = self.by_name.get(("state", country))
        if actor is None:
            actor = Actor(len(self.actors), "state", wording, country, entry)
            self.actors.append(actor)
            self.by_name["state", country] = actor
        actor.also(wording)
        return actor

    def parties_of(self, group: Group) -> tuple[Actor, ...]:
        """The actors of a group; a capital in it stands for its state: "zwischen Rom und Paris"."""
        found: dict[int, Actor] = {}
        for mention in group.mentions:
            country = self.world.country_of(mention.entry.id) if mention.kind == "place" and mention.entry else None
            state = self.state(country, mention.name) if country is not None else None
            for actor in (state,) if state is not None else self.meant_by(mention):
                found.setdefault(actor.number, actor)
        return tuple(found.values())

    def body(self, entry: Entry, wording: str) -> Actor:
        """A body as an actor."""
        kind = "state" if entry.kind == "state" else "organisation"
        actor = self.by_name.get((kind, entry.id))
        if actor is None:
            actor = Actor(len(self.actors), kind, wording, entry.country, entry)
            self.actors.append(actor)
            self.by_name[kind, entry.id] = actor
        actor.also(wording)
        actor.also(entry.name)
        return actor

    def _resolve(
        self, mention: Mention, line: Line, number: int, here: list[Actor], is_subject: bool
    ) -> tuple[Actor, ...]:
        if mention.kind == "pronoun":
            return meant_by_pronoun(self, mention, line, number, here)
        if mention.kind == "place":
            return ()
        if mention.kind == "national":
            return national_of(self, mention, line, number, here)
        if mention.kind == "group":
            return (
                members_of_group(self, mention, line) or told_before(self, mention, line) or (group_of(self, mention),)
            )
        if mention.role is not None:
            return office_holder(self, mention, line, number, here)
        found = salient(self, mention, line, number, here)
        return (found,) if found else ()

    def of_possessive(self, sentence: int, *, plural: bool) -> tuple[Actor, ...]:
        """Whom "ihr" or "sein" means where the clause has no subject of its own."""
        if plural and last_is_pair(self, sentence):
            return several(self, sentence)
        for s, _, weight, actor in reversed(self.seen):
            if s <= sentence and sentence - s <= MEMORY and weight >= 3 and actor.kind == "person":
                return (actor,)
        return ()

    def possessors(self, line: Line, number: int, head: int, *, feminine: bool) -> tuple[Actor, ...]:
        """Whom "sein" or "ihr" before a noun means: the subject of the clause if it stands elsewhere, else the best."""
        found = self.slots(line.index, number).subject
        if found is not None and not (found.first <= head < found.last):
            actors = self.of_group(found)
            many = len(actors) > 1 or any(a.plural for a in actors)
            fits = many if feminine and not any(a.sex == "f" for a in actors) else len(actors) == 1
            if actors and fits and actors[0].kind in ("person", "state", "organisation"):
                return actors
        if feminine and last_is_pair(self, line.index) and not any_woman(self, line.index):
            return several(self, line.index)
        best = most_salient(self, line, number, [], "f" if feminine else "m")
        return (best,) if best is not None else ()

    def by_family(self, word: str) -> tuple[Actor, ...]:
        """Who is meant by a family name or a title inside a compound ("Obama-Besuch")."""
        lower = word.lower()
        return tuple(a for a in self.people if a.kind == "person" and a.name and a.name.split()[-1].lower() == lower)[
            :1
        ]
