"""Read the happenings that verbs tell: who, whom, where from, where to, with whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracker.parsing.coreference import Actor
from tracker.parsing.layers import Group
from tracker.parsing.localities import Locality
from tracker.parsing.pack import Pack
from tracker.parsing.places import PlaceMention
from tracker.parsing.scene import Draft, Scene, Seat
from tracker.parsing.status import StatusTable, dated, decide, signs_of, status_table
from tracker.parsing.times import TimePhrase


@dataclass(frozen=True, slots=True)
class VerbRule:
    """How the parties of a verb stand around it."""

    id: str
    event: str
    shape: str
    needs: frozenset[str]
    channel: str = ""


@dataclass(frozen=True)
class FrameWords:
    """The verbs that tell happenings, and the words around them."""

    verbs: dict[str, VerbRule]
    goal: frozenset[str]
    venue: frozenset[str]
    origin: frozenset[str]
    passing: frozenset[str]
    vehicles: dict[str, str]
    reflexive: frozenset[str]
    partner: frozenset[str]
    agent: frozenset[str]
    invitation: frozenset[str]
    chair: frozenset[str]
    near: frozenset[str]
    status: StatusTable


@lru_cache(maxsize=8)
def frame_words(pack: Pack) -> FrameWords:
    """The words of a language that frames are read by."""
    table, places = pack.table("frames"), pack.table("places")
    verbs = {
        lemma: VerbRule(
            rule["id"], rule["event"], rule["shape"], frozenset(rule.get("needs", ())), rule.get("channel", "")
        )
        for rule in table["verb"]
        for lemma in rule["lemmas"]
    }
    words: dict[str, Any] = table["words"]
    return FrameWords(
        verbs=verbs,
        goal=frozenset(places["goal"]),
        venue=frozenset(places["venue"]),
        origin=frozenset(places["origin"]),
        passing=frozenset(places["passing"]),
        vehicles=dict(words["vehicles"]),
        reflexive=frozenset(words["reflexive"]),
        partner=frozenset(words["partner"]),
        agent=frozenset(words["agent"]),
        invitation=frozenset(words["invitation"]),
        chair=frozenset(words["chair"]),
        near=frozenset(words["near"]),
        status=status_table(pack),
    )


def verb_drafts(scene: Scene) -> list[Draft]:
    """The happenings that the verbs of a text tell, in order."""
    words = frame_words(scene.pack)
    found: list[Draft] = []
    for line in scene.lines:
        for number, clause in enumerate(line.clauses):
            rule = words.verbs.get(clause.lemma)
            if rule is None:
                continue
            seat = Seat(line.index, number)
            found.extend(_Frame(scene, seat, rule, words).drafts())
    return found


class _Frame:
    """One verb and its clause."""

    def __init__(self, scene: Scene, seat: Seat, rule: VerbRule, words: FrameWords) -> None:
        self.scene = scene
        self.seat = seat
        self.rule = rule
        self.words = words
        self.clause = scene.clause(seat)
        self.slots = scene.slots(seat)
        self.lower = scene.tokens.lower
        self.group, self.subject = scene.subject(seat)
        own = [i for first, last in self.clause.spans for i in range(first, last)]
        self.own = own
        self.is_reflexive = any(self.lower[i] in words.reflexive for i in own)
        self.conveyance = ""

    # --- the answer ---

    def drafts(self) -> list[Draft]:
        shape = self.rule.shape
        if self.clause.negated and self.clause.tense in ("past", "perfect", "pluperfect") and not self.clause.modal:
            return []
        if shape in (
            "travel",
            "leave",
            "reach",
            "reach_object",
            "stay",
            "accompany",
            "expected",
            "visit",
            "invite",
            "onward",
        ):
            return self._journey(shape)
        return self._meeting(shape)

    # --- travel ---

    def _journey(self, shape: str) -> list[Draft]:
        travellers = self._travellers()
        hosts: tuple[Actor, ...] = ()
        if self.rule.id == "sein" and (met := self._beside(travellers)):
            return met
        goals = self._places(self.words.goal if shape != "stay" else self.words.venue | self.words.passing)
        origin = next(iter(self._places(self.words.origin)), None)
        if shape == "onward":
            if not any(self.lower[i] == "es" for i in self.own) or self.subject:
                return []
            travellers = self.scene.cast.of_possessive(self.seat.line, plural=True)
            goals = self._places(frozenset({"nach", "ins"}))
            if not goals or any(self.lower[i] == "um" for i in self.own):
                return []
        if shape == "leave":
            target = self._object_place()
            origin, goals = target, self._places(frozenset({"nach", "richtung"}))
            if target is None:
                return []
        elif shape in ("reach_object", "visit"):
            if self.clause.passive:
                travellers = self._agents()
                target = self._subject_place()
            else:
                target = self._object_place()
            if shape == "visit":
                hosts = tuple(a for a in self._objects() if a.kind == "person" and a not in travellers)
            goals = [target] if target else []
            if target is None and hosts and hosts[0].official:
                goals = self._places(self.words.venue)
            elif target is None and not hosts:
                if shape == "reach_object":
                    return []
                goals = self._places(self.words.venue)
        elif shape == "reach" and not goals:
            goals = self._places(self.words.venue)
        elif shape == "accompany":
            travellers = tuple(dict.fromkeys((*travellers, *self._objects())))
            if any(self._travels(a) for a in travellers):
                for actor in travellers:
                    actor.high = actor.high or actor.kind == "person"
        elif shape == "invite":
            hosts, travellers = travellers, tuple(self._objects())
        if shape in ("expected",):
            goals = self._places(self.words.venue | self.words.goal)
            agents = self._agents()
            if not self.clause.passive:
                return []
            if agents:
                return self._received(travellers, agents)
        if not goals and self._points_back():
            place = self.scene.antecedent_place(self.seat)
            goals = [place] if place else []
        travellers = tuple(a for a in travellers if self._travels(a))
        if not travellers or not self._holds(travellers, goals, origin):
            return []
        if (
            self.rule.event == "departure"
            and shape == "travel"
            and not goals
            and origin is None
            and "leaving" not in self.rule.needs
        ):
            return []
        event = self.rule.event
        status, rule, weak = self._status()
        when = self._when()
        status = dated(status, when, self.scene, weak=weak)
        if event == "return":
            event = "arrival" if status == "occurred" else "departure"
        if event in ("arrival", "visit") and not goals:
            return []
        role = "inviter" if shape == "invite" else "host"
        drafts = []
        targets: list[Locality | None] = [*goals] or [None]
        for goal in targets:
            parties = [(a, "traveller") for a in travellers] + [(a, role) for a in hosts]
            if shape != "invite" and (inviter := self._inviter()) is not None and inviter not in travellers:
                parties.append((inviter, "inviter"))
            drafts.append(self._draft(event, parties, goal, origin, status, rule, when, weak=weak))
        return drafts

    def _travels(self, actor: Actor) -> bool:
        if actor.kind == "person":
            return actor.official or actor.former or bool(actor.categories - {"other", "chief", "spokesperson"})
        if actor.kind == "organisation":
            return actor.plural or actor.entry is None
        if actor.kind == "state":
            return False
        return actor.plural and actor.kind == "source" and actor.high

    def _holds(self, travellers: tuple[Actor, ...], goals: list[Locality], origin: Locality | None) -> bool:
        needs = self.rule.needs
        if "place" in needs and not goals and origin is None:
            return False
        if "goal" in needs and not any(
            True for _ in self._places(frozenset({"nach", "in", "ins", "zu", "zum", "zur"}))
        ):
            return False
        if "leaving" in needs and not goals and origin is None and not self._particle_travel():
            return False
        if "bare" in needs and not self._bare():
            return False
        official = any(a.official for a in travellers)
        if "official" in needs and not official:
            return False
        return (
            official
            or any(a.kind == "person" and a.categories for a in travellers)
            or all(a.kind != "organisation" for a in travellers)
        )

    def _particle_travel(self) -> bool:
        return self.clause.lemma in ("abreisen", "abfliegen")

    def _bare(self) -> bool:
        """Whether "sein" or "bleiben" has nothing but a place for its predicate."""
        last = self.own[-1]
        while last > self.own[0] and not self.scene.tokens.words[last][0].isalnum():
            last -= 1
        ends = {p.last - 1 for p, _ in self.scene.places(self.seat)} | {t.last - 1 for t in self.scene.times(self.seat)}
        verbs = {v.token for v in self.clause.verbs}
        while last in verbs and last > self.own[0]:
            last -= 1
        if self.clause.kind in ("subordinate", "relative") or any(
            v.reading.form == "participle" for v in self.clause.verbs
        ):
            return last in ends
        return last in ends

    def _beside(self, guests: tuple[Actor, ...]) -> list[Draft]:
        """ "war bei X": a meeting."""
        hosts = [
            a for g in self.slots.governed if g.preposition in self.words.near for a in self.scene.cast.of_group(g)
        ]
        hosts = [a for a in hosts if a.kind == "person" and a.official and a not in guests]
        if (
            not hosts
            or not any(a.official for a in guests)
            or any(v.reading.form == "participle" and not v.reading.auxiliary for v in self.clause.verbs)
        ):
            return []
        _, rule, weak = self._status()
        when = self._when()
        parties = [(a, "participant") for a in guests] + [(a, "host") for a in hosts]
        status = dated(self._status()[0], when, self.scene, weak=weak)
        return [self._draft("summit", parties, self._venue(), None, status, rule, when, weak=weak)]

    def _received(self, guests: tuple[Actor, ...], hosts: tuple[Actor, ...]) -> list[Draft]:
        """ "wird vom Präsidenten erwartet": a meeting, not a stay."""
        if not guests or not any(a.official for a in guests):
            return []
        _, rule, weak = self._status()
        when = self._when()
        place = next(iter(self._places(self.words.venue)), None)
        return [
            self._draft(
                "summit",
                [(host, "host"), *((g, "participant") for g in guests)],
                place,
                None,
                "planned",
                rule,
                when,
                weak=weak,
            )
            for host in hosts
            if host.kind in ("person", "state") and host not in guests
        ]

    def _travellers(self) -> tuple[Actor, ...]:
        """The subject; where it is a vehicle, whose vehicle it is."""
        if self.subject:
            return self.subject
        for i in self.own:
            word = self.lower[i]
            vehicle = next((v for v in self.words.vehicles if word.endswith(v)), None)
            if vehicle is None or not self.scene.tokens.words[i][0].isupper():
                continue
            if i > 0 and self.lower[i - 1] in ("dem", "im", "mit"):
                continue
            self.conveyance = self.words.vehicles[vehicle]
            owners = [g for g in self.scene.lines[self.seat.line].groups_of(self.seat.clause) if g.first == i + 1]
            if owners and not owners[0].preposition:
                return self.scene.cast.of_group(owners[0])
            if self.lower[i - 1] in ("ihr", "sein", "ihre", "seine"):
                found = self.scene.cast.of_possessive(self.seat.line, plural=self.lower[i - 1].startswith("ihr"))
                return found
        return ()

    # --- meetings ---

    def _meeting(self, shape: str) -> list[Draft]:
        needs = self.rule.needs
        if self.is_reflexive and self.clause.lemma == "sprechen":
            return []  # "sprach sich für … aus"
        subject = tuple(a for a in self.subject if a.kind != "place")
        partners: tuple[Actor, ...] = ()
        accompanied = self._with()
        role_subject, role_partner = "participant", "participant"
        if shape == "meet":
            if self.is_reflexive:
                partners = accompanied
                if self.clause.kind == "infinitive" and not partners:
                    return []
            elif self.clause.passive:
                partners = self._agents()
            else:
                partners = tuple(a for a in self._objects(places=False) if a not in subject)
                if not partners and self._each_other():
                    partners = accompanied
                elif not partners:
                    partners = ()
        elif shape == "host":
            if self.clause.passive:
                partners, subject = subject, self._agents()
            else:
                partners = tuple(a for a in self._objects(places=False) if a not in subject)
            role_subject = "host"
        elif shape == "with":
            partners = accompanied
        partners = tuple(a for a in partners if self._meets(a) and a not in subject)
        subject = tuple(a for a in subject if self._meets(a))
        collective = len(subject) > 1 or any(a.plural or a.kind == "organisation" for a in subject)
        if not partners:
            gathers = shape == "with" and "parties" in needs and collective
            reciprocal = shape == "meet" and self.is_reflexive and collective
            if not (gathers or reciprocal):
                return []
        if shape == "with" and partners and self.clause.lemma in ("sprechen", "reden", "diskutieren") and not subject:
            return []
        parties = [(a, role_subject) for a in subject] + [(a, role_partner) for a in partners]
        chair = self._chair()
        if chair is not None:
            parties = [(chair, "chair"), *((a, role) for a, role in parties if a is not chair)]
        place = self._venue()
        if not self._diplomatic([a for a, _ in parties], place, partners):
            return []
        status, rule, weak = self._status()
        when = self._when()
        status = dated(status, when, self.scene, weak=weak)
        places = (
            self._places(self.words.venue)
            if place is None
            else [place, *[p for p in self._places(self.words.venue) if p.key != place.key]]
        )
        circles = self._circles(shape, subject, partners)
        return [
            self._draft("summit", circle or parties, p, None, status, rule, when, weak=weak)
            for circle in circles or [[]]
            for p in self._separate(places)
        ]

    def _circles(
        self, shape: str, subject: tuple[Actor, ...], partners: tuple[Actor, ...]
    ) -> list[list[tuple[Actor, str]]]:
        """Partners told one after the other, each behind a preposition of his own, are met one after the other."""
        if shape not in ("with", "meet") or len(partners) < 2 or not subject:
            return []
        groups = [g for g in self.slots.governed if g.preposition in self.words.partner]
        if len(groups) < 2:
            return []
        met = [[a for a in self.scene.cast.of_group(g) if a in partners] for g in groups]
        return [[(a, "participant") for a in (*subject, *circle)] for circle in met if circle]

    def _separate(self, places: list[Locality]) -> list[Locality | None]:
        """Several venues told by "mal … mal …" are several meetings; else the most specific one counts."""
        if not places:
            return [None]
        times = sum(1 for i in self.own if self.lower[i] == "mal")
        if times > 1 and len(places) > 1:
            return list(places)
        narrow = [p for p in places if not p.is_state]
        return [(narrow or places)[0]]

    def _meets(self, actor: Actor) -> bool:
        if actor.kind in ("person", "state", "organisation"):
            return True
        return actor.plural and actor.high

    def _each_other(self) -> bool:
        return any(self.lower[i] in ("einander", "miteinander") for i in self.own)

    def _diplomatic(self, parties: list[Actor], place: Locality | None, partners: tuple[Actor, ...]) -> bool:
        needs = self.rule.needs
        persons = [a for a in parties if a.kind == "person"]
        if "person" in needs and not (partners and all(a.kind == "person" or a.plural for a in partners)):
            return False
        if not any(a.official for a in parties):
            return False
        if "both_official" in needs and not all(a.official or a.kind == "organisation" for a in parties):
            return False
        if "foreign" in needs and len({a.country for a in parties}) < 2:
            return False
        if "place" in needs and place is None and not self._places(self.words.venue):
            return False
        countries = {a.country for a in parties if a.country}
        if "place_or_foreign" in needs and len(countries) < 2 and (place is None or place.country in countries):
            return False
        if len(parties) >= 2 and len(countries) == 1 and all(a.kind == "person" and a.country for a in parties):
            return False  # talks inside one state
        if parties and all(a.kind == "state" for a in parties) and "parties" not in needs and not persons:
            return self.clause.lemma in ("treffen", "zusammentreffen")
        return True

    # --- slots ---

    def _objects(self, *, places: bool = True) -> list[Actor]:
        found: list[Actor] = []
        for group in self.slots.objects:
            if set(group.cases) == {"n"}:
                continue
            for mention in group.mentions:
                if mention.kind == "place" or (
                    mention.kind == "state" and not places and self.rule.id in ("unterrichten",)
                ):
                    continue
                found.extend(self.scene.cast.meant_by(mention))
        if (
            not found
            and self.clause.kind == "relative"
            and self.clause.introducer is not None
            and self.slots.subject is not None
        ):
            if self.lower[self.clause.introducer] in ("den", "die", "das", "dem", "denen"):
                previous = self.lower[self.clause.introducer - 1]
                if previous not in self.words.partner:
                    found.extend(self.scene.antecedent(self.seat))
        return list({a.number: a for a in found}.values())

    def _with(self) -> tuple[Actor, ...]:
        found: list[Actor] = []
        for group in self.slots.governed:
            if group.preposition in self.words.partner:
                found.extend(self.scene.cast.of_group(group))
        introducer = self.clause.introducer
        if (
            self.clause.kind == "relative"
            and introducer is not None
            and self.lower[introducer - 1] in self.words.partner
        ):
            found.extend(self.scene.antecedent(self.seat))
        return tuple({a.number: a for a in found}.values())

    def _agents(self) -> tuple[Actor, ...]:
        found: list[Actor] = []
        for group in self.slots.governed:
            if group.preposition in self.words.agent:
                found.extend(a for a in self.scene.cast.of_group(group) if a.kind != "place")
        return tuple({a.number: a for a in found}.values())

    def _chair(self) -> Actor | None:
        """ "unter Vorsitz von X", "unter X' Leitung": who presides."""
        line = self.scene.lines[self.seat.line]
        for i in self.own:
            if self.lower[i] not in self.words.chair:
                continue
            for group in line.groups:
                start = group.mentions[0].preposition if group.mentions[0].preposition is not None else group.first
                if start in (i + 1, i + 2) or group.last == i:
                    actors = self.scene.cast.of_group(group)
                    if actors and actors[0].kind == "person":
                        return actors[0]
        return None

    def _inviter(self) -> Actor | None:
        """ "auf Einladung des Präsidenten": who invited."""
        for i in self.own:
            if self.lower[i] in self.words.invitation:
                for group in self.scene.lines[self.seat.line].groups:
                    if group.first in (i + 1, i + 2):
                        actors = self.scene.cast.of_group(group)
                        return actors[0] if actors else None
        return None

    def _places(self, prepositions: frozenset[str]) -> list[Locality]:
        """Places behind one of the prepositions that hang on the verb, narrow before wide."""
        found: list[Locality] = []
        for place, locality in self.scene.places(self.seat):
            if place.kind == "there" or (place.preposition in prepositions and not self._attribute(place)):
                if locality.key not in {p.key for p in found}:
                    found.append(locality)
        return self._narrowed(found)

    def _narrowed(self, found: list[Locality]) -> list[Locality]:
        """Without the states that a narrower place of the list lies in."""
        countries = {p.country for p in found if not p.is_state}
        return [p for p in found if not (p.is_state and p.country in countries)]

    def _attribute(self, place: PlaceMention) -> bool:
        """Whether the place hangs on the noun before it ("die Villa bei Belgrad", "Krieg in der Ukraine")."""
        before = place.at - 1
        if before not in self.own or place.preposition not in self.words.venue:
            return False
        word = self.scene.tokens.words[before]
        if not word[0].isupper() or before == self.own[0]:
            return False
        if before in self._mention_tokens() or any(t.first <= before < t.last for t in self.scene.times(self.seat)):
            return False
        return not self.clause.lemma or self.lower[before] in self.scene.abstract

    def _mention_tokens(self) -> frozenset[int]:
        return self.scene.mention_tokens(self.seat.line)

    def _object_place(self) -> Locality | None:
        """The place that is the object: "besuchte Paris", "die Stadt, die er besuchte"."""
        subject = self.slots.subject
        for place, locality in self.scene.places(self.seat):
            if place.preposition or place.genitive or place.kind == "there":
                continue
            if subject is not None and subject.first <= place.first < subject.last:
                continue
            return locality
        introducer = self.clause.introducer
        if (
            self.clause.kind == "relative"
            and introducer is not None
            and self.lower[introducer] in ("die", "das", "den")
        ):
            before = [p for p in self.scene.lines[self.seat.line].places if p.last <= self.clause.first]
            if before and self.clause.first - before[-1].last <= 2:
                return self.scene.locality(before[-1])
        return None

    def _subject_place(self) -> Locality | None:
        for place, locality in self.scene.places(self.seat):
            if not place.preposition and not place.genitive:
                return locality
        return None

    def _venue(self) -> Locality | None:
        places = self._places(self.words.venue)
        if places:
            narrow = [p for p in places if not p.is_state]
            return (narrow or places)[0]
        if self._points_back():
            return self.scene.antecedent_place(self.seat)
        parent = self.scene.parent(self.seat)
        if self.clause.kind == "infinitive" and parent is not None:
            upper = [
                loc
                for place, loc in self.scene.places(parent)
                if place.preposition in self.words.venue | self.words.goal
            ]
            return upper[-1] if upper else None
        return None

    def _points_back(self) -> bool:
        return self.clause.introducer is not None and self.lower[self.clause.introducer] in ("wo", "wohin")

    # --- status and time ---

    def _status(self) -> tuple[str, str, bool]:
        signs = signs_of(self.scene, self.seat, self.words.status)
        status, rule = decide(signs, self.words.status)
        if self.rule.shape == "stay" and status == "planned" and signs.tense == "present" and not signs.modal:
            future = [t for t in self.scene.times(self.seat)]
            status = "ongoing" if not future else status
        if self.rule.shape == "invite" and status in ("occurred", "planned"):
            status = "unconfirmed"
        return status or "occurred", rule, not status or rule == "Präsens"

    def _when(self) -> TimePhrase | None:
        return clause_time(self.scene, self.seat, trigger=self._trigger())

    def _trigger(self) -> int:
        token = next(
            (v.token for v in reversed(self.clause.verbs) if not (v.reading.auxiliary or v.reading.modal)), None
        )
        if token is None:
            token = self.clause.finite if self.clause.finite is not None else self.clause.first
        return token

    def _draft(
        self,
        event: str,
        parties: Iterable[tuple[Actor, str]],
        place: Locality | None,
        origin: Locality | None,
        status: str,
        status_rule: str,
        when: TimePhrase | None,
        *,
        weak: bool,
    ) -> Draft:
        token = self._trigger()
        draft = Draft(
            event, f"verb:{self.rule.id}", token, token + 1, self.seat, list(parties), place, origin, status, weak, when,
            [self.scene.span(self.seat)], channel=self.rule.channel, conveyance=self.conveyance or self._conveyance(),
        )  # fmt: skip
        explain_draft(self.scene, draft)
        draft.because("status", *self.scene.chars(token, token + 1))
        if self.clause.finite is not None:
            draft.because("status", *self.scene.chars(self.clause.finite, self.clause.finite + 1))
        if status_rule:
            draft.why.setdefault(f"status rule: {status_rule}", [])
        return draft

    def _conveyance(self) -> str:
        for i in self.own:
            word = self.lower[i]
            if self.scene.tokens.words[i][0].isupper():
                vehicle = next((v for v in self.words.vehicles if word.endswith(v)), None)
                if vehicle is not None and any(
                    w in ("mit", "im", "per", "in") for w in self.lower[max(self.own[0], i - 4) : i]
                ):
                    return self.words.vehicles[vehicle]
        return ""


def clause_time(scene: Scene, seat: Seat, depth: int = 0, *, trigger: int | None = None) -> TimePhrase | None:
    """The phrase of time that dates a clause; a clause without one takes it from the clause that it hangs on."""
    own = [t for t in scene.times(seat) if (t.edtf or t.type in ("DATE", "TIME")) and not scene.is_bound(t)]
    dated_ones = [t for t in own if t.edtf is not None]
    clause = scene.clause(seat)
    if dated_ones:
        piece = next(((a, b) for a, b in clause.spans if trigger is not None and a <= trigger < b), None)
        near = [t for t in dated_ones if piece is not None and piece[0] <= t.first < piece[1]]
        return (near or dated_ones)[0]
    if depth < 3:
        if clause.kind in ("infinitive", "relative", "subordinate") and clause.parent is not None:
            pointing = clause.kind == "infinitive" or (
                clause.introducer is not None and scene.tokens.lower[clause.introducer] in scene.inheriting
            )
            if pointing:
                return clause_time(scene, Seat(seat.line, clause.parent), depth + 1) or (own[0] if own else None)
        if (
            clause.shares is not None
            and clause.tense == scene.clause(Seat(seat.line, clause.shares)).tense
            and scene.slots(seat).subject is None
        ):
            return clause_time(scene, Seat(seat.line, clause.shares), depth + 1) or (own[0] if own else None)
    return own[0] if own else None


def explain_draft(scene: Scene, draft: Draft) -> None:
    """Note the words behind place, time and parties."""
    if draft.place is not None:
        draft.because("place", *scene.chars(draft.place.first, draft.place.last))
    if draft.origin is not None:
        draft.because("origin", *scene.chars(draft.origin.first, draft.origin.last))
    if draft.when is not None:
        draft.because("when", draft.when.start, draft.when.end)
    numbers = {a.number for a in draft.actors()}
    for group in _near(scene, draft.seat):
        for mention in group.mentions:
            if any(a.number in numbers for a in scene.cast.meant_by(mention)):
                draft.because("participants", *scene.chars(mention.first, mention.last))


def _near(scene: Scene, seat: Seat) -> list[Group]:
    return list(scene.lines[seat.line].groups)
