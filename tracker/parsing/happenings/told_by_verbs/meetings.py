"""Read meetings from verbs: who meets whom, under whose chair, where."""

from __future__ import annotations

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.scene import Draft
from tracker.parsing.happenings.status import dated
from tracker.parsing.happenings.told_by_verbs.drafts import (
    draft_of,
    status_of,
    time_of,
    trigger_of,
)
from tracker.parsing.happenings.told_by_verbs.slots import (
    Frame,
    agents,
    chair_of,
    companions,
    objects,
    partners_with,
    places_behind,
    summoned_to,
    venue_of,
)
from tracker.parsing.places.localities import Locality


def meeting(frame: Frame, shape: str) -> list[Draft]:
    needs = frame.rule.needs
    if frame.is_reflexive and frame.clause.lemma in frame.scene.syntax.speaking_out_verbs:
        return []  # "sprach sich für … aus"
    subject = capitals(frame) or tuple(a for a in frame.subject if a.kind != "place")
    partners: tuple[Actor, ...] = ()
    accompanied = partners_with(frame)
    beside = companions(frame)
    if beside and subject and any(a not in beside for a in accompanied):  # "zusammen mit X sprach sie mit Y"
        subject = tuple(dict.fromkeys((*subject, *beside)))
        accompanied = tuple(a for a in accompanied if a not in beside)
    role_subject, role_partner = "participant", "participant"
    if shape == "meet":
        if frame.is_reflexive:
            partners = accompanied
            if frame.clause.kind == "infinitive" and not partners:
                return []
        elif frame.clause.passive:
            partners = agents(frame) or summoned_to(frame)
        else:
            partners = tuple(a for a in objects(frame, places=False) if a not in subject)
            if not partners and each_other(frame):
                partners = accompanied
            elif not partners:
                partners = ()
    elif shape == "host":
        if frame.clause.passive and not to_come(frame):
            partners, subject = subject, agents(frame)
        else:
            partners = tuple(a for a in objects(frame, places=False) if a not in subject)
        role_subject = "host"
    elif shape == "with":
        partners = accompanied
    elif shape == "encounter":
        partners = agents(frame) if frame.clause.passive else tuple(a for a in objects(frame) if a not in subject)
        partners = partners or accompanied
    partners = tuple(a for a in partners if meets(frame, a) and a not in subject)
    subject = tuple(a for a in subject if meets(frame, a))
    collective = len(subject) > 1 or any(a.plural or a.kind == "organisation" for a in subject)
    if not partners:
        gathers = (
            shape in ("with", "encounter") and collective and ("parties" in needs or talk_together(frame, subject))
        )
        reciprocal = shape in ("meet", "host") and frame.is_reflexive and collective
        if not (gathers or reciprocal):
            return []
        if "person" in needs and (len(subject) > 1 or all(a.plural for a in subject)):
            subject, partners = subject[:1], subject[1:] or subject
    if shape == "with" and partners and frame.clause.lemma in frame.scene.syntax.speaking_verbs and not subject:
        return []
    parties = [(a, role_subject) for a in subject] + [(a, role_partner) for a in partners]
    chair = chair_of(frame)
    if chair is not None:
        parties = [(chair, "chair"), *((a, role) for a, role in parties if a is not chair)]
    place = venue_of(frame)
    if not is_diplomatic(frame, [a for a, _ in parties], place, partners):
        return []
    status, rule, weak = status_of(frame)
    when = time_of(frame)
    status = dated(status, when, frame.scene, weak=weak)
    places = (
        places_behind(frame, frame.words.venue)
        if place is None
        else [place, *[p for p in places_behind(frame, frame.words.venue) if p.key != place.key]]
    )
    told_apart = circles(frame, shape, subject, partners)
    return [
        draft_of(frame, "summit", circle or parties, own or p, None, status, rule, when, weak=weak)
        for circle, own in told_apart or [([], None)]
        for p in separate(frame, places)
    ]


def capitals(frame: Frame) -> tuple[Actor, ...]:
    """The states that a subject of several capitals stands for: "Moskau und Kiew verhandelten"."""
    group = frame.slots.subject
    if group is None or len(group.mentions) < 2 or any(m.kind not in ("place", "state") for m in group.mentions):
        return ()
    return frame.scene.cast.parties_of(group)


