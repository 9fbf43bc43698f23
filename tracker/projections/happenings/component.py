"""The neighbourhood of changed claims: all that may link with them, found through the blocks, nothing else.

A claim links only with those of its connected component, so a happening can be derived anew from the component alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from events.model import Link, Unlink
from tracker.projections.claims import blocks
from tracker.projections.claims.curation import Original, stands
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.link_key import LinkKey, link_key, remembered_key
from tracker.projections.claims.numbered import ROOM
from tracker.projections.happenings.grouping import Wish
from tracker.projections.happenings.verdict import Judgement, Verdict, judge

UNITING = frozenset({"same_happening", "fulfils", "replaces"})
"""Relations that make one happening of two; the others tell how two happenings stand to each other."""
_REMEMBERED = 500
"""Claims that are kept in memory, about 3 kB each."""
_ASKED_AT_ONCE = 32
"""Claims whose neighbours one statement looks for: what it sorts lies in memory, and holds up the other threads."""


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


class RememberedClaims:
    """Claims that were looked at lately: the next report of a happening finds the ones before it without reading."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, Facts] = OrderedDict()

    def forget(self, positions: Collection[int]) -> None:
        """What has changed is read anew."""
        if len(positions) > len(self._known):
            self._known.clear()
        for position in positions:
            self._known.pop(position, None)

    def load(self, db: sqlite3.Connection, positions: Collection[int]) -> Iterator[Facts]:
        """The claims at these positions, in no order."""
        known = [self._known[position] for position in positions if position in self._known]
        yield from known
        if len(known) == len(positions):
            return
        for facts in load(db, [position for position in positions if position not in self._known]):
            yield facts
            self._known[facts.position] = facts
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def components(
    db: sqlite3.Connection, changed: Iterable[int], original: Original, remembered: RememberedClaims
) -> list[Component]:
    """The components that the claims at these positions belong to, and those that they belonged to before they changed.

    What has not changed links as it did, so a component that is known need not be looked through again.
    """
    changed = set(changed)
    doubtful = {claim for claim, _ in _together(db, changed)}
    search = _Search(db, original, remembered, doubtful)
    search.expand(changed | doubtful)
    return search.result()


def _together(db: sqlite3.Connection, positions: Collection[int]) -> list[tuple[int, int]]:
    """The claims of the components, as they were, that hold some claims; each with the number of its component."""
    return db.execute(
        "SELECT m.claim, m.component FROM happenings_members m WHERE m.component IN (SELECT c.component"
        " FROM json_each(?) q CROSS JOIN happenings_members c ON c.claim = q.value)",
        (json.dumps(list(positions)),),
    ).fetchall()


def candidates_of(
    db: sqlite3.Connection, groups: Mapping[int, Iterable[Facts]]
) -> dict[int, list[tuple[Facts, Judgement]]]:
    """Claims that may mean the same as one of a group, and may not: listed for the user to decide.

    Args:
        db: the views to read.
        groups: the claims that stand, by the key of their happening.

    Returns:
        By the same keys the claims in log order, each with the judgement that lies nearest in time.
    """
    asking = {claim.kin: link_key(claim) for claims in groups.values() for claim in claims if claim.kin}
    pairs = neighbours(db, asking)
    others = {claim.kin: link_key(claim) for claim in load(db, {position for _, _, position in pairs})}
    near: dict[int, list[tuple[int, Judgement]]] = {}
    for one, other, _ in pairs:
        judgement = judge(asking[one], others[other])
        if judgement.verdict is Verdict.CANDIDATE:
            near.setdefault(one, []).append((other, judgement))
    holding: dict[int, list[Facts]] = {}
    for claim in load(db, _holders(db, {other for found in near.values() for other, _ in found})):
        if not claim.retracted:
            holding.setdefault(claim.kin, []).append(claim)
    return {key: _nearest(claims, near, holding) for key, claims in groups.items()}


def _nearest(
    claims: Iterable[Facts],
    near: Mapping[int, Sequence[tuple[int, Judgement]]],
    holding: Mapping[int, Sequence[Facts]],
) -> list[tuple[Facts, Judgement]]:
    """What lies near to any of some claims, each with its nearest judgement, in log order."""
    found: dict[int, Judgement] = {}
    for kin in dict.fromkeys(claim.kin for claim in claims):
        for other, judgement in near.get(kin, ()):
            if other not in found or judgement.days < found[other].days:
                found[other] = judgement
    candidates = [(claim, judgement) for other, judgement in found.items() for claim in holding.get(other, ())]
    return sorted(candidates, key=lambda pair: pair[0].position)


