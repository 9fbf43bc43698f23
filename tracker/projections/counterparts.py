"""The projection ``counterparts``: who meets whom, and how often, in pairs of persons and of states (DOMAIN 3.4).

Meetings count, not visits: the visit during which two meet would count the same meeting twice. A gathering of more than
two sides makes no pairs, unless a meeting of that pair is itself told. Delegations and bodies count for their state.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence, Set
from datetime import date
from itertools import groupby
from typing import NamedTuple

from tracker.projections.contract import Changes, Projection
from tracker.projections.happenings.state import OPEN, state_on
from tracker.projections.happenings.summary import Summary
from tracker.projections.names import number_of
from tracker.projections.ordering import Listed
from tracker.projections.reckoned_rows import CounterpartRow
from tracker.projections.rows import Party

LEVELS = ("person", "state")
_REMOTE = frozenset({"telephone", "video", "letter", "intermediary"})
_SEVERAL = frozenset({"multilateral", "trilateral"})
_NO_PRINCIPAL = frozenset({"inviter", "speaker", "addressee"})
_CHUNK = 2_000
_HELD = "(state = 'held' OR state = 'under_way' AND day > 0 AND day < ?)"

Pair = tuple[tuple[str, str], tuple[str, str]]
"""Key and name of the one, key and name of the other, in the order of the keys."""


class _Stored(NamedTuple):
    """A row of ``counterparts``: one meeting of a pair. ``number`` is the pair's, ``pair`` its id.

    ``state`` and ``day`` are those of the happening (see `happenings.state`), ``begins`` and ``ends`` its days, of
    which ``begins`` is empty where no first day is told; ``remote`` tells whether they met otherwise than in person.
    """

    key: int
    number: int
    level: str
    pair: str
    one: str
    one_name: str
    other: str
    other_name: str
    state: str
    day: int
    begins: str
    ends: str
    remote: int


_INTEGERS = frozenset({"key", "number", "day", "remote"})
_COLUMNS = ", ".join(f"{name} {'INTEGER' if name in _INTEGERS else 'TEXT'} NOT NULL" for name in _Stored._fields)


class Counterparts(Projection):
    """One row a pair and meeting, on the level of persons and on that of states."""

    name = "counterparts"
    version = 1
    needs = ("happenings",)
    tables = f"""
        CREATE TABLE counterparts ({_COLUMNS}, PRIMARY KEY (key, number)) STRICT, WITHOUT ROWID;
        CREATE INDEX counterparts_order ON counterparts (level, number, pair, state, day, ends, key);
        CREATE INDEX counterparts_number ON counterparts (number, ends, key);
        CREATE INDEX counterparts_one ON counterparts (one, number);
        CREATE INDEX counterparts_other ON counterparts (other, number);
    """

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Pair anew those who take part in changed meetings."""
        changed = changes.of("happenings")
        for start in range(0, len(changed), _CHUNK):
            wanted = json.dumps(list(changed[start : start + _CHUNK]))
            db.execute("DELETE FROM counterparts WHERE key IN (SELECT value FROM json_each(?))", (wanted,))
            found = db.execute(
                "SELECT h.* FROM json_each(?) q CROSS JOIN happenings h ON h.key = q.value"
                " WHERE h.type = 'summit' AND h.state <> 'retracted'",
                (wanted,),
            )
            rows = [row for meeting in found.fetchall() for row in _stored(Summary._make(meeting))]
            marks = ", ".join("?" * len(_Stored._fields))
            db.executemany(f"INSERT INTO counterparts VALUES ({marks})", rows)


def _stored(meeting: Summary) -> Iterator[_Stored]:
    for level in LEVELS:
        for one, other in dict.fromkeys(pairs_of(meeting, level)):
            pair = f"{one[0]} + {other[0]}"
            yield _Stored(
                meeting.key, number_of(f"{level} {pair}"), level, pair, *one, *other, meeting.state, meeting.day,
                meeting.earliest or "", meeting.sort_day, int(meeting.channel in _REMOTE),
            )  # fmt: skip


