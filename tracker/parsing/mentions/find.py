"""Find who and what a sentence names: people by name and office, states, bodies, places, groups, sources, pronouns.

An open grammar, not a list of people: an office with the words around it ("Frankreichs früherer Präsident"), a name
behind it, appositions in commas. The lists of the world only add what a grammar cannot know.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tracker.parsing.mentions.appositions import with_appositions
from tracker.parsing.mentions.asides import with_asides
from tracker.parsing.mentions.attributes import (
    owns_role,
)
from tracker.parsing.mentions.bodies import collective, known_entry
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.names import (
    before_family,
    behind_office,
    beside_listed,
    beside_person,
    bracketed_name,
    called_alone,
    introduced,
    name_like,
    regnal,
    titled_name,
    whole_name,
)
from tracker.parsing.mentions.people import named_person, national, office
from tracker.parsing.mentions.personal_names import NameTable
from tracker.parsing.mentions.pronouns import lower_case, pronoun
from tracker.parsing.mentions.roles import Role, plays
from tracker.parsing.mentions.search import Search
from tracker.parsing.mentions.words import lexis
from tracker.parsing.packs.pack import Pack
from tracker.parsing.text.tokens import Sentence, Tokens, where


def find_mentions(tokens: Tokens, sentence: Sentence, pack: Pack, names: NameTable) -> list[Mention]:
    """The mentions of a sentence in order; full names are added to the table, which later sentences look up."""
    if pack.strategy == "svo":
        from tracker.parsing.mentions.plain.find import find_plain_mentions  # only a text in such a language needs it

        return find_plain_mentions(tokens, sentence, pack, names)
    return run(Search(tokens, sentence, lexis(pack), names))


def run(search: Search) -> list[Mention]:
    beginning, end = search.x.beginning, search.first
    for i in where(beginning.__getitem__, search.tokens.words, search.sentence):
        if i < end or not may_begin(search, i):
            continue
        mention = mention_at(search, i)
        if mention is not None:
            search.found.append(mention)
            end = mention.last
    without_classes(search)
    search.found = with_asides(search)
    return with_appositions(search.found, partial(is_apposition, search))


def may_begin(search: Search, i: int) -> bool:
    """Whether the text has a word as a name, or what a word is and what follows it let a mention begin there."""
    begins, families = search.x.beginning[search.tokens.words[i]], search.table.families
    if begins == "anywhere" or search.tokens.lower[i] in families or search.tokens.lower[i][:-1] in families:
        return True
    return begins == "followed" and i + 1 < search.limit and search.x.names.may_name(search.tokens.words[i + 1])


def mention_at(search: Search, i: int) -> Mention | None:
    word = search.tokens.words[i]
    if search.x.beginning[word] == "named" and not search.table.by_family(word):
        return None
    if not word[0].isupper():
        return lower_case(search, i) if word[0].islower() else None
    if search.tokens.lower[i] in search.x.pronouns and (
        i == search.first or not search.tokens.words[i - 1][0].isalnum()
    ):
        return pronoun(search, i)
    hit = search.hit(i)
    person = hit.of("person") if hit else None
    if hit and person and hit.length > 1:
        if search.x.roles.of(word) is not None:
            return office(search, i)
        return named_person(search, i, regnal(search, i + hit.length), person)
    if hit and person and word in search.x.names.nouns:
        hit, person = None, None
    if hit and person and word.lower() in search.x.world.families:
        return named_person(search, i, regnal(search, i + 1), person)
    if hit and person and called_alone(search, i, hit):
        return named_person(search, i, i + 1, person if len(hit.entries) == 1 else None)
    if hit and hit.length > 1:
        return known_entry(search, i, hit)
    role = search.x.roles.of(word)
    if role is not None and is_predicative(search, i):
        return None
    if role is not None and (state := playing_state(search, i, role)) is not None:
        return state
    if hit and owns_role(search, i, hit):
        return office(search, i + 1, frm=i, country=hit)
    if role is not None and not (hit and hit.of("organisation")):
        return office(search, i)
    if hit is not None:
        if search.x.names.is_first_name(word):
            end = search.x.names.name_end(search.tokens, i, search.limit, lone=False)
            if end > i + 1:
                return named_person(search, i, end, None)
        return known_entry(search, i, hit)
    return unlisted(search, i)


def unlisted(search: Search, i: int) -> Mention | None:
    """A word that the world does not know: a name, a national, a body, a group, a source."""
    word, lower = search.tokens.words[i], search.tokens.lower[i]
    nation = search.x.world.national(lower)
    if nation is not None:
        return national(search, i, *nation)
    if lower in search.x.names.titles:
        end = search.x.names.name_end(search.tokens, i + 1, search.limit, lone=True)
        if end > i + 1:
            return named_person(search, i + 1, end, None, frm=i)
    if search.x.names.is_first_name(word):
        end = search.x.names.name_end(search.tokens, i, search.limit, lone=False)
        if end > i + 1:
            return named_person(search, i, end, None)
    known = search.table.by_family(word)
    if known:
        return named_person(search, i, whole_name(search, i, known), None)
    if word in search.x.names.first_names and beside_person(search, i):
        return named_person(search, i, i + 1, None)
    families = (
        []
        if word in search.x.names.nouns
        else search.x.world.families.get(lower) or search.x.world.families.get(lower.removesuffix("s"), [])
    )
    if len(families) == 1 and len(lower) > 4:
        return named_person(search, i, i + 1, families[0])
    if behind_office(search, i) or beside_listed(search, i) or bracketed_name(search, i):
        return named_person(search, i, name_like(search, i), None)
    if before_family(search, i):
        return named_person(search, i, i + 2, None)
    if search.x.names.may_name(word) and i + 1 < search.limit and introduced(search, i):
        return named_person(search, i, name_like(search, i), None)
    return collective(search, i)


def playing_state(search: Search, i: int, role: Role) -> Mention | None:
    """The state right behind a role that it plays, the role with it: "Vermittler Katar"."""
    hit = search.hit(i + 1) if i + 1 < search.limit else None
    if hit is None or not plays(role, hit, search.tokens.words[i + 1]):
        return None
    state, frame = known_entry(search, i + 1, hit), search.frame(i)
    return state and replace(state, first=frame.first, preposition=frame.preposition, cases=frame.cases)


def is_predicative(search: Search, i: int) -> bool:
    """Whether an office without name follows "als": what somebody is, not who."""
    frame = search.frame(i)
    before = frame.first - 1
    return (
        before >= search.first
        and search.tokens.lower[before] in search.x.predicative
        and titled_name(search, i + 1) == i + 1
    )


def without_classes(search: Search) -> None:
    """Leave out an office that only says what somebody is like: "Außenminister wie X"."""
    starts = {m.first for m in search.found}
    search.found = [
        m
        for m in search.found
        if m.role is None
        or m.name
        or m.last >= search.limit
        or search.tokens.lower[m.last] not in search.x.syntax.like
        or m.last + 1 not in starts
    ]


def is_apposition(search: Search, before: Mention, after: Mention) -> bool:
    if before.kind != "person" or after.kind != "person" or after.preposition is not None:
        return False
    if before.plural or after.plural or after.first != before.last + 1 or search.tokens.words[before.last] != ",":
        return False
    if bool(before.name) == bool(after.name):
        return False
    if not before.name and before.role is None:
        return False
    closes = after.last >= search.limit or search.tokens.words[after.last] in (
        ",",
        ".",
        ";",
        ")",
        "–",
        ":",
        "“",
        '"',
    )
    if after.name and not before.name:
        return closes or search.tokens.lower[after.last] not in search.x.syntax.and_
    return closes or search.tokens.words[after.last][0].islower() or after.genitive is False
