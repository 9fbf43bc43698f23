"""Build the mentions of states, bodies, groups, unnamed sources and pronouns where only names have capitals."""

from __future__ import annotations

from tracker.parsing.mentions.mention import Mention, MentionKind
from tracker.parsing.mentions.plain.search import Modifiers, PlainSearch
from tracker.parsing.packs.world import Entry, Hit

_TAIL = 10  # tokens that may tell more of a source
_KINDS: dict[str, MentionKind] = {
    "state_bodies": "state",
    "bodies": "organisation",
    "groups": "group",
    "sources": "source",
    "outlets": "source",
}


def known_entry(search: PlainSearch, i: int, hit: Hit) -> Mention | None:
    """A state, a body or a place by the name that the world knows."""
    state, place, body = hit.of("state"), hit.of("place"), hit.of("organisation")
    entry = body or state or place
    if entry is None:
        return None
    left = search.left(i)
    last = i + hit.length
    if entry.careful and left.preposition is None and not left.definite:
        return None
    genitive = search.owns(last - 1)
    kind: MentionKind = "organisation" if body else "state" if state else "place"
    return Mention(
        left.first,
        last,
        last - 1,
        kind,
        entry.name,
        search.text(i, last),
        countries=(entry.country,) if entry.country else (),
        entry=entry,
        preposition=None if genitive else left.preposition,
        cases="g" if genitive else "nadg",
        genitive=genitive,
        definite=left.definite,
        plural=search.tokens.lower[last - 1].endswith("s") and hit.length > 1,
    )


def common_noun(search: PlainSearch, start: int, head: int, modifiers: Modifiers) -> Mention | None:
    """A body, group or source by a common noun with what stands before it: "South Korean officials"."""
    entry = next(
        (e for e in search.x.heads.get(_bare(search.lower[head]), ()) if _stands(search, head, e[0])),
        None,
    )
    if entry is None:
        return None
    before = search.tokens.words[head - 1] if head > search.first else "."
    if head == start and search.tokens.words[head][0].isupper() and before[0].isupper():
        return None  # "Bogstad Palace": part of a name
    words, group, plural = entry
    last = head + len(words)
    kind = _KINDS[group]
    left = search.left(start)
    countries, bodies = list(modifiers.countries), list(modifiers.bodies)
    owner = search.found[-1] if search.found else None
    wording_first = start
    owned = owner is not None and owner.last == start and owner.genitive
    if owner is not None and owned:
        countries.extend(owner.countries)
        wording_first = owner.head if owner.kind == "person" else start
    name_last = last
    if not search.owns(last - 1):
        name_last, more, further = _owners(search, last)
        countries.extend(more)
        bodies.extend(further)
    if group == "outlets":
        named = search.hit(last) if last < search.limit else None
        if named is not None and named.of("organisation") is not None:
            return known_entry(search, last, named)
    if " ".join(words) in search.x.only_owned and not (countries or bodies or owned):
        return None
    if group == "sources":
        name_last = _source_end(search, last)
    if kind == "state" and not countries:
        kind = "organisation"
    genitive = search.owns(name_last - 1)
    wording = search.text(wording_first, name_last)
    return Mention(
        left.first,
        name_last,
        head + len(words) - 1,
        kind,
        wording,
        wording,
        countries=tuple(dict.fromkeys(countries)),
        bodies=tuple(bodies),
        preposition=None if genitive else left.preposition,
        cases="g" if genitive else "nadg",
        plural=(plural or kind == "group") and kind != "organisation",
        possessive=left.possessive,
        definite=left.definite,
        genitive=genitive,
    )


def _source_end(search: PlainSearch, i: int) -> int:
    """Behind what tells more of a source: "a source close to the palace", up to the verb or a mark."""
    if i >= search.limit or search.lower[i] not in search.x.source_tails:
        return i
    for j in range(i + 1, min(i + _TAIL, search.limit)):
        told = any(r.form == "finite" and r.tense == "past" for r in search.x.verbs.readings(search.lower[j]))
        if told or not search.tokens.words[j][0].isalnum():
            return j if told or search.tokens.words[j] in ".," else i
    return i


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _stands(search: PlainSearch, i: int, words: tuple[str, ...]) -> bool:
    end = i + len(words)
    return end <= search.limit and (*search.lower[i : end - 1], _bare(search.lower[end - 1])) == words


def _owners(search: PlainSearch, i: int) -> tuple[int, list[str], list[Entry]]:
    """The state or body behind "of", the seat behind "in": "the government of Finland", "the ministry in Lima"."""
    if i + 1 >= search.limit:
        return i, [], []
    if (
        search.lower[i - 1] not in search.x.posts
        and search.lower[i] in search.x.owner_prepositions
        and (seat := search.hit(i + 1)) is not None
    ):
        town = seat.of("place")
        return (i + 1 + seat.length, [town.country], []) if town is not None and town.country else (i, [], [])
    if search.lower[i] in search.x.sending:
        return _senders(search, i)
    if search.lower[i] not in search.x.of:
        return i, [], []
    j = i + 1
    while j < search.limit - 1 and search.lower[j] in search.x.definite:
        j += 1
    hit = search.hit(j)
    entry = hit.entries[0] if hit is not None else None
    if hit is None or entry is None or entry.kind not in ("state", "organisation"):
        return i, [], []
    return j + hit.length, [entry.country] if entry.country else [], [entry] if entry.kind == "organisation" else []


def _senders(search: PlainSearch, i: int) -> tuple[int, list[str], list[Entry]]:
    """The states behind "from" that send a group: "delegations from Fiji and Samoa"."""
    countries: list[str] = []
    last = i
    while last + 1 < search.limit and (not countries or search.lower[last] in search.x.joiners):
        hit = search.hit(last + 1)
        state = hit.of("state") if hit is not None else None
        if hit is None or state is None or state.country is None:
            break
        countries.append(state.country)
        last += 1 + hit.length
    return (last, countries, []) if countries else (i, [], [])


def pair(search: PlainSearch, i: int, *, alone: bool = False) -> Mention | None:
    """ "the two leaders", "both sides": those named before."""
    left = search.left(i)
    before = search.lower[i - 1] if i > search.first else ""
    if not (left.many or alone or before in search.x.both or search.lower[i] in search.x.both):
        return None
    return Mention(
        left.first, i + 1, i, "pronoun", "", search.tokens.words[i], preposition=left.preposition, plural=True,
        definite=True,
    )  # fmt: skip


def pronoun(search: PlainSearch, i: int) -> Mention | None:
    """A pronoun; a word that is also a possessive is one where no noun follows."""
    lower = search.lower[i]
    if lower in search.x.possessives and i + 1 < search.limit:
        following = search.tokens.words[i + 1]
        if following[0].isalpha() and following.lower() not in search.x.functional:
            return None
    left = search.left(i)
    sex = "f" if lower in search.x.feminine else "m" if lower in search.x.masculine else ""
    return Mention(
        i, i + 1, i, "pronoun", "", search.tokens.words[i], preposition=left.preposition,
        cases=search.x.pronouns[lower], plural=not sex, sex=sex, definite=True,
    )  # fmt: skip
