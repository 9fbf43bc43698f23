"""Read the happenings that nouns tell: "ein Besuch des Königs in Oslo", "nach Gesprächen mit dem Emir"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from tracker.parsing.coreference import Actor
from tracker.parsing.frame_drafts import clause_time, explain_draft
from tracker.parsing.frame_words import FrameWords, frame_words
from tracker.parsing.layers import Group
from tracker.parsing.localities import Locality
from tracker.parsing.mention_words import Lexis, lexis
from tracker.parsing.pack import Pack
from tracker.parsing.scene import Draft, Scene, Seat
from tracker.parsing.status import dated, decide, signs_of, span_of
from tracker.parsing.times import TimePhrase
from tracker.parsing.world import Entry

_DAYS = re.compile(r"P(\d{1,2})D")


@dataclass(frozen=True, slots=True)
class NounRule:
    """A noun that tells a happening; ``soft`` ones need parties of their own, ``gathering`` ones only a name."""

    id: str
    event: str
    block: tuple[str, ...]
    soft: bool
    gathering: bool
    weak: bool
    on_way: bool
    as_guest: bool
    channel: str


@dataclass(frozen=True)
class NounWords:
    """The nouns of a language that tell happenings."""

    by_word: dict[str, NounRule]
    endings: tuple[str, ...]
    event_verbs: frozenset[str]
    subject_verbs: frozenset[str]
    between: frozenset[str]

    known: dict[str, tuple[NounRule, str] | None]

    def rule(self, word: str) -> tuple[NounRule, str] | None:
        """The rule for a lower-case noun and the front of the compound; remembered by word."""
        if word not in self.known:
            if len(self.known) > 20_000:
                self.known.clear()
            self.known[word] = self._rule(word)
        return self.known[word]

    def _rule(self, word: str) -> tuple[NounRule, str] | None:
        if not word.endswith(self.endings):
            bare = next(
                (
                    b
                    for b in (word.removesuffix("s"), word.removesuffix("es"))
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
            rule["id"], rule["event"], tuple(rule.get("block", ())), bool(rule.get("soft")), bool(rule.get("gathering")),
            bool(rule.get("weak")), "on_way" in rule.get("needs", ()), "as_guest" in rule.get("needs", ()), rule.get("channel", ""),
        )
        for rule in table["noun"]
        for word in rule["words"]
    }  # fmt: skip
    words: dict[str, Any] = table["words"]
    return NounWords(
        by_word,
        tuple(by_word),
        frozenset(words["event_verbs"]),
        frozenset(words["subject_verbs"]),
        frozenset(words["between"]),
        {},
    )


@dataclass
class _Tail:
    """What hangs on a noun: parties, place and time right behind it."""

    between: list[Actor] = field(default_factory=list)
    partners: list[Actor] = field(default_factory=list)
    owners: list[Actor] = field(default_factory=list)
    hosts: list[Actor] = field(default_factory=list)
    places: list[tuple[str, Locality]] = field(default_factory=list)
    origin: Locality | None = None
    when: TimePhrase | None = None
    last: int = 0


def noun_drafts(scene: Scene) -> list[Draft]:
    """The happenings that the nouns of a text tell, in order."""
    words, frames, names = noun_words(scene.pack), frame_words(scene.pack), lexis(scene.pack)
    found: list[Draft] = []
    for line in scene.lines:
        for i in range(line.sentence.first, line.sentence.last):
            word = scene.tokens.words[i]
            if not word[0].isupper() or len(word) > 60:
                continue
            match = words.rule(scene.tokens.lower[i])
            if match is not None and i in scene.office_tokens(line.index):
                continue  # "der Vorsitzende der Vollversammlung": part of an office
            seat = scene.seat_of(i) if match else None
            if match is None or seat is None:
                continue
            draft = _Noun(scene, i, seat, match[0], match[1], words, frames, names).draft()
            if draft is not None:
                found.append(draft)
    return found


class _Noun:
    """One noun and what stands around it."""

    def __init__(
        self,
        scene: Scene,
        token: int,
        seat: Seat,
        rule: NounRule,
        front: str,
        words: NounWords,
        frames: FrameWords,
        names: Lexis,
    ) -> None:
        self.scene = scene
        self.i = token
        self.seat = seat
        self.rule = rule
        self.front = front
        self.words = words
        self.frames = frames
        self.names = names
        self.clause = scene.clause(seat)
        self.line = scene.lines[seat.line]
        self.lower = scene.tokens.lower
        self.adjectives: list[str] = []
        self.possessive = False
        self.definite = False
        self.preposition = ""
        self.first = token
        self._look_left()
        self.tail = self._look_right()

    # --- the words around ---

    def _look_left(self) -> None:
        j = self.i - 1
        start = self.line.sentence.first
        while j >= start and self.i - j < 8:
            word = self.scene.tokens.words[j]
            if word[0].isalnum() and (
                (word[0].islower() and self._adjective(j)) or word.isdigit() or self.lower[j] in ("„", "“")
                or any(t.first <= j < t.last for t in self._times_near())
            ):  # fmt: skip
                self.adjectives.append(self.lower[j])
                j -= 1
                continue
            if word == "." and j > start and self.scene.tokens.words[j - 1].isdigit():
                self.adjectives.append(word)
                j -= 1
                continue
            break
        self.first = j + 1
        if j >= start and self.lower[j] in self.names.determiners:
            self.possessive = self.lower[j].startswith(("sein", "ihr", "dessen", "deren"))
            self.definite = self.lower[j] in (
                "der",
                "die",
                "das",
                "dem",
                "den",
                "des",
                "diesem",
                "dieses",
                "dieser",
                "diese",
            )
            j -= 1
        if j >= start and self.lower[j] in self.names.prepositions:
            self.preposition = self.lower[j]
            if self.lower[j] in self.names.contracted:
                self.definite = True
            if self.lower[j] in ("von", "vom") and j > start and self.lower[j - 1] == "rande":
                self.preposition = "rande"
        elif j >= start and self.lower[j] in ("rande", "vorfeld", "rahmen", "anschluss", "verlauf", "beginn", "ende"):
            self.preposition = "vorfeld" if self.lower[j] == "vorfeld" else "rande"

    def _times_near(self) -> list[TimePhrase]:
        return self.scene.times(self.seat)

    def _adjective(self, j: int) -> bool:
        lower = self.lower[j]
        return (
            lower.endswith(self.names.adjective_endings) and lower not in self.names.not_adjectives and len(lower) > 3
        )

    def _look_right(self) -> _Tail:
        """Parties, places and times, as long as each begins where the one before ended."""
        tail = _Tail(last=self.i + 1)
        pos = self.i + 1
        limit = self.line.sentence.last
        groups = {self._start(g): g for g in self.line.groups}
        places = {p.at: p for p in self.line.places}
        for _ in range(8):
            if pos >= limit:
                break
            time = self.scene.times_at.get(pos)
            if time is not None and time.type in ("DATE", "TIME", "DURATION", "SET"):
                if (
                    time.edtf is not None
                    and tail.when is None
                    and time.type in ("DATE", "TIME")
                    and not self.scene.is_bound(time)
                ):
                    tail.when = time
                pos = time.last
                continue
            place = places.get(pos)
            if place is not None and place.preposition and place.kind != "there":
                locality = self.scene.locality(place)
                if locality is not None:
                    if place.preposition in self.frames.origin and place.preposition != "von":
                        tail.origin = locality
                        pos = place.last
                        continue
                    if place.preposition in self.frames.goal | self.frames.venue | self.frames.passing:
                        tail.places.append((place.preposition, locality))
                        pos = place.last
                        continue
            group = groups.get(pos)
            if group is None:
                break
            if not self._take(group, tail):
                break
            pos = group.last
            if pos < limit and self.scene.tokens.words[pos] == "(":
                closing = next((j for j in range(pos, min(limit, pos + 6)) if self.scene.tokens.words[j] == ")"), None)
                pos = closing + 1 if closing is not None else pos
        tail.last = pos
        return tail

    def _start(self, group: Group) -> int:
        mention = group.mentions[0]
        return mention.preposition if mention.preposition is not None else mention.first

    def _take(self, group: Group, tail: _Tail) -> bool:
        actors = [a for a in self.scene.cast.of_group(group) if a.kind != "place"]
        if not group.preposition:
            genitive = group.cases == "g" or group.mentions[0].genitive or "g" in group.cases
            if not genitive or not actors or group.mentions[0].kind == "pronoun":
                return False
            if group.cases not in ("g", "ngd", "gd") and not group.mentions[0].genitive:
                return False
            tail.owners.extend(actors)
            return True
        if group.preposition in self.words.between:
            tail.between.extend(actors)
            return True
        if group.preposition in self.frames.partner:
            tail.partners.extend(actors)
            return True
        if group.preposition in self.frames.agent:
            tail.owners.extend(actors)
            return bool(actors)
        if group.preposition in ("bei", "beim") and actors and self.rule.event in ("visit", "arrival"):
            tail.hosts.extend(actors)
            return True
        return False

    # --- the answer ---

    def draft(self) -> Draft | None:
        if self.rule.on_way and not (self.preposition == "auf" and self.tail.places):
            return None
        if self.rule.as_guest and not (self.preposition == "zu" or self.lower[self.first - 1] == "als"):
            return None
        if self.rule.event == "summit":
            return self._meeting()
        return self._journey()

    def _fronts(self) -> tuple[list[Entry], list[Locality], list[Actor]]:
        """What the front of the compound names: bodies and states, a place, people."""
        entries: list[Entry] = []
        places: list[Locality] = []
        people: list[Actor] = []
        printed = self.scene.tokens.words[self.i]
        parts = printed.split("-")[:-1] if "-" in printed else [self.front]
        if "-" in printed and not parts:
            parts = [self.front]
        world = self.scene.cast.world
        for part in parts:
            bare = part.strip("-")
            if len(bare) < 2:
                continue
            for form in dict.fromkeys((bare, bare.removesuffix("s"))):
                entry = world.named(form)
                if entry is not None and len(form) > 1:
                    entries.append(entry)
                    if entry.kind in ("state", "place"):
                        places.append(Locality(entry.name, entry.country, entry, self.i, self.i + 1))
                    break
            else:
                named = self.scene.cast.by_family(bare)
                people.extend(named)
                if (
                    not named
                    and self.rule.id == "Auslandsreise"
                    and bare.lower() not in ("ausland", "auslands", "rund")
                ):
                    places.append(Locality(bare.capitalize(), None, None, self.i, self.i + 1))
        return entries, places, people

    def _owner(self) -> list[Actor]:
        """Whose happening it is: a genitive before or behind the noun, a possessive."""
        if self.tail.owners:
            return list(self.tail.owners)
        for mention in self.line.mentions:
            if (
                mention.last == self.first
                and mention.kind in ("person", "state", "organisation")
                and (mention.genitive or mention.cases == "g")
            ):
                return [a for a in self.scene.cast.meant_by(mention) if a.kind != "place"]
        if self.possessive and self.lower[self.first - 1] in ("dessen", "deren") and self.clause.kind == "relative":
            return list(self.scene.antecedent(self.seat))
        if self.possessive:
            word = self.lower[self.first - 1]
            found = self.scene.cast.possessors(
                self.line, self.seat.clause, self.i, feminine=word.startswith(("ihr", "deren"))
            )
            return list(found)
        return []

    def _subject(self) -> list[Actor]:
        _, actors = self.scene.subject(self.seat)
        return [a for a in actors if a.kind in ("person", "state", "organisation") or (a.plural and a.high)]

    def _in_subject(self) -> bool:
        group = self.scene.slots(self.seat).subject
        return group is not None and group.first <= self.i < group.last

    def _journey(self) -> Draft | None:
        entries, fronts, people = self._fronts()
        travellers = [a for a in self._owner() if a.kind in ("person", "organisation") or (a.plural and a.high)]
        travellers = travellers or people
        subject = self._beside_comma() or self._subject()
        if not travellers and (
            self.clause.lemma in self.words.subject_verbs or self.preposition in self.frames.status.held | {"zu", "zum"}
        ):
            travellers = [a for a in subject if a.kind == "person" or (a.plural and a.high)]
            if self.clause.passive and self.clause.lemma != "erwarten":
                travellers = []
        hosts = [a for a in self.tail.hosts if a.kind == "person" and a not in travellers]
        goals = [
            loc
            for prep, loc in self.tail.places
            if prep in self.frames.goal | self.frames.venue or self.rule.event == "visit"
        ]
        goals = self._narrowed(goals) or fronts
        event = self.rule.event
        if event == "departure" and not goals and self.tail.origin is None and not self._goes():
            return self._pointer(travellers)
        if (
            event == "departure"
            and goals
            and not any(
                prep in ("nach", "in", "ins", "zu", "zum", "zur", "auf", "richtung") for prep, _ in self.tail.places
            )
        ):
            event = "visit"
        place = goals[0] if goals else None
        if (
            event == "visit"
            and place is None
            and self.clause.lemma in ("führen", "gehen")
            and self._in_subject_position()
        ):
            onward = [loc for p, loc in self.scene.places(self.seat) if p.preposition in ("nach", "in")]
            event, place = ("departure", onward[0]) if onward else (event, place)
        if place is None and event in ("visit", "arrival"):
            place = self._clause_place()
        if place is None and hosts and hosts[0].country:
            state = self.scene.cast.world.states.get(hosts[0].country)
            place = Locality(state.name, hosts[0].country, state, self.i, self.i + 1) if state else None
        travellers = [a for a in travellers if not (a.kind == "state")]
        if not travellers or (place is None and event in ("visit", "arrival")):
            return self._pointer(travellers)
        travellers = [
            a for a in travellers if a.official or a.former or a.categories - {"other", "chief", "spokesperson"}
        ]
        if not travellers:
            return None
        if (
            event == "departure"
            and place is None
            and self.tail.origin is None
            and self.rule.id == "Reise"
            and not self._goes()
        ):
            return self._pointer(travellers)
        parties = [(a, "traveller") for a in travellers] + [(a, "host") for a in hosts]
        inviter = self._inviter()
        if inviter is not None and inviter not in travellers:
            parties.append((inviter, "inviter"))
        return self._finished(event, parties, place, self.tail.origin)

    def _beside_comma(self) -> list[Actor]:
        """Whom an apposition without verb speaks of: "X, gestern zu Gast bei Y, sagte …"."""
        piece = next(((a, b) for a, b in self.clause.spans if a <= self.i < b), None)
        if piece is None or not self.rule.as_guest or any(piece[0] <= v.token < piece[1] for v in self.clause.verbs):
            return []
        before = [g for g in self.line.groups if g.last == piece[0] - 1]
        return list(self.scene.cast.of_group(before[0])) if before else []

    def _in_subject_position(self) -> bool:
        """Whether the noun can only be the subject: no preposition, and nobody else is."""
        return not self.preposition and self.scene.slots(self.seat).subject is None

    def _goes(self) -> bool:
        return self.lower[self.i].startswith("ab") and self.rule.id == "Reise"

    def _narrowed(self, places: list[Locality]) -> list[Locality]:
        countries = {p.country for p in places if not p.is_state}
        return [p for p in places if not (p.is_state and p.country in countries)]

    def _inviter(self) -> Actor | None:
        for group in self.line.groups_of(self.seat.clause):
            before = self._start(group) - 1
            if before > 0 and self.lower[before] in self.frames.invitation:
                actors = self.scene.cast.of_group(group)
                return actors[0] if actors else None
        return None

    def _clause_place(self) -> Locality | None:
        found = [
            (p, loc) for p, loc in self.scene.places(self.seat)
            if p.preposition in self.frames.venue | self.frames.goal and not p.genitive
        ]  # fmt: skip
        if not found and self.clause.introducer is not None and self.lower[self.clause.introducer] == "wo":
            return self.scene.antecedent_place(self.seat)
        there = [loc for p, loc in self.scene.places(self.seat) if p.kind == "there"]
        wide = [loc for _, loc in found]
        narrow = [loc for loc in wide if not loc.is_state]
        return next(iter(narrow or wide or there), None)

    def _pointer(self, travellers: list[Actor]) -> Draft | None:
        """ "der Besuch", "die Reise": no happening of its own, but more of one told before."""
        if not self.definite and not self.possessive:
            return None
        draft = self._finished(self.rule.event, [(a, "traveller") for a in travellers], None, None)
        draft.anaphoric = True
        return draft

    def _meeting(self) -> Draft | None:
        entries, fronts, people = self._fronts()
        parties: list[tuple[Actor, str]] = [(a, "participant") for a in self.tail.between]
        owners = self._owner()
        for actor in [*owners, *people]:
            if actor not in [a for a, _ in parties]:
                parties.append((actor, "participant"))
        subject = self._subject()
        joins = self._subject_joins(owners)
        if self.tail.partners:
            if not owners and not self.tail.between and joins:
                parties.extend((a, "participant") for a in subject if a not in self.tail.partners)
            parties.extend((a, "participant") for a in self.tail.partners)
        if (
            not parties
            and not entries
            and joins
            and (len(subject) > 1 or any(a.plural or a.kind == "organisation" for a in subject))
        ):
            parties.extend((a, "participant") for a in subject)
        bodies = [e for e in entries if e.kind in ("organisation", "state")]
        if len(entries) < 2:
            bodies = [e for e in bodies if e.kind == "organisation"]  # "Kosovo-Konferenz": a topic, no party
        if self.rule.gathering or bodies:
            parties[:0] = [(self.scene.cast.body(e, self._printed(e)), "participant") for e in bodies]
        if self.rule.gathering and joins and not self.tail.partners:
            parties.extend(
                (a, "participant")
                for a in subject
                if a not in [x for x, _ in parties] and a.official and a.kind == "person"
            )
        if joins and owners and all(a.plural or a.kind == "organisation" for a in owners):
            parties.extend((a, "participant") for a in subject if a.official and a.kind == "person")
        parties = self._once(parties)
        actors = [a for a, _ in parties]
        place = self._venue()
        if not self._stands(actors, bodies, place):
            if actors and not (self.definite or self.rule.gathering):
                return None
            if not self.definite or self.rule.soft and self.preposition in ("im", "in") and not actors:
                return None
            draft = self._finished("summit", parties, place, None)
            draft.anaphoric = True
            draft.gathering = self.rule.gathering
            return draft
        draft = self._finished("summit", parties, place, None)
        draft.gathering = self.rule.gathering
        generic = all(a.plural and a.kind == "source" and a.country is None for a in actors)
        draft.anaphoric = draft.lasting = self.definite and generic
        self._completed_by_relative(draft)
        if self.rule.gathering or len(actors) < 2:
            draft.name = self.scene.tokens.text[slice(*self.scene.chars(self.i, self.i + 1))]
        return draft

    def _completed_by_relative(self, draft: Draft) -> None:
        """Take place and time from a relative clause that says when it takes place: "…, das am Montag in Rom beginnt"."""
        for number, clause in enumerate(self.line.clauses):
            if clause.kind != "relative" or clause.lemma not in self.words.event_verbs or clause.first < self.i:
                continue
            if clause.parent != self.seat.clause:
                continue
            seat = Seat(self.line.index, number)
            time = clause_time(self.scene, seat)
            if time is not None and self.tail.when is None and time.edtf:
                draft.when = time
                draft.because("when", time.start, time.end)
            places = [loc for p, loc in self.scene.places(seat) if p.preposition in self.frames.venue]
            if places and draft.place is None:
                draft.place = places[0]
                draft.because("place", *self.scene.chars(places[0].first, places[0].last))
            if draft.weak:
                status, _ = decide(signs_of(self.scene, seat, self.frames.status), self.frames.status)
                draft.status = status or draft.status
            if (time is not None or places) and self.scene.span(seat) not in draft.spans:
                draft.spans.append(self.scene.span(seat))
            return

    def _printed(self, entry: Entry) -> str:
        """How the compound prints a body ("EU")."""
        world = self.scene.cast.world
        parts = self.scene.tokens.words[self.i].split("-")
        return next((p for p in parts if world.named(p) == entry), entry.name)

    def _once(self, parties: list[tuple[Actor, str]]) -> list[tuple[Actor, str]]:
        seen: dict[int, tuple[Actor, str]] = {}
        for actor, role in parties:
            if actor.kind == "source" and not (actor.plural and actor.high):
                continue
            seen.setdefault(actor.number, (actor, role))
        return list(seen.values())

    def _subject_joins(self, owners: list[Actor]) -> bool:
        """Whether the clause's subject takes part: "sagte X nach einem Treffen mit Y"."""
        if self._in_subject():
            return False
        if self.preposition in self.frames.status.held | self.frames.status.ahead:
            return True
        return self.clause.lemma in self.words.subject_verbs and not self.clause.passive

    def _stands(self, actors: list[Actor], bodies: list[Entry], place: Locality | None) -> bool:
        """Whether the noun tells a meeting of its own: parties of two sides, or a gathering with a name."""
        countries = {a.country for a in actors}
        official = any(a.official or a.kind == "organisation" for a in actors)
        several = len(actors) >= 2 or any(a.plural for a in actors)
        domestic = len(actors) >= 2 and len(countries) == 1 and None not in countries
        if domestic and not any(a.kind == "organisation" for a in actors):
            return False
        if several and official and (not domestic):
            known = [
                a
                for a in actors
                if a.official
                or a.plural
                or (
                    a.kind == "organisation"
                    and a.entry is not None
                    and a.entry.subkind in ("igo", "government", "armed", "ministry", "parliament")
                )
            ]
            return len(known) >= (2 if len(actors) >= 2 else 1)
        if self.rule.gathering:
            if any(e.kind == "organisation" and e.subkind == "igo" for e in bodies):
                return True
            group = any(a.plural and a.high for a in actors)
            if self.rule.weak:
                return (
                    bool(actors) and official and place is not None and (group or not self.rule.soft) and self._proper()
                )
            return group or (official and bool(actors) and place is not None)
        return False

    def _proper(self) -> bool:
        """Whether a weak gathering ("Konferenz") has a front or an attribute that makes it one of states."""
        named = self.lower[self.i] not in ("konferenz", "konferenzen", "forum", "forums", "tagung")
        return named or any(a.endswith(("ischen", "ische", "ischer", "ischem")) for a in self.adjectives)

    def _venue(self) -> Locality | None:
        places = [loc for prep, loc in self.tail.places if prep in self.frames.venue | self.frames.goal]
        if places:
            return (self._narrowed(places) or places)[0]
        if (
            self.preposition in ("vor", "vorfeld", "für", "über", "um", "zu")
            and self.clause.lemma not in self.words.event_verbs
        ):
            return None
        return self._clause_place() if self._clause_place_fits() else None

    def _clause_place_fits(self) -> bool:
        """Whether the place of the clause is that of the noun, too."""
        if self.clause.lemma in self.words.event_verbs or not self.clause.lemma:
            return True
        return (
            self.preposition in self.frames.status.held
            and self.preposition not in ("nach", "seit")
            or bool(self.tail.partners)
        )

    # --- status and time ---

    def _finished(
        self, event: str, parties: list[tuple[Actor, str]], place: Locality | None, origin: Locality | None
    ) -> Draft:
        status, rule, weak = self._status()
        if status == "occurred" and self.clause.lemma == "beginnen" and not self.preposition and self._today():
            status, rule = "ongoing", "begun just now"
        when = self._lasting(self._when(status), event)
        status = dated(status, when, self.scene, weak=weak or status == "occurred")
        draft = Draft(
            event, f"noun:{self.rule.id}", self.i, self.i + 1, self.seat, parties, place, origin, status, weak, when,
            [self.scene.span(self.seat)], channel=self.rule.channel,
        )  # fmt: skip
        explain_draft(self.scene, draft)
        draft.because("status", *self.scene.chars(self.first, self.i + 1))
        if rule:
            draft.why.setdefault(f"status rule: {rule}", [])
        return draft

    def _today(self) -> bool:
        """Whether the clause is dated on the day of publication or the day before, and the stay or gathering lasts."""
        when = clause_time(self.scene, self.seat, trigger=self.i)
        span = span_of(when.edtf) if when is not None else None
        if span is None or span.earliest is None or self.scene.day is None or span.days is None:
            return False
        return span.days == 1 and 0 <= (self.scene.day - span.earliest).days <= 1

    def _lasting(self, when: TimePhrase | None, event: str) -> TimePhrase | None:
        """A stay of so many days from its first day: "ab Montag zu einem viertägigen Besuch"."""
        span = span_of(when.edtf) if when is not None else None
        if when is None or event != "visit" or span is None or span.days != 1 or span.earliest is None:
            return when
        for time in self._times_near():
            if time.type == "DURATION" and self.first <= time.first < self.i and (match := _DAYS.fullmatch(time.value)):
                last = span.earliest + timedelta(days=int(match[1]) - 1)
                return replace(when, edtf=f"{span.earliest.isoformat()}/{last.isoformat()}")
        return when

    def _when(self, status: str) -> TimePhrase | None:
        if self.tail.when is not None:
            return self.tail.when
        before = [t for t in self._times_near() if self.first <= t.first < self.i and t.edtf]
        if before:
            return before[0]
        moving = self.preposition in ("zu", "zum", "zur") and self.clause.lemma in self.frames.verbs
        if (
            self.preposition in ("vor", "vorfeld", "für", "über", "seit", "zu", "zum", "zur")
            and self.clause.lemma not in self.words.event_verbs
            and not moving
        ):
            return None
        return clause_time(self.scene, self.seat, trigger=self.i)

    def _status(self) -> tuple[str, str, bool]:
        """Status, rule, and whether the words only suggest it."""
        table = self.frames.status
        if self.rule.as_guest and self._beside_comma():
            return "occurred", "apposition", True
        if self.rule.on_way:
            return "occurred", "on the way", True
        free = not self.preposition
        governing = table.governing.get(self.clause.lemma, "")
        if free and governing in ("cancelled", "denied"):
            return governing, f"verb {self.clause.lemma}", False
        for name, stems in table.adjectives:
            for adjective in self.adjectives:
                if adjective.startswith(stems):
                    return ("occurred" if name == "held" else name), f"adjective {adjective}", False
        signs = signs_of(self.scene, self.seat, table)
        if free and governing in ("cancelled", "denied", "unconfirmed", "planned"):
            if not (governing == "planned" and self._in_subject() and self.clause.lemma in ("dürfen", "gelten")):
                return governing, f"verb {self.clause.lemma}", False
        if self.preposition in ("zu", "zum", "zur") and governing in ("unconfirmed", "planned"):
            return governing, f"verb {self.clause.lemma}", False
        if free and self.clause.lemma in ("bestätigen",):
            return "planned", "verb bestätigen", True
        if self.preposition in table.ahead and self.preposition not in ("zu", "zum", "zur"):
            return "planned", f"preposition {self.preposition}", self.preposition != "vor"
        if self.preposition in (
            "nach",
            "bei",
            "beim",
            "während",
            "rande",
            "seit",
            "auf",
            "in",
            "im",
            "am",
            "an",
            "mit",
        ):
            signs = replace(signs, negated=False, verb="")
            if self.preposition == "nach" and signs.tense == "present" and self.clause.lemma in self.frames.verbs:
                return "planned", "nach, before a journey to come", True
            if (
                self.preposition in ("nach", "während", "seit", "bei", "beim", "rande")
                and signs.tense == "present"
                and not signs.modal
            ):
                return "occurred", f"preposition {self.preposition}", True
            if self.preposition == "nach" and signs.mood == "k2":
                return "occurred", "preposition nach", True
        if self.preposition in ("von", "vom") and self.rule.event in ("visit", "departure"):
            return "occurred", f"preposition {self.preposition}", True
        status, rule = decide(signs, table)
        if not status:
            return "occurred", "", True
        held = governing == "held" or bool(self.preposition)
        if (
            self.rule.soft
            and status == "planned"
            and signs.tense == "present"
            and not signs.modal
            and governing == "held"
        ):
            status = "ongoing"
        return status, rule, not held or rule == "Präsens"
