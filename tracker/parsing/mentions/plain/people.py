"""Build the mentions of people where offices are words apart: "Russian President Vladimir Putin", "X Y"."""

from __future__ import annotations

from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.personal_names import ROMAN
from tracker.parsing.mentions.plain.roles import RolePhrase
from tracker.parsing.mentions.plain.search import Modifiers, PlainSearch
from tracker.parsing.packs.world import Entry

_PURVIEW = 9  # tokens that tell what an office is for
_OWNERS = 6  # states that an office may be said to belong to


def named_person(search: PlainSearch, first: int, last: int, entry: Entry | None, start: int | None = None) -> Mention:
    """A person by name, tokens ``first:last``; ``start`` is where the phrase begins, titles included."""
    name, entry = _clean(search, first, last, entry)
    left = search.left(first if start is None else start)
    genitive = search.owns(last - 1)
    return Mention(
        left.first,
        last,
        last - 1,
        "person",
        name,
        name,
        countries=(entry.country,) if entry is not None and entry.country else (),
        entry=entry,
        preposition=None if genitive else left.preposition,
        cases="g" if genitive else "nadg",
        sex=entry.sex if entry is not None else search.x.names.sex(name),
        genitive=genitive,
    )


def _clean(search: PlainSearch, first: int, last: int, entry: Entry | None) -> tuple[str, Entry | None]:
    """The fullest name that the text or the world has for the words, remembered where it is a full one."""
    printed = search.text(first, last)
    if last - first > 1:
        known = search.table.full.get(printed.lower())
        if known is not None:
            return known, entry
        family = search.x.names.family(printed)
        if entry is not None:
            family = search.x.world.family_of(entry.id) or family
        monarch = ROMAN.fullmatch(printed.split()[-1]) is not None
        family_first = not search.x.names.is_first_name(printed.split()[0])
        search.table.add(printed, family, monarch=monarch, family_first=family_first)
        return printed, entry
    known_names = search.table.by_family(printed)
    if known_names:
        return known_names[0], entry
    if entry is not None and len(search.x.world.families.get(printed.lower(), [])) <= 1:
        return entry.name, entry
    return printed, None if len(search.x.world.families.get(printed.lower(), [])) > 1 else entry


def office(search: PlainSearch, start: int, head: int, phrase: RolePhrase, modifiers: Modifiers) -> Mention:
    """An office with what stands around it: state, attributes, name."""
    role = phrase.role
    last = head + phrase.length
    countries, bodies = list(modifiers.countries), list(modifiers.bodies)
    owner = search.found[-1] if search.found else None
    owned = owner is not None and owner.last == start and owner.genitive
    wording_first = start
    if owner is not None and owned:
        countries.extend(owner.countries)
        wording_first = owner.head if owner.kind == "person" else start
    if role.state:
        countries = [role.state]
    genitive_at = last - 1
    owners = 0
    if not search.owns(last - 1):
        last, more, further, owners = _attributes(search, last, role.category)
        countries.extend(more)
        bodies.extend(further)
        last = _purview(search, last)
        genitive_at = last - 1
    name, entry = "", None
    end = last
    if not search.owns(last - 1) and last < search.limit:
        end = _name_end(search, last)
        if end > last:
            hit = search.hit(last)
            entry = hit.of("person") if hit is not None and hit.length == end - last else None
            name, entry = _clean(search, last, end, entry)
            genitive_at = end - 1
    left = search.left(start)
    genitive = search.owns(genitive_at)
    plural = (phrase.plural or left.many) and not name
    sex = "f" if role.feminine else (entry.sex if entry is not None else search.x.names.sex(name) if name else "")
    return Mention(
        left.first,
        end,
        end - 1 if name else head + phrase.length - 1,
        "group" if plural else "person",
        name,
        search.text(wording_first, last),
        role=role,
        countries=tuple(dict.fromkeys(countries)) if owners < 2 or plural else tuple(dict.fromkeys(countries))[:1],
        bodies=tuple(bodies),
        entry=entry,
        preposition=None if genitive else left.preposition,
        cases="g" if genitive else "nadg",
        plural=plural,
        sex=sex,
        possessive=left.possessive,
        genitive=genitive,
        definite=left.definite or (owned and owner is not None and owner.kind == "state"),
        former=modifiers.former or role.former,
    )


def _name_end(search: PlainSearch, i: int) -> int:
    """Where a name right behind an office ends; ``i`` where there is none."""
    hit = search.hit(i)
    if hit is not None and hit.of("person") is not None and hit.length > 1:
        return i + hit.length
    if search.lower[i] in search.x.names.titles and i + 1 < search.limit:
        i += 1
    first = search.text(i, i + 1)
    if first in search.x.names.nouns or not search.tokens.words[i][0].isupper():
        return i
    end = search.x.names.name_end(search.tokens, i, search.limit, lone=True)
    for j in range(i, end):
        if search.owns(j):
            return j + 1
    return end


def _purview(search: PlainSearch, i: int) -> int:
    """Behind what an office is for, where its name follows in commas: "the envoy for the Nile, X Y,"."""
    if i >= search.limit or search.lower[i] not in search.x.prepositions:
        return i
    for j in range(i + 1, min(i + _PURVIEW, search.limit - 1)):
        if search.tokens.words[j] == ",":
            word = search.tokens.words[j + 1]
            end = search.x.names.name_end(search.tokens, j + 1, search.limit, lone=True) if word[0].isupper() else j + 1
            return j if end >= j + 3 else i
        if not search.tokens.words[j][0].isalnum():
            break
    return i


def _attributes(search: PlainSearch, i: int, category: str) -> tuple[int, list[str], list[Entry], int]:
    """States and bodies behind an office: "of France and Germany", "to the United Nations"; and how many they are."""
    countries: list[str] = []
    bodies: list[Entry] = []
    last, owners = i, 0
    ambassador = category == "ambassador"
    speaks = category == "spokesperson" and i < search.limit and search.lower[i] in search.x.speaks_for
    while i < search.limit and owners < _OWNERS:
        if owners == 0:
            of = search.lower[i] in search.x.of or speaks
            if not of and not (ambassador and search.lower[i] in search.x.owner_prepositions):
                break
            j = i + 1
        elif search.lower[i] in search.x.joiners:
            j = i + 1
            j += j < search.limit and search.lower[j] in search.x.joiners
        else:
            break
        while j < search.limit and search.lower[j] in search.x.definite:
            j += 1
        if j >= search.limit:
            break
        head, modifiers = search.modifiers(j)
        if modifiers.named == 0 and not modifiers.countries and not speaks:
            break
        noun = search.lower[head] if head < search.limit else ""
        if owners and search.x.roles.at(search.tokens, head, search.limit) is not None and head < search.limit:
            break
        words = next(
            (w for w, _, _ in search.x.heads.get(noun, ()) if tuple(search.lower[head : head + len(w)]) == w), ()
        )
        if not ambassador:
            countries.extend(modifiers.countries)
            bodies.extend(modifiers.bodies)
        trailing = not words and head > modifiers.named_end > 0 and noun.isalpha() and noun not in search.x.functional
        if speaks and not words and not modifiers.named:
            break
        last = head + (len(words) or trailing)
        owners += max(modifiers.named, 1)
        i = last
        if search.owns(last - 1):
            break
    return last, countries, bodies, owners
