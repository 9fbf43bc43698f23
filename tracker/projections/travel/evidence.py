"""What a happening says of where one person was, is, or is to be."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tracker.projections.claims.facts import Participation, strings
from tracker.projections.claims.windows import iso, ordinal
from tracker.projections.happenings.summary import Summary
from tracker.projections.names import number_of
from tracker.projections.travel.told_days import Extent, known_ends

MOVES = frozenset({"departure", "arrival", "visit"})
"""Types of happenings in which somebody travels."""
_MET = frozenset({"traveller", "host", "participant", "chair"})
_TOOK_PLACE = frozenset({"held", "under_way"})
_COMING = frozenset({"announced", "rumoured"})
_FORUM = "multilateral"
_A_FEW = 3


class Evidence(NamedTuple):
    """One happening seen from one person.

    ``ahead``: a plan (which may have been called off), else it took place. ``first``, ``last``: ISO days; of a plan
    ``last`` is the last day on which it is expected. ``row`` is the happening's row, ``party`` the person in it.
    ``first_known``, ``last_known``: whether the person is known to have been there on that very day.
    """

    person: int
    ahead: bool
    first: str
    last: str
    row: Summary
    party: Participation
    first_known: bool = False
    last_known: bool = False

    @property
    def extent(self) -> Extent:
        """Its days, and which of them are known."""
        return Extent(self.first, self.last, self.first_known, self.last_known)

    @property
    def told_vaguely(self) -> bool:
        """Whether it took place on some day of more than a few."""
        return not self.first_known and not self.last_known and ordinal(self.last) - ordinal(self.first) > _A_FEW

    @property
    def country(self) -> str | None:
        """The state that the place lies in."""
        return country_of(self.row.place_path) or self.row.place_country

    @property
    def abroad(self) -> bool | None:
        """Whether the place lies outside the person's own state; None where either is unknown."""
        if self.country is None or self.party.country is None:
            return None
        return self.country != self.party.country

    @property
    def course(self) -> int:
        """A number for all on which the course of a journey depends; the rest is only shown with it."""
        row = self.row
        places = (row.place_path, row.place_country, row.from_path, self.party.key, self.party.country)
        days = (self.first, self.last, self.first_known, self.last_known, row.earliest)
        told = (row.key, self.ahead, row.type, row.base_state, row.base_day, places, days)
        return number_of.__wrapped__(repr(told))


def country_of(path: str) -> str | None:
    """The state in which a place lies, by its path."""
    last = path.rpartition("|")[2]
    return last.removeprefix("country:") if last.startswith("country:") else None


def persons(row: Summary) -> Iterator[Participation]:
    """The persons whose whereabouts a happening tells."""
    if row.type == "summit" and (row.channel not in (None, "in_person") or not row.place):
        return
    roles = {"traveller"} if row.type in MOVES else _MET
    for fields in json.loads(row.parties):
        party = Participation(*fields)
        if party.kind == "person" and party.role in roles:
            yield party


def evidence_of(row: Summary) -> list[Evidence]:
    """What a happening says of everybody in it; nothing where it is disputed, or was called off before a plan."""
    found = []
    for party in persons(row):
        person = number_of(party.key)
        state, day = (row.state, row.day) if row.took_place else (row.base_state, row.base_day)
        if state in _TOOK_PLACE:
            last = row.latest or (iso(day) if state == "under_way" else row.sort_day)
            first = min(row.earliest or last, last)
            starts, ends = known_ends(row.edtf, filled=row.type == "visit" or row.format == _FORUM)
            known = (starts and first == row.earliest, ends and last == row.latest)
            found.append(Evidence(person, False, first, last, row, party, *known))
        elif state in _COMING or state == "cancelled":
            last = iso(day) if day else row.sort_day
            first = row.earliest or row.first_told
            found.append(Evidence(person, True, first, max(first, last), row, party))
    return found


def load_evidence(db: sqlite3.Connection, keys: Collection[int]) -> list[Evidence]:
    """The evidence in some happenings, in the order of the keys."""
    wanted = json.dumps(sorted(keys))
    rows = db.execute("SELECT * FROM happenings WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key", (wanted,))
    return [one for row in rows for one in evidence_of(Summary._make(row))]


def purposes(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """All purposes told, once each."""
    return tuple(dict.fromkeys(purpose for one in evidence for purpose in strings(one.row.purpose)))
