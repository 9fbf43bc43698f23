"""The outlines of a person's journeys, made and planned: which evidence makes each, and until when it is open."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.projections.claims.windows import ordinal
from tracker.projections.happenings.verdict import places_agree
from tracker.projections.names import number_of
from tracker.projections.travel.evidence import MOVES, Evidence, load_evidence
from tracker.projections.travel.journeys import GAP, Journey, journeys

_OPEN_IN_TRANSIT = 7
_REMEMBERED = 2_000
"""Pieces of evidence that are kept in memory, about 2 kB each."""


class Outline(NamedTuple):
    """A journey made or planned, before what is only shown of it is made out.

    Attributes:
        key, state, until, day, starts: as `itineraries` keeps them.
        evidence: in its order.
        journey: the journey that was made; None for a plan.
    """

    key: int
    state: str
    until: str
    day: int
    starts: str
    evidence: Sequence[Evidence]
    journey: Journey | None

    @property
    def members(self) -> str:
        """The keys of its happenings in their order, as JSON."""
        return json.dumps([one.row.key for one in self.evidence])

    @property
    def first(self) -> Evidence:
        """What was logged first, after which the journey is named."""
        return _first(self.evidence)

    def stands_in(self, stored: tuple[object, ...] | None, changed: Collection[int]) -> bool:
        """Whether a stored row (state, until, day, starts, members) is this one, and none of its happenings changed."""
        return stored == (self.state, self.until, self.day, self.starts, self.members) and not any(
            one.row.key in changed for one in self.evidence
        )

    def shown_by(self, evidence: dict[int, Evidence]) -> Outline:
        """The same course with newer evidence, by happening."""
        newer = [evidence[one.row.key] for one in self.evidence]
        return self._replace(evidence=newer, journey=self.journey and Journey(newer, self.journey.returned))


def outlines(evidence: Sequence[Evidence], tied: Sequence[frozenset[int]]) -> list[Outline]:
    """The journeys of one person.

    Args:
        evidence: all of it.
        tied: keys of happenings that a user has tied to one journey (`leg_of`).
    """
    made = journeys((one for one in evidence if not one.ahead), tied)
    planned = _planned([one for one in evidence if one.ahead and one.row.type in MOVES], made)
    return [*map(_made, made), *map(_plan, planned)]


class _Known(NamedTuple):
    evidence: dict[int, Evidence]
    tied: list[frozenset[int]]
    outlines: list[Outline]


class RememberedOutlines:
    """The outlines of those who were asked for lately: only what has changed is read, and made out anew."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._number = 0

    def of(
        self,
        db: sqlite3.Connection,
        person: int,
        changed: Collection[int],
        tied_among: Callable[[sqlite3.Connection, Iterable[int]], list[frozenset[int]]],
    ) -> list[Outline]:
        """The journeys of a person.

        Args:
            db: the views.
            person: whose.
            changed: happenings that may read otherwise than when they were asked for last.
            tied_among: the sets of happenings that a user has tied, as far as they name some of these.
        """
        keys = [row[0] for row in db.execute("SELECT key FROM whereabouts WHERE person = ? ORDER BY key", (person,))]
        known = self._known.pop(person, _Known({}, [], []))
        self._number -= len(known.evidence)
        unknown = [key for key in keys if key in changed or key not in known.evidence]
        fresh = {one.row.key: one for one in load_evidence(db, unknown, person)}
        evidence = {key: fresh[key] if key in fresh else known.evidence[key] for key in keys}
        found = self._followed(known, evidence, fresh, tied_among(db, keys))
        self._known[person] = found
        self._number += len(evidence)
        while self._number > _REMEMBERED and len(self._known) > 1:
            self._number -= len(self._known.popitem(last=False)[1].evidence)
        return found.outlines

    @staticmethod
    def _followed(
        known: _Known, evidence: dict[int, Evidence], fresh: dict[int, Evidence], tied: list[frozenset[int]]
    ) -> _Known:
        same = (
            known.evidence.keys() == evidence.keys()
            and known.tied == tied
            and all(one.course == known.evidence[key].course for key, one in fresh.items())
        )
        if not same:
            return _Known(evidence, tied, outlines(list(evidence.values()), tied))
        followed = [
            one.shown_by(evidence) if any(member.row.key in fresh for member in one.evidence) else one
            for one in known.outlines
        ]
        return _Known(evidence, tied, followed)


def _made(journey: Journey) -> Outline:
    last, shown = journey.members[-1], journey.extent
    patience = _OPEN_IN_TRANSIT if last.row.type == "departure" else GAP
    until = (date.fromisoformat(shown.end) + timedelta(days=patience)).isoformat()
    state = "closed" if journey.returned else "open"
    return Outline(_key(journey.members), state, until, 0, shown.start, journey.members, journey)


def _plan(members: Sequence[Evidence]) -> Outline:
    """A journey that is only planned: its state is that of its firmest part."""
    rank = {"announced": 0, "rumoured": 1, "cancelled": 2}
    firmest = min(members, key=lambda one: (rank[one.row.base_state], one.first, one.row.key))
    starts = min((one.row.earliest for one in members if one.row.earliest), default=min(one.first for one in members))
    day = max(one.row.base_day for one in members)
    return Outline(_key(members), firmest.row.base_state, "", day, starts, members, None)


def _key(members: Sequence[Evidence]) -> int:
    first = _first(members)
    return number_of(f"{first.row.key} {first.party.key}")


def _first(members: Sequence[Evidence]) -> Evidence:
    return min(members, key=lambda one: one.row.key)


def _planned(plans: Sequence[Evidence], made: Sequence[Journey]) -> list[list[Evidence]]:
    """Plans that no journey has answered, those that lie close together and agree in place as one."""
    groups: list[list[Evidence]] = []
    for one in sorted(plans, key=lambda plan: (plan.first, plan.last, plan.row.key)):
        if any(_answers(journey, one) for journey in made):
            continue
        for group in groups:
            near = ordinal(one.first) - max(ordinal(other.last) for other in group) <= GAP
            if near and all(places_agree(one.row.place_path, other.row.place_path) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _answers(journey: Journey, plan: Evidence) -> bool:
    made = journey.extent
    overlaps = ordinal(made.start) - 1 <= ordinal(plan.last) and ordinal(plan.first) <= ordinal(made.end) + 1
    return overlaps and any(places_agree(plan.row.place_path, one.row.place_path) for one in journey.members)
