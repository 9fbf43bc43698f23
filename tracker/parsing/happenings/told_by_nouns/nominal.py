"""Read the happenings that nouns tell: "ein Besuch des Königs in Oslo", "nach Gesprächen mit dem Emir"."""

from __future__ import annotations

from tracker.parsing.happenings.scene import Draft, Scene
from tracker.parsing.happenings.told_by_nouns.invitations import invitation_of
from tracker.parsing.happenings.told_by_nouns.journeys import journeys_of
from tracker.parsing.happenings.told_by_nouns.meetings import meetings_of
from tracker.parsing.happenings.told_by_nouns.stations import stations_of
from tracker.parsing.happenings.told_by_nouns.surroundings import Noun
from tracker.parsing.happenings.told_by_nouns.words import noun_words
from tracker.parsing.happenings.told_by_verbs.words import frame_words
from tracker.parsing.mentions.words import lexis
from tracker.parsing.text.tokens import where


def noun_drafts(scene: Scene) -> list[Draft]:
    """The happenings that the nouns of a text tell, in order."""
    words, frames, names = noun_words(scene.pack), frame_words(scene.pack), lexis(scene.pack)
    found: list[Draft] = []
    rules = words.rules
    for line in scene.lines:
        for i in where(rules.__getitem__, scene.tokens.lower, line.sentence):
            match = rules[scene.tokens.lower[i]]
            if not scene.is_noun(i) or i in scene.office_tokens(line.index):
                continue  # "der Vorsitzende der Vollversammlung": part of an office
            seat = scene.seat_of(i)
            if seat is not None and match is not None:
                found.extend(drafts_of(Noun(scene, i, seat, match[0], match[1], words, frames, names)))
    return found


def scene_blocks(noun: Noun) -> bool:
    """Whether a word before the noun makes it something else, in languages that write compounds apart."""
    return noun.scene.plain and not noun.adjectives_and_fronts.isdisjoint(noun.rule.block)


def drafts_of(noun: Noun) -> list[Draft]:
    if noun.rule.on_way and not (noun.preposition in noun.scene.syntax.on_way_preposition and noun.tail.places):
        return []
    if noun.rule.as_guest and not (
        noun.preposition in noun.scene.syntax.guest_preposition or noun.lower[noun.first - 1] in noun.scene.syntax.as_
    ):
        return []
    verb = noun.frames.verbs.get(noun.clause.lemma)
    if noun.rule.as_guest and verb is not None and verb.shape == "attend":
        return []  # "nimmt als Gast am Gipfel teil"
    if noun.clause.lemma in noun.scene.syntax.defining_verbs and noun.preposition in noun.scene.syntax.about:
        return []  # "beim Nordforum handelt es sich um ein Gespräch der Minister"
    if noun.hypothetical:
        return []
    if noun.rule.behind and noun.rule.behind.isdisjoint(noun.adjectives):
        return []
    if scene_blocks(noun):
        return []
    if noun.rule.invites:
        invited = invitation_of(noun)
        return [] if invited is None else [invited]
    if noun.rule.is_station and noun.clause.lemma not in noun.scene.syntax.stopping_verbs:
        return stations_of(noun)
    if noun.rule.event == "summit":
        return meetings_of(noun)
    return journeys_of(noun)
