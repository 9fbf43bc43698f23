"""What some events may change or look at in the views: claims, happenings and persons, found before they are folded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from tracker.projections.claims import blocks
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.link_key import link_key
from tracker.projections.claims.numbered import ROOM
from tracker.projections.happenings.arrivals import visits_near
from tracker.projections.names import number_of


class _Reach:
    """All that one event may reach.

    ``numbers``: positions of claims, and so keys of happenings; ``travellers``, ``meeting``: keys of those who travel,
    or take part otherwise; ``meets``: whether that makes it evidence of where they are; ``arrivals``: the days on which
    somebody may be told to have arrived.
    """

    def __init__(self) -> None:
        self.numbers: set[int | str] = set()
        self.travellers: set[str] = set()
        self.meeting: set[str] = set()
        self.meets = False
        self.arrivals: list[str] = []

    def take(self, kind: str, days: Iterable[str | None]) -> None:
        """A claim is among it."""
        self.meets = self.meets or kind == "summit"
        if kind == "arrival":
            self.arrivals.extend(day[:10] for day in days if day)

    def take_party(self, key: str, role: str) -> None:
        """Somebody takes part in a claim that is among it."""
        (self.travellers if role == "traveller" else self.meeting).add(key)

    @property
    def everything(self) -> set[int | str]:
        """The numbers, and with them those of everybody whose whereabouts it may tell."""
        persons = self.travellers | self.meeting if self.meets else self.travellers
        return self.numbers.union(-number_of(key) for key in persons)


def reached(db: sqlite3.Connection, told: Mapping[int, Sequence[Facts]]) -> dict[int, set[int | str]]:
    """What each of some events reaches: positions of claims, and so keys of happenings; persons, below 0; blocks.

    Args:
        db: the views, as they are before the first of the events.
        told: by the position of an event, the claims that it is about.
    """
    found = {event: _Reach() for event in told}
    for event, claims in told.items():
        reach = found[event]
        reach.numbers.add(event)
        for claim in claims:
            reach.numbers.add(claim.position)
            reach.numbers.update(map(str, blocks.blocks(link_key(claim))))
            for party in claim.parties:
                reach.take_party(party.key, party.role)
            days = (claim.earliest, claim.latest, claim.new_earliest, claim.new_latest, claim.public_from)
            reach.take(claim.type, days)
    _take_linked(db, told, found)
    _take_visits(db, found)
    return {event: reach.everything for event, reach in found.items()}


def _take_linked(db: sqlite3.Connection, told: Mapping[int, Sequence[Facts]], found: Mapping[int, _Reach]) -> None:
    """All claims that link with those that the events may link with, and who takes part in them."""
    of = _components(db, told)
    components = json.dumps(list(of))
    rows = db.execute(
        "SELECT m.component, m.claim, c.type, c.earliest, c.latest, c.new_earliest, c.new_latest, c.public_from"
        " FROM json_each(?) q CROSS JOIN happenings_members m ON m.component = q.value"
        " CROSS JOIN claims c ON c.position = m.claim",
        (components,),
    )
    for component, claim, kind, *days in rows:
        for event in of[component]:
            found[event].numbers.add(claim)
            found[event].take(kind, days)
    rows = db.execute(
        "SELECT DISTINCT m.component, p.key, p.role FROM json_each(?) q CROSS JOIN happenings_members m"
        " ON m.component = q.value CROSS JOIN claims_participants p ON p.position = m.claim",
        (components,),
    )
    for component, key, role in rows:
        for event in of[component]:
            found[event].take_party(key, role)


def _components(db: sqlite3.Connection, told: Mapping[int, Sequence[Facts]]) -> dict[int, set[int]]:
    """The events by the components of claims that they may link with, or are about."""
    questions, own = [], []
    for event, claims in told.items():
        for claim in claims:
            own.append((event, claim.position))
            if claim.kin:
                key = link_key(claim)
                near = blocks.reach(key.spans)
                questions += [(event, block, low, high) for block in blocks.blocks(key) for low, high in near]
    linked = db.execute(
        "SELECT DISTINCT q.value ->> 0, m.component FROM json_each(?) q CROSS JOIN claims_blocks b"
        " ON b.block = q.value ->> 1 AND b.bucket BETWEEN q.value ->> 2 AND q.value ->> 3"
        f" CROSS JOIN happenings_members m ON m.claim = b.number / {ROOM}",
        (json.dumps(questions),),
    )
    of: dict[int, set[int]] = {}
    for event, component in linked:
        of.setdefault(component, set()).add(event)
    members = db.execute(
        "SELECT q.value ->> 0, m.component FROM json_each(?) q CROSS JOIN happenings_members m"
        " ON m.claim = q.value ->> 1",
        (json.dumps(own),),
    )
    for event, component in members:
        of.setdefault(component, set()).add(event)
    return of


def _take_visits(db: sqlite3.Connection, found: Mapping[int, _Reach]) -> None:
    """The visits that an arrival may put under way, and everybody who travels there."""
    asking = [
        (event, party, *visits_near(reach.arrivals))
        for event, reach in found.items()
        if reach.arrivals
        for party in reach.travellers
    ]
    rows = db.execute(
        "SELECT DISTINCT q.value ->> 0, v.key, p.key FROM json_each(?) q CROSS JOIN happenings_parties v"
        " ON v.party = q.value ->> 1 AND v.type = 'visit' AND v.day BETWEEN q.value ->> 2 AND q.value ->> 3"
        " CROSS JOIN happenings_members m ON m.key = v.key"
        " CROSS JOIN claims_participants p ON p.position = m.claim AND p.role = 'traveller'",
        (json.dumps(asking),),
    )
    for event, visit, party in rows.fetchall():
        found[event].numbers.add(visit)
        found[event].travellers.add(party)
