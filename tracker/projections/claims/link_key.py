"""All of a claim that matters for linking; claims with equal keys are judged alike, and found by one number."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from tracker.projections.claims.facts import Facts
from tracker.projections.claims.windows import ordinal

_KEPT = 8_000


class LinkKey(NamedTuple):
    """The linking part of a claim.

    ``spans``: the windows of days in which it may link: its date, and the one to which something was moved; of a
    statement the day on which it was printed. ``plan``: it does not say that something took place. A hedged place
    counts as unknown.
    """

    type: str
    principals: str
    spans: tuple[tuple[int, int], ...]
    plan: bool
    place_path: str
    from_path: str
    format: str | None
    channel: str | None
    event_key: str
    edition: str | None
    leg_kind: str | None
    quote: str | None

    @property
    def links(self) -> bool:
        """Whether it can mean the same as any other: two must meet, or a name be known; words must be told."""
        if self.type == "summit":
            return bool(self.event_key) or "|" in self.principals
        if self.type == "statement":
            return bool(self.quote) and bool(self.principals)
        return bool(self.principals)

    @property
    def kin(self) -> int:
        """A number for the key, the same in every replay; 0 where nothing can link."""
        if not self.links:
            return 0
        return int.from_bytes(hashlib.blake2b(repr(tuple(self)).encode(), digest_size=7).digest(), "big") or 1


_known: OrderedDict[int, LinkKey] = OrderedDict()


def link_key(facts: Facts) -> LinkKey:
    """The linking part of a claim."""
    known = _known.get(facts.kin)
    if known is None:
        known = read_key(facts)
        if facts.kin:
            _known[facts.kin] = known
            if len(_known) > _KEPT:
                _known.popitem(last=False)
    return known


def remembered_key(kin: int) -> LinkKey | None:
    """The linking part of all claims of a kin, if one of them was looked at lately."""
    return _known.get(kin)


def read_key(facts: Facts) -> LinkKey:
    """The linking part, read from the fields of a claim."""
    return LinkKey(
        facts.type,
        facts.principals,
        _spans(facts),
        not facts.took_place,
        "" if facts.place_hedge else facts.place_path,
        facts.from_path,
        facts.format,
        facts.channel,
        facts.event_key,
        facts.edition,
        facts.leg_kind,
        facts.quote,
    )


def _spans(facts: Facts) -> tuple[tuple[int, int], ...]:
    moved = None
    if facts.new_from is not None and facts.new_to is not None:
        moved = (facts.new_from, facts.new_to)
    return spans_of(facts.type, facts.public_from, (facts.link_from, facts.link_to), moved)


def spans_of(
    kind: str, public_from: str, window: Sequence[int], moved: Sequence[int] | None
) -> tuple[tuple[int, int], ...]:
    """The windows of days in which a claim may link, from its own window and the one to which something was moved."""
    if kind == "statement":
        printed = ordinal(public_from[:10])
        return ((printed, printed),)
    own = (window[0], window[1])
    return (own, (moved[0], moved[1])) if moved else (own,)
