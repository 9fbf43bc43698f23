"""The closed-class words of a language by what they do in a clause, as the stages ask for them."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Any

from tracker.parsing.packs.pack import Pack, load_pack
from tracker.parsing.values import immutable


@immutable
class Syntax:
    """Word sets, named for their function; those that end words are tuples."""

    first_person_stems: tuple[str, ...]
    she_or_they: frozenset[str]
    adjective_or_past_endings: tuple[str, ...]
    before_subordinator: frozenset[str]
    adjective_endings: tuple[str, ...]
    participle_or_past_endings: tuple[str, ...]
    by_vehicle: frozenset[str]
    object_relatives: frozenset[str]
    accusative_relatives: frozenset[str]
    relative_places: frozenset[str]
    leaving_verbs: frozenset[str]
    possessives: frozenset[str]
    strictly_towards: frozenset[str]
    before_own_vehicle: frozenset[str]
    towards: frozenset[str]
    into: frozenset[str]
    speaking_verbs: frozenset[str]
    meeting_verbs: frozenset[str]
    each_other: frozenset[str]
    attribute_openers: frozenset[str]
    inside: frozenset[str]
    near_or_inside: frozenset[str]
    genitive_articles: frozenset[str]
    articles_in_attributes: frozenset[str]
    pronoun_or_article: frozenset[str]
    pronoun_or_article_bare: frozenset[str]
    masculine_pronouns: frozenset[str]
    articles_before_both: frozenset[str]
    relative_possessives: frozenset[str]
    definite: frozenset[str]
    possessive_stems: tuple[str, ...]
    several: frozenset[str]
    plural_role_endings: tuple[str, ...]
    plural_national_endings: tuple[str, ...]
    feminine_plural_endings: tuple[str, ...]
    short_particles: frozenset[str]
    undated_prepositions: frozenset[str]
    purpose: frozenset[str]
    confirming_verbs: frozenset[str]
    coming_from: frozenset[str]
    told_as_held: frozenset[str]
    leading_verbs: frozenset[str]
    purpose_of_visit: frozenset[str]
    journey_goals: frozenset[str]
    bare_gatherings: frozenset[str]
    national_adjective_endings: tuple[str, ...]
    abroad: frozenset[str]
    feminine_or_plural_possessives: tuple[str, ...]
    elsewhere_prepositions: frozenset[str]
    afterwards: frozenset[str]
    beside: frozenset[str]
    noun_prepositions: frozenset[str]
    neuter_articles: frozenset[str]
    bounding: frozenset[str]
    singular_relatives: frozenset[str]
    carried_modals: frozenset[str]
    attribute_prepositions: frozenset[str]
    sending_prepositions: frozenset[str]
    portfolio_prepositions: frozenset[str]
    list_joiners: frozenset[str]
    place_joiners: frozenset[str]
    further_places: frozenset[str]
    demonstrative_or_definite: frozenset[str]
    accompanying: frozenset[str]
    gathering_prepositions: frozenset[str]
    indefinite: frozenset[str]
    demonstratives: frozenset[str]
    about_prepositions: frozenset[str]
    topic_ends: frozenset[str]
    plural_only_endings: tuple[str, ...]
    summoning_verbs: frozenset[str]
    into_bodies: frozenset[str]
    again_stems: tuple[str, ...]
    they: frozenset[str]
    it: frozenset[str]
    about: frozenset[str]
    by_turns: frozenset[str]
    both_genitive: frozenset[str]
    both_dative: frozenset[str]
    they_dative: frozenset[str]
    she_dative: frozenset[str]
    and_: frozenset[str]
    like: frozenset[str]
    genitive_plural_article: frozenset[str]
    neuter_demonstrative: frozenset[str]
    on_way_preposition: frozenset[str]
    guest_preposition: frozenset[str]
    as_: frozenset[str]
    beginning_verbs: frozenset[str]
    postponing_verbs: frozenset[str]
    put_off_to: frozenset[str]
    during: frozenset[str]
    site_nouns: tuple[str, ...]
    for_: frozenset[str]
    defining_verbs: frozenset[str]
    before_preposition: frozenset[str]
    after_preposition: frozenset[str]
    expecting_verbs: frozenset[str]
    away_prefix: tuple[str, ...]
    where: frozenset[str]
    from_: frozenset[str]
    speaking_out_verbs: frozenset[str]
    plural_verb_endings: tuple[str, ...]
    object_controllers: frozenset[str]
    hypothetical: frozenset[str]
    pointing_back: frozenset[str]
    at_that_time: frozenset[str]
    reliance: frozenset[str]
    hearsay: frozenset[str]
    reliance_on: frozenset[str]
    postpositions: frozenset[str]
    attached_times: frozenset[str]
    resuming_verbs: frozenset[str]
    giving_verbs: frozenset[str]
    schedules: tuple[str, ...]
    standing_verbs: frozenset[str]
    scheduling_verbs: frozenset[str]
    by_agent: frozenset[str]
    connections: frozenset[str]
    connecting_to: frozenset[str]
    ending_verbs: frozenset[str]
    margins: frozenset[str]
    together: frozenset[str]
    bare_plural_roles: tuple[str, ...]
    predicating_verbs: frozenset[str]
    there_is: frozenset[str]
    own_apostrophes: frozenset[str]


@lru_cache(maxsize=8)
def syntax(language: str) -> Syntax:
    """The syntax words of a language, read when they are first asked for."""
    return _read(load_pack(language))


def _read(pack: Pack) -> Syntax:
    table: dict[str, list[str]] = pack.table("syntax")
    values: dict[str, Any] = {}
    for each in fields(Syntax):
        words = table.get(each.name, [])  # a language that has no such words leaves the list out
        values[each.name] = tuple(words) if str(each.type).startswith("tuple") else frozenset(words)
    return Syntax(**values)
