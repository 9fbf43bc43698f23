"""A verb and the slots around it: objects, partners, agents, places."""

from __future__ import annotations

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.layers import MOST_PLACES
from tracker.parsing.happenings.scene import Scene, Seat
from tracker.parsing.happenings.told_by_nouns.words import noun_words
from tracker.parsing.happenings.told_by_verbs.words import FrameWords, VerbRule
from tracker.parsing.places.find import PlaceMention
from tracker.parsing.places.localities import Locality


class Frame:
    """One verb that tells a happening, and its clause."""

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
        self.is_reflexive = self.clause.holds(words.reflexive, self.lower)
        self.conveyance = ""


def objects(frame: Frame, *, places: bool = True) -> list[Actor]:
    found: list[Actor] = []
    for group in frame.slots.objects:
        if set(group.cases) == {"n"}:
            continue
        for mention in group.mentions:
            if mention.kind == "place" or (mention.kind == "state" and not places and "no_state" in frame.rule.needs):
                continue
            found.extend(frame.scene.cast.meant_by(mention))
    if (
        not found
        and frame.clause.kind == "relative"
        and frame.clause.introducer is not None
        and frame.slots.subject is not None
    ) and frame.lower[frame.clause.introducer] in frame.scene.syntax.object_relatives:
        previous = frame.lower[frame.clause.introducer - 1]
        if previous not in frame.words.partner:
            found.extend(frame.scene.antecedent(frame.seat))
    return list({a.number: a for a in found}.values())


def partners_with(frame: Frame) -> tuple[Actor, ...]:
    found: list[Actor] = []
    behind = noun_words(frame.scene.pack).between if "between" in frame.rule.needs else frame.words.partner
    for group in frame.slots.governed:
        if group.preposition in behind:
            found.extend(frame.scene.cast.parties_of(group))
    introducer = frame.clause.introducer
    if (
        frame.clause.kind == "relative"
        and introducer is not None
        and frame.lower[introducer - 1] in frame.words.partner
    ):
        found.extend(frame.scene.antecedent(frame.seat))
    return tuple({a.number: a for a in found}.values())


def companions(frame: Frame) -> tuple[Actor, ...]:
    """Who goes along: "gemeinsam mit der Ministerin", "in Begleitung von Minister X"."""
    found: list[Actor] = []
    for group in frame.slots.governed:
        at = group.mentions[0].preposition
        if at is None or at <= frame.own[0]:
            continue
        beside = group.preposition in frame.words.partner and frame.lower[at - 1] in frame.scene.syntax.together
        led = group.preposition in frame.words.agent and frame.lower[at - 1] in frame.scene.syntax.company
        if beside or led:
            found.extend(a for a in frame.scene.cast.of_group(group) if a.kind == "person")
    return tuple(found)


def agents(frame: Frame) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for group in frame.slots.governed:
        if group.preposition in frame.words.agent:
            found.extend(a for a in frame.scene.cast.of_group(group) if a.kind != "place")
    return tuple({a.number: a for a in found}.values())


def inviter_of(frame: Frame) -> Actor | None:
    """ "auf Einladung des Präsidenten": who invited."""
    for i in frame.own:
        if frame.lower[i] in frame.words.invitation:
            for group in frame.scene.lines[frame.seat.line].groups:
                if group.first in (i + 1, i + 2):
                    actors = frame.scene.cast.of_group(group)
                    return actors[0] if actors else None
    return None


def chair_of(frame: Frame) -> Actor | None:
    """ "unter Vorsitz von X", "unter X' Leitung": who presides."""
    line = frame.scene.lines[frame.seat.line]
    for i in frame.own:
        if frame.lower[i] not in frame.words.chair or _leads_delegation(frame, i):
            continue
        for group in line.groups:
            start = group.mentions[0].preposition if group.mentions[0].preposition is not None else group.first
            if start in (i + 1, i + 2) or group.last == i:
                actors = frame.scene.cast.of_group(group)
                if actors and actors[0].kind == "person":
                    return actors[0]
    return None


