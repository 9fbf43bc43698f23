"""Read journeys and stays from verbs: who travels, where from, where to, whose guest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.scene import Draft
from tracker.parsing.happenings.status import dated
from tracker.parsing.happenings.told_by_nouns.words import noun_words
from tracker.parsing.happenings.told_by_verbs.drafts import (
    draft_of,
    status_of,
    time_of,
)
from tracker.parsing.happenings.told_by_verbs.slots import (
    Frame,
    agents,
    companions,
    inviter_of,
    narrowed,
    objects,
    place_as_object,
    place_as_subject,
    places_as_object,
    places_behind,
    points_back,
    venue_of,
)
from tracker.parsing.places.localities import Locality

_BEFORE = 6
"""Tokens before a noun for a journey, or before a relative clause, in which its owner or the noun is looked for."""


def journey(frame: Frame, shape: str) -> list[Draft]:
    event, travellers = frame.rule.event, travellers_of(frame)
    if is_private(frame):
        return []
    hosts: tuple[Actor, ...] = ()
    if "beside_somebody" in frame.rule.needs and (met := beside_somebody(frame, travellers)):
        return met
    if shape == "attend" and tells_meeting(frame):
        return []
    staying = shape in ("stay", "attend")
    goals = places_behind(frame, frame.words.venue | frame.words.passing if staying else frame.words.goal)
    origin = next(iter(places_behind(frame, frame.words.origin)), None)
    if shape == "onward":
        if not any(frame.lower[i] in frame.scene.syntax.it for i in frame.own) or frame.subject:
            return []
        meant = [g for g in frame.slots.governed if g.preposition in frame.scene.syntax.for_]
        told = tuple(a for g in meant for a in frame.scene.cast.of_group(g) if a.kind == "person")
        travellers = told or frame.scene.cast.of_possessive(frame.seat.line, plural=True)
        goals = places_behind(frame, frame.scene.syntax.strictly_towards | frame.scene.syntax.inside)
        if not goals or any(frame.lower[i] in frame.scene.syntax.about for i in frame.own):
            return []
    if shape == "leave":
        target = place_as_object(frame)
        origin, goals = target, places_behind(frame, frame.scene.syntax.towards)
        if target is None and not goals:
            return []
    elif shape in ("reach_object", "visit"):
        if frame.clause.passive:
            travellers = agents(frame)
            target = place_as_subject(frame)
        else:
            target = place_as_object(frame)
            goals = places_as_object(frame)
        if shape == "visit":
            hosts = tuple(a for a in objects(frame) if a.kind == "person" and a not in travellers)
        goals = narrowed(frame, goals) if shape == "visit" and target and not frame.clause.passive else []
        goals = goals or ([target] if target else [])
        if target is None and hosts and hosts[0].official:
            goals = places_behind(frame, frame.words.venue)
        elif target is None and not hosts:
            if shape == "reach_object":
                return []
            goals = places_behind(frame, frame.words.venue)
    elif shape == "reach" and not goals:
        goals = places_behind(frame, frame.words.venue)
    elif shape == "lead":
        journey_told = journey_noun(frame)
        if journey_told is None:
            return []
        travellers, goals = led(frame, journey_told), places_behind(frame, frame.words.goal - frame.words.origin)
        event = "visit" if is_stay(frame, journey_told) else event
    elif shape == "accompany":
        travellers = tuple(dict.fromkeys((*travellers, *objects(frame))))
        if any(travels(frame, a) for a in travellers):
            for actor in travellers:
                actor.high = actor.high or actor.kind == "person"
    elif shape == "invite":
        hosts, travellers = travellers, tuple(objects(frame))
    if shape in ("expected",):
        goals = places_behind(frame, frame.words.venue | frame.words.goal)
        receiving = agents(frame)
        if not frame.clause.passive:
            return []
        if receiving:
            return received(frame, travellers, receiving)
    if not goals and points_back(frame):
        place = frame.scene.antecedent_place(frame.seat)
        goals = [place] if place else []
    elif not goals and event == "arrival" and frame.clause.kind == "relative":
        place = place_beside(frame)
        goals = [place] if place else []
    if not any(travels(frame, a) for a in travellers if a.kind == "person"):
        travellers = tuple(a for a in travellers if travels(frame, a))
    else:  # who travels with an official travels officially
        travellers = tuple(a for a in travellers if a.kind == "person" or travels(frame, a))
    if not travellers or not holds(frame, travellers, goals, origin):
        return []
    travellers = tuple(dict.fromkeys((*travellers, *companions(frame))))
    if (
        frame.rule.event == "departure"
        and shape == "travel"
        and not goals
        and origin is None
        and "leaving" not in frame.rule.needs
    ):
        return []
    status, rule, weak = status_of(frame)
    when = time_of(frame)
    status = dated(status, when, frame.scene, weak=weak)
    if event == "return":
        event = "arrival" if status == "occurred" else "departure"
    if event in ("arrival", "visit") and not goals:
        return []
    if event == "arrival":
        goals = joined_to_first(frame, goals)
    if shape in ("stay", "attend", "visit") and at_home(travellers, goals):
        return []
    role = "inviter" if shape == "invite" else "host"
    drafts = []
    targets: list[Locality | None] = [*goals] or [None]
    for goal in targets:
        parties = [(a, "traveller") for a in travellers] + [(a, role) for a in hosts]
        if shape != "invite" and (inviter := inviter_of(frame)) is not None and inviter not in travellers:
            parties.append((inviter, "inviter"))
        drafts.append(draft_of(frame, event, parties, goal, origin, status, rule, when, weak=weak))
    return drafts


def place_beside(frame: Frame) -> Locality | None:
    """The place right before a relative clause: "X in Rom, der am Samstag eingetroffen war"."""
    line, first = frame.scene.lines[frame.seat.line], frame.clause.first
    before = [p for p in line.places if p.last < first and first - p.last <= 2 and p.preposition in frame.words.venue]
    return frame.scene.locality(before[-1]) if before else None


def tells_meeting(frame: Frame) -> bool:
    """Whether a noun in the clause tells the gathering that is attended: the meeting is told by it."""
    rules = (noun_words(frame.scene.pack).rules[frame.lower[i]] for i in frame.own if frame.scene.is_noun(i))
    return any(rule is not None and rule[0].event == "summit" for rule in rules)


def joined_to_first(frame: Frame, goals: list[Locality]) -> list[Locality]:
    """One arrival has one place, the narrowest told; only what is joined ("in Riga und Wilna") is several."""
    if len(goals) < 2:
        return goals
    joined = [
        later
        for before, later in pairwise(goals)
        if frame.lower[later.first - 1] in frame.scene.syntax.place_joiners and later.first - before.last <= 1
    ]
    if joined:
        return [goals[0], *joined]
    return goals[-1:] if goals[-1].country == goals[0].country else goals[:1]


def at_home(travellers: Sequence[Actor], goals: list[Locality]) -> bool:
    """Whether all are in their own state, where their stay is no visit."""
    countries = {place.country for place in goals}
    return len(countries) == 1 and all(a.country is not None and a.country in countries for a in travellers)


def led(frame: Frame, journey: int) -> tuple[Actor, ...]:
    """Whom a journey leads somewhere: the object, else whose journey it is."""
    told = tuple(a for a in objects(frame) if a.kind == "person" or a.plural)
    if told:
        return told
    line = frame.scene.lines[frame.seat.line]
    owners = [g for g in line.groups if g.first == journey + 1 and not g.preposition]
    owners += [g for g in line.groups if g.last <= journey and journey - g.last < _BEFORE and g.mentions[-1].genitive]
    if owners:
        return frame.scene.cast.of_group(owners[0])
    return frame.scene.cast.of_possessive(frame.seat.line, plural=False)


def is_stay(frame: Frame, journey: int) -> bool:
    """Whether the noun for a journey is one for a stay: "der Besuch führt ihn nach …"."""
    match = noun_words(frame.scene.pack).rules[frame.lower[journey]]
    return match is not None and match[0].event == "visit" and not match[0].base


def journey_noun(frame: Frame) -> int | None:
    """The noun for a journey or a stay that is the subject, or that a relative clause hangs on."""
    known, clause = noun_words(frame.scene.pack), frame.clause
    if clause.kind == "relative" and clause.introducer is not None:
        tokens = range(clause.first - 2, max(clause.first - 2 - _BEFORE, 0), -1)
    else:
        tokens = range(frame.own[0], frame.own[-1] + 1)
    for i in tokens:
        match = known.rules[frame.lower[i]] if frame.scene.is_noun(i) else None
        if match is not None and match[0].event in ("departure", "visit"):
            governed = clause.kind != "relative" and frame.lower[i - 1] in frame.words.goal | frame.words.venue
            return None if governed and i > frame.own[0] else i
    return None


def travels(frame: Frame, actor: Actor) -> bool:
    if actor.kind == "person":
        return actor.official or actor.former or bool(actor.categories - {"other", "chief", "spokesperson"})
    if actor.kind == "organisation":
        return actor.plural or actor.entry is None
    if actor.kind == "state":
        return False
    return actor.plural and actor.kind == "source" and actor.high


def holds(frame: Frame, travellers: tuple[Actor, ...], goals: list[Locality], origin: Locality | None) -> bool:
    needs = frame.rule.needs
    if "place" in needs and not goals and origin is None:
        return False
    if "goal" in needs and not has_direction(frame):
        return False
    if "leaving" in needs and not goals and origin is None and not travels_by_particle(frame):
        return False
    if "bare" in needs and not is_bare(frame):
        return False
    official = any(a.official for a in travellers)
    if "official" in needs and not official:
        return False
    return (
        official
        or any(a.kind == "person" and a.categories for a in travellers)
        or all(a.kind != "organisation" for a in travellers)
    )


def is_private(frame: Frame) -> bool:
    """Whether the clause tells of holidays."""
    return any(frame.lower[i].endswith(frame.words.private) for i in frame.own) if frame.words.private else False


def has_direction(frame: Frame) -> bool:
    """Whether a place is told as a goal; "in" or "im" right before a name says where, not where to."""
    return any(
        place.kind == "there"
        or (
            place.preposition in frame.scene.syntax.into
            and not (place.preposition in frame.scene.syntax.inside and place.first == place.at + 1)
        )
        for place, _ in frame.scene.places(frame.seat)
    )


def travels_by_particle(frame: Frame) -> bool:
    return frame.clause.lemma in frame.scene.syntax.leaving_verbs


def is_bare(frame: Frame) -> bool:
    """Whether "sein" or "bleiben" has nothing but a place for its predicate."""
    as_ = frame.scene.syntax.as_  # "war als Staatsgast in Oslo" tells no predicate
    nouns = [m for g in frame.slots.objects for m in g.mentions if m.role is not None and not m.name]
    if not frame.scene.plain and any(frame.lower[m.first - 1] not in as_ for m in nouns):
        return False  # "ist seit Mai Vorsitzender der Versammlung in Genf"
    last = frame.own[-1]
    while last > frame.own[0] and not frame.scene.tokens.words[last][0].isalnum():
        last -= 1
    ends = {p.last - 1 for p, _ in frame.scene.places(frame.seat)} | {t.last - 1 for t in frame.scene.times(frame.seat)}
    verbs = {v.token for v in frame.clause.verbs}
    while last in verbs and last > frame.own[0]:
        last -= 1
    if frame.clause.kind in ("subordinate", "relative") or any(
        v.reading.form == "participle" for v in frame.clause.verbs
    ):
        return last in ends
    return last in ends


def beside_somebody(frame: Frame, guests: tuple[Actor, ...]) -> list[Draft]:
    """ "war bei X": a meeting."""
    hosts = [a for g in frame.slots.governed if g.preposition in frame.words.near for a in frame.scene.cast.of_group(g)]
    hosts = [a for a in hosts if a.kind == "person" and a.official and a not in guests]
    if frame.clause.tense == "present" and not frame.scene.times(frame.seat):
        return []
    if (
        not hosts
        or not any(a.official for a in guests)
        or any(v.reading.form == "participle" and not v.reading.auxiliary for v in frame.clause.verbs)
    ):
        return []
    _, rule, weak = status_of(frame)
    when = time_of(frame)
    parties = [(a, "participant") for a in guests] + [(a, "host") for a in hosts]
    status = dated(status_of(frame)[0], when, frame.scene, weak=weak)
    return [draft_of(frame, "summit", parties, venue_of(frame), None, status, rule, when, weak=weak)]


def received(frame: Frame, guests: tuple[Actor, ...], hosts: tuple[Actor, ...]) -> list[Draft]:
    """ "wird vom Präsidenten erwartet": a meeting, not a stay."""
    if not guests or not any(a.official for a in guests):
        return []
    _, rule, weak = status_of(frame)
    when = time_of(frame)
    place = next(iter(places_behind(frame, frame.words.venue)), None)
    return [
        draft_of(
            frame,
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


def travellers_of(frame: Frame) -> tuple[Actor, ...]:
    """The subject; where it is a vehicle, whose vehicle it is."""
    if frame.subject and not all(a.kind == "state" for a in frame.subject):
        return frame.subject
    for i in frame.own:
        word = frame.lower[i]
        if not word.endswith(frame.words.vehicle_endings) or not frame.scene.is_noun(i):
            continue
        if frame.scene.plain and word not in frame.words.vehicles:
            continue
        vehicle = next(v for v in frame.words.vehicles if word.endswith(v))
        if i > 0 and frame.lower[i - 1] in frame.scene.syntax.before_own_vehicle:
            continue
        frame.conveyance = frame.words.vehicles[vehicle]
        groups = frame.scene.lines[frame.seat.line].groups_of(frame.seat.clause)
        owners = [g for g in groups if g.first == i + 1 or (g.last == i and g.mentions[-1].genitive)]
        if owners and not owners[0].preposition:
            return frame.scene.cast.of_group(owners[0])
        aboard = frame.words.partner | frame.words.agent  # "der Zug mit dem König", "die Maschine von Minister X"
        riders = [g for g in groups if g.mentions[0].preposition == i + 1 and g.preposition in aboard]
        if riders:
            return frame.scene.cast.of_group(riders[0])
        if frame.lower[i - 1] in frame.scene.syntax.possessives:
            return frame.scene.cast.of_possessive(
                frame.seat.line, plural=frame.lower[i - 1].startswith(frame.scene.syntax.feminine_or_plural_possessives)
            )
    return frame.subject
