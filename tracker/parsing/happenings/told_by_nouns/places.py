"""Where a happening that a noun tells takes place."""

from __future__ import annotations

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.told_by_nouns.surroundings import Noun
from tracker.parsing.places.localities import Locality


def narrowed(noun: Noun, places: list[Locality]) -> list[Locality]:
    countries = {p.country for p in places if not p.is_state}
    return [p for p in places if not (p.is_state and p.country in countries)]


def state_of(noun: Noun, actor: Actor) -> Locality | None:
    """The state that somebody acts for, as a place."""
    state = noun.scene.cast.world.states.get(actor.country) if actor.country else None
    return Locality(state.name, actor.country, state, noun.i, noun.i + 1) if state is not None else None


def place_of_clause(noun: Noun) -> Locality | None:
    found = [
        (p, loc)
        for p, loc in noun.scene.places(noun.seat)
        if p.preposition in noun.frames.venue | noun.frames.goal and not p.genitive
    ]
    if (
        not found
        and noun.clause.introducer is not None
        and noun.lower[noun.clause.introducer] in noun.scene.syntax.where
    ):
        return noun.scene.antecedent_place(noun.seat)
    there = [loc for p, loc in noun.scene.places(noun.seat) if p.kind == "there"]
    wide = [loc for _, loc in found]
    narrow = [loc for loc in wide if not loc.is_state]
    return next(iter(narrow or wide or there), None)


def venue_of(noun: Noun) -> Locality | None:
    places = [loc for prep, loc in noun.tail.places if prep in noun.frames.venue | noun.frames.goal]
    if places:
        return (narrowed(noun, places) or places)[0]
    if noun.preposition in noun.scene.syntax.elsewhere_prepositions and noun.clause.lemma not in noun.words.event_verbs:
        return None
    verb = noun.frames.verbs.get(noun.clause.lemma)
    if verb is not None and verb.event != "summit" and noun.preposition in noun.scene.syntax.afterwards:
        return None  # "nach dem Treffen reiste er nach Rom weiter"
    if verb is not None and verb.event == "summit" and noun.preposition in noun.scene.syntax.before_preposition:
        return None  # "vor dem Gipfel kamen sie in Bern zusammen"
    return place_of_clause(noun) if clause_place_fits(noun) else None


def clause_place_fits(noun: Noun) -> bool:
    """Whether the place of the clause is that of the noun, too."""
    if noun.clause.lemma in noun.words.event_verbs or not noun.clause.lemma:
        return True
    return (
        noun.preposition in noun.frames.status.held and noun.preposition not in noun.scene.syntax.afterwards
    ) or bool(noun.tail.partners)


def told_as_site(noun: Noun) -> tuple[Locality, str] | None:
    """The place that is named as the site of the noun's happening, and the adjective before that word.

    "Riga gilt als wahrscheinlicher Ort für das Treffen": the hedge is on the place, the meeting itself is none the less
    sure.
    """
    syntax, start = noun.scene.syntax, noun.line.sentence.first
    if noun.preposition not in syntax.for_:
        return None
    by = next(
        (j for j in range(noun.first - 1, max(start, noun.first - 3), -1) if noun.lower[j] == noun.preposition), None
    )
    if by is None or by - 2 <= start or not noun.lower[by - 1].endswith(syntax.site_nouns):
        return None
    attribute = noun.lower[by - 2] not in syntax.as_
    if attribute and noun.lower[by - 3] not in syntax.as_:
        return None
    hedged = attribute and noun.lower[by - 2].startswith(noun.frames.status.doubtful)
    bare = [loc for place, loc in noun.scene.places(noun.seat) if not place.preposition and place.kind != "there"]
    place = noun.scene.antecedent_place(noun.seat) if noun.clause.kind == "relative" else next(iter(bare), None)
    return (place, noun.scene.tokens.words[by - 2] if hedged else "") if place is not None else None
