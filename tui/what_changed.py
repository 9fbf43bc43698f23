"""What changed on the board between two places in time, read in a thread: the differences and the events between."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from events.envelope import Recorded
from events.model import CURATION_TYPES
from events.sqlite_log import SqliteLog
from tracker.dossier import Dossier
from tracker.projections.cutoff import Cutoff
from tracker.projections.differences import claims_named, differences
from tracker.projections.reader import ViewReader
from tracker.projections.reckoned_rows import DifferenceRow
from tui.log_index import PUBLIC_BY, public_values
from tui.under_way import UnderWay

MOST = 1_000
"""So many happenings are compared, those that were told of last."""
_BATCH = 10_000
_BETWEEN = """
    SELECT e.position FROM event e JOIN term t ON t.id = e.type
    WHERE e.position <= ? {later} AND NOT (e.position <= ? {earlier}) {of} ORDER BY e.position DESC
"""
_ACTS = "AND t.text IN ({})".format(", ".join(f"'{name}'" for name in CURATION_TYPES))

Place = tuple[Cutoff, date]
"""A place in time, with the day that it is there."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The differences, how many events lie between, and whether more happenings changed than were compared."""

    rows: Sequence[DifferenceRow] = ()
    between: int = 0
    more: bool = False


def what_changed(dossier: Dossier, earlier: Place, later: Place, work: UnderWay) -> Changed:
    """Compare the meetings of two places in time: whatever events between tell of or act on, and what fell due.

    Raises:
        BrokenOff: the user wants no more.
    """
    log = dossier.log
    before, after = dossier.at(*earlier), dossier.at(*later)
    positions, acts = (_between(log, earlier[0], later[0], of) for of in ("", _ACTS))
    work.total = len(positions) + len(acts)
    acting = [record for at in work.counted(acts) if (record := log.get(at)) is not None]
    chosen: dict[str, None] = {}
    for id in _acted_on(dossier, acting, before, after):
        chosen.setdefault(id)
    told = work.counted(positions)
    while len(chosen) <= MOST and (batch := list(islice(told, _BATCH))):
        chosen.update(dict.fromkeys(after.concerned().by_claims(batch)))
    chosen.update(dict.fromkeys(after.concerned().falling_due(earlier[1], later[1])))
    touched = dict.fromkeys(list(chosen)[:MOST])
    claims: set[int] = set()
    while more := _claims(touched, before, after) - claims:  # what was one is two now, or the other way round
        claims |= more
        touched.update(dict.fromkeys(id for one in (after, before) for id in one.concerned().by_claims(more)))
    telling = (log.get(at) for at in sorted(claims))
    records = [*acting, *(one for one in telling if one is not None and _lies_between(one, earlier[0], later[0]))]
    rows = differences("meetings", before, after, sorted(records, key=_position), log.get, touched=touched)
    return Changed(rows, len(positions), len(chosen) > MOST)


def _acted_on(dossier: Dossier, acting: Collection[Recorded], before: ViewReader, after: ViewReader) -> Iterator[str]:
    """Ids of the happenings, of then and of now, on whose reports a hand acted, the last first."""
    for record in acting:
        for claim in claims_named(record, dossier.log.get):
            for reader in (after, before):
                if (happening := reader.happening_of(claim)) is not None:
                    yield happening


def _claims(happenings: Collection[str], before: ViewReader, after: ViewReader) -> set[int]:
    """The claims that belong to some happenings then or now."""
    return before.concerned().claims(happenings) | after.concerned().claims(happenings)


def _lies_between(record: Recorded, earlier: Cutoff, later: Cutoff) -> bool:
    return later.admits(record) and not earlier.admits(record)


def _position(record: Recorded) -> int:
    return record.position


def _between(log: SqliteLog, earlier: Cutoff, later: Cutoff, of: str) -> array[int]:
    """The positions of the events that count at the later place and not at the earlier one, the newest first.

    Args:
        of: a further condition on them, in SQL.
    """
    head = log.head().position
    conditions: list[str] = []
    values: list[str | int] = []
    for cutoff in (later, earlier):
        values.append(head if cutoff.position is None else cutoff.position)
        conditions.append(f"AND {PUBLIC_BY}" if cutoff.published else "")
        values += public_values(cutoff.published) if cutoff.published else []
    query = _BETWEEN.format(later=conditions[0], earlier=conditions[1], of=of)
    return array("q", (row[0] for row in log.reader().execute(query, values)))
