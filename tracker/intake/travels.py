"""Takes travel records into a dossier: batch by batch, each a transaction, adding nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from events.envelope import Draft
from events.errors import DuplicateId
from tracker.dossier import Dossier
from tracker.intake.travel_events import Coding, in_order
from tracker.intake.travel_records import Trip
from tracker.projections.names import fold

BATCH = 1000
"""Events in one transaction, give or take those of one trip, which stay together."""


@dataclass
class Imported:
    """What an import did: trips looked at, events added, events known already, and those that differ by now.

    ``changed`` holds the ids of events that were recorded with another content before; they are left as they were.
    """

    trips: int = 0
    added: int = 0
    known: int = 0
    changed: list[str] = field(default_factory=list)


def chosen(trips: Iterable[Trip], *, since: int | None = None, who: str | None = None) -> list[Trip]:
    """The trips from a year on, and of those whose name has all of the words."""
    wanted = set(fold(who).split()) if who else set()
    return [
        trip
        for trip in trips
        if (since is None or trip.start.year >= since) and wanted <= set(fold(f"{trip.name} {trip.who}").split())
    ]


def import_trips(
    dossier: Dossier,
    every: Sequence[Trip],
    selected: Sequence[Trip],
    *,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Imported:
    """Record the events of trips; what is in the dossier already adds nothing.

    Each batch is recorded as a whole or not at all. Whoever is interrupted calls again and the rest is added.

    Args:
        every: all trips of the file, which decide who is meant by a name.
        selected: those to be recorded.
        progress: told after each batch how many trips are done, and of how many.

    Raises:
        LogError: the dossier cannot be written; the batches before stay.
    """
    coding = Coding(every)
    done = Imported()
    mine: set[str] = set()

    def recorded(event_id: str) -> bool:
        return event_id in mine or dossier.log.get(event_id) is not None

    waiting: list[Draft] = []
    for trip in sorted(selected, key=in_order):
        drafts = list(coding.drafts(trip))
        mine.update(draft.id for draft in drafts)
        for parting in coding.partings(trip, recorded):
            if parting.id not in mine:
                mine.add(parting.id)
                drafts.append(parting)
        waiting += drafts
        done.trips += 1
        if len(waiting) >= BATCH:
            _record(dossier, waiting, done)
            progress(done.trips, len(selected))
            waiting = []
    if waiting:
        _record(dossier, waiting, done)
        progress(done.trips, len(selected))
    return done


def _record(dossier: Dossier, drafts: Sequence[Draft], done: Imported) -> None:
    head = dossier.log.head().position
    try:
        records = dossier.log.append(drafts)
    except DuplicateId:
        changed = {draft.id for draft in drafts if _differs(dossier, draft)}
        done.changed += sorted(changed)
        records = dossier.log.append([draft for draft in drafts if draft.id not in changed])
    added = sum(record.position > head for record in records)
    done.added += added
    done.known += len(records) - added


def _differs(dossier: Dossier, draft: Draft) -> bool:
    """Whether the id is recorded already, with another content."""
    record = dossier.log.get(draft.id)
    return record is not None and (record.event, record.published, record.basis) != (
        draft.event,
        draft.published,
        draft.basis,
    )