def neighbours(db: sqlite3.Connection, asking: Mapping[int, LinkKey]) -> list[tuple[int, int, int]]:
    """Others that share a block and lie near in time: kin that asks, kin found, position of a claim that has it."""
    found: list[tuple[int, int, int]] = []
    rest = iter(asking.items())
    while some := list(islice(rest, _ASKED_AT_ONCE)):
        questions = [
            (kin, block, low, high)
            for kin, key in some
            for block in blocks.blocks(key)
            for low, high in blocks.reach(key.spans)
        ]
        rows = db.execute(
            f"SELECT q.value ->> 0 AS one, b.kin, min(b.number) / {ROOM} FROM json_each(?) q"
            " CROSS JOIN claims_blocks b ON b.block = q.value ->> 1"
            " AND b.bucket BETWEEN q.value ->> 2 AND q.value ->> 3 GROUP BY one, b.kin",
            (json.dumps(questions),),
        )
        found += [(one, other, position) for one, other, position in rows if one != other]
    return found


def _holders(db: sqlite3.Connection, kins: Iterable[int]) -> list[int]:
    """The positions of all claims of these kins."""
    wanted = json.dumps(sorted(kins))
    rows = db.execute(
        "SELECT c.position FROM json_each(?) q CROSS JOIN claims c ON c.kin = q.value AND c.kin <> 0", (wanted,)
    )
    return [row[0] for row in rows]


class _Search:
    """One walk over the claims that link. Claims of one kin go together; a claim of no kin stands alone."""

    def __init__(
        self, db: sqlite3.Connection, original: Original, remembered: RememberedClaims, doubtful: Collection[int]
    ) -> None:
        self._db = db
        self._original = original
        self._remembered = remembered
        self._doubtful = doubtful
        self._component: dict[int, int] = {}
        self._facts: dict[int, Facts] = {}
        self._walked: set[int] = set()
        self._asked: set[int] = set()
        self._parent: dict[int, int] = {}
        self._wishes: dict[int, Wish] = {}

    def expand(self, front: set[int]) -> None:
        while front:
            self._load(front)
            front = {position for position in front if position in self._facts}
            self._walked |= front
            known = self._known(front)
            reached = self._linked(front - known) | self._wished(front) | known
            front = reached - self._walked

    def _known(self, front: set[int]) -> set[int]:
        """The claims of components that are as they were, as far as they hold some of the front."""
        unknown = front.difference(self._component, self._doubtful)
        found = _together(self._db, unknown) if unknown else []
        self._component.update((claim, component) for claim, component in found if claim not in self._doubtful)
        return {claim for claim, _ in found if claim not in self._doubtful} | front & self._component.keys()

    def result(self) -> list[Component]:
        for claim, component in self._component.items():
            self._unite(_node(self._facts[claim]), _node(self._facts[component]))
        members: dict[int, list[Facts]] = {}
        for position in sorted(self._walked):
            facts = self._facts[position]
            members.setdefault(self._root(_node(facts)), []).append(facts)
        wishes: dict[int, list[Wish]] = {root: [] for root in members}
        for wish in sorted(self._wishes.values()):
            wishes[self._root(_node(self._facts[wish.members[0]]))].append(wish)
        ordered = sorted(members.items(), key=lambda item: item[1][0].position)
        return [Component(claims, wishes[root]) for root, claims in ordered]

    def _load(self, positions: Collection[int]) -> None:
        unknown = [position for position in positions if position not in self._facts]
        self._facts.update((facts.position, facts) for facts in self._remembered.load(self._db, unknown))

    def _linked(self, front: set[int]) -> set[int]:
        """All claims of the kins in the front, and of those that mean the same."""
        asking = {
            facts.kin: link_key(facts)
            for facts in (self._facts[position] for position in sorted(front))
            if facts.kin and facts.kin not in self._asked
        }
        self._asked |= asking.keys()
        pairs = neighbours(self._db, asking)
        known = {other: remembered_key(other) for _, other, _ in pairs}
        self._load({position for _, other, position in pairs if known[other] is None})
        kins = set(asking)
        for one, other, position in pairs:
            if judge(asking[one], known[other] or link_key(self._facts[position])).verdict is Verdict.SAME:
                kins.add(other)
                self._unite(one, other)
        return set(_holders(self._db, kins))

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
                self._load(wish.members)
                for member in wish.members[1:]:
                    self._unite(_node(self._facts[wish.members[0]]), _node(self._facts[member]))
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

    def _root(self, node: int) -> int:
        root = node
        while (above := self._parent.get(root, root)) != root:
            root = above
        while node != root:
            self._parent[node], node = root, self._parent.get(node, root)
        return root

    def _unite(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        if low != high:
            self._parent[high] = low


def _node(facts: Facts) -> int:
    return facts.kin or -facts.position