def talk_together(frame: Frame, subject: tuple[Actor, ...]) -> bool:
    """Whether people of several states speak with each other: "X und Y sprachen in Bern über Fischerei"."""
    if "mutual" not in frame.rule.needs:
        return False
    if len({a.country for a in subject}) < 2:
        return False
    if frame.clause.lemma not in frame.scene.syntax.speaking_verbs or each_other(frame):
        return True
    return any(frame.lower[i] in frame.scene.syntax.about_prepositions for i in frame.own)


def circles(
    frame: Frame, shape: str, subject: tuple[Actor, ...], partners: tuple[Actor, ...]
) -> list[tuple[list[tuple[Actor, str]], Locality | None]]:
    """Partners told one after the other, each behind a preposition of his own, are met one after the other.

    Each may have a place right before him: "in Rom mit X und in Bern mit Y".
    """
    if shape not in ("with", "meet", "encounter") or len(partners) < 2 or not subject:
        return []
    groups = [g for g in frame.slots.governed if g.preposition in frame.words.partner]
    met = [(g, [a for a in frame.scene.cast.of_group(g) if a in partners]) for g in groups]
    met = [(g, circle) for g, circle in met if circle]
    if len(met) < 2:
        return []
    before = {
        place.last: loc for place, loc in frame.scene.places(frame.seat) if place.preposition in frame.words.venue
    }
    return [
        ([(a, "participant") for a in (*subject, *circle)], before.get(g.mentions[0].preposition or g.first))
        for g, circle in met
    ]


def separate(frame: Frame, places: list[Locality]) -> list[Locality | None]:
    """Several venues told by "mal … mal …" are several meetings; else the most specific one counts."""
    if not places:
        return [None]
    times = sum(1 for i in frame.own if frame.lower[i] in frame.scene.syntax.by_turns)
    if times > 1 and len(places) > 1:
        return list(places)
    narrow = [p for p in places if not p.is_state]
    return [(narrow or places)[0]]


def to_come(frame: Frame) -> bool:
    """Whether a participle that looks like the infinitive is one: "wird am Dienstag den König empfangen"."""
    if frame.lower[trigger_of(frame)] != frame.clause.lemma or agents(frame):
        return False
    return any(a.kind == "person" and a not in frame.subject for a in objects(frame, places=False))


def meets(frame: Frame, actor: Actor) -> bool:
    if actor.kind in ("person", "state", "organisation"):
        return True
    return actor.plural and actor.high


def each_other(frame: Frame) -> bool:
    return any(frame.lower[i] in frame.scene.syntax.each_other for i in frame.own)


def is_anybody(actor: Actor) -> bool:
    """Whether somebody is known by a mere description, without name, office and state ("Vertreter der Kirchen")."""
    return (
        actor.kind == "person"
        and not (actor.official or actor.former or actor.categories or actor.country)
        and (actor.name[:1].islower() or " " not in actor.name)
    )


def is_diplomatic(frame: Frame, parties: list[Actor], place: Locality | None, partners: tuple[Actor, ...]) -> bool:
    needs = frame.rule.needs
    persons = [a for a in parties if a.kind == "person"]
    summoned = frame.clause.lemma in frame.scene.syntax.summoning_verbs
    if "person" in needs and not summoned and not (partners and all(a.kind == "person" or a.plural for a in partners)):
        return False
    if not any(a.official for a in parties):
        return False
    if partners and all(is_anybody(a) for a in partners):
        return False
    if "both_official" in needs and not all(a.official or a.kind == "organisation" for a in parties):
        return False
    if "foreign" in needs and len({a.country for a in parties}) < 2:
        return False
    if "place" in needs and place is None and not places_behind(frame, frame.words.venue):
        return False
    countries = {a.country for a in parties if a.country}
    if "place_or_foreign" in needs and len(countries) < 2 and (place is None or place.country in countries):
        return False
    inside = all(a.kind == "person" and a.country and not a.in_arms for a in parties)
    if len(parties) >= 2 and len(countries) == 1 and inside:
        return False  # talks inside one state
    if parties and all(a.kind == "state" for a in parties) and "parties" not in needs and not persons:
        return frame.clause.lemma in frame.scene.syntax.meeting_verbs
    return True
