"""Which events have nothing to do with each other, so that to fold them at once comes to the same as one by one.

An event reaches the claims that may link with what it tells, all that those link with, and everybody who takes part:
rows of others neither change with it nor are looked at. It is better to take too much for connected than too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from events.envelope import Recorded
from events.model import Claim, Correction, Link, Retraction, Unlink
from tracker.projections.claims.curation import Original

_LONGEST = 1_000
_CONNECTING = frozenset({"participants", "event_name", "quote", "when", "new_when", "status"})
"""Fields whose correction may connect a claim with others than before."""


class Wave(NamedTuple):
    """Events of which none reaches what another does; ``now`` has the position of each by its owner."""

    records: list[Recorded]
    now: dict[int, int]


class Waves(NamedTuple):
    """A run of events cut into waves, to be folded in their order; ``owner`` of each number that they reach."""

    waves: list[Wave]
    owner: dict[int, int]


def subjects(record: Recorded, original: Original) -> list[Recorded] | None:
    """The claims that an event is about; None where it may concern all, or change what it is connected with."""
    event = record.event
    if isinstance(event, Claim):
        return [record]
    if isinstance(event, Correction) and any(change.path.partition(".")[0] in _CONNECTING for change in event.changes):
        return None
    if not isinstance(event, (Retraction, Correction, Link, Unlink)):
        return None
    targets = event.members if isinstance(event, (Link, Unlink)) else (event.target,)
    found = [one for target in targets if (one := original(target)) is not None]
    return found if all(isinstance(one.event, Claim) for one in found) else None


class Run(NamedTuple):
    """Consecutive events, and by position the claims that each is about; None for one that may concern all."""

    records: list[Recorded]
    about: dict[int, list[Recorded]] | None


def runs(records: Iterable[Recorded], original: Original) -> Iterator[Run]:
    """The records in runs of which can be told beforehand what each reaches; others come alone."""
    about: dict[int, list[Recorded]] = {}
    run = Run([], about)
    for record in records:
        found = subjects(record, original)
        if run.records and (found is None or len(run.records) == _LONGEST):
            yield run
            about = {}
            run = Run([], about)
        if found is None:
            yield Run([record], None)
        else:
            run.records.append(record)
            about[record.position] = found
    if run.records:
        yield run


def waves(run: Sequence[Recorded], reached: Mapping[int, Iterable[int | str]]) -> Waves:
    """Cut a run of events into waves: each has the next event of all that are connected.

    Args:
        run: in log order.
        reached: by position all that an event reaches, itself among it.
    """
    above: dict[int | str, int | str] = {}

    def root(one: int | str) -> int | str:
        while (higher := above.setdefault(one, one)) != one:
            above[one] = above[higher]
            one = higher
        return one

    for event, numbers in reached.items():
        for number in numbers:
            above[root(number)] = root(event)
    owner = {number: root(number) for number in list(above) if isinstance(number, int)}
    named = {one: place for place, one in enumerate(dict.fromkeys(owner.values()))}
    queues: dict[int, list[Recorded]] = {}
    for record in run:
        queues.setdefault(named[owner[record.position]], []).append(record)
    cut = []
    for step in range(max(map(len, queues.values()), default=0)):
        due = {name: queue[step] for name, queue in queues.items() if step < len(queue)}
        records = sorted(due.values(), key=lambda record: record.position)
        cut.append(Wave(records, {name: record.position for name, record in due.items()}))
    return Waves(cut, {number: named[one] for number, one in owner.items()})
