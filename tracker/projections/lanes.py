"""Lanes: whose happenings lie side by side in time, and what lies in some lanes within some days."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from tracker.projections.counterparts import counterpart_order, counterpart_rows
from tracker.projections.happenings.state import state_on
from tracker.projections.lane_rows import LaneItems, LaneJourney, LaneMark, LaneRow, LaneStay
from tracker.projections.names import number_of
from tracker.projections.travel.itineraries import made_state
from tracker.projections.travel.told_days import known_ends

BY = ("person", "country", "pair")
_AROUND = 90
"""Days from the day on which one looks within which a lane should have something to stand among the first."""
_LOOK_BACK = 400
"""Days before a window in which a date that reaches into it may begin: a year that is told as such, and some."""


def lane_rows(db: sqlite3.Connection, as_of: date, by: str, found: set[int] | None = None) -> list[LaneRow]:
    """The lanes: those whose time reaches to the day on which one looks first, of these those with the most happenings.

    Args:
        db: the views to read.
        as_of: the day on which one looks.
        by: person, country or pair.
        found: keys of happenings; only lanes with one of them are listed. None for all.
    """
    if by == "pair":
        pairs = [
            LaneRow(
                pair.id, f"{pair.one} · {pair.other}", None, None, tuple(pair.id.split(" + ")),
                pair.first or pair.next or "", pair.next or pair.last or "", pair.total,
            )
            for pair in counterpart_rows(db, counterpart_order(db, as_of, "person", found).keys(), as_of)
        ]  # fmt: skip
        return _ordered(pairs, as_of)
    people = _people(db, found)
    return _ordered(people if by == "person" else _states(people), as_of)


def _ordered(lanes: Iterable[LaneRow], as_of: date) -> list[LaneRow]:
    since, until = ((as_of + timedelta(days=days)).isoformat() for days in (-_AROUND, _AROUND))
    return sorted(lanes, key=lambda lane: (lane.first > until or lane.last < since, -lane.count, lane.name, lane.id))


def _people(db: sqlite3.Connection, found: set[int] | None) -> list[LaneRow]:
    """One lane a person who takes part in something that stands, as the newest claim calls them."""
    among = "" if found is None else " AND p.key IN (SELECT value FROM json_each(?))"
    rows = db.execute(
        "SELECT g.party, c.name, c.country, c.office, g.first, g.last, g.count FROM (SELECT p.party,"
        " min(p.day) AS first, max(p.day) AS last, count(*) AS count FROM happenings_parties p"
        " JOIN happenings h ON h.key = p.key"
        f" WHERE h.state <> 'retracted'{among} GROUP BY p.party) g JOIN claims_participants c ON c.key = g.party"
        " AND c.position = (SELECT max(n.position) FROM claims_participants n WHERE n.key = g.party)"
        " WHERE c.kind = 'person'",
        () if found is None else (json.dumps(sorted(found)),),
    )
    lanes: dict[str, LaneRow] = {}
    for party, name, country, office, *rest in rows:
        lanes.setdefault(party, LaneRow(party, name, country, office, (party,), *rest))
    return list(lanes.values())


def _states(people: Iterable[LaneRow]) -> list[LaneRow]:
    states: dict[str, list[LaneRow]] = {}
    for lane in people:
        if lane.country:
            states.setdefault(lane.country, []).append(lane)
    return [
        LaneRow(
            country, country, country, None, tuple(lane.id for lane in members),
            min(lane.first for lane in members), max(lane.last for lane in members),
            sum(lane.count for lane in members),
        )
        for country, members in states.items()
    ]  # fmt: skip


def lane_items(
    db: sqlite3.Connection,
    as_of: date,
    lanes: Sequence[LaneRow],
    first: str,
    last: str,
    found: Collection[int] | None = None,
) -> list[LaneItems]:
    """What lies in some lanes from one ISO day to another, both included; a meeting without a date is left out.

    Args:
        db: the views to read.
        as_of: the day on which one looks.
        lanes: all of one kind, as `lane_rows` gives them.
        first, last: the days.
        found: keys of happenings; only these are meetings in the lanes. None for all.
    """
    pairs = any(" + " in lane.id for lane in lanes)
    marks = _marks(db, as_of, lanes, first, last, found)
    journeys = [()] * len(lanes) if pairs else _journeys(db, as_of, lanes, first, last)
    return [LaneItems(tuple(one), tuple(other)) for one, other in zip(marks, journeys, strict=True)]


def _marks(
    db: sqlite3.Connection,
    as_of: date,
    lanes: Sequence[LaneRow],
    first: str,
    last: str,
    found: Collection[int] | None,
) -> list[list[LaneMark]]:
    """The meetings of each lane; of a pair those in which the first of them takes part, and the second as well."""
    wanted = [
        [number, lane.members[0], lane.members[1]] if " + " in lane.id else [number, member, None]
        for number, lane in enumerate(lanes)
        for member in (lane.members[:1] if " + " in lane.id else lane.members)
    ]
    since = date.fromordinal(max(1, date.fromisoformat(first).toordinal() - _LOOK_BACK)).isoformat()
    rows = db.execute(
        "SELECT DISTINCT q.value ->> 0, h.key, h.id, h.state, h.day, h.earliest, h.latest, h.edtf, h.title, h.place"
        " FROM json_each(?) q CROSS JOIN happenings_parties p ON p.party = q.value ->> 1 AND p.type = 'summit'"
        " AND p.day BETWEEN ? AND ? JOIN happenings h ON h.key = p.key WHERE h.state <> 'retracted'"
        " AND (h.earliest IS NOT NULL OR h.latest IS NOT NULL) AND coalesce(h.latest, h.earliest) >= ?"
        " AND (q.value ->> 2 IS NULL OR EXISTS (SELECT 1 FROM happenings_parties o WHERE o.party = q.value ->> 2"
        " AND o.type = 'summit' AND o.day = p.day AND o.key = p.key)) ORDER BY p.day, h.key",
        (json.dumps(wanted), since, last, first),
    )
    marks: list[list[LaneMark]] = [[] for _ in lanes]
    for number, key, id, state, day, earliest, latest, edtf, title, place in rows:
        if found is None or key in found:
            known = known_ends(edtf, filled=True)
            shown = state_on(state, day, as_of.toordinal())
            marks[number].append(LaneMark(key, id, shown, earliest, latest, *known, title, place))
    return marks


def _journeys(
    db: sqlite3.Connection, as_of: date, lanes: Sequence[LaneRow], first: str, last: str
) -> list[list[LaneJourney]]:
    wanted = [[number, number_of(member)] for number, lane in enumerate(lanes) for member in lane.members]
    rows = db.execute(
        "SELECT q.value ->> 0, i.key, i.state, i.until, i.day, i.starts, i.body ->> 'start', i.body ->> 'end',"
        " i.body ->> 'days' IS NOT NULL, i.body -> 'stays'"
        " FROM json_each(?) q CROSS JOIN itineraries i ON i.person = q.value ->> 1"
        " WHERE i.starts <= ? AND coalesce(i.body ->> 'end', i.starts) >= ? ORDER BY i.starts, i.key",
        (json.dumps(wanted), last, first),
    )
    journeys: list[list[LaneJourney]] = [[] for _ in lanes]
    for number, key, state, until, day, starts, start, end, known, stays in rows:
        begins = start or starts
        told = tuple(
            LaneStay(one["place"], one["country"], one["start"], one["end"], one["days"] is not None)
            for one in json.loads(stays)
        )
        shown = made_state(state, until, day, as_of)
        journeys[number].append(LaneJourney(key, shown, begins, max(begins, end or begins), bool(known), told))
    return journeys
