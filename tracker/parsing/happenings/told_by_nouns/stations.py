"""Read the stations and goals of a journey: "erste Station der Reise ist Oslo", "Ziel sind Bern und Genf"."""

from __future__ import annotations

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.layers import MOST_PLACES
from tracker.parsing.happenings.scene import Draft
from tracker.parsing.happenings.told_by_nouns.drafts import finished
from tracker.parsing.happenings.told_by_nouns.surroundings import Noun
from tracker.parsing.places.localities import Locality


def stations_of(noun: Noun) -> list[Draft]:
    """A stay or a journey for each place that the clause calls a station or a goal; none without a traveller."""
    places = _called(noun)
    travellers = _travellers(noun) if places else []
    if not travellers:
        return []
    parties = [(a, "traveller") for a in travellers]
    return [finished(noun, noun.rule.event, parties, place, None) for place in places]


def _called(noun: Noun) -> list[Locality]:
    """The places that stand bare beside a form of "to be"."""
    if noun.clause.lemma not in noun.scene.syntax.predicating_verbs or noun.preposition:
        return []
    bare = [loc for p, loc in noun.scene.places(noun.seat) if not (p.preposition or p.genitive or p.kind == "there")]
    return bare[:MOST_PLACES]


def _travellers(noun: Noun) -> list[Actor]:
    """Whose journey it is: the owner told in the clause, else whom the text spoke of last."""
    owners = [
        a
        for group in noun.line.groups_of(noun.seat.clause)
        if group.first > noun.i and (group.cases == "g" or group.mentions[0].genitive or group.preposition)
        for a in noun.scene.cast.of_group(group)
        if a.kind == "person" and a.official
    ]
    if owners:
        return owners
    return [a for a in noun.scene.cast.of_possessive(noun.seat.line, plural=False) if a.official]
