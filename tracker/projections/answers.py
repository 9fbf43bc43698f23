"""Answers about the rows of a database that cost something to find, kept until the rows change."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, TypeVar

from tracker.projections.cutoff import Cutoff

Answer = TypeVar("Answer")
_KEPT = 12
_PLACES = 6


class Answers:
    """The last few answers to questions about one database; threads may share it."""

    def __init__(self) -> None:
        self._state: tuple[sqlite3.Connection, int, int] | None = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, db: sqlite3.Connection, question: Hashable, find: Callable[[], Answer]) -> Answer:
        """The answer to a question: a former one if nothing was written since, by whichever connection.

        Args:
            db: the database that the answer depends on.
            question: what it depends on besides.
            find: finds it.
        """
        state = (db, db.total_changes, db.execute("PRAGMA data_version").fetchone()[0])
        with self._lock:
            if state != self._state:
                self._state = state
                self._kept.clear()
            if question in self._kept:
                self._kept.move_to_end(question)
                known: Answer = self._kept[question]
                return known
        answer = find()
        with self._lock:
            if state == self._state:
                self._kept[question] = answer
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return answer


class AnswersByPlace:
    """The answers at the last few places in time from which somebody looked."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Cutoff, date], Answers] = OrderedDict()
        self._lock = threading.Lock()

    def at(self, cutoff: Cutoff, as_of: date) -> Answers:
        """Those of a cut-off and a day."""
        with self._lock:
            found = self._kept.setdefault((cutoff, as_of), Answers())
            self._kept.move_to_end((cutoff, as_of))
            if len(self._kept) > _PLACES:
                self._kept.popitem(last=False)
            return found
