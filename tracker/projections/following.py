"""Folding the log into a database that keeps versions: at once what can be, noted as if each event came alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from events.envelope import Recorded
from tracker.projections import publication, versions
from tracker.projections.apart import Run, Waves, runs, waves
from tracker.projections.claims.curation import Original
from tracker.projections.claims.table import Claims
from tracker.projections.contract import Changes, Projection
from tracker.projections.fold import Fold, Step
from tracker.projections.happenings.component import load
from tracker.projections.happenings.table import DEPARTURES
from tracker.projections.moments import CAUSES, LATE, Moments
from tracker.projections.reach import reached


def follow(fold: Fold, records: Sequence[Recorded], original: Original) -> None:
    """Fold consecutive records, all or none; the versions are those that folding one by one would give.

    Args:
        fold: of a database that keeps versions.
        records: in log order.
        original: an event of the log by its id.

    Raises:
        EventError: a projection fails; none of the records is kept.
    """
    moments = Moments()
    versions.tell_moments(fold.db, moments)
    with fold.in_steps(records) as take:
        publication.note(fold.db, records)
        following = _Following(fold, take, moments)
        for run in runs(records, original):
            if run.about is None:
                moments.alone(run.records[0].position)
                take(run.records, fold.projections, Changes())
            else:
                following.together(run, run.about)


class _Following:
    """Folds runs of events of which is known what each reaches."""

    def __init__(self, fold: Fold, take: Step, moments: Moments) -> None:
        self._fold, self._db = fold, fold.db
        self._take = take
        self._moments = moments
        needed = {name for projection in fold.projections for name in projection.needs}
        self._late = [p for p in fold.projections if p.name in LATE]
        self._single = [p for p in fold.projections if not p.needs and p.name not in needed]
        self._others: list[Projection] = [p for p in fold.projections if p not in (*self._late, *self._single)]

    def together(self, run: Run, about: dict[int, list[Recorded]]) -> None:
        """Fold a run by waves; then, event by event, what looks at everything as it was at each."""
        every = {record.position: record.position for record in run.records}
        self._moments.together(every, every)
        self._take(run.records, self._single, Changes())
        cut = self._cut(run, about)
        brought = {position: Changes() for position in every}
        for wave in cut.waves:
            self._moments.together(cut.owner, wave.now)
            changes = Changes()
            self._take(wave.records, self._others, changes)
            self._share(changes, {number: wave.now.get(owner, 0) for number, owner in cut.owner.items()}, brought)
        versions.look_along(self._db, besides=[table for table in CAUSES if table.partition("_")[0] in LATE])
        for record in run.records:
            versions.at(self._db, record.position)
            self._moments.alone(record.position)
            self._take([record], self._late, brought[record.position])
        versions.look_ahead(self._db)

    def _share(self, changes: Changes, event: Mapping[int, int], brought: Mapping[int, Changes]) -> None:
        """Tell of what a wave has changed by events; of what departures may concern each is told everything."""
        for key in changes.of("happenings"):
            brought[event[key]].add("happenings", (key,))
        journeys = changes.of("itineraries")
        for key, person in versions.ever(self._db, "itineraries", "key, person", journeys):
            brought[event[-person]].add("itineraries", (key,))
        near = changes.of(DEPARTURES)
        for position in {*event.values()} - {0} if near else ():
            brought[position].add(DEPARTURES, near)

    def _cut(self, run: Run, about: dict[int, list[Recorded]]) -> Waves:
        """The waves of a run; articles that it meets for the first time are noted in log order."""
        claims = next(projection for projection in self._fold.projections if isinstance(projection, Claims))
        fresh = claims.foretell(self._db, run.records)
        positions = {claim.position for some in about.values() for claim in some}
        facts = fresh | {claim.position: claim for claim in load(self._db, positions - fresh.keys())}
        told = {event: [facts[one.position] for one in some if one.position in facts] for event, some in about.items()}
        return waves(run.records, reached(self._db, told))
