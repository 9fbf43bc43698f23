"""Read meetings from nouns: "nach Gesprächen mit dem Emir", "der EU-Gipfel"."""

from __future__ import annotations

from dataclasses import replace

from tracker.parsing.cast.actors import Actor, without_crowds
from tracker.parsing.happenings.scene import Draft, Seat
from tracker.parsing.happenings.status import decide, signs_of
from tracker.parsing.happenings.told_by_nouns.drafts import finished
from tracker.parsing.happenings.told_by_nouns.names import event_name
from tracker.parsing.happenings.told_by_nouns.parties import (
    each_once,
    fronts_of,
    on_schedule_of,
    owners_of,
    printed_front,
    subject_joins,
)
from tracker.parsing.happenings.told_by_nouns.places import told_as_site, venue_of
from tracker.parsing.happenings.told_by_nouns.surroundings import Noun, predicates, subject_of
from tracker.parsing.happenings.told_by_verbs.drafts import clause_time
from tracker.parsing.packs.world import Entry
from tracker.parsing.places.localities import Locality


def meetings_of(noun: Noun) -> list[Draft]:
    """The meeting of a noun, and those with partners told apart behind it."""
    first = meeting_of(noun)
    if first is None or first.anaphoric:
        return [] if first is None else [first]
    same = [(a, role) for a, role in first.parties if a not in noun.tail.partners]
    return [
        first,
        *(
            replace(
                first,
                parties=[*same, *((a, "participant") for a in actors)],
                place=place or first.place,
                spans=list(first.spans),
                topics=[],
                why=dict(first.why),
            )
            for actors, place in noun.tail.further
        ),
    ]


def meeting_of(noun: Noun) -> Draft | None:
    entries, _fronts, people = fronts_of(noun)
    parties: list[tuple[Actor, str]] = [(a, "participant") for a in noun.tail.between]
    owners = owners_of(noun)
    for actor in [*owners, *people]:
        if actor not in [a for a, _ in parties]:
            parties.append((actor, "participant"))
    subject = subject_of(noun) or on_schedule_of(noun)
    joins = subject_joins(noun, owners)
    if noun.tail.partners:
        if not owners and not noun.tail.between and joins:
            parties.extend((a, "participant") for a in subject if a not in noun.tail.partners)
        parties.extend((a, "participant") for a in noun.tail.partners)
    if (
        not parties
        and not entries
        and joins
        and (len(subject) > 1 or any(a.plural or a.kind == "organisation" for a in subject))
    ):
        parties.extend((a, "participant") for a in subject)
    if not parties and not noun.definite and (addressed := addressed_in(noun)) and subject:
        parties.extend((a, "participant") for a in (*subject, *addressed))
    alone = noun.tail.partners or (noun.tail.owners if noun.tail.by_agent else [])
    free = noun.tail.by_agent or not noun.definite
    if alone and free and len(parties) == len(alone) and noun.scene.slots(noun.seat).subject is None:
        # "Geplant ist ein Treffen mit X": of the one whom the text has just spoken of
        last = noun.scene.cast.of_possessive(noun.seat.line, plural=False)
        parties[:0] = [(a, "participant") for a in last if a.official and a not in alone]
    bodies = [e for e in entries if e.kind in ("organisation", "state")]
    if len(entries) < 2:
        bodies = [e for e in bodies if e.kind == "organisation"]  # "Kosovo-Konferenz": a topic, no party
    if noun.rule.gathering or bodies:
        parties[:0] = [(noun.scene.cast.body(e, printed_front(noun, e)), "participant") for e in bodies]
    if noun.rule.gathering and joins and not noun.tail.partners:
        parties.extend(
            (a, "participant")
            for a in subject
            if a not in [x for x, _ in parties] and ((a.official and a.kind == "person") or (a.plural and a.high))
        )
    if joins and owners and all(a.plural or a.kind == "organisation" for a in owners):
        parties.extend((a, "participant") for a in subject if a.official and a.kind == "person")
    attended = None
    if not parties and not noun.preposition and noun.clause.lemma in noun.words.event_verbs:
        attended = attended_by(noun)
    if attended is not None:
        parties.extend((a, "participant") for a in noun.scene.subject(attended)[1])
    parties = without_crowds(each_once(noun, parties))
    actors = [a for a, _ in parties]
    place, hedge = told_as_site(noun) or (venue_of(noun), "")
    if not stands_alone(noun, actors, bodies, place):
        if actors and not (noun.definite or noun.rule.gathering):
            return None
        if not noun.definite or (noun.rule.soft and noun.preposition in noun.scene.syntax.inside and not actors):
            return None
        draft = finished(noun, "summit", parties, place, None)
        draft.place_hedge = hedge
        draft.anaphoric = True
        if noun.preposition and noun.clause.lemma in noun.scene.syntax.attending_verbs and not noun.clause.negated:
            present = [a for a in subject if a.official and a not in actors]
            draft.parties.extend((a, "participant") for a in present)
            draft.joining = bool(present)
        draft.again = any(a.startswith(noun.scene.syntax.again_stems) for a in noun.adjectives) or (
            draft.status == "planned" and noun.clause.lemma in noun.scene.syntax.resuming_verbs
        )
        draft.gathering = noun.rule.gathering
        return draft
    draft = finished(noun, "summit", parties, place, None)
    draft.place_hedge = hedge
    if attended is not None:
        draft.spans.append(noun.scene.span(attended))
    draft.gathering = noun.rule.gathering
    generic = all(a.plural and a.kind == "source" and a.country is None for a in actors)
    pointing = noun.lower[noun.first - 1] in noun.scene.syntax.demonstratives if noun.first > 0 else False
    draft.anaphoric = draft.lasting = (noun.definite and generic) or pointing or predicates(noun)
    completed_by_relative(noun, draft)
    if noun.rule.gathering or len(actors) < 2:
        draft.name = event_name(noun)
    return draft


