"""Build the mentions of states, bodies, groups and unnamed sources."""

from __future__ import annotations

from tracker.parsing.mentions.attributes import (
    attributes,
    front_of_compound,
    members_of,
)
from tracker.parsing.mentions.mention import Mention, MentionKind
from tracker.parsing.mentions.search import Frame, Search
from tracker.parsing.packs.world import Hit
from tracker.parsing.text.phrases import OPENING_MARKS


def known_entry(search: Search, i: int, hit: Hit) -> Mention | None:
    state, place, body = hit.of("state"), hit.of("place"), hit.of("organisation")
    entry = body or state or place
    if entry is None:
        return None
    frame = search.frame(i)
    if entry.careful and frame.preposition is None and not frame.definite:
        return None
    if entry.subkind in ("outlet", "agency"):
        frame = outlet_frame(search, i, frame)
        if search.found and search.found[-1].first >= frame.first:
            search.found.pop()  # the word for its kind names nobody else
    last = i + hit.length
    kind: MentionKind = "organisation" if body else "state" if state else "place"
    if body and body.kind == "organisation" and body.subkind == "government" and state is None:
        kind = "organisation"
    word = search.tokens.lower[last - 1]
    owns = not frame.definite and word.endswith("s") and not entry.name.lower().endswith("s")
    owns = owns and last < search.limit and search.tokens.words[last][0].isalpha()
    genitive = owns or (frame.preposition is None and frame.cases == "g")
    if not genitive and frame.preposition is None and not frame.definite:
        genitive = word.endswith("s") and not entry.name.lower().endswith("s")
    if (
        not genitive
        and frame.preposition is None
        and search.tokens.lower[frame.first] in search.x.syntax.genitive_plural_article
    ):
        genitive = frame.first > search.first and noun_before(search, frame.first)
    countries = (entry.country,) if entry.country else ()
    return Mention(
        frame.first,
        last,
        last - 1,
        kind,
        entry.name,
        search.text(i, last),
        countries=countries,
        entry=entry,
        preposition=None if genitive else frame.preposition,
        cases="g" if genitive else frame.cases,
        genitive=genitive,
        definite=frame.definite,
        plural=entry.id in search.x.plural_states,
    )


def outlet_frame(search: Search, i: int, own: Frame) -> Frame:
    """What stands before the name of an outlet: before its quotation mark, before the word for its kind.

    "nach Angaben des Senders X", "laut der „X“": the name has the case of its noun or article.
    """
    start = i - 1 if i > search.first and search.tokens.words[i - 1] in OPENING_MARKS else i
    before = start - 1
    if before < search.first:
        return own
    kind = search.tokens.lower[before].removesuffix("s").endswith(search.x.outlets)
    return search.frame(before if kind and search.tokens.words[before][0].isupper() else start)


def collective(search: Search, i: int) -> Mention | None:
    lower = search.tokens.lower[i]
    if not search.x.collective[lower]:
        return None
    last = lower.rpartition("-")[2]
    if (members := members_of(search, i)) is not None:
        frame = search.frame(i)
        return Mention(
            frame.first,
            i + 1,
            i,
            "organisation",
            members.name,
            search.tokens.words[i].rpartition("-")[0],
            entry=members,
            preposition=frame.preposition,
            cases=frame.cases,
            definite=frame.definite,
            plural=True,
            genitive=frame.preposition is None and frame.cases == "g",
        )
    if lower in search.x.organs and (found := organ(search, i)) is not None:
        return found
    if lower in search.x.sources or last in search.x.sources:
        return common_noun(search, i, "source", plural=lower.endswith(("n", "e", "s")))
    bare = lower.removesuffix("s").removesuffix("e") if lower.endswith("s") else lower
    if bare.endswith(search.x.bodies) or lower.endswith(search.x.bodies):
        state = lower.endswith(search.x.state_bodies)
        body = common_noun(search, i, "state" if state else "organisation")
        return body if body.countries or body.bodies or not bare.endswith(search.x.only_owned) else None
    if lower.endswith(search.x.groups):
        organisation = lower.endswith(search.x.group_organisations)
        plural = not organisation or lower.endswith(search.x.syntax.plural_only_endings)
        return common_noun(search, i, "organisation" if organisation else "group", plural=plural, seated=False)
    if lower.endswith(search.x.descriptions) and not search.x.names.may_name(search.tokens.words[i]):
        return common_noun(search, i, "person")
    if lower.endswith(search.x.ages):
        return common_noun(search, i, "person")
    return None


def organ(search: Search, i: int) -> Mention | None:
    """A body by one of its organs: "der Rat der Europäischen Zentralbank"."""
    if i + 2 >= search.limit or search.tokens.lower[i + 1] not in search.x.syntax.genitive_articles:
        return None
    hit = search.hit(i + 2)
    body = hit.of("organisation") if hit else None
    if hit is None or body is None or body.subkind != "igo":
        return None
    frame = search.frame(i)
    last = i + 2 + hit.length
    return Mention(
        frame.first,
        last,
        i,
        "organisation",
        body.name,
        search.text(i + 2, last),
        entry=body,
        preposition=frame.preposition,
        cases=frame.cases,
        definite=frame.definite,
        plural=False,
    )


def common_noun(search: Search, i: int, kind: MentionKind, *, plural: bool = False, seated: bool = True) -> Mention:
    """A body, group, source or description by a common noun, with the attributes around it.

    Args:
        seated: a place behind it is its seat ("die Regierung in Kiew"), as it is not of people on the way.
    """
    frame = search.frame(i)
    countries = [*reversed(frame.nations), frame.country] if frame.country else []
    prefix = front_of_compound(search, search.tokens.words[i])
    if prefix is not None and prefix.country:
        countries.append(prefix.country)
    owner = search.hit(frame.first - 1) if frame.first > search.first else None
    first = frame.first
    owning = owner is not None and owner.length == 1 and search.tokens.lower[frame.first - 1].endswith("s")
    if owner is not None and owning and owner.entries[0].country and not frame.definite:
        countries.append(owner.entries[0].country)
        first -= 1
    last, more, bodies = attributes(search, i + 1, seated=seated) if kind != "person" else (i + 1, [], [])
    countries.extend(more)
    if kind == "group" and prefix is not None and prefix.kind == "organisation":
        bodies.append(prefix)
    noun_first = i - len(frame.adjectives)
    wording = search.nominative(noun_first, i, last)
    if kind == "source" or kind == "group":
        last = i + 1 if not more and not bodies else last
    return Mention(
        first,
        last,
        i,
        kind,
        "" if kind == "person" else wording,
        wording,
        countries=tuple(dict.fromkeys(countries)),
        bodies=tuple(bodies),
        preposition=frame.preposition,
        cases=frame.cases,
        plural=plural,
        possessive=frame.possessive,
        definite=frame.definite,
        genitive=frame.preposition is None and frame.cases == "g",
        former=frame.former,
    )


def noun_before(search: Search, i: int) -> bool:
    """Whether a plain noun stands right before an article, so that "der" can only be a genitive."""
    word = search.tokens.words[i - 1]
    if not word[0].isupper() or search.tokens.lower[i - 1] in search.x.determiners:
        return False
    return not search.found or search.found[-1].last != i or search.found[-1].kind in ("group",)
