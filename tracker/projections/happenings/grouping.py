"""From a set of claims to happenings: a pure, deterministic function (DOMAIN 3.0).

Claims are placed in log order. One joins the group in which it agrees with somebody and clashes with nobody; else it
begins a group. A user's links and unlinks always win. An id is that of the first-logged claim of the group that
there would be had nothing been retracted, so that it outlives the retraction of that claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.projections.claims.facts import Facts
from tracker.projections.happenings.verdict import LinkKey, Verdict, judge, link_key


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
    groups: list[_Group] = []
    for facts in claims:
        key = link_key(facts)
        chosen = _choose(facts.position, key, groups, unions)
        if chosen is None:
            chosen = _Group(facts.position)
            groups.append(chosen)
        else:
            unions.unite(facts.position, chosen.claim)
        chosen.add(key)
    return {claim: unions.root(claim) for claim in present}


def _choose(claim: int, key: LinkKey, groups: Sequence[_Group], unions: _Unions) -> _Group | None:
    """The group that a claim joins: the nearest in time, of equally near ones the first."""
    best: tuple[int, _Group] | None = None
    for candidate in groups:
        nearest: int | None = None
        for other in candidate.keys:
            judgement = judge(key, other)
            if judgement.verdict is Verdict.APART:
                if other.plan and candidate.moved:
                    continue  # the date of the plan was given up
                nearest = None
                break
            if judgement.verdict is Verdict.SAME and (nearest is None or judgement.days < nearest):
                nearest = judgement.days
        if nearest is None or (best is not None and best[0] <= nearest):
            continue
        if unions.may_unite(claim, candidate.claim):
            best = (nearest, candidate)
    return best[1] if best else None


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
