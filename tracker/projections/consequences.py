"""What one further event would change in the views: happenings, statements and whereabouts before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from events.envelope import Recorded
from events.model import AnyClaim, Assess, Claim, Correction, Curation, Link, Retraction, Unlink
from tracker.projections.claims.curation import Original
from tracker.projections.differences import COMPARED, field_text
from tracker.projections.names import number_of
from tracker.projections.reader import ViewReader
from tracker.projections.rows import MeetingRow, StatementRow, WhereaboutsRow

_Shown = MeetingRow | StatementRow | WhereaboutsRow


@dataclass(frozen=True, slots=True)
class Consequence:
    """One row that would read otherwise.

    Attributes:
        kind: new, gone or changed.
        view: meetings, statements or whereabouts.
        title: of the row.
        changes: field, value before, value after; of a new row what it shows, of one that goes what it showed.
    """

    kind: str
    view: str
    title: str
    changes: tuple[tuple[str, str | None, str | None], ...]


def consequences(before: ViewReader, after: ViewReader, claims: Iterable[str]) -> list[Consequence]:
    """What reads otherwise of the happenings, statements and people that some claims are about.

    Args:
        before, after: the views without and with the event.
        claims: ids of the claims that it tells or acts on, see `claims_of`.
    """
    ids: dict[str, None] = {}
    for claim in claims:
        for reader in (before, after):
            if (happening := reader.happening_of(claim)) is not None:
                ids[happening] = None
    found: list[Consequence] = []
    people: dict[str, None] = {}
    for id in ids:
        old, new = (reader.meeting_row(id) for reader in (before, after))
        old, new = _its_own(old, id), _its_own(new, id)
        found += _compared("meetings", old, new)
        people |= dict.fromkeys(party.key for row in (old, new) if row for party in row.parties)
        found += _compared("statements", before.statement_row(id), after.statement_row(id))
    for person in people:
        rows = [next(iter(reader.rows("whereabouts", [number_of(person)])), None) for reader in (before, after)]
        old_seen, new_seen = (row if isinstance(row, WhereaboutsRow) else None for row in rows)
        found += _compared("whereabouts", old_seen, new_seen)
    return found


def claims_of(event: AnyClaim | Curation, id: str, original: Original) -> list[str]:
    """The claims that an event tells or acts on, through other curation, too."""
    one: AnyClaim | Curation | None = event
    while isinstance(one, (Retraction, Correction)):
        record: Recorded | None = original(one.target)
        id, one = (record.id, record.event) if record is not None else (id, None)
    if isinstance(one, Claim):
        return [id]
    if isinstance(one, (Link, Unlink)):
        return list(one.members)
    return [one.target] if isinstance(one, Assess) else []


def _its_own(row: MeetingRow | None, id: str) -> MeetingRow | None:
    """The row, unless the happening has meanwhile become part of another one."""
    return row if row is not None and row.id == id else None


def _compared(view: str, old: _Shown | None, new: _Shown | None) -> Iterator[Consequence]:
    shown = new or old
    if shown is None or old == new:
        return
    changes = tuple(_changes(old, new))
    if changes:
        yield Consequence("new" if old is None else "gone" if new is None else "changed", view, _title(shown), changes)


def _changes(old: _Shown | None, new: _Shown | None) -> Iterator[tuple[str, str | None, str | None]]:
    for field in COMPARED[type(new or old)]:
        before, after = (field_text(row, field) if row is not None else None for row in (old, new))
        if before != after:
            yield field, before, after


def _title(row: _Shown) -> str:
    match row:
        case MeetingRow():
            return row.title
        case StatementRow():
            return row.speaker
        case _:
            return row.name
