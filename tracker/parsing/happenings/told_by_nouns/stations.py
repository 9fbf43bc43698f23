"""Read the stations and goals of a journey: "erste Station der Reise ist Oslo", "Ziel sind Bern und Genf"."""

from __future__ import annotations

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.layers import MOST_PLACES
from tracker.parsing.happenings.scene import Draft
from tracker.parsing.happenings.told_by_nouns.drafts import finished
from tracker.parsing.happenings.told_by_nouns.surroundings import Noun
from tracker.parsing.places.localities import Locality

_NEAR = 2
"""Sentences before a station in which its journey is looked for."""
_JOURNEYS = frozenset({"departure", "arrival", "visit", "return"})


def stations_of(noun: Noun) -> list[Draft]:
    """A stay or a journey for each place that the clause calls a station or a goal; none without a traveller."""
    places = _called(noun) if _of_journey(noun) else []
    travellers = _travellers(noun) if places else []
    if not travellers:
        return []
    parties = [(a, "traveller") for a in travellers]
    return [finished(noun, noun.rule.event, parties, place, None) for place in places]


def _of_journey(noun: Noun) -> bool:
    """Whether a journey is meant: the sentence names one, or those before tell one and nothing else owns it.

    "Ziel der Reise ist Oslo", "sie fliegt nach Bern. Weitere Stationen sind …", but not "Ziel der Raketen war Bern".
    """
    if _names_journey(noun, noun.line.index):
        return True
    behind = noun.lower[noun.i + 1] if noun.i + 1 < len(noun.lower) else ""
    owned = behind in noun.names.determiners or any(m.first == noun.i + 1 and m.genitive for m in noun.line.mentions)
    before = range(max(0, noun.line.index - _NEAR), noun.line.index)
    return not owned and any(_names_journey(noun, index) or _tells_journey(noun, index) for index in before)


def _names_journey(noun: Noun, index: int) -> bool:
    sentence, rules = noun.scene.lines[index].sentence, noun.words.rules
    tokens = (i for i in range(sentence.first, sentence.last) if i != noun.i and noun.scene.is_noun(i))
    return any(match is not None and match[0].event in _JOURNEYS for i in tokens if (match := rules[noun.lower[i]]))


def _tells_journey(noun: Noun, index: int) -> bool:
    verbs = (noun.frames.verbs.get(clause.lemma) for clause in noun.scene.lines[index].clauses)
    return any(verb is not None and verb.event in _JOURNEYS for verb in verbs)


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
