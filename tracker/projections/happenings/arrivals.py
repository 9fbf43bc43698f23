"""A planned visit is under way once its traveller has arrived (DOMAIN 3.0), although no report says so of the visit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from tracker.projections.claims.windows import iso, ordinal
from tracker.projections.happenings.state import OPEN
from tracker.projections.happenings.summary import Summary
from tracker.projections.happenings.verdict import places_agree

_LONGEST = 60
"""Days before an arrival within which the visit may have begun by its date."""
_BEFORE = 1


def travellers(row: Summary) -> list[str]:
    """The keys of those who travel."""
    return [party[0] for party in json.loads(row.parties) if party[4] == "traveller"]


def note_arrivals(db: sqlite3.Connection, touched: Iterable[Summary]) -> set[int]:
    """Put the visits concerned under way, or back to their plan; the keys of those whose state changes.

    Args:
        touched: happenings as they were before a change, and as they are after it.
    """
    visits: dict[int, Summary] = {}
    for row in touched:
        for visit in [row] if row.type == "visit" else _visits_near(db, row) if row.type == "arrival" else ():
            visits[visit.key] = visit
    changed = set()
    for key in sorted(visits):
        stored = db.execute("SELECT * FROM happenings WHERE key = ?", (key,)).fetchone()
        if stored is None:
            continue
        visit = Summary._make(stored)
        state, day = visit.base_state, visit.base_day
        if state in OPEN and _has_arrived(db, visit):
            state, day = "under_way", _last_day(visit)
        if (state, day) != (visit.state, visit.day):
            db.execute("UPDATE happenings SET state = ?, day = ? WHERE key = ?", (state, day, key))
            changed.add(key)
    return changed


def visits_near(arrivals: Sequence[str]) -> tuple[str, str]:
    """From which day to which a visit stands that arrivals on some days, all ISO, may put under way."""
    return iso(ordinal(min(arrivals)) - _LONGEST), iso(ordinal(max(arrivals)) + _BEFORE)


def _visits_near(db: sqlite3.Connection, arrival: Summary) -> Iterator[Summary]:
    for traveller in travellers(arrival):
        yield from _of(db, traveller, "visit", *visits_near([arrival.sort_day]))


def _has_arrived(db: sqlite3.Connection, visit: Summary) -> bool:
    if not visit.earliest and not visit.latest:
        return False
    begins = ordinal(visit.earliest or visit.latest or "") - _BEFORE
    return any(
        arrival.state == "held" and places_agree(arrival.place_path, visit.place_path)
        for traveller in travellers(visit)
        for arrival in _of(db, traveller, "arrival", iso(begins), iso(_last_day(visit)))
        if traveller in travellers(arrival)
    )


def _last_day(visit: Summary) -> int:
    return ordinal(visit.latest) if visit.latest else visit.base_day


def _of(db: sqlite3.Connection, party: str, kind: str, first: str, last: str) -> Sequence[Summary]:
    rows = db.execute(
        "SELECT h.* FROM happenings_parties p JOIN happenings h ON h.key = p.key"
        " WHERE p.party = ? AND p.type = ? AND p.day BETWEEN ? AND ?",
        (party, kind, first, last),
    )
    return [Summary._make(row) for row in rows]
