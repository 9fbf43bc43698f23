"""Read visits from invitations: offered, accepted, declined ("nahm eine Einladung des Königs nach Oslo an")."""

from __future__ import annotations

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.layers import Group
from tracker.parsing.happenings.scene import Draft
from tracker.parsing.happenings.told_by_nouns.drafts import finished
from tracker.parsing.happenings.told_by_nouns.places import narrowed, state_of
from tracker.parsing.happenings.told_by_nouns.surroundings import Noun, start_of, subject_of
from tracker.parsing.places.localities import Locality


def invitation_of(noun: Noun) -> Draft | None:
    """The visit that somebody is invited to; None where guest or place are not told."""
    syntax, lemma = noun.scene.syntax, noun.clause.lemma
    if noun.preposition:
        return None  # "auf Einladung des Königs": the verb tells the visit
    subject = [a for a in subject_of(noun) if a.kind in ("person", "state", "organisation")]
    inviters, guests = [a for a in noun.tail.owners if a.kind != "source"], _addressed(noun)
    if lemma in syntax.answering_verbs | syntax.receiving_verbs:
        guests = guests or [a for a in subject if a not in inviters]
    elif not inviters:
        inviters = [a for a in subject if a not in guests]
    guests = [a for a in guests if a.kind == "person" and a.official and a not in inviters]
    place = _goal(noun, inviters)
    if not guests or place is None:
        return None
    parties = [(a, "traveller") for a in guests] + [(a, "inviter") for a in inviters]
    draft = finished(noun, "visit", parties, place, None)
    if lemma not in syntax.answering_verbs:
        draft.status, draft.weak = "unconfirmed", False
    return draft


def _addressed(noun: Noun) -> list[Actor]:
    """Whom it is sent to: "eine Einladung an Ministerin X"."""
    groups = [g for g in noun.line.groups if g.preposition in noun.scene.syntax.addressing and _behind(noun, g)]
    return [a for g in groups for a in noun.scene.cast.of_group(g)]


def _behind(noun: Noun, group: Group) -> bool:
    return start_of(noun, group) in (noun.i + 1, noun.tail.last)


def _goal(noun: Noun, inviters: list[Actor]) -> Locality | None:
    """Where it leads: a place behind a preposition of goal, else the state of whoever invites."""
    told = [
        loc
        for place, loc in noun.scene.places(noun.seat)
        if place.preposition in noun.scene.syntax.journey_goals and place.at >= noun.i
    ]
    if told:
        return (narrowed(noun, told) or told)[0]
    return next((state for a in inviters if (state := state_of(noun, a)) is not None), None)
