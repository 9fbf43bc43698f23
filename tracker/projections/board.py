"""Reading the board and the list of happenings: keys in their order, rows by key, with what the day decides applied."""

from __future__ import annotations

import heapq
import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from tracker.projections.claims.facts import strings
from tracker.projections.happenings.state import state_on
from tracker.projections.happenings.summary import Summary
from tracker.projections.rows import MeetingRow, Party

_NEW_DAYS = 1


def board_keys(db: sqlite3.Connection, as_of: date) -> array[int]:
    """The keys of the board, column by column: rumoured, announced, under way, held, cancelled or disputed, lapsed.

    What lies ahead is sorted by its first day, then the narrower date; what is past by its last day, newest first.
    """
    today = as_of.toordinal()
    keys = array("q")
    for state in ("rumoured", "announced", "under_way"):
        rows = db.execute(
            "SELECT key FROM meetings WHERE state = ? AND (day >= ? OR day = 0) ORDER BY starts, width, key",
            (state, today),
        )
        keys.extend(row[0] for row in rows)
    over = _past(db, "under_way", "AND day > 0 AND day < ?", today)
    keys.extend(_merged(_past(db, "held"), over))
    keys.extend(_merged(_past(db, "cancelled"), _past(db, "disputed")))
    lapsed = [_past(db, state, "AND day > 0 AND day < ?", today) for state in ("announced", "rumoured")]
    keys.extend(_merged(*lapsed))
    return keys


def _past(db: sqlite3.Connection, state: str, condition: str = "", *values: int) -> Sequence[tuple[str, int]]:
    return db.execute(
        f"SELECT ends, key FROM meetings WHERE state = ? {condition} ORDER BY ends DESC, key DESC", (state, *values)
    ).fetchall()


def _merged(*columns: Iterable[tuple[str, int]]) -> Iterable[int]:
    return (key for _, key in heapq.merge(*columns, reverse=True))


def happening_keys(db: sqlite3.Connection) -> array[int]:
    """The keys of all happenings that stand, newest first."""
    rows = db.execute("SELECT key FROM happenings WHERE state <> 'retracted' ORDER BY sort_day DESC, key DESC")
    return array("q", (row[0] for row in rows))


def summaries(db: sqlite3.Connection, keys: Collection[int]) -> dict[int, Summary]:
    """The stored rows of some happenings, by key."""
    wanted = json.dumps(list(keys))
    rows = db.execute("SELECT * FROM happenings WHERE key IN (SELECT value FROM json_each(?))", (wanted,))
    return {row[0]: Summary._make(row) for row in rows}


def meeting_rows(db: sqlite3.Connection, keys: Sequence[int], as_of: date) -> list[MeetingRow]:
    """The rows of some happenings, in the order of the keys; one that is gone meanwhile is left out."""
    found = summaries(db, keys)
    return [meeting_row(found[key], as_of) for key in keys if key in found]


def meeting_row(row: Summary, as_of: date) -> MeetingRow:
    """A stored row as it is shown on a day."""
    badges = strings(row.badges)
    if row.first_told >= (as_of - timedelta(days=_NEW_DAYS)).isoformat():
        badges = ("new", *badges)
    return MeetingRow(
        key=row.key,
        id=row.id,
        type=row.type,
        state=state_on(row.state, row.day, as_of.toordinal()),
        title=row.title,
        parties=tuple(Party(*party) for party in json.loads(row.parties)),
        place=row.place,
        place_country=row.place_country,
        place_hedge=row.place_hedge,
        when_text=row.when_text,
        edtf=row.edtf,
        earliest=row.earliest,
        latest=row.latest,
        format=row.format,
        channel=row.channel,
        level=row.level,
        host=row.host,
        topics=strings(row.topics),
        reports=row.reports,
        outlets=row.outlets,
        origins=row.origins,
        credibility=row.credibility,
        badges=badges,
    )
