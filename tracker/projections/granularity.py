"""One day apart is often no contradiction: the day of departure against that of the programme, or two zones (3.7)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from tracker.projections.happenings.summary import Summary
from tracker.projections.happenings.values import Choice, Value

_ACTIVITIES = ("visit", "summit", "arrival")
_APART = timedelta(hours=3)
"""Zones that lie closer together rarely tell another day."""


def a_day_apart(db: sqlite3.Connection, summary: Summary, choice: Choice) -> bool:
    """Whether dates that differ by one day can all be true.

    That is so where the earlier one is the day on which somebody of the happening set out for it, or where whoever
    tells the earlier one looks from farther west.

    Args:
        db: the views to read.
        summary: the happening.
        choice: its dates.
    """
    if choice.days != 1:
        return False
    return all(_explained(db, summary, choice.shown, other) for other in choice.opposing)


def _explained(db: sqlite3.Connection, summary: Summary, shown: Value, other: Value) -> bool:
    earlier, later = sorted((shown, other), key=lambda value: value.latest or value.earliest or "")
    day = earlier.latest
    if summary.type in _ACTIVITIES and day is not None and _left_on(db, later, day):
        return True
    west, east = _offset(earlier.claim.published), _offset(later.claim.published)
    return west is not None and east is not None and east - west >= _APART


def _left_on(db: sqlite3.Connection, value: Value, day: str) -> bool:
    """Whether one of those who take part set out that day."""
    return any(
        db.execute(
            "SELECT 1 FROM happenings_parties p JOIN happenings h ON h.key = p.key WHERE p.party = ?"
            " AND p.type = 'departure' AND p.day = ? AND h.took_place = 1",
            (party, day),
        ).fetchone()
        for party in value.claim.principal_keys
    )


def set_out(rows: Iterable[Summary]) -> set[tuple[str, str]]:
    """Who set out, and on which day, by some happenings."""
    return {
        (party[0], row.begins)
        for row in rows
        if row.type == "departure" and row.took_place
        for party in json.loads(row.parties)
    }


def near_departures(db: sqlite3.Connection, departures: Iterable[tuple[str, str]]) -> set[int]:
    """The happenings whose dates may differ by a day because somebody set out, or did not; they are to be looked at.

    Args:
        db: the views to read.
        departures: who, and on which day.
    """
    found: set[int] = set()
    for party, day in sorted(departures):
        following = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
        found.update(
            key
            for (key,) in db.execute(
                "SELECT h.key FROM happenings_parties p JOIN happenings h ON h.key = p.key WHERE p.party = ?"
                " AND p.type IN ('visit', 'summit', 'arrival') AND p.day <= ? AND h.differs = 1",
                (party, following),
            )
        )
    return found


def _offset(published: str | None) -> timedelta | None:
    """The zone from which something was published; None where only a day is told."""
    if published is None or len(published) <= len("2024-03-01"):
        return None
    return datetime.fromisoformat(published).utcoffset()
