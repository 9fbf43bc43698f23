"""The projection ``itineraries``: one row a journey, made or planned (DOMAIN 3.2)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from events.model import Link
from tracker.projections.claims.curation import Original, stands
from tracker.projections.claims.facts import as_json, strings
from tracker.projections.contract import Changes, Projection
from tracker.projections.happenings.state import state_on
from tracker.projections.knowledge import Knowledge
from tracker.projections.ordering import Among, By, Run, Runs
from tracker.projections.rows import ItineraryRow, Leg, Stay
from tracker.projections.travel.evidence import MOVES, Evidence, purposes
from tracker.projections.travel.outlines import Outline, RememberedOutlines


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


class Itineraries(Projection):
    """The journeys of everybody with evidence in ``whereabouts``."""

    name = "itineraries"
    version = 4
    needs = ("happenings", "whereabouts")
    tables = """
        CREATE TABLE itineraries (
            key INTEGER PRIMARY KEY, person INTEGER NOT NULL, state TEXT NOT NULL, until TEXT NOT NULL,
            day INTEGER NOT NULL, starts TEXT NOT NULL, members TEXT NOT NULL, body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX itineraries_person ON itineraries (person, starts DESC, key, state, until);
        CREATE INDEX itineraries_order ON itineraries (starts DESC, key, state, until);
        CREATE INDEX itineraries_open ON itineraries (until) WHERE state = 'open';
        CREATE TABLE itineraries_happenings (
            happening INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (happening, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX itineraries_happenings_key ON itineraries_happenings (key);
    """

    def __init__(self, original: Original, knowledge: Knowledge) -> None:
        self._original = original
        self._knowledge = knowledge
        self._outlines = RememberedOutlines()

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Make out anew the journeys of those whose evidence has changed; those that stay the same are let be."""
        changed = set(changes.of("happenings"))
        for person in changes.of("whereabouts"):
            outlines = self._outlines.of(db, person, changed, self._tied)
            changes.add(self.name, self._replace(db, person, outlines, changed))

    def everything(self, db: sqlite3.Connection) -> Sequence[int]:
        """The keys of all journeys."""
        return [row[0] for row in db.execute("SELECT key FROM itineraries ORDER BY key")]

    def _replace(
        self, db: sqlite3.Connection, person: int, outlines: Sequence[Outline], changed: Collection[int]
    ) -> set[int]:
        """Write a person's journeys; the keys of those that were or are others."""
        rows = db.execute("SELECT key, state, until, day, starts, members FROM itineraries WHERE person = ?", (person,))
        stored = {row[0]: row[1:] for row in rows}
        fresh = [one for one in outlines if not one.stands_in(stored.get(one.key), changed)]
        kept = {one.key for one in outlines} - {one.key for one in fresh}
        gone = [(key,) for key in stored if key not in kept]
        db.executemany("DELETE FROM itineraries_happenings WHERE key = ?", gone)
        db.executemany("DELETE FROM itineraries WHERE key = ?", gone)
        db.executemany("INSERT INTO itineraries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [self._row(one) for one in fresh])
        pairs = {(one.row.key, outline.key) for outline in fresh for one in outline.evidence}
        db.executemany("INSERT INTO itineraries_happenings VALUES (?, ?)", sorted(pairs))
        return {key for (key,) in gone} | {one.key for one in fresh}

    def _tied(self, db: sqlite3.Connection, keys: Iterable[int]) -> list[frozenset[int]]:
        """The happenings that standing links call legs of one journey, as far as they name some of these."""
        links = db.execute(
            "SELECT DISTINCT c.id FROM json_each(?) q CROSS JOIN happenings_members m ON m.key = q.value"
            " JOIN claims f ON f.position = m.claim JOIN claims_curation c ON c.target = f.id AND c.type = 'link'"
            " ORDER BY c.position",
            (json.dumps(sorted(keys)),),
        ).fetchall()
        tied = []
        for (link_id,) in links:
            record = self._original(link_id)
            if record is None or not isinstance(record.event, Link) or record.event.relation != "leg_of":
                continue
            if stands(db, link_id, self._original):
                rows = db.execute(
                    "SELECT m.key FROM json_each(?) q JOIN claims c ON c.id = q.value"
                    " JOIN happenings_members m ON m.claim = c.position",
                    (json.dumps(list(record.event.members)),),
                )
                tied.append(frozenset(row[0] for row in rows))
        return tied

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
            "reports": sum(one.row.reports for one in members),
            "outlets": max(one.row.outlets for one in members),
            "origins": max(one.row.origins for one in members),
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
    rows = db.execute("SELECT * FROM itineraries WHERE key IN (SELECT value FROM json_each(?))", (wanted,))
    found = {row[0]: _Stored._make(row) for row in rows}
    return [_shown(found[key], as_of) for key in keys if key in found]


def made_state(state: str, until: str, day: int, as_of: date) -> str:
    """The state of a stored journey on a day: one that was made is open or closed, another has the state of a plan.

    Args:
        state, until, day: as stored.
    """
    if not until:
        return state_on(state, day, as_of.toordinal())
    return "closed" if as_of.isoformat() > until else state


def _shown(stored: _Stored, as_of: date) -> ItineraryRow:
    body = json.loads(stored.body)
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
