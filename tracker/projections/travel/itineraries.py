"""The projection ``itineraries``: one row a journey, made or planned (DOMAIN 3.2)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from events.envelope import Recorded
from tracker.projections.claims.curation import Original
from tracker.projections.claims.facts import as_json, strings
from tracker.projections.contract import Changes, Projection
from tracker.projections.happenings.state import state_on
from tracker.projections.knowledge import Knowledge
from tracker.projections.ordering import Among, By, Run, Runs
from tracker.projections.replaced import replace
from tracker.projections.rows import ItineraryRow, Leg, Stay
from tracker.projections.travel.evidence import MOVES, Evidence, load_evidence, purposes
from tracker.projections.travel.journeys import Journey
from tracker.projections.travel.near import Days, near
from tracker.projections.travel.outlines import Outline, outlines
from tracker.projections.travel.ties import TABLES as TIES
from tracker.projections.travel.ties import Ties, ties
from tracker.projections.travel.ties import note as note_tie

_CHUNK = 50
"""Persons whose evidence is in memory at once."""


class _Stored(NamedTuple):
    """A row of ``itineraries``.

    ``state`` is closed or open for a journey that was made (open until ``until``), else the state of a plan, which
    holds until ``day`` (see `happenings.state`). ``members`` are the keys of its happenings in their order, ``body`` is
    JSON: all that is only shown.
    """

    key: int
    person: int
    state: str
    until: str
    day: int
    starts: str
    members: str
    body: str

    @property
    def pairs(self) -> list[tuple[int, int, int]]:
        """The rows of ``itineraries_happenings``: each happening with the journey and the person."""
        return [(happening, self.key, self.person) for happening in json.loads(self.members)]


_COLUMNS = ", ".join(_Stored._fields)


class Itineraries(Projection):
    """The journeys of everybody with evidence in ``whereabouts``."""

    name = "itineraries"
    version = 5
    needs = ("happenings", "whereabouts")
    tables = (
        """
        CREATE TABLE itineraries (
            key INTEGER PRIMARY KEY, person INTEGER NOT NULL, state TEXT NOT NULL, until TEXT NOT NULL,
            day INTEGER NOT NULL, starts TEXT NOT NULL, members TEXT NOT NULL, body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX itineraries_person ON itineraries (person, starts DESC, key, state, until);
        CREATE INDEX itineraries_order ON itineraries (starts DESC, key, state, until);
        CREATE INDEX itineraries_open ON itineraries (until) WHERE state = 'open';
        CREATE TABLE itineraries_happenings (
            happening INTEGER NOT NULL, key INTEGER NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (happening, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX itineraries_happenings_key ON itineraries_happenings (key);
    """
        + TIES
    )

    def __init__(self, original: Original, knowledge: Knowledge) -> None:
        self._original = original
        self._knowledge = knowledge

    def link(self, db: sqlite3.Connection, record: Recorded) -> None:
        """A link may tie journeys."""
        note_tie(db, record)

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Make out anew the journeys near to evidence that has changed, and what is shown of those that stay."""
        concerned = {person: changes.days("whereabouts", person) for person in changes.of("whereabouts")}
        changed = [] if changes.all_rows else changes.of("happenings")
        tied = ties(db, self._original)
        for person in _persons(db, tied.named.intersection(changed)):
            concerned[person] = None
        done: set[int] = set()
        everybody = sorted(concerned.items())
        for start in range(0, len(everybody), _CHUNK):
            done |= self._follow(db, dict(everybody[start : start + _CHUNK]), changed, tied)
        changes.add(self.name, done | self._show(db, changed, done))

    def everything(self, db: sqlite3.Connection) -> Sequence[int]:
        """The keys of all journeys."""
        return [row[0] for row in db.execute("SELECT key FROM itineraries ORDER BY key")]

    def _follow(
        self, db: sqlite3.Connection, concerned: Mapping[int, Sequence[Days] | None], changed: Sequence[int], tied: Ties
    ) -> set[int]:
        """Make out anew some persons' journeys near to certain days; the keys of the journeys looked at."""
        known = _evidence_of(db, concerned)
        chosen: dict[int, set[int]] = {}
        for person, days in concerned.items():
            everything = {key for _, _, key in known[person]}
            chosen[person] = everything if everything & tied.named else near(known[person], days)
        stored = _journeys_in(db, {*changed, *(key for keys in chosen.values() for key in keys)}, concerned)
        for _, person, members in stored:
            everything = {key for _, _, key in known[person]}
            if not chosen[person].issuperset(everything.intersection(members)):
                chosen[person] = everything  # a journey that was tied, and may be no more
        stored += _journeys_in(db, {key for keys in chosen.values() for key in keys}, concerned)
        found: dict[int, list[Evidence]] = {person: [] for person in concerned}
        for one in load_evidence(db, {key for keys in chosen.values() for key in keys}):
            if one.row.key in chosen.get(one.person, ()):
                found[one.person].append(one)
        rows = [self._row(one) for evidence in found.values() for one in outlines(evidence, tied.standing)]
        keys = {key for key, _, _ in stored} | {row.key for row in rows}
        self._replace(db, keys, rows)
        return keys

    def _show(self, db: sqlite3.Connection, changed: Sequence[int], done: Collection[int]) -> set[int]:
        """Write what is shown of journeys whose course stays, but of whose happenings more is known; their keys."""
        rows = db.execute(
            f"SELECT {_COLUMNS} FROM itineraries WHERE key IN (SELECT i.key FROM json_each(?) q"
            " CROSS JOIN itineraries_happenings i ON i.happening = q.value)",
            (json.dumps(list(changed)),),
        )
        stored = [one for one in map(_Stored._make, rows) if one.key not in done]
        if not stored:
            return set()
        members = {one.key: json.loads(one.members) for one in stored}
        loaded = load_evidence(db, {key for keys in members.values() for key in keys})
        evidence = {(one.person, one.row.key): one for one in loaded}
        fresh = []
        for one in stored:
            told = [evidence[one.person, key] for key in members[one.key]]
            journey = Journey(told, one.state == "closed") if one.until else None
            fresh.append(self._row(Outline(one.key, one.state, one.until, one.day, one.starts, told, journey)))
        replace(db, self.name, members, fresh)
        return set(members)

    def _replace(self, db: sqlite3.Connection, keys: Collection[int], rows: Sequence[_Stored]) -> None:
        before = replace(db, self.name, keys, rows)
        old = {pair for row in before.values() for pair in _Stored._make(row).pairs}
        new = {pair for row in rows for pair in row.pairs}
        gone = [(happening, key) for happening, key, _ in sorted(old - new)]
        db.executemany("DELETE FROM itineraries_happenings WHERE happening = ? AND key = ?", gone)
        db.executemany("INSERT INTO itineraries_happenings VALUES (?, ?, ?)", sorted(new - old))

    def _row(self, outline: Outline) -> _Stored:
        journey = outline.journey
        first = outline.first
        body: dict[str, object] = {"id": f"{first.row.id}/{first.party.key}"}
        if journey is not None:
            shown = journey.extent
            body |= self._body(journey.members, journey.legs, journey.stays, journey.flags)
            body |= {"start": shown.start, "end": shown.end, "days": shown.days}
        else:
            bounds = [(one.row.earliest, one.row.latest) for one in outline.evidence]
            body |= self._body(outline.evidence, [], [], [])
            body |= {
                "start": min((earliest for earliest, _ in bounds if earliest), default=None),
                "end": max((latest for _, latest in bounds if latest), default=None),
                "days": None,
            }
        return _Stored(
            key=outline.key,
            person=first.person,
            state=outline.state,
            until=outline.until,
            day=outline.day,
            starts=outline.starts,
            members=outline.members,
            body=as_json(body),
        )

    def _body(
        self, members: Sequence[Evidence], legs: Sequence[Leg], stays: Sequence[Stay], flags: Sequence[str]
    ) -> dict[str, object]:
        party = max((one.party for one in members), key=lambda p: (p.office is not None, len(p.name)))
        moves = [one for one in members if one.row.type in MOVES]
        meetings = [one for one in members if one.row.type == "summit"]
        countries = [one.country for one in members if one.country and one.abroad is not False]
        return {
            "traveller": party.name,
            "traveller_key": party.key,
            "office": party.office,
            "country": party.country,
            "countries": list(dict.fromkeys(countries)),
            "legs": [_fields(leg) for leg in legs],
            "stays": [_fields(stay) for stay in stays],
            "conveyance": list(dict.fromkeys(one.row.conveyance for one in moves if one.row.conveyance)),
            "purpose": purposes(members),
            "topics": list(dict.fromkeys(topic for one in members for topic in strings(one.row.topics))),
            "met": list(dict.fromkeys(name for one in meetings for name in _others(one))),
            "accompanying": self._leader(moves, party.key),
            "flags": list(flags),
            "happenings": list(dict.fromkeys(one.row.id for one in members)),
        }

    def _leader(self, moves: Sequence[Evidence], key: str) -> str | None:
        """The traveller of the highest level, where that is somebody else ("in Begleitung")."""
        for one in moves:
            travellers = [
                p for p in map(tuple, json.loads(one.row.parties)) if p[4] == "traveller" and p[2] == "person"
            ]
            highest = min(travellers, key=lambda p: self._knowledge.rank(p[6]), default=None)
            mine = next((p for p in travellers if p[0] == key), None)
            if highest and mine and self._knowledge.rank(highest[6]) < self._knowledge.rank(mine[6]):
                return str(highest[1])
        return None


def _persons(db: sqlite3.Connection, happenings: Collection[int]) -> list[int]:
    """The persons of whom some happenings are evidence."""
    if not happenings:
        return []
    rows = db.execute(
        "SELECT DISTINCT person FROM whereabouts WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(happenings)),),
    )
    return [row[0] for row in rows]


def _evidence_of(db: sqlite3.Connection, persons: Iterable[int]) -> dict[int, list[tuple[str, str, int]]]:
    """First day, last day and key of all evidence of some persons."""
    found: dict[int, list[tuple[str, str, int]]] = {person: [] for person in persons}
    rows = db.execute(
        "SELECT w.person, w.first, w.last, w.key FROM json_each(?) q CROSS JOIN whereabouts w ON w.person = q.value",
        (json.dumps(list(found)),),
    )
    for person, *one in rows:
        found[person].append((one[0], one[1], one[2]))
    return found


def _journeys_in(
    db: sqlite3.Connection, happenings: Collection[int], persons: Collection[int]
) -> list[tuple[int, int, list[int]]]:
    """Key, person and members of the stored journeys of some persons that some happenings are part of."""
    rows = db.execute(
        "SELECT key, person, members FROM itineraries WHERE key IN (SELECT i.key FROM json_each(?) q"
        " CROSS JOIN itineraries_happenings i ON i.happening = q.value)",
        (json.dumps(list(happenings)),),
    )
    return [(key, person, json.loads(members)) for key, person, members in rows if person in persons]


def _fields(part: Leg | Stay) -> dict[str, object]:
    return {name: getattr(part, name) for name in part.__dataclass_fields__}


def _others(meeting: Evidence) -> Iterable[str]:
    for fields in json.loads(meeting.row.parties):
        if fields[0] != meeting.party.key and fields[4] in ("host", "participant", "chair", "traveller"):
            yield fields[1]


def itinerary_order(db: sqlite3.Connection, as_of: date, person: int | None = None) -> Runs:
    """All journeys, or one person's: open ones first, then by start, newest first."""
    whose, values = ("", ()) if person is None else (" AND person = ?", (person,))
    order = (By("starts", down=True), By("key"))
    is_open, told = "state = 'open' AND until >= ?", (as_of.isoformat(), *values)
    parts = [Among(f"{is_open}{whose}", told), Among(f"NOT ({is_open}){whose}", told)]
    return Runs(db, [Run("itineraries", "key", order, (part,)) for part in parts])


def itinerary_rows(db: sqlite3.Connection, keys: Sequence[int], as_of: date) -> list[ItineraryRow]:
    """The rows of some journeys, in the order of the keys."""
    wanted = json.dumps(list(keys))
    rows = db.execute(f"SELECT {_COLUMNS} FROM itineraries WHERE key IN (SELECT value FROM json_each(?))", (wanted,))
    found = {row[0]: _Stored._make(row) for row in rows}
    told = db.execute(
        "SELECT i.key, sum(h.reports), max(h.outlets), max(h.origins) FROM json_each(?) q"
        " CROSS JOIN itineraries_happenings i ON i.key = q.value JOIN happenings h ON h.key = i.happening"
        " GROUP BY i.key",
        (wanted,),
    )
    counts = {key: dict(zip(("reports", "outlets", "origins"), numbers, strict=True)) for key, *numbers in told}
    return [_shown(found[key], counts[key], as_of) for key in keys if key in found]


def made_state(state: str, until: str, day: int, as_of: date) -> str:
    """The state of a stored journey on a day: one that was made is open or closed, another has the state of a plan.

    Args:
        state, until, day: as stored.
    """
    if not until:
        return state_on(state, day, as_of.toordinal())
    return "closed" if as_of.isoformat() > until else state


def _shown(stored: _Stored, counts: Mapping[str, int], as_of: date) -> ItineraryRow:
    body = json.loads(stored.body) | counts
    made = stored.until != ""
    state = made_state(stored.state, stored.until, stored.day, as_of)
    days = body.pop("days")
    if state != "closed":
        days = None
    legs = tuple(Leg(**leg) for leg in body.pop("legs"))
    stays = tuple(Stay(**stay) for stay in body.pop("stays"))
    flags = tuple(body.pop("flags"))
    if made and legs and legs[-1].arrived is None and legs[-1].arrival is None and as_of.isoformat() > stored.until:
        flags = (*flags, "arrival_unreported")
    for name in ("countries", "conveyance", "purpose", "topics", "met", "happenings"):
        body[name] = tuple(body[name])
    return ItineraryRow(key=stored.key, days=days, legs=legs, stays=stays, state=state, flags=flags, **body)