def pairs_of(summary: Summary, level: str) -> Iterator[Pair]:
    """The pairs that a meeting counts for."""
    parties = [party for raw in json.loads(summary.parties) if (party := Party(*raw)).role not in _NO_PRINCIPAL]
    sides: dict[str, list[Party]] = {}
    for party in parties:
        sides.setdefault(party.country or party.key, []).append(party)
    if summary.format in _SEVERAL or len(sides) > 2:
        return
    if level == "state":
        states = sorted(side for side, members in sides.items() if members[0].country)
        if len(states) == 2:
            yield (states[0], states[0]), (states[1], states[1])
        return
    groups = list(sides.values()) if len(sides) == 2 else [[party] for party in parties] if len(parties) == 2 else []
    if not groups:
        return
    one_side, other_side = (_persons(group) for group in groups)
    for one in one_side:
        for other in other_side:
            first, second = sorted(((one.key, one.name), (other.key, other.name)))
            yield first, second


def _persons(side: Sequence[Party]) -> list[Party]:
    return [party for party in side if party.kind == "person"]


def counterpart_order(db: sqlite3.Connection, as_of: date, level: str, found: Set[int] | None = None) -> Listed:
    """The pairs, those that met most often first, then those that met last.

    Args:
        db: the views to read.
        as_of: the day on which one looks.
        level: person or state.
        found: keys of happenings; only pairs with one of them are listed. None for all.
    """
    among = "" if found is None else " HAVING max(key IN (SELECT value FROM json_each(?)))"
    wanted = () if found is None else (json.dumps(list(found)),)
    today = as_of.toordinal()
    rows = db.execute(
        f"SELECT number, sum{_HELD} AS total, max(CASE WHEN {_HELD} THEN ends ELSE '' END) AS last, pair"
        f" FROM counterparts WHERE level = ? GROUP BY number{among} ORDER BY total DESC, last DESC, pair",
        (today, today, level, *wanted),
    )
    return Listed(array("q", (row[0] for row in rows)))


def counterpart_rows(db: sqlite3.Connection, numbers: Sequence[int], as_of: date) -> list[CounterpartRow]:
    """Pairs by their numbers, in their order; one that is gone meanwhile is left out."""
    rows = db.execute(
        "SELECT c.*, h.id FROM (SELECT DISTINCT value AS wanted FROM json_each(?)) CROSS JOIN counterparts c"
        " ON c.number = wanted JOIN happenings h ON h.key = c.key ORDER BY c.number, c.ends, c.key",
        (json.dumps(list(numbers)),),
    )
    found = {
        number: _row([(_Stored._make(row[:-1]), row[-1]) for row in meetings], as_of.toordinal())
        for number, meetings in groupby(rows, key=lambda row: row[1])
    }
    return [found[number] for number in numbers if number in found]


def pairs_with(db: sqlite3.Connection, level: str, one: str, other: str | None = None) -> list[int]:
    """The numbers of the pairs that somebody is one of, or of that with another."""
    if other is not None:
        return [number_of(f"{level} {' + '.join(sorted((one, other)))}")]
    rows = db.execute(
        "SELECT number FROM counterparts WHERE one = ?1 AND level = ?2"
        " UNION SELECT number FROM counterparts WHERE other = ?1 AND level = ?2",
        (one, level),
    )
    return [row[0] for row in rows]


def in_order(rows: Sequence[CounterpartRow]) -> list[CounterpartRow]:
    """Pairs in the order of `counterpart_order`."""
    by_pair = sorted(rows, key=lambda row: row.id)
    by_last = sorted(by_pair, key=lambda row: row.last or "", reverse=True)
    return sorted(by_last, key=lambda row: -row.total)


def _row(meetings: Sequence[tuple[_Stored, str]], today: int) -> CounterpartRow:
    """A pair from its meetings, each with the happening's id, in the order of their days."""
    states = [state_on(meeting.state, meeting.day, today) for meeting, _ in meetings]
    held = [one for one, state in zip(meetings, states, strict=True) if state == "held"]
    ahead = [meeting.begins for (meeting, _), state in zip(meetings, states, strict=True) if state in OPEN]
    remote = sum(meeting.remote for meeting, _ in held)
    pair = meetings[0][0]
    return CounterpartRow(
        id=pair.pair,
        level=pair.level,
        one=pair.one_name,
        other=pair.other_name,
        total=len(held),
        in_person=len(held) - remote,
        remote=remote,
        first=min((meeting.begins or meeting.ends for meeting, _ in held), default=None),
        last=max((meeting.ends for meeting, _ in held), default=None),
        next=min((begins for begins in ahead if begins), default=None),
        open=sum(state in ("cancelled", "disputed") for state in states),
        happenings=tuple(id for _, id in held),
    )
