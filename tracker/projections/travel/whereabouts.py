"""The projection ``whereabouts``: for each person the evidence of where they were; read, it gives the latest place."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from heapq import merge
from typing import NamedTuple

from tracker.projections.contract import Changes, Projection
from tracker.projections.happenings.state import state_on
from tracker.projections.happenings.verdict import places_agree
from tracker.projections.names import fold
from tracker.projections.ordering import Listed
from tracker.projections.replaced import replace
from tracker.projections.rows import Expected, WhereaboutsRow
from tracker.projections.travel.evidence import Evidence, load_evidence

_CHUNK = 2_000
_FRESH, _AGEING, _ARRIVES = 3, 14, 7
_ON_A_TIE = {"arrival": 0, "summit": 1, "visit": 2, "departure": 3}


class _Stored(NamedTuple):
    """A row of ``whereabouts``."""

    person: int
    ahead: int
    last: str
    key: int
    first: str
    course: int

    @classmethod
    def of(cls, one: Evidence) -> _Stored:
        """The row of some evidence."""
        return cls(one.person, int(one.ahead), one.last, one.row.key, one.first, one.course)


_COLUMNS = ", ".join(_Stored._fields)


class Whereabouts(Projection):
    """One row a person and happening: what took place, and what is planned (``ahead``); ``course`` as in `Evidence`.

    ``whereabouts_newest`` tells of each person the last day of the newest evidence, whether that has them abroad or on
    the way, and the name: by these whoever is looked at on a later day is sorted.
    """

    name = "whereabouts"
    version = 3
    needs = ("happenings",)
    tables = """
        CREATE TABLE whereabouts (
            person INTEGER NOT NULL, ahead INTEGER NOT NULL, last TEXT NOT NULL, key INTEGER NOT NULL,
            first TEXT NOT NULL, course INTEGER NOT NULL, PRIMARY KEY (person, ahead, last, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX whereabouts_key ON whereabouts (key);
        CREATE TABLE whereabouts_newest (
            person INTEGER PRIMARY KEY, newest TEXT NOT NULL, away INTEGER NOT NULL, name TEXT NOT NULL
        ) STRICT;
        CREATE INDEX whereabouts_newest_order ON whereabouts_newest (newest, away, name, person);
    """

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Note anew what the changed happenings say; tells the persons concerned, and of which days."""
        changed = changes.of("happenings")
        touched: dict[int, str] = {}
        for start in range(0, len(changed), _CHUNK):
            keys = changed[start : start + _CHUNK]
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM whereabouts WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(list(keys)),),
            )
            old = {_Stored._make(row) for row in rows}
            new = {_Stored.of(one) for one in load_evidence(db, keys)}
            row_of = "person = ? AND ahead = ? AND last = ? AND key = ?"
            db.executemany(f"DELETE FROM whereabouts WHERE {row_of}", sorted(row[:4] for row in old - new))
            db.executemany("INSERT INTO whereabouts VALUES (?, ?, ?, ?, ?, ?)", sorted(new - old))
            for row in old ^ new:
                changes.add(self.name, (row.person,), days=(row.first, row.last))
            for row in old | new:
                touched[row.person] = max(touched.get(row.person, ""), "" if row.ahead else row.last)
        _note_newest(db, touched)

    def everything(self, db: sqlite3.Connection) -> Sequence[int]:
        """The numbers of all persons."""
        return people(db)


def people(db: sqlite3.Connection) -> list[int]:
    """All persons, by hopping from one to the next in the index."""
    rows = db.execute(
        "WITH RECURSIVE hop(person) AS (SELECT min(person) FROM whereabouts UNION ALL"
        " SELECT (SELECT min(w.person) FROM whereabouts w WHERE w.person > hop.person) FROM hop"
        " WHERE hop.person IS NOT NULL) SELECT person FROM hop WHERE person IS NOT NULL"
    )
    return [row[0] for row in rows]


class _Sighting(NamedTuple):
    """Which happenings may tell where a person is, and what is planned next, not yet looked at."""

    person: int
    present: tuple[int, ...]
    coming: tuple[int, ...]


def _note_newest(db: sqlite3.Connection, touched: Mapping[int, str]) -> None:
    """Note anew what is newest of some persons, unless all that changed lies before it; with the last changed days."""
    known = dict(
        db.execute(
            "SELECT person, newest FROM whereabouts_newest WHERE person IN (SELECT value FROM json_each(?))",
            (json.dumps(list(touched)),),
        ).fetchall()
    )
    stale = [person for person, last in touched.items() if last and last >= known.get(person, "")]
    for start in range(0, len(stale), _CHUNK):
        wanted = stale[start : start + _CHUNK]
        rows = db.execute(
            "SELECT w.person, w.key FROM json_each(?) q CROSS JOIN whereabouts w ON w.person = q.value AND w.ahead = 0"
            " AND w.last = (SELECT max(last) FROM whereabouts WHERE person = q.value AND ahead = 0)",
            (json.dumps(wanted),),
        ).fetchall()
        evidence = {(one.person, one.row.key): one for one in load_evidence(db, {key for _, key in rows})}
        present: dict[int, list[Evidence]] = {}
        for pair in rows:
            present.setdefault(pair[0], []).append(evidence[pair])
        newest = [(person, found[0].last, *_sorts_by(winning(found))) for person, found in sorted(present.items())]
        replace(db, "whereabouts_newest", wanted, newest, key="person")


