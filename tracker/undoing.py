"""Undoing: a hand's last act is retracted, a retraction is taken back; nothing is ever removed from the log."""

from __future__ import annotations

import sqlite3

from events.envelope import Recorded
from events.errors import TrackerError
from events.model import Retraction, RetractionReason
from events.sqlite_log import SqliteLog
from tracker.dossier import Dossier
from tracker.wording import say

_HANDS = 200
"""So many of somebody's last acts are looked at for one that still stands."""
_MISTAKEN: RetractionReason = "never_happened"
"""Why a retraction is retracted: what it says, that the target does not count, does not hold."""


def undo(dossier: Dossier, author: str, target: int | str | None = None, *, note: str | None = None) -> Recorded:
    """Retract an event that still stands: the target, or without one the author's last.

    Raises:
        TrackerError: there is nothing to undo, or the target does not stand any more.
    """
    position = last_by(dossier.log, author) if target is None else dossier.event(target).position
    if position is None:
        raise TrackerError(say("cli.error.nothing_to_undo", name=author), remedy=say("cli.error.see_log"))
    record = dossier.event(position)
    if not stands(dossier.log, position):
        raise TrackerError(say("cli.error.undone", name=f"#{position}"), remedy=say("cli.error.undone_remedy"))
    return dossier.retract(record.id, reason_for(record), by=author, note=note)


def reason_for(record: Recorded) -> RetractionReason:
    """Why somebody takes back what they have just recorded."""
    return _MISTAKEN if record.type == "retraction" else "test"


def restore(dossier: Dossier, target: int | str, author: str, *, note: str | None = None) -> list[Recorded]:
    """Let a retracted event count again, by retracting every retraction of it that stands.

    Raises:
        TrackerError: the event is not retracted.
    """
    record = dossier.event(target)
    acting = [
        one
        for one in dossier.log.effects_on(record.id)
        if isinstance(one.event, Retraction) and one.event.target == record.id and stands(dossier.log, one.position)
    ]
    if not acting:
        raise TrackerError(say("cli.error.not_retracted", name=f"#{record.position}"))
    return [dossier.retract(one.id, _MISTAKEN, by=author, note=note) for one in acting]


def last_by(log: SqliteLog, author: str) -> int | None:
    """The newest event of an author that still stands and is not itself an undoing of their own."""
    query = (
        "SELECT position FROM event WHERE recorded_by = (SELECT id FROM term WHERE text = ?)"
        f" ORDER BY position DESC LIMIT {_HANDS}"
    )
    for (position,) in log.reader().execute(query, (author,)).fetchall():
        if stands(log, position) and not _undoes_own(log, position, author):
            return int(position)
    return None


def stands(log: SqliteLog, position: int) -> bool:
    """Whether no retraction of an event holds."""
    return not _retracted(log.reader(), position)


def _retracted(reader: sqlite3.Connection, position: int) -> bool:
    query = (
        "SELECT x.position FROM effect x JOIN event e ON e.position = x.position JOIN term t ON t.id = e.type"
        " WHERE x.target = ? AND t.text = 'retraction'"
    )
    return any(not _retracted(reader, acting) for (acting,) in reader.execute(query, (position,)).fetchall())


def _undoes_own(log: SqliteLog, position: int, author: str) -> bool:
    """Whether a retraction is an undoing, and no act of its own such as the retraction of a duplicate."""
    record = log.get(position)
    if record is None or not isinstance(record.event, Retraction):
        return False
    target = log.get(record.event.target)
    return target is not None and target.recorded_by == author and record.event.reason == reason_for(target)
