"""The projection ``whereabouts``: for each person the evidence of where they were; read, it gives the latest place."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.projections.contract import Changes, Projection
from tracker.projections.happenings.state import state_on
from tracker.projections.happenings.verdict import places_agree
from tracker.projections.names import fold
from tracker.projections.rows import Expected, WhereaboutsRow
from tracker.projections.travel.evidence import Evidence, load_evidence

_CHUNK = 2_000
_FRESH, _AGEING, _ARRIVES = 3, 14, 7
_ON_A_TIE = {"arrival": 0, "summit": 1, "visit": 2, "departure": 3}


class Whereabouts(Projection):
    """One row a person and happening: what took place, and what is planned (``ahead``)."""

    name = "whereabouts"
    version = 1
    needs = ("happenings",)
    tables = """
        CREATE TABLE whereabouts (
            person INTEGER NOT NULL, ahead INTEGER NOT NULL, last TEXT NOT NULL, key INTEGER NOT NULL,
            first TEXT NOT NULL, PRIMARY KEY (person, ahead, last, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX whereabouts_key ON whereabouts (key);
    """

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Note anew what the changed happenings say; tells the persons concerned."""
        changed = changes.of("happenings")
        concerned: set[int] = set()
        for start in range(0, len(changed), _CHUNK):
            keys = changed[start : start + _CHUNK]
            wanted = json.dumps(list(keys))
            gone = "FROM whereabouts WHERE key IN (SELECT value FROM json_each(?))"
            concerned.update(row[0] for row in db.execute(f"SELECT DISTINCT person {gone}", (wanted,)))
            db.execute(f"DELETE {gone}", (wanted,))
            found = load_evidence(db, keys)
            concerned.update(one.person for one in found)
            db.executemany(
                "INSERT OR REPLACE INTO whereabouts VALUES (?, ?, ?, ?, ?)",
                [(one.person, int(one.ahead), one.last, one.row.key, one.first) for one in found],
            )
        changes.add(self.name, concerned)

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


def whereabouts_keys(db: sqlite3.Connection, as_of: date) -> array[int]:
    """Persons: those abroad or on the way first, then the freshest evidence, then by name."""
    rows = whereabouts_rows(db, people(db), as_of)
    order = {"fresh": 0, "ageing": 1, "stale": 2}
    rows.sort(key=lambda row: (not (row.abroad or row.in_transit), order[row.freshness], fold(row.name), row.key))
    return array("q", (row.key for row in rows))


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
