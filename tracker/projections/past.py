"""Views as known earlier: read from the history, or else from the admitted part of the log, folded in memory.

What is folded is kept for a while, and moved on where possible.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from events.envelope import Recorded
from events.log import EventLog
from tracker.projections.contract import Projection
from tracker.projections.cutoff import Cutoff
from tracker.projections.fold import Fold
from tracker.projections.history import History
from tracker.projections.publication import Admitted
from tracker.projections.rebuild import batches

_KEPT = 4
_WORTH_DEFERRING = 2_000
_WORTH_EXTENDING = 200
"""Events that the history may lie behind a position that is asked for, and still follow at once."""
_COPIED = 16_000_000
_DEARER = 4
"""How many times as much an event costs that is folded on than one that is replayed with all others."""


@dataclass
class _Moment:
    """A folded cut-off: everything up to ``position`` that was public at ``published``."""

    published: str | None
    position: int
    db: sqlite3.Connection
    fold: Fold


class Past:
    """A few databases in memory, each the fold of what a cut-off admits.

    A later position of the same publication time moves an existing database forward (a small one is copied first, so
    that going back costs nothing either). Whoever reads asks `at` again for each question, so nobody is shown a
    database that was moved on.

    Args:
        log: the log that is projected.
        projections: makes new instances of those that take part.
        history: where positions that it reaches are looked up.
    """

    def __init__(
        self, log: EventLog, projections: Callable[[], list[Projection]], history: History | None = None
    ) -> None:
        self._log = log
        self._projections = projections
        self._history = history
        self._kept: OrderedDict[Cutoff, _Moment] = OrderedDict()
        self._lock = threading.Lock()

    def at(self, cutoff: Cutoff) -> sqlite3.Connection:
        """The database of a cut-off, for reading."""
        head = self._log.head().position
        position = head if cutoff.position is None else min(cutoff.position, head)
        wanted = Cutoff(position, cutoff.published)
        history = self._history
        if history is None or not self._remembered(history, position):
            return self._folded(wanted, lambda: self._replayed(wanted))
        if wanted.published is None:
            return history.look(position)
        admitted = history.admitted(position, wanted.published)
        if not admitted.late:
            return history.look(admitted.prefix)
        if len(admitted.late) * _DEARER > admitted.prefix:
            return self._folded(wanted, lambda: self._replayed(wanted))
        return self._folded(wanted, lambda: self._copied(history, wanted, admitted))

    def _folded(self, wanted: Cutoff, make: Callable[[], _Moment]) -> sqlite3.Connection:
        """The database of a cut-off from memory, or a new one."""
        with self._lock:
            moment = self._kept.get(wanted)
            if moment is None:
                moment = self._kept[wanted] = make()
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(wanted)
            return moment.db

    def forget(self) -> None:
        """Drop all."""
        with self._lock:
            self._kept.clear()

    @staticmethod
    def _remembered(history: History, position: int) -> bool:
        """Whether the history reaches a position, or does after a few more events; else it begins to follow."""
        if history.reaches(position):
            return True
        if history.reaches(position - _WORTH_EXTENDING) and history.extend(position):
            return history.reaches(position)
        history.follow()
        return False

    def _replayed(self, wanted: Cutoff) -> _Moment:
        moment = self._beginning(wanted)
        self._advance(moment, wanted)
        return moment

    def _copied(self, history: History, wanted: Cutoff, admitted: Admitted) -> _Moment:
        """What the history knows of the position up to which all was public, and the rest folded on."""
        assert wanted.position is not None
        db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        projections = self._projections()
        Fold(db, projections).create([projection.name for projection in projections])
        history.copy(db, admitted.prefix)
        fold = Fold(db, projections)
        records = (self._log.get(position) for position in admitted.late)
        fold.apply([record for record in records if record is not None])
        return _Moment(wanted.published, wanted.position, db, fold)

    def _beginning(self, wanted: Cutoff) -> _Moment:
        """The latest earlier moment of the same publication time, or an empty one."""
        assert wanted.position is not None
        earlier = [
            (moment.position, cutoff)
            for cutoff, moment in self._kept.items()
            if moment.published == wanted.published and moment.position <= wanted.position
        ]
        nearest = max(earlier, key=lambda item: item[0], default=None)
        if nearest is None:
            return self._moment(wanted.published, 0, None)
        moment = self._kept[nearest[1]]
        if _size(moment.db) > _COPIED:
            return self._kept.pop(nearest[1])
        return self._moment(wanted.published, moment.position, moment.db)

    def _moment(self, published: str | None, position: int, source: sqlite3.Connection | None) -> _Moment:
        db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        if source is not None:
            source.backup(db)
        fold = Fold(db, self._projections())
        fold.create(fold.outdated())
        return _Moment(published, position, db, fold)

    def _advance(self, moment: _Moment, wanted: Cutoff) -> None:
        assert wanted.position is not None
        defer = wanted.position - moment.position > _WORTH_DEFERRING and moment.position == 0
        last: Recorded | None = None
        for batch in batches(self._log, moment.position, wanted.position):
            admitted = [record for record in batch if wanted.admits(record)]
            moment.fold.apply(admitted, defer=defer)
            last = admitted[-1] if admitted else last
        if defer:
            moment.fold.finish([p.name for p in moment.fold.projections], last)
        moment.position = wanted.position


def _size(db: sqlite3.Connection) -> int:
    pages, size = db.execute("PRAGMA page_count").fetchone()[0], db.execute("PRAGMA page_size").fetchone()[0]
    return int(pages) * int(size)
