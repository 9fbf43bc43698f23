"""The neighbourhood of changed claims: all that may link with them, found through the blocks, nothing else.

A claim links only with those of its connected component, so a happening can be derived anew from the component alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from events.model import Link, Unlink
from tracker.projections.claims import blocks
from tracker.projections.claims.curation import Original, stands
from tracker.projections.claims.facts import Facts
from tracker.projections.happenings.grouping import Wish
from tracker.projections.happenings.verdict import Judgement, LinkKey, Verdict, judge, link_key

UNITING = frozenset({"same_happening", "fulfils", "replaces"})
"""Relations that make one happening of two; the others tell how two happenings stand to each other."""


class Component(NamedTuple):
    """Claims that link with each other, directly or through others, and the wishes that name them."""

    claims: list[Facts]
    wishes: list[Wish]


def load(db: sqlite3.Connection, positions: Collection[int]) -> list[Facts]:
    """The claims at these positions, in log order."""
    wanted = json.dumps(sorted(positions))
    rows = db.execute(
        "SELECT * FROM claims WHERE position IN (SELECT value FROM json_each(?)) ORDER BY position", (wanted,)
    )
    return [Facts._make(row) for row in rows]


def components(db: sqlite3.Connection, seeds: Iterable[int], original: Original) -> list[Component]:
    """The components that the claims at these positions belong to."""
    search = _Search(db, original)
    search.expand(set(seeds))
    return search.result()


def candidates_of(db: sqlite3.Connection, claims: Iterable[Facts]) -> list[tuple[Facts, Judgement]]:
    """Claims that may mean the same as one of these, and may not: listed for the user to decide."""
    asking = {link_key(claim): claim for claim in claims}
    pairs = neighbours(db, asking.values())
    others = {claim.position: claim for claim in load(db, {other for _, other in pairs})}
    found: dict[int, tuple[Facts, Judgement]] = {}
    for key, claim in asking.items():
        for other in others.values():
            judgement = judge(key, link_key(other))
            if (
                (claim.position, other.position) in pairs
                and judgement.verdict is Verdict.CANDIDATE
                and not other.retracted
            ):
                known = found.get(other.position)
                if known is None or judgement.days < known[1].days:
                    found[other.position] = (other, judgement)
    return [found[position] for position in sorted(found)]


def neighbours(db: sqlite3.Connection, claims: Iterable[Facts]) -> set[tuple[int, int]]:
    """Pairs of positions: one of these claims, and another that shares a block and lies near in time."""
    questions = [
        (claim.position, block, low, high)
        for claim in claims
        for block in blocks.blocks(claim)
        for low, high in (*blocks.reach(claim), (blocks.EVERYWHERE, blocks.EVERYWHERE))
    ]
    rows = db.execute(
        "SELECT q.value ->> 0, b.position FROM json_each(?) q CROSS JOIN claims_blocks b"
        " ON b.block = q.value ->> 1 AND b.bucket BETWEEN q.value ->> 2 AND q.value ->> 3",
        (json.dumps(questions),),
    )
    return {(one, other) for one, other in rows if one != other}


class _Search:
    """One walk over the claims that link."""

    def __init__(self, db: sqlite3.Connection, original: Original) -> None:
        self._db = db
        self._original = original
        self._facts: dict[int, Facts] = {}
        self._walked: set[int] = set()
        self._asked: set[LinkKey] = set()
        self._parent: dict[int, int] = {}
        self._holders: dict[LinkKey, int] = {}
        self._wishes: dict[int, Wish] = {}

    def expand(self, front: set[int]) -> None:
        while front:
            self._load(front)
            front = {position for position in front if position in self._facts}
            self._walked |= front
            reached = self._linked(front) | self._wished(front)
            front = reached - self._walked

    def result(self) -> list[Component]:
        members: dict[int, list[Facts]] = {}
        for position in sorted(self._walked):
            members.setdefault(self._root(position), []).append(self._facts[position])
        wishes: dict[int, list[Wish]] = {root: [] for root in members}
        for wish in sorted(self._wishes.values()):
            wishes[self._root(wish.members[0])].append(wish)
        return [Component(claims, wishes[root]) for root, claims in sorted(members.items())]

    def _load(self, positions: Collection[int]) -> None:
        for facts in load(self._db, [position for position in positions if position not in self._facts]):
            self._facts[facts.position] = facts

    def _linked(self, front: set[int]) -> set[int]:
        """Claims that mean the same as one of the front; equal link keys ask once."""
        asking: dict[int, LinkKey] = {}
        for position in sorted(front):
            key = link_key(self._facts[position])
            if judge(key, key).verdict is not Verdict.SAME:
                continue
            if key in self._holders:
                self._unite(position, self._holders[key])
            else:
                self._holders[key] = position
            if key not in self._asked:
                self._asked.add(key)
                asking[position] = key
        pairs = neighbours(self._db, [self._facts[position] for position in asking])
        self._load({other for _, other in pairs})
        reached: set[int] = set()
        for one, other in pairs:
            if judge(asking[one], link_key(self._facts[other])).verdict is Verdict.SAME:
                reached.add(other)
                self._unite(one, other)
        return reached

    def _wished(self, front: set[int]) -> set[int]:
        """Claims that a user's standing link or unlink names together with one of the front."""
        ids = json.dumps([self._facts[position].id for position in sorted(front)])
        rows = self._db.execute(
            "SELECT DISTINCT c.position, c.id FROM json_each(?) q CROSS JOIN claims_curation c"
            " ON c.target = q.value WHERE c.type IN ('link', 'unlink')",
            (ids,),
        )
        reached: set[int] = set()
        for position, wish_id in rows.fetchall():
            if position not in self._wishes:
                wish = self._wish(position, wish_id)
                if wish is None:
                    continue
                self._wishes[position] = wish
                for member in wish.members[1:]:
                    self._unite(wish.members[0], member)
                reached.update(wish.members)
        return reached

    def _wish(self, position: int, wish_id: str) -> Wish | None:
        record = self._original(wish_id)
        if (
            record is None
            or not isinstance(record.event, (Link, Unlink))
            or not stands(self._db, wish_id, self._original)
        ):
            return None
        if isinstance(record.event, Link) and record.event.relation not in UNITING:
            return None
        ids = json.dumps(list(record.event.members))
        rows = self._db.execute(
            "SELECT position FROM claims WHERE id IN (SELECT value FROM json_each(?)) ORDER BY position", (ids,)
        )
        members = tuple(row[0] for row in rows)
        return Wish(position, isinstance(record.event, Link), members) if len(members) > 1 else None

    def _root(self, position: int) -> int:
        root = position
        while (above := self._parent.get(root, root)) != root:
            root = above
        while position != root:
            self._parent[position], position = root, self._parent.get(position, root)
        return root

    def _unite(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        if low != high:
            self._parent[high] = low
