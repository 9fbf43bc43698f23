"""Find who and what a sentence names where only names have capitals and offices are words apart.

Each phrase is read from left to right: what may stand before an office ("former US"), the office or the noun of a
body, its attributes ("of France"), the name. What has no office is a name by itself.
"""

from __future__ import annotations

from functools import partial

from tracker.parsing.mentions.appositions import with_appositions
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.personal_names import NameTable
from tracker.parsing.mentions.plain.bodies import common_noun, known_entry, pair, pronoun
from tracker.parsing.mentions.plain.people import named_person, office
from tracker.parsing.mentions.plain.search import PlainSearch, plain_lexis
from tracker.parsing.mentions.roles import plays
from tracker.parsing.packs.pack import Pack
from tracker.parsing.text.tokens import Sentence, Tokens


def find_plain_mentions(tokens: Tokens, sentence: Sentence, pack: Pack, names: NameTable) -> list[Mention]:
    """The mentions of a sentence in order; full names are added to the table, which later sentences look up."""
    search = PlainSearch(tokens, sentence, plain_lexis(pack), names)
    i = search.first
    while i < search.limit:
        mention = _mention_at(search, i) if search.may_begin(i) else None
        if mention is None:
            i += 1
            continue
        search.found.append(mention)
        i = max(mention.last, i + 1)
    return with_appositions(search.found, partial(_is_apposition, search))


def _mention_at(search: PlainSearch, i: int) -> Mention | None:
    lower = search.lower[i]
    if lower in search.x.pronouns:
        return pronoun(search, i)
    if lower in search.x.numbers and search.lower[i - 1] in search.x.definite and i > search.first:
        following = search.lower[i + 1] if i + 1 < search.limit else "."
        readings = search.x.verbs.readings(following)
        if any(r.form == "finite" for r in readings):  # "the two signed"
            return pair(search, i, alone=True)
    if lower in search.x.functional and not search.tokens.words[i].isupper():
        return None
    if lower in search.x.pair_nouns and (both := pair(search, i)) is not None:
        return both
    head, modifiers = search.modifiers(i)
    if head < search.limit:
        role = search.x.roles.at(search.tokens, head, search.limit)
        if role is not None:
            behind = head + role.length
            if behind < search.limit and plays(role.role, search.hit(behind), search.tokens.words[behind]):
                return None  # "mediator Qatar"
            return office(search, i, head, role, modifiers)
        noun = common_noun(search, i, head, modifiers)
        if noun is not None:
            return noun
    if not search.tokens.words[i][0].isupper():
        return None
    return _name_at(search, i)


def _name_at(search: PlainSearch, i: int) -> Mention | None:
    word = search.tokens.words[i]
    hit = search.hit(i)
    person = hit.of("person") if hit is not None else None
    if hit is not None and person is not None and hit.length > 1:
        return named_person(search, i, i + hit.length, person)
    bare = search.text(i, i + 1)
    if search.x.names.is_first_name(bare) or search.lower[i] in search.x.names.titles:
        first = i + (search.lower[i] in search.x.names.titles)
        first += first < search.limit and first > i and search.tokens.words[first] == "."
        end = search.x.names.name_end(search.tokens, first, search.limit, lone=first > i) if first < search.limit else i
        if end > first:
            return named_person(search, first, end, None)
    if hit is not None and person is None:
        return known_entry(search, i, hit)
    if bare in search.x.names.nouns:
        return None
    if search.table.by_family(bare):
        return named_person(search, i, i + 1, None)
    families = search.x.world.families.get(bare.lower(), [])
    if (len(families) == 1 and len(bare) > 3) or person is not None:
        return named_person(search, i, i + 1, person or families[0])
    if search.x.names.may_name(word) and _introduced(search, i):
        end = search.x.names.name_end(search.tokens, i, search.limit, lone=True)
        return named_person(search, i, end, None)
    return None


def _introduced(search: PlainSearch, i: int) -> bool:
    """Whether an unknown name in commas stands beside an office: "the president of Finland, X Y,"."""
    before = search.found[-1] if search.found else None
    if before is not None and before.role is not None and not before.name and before.last == i - 1:
        return search.tokens.words[i - 1] == ","
    end = search.x.names.name_end(search.tokens, i, search.limit, lone=True)
    if end < i + 2 or end + 1 >= search.limit or search.tokens.words[end] != ",":
        return False
    j = end + 1
    while j < search.limit and search.lower[j] in search.x.determiners:
        j += 1
    head, _ = search.modifiers(j)
    return head < search.limit and search.x.roles.at(search.tokens, head, search.limit) is not None


def _is_apposition(search: PlainSearch, before: Mention, after: Mention) -> bool:
    if before.kind != "person" or after.kind != "person" or after.preposition is not None:
        return False
    if before.plural or after.plural or before.genitive or after.first != before.last + 1:
        return False
    if search.tokens.words[before.last] != "," or bool(before.name) == bool(after.name):
        return False
    closes = after.last >= search.limit or not search.tokens.words[after.last][0].isalnum()
    closes = closes or search.lower[after.last] in search.x.closing
    return closes and (before.role or after.role) is not None
