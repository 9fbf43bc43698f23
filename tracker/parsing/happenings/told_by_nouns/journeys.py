"""Read journeys and stays from nouns: "der Besuch des Königs in Oslo"."""

from __future__ import annotations

from dataclasses import replace

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.scene import Draft
from tracker.parsing.happenings.told_by_nouns.drafts import finished
from tracker.parsing.happenings.told_by_nouns.parties import (
    beside_comma,
    fronts_of,
    inviter_of,
    on_schedule_of,
    owners_of,
)
from tracker.parsing.happenings.told_by_nouns.places import narrowed, place_of_clause, state_of
from tracker.parsing.happenings.told_by_nouns.surroundings import Noun, predicates, subject_of
from tracker.parsing.happenings.told_by_verbs.journeys import at_home
from tracker.parsing.places.localities import Locality


def journeys_of(noun: Noun) -> list[Draft]:
    """The journeys or stays of one noun, one for each of the places that are joined: "in Riga und Tallinn"."""
    first = journey_of(noun)
    if first is None:
        return []
    further = noun.tail.joined or given_to(noun)[1:]
    if first.place is None or first.anaphoric:
        return [first]
    return [
        first,
        *(replace(first, place=place, why=dict(first.why)) for place in further if place.key != first.place.key),
    ]


def given_to(noun: Noun) -> list[Locality]:
    """The places in the dative to which a visit is paid: "stattet Mali und Togo einen Besuch ab"."""
    if noun.preposition or noun.clause.lemma not in noun.scene.syntax.giving_verbs:
        return []
    return [
        loc for p, loc in noun.scene.places(noun.seat) if not p.preposition and not p.genitive and p.last < noun.first
    ]


def journey_of(noun: Noun) -> Draft | None:
    if noun.tail.any_owner and predicates(noun):
        return pointer(noun, [])  # "es ist der erste Besuch eines Präsidenten in Riga"
    _entries, fronts, people = fronts_of(noun)
    travellers = [a for a in owners_of(noun) if a.kind in ("person", "organisation") or (a.plural and a.high)]
    travellers = travellers or people
    subject = beside_comma(noun) or subject_of(noun)
    if not travellers and (
        noun.clause.lemma in noun.words.subject_verbs
        or noun.preposition in noun.frames.status.held | noun.scene.syntax.purpose_of_visit
        or (noun.preposition in noun.scene.syntax.coming_from and noun.clause.lemma in noun.frames.verbs)
    ):
        travellers = [a for a in subject if a.kind == "person" or (a.plural and a.high)]
        if noun.clause.passive and noun.clause.lemma not in noun.scene.syntax.expecting_verbs:
            travellers = []
    if not travellers and noun.rule.event == "visit":
        travellers = [a for a in on_schedule_of(noun) if a.kind == "person"]
    if not travellers and noun.rule.returning and noun.definite and not noun.preposition and noun.tail.places:
        travellers = [a for a in noun.scene.cast.of_possessive(noun.seat.line, plural=False) if a.official]
    hosts = [a for a in noun.tail.hosts if a.kind == "person" and a not in travellers]
    goals = [
        loc
        for prep, loc in noun.tail.places
        if prep in noun.frames.goal | noun.frames.venue | noun.scene.syntax.journey_through
        or noun.rule.event == "visit"
    ]
    if noun.rule.base and noun.preposition in noun.scene.syntax.coming_from:
        goals = []  # "von einer Asienreise nach Rom zurück": the verb has the place
    goals = narrowed(noun, goals) or fronts
    event = noun.rule.event
    if event == "departure" and not goals and noun.tail.origin is None and not sets_out(noun):
        return pointer(noun, travellers)
    if (
        event == "departure"
        and goals
        and not any(prep in noun.scene.syntax.journey_goals for prep, _ in noun.tail.places)
    ):
        event = "visit"
    starting = [loc for prep, loc in noun.tail.places if prep in noun.frames.venue]
    if (
        event == "departure"
        and sets_out(noun)
        and starting
        and not any(p in noun.scene.syntax.towards for p, _ in noun.tail.places)
    ):
        noun.tail.origin, goals = starting[0], []  # "der Abflug in London"
    place = goals[0] if goals else None
    if place is None and noun.clause.lemma in noun.scene.syntax.leading_verbs and not noun.preposition:
        return pointer(noun, travellers)  # the verb tells where the journey leads
    if place is None and event in ("visit", "arrival"):
        place = next(iter(given_to(noun)), None) or place_of_clause(noun)
    if place is None and hosts and hosts[0].country:
        place = state_of(noun, hosts[0])
    if place is None and event == "visit":
        place = next((state for a in awaiting(noun, travellers) if (state := state_of(noun, a)) is not None), None)
    travellers = [a for a in travellers if a.kind != "state"]
    if not travellers or (place is None and event in ("visit", "arrival")):
        return pointer(noun, travellers)
    if event == "visit" and place is not None and at_home(tuple(travellers), [place]) and not hosts:
        return None
    travellers = [a for a in travellers if a.official or a.former or a.categories - {"other", "chief", "spokesperson"}]
    if not travellers:
        return None
    if (
        event == "departure"
        and place is None
        and noun.tail.origin is None
        and not noun.rule.on_way
        and not sets_out(noun)
    ):
        return pointer(noun, travellers)
    parties = [(a, "traveller") for a in travellers] + [(a, "host") for a in hosts]
    inviter = inviter_of(noun)
    if inviter is not None and inviter not in travellers:
        parties.append((inviter, "inviter"))
    draft = finished(noun, event, parties, place, noun.tail.origin)
    if noun.rule.returning and draft.status == "planned":
        draft.event = "departure"
    return draft


def awaiting(noun: Noun, travellers: list[Actor]) -> list[Actor]:
    """Who of another state calls off, announces or awaits the visit: it leads to that state."""
    syntax = noun.scene.syntax
    if noun.preposition or noun.clause.lemma not in syntax.calling_off_verbs | syntax.awaiting_verbs:
        return []
    countries = {a.country for a in travellers}
    return [a for a in subject_of(noun) if a.country and None not in countries and a.country not in countries]


def sets_out(noun: Noun) -> bool:
    return noun.lower[noun.i].startswith(noun.scene.syntax.away_prefix) and noun.rule.event == "departure"


def pointer(noun: Noun, travellers: list[Actor]) -> Draft | None:
    """ "der Besuch", "die Reise": no happening of its own, but more of one told before."""
    if not noun.definite and not noun.possessive:
        return None
    draft = finished(noun, noun.rule.event, [(a, "traveller") for a in travellers], None, None)
    draft.anaphoric = True
    draft.lasting = noun.possessive and bool(travellers) and draft.event == "departure" and draft.status == "cancelled"
    return draft