def _leads_delegation(frame: Frame, i: int) -> bool:
    """Whether it is a delegation right before that somebody leads: "eine Delegation unter Führung von X"."""
    before = next((j for j in (i - 1, i - 2) if frame.lower[j] in frame.words.chair_prepositions), None)
    return before is not None and any(m.last == before for m in frame.scene.lines[frame.seat.line].mentions)


def places_behind(frame: Frame, prepositions: frozenset[str]) -> list[Locality]:
    """Places behind one of the prepositions that hang on the verb, narrow before wide.

    A place right behind a noun that tells a happening ("von der Reise in den Libanon nach Rom zurück") hangs on that
    noun where the verb has another one.
    """
    found: list[Locality] = []
    borrowed: list[Locality] = []
    for place, locality in frame.scene.places(frame.seat):
        hangs = (place.kind == "there" and _points_to(frame, place, prepositions)) or (
            place.preposition in prepositions and not is_attribute(frame, place)
        )
        if (
            frame.rule.shape in ("travel", "onward")
            and place.preposition in frame.scene.syntax.inside
            and _is_bare(frame, place)
            and not _for_stay(frame, place)
        ):
            continue  # "in Rom" says where, no goal of a journey
        if not hangs or locality.key in {p.key for p in (*found, *borrowed)}:
            continue
        if not _behind_happening(frame, place):
            found.append(locality)
        elif not _comes_from(frame, place):
            borrowed.append(locality)
    return narrowed(frame, found or borrowed)


def _for_stay(frame: Frame, place: PlaceMention) -> bool:
    """Whether a place is that of the stay for which somebody travels: "reiste zu einem Besuch in Rom"."""
    near = frame.lower[max(frame.own[0], place.at - 4) : place.at - 1]
    return _behind_happening(frame, place) and not frame.scene.syntax.purpose.isdisjoint(near)


def _points_to(frame: Frame, place: PlaceMention, prepositions: frozenset[str]) -> bool:
    """Whether "dort" may stand for a place behind one of the prepositions: "von dort" only for an origin."""
    before = frame.lower[place.first - 1] if place.first > frame.own[0] else ""
    return before not in frame.scene.syntax.coming_from or before in prepositions


def _is_bare(frame: Frame, place: PlaceMention) -> bool:
    """Whether a name without article stands right behind its preposition."""
    return place.kind == "named" and frame.scene.tokens.words[place.at + 1][0].isupper()


def _behind_happening(frame: Frame, place: PlaceMention) -> bool:
    before = place.at - 1
    if place.kind == "there" or before not in frame.own or not frame.scene.tokens.words[before][0].isupper():
        return False
    match = noun_words(frame.scene.pack).rules[frame.lower[before]]
    return match is not None and not match[0].base  # "von einer Asienreise nach Rom zurück": that one has its goal


def _comes_from(frame: Frame, place: PlaceMention) -> bool:
    """Whether the noun before a place is where somebody comes from: "ist von der Reise nach Wien zurückgekehrt"."""
    return any(word in frame.words.origin for word in frame.lower[max(frame.own[0], place.at - 4) : place.at - 1])


def narrowed(frame: Frame, found: list[Locality]) -> list[Locality]:
    """Without the states that a narrower place of the list lies in."""
    countries = {p.country for p in found if not p.is_state}
    return [p for p in found if not (p.is_state and p.country in countries)]


def is_attribute(frame: Frame, place: PlaceMention) -> bool:
    """Whether the place hangs on the noun before it ("die Villa bei Belgrad", "Krieg in der Ukraine")."""
    before = place.at - 1
    if before not in frame.own or place.preposition not in frame.words.venue:
        return False
    if frame.lower[before] in frame.scene.syntax.place_joiners:  # "Angriffe in X und in Y"
        earlier = (p for p, _ in frame.scene.places(frame.seat) if p.last == before)
        return any(is_attribute(frame, other) for other in earlier)
    word = frame.scene.tokens.words[before]
    if not word[0].isalpha() or not frame.scene.is_noun(before) or before == frame.own[0]:
        return False
    if before in mention_tokens(frame) or any(t.first <= before < t.last for t in frame.scene.times(frame.seat)):
        return False
    return not frame.clause.lemma or frame.lower[before] in frame.scene.abstract or _is_matter(frame, before)


