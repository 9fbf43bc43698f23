"""Join a name and the office in commas beside it: "X, der Präsident Y-lands," is one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from tracker.parsing.mentions.mention import Mention


def with_appositions(found: Iterable[Mention], is_apposition: Callable[[Mention, Mention], bool]) -> list[Mention]:
    """The mentions of a sentence, neighbours that mean one person joined.

    Args:
        is_apposition: whether of two neighbours the second only tells more of the first; languages differ in that.
    """
    merged: list[Mention] = []
    for mention in found:
        if merged and is_apposition(merged[-1], mention):
            merged[-1] = _joined(merged[-1], mention)
        else:
            merged.append(mention)
    return merged


def _joined(before: Mention, after: Mention) -> Mention:
    named, office = (before, after) if before.name else (after, before)
    return replace(
        before,
        last=after.last,
        name=named.name,
        entry=named.entry or office.entry,
        role=before.role or after.role,
        wording=office.wording,
        countries=tuple(dict.fromkeys((*office.countries, *named.countries))),
        bodies=(*before.bodies, *after.bodies),
        sex=named.sex or office.sex,
    )
