"""Take what stands right behind a name to it: its state or party in brackets, the apostrophe of a genitive."""

from __future__ import annotations

from dataclasses import replace

from tracker.parsing.mentions.mention import Mention
from tracker.parsing.mentions.search import Search

_LONGEST = 4
"""Tokens between the brackets at most."""


def with_asides(search: Search) -> list[Mention]:
    """The mentions without those in brackets that only say of the one before what it is: "Präsident X (Mali)"."""
    kept: list[Mention] = []
    for mention in search.found:
        if not _bracketed(search, mention):
            kept.append(mention)
            continue
        if mention.entry is not None and mention.entry.subkind in ("agency", "outlet"):
            continue  # "Bern (AFP)"
        before = kept[-1] if kept else None
        if before is None or before.last != mention.first - 1:
            kept.append(mention)
        elif mention.kind == "person" and mention.name:
            _take_holder(kept, mention)
        elif before.kind != "person" or not before.name:
            kept.append(mention)
        elif mention.kind in ("state", "place") and mention.countries:
            kept[-1] = replace(before, countries=(*before.countries, *mention.countries))
        elif mention.kind not in ("organisation", "state", "place"):
            kept.append(mention)
    return [_owning(search, _closed(search, mention)) for mention in kept]


def _take_holder(kept: list[Mention], holder: Mention) -> None:
    """Put somebody in brackets for the office or state before: "die Präsidenten Malis (X), Togos (Y) und …"."""
    before = kept[-1]
    first = kept[-2] if len(kept) > 1 else before
    if before.role is not None and not before.name and before.countries:
        role, cases = before.role, before.cases
    elif (
        before.kind == "state" and first.kind == "person" and first.role is not None and first.last + 2 >= before.first
    ):
        role, cases = first.role, first.cases
    else:
        kept.append(holder)
        return
    kept[-1] = replace(
        holder,
        first=before.first,
        role=role,
        countries=before.countries[-1:],
        preposition=before.preposition,
        cases=cases,
        wording=before.wording,
    )


def _bracketed(search: Search, mention: Mention) -> bool:
    words = search.tokens.words
    return (
        mention.first > search.first
        and words[mention.first - 1] == "("
        and mention.last < search.limit
        and words[mention.last] == ")"
    )


def _closed(search: Search, mention: Mention) -> Mention:
    """A named person with the brackets behind the name, so that the next name of a list stands right behind."""
    words = search.tokens.words
    if mention.kind != "person" or not mention.name or mention.last >= search.limit:
        return mention
    if words[mention.last] == ")" and any(words[i] == "(" for i in range(mention.first, mention.last)):
        return replace(mention, last=mention.last + 1)
    if words[mention.last] != "(":
        return mention
    end = min(search.limit, mention.last + _LONGEST + 2)
    closing = next((j for j in range(mention.last + 1, end) if words[j] in ("(", ")")), None)
    inside = any(mention.last < m.first < (closing or 0) for m in search.found if m.kind == "person")
    if closing is None or words[closing] != ")" or inside:
        return mention
    return replace(mention, last=closing + 1)


def _owning(search: Search, mention: Mention) -> Mention:
    """A name in s with an apostrophe behind it is a genitive: "Cassis' Reise"."""
    words, end = search.tokens.words, mention.last
    if not mention.name or mention.genitive or end + 1 >= search.limit:
        return mention
    own = words[end] in search.x.syntax.own_apostrophes and words[end - 1].endswith(("s", "x", "z", "ß"))
    if not own or not words[end + 1][0].isalpha() or search.tokens.starts[end] != search.tokens.ends[end - 1]:
        return mention
    return replace(mention, last=end + 1, genitive=mention.preposition is None, cases="g")