def _is_matter(frame: Frame, noun: int) -> bool:
    """Whether a noun is what is spoken about: "sprachen über die neuen Angriffe in X" tells no venue."""
    words = frame.scene.tokens.words
    for i in range(noun - 1, max(frame.own[0], noun - _MATTER) - 1, -1):
        if frame.lower[i] in frame.scene.syntax.about_prepositions:
            return True
        if not words[i][0].islower():
            return False
    return False


_MATTER = 5
"""Tokens before a noun among which the preposition that governs it is looked for."""


def mention_tokens(frame: Frame) -> frozenset[int]:
    return frame.scene.mention_tokens(frame.seat.line)


def places_as_object(frame: Frame) -> list[Locality]:
    """The places that are the object, joined ones together: "besuchte Paris und Lyon"."""
    first = place_as_object(frame)
    found: list[Locality] = [first] if first is not None else []
    for place, locality in frame.scene.places(frame.seat):
        joined = bool(found) and place.first == found[-1].last + 1 and not place.preposition and not place.genitive
        if joined and frame.lower[found[-1].last] in frame.scene.syntax.place_joiners and len(found) < MOST_PLACES:
            found.append(locality)
    return found


def place_as_object(frame: Frame) -> Locality | None:
    """The place that is the object: "besuchte Paris", "die Stadt, die er besuchte"."""
    subject = frame.slots.subject if not frame.conveyance else None  # "der Zug des Königs hat Oslo verlassen"
    for place, locality in frame.scene.places(frame.seat):
        if place.preposition or place.genitive or place.kind == "there":
            continue
        if subject is not None and subject.first <= place.first < subject.last:
            continue
        return locality
    introducer = frame.clause.introducer
    if (
        frame.clause.kind == "relative"
        and introducer is not None
        and frame.lower[introducer] in frame.scene.syntax.accusative_relatives
    ):
        before = [p for p in frame.scene.lines[frame.seat.line].places if p.last <= frame.clause.first]
        if before and frame.clause.first - before[-1].last <= 2:
            return frame.scene.locality(before[-1])
    return None


def place_as_subject(frame: Frame) -> Locality | None:
    for place, locality in frame.scene.places(frame.seat):
        if not place.preposition and not place.genitive:
            return locality
    return None


def venue_of(frame: Frame) -> Locality | None:
    places = places_behind(frame, frame.words.venue)
    if places:
        narrow = [p for p in places if not p.is_state]
        return (narrow or places)[0]
    if points_back(frame):
        return frame.scene.antecedent_place(frame.seat)
    parent = frame.scene.parent(frame.seat)
    if frame.clause.kind == "infinitive" and parent is not None:
        upper = [
            loc
            for place, loc in frame.scene.places(parent)
            if place.preposition in frame.words.venue | frame.words.goal
        ]
        return upper[-1] if upper else None
    return None


def points_back(frame: Frame) -> bool:
    return (
        frame.clause.introducer is not None
        and frame.lower[frame.clause.introducer] in frame.scene.syntax.relative_places
    )


def summoned_to(frame: Frame) -> tuple[Actor, ...]:
    """The body to which somebody is summoned: "wurde ins Außenministerium einbestellt"."""
    if frame.clause.lemma not in frame.scene.syntax.summoning_verbs:
        return ()
    found = [g for g in frame.slots.governed if g.preposition in frame.scene.syntax.into_bodies]
    return tuple(a for g in found for a in frame.scene.cast.of_group(g) if a.kind in ("organisation", "state"))