def _sorts_by(one: Evidence) -> tuple[int, str]:
    return int(bool(one.abroad) or one.row.type == "departure"), fold(one.party.name)


def whereabouts_order(db: sqlite3.Connection, as_of: date) -> Listed:
    """Persons: those abroad or on the way first, then the freshest evidence, then by name."""
    today = as_of.isoformat()
    fresh, ageing = ((as_of - timedelta(days=days)).isoformat() for days in (_FRESH, _AGEING))
    placed = db.execute(
        "SELECT away = 0, CASE WHEN newest >= ? THEN 0 WHEN newest >= ? THEN 1 ELSE 2 END AS age, name, person"
        " FROM whereabouts_newest WHERE newest < ? ORDER BY 1, age, name, person",
        (fresh, ageing, today),
    ).fetchall()
    going_on = [row[0] for row in db.execute("SELECT person FROM whereabouts_newest WHERE newest >= ?", (today,))]
    ages = {"fresh": 0, "ageing": 1, "stale": 2}
    looked_at = sorted(
        (int(not (row.abroad or row.in_transit)), ages[row.freshness], fold(row.name), row.key)
        for row in whereabouts_rows(db, going_on, as_of)
    )
    return Listed(array("q", (row[3] for row in merge(placed, looked_at))))


def whereabouts_rows(db: sqlite3.Connection, keys: Sequence[int], as_of: date) -> list[WhereaboutsRow]:
    """The rows of some persons, in the order of the keys; nobody without evidence by that day."""
    today = as_of.isoformat()
    sightings = [_sighting(db, person, today) for person in keys]
    wanted = {key for one in sightings for key in (*one.present, *one.coming)}
    evidence = {(one.person, one.row.key): one for one in load_evidence(db, wanted)}
    rows = []
    for one in sightings:
        present = [evidence[one.person, key] for key in one.present if (one.person, key) in evidence]
        coming = [evidence[one.person, key] for key in one.coming if (one.person, key) in evidence]
        if present:
            rows.append(_row(present, coming, as_of))
    return rows


def _sighting(db: sqlite3.Connection, person: int, today: str) -> _Sighting:
    """The latest evidence: all that reaches to the day, else all of the last day before it; and the plans from then."""
    present = (
        db.execute(
            "SELECT key FROM whereabouts WHERE person = ? AND ahead = 0 AND last >= ? AND first <= ?",
            (person, today, today),
        ).fetchall()
        or db.execute(
            "SELECT key FROM whereabouts WHERE person = ?1 AND ahead = 0 AND last = (SELECT max(last) FROM whereabouts"
            " WHERE person = ?1 AND ahead = 0 AND last < ?2)",
            (person, today),
        ).fetchall()
    )
    coming = db.execute(
        "SELECT key FROM whereabouts WHERE person = ? AND ahead = 1 AND last >= ? ORDER BY first, last, key LIMIT 5",
        (person, today),
    ).fetchall()
    return _Sighting(person, tuple(row[0] for row in present), tuple(row[0] for row in coming))


def _row(present: Sequence[Evidence], coming: Sequence[Evidence], as_of: date) -> WhereaboutsRow:
    winner = winning(present)
    row, party = winner.row, winner.party
    seen = min(winner.last, as_of.isoformat())
    age = (as_of - date.fromisoformat(seen)).days
    departed = row.type == "departure"
    return WhereaboutsRow(
        key=winner.person,
        id=party.key,
        name=party.name,
        office=party.office,
        country=party.country,
        kind=row.type,
        place=row.place,
        place_country=winner.country,
        origin=row.from_place,
        since=winner.first,
        seen=seen,
        freshness="fresh" if age <= _FRESH else "ageing" if age <= _AGEING else "stale",
        in_transit=departed,
        abroad=winner.abroad,
        arrival_unreported=departed and as_of > date.fromisoformat(winner.last) + timedelta(days=_ARRIVES),
        conflict=_conflict(winner, present),
        expected=_expected(coming, as_of),
        happening=row.id,
    )


def winning(present: Sequence[Evidence]) -> Evidence:
    """Of evidence for the same day: a departure from the place of another wins, else what is closest to an arrival."""

    def rank(one: Evidence) -> tuple[int, int, int, int]:
        leaves = one.row.type == "departure" and any(
            other.row.type != "departure"
            and one.row.from_path
            and places_agree(one.row.from_path, other.row.place_path)
            for other in present
        )
        return 0 if leaves else 1, _ON_A_TIE[one.row.type], one.row.credibility, -one.row.key

    return min(present, key=rank)


def _conflict(winner: Evidence, present: Sequence[Evidence]) -> str | None:
    """Another place for the same days, two or more of them; the same day in two places is normal."""
    for other in present:
        if other is winner or "departure" in (other.row.type, winner.row.type):
            continue
        if winner.extent.days is None or other.extent.days is None:
            continue
        start, end = max(winner.first, other.first), min(winner.last, other.last)
        days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
        if days >= 2 and not places_agree(winner.row.place_path, other.row.place_path):
            return other.row.place
    return None


def _expected(coming: Sequence[Evidence], as_of: date) -> Expected | None:
    for one in coming:
        row = one.row
        if row.place and state_on(row.base_state, row.base_day, as_of.toordinal()) in ("announced", "rumoured"):
            return Expected(row.place, one.country, row.when_text, row.earliest, row.latest, row.id)
    return None
