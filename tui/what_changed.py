"""What changed on the board between two places in time, read in a thread: the differences and the events between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.sqlite_log import SqliteLog
from tracker.dossier import Dossier
from tracker.projections.cutoff import Cutoff
from tracker.projections.differences import differences
from tracker.projections.reckoned_rows import DifferenceRow
from tui.log_index import PUBLIC_BY, public_values
from tui.under_way import UnderWay

MOST = 3_000
"""So many events between are looked at, the newest of them."""
_BETWEEN = """
    SELECT e.position FROM event e JOIN term t ON t.id = e.type
    WHERE e.position <= ? {later} AND NOT (e.position <= ? {earlier}) ORDER BY e.position DESC
"""


@dataclass(frozen=True, slots=True)
class Changed:
    """The differences, and how many events lie between; ``looked_at`` is less where there are too many."""

    rows: Sequence[DifferenceRow] = ()
    between: int = 0
    looked_at: int = 0


def what_changed(dossier: Dossier, earlier: tuple[Cutoff, date], later: tuple[Cutoff, date], work: UnderWay) -> Changed:
    """Compare the meetings of two places in time, each with the day it is there.

    Raises:
        BrokenOff: the user wants no more.
    """
    positions = _between(dossier.log, earlier[0], later[0])
    looked_at = sorted(positions[:MOST])
    work.total = len(looked_at)
    records = [record for position in work.counted(looked_at) if (record := dossier.log.get(position)) is not None]
    before, after = dossier.at(*earlier), dossier.at(*later)
    rows = differences("meetings", before, after, records, dossier.log.get, touched=True)
    return Changed(rows, len(positions), len(looked_at))


def _between(log: SqliteLog, earlier: Cutoff, later: Cutoff) -> list[int]:
    """The positions of the events that count at the later place and not at the earlier one, the newest first."""
    head = log.head().position
    conditions: list[str] = []
    values: list[str | int] = []
    for cutoff in (later, earlier):
        values.append(head if cutoff.position is None else cutoff.position)
        conditions.append(f"AND {PUBLIC_BY}" if cutoff.published else "")
        values += public_values(cutoff.published) if cutoff.published else []
    query = _BETWEEN.format(later=conditions[0], earlier=conditions[1])
    return [row[0] for row in log.reader().execute(query, values)]
