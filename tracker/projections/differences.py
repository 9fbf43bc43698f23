"""What a view shows otherwise at a later cut-off, and which event brought it about (DOMAIN 3.11)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from events.envelope import Recorded
from events.model import Assess, Claim, Correction, Link, Retraction, Unlink
from tracker.projections.claims.curation import Original
from tracker.projections.names import fold
from tracker.projections.reader import ViewReader
from tracker.projections.reckoned_rows import (
    CalendarRow,
    ContradictionRow,
    CorroborationRow,
    CounterpartRow,
    DifferenceRow,
    SourceRow,
    StreakRow,
    TimelineRow,
)
from tracker.projections.rows import ItineraryRow, MeetingDossier, MeetingRow, StatementRow, WhereaboutsRow

VIEWS = (
    "meetings", "happenings", "itineraries", "whereabouts", "statements", "contradictions", "counterparts", "calendar",
    "timeline", "corroboration", "sources", "streaks",
)  # fmt: skip
"""The views that can be compared."""
_LAST = 1 << 62
"""Stands behind every position."""
_SUPPORT = ("reports", "outlets", "origins")
COMPARED: Mapping[type[Any], tuple[str, ...]] = {
    MeetingRow: (
        "state", "title", "when", "place", "place_hedge", "format", "channel", "level", "host", "topics", *_SUPPORT,
        "credibility",
    ),
    ItineraryRow: (
        "state", "start", "end", "days", "countries", "conveyance", "purpose", "met", "accompanying", "flags",
        *_SUPPORT,
    ),
    WhereaboutsRow: ("place", "place_country", "origin", "since", "seen", "in_transit", "conflict"),
    StatementRow: ("kind", "quote", "variants", "about", "status", *_SUPPORT),
    ContradictionRow: ("kind", "sides", "days", "km", "resolution", "origins"),
    CounterpartRow: ("total", "in_person", "remote", "first", "last", "next", "open"),
    CalendarRow: ("part", "state", "when", "place", "place_hedge", *_SUPPORT),
    TimelineRow: ("state", "when", "place", "place_hedge", *_SUPPORT, "credibility", "statements"),
    CorroborationRow: ("state", *_SUPPORT, "first_source", "confirmed_by", "lag"),
    SourceRow: ("grade", "reports", "happenings", "firsts", "corrected", "contradicted", "retracted"),
    StreakRow: ("day", "since", "gap", "value", "covered"),
}  # fmt: skip
"""What is compared of each kind of row."""


def differences(
    view: str,
    before: ViewReader,
    after: ViewReader,
    between: Iterable[Recorded],
    original: Original,
    *,
    search: str | None = None,
    touched: Collection[str] | None = None,
) -> list[DifferenceRow]:
    """The differences in the order of the later view, what is gone behind them.

    Args:
        view: one of `VIEWS`.
        before, after: the readers of the two cut-offs.
        between: the events that count at the later cut-off and not at the earlier one.
        original: an event of the log by its id.
        search: a filter by which both sides are narrowed down.
        touched: ids of happenings; only these are looked at, in the order of the first of the events that concern
            them. None for all rows of the view.

    Raises:
        ProjectionError: there is no such view.
    """
    causes = Causes(before, after, between, original, touched or ())
    if touched is None:
        sides = [_rows(reader, view, search) for reader in (before, after)]
    else:
        sides = [_standing(reader, causes.in_order(touched)) for reader in (before, after)]
    old, new = ({_identity(row): row for row in side} for side in sides)
    found: list[tuple[Any, str, _Change | None]] = []
    for id, row in new.items():
        if id not in old:
            found.append((row, "new", None))
            continue
        for field in COMPARED[type(row)]:
            values = field_text(old[id], field), field_text(row, field)
            if values[0] != values[1]:
                found.append((row, "changed", (field, *values)))
    found += [(row, "gone", None) for id, row in old.items() if id not in new]
    causes.look_up(row.key for row, kind, _ in found if kind == "changed" and isinstance(row, _OF_A_HAPPENING))
    return [_row(row, kind, change, causes.of(row, change[0] if change else "")) for row, kind, change in found]


def _standing(reader: ViewReader, happenings: Iterable[str]) -> Iterator[MeetingRow]:
    """The rows of some happenings, as far as they stand, each under its own id."""
    wanted = list(happenings)
    found = {row.id: row for row in reader.meeting_rows(wanted) if row.state != "retracted"}
    yield from (found[id] for id in wanted if id in found)


def _rows(reader: ViewReader, view: str, search: str | None) -> Iterable[Any]:
    reckoned: dict[str, Callable[..., Iterable[Any]]] = {
        "contradictions": reader.contradictions,
        "counterparts": reader.counterparts,
        "calendar": reader.calendar,
        "timeline": reader.timeline,
        "corroboration": reader.corroboration,
        "sources": reader.sources,
        "streaks": reader.streaks,
    }
    return reckoned[view](search=search) if view in reckoned else reader.all(view, search=search)


def _identity(row: Any) -> tuple[str, ...]:
    return (row.id, row.field) if isinstance(row, ContradictionRow) else (row.id,)


def _title(row: Any) -> str:
    match row:
        case ItineraryRow():
            return row.traveller
        case WhereaboutsRow():
            return row.name
        case StatementRow():
            return row.speaker
        case CounterpartRow():
            return f"{row.one} · {row.other}"
        case SourceRow():
            return row.name
        case StreakRow():
            return f"{row.subject} · {row.other}" if row.other else row.subject
        case _:
            return str(row.title)


def field_text(row: Any, field: str) -> str | None:
    """A field as text, so that it can be compared and told; None where it has no value."""
    if field == "when":
        value = row.edtf or row.when_text
    elif field == "sides":
        value = " ↔ ".join(side.value for side in row.sides)
    else:
        value = getattr(row, field)
    if isinstance(value, tuple):
        return "; ".join(value) or None
    return None if value is None else str(value)


_Change = tuple[str, str | None, str | None]
"""A field, what it was, and what it is."""


def _row(row: Any, kind: str, change: _Change | None, cause: tuple[Recorded | None, Sequence[int]]) -> DifferenceRow:
    field, old, new = change or (None, None, None)
    record, events = cause
    return DifferenceRow(
        id=row.id,
        type=row.kind if isinstance(row, StreakRow) else getattr(row, "type", None),
        title=_title(row),
        kind=kind,
        field=field,
        old=old,
        new=new,
        cause=record.position if record else None,
        cause_type=record.type if record else "time",
        events=tuple(events),
    )


_OF_A_HAPPENING = (MeetingRow, CalendarRow, TimelineRow, CorroborationRow)


class Causes:
    """The events in between, by the happenings that they concern before or after.

    Args:
        before, after: the readers of the two cut-offs.
        between: the events that count at the later one and not at the earlier one.
        original: an event of the log by its id.
        touched: ids of happenings that are looked at; what ended one that is no more is what came to the one that it
            went into, and what began one is what came to the one that it was part of.
    """

    def __init__(
        self,
        before: ViewReader,
        after: ViewReader,
        between: Iterable[Recorded],
        original: Original,
        touched: Collection[str] = (),
    ) -> None:
        self._before = before
        self._after = after
        self._between = list(between)
        self._events: dict[str, dict[int, Recorded]] = {}
        self._on_claim: dict[str, list[Recorded]] = {}
        self._known: dict[str, MeetingDossier] = {}
        for record in self._between:
            for claim in claims_named(record, original):
                self._on_claim.setdefault(claim, []).append(record)
                for reader in (before, after):
                    if happening := reader.happening_of(claim):
                        self._events.setdefault(happening, {})[record.position] = record
        for id in touched:
            others = (reader.happening_of(id) for reader in (after, before))
            if id not in self._events and (other := next((o for o in others if o in self._events), None)) is not None:
                self._events[id] = self._events[other]

    def in_order(self, happenings: Iterable[str]) -> list[str]:
        """Some happenings by the first of the events that concern them; those that none concerns come last."""
        return sorted(happenings, key=lambda id: min(self._events.get(id, ()), default=_LAST))

    def look_up(self, keys: Iterable[int]) -> None:
        """Read all about some happenings of which a field has changed, for `of`."""
        self._known = {found.row.id: found for found in self._after.dossiers(list(dict.fromkeys(keys)))}

    def of(self, row: Any, field: str) -> tuple[Recorded | None, list[int]]:
        """The event that brought a difference about, and all that concern the row.

        For a state it is the one that the history names; for a value the last one that tells or changes the value that
        is shown; else the last one of all.
        """
        events = (
            self._of_source(row)
            if isinstance(row, SourceRow)
            else {at: record for id in _happenings(row) for at, record in self._events.get(id, {}).items()}
        )
        positions = sorted(events)
        last = events[positions[-1]] if positions else None
        dossier = self._known.get(row.id) if field and isinstance(row, _OF_A_HAPPENING) else None
        if dossier is None:
            return last, positions
        if field == "state" and dossier.history:
            position = dossier.history[-1].position
            if position is None:  # time passed, unless a hand took away what stood against that
                return (last if last and not isinstance(last.event, Claim) else None), positions
            return events.get(position, last), positions
        shown = next((one.shown.event_id for one in dossier.fields if one.name == field), None)
        acting = self._on_claim.get(shown, []) if shown else []
        return (acting[-1] if acting else last), positions

    def _of_source(self, row: SourceRow) -> dict[int, Recorded]:
        """The events that tell a report of a source, act on one, or grade the source."""
        found = {
            record.position: record
            for claim, records in self._on_claim.items()
            if self._after.source_of(claim) == row.id or self._before.source_of(claim) == row.id
            for record in records
        }
        graded = (one for one in self._between if isinstance(one.event, Assess) and one.event.grade)
        return found | {one.position: one for one in graded if fold(getattr(one.event, "target", "")) == fold(row.name)}


def _happenings(row: Any) -> Sequence[str]:
    if isinstance(row, (ItineraryRow, CounterpartRow)):
        return row.happenings
    if isinstance(row, (WhereaboutsRow, StreakRow)):
        return (row.happening.partition("/")[0],)  # the id of a journey begins with that of its first happening
    return (row.id,)


def claims_named(record: Recorded, original: Original) -> Iterator[str]:
    """The claims that an event tells or acts on, through other curation, too."""
    one: Recorded | None = record
    while one is not None and isinstance(one.event, (Retraction, Correction)):
        one = original(one.event.target)
    if one is None:
        return
    if isinstance(one.event, Claim):
        yield one.id
    elif isinstance(one.event, (Link, Unlink)):
        yield from one.event.members
    elif isinstance(one.event, Assess) and one.event.prefer:
        yield one.event.prefer.claim
