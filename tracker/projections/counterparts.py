"""Who meets whom, and how often: pairs of persons and of states (DOMAIN 3.4).

Meetings count, not visits: the visit during which two meet would count the same meeting twice. A gathering of more than
two sides makes no pairs, unless a meeting of that pair is itself told. Delegations and bodies count for their state.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.projections.happenings.state import OPEN, state_on
from tracker.projections.happenings.summary import Summary
from tracker.projections.reckoned_rows import CounterpartRow
from tracker.projections.rows import Party

_REMOTE = frozenset({"telephone", "video", "letter", "intermediary"})
_SEVERAL = frozenset({"multilateral", "trilateral"})
_NO_PRINCIPAL = frozenset({"inviter", "speaker", "addressee"})

Pair = tuple[tuple[str, str], tuple[str, str]]
"""Key and name of the one, key and name of the other, in the order of the keys."""


@dataclass
class _Cell:
    """A pair's happenings."""

    names: tuple[str, str]
    held: list[Summary] = field(default_factory=list)
    ahead: list[Summary] = field(default_factory=list)
    open: int = 0
    found: bool = False


def counterparts(
    db: sqlite3.Connection,
    as_of: date,
    level: str = "person",
    found: set[int] | None = None,
    *,
    among: Collection[int] | None = None,
) -> list[CounterpartRow]:
    """The pairs, those that met most often first, then those that met last.

    Args:
        db: the views to read.
        as_of: the day on which one looks.
        level: person or state.
        found: keys of happenings; only pairs with one of them are listed. None for all.
        among: keys of happenings; no other is counted. None for all.
    """
    cells: dict[tuple[str, str], _Cell] = {}
    chosen = "" if among is None else " AND key IN (SELECT value FROM json_each(?))"
    rows = db.execute(
        f"SELECT * FROM happenings WHERE type = 'summit' AND state <> 'retracted'{chosen} ORDER BY sort_day, key",
        () if among is None else (json.dumps(list(among)),),
    )
    for row in rows:
        summary = Summary._make(row)
        state = state_on(summary.state, summary.day, as_of.toordinal())
        for one, other in pairs_of(summary, level):
            cell = cells.setdefault((one[0], other[0]), _Cell((one[1], other[1])))
            cell.found = cell.found or found is None or summary.key in found
            if state == "held":
                cell.held.append(summary)
            elif state in OPEN:
                cell.ahead.append(summary)
            elif state in ("cancelled", "disputed"):
                cell.open += 1
    made = [_row(keys, cell, level) for keys, cell in cells.items() if cell.found]
    by_pair = sorted(made, key=lambda row: row.id)
    by_last = sorted(by_pair, key=lambda row: row.last or "", reverse=True)
    return sorted(by_last, key=lambda row: -row.total)


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


def _row(keys: tuple[str, str], cell: _Cell, level: str) -> CounterpartRow:
    remote = sum(summary.channel in _REMOTE for summary in cell.held)
    days = [(summary.earliest or summary.sort_day, summary.sort_day) for summary in cell.held]
    return CounterpartRow(
        id=" + ".join(keys),
        level=level,
        one=cell.names[0],
        other=cell.names[1],
        total=len(cell.held),
        in_person=len(cell.held) - remote,
        remote=remote,
        first=min((first for first, _ in days), default=None),
        last=max((last for _, last in days), default=None),
        next=min((summary.earliest for summary in cell.ahead if summary.earliest), default=None),
        open=cell.open,
        happenings=tuple(summary.id for summary in cell.held),
    )
