"""The outlines of a person's journeys, made and planned: which evidence makes each, and until when it is open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.projections.claims.windows import ordinal
from tracker.projections.happenings.verdict import places_agree
from tracker.projections.names import number_of
from tracker.projections.travel.evidence import MOVES, Evidence
from tracker.projections.travel.journeys import GAP, Journey, journeys

_OPEN_IN_TRANSIT = 7


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


def outlines(evidence: Sequence[Evidence], tied: Sequence[frozenset[int]]) -> list[Outline]:
    """The journeys of one person.

    Args:
        evidence: all of it.
        tied: keys of happenings that a user has tied to one journey (`leg_of`).
    """
    made = journeys((one for one in evidence if not one.ahead), tied)
    planned = _planned([one for one in evidence if one.ahead and one.row.type in MOVES], made)
    return [*map(_made, made), *map(_plan, planned)]


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