def attended_by(noun: Noun) -> Seat | None:
    """The clause of the next sentence that tells who takes part: "daran nehmen … teil", "am Tisch sitzen …"."""
    syntax, after = noun.scene.syntax, noun.line.index + 1
    if after >= len(noun.scene.lines):
        return None
    for number, clause in enumerate(noun.scene.lines[after].clauses):
        if clause.lemma in syntax.attending_verbs and clause.kind == "main" and not clause.negated:
            return Seat(after, number) if clause.holds(syntax.at_gathering, noun.lower) else None
    return None


def addressed_in(noun: Noun) -> list[Actor]:
    """Who is given or offered something in the clause and so meets its subject.

    "bot dem Emir ein Treffen an", "überreichte dem König bei einem Gespräch einen Brief".
    """
    syntax = noun.scene.syntax
    offered = not noun.preposition and noun.clause.lemma in syntax.offering_verbs
    if not offered and noun.preposition not in syntax.handing_prepositions:
        return []
    dative = [g for g in noun.scene.slots(noun.seat).objects if set(g.cases) == {"d"}]
    return [a for g in dative for a in noun.scene.cast.of_group(g) if a.kind == "person" and a.official]


def completed_by_relative(noun: Noun, draft: Draft) -> None:
    """Take place and time from a relative clause that says when it takes place: "…, das am Montag in Rom beginnt"."""
    for number, clause in enumerate(noun.line.clauses):
        if clause.kind != "relative" or clause.lemma not in noun.words.event_verbs or clause.first < noun.i:
            continue
        if clause.parent != noun.seat.clause:
            continue
        seat = Seat(noun.line.index, number)
        time = clause_time(noun.scene, seat)
        if time is not None and noun.tail.when is None and time.edtf:
            draft.when = time
            draft.because("when", time.start, time.end)
        places = [loc for p, loc in noun.scene.places(seat) if p.preposition in noun.frames.venue]
        if places and draft.place is None:
            draft.place = places[0]
            draft.because("place", *noun.scene.chars(places[0].first, places[0].last))
        if draft.weak:
            status, _ = decide(signs_of(noun.scene, seat, noun.frames.status), noun.frames.status)
            draft.status = status or draft.status
        if (time is not None or places) and noun.scene.span(seat) not in draft.spans:
            draft.spans.append(noun.scene.span(seat))
        return


def stands_alone(noun: Noun, actors: list[Actor], bodies: list[Entry], place: Locality | None) -> bool:
    """Whether the noun tells a meeting of its own: parties of two sides, or a gathering with a name."""
    if noun.rule.soft and place is None and actors and all(a.is_crowd for a in actors):
        return False
    countries = {a.country for a in actors}
    official = any(a.official or a.kind == "organisation" for a in actors)
    several = len(actors) >= 2 or any(a.plural for a in actors)
    domestic = len(actors) >= 2 and len(countries) == 1 and None not in countries and not any(a.in_arms for a in actors)
    if domestic and not any(a.kind == "organisation" for a in actors):
        return False
    if several and official and (not domestic):
        known = [a for a in actors if a.official or a.plural or negotiates(a)]
        return len(known) >= (2 if len(actors) >= 2 else 1)
    if noun.rule.gathering:
        if any(e.kind == "organisation" and e.subkind == "igo" for e in bodies):
            return True
        group = any(a.plural and a.high for a in actors)
        if noun.rule.weak:
            return bool(actors) and official and place is not None and (group or not noun.rule.soft) and is_proper(noun)
        return group or (official and bool(actors) and place is not None)
    return False


def negotiates(actor: Actor) -> bool:
    """Whether a body meets others for a side: one of a state or of several, one in arms, a movement without a state."""
    if actor.kind != "organisation" or actor.entry is None:
        return False
    if actor.entry.subkind == "party":
        return not actor.entry.country
    return actor.entry.subkind in ("igo", "government", "armed", "ministry", "parliament")


def is_proper(noun: Noun) -> bool:
    """Whether a weak gathering ("Konferenz") has a front or an attribute that makes it one of states."""
    named = noun.lower[noun.i] not in noun.scene.syntax.bare_gatherings
    return named or any(a.endswith(noun.scene.syntax.national_adjective_endings) for a in noun.adjectives)
