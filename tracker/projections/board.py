"""Reading the board and the list of happenings: keys in their order, rows by key, with what the day decides applied."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence, Set
from datetime import date, timedelta
from typing import NamedTuple

from tracker.projections.claims.facts import strings
from tracker.projections.happenings.state import state_on
from tracker.projections.happenings.summary import Summary
from tracker.projections.ordering import Among, By, Run, Runs
from tracker.projections.rows import MeetingRow, Party

_NEW_DAYS = 1


def board_order(db: sqlite3.Connection, as_of: date) -> Runs:
    """The board, column by column: rumoured, announced, under way, held, cancelled or disputed, lapsed.

    What lies ahead is sorted by its first day, then the narrower date; what is past by its last day, newest first.
    """
    ahead = (By("starts"), By("width"), By("key"))
    past = (By("ends", down=True), By("key", down=True))
    columns: list[tuple[tuple[By, ...], list[Among]]]
    columns = [(ahead, [is_on(state, as_of)]) for state in ("rumoured", "announced", "under_way")]
    columns += [
        (past, [Among("state = 'held'"), was("under_way", as_of)]),
        (past, [Among("state = 'cancelled'"), Among("state = 'disputed'")]),
        (past, [was("announced", as_of), was("rumoured", as_of)]),
    ]
    return Runs(db, [Run("meetings", "key", order, tuple(parts)) for order, parts in columns])


_AHEAD = "(state IN ('announced', 'rumoured', 'under_way') AND (day = 0 OR day >= ?))"
_BY_DAY = (By("begins", down=True), By("width"), By("latest"), By("key", down=True))


def by_day_order(db: sqlite3.Connection, as_of: date) -> Runs:
    """The board by its first days, the newest on top, on a day the narrower date first.

    What has no date stands above all others if it lies ahead, else below them.
    """
    today = (as_of.toordinal(),)
    parts = [
        Among(f"begins = '' AND {_AHEAD}", today),
        Among("begins > ''"),
        Among(f"begins = '' AND NOT {_AHEAD}", today),
    ]
    return Runs(db, [Run("meetings", "key", _BY_DAY, (part,)) for part in parts])


class DayOfBoard(NamedTuple):
    """Rows that stand together in `by_day_order`: their first and last day, None where open, and how many they are.

    ``ahead``: whether what has neither lies ahead.
    """

    earliest: str | None
    latest: str | None
    ahead: bool
    rows: int


def days_of_board(db: sqlite3.Connection, as_of: date, found: Set[int] | None = None) -> list[DayOfBoard]:
    """The days of `by_day_order`, in its order; ``found``: of these keys only."""
    among, wanted = ("", ()) if found is None else (" AND key IN (SELECT value FROM json_each(?))", (_list(found),))
    grouped = db.execute(
        f"SELECT begins, width, latest, count(*) FROM meetings WHERE begins > ''{among}"
        " GROUP BY begins, width, latest ORDER BY begins DESC, width, latest",
        wanted,
    )
    days = [
        DayOfBoard(None if begins == latest and width else begins, latest or None, False, rows)
        for begins, width, latest, rows in grouped
    ]
    undated = f"SELECT count(*) FROM meetings WHERE begins = ''{among} AND"
    for ahead, condition, place in ((True, _AHEAD, 0), (False, f"NOT {_AHEAD}", len(days) + 1)):
        (rows,) = db.execute(f"{undated} {condition}", (*wanted, as_of.toordinal())).fetchone()
        if rows:
            days.insert(place, DayOfBoard(None, None, ahead, rows))
    return days


def _list(keys: Iterable[int]) -> str:
    return json.dumps(list(keys))


def is_on(state: str, as_of: date) -> Among:
    """What is rumoured, announced or under way, and not over on a day."""
    return Among(f"state = '{state}' AND (day >= ? OR day = 0)", (as_of.toordinal(),))


def was(state: str, as_of: date) -> Among:
    """What was rumoured, announced or under way, and is over on a day."""
    return Among(f"state = '{state}' AND day > 0 AND day < ?", (as_of.toordinal(),))


def happening_order(db: sqlite3.Connection) -> Runs:
    """All happenings that stand, newest first."""
    order = (By("sort_day", down=True), By("key", down=True))
    return Runs(db, [Run("happenings", "key", order, (Among("state <> 'retracted'"),))])


def summaries(db: sqlite3.Connection, keys: Collection[int]) -> dict[int, Summary]:
    """The stored rows of some happenings, by key."""
    rows = db.execute("SELECT * FROM happenings WHERE key IN (SELECT value FROM json_each(?))", (_list(keys),))
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
