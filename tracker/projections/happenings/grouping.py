"""From a set of claims to happenings: a pure, deterministic function (DOMAIN 3.0).

Claims are placed in log order. One joins the group in which it agrees with somebody and clashes with nobody; else it
begins a group. A user's links and unlinks always win. An id is that of the first-logged claim of the group that
there would be had nothing been retracted, so that it outlives the retraction of that claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.projections.claims.blocks import buckets, reach
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.link_key import LinkKey, link_key
from tracker.projections.happenings.verdict import Verdict, judge


class Wish(NamedTuple):
    """A user's link or unlink that stands: its log position, and the positions of the claims that it names."""

    position: int
    together: bool
    members: tuple[int, ...]


class Happening(NamedTuple):
    """A happening: its key (position of its first-logged member), the members that stand, and those retracted."""

    key: int
    members: tuple[Facts, ...]
    retracted: tuple[Facts, ...]


def group(claims: Iterable[Facts], wishes: Sequence[Wish] = ()) -> list[Happening]:
    """The happenings of a set of claims that is closed under linking.

    Args:
        claims: retracted ones among them, for they keep an id alive.
        wishes: links of relation "same happening", "fulfils" or "replaces", and unlinks, in log order.
    """
    ordered = sorted(claims, key=lambda facts: facts.position)
    standing = [facts for facts in ordered if not facts.retracted]
    roots = _place(standing, wishes)
    if len(standing) == len(ordered):
        return _collect(standing, roots, roots)
    return _collect(ordered, roots, _place(ordered, wishes))


def _collect(claims: Sequence[Facts], roots: dict[int, int], original: dict[int, int]) -> list[Happening]:
    members: dict[int, list[Facts]] = {}
    for facts in claims:
        if not facts.retracted:
            members.setdefault(roots[facts.position], []).append(facts)
    keys: dict[int, list[Facts]] = {}
    for group_of in sorted(members.values(), key=lambda group_of: group_of[0].position):
        first = group_of[0].position
        keys[original[first] if original[first] not in keys else first] = group_of
    gone: dict[int, list[Facts]] = {}
    for facts in claims:
        if facts.retracted:
            gone.setdefault(original[facts.position], []).append(facts)
    every = sorted(keys.keys() | gone.keys())
    return [Happening(key, tuple(keys.get(key, ())), tuple(gone.get(key, ()))) for key in every]


@dataclass
class _Group:
    """Claims that agree by themselves; equal link keys are kept once. ``moved``: one tells a new date."""

    claim: int
    keys: set[LinkKey] = field(default_factory=set)
    moved: bool = False

    def add(self, key: LinkKey) -> None:
        self.keys.add(key)
        self.moved = self.moved or len(key.spans) > 1


class _Unions:
    """Sets of claims that are one happening, each named by its first claim, with the pairs that must stay apart."""

    def __init__(self, claims: Iterable[int], forbidden: set[tuple[int, int]]) -> None:
        self._root = {claim: claim for claim in claims}
        self._members = {claim: [claim] for claim in self._root}
        self._forbidden = forbidden

    def root(self, claim: int) -> int:
        return self._root[claim]

    def may_unite(self, one: int, other: int) -> bool:
        if not self._forbidden:
            return True
        mine, theirs = self._members[self._root[one]], self._members[self._root[other]]
        return mine is theirs or not any(_pair(a, b) in self._forbidden for a in mine for b in theirs)

    def unite(self, one: int, other: int) -> None:
        low, high = sorted((self._root[one], self._root[other]))
        if low != high:
            moved = self._members.pop(high)
            self._members[low].extend(moved)
            for claim in moved:
                self._root[claim] = low


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _place(claims: Sequence[Facts], wishes: Sequence[Wish]) -> dict[int, int]:
    """For each claim, the first claim of its happening."""
    present = {facts.position for facts in claims}
    together, forbidden = _wished(present, wishes)
    unions = _Unions(present, forbidden)
    for one, other in together:
        if unions.may_unite(one, other):
            unions.unite(one, other)
    groups = _Groups(unions)
    first: dict[int, int] = {}
    for facts in claims:
        # Where nobody is kept apart, claims that are alike go where the first of them went.
        if forbidden or facts.kin not in first:
            first[facts.kin or -facts.position] = facts.position
            groups.take(facts)
        else:
            unions.unite(facts.position, first[facts.kin])
    return {claim: unions.root(claim) for claim in present}


class _Groups:
    """The groups made so far; looks only at those that lie near in time."""

    def __init__(self, unions: _Unions) -> None:
        self._unions = unions
        self._placed: dict[LinkKey, _Group] = {}
        self._near: dict[int, list[LinkKey]] = {}

    def take(self, facts: Facts) -> None:
        """Place a claim: with its like, else with the nearest group that agrees, else in a group of its own."""
        if not facts.kin:
            return
        key = link_key(facts)
        like = self._placed.get(key)
        if like is not None and self._unions.may_unite(facts.position, like.claim):
            self._unions.unite(facts.position, like.claim)
            return
        chosen = self._choose(facts.position, key)
        if chosen is None:
            chosen = _Group(facts.position)
        else:
            self._unions.unite(facts.position, chosen.claim)
        chosen.add(key)
        if like is None:
            self._placed[key] = chosen
            for bucket in buckets(key.spans):
                self._near.setdefault(bucket, []).append(key)

    def _choose(self, claim: int, key: LinkKey) -> _Group | None:
        """Of the groups that agree, the nearest in time; of equally near ones the first."""
        days: dict[int, int] = {}
        groups: dict[int, _Group] = {}
        for other in self._neighbours(key):
            judgement = judge(key, other)
            if judgement.verdict is Verdict.SAME:
                group_of = self._placed[other]
                days[group_of.claim] = min(judgement.days, days.get(group_of.claim, judgement.days))
                groups[group_of.claim] = group_of
        for first in sorted(days, key=lambda first: (days[first], first)):
            if self._admits(groups[first], key) and self._unions.may_unite(claim, first):
                return groups[first]
        return None

    def _neighbours(self, key: LinkKey) -> Iterator[LinkKey]:
        seen: set[int] = set()
        for low, high in reach(key.spans):
            inside = range(low, high + 1) if high - low < len(self._near) else self._near
            for bucket in inside:
                if low <= bucket <= high and bucket not in seen:
                    seen.add(bucket)
                    yield from self._near.get(bucket, ())

    @staticmethod
    def _admits(group_of: _Group, key: LinkKey) -> bool:
        """Whether nobody in a group rules a claim out; a plan whose date was given up does not."""
        return not any(
            judge(key, other).verdict is Verdict.APART and not (other.plan and group_of.moved)
            for other in group_of.keys
        )


def _wished(present: set[int], wishes: Sequence[Wish]) -> tuple[list[tuple[int, int]], set[tuple[int, int]]]:
    """The pairs to unite, in the order of the wishes, and the pairs to keep apart; the newest wish on a pair counts."""
    decided: dict[tuple[int, int], bool] = {}
    for wish in sorted(wishes):
        members = sorted(set(wish.members) & present)
        for index, one in enumerate(members):
            for other in members[index + 1 :]:
                decided.pop((one, other), None)
                decided[one, other] = wish.together
    together = [pair for pair, wanted in decided.items() if wanted]
    return together, {pair for pair, wanted in decided.items() if not wanted}
