"""The views of a dossier: kept up with the log, rebuilt at will, read at any cut-off."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from events.envelope import Recorded
from events.log import EventLog
from tracker.projections.answers import AnswersByPlace
from tracker.projections.cutoff import Cutoff
from tracker.projections.documents import Documents
from tracker.projections.fold import Fold
from tracker.projections.knowledge import Knowledge
from tracker.projections.own_projections import ViewsWithOwn
from tracker.projections.reader import ViewReader
from tracker.projections.standard import standard


class Views(ViewsWithOwn):
    """One views file beside its log. Safe to use from several threads; several processes may share the file.

    The file can be thrown away at any time. Where nothing can be written, the views live in memory.
    """

    def __init__(
        self, path: Path, log: EventLog, documents: Documents, knowledge: Knowledge, promoted_in: Path | None = None
    ) -> None:
        """Use `open`."""
        super().__init__(path, log, documents, knowledge, promoted_in)
        self._answers = AnswersByPlace()

    def at(self, cutoff: Cutoff, as_of: date) -> ViewReader:
        """A reader of the views.

        Args:
            cutoff: which events count; `Cutoff()` for all that are folded now.
            as_of: the day that decides what has lapsed, is under way, is fresh.
        """
        live = cutoff.published is None and (cutoff.position is None or cutoff.position >= self._log.head().position)
        if live:
            db = self._file.connection()
            connection: Callable[[], sqlite3.Connection] = lambda: db  # noqa: E731
        else:
            connection = lambda: self._past.at(cutoff)  # noqa: E731
        return ViewReader(
            connection,
            as_of,
            original=self._original,
            documents=self._documents,
            knowledge=self._knowledge,
            answers=self._answers.at(cutoff, as_of),
        )

    @contextmanager
    def rehearse(self, record: Recorded, as_of: date) -> Iterator[ViewReader]:
        """The views as they would be after one further event; nothing of it is kept.

        Args:
            record: the event as it would be recorded behind the head of the log.
            as_of: as in `at`.

        Raises:
            EventError: the event does not go with the views.
            ProjectionError: the file is busy or cannot be written.
        """

        def original(id: str) -> Recorded | None:
            return record if id == record.id else self._original(id)

        self.catch_up()
        with self._lock, self._file.trial() as db:
            fold = Fold(db, standard(original, self._documents, self._knowledge))
            with fold.tried([record]):
                yield ViewReader(
                    lambda: db, as_of, original=original, documents=self._documents, knowledge=self._knowledge
                )
