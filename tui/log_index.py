"""What the desk asks of the log's file directly: times by the thousand, hits of a search, the last event of a hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TypeAlias

from events.model import Retraction
from events.sqlite_log import SqliteLog

News: TypeAlias = tuple[list[tuple[int, int]], list[tuple[int, int]]]
"""Times as `tui.presenters.log_times.LogTimes.extend` takes them."""

_RECORDED = """
    SELECT CAST(strftime('%s', recorded_at) AS INTEGER) AS at, max(position) FROM event
    WHERE position > ? AND position <= ? GROUP BY at ORDER BY at
"""
_PUBLIC = """
    SELECT CAST(strftime('%s', coalesce((SELECT text FROM term WHERE id = published), recorded_at)) AS INTEGER) AS at,
           sum(events)
    FROM (SELECT published, CASE WHEN published IS NULL THEN recorded_at END AS recorded_at, count(*) AS events
          FROM event WHERE position > ? AND position <= ? GROUP BY 1, 2)
    GROUP BY at
"""
_BATCH = 4096
_HANDS = 200


def read_times(log: SqliteLog, after: int) -> News:
    """When the events behind a position were recorded and published, each instant once."""
    head = log.head().position
    reader = log.reader()
    recorded = reader.execute(_RECORDED, (after, head)).fetchall()
    return recorded, reader.execute(_PUBLIC, (after, head)).fetchall()


def matching(log: SqliteLog, words: str, until: int) -> Iterator[int]:
    """The positions of the events whose content, type or author holds every word; ASCII letters in any case."""
    terms = [f"%{_escaped(word)}%" for word in words.split()[:8]]
    if not terms:
        return
    condition = " AND ".join(
        "(b.data LIKE ? ESCAPE '!' OR t.text LIKE ? ESCAPE '!' OR a.text LIKE ? ESCAPE '!')" for _ in terms
    )
    query = (
        "SELECT e.position FROM event e JOIN body b ON b.position = e.position"
        " JOIN term t ON t.id = e.type JOIN term a ON a.id = e.recorded_by"
        f" WHERE e.position > ? AND e.position <= ? AND {condition} ORDER BY e.position"
    )
    values = [term for term in terms for _ in range(3)]
    reader = log.reader()
    for start in range(0, until, _BATCH):
        rows = reader.execute(query, (start, min(start + _BATCH, until), *values))
        yield from (position for (position,) in rows.fetchall())


def of_stream(log: SqliteLog, stream: str) -> list[int]:
    """The positions of a stream's events."""
    query = "SELECT position FROM event WHERE stream = (SELECT id FROM term WHERE text = ?) ORDER BY version"
    return [position for (position,) in log.reader().execute(query, (stream,))]


def last_by(log: SqliteLog, author: str) -> int | None:
    """The newest event of an author that still stands and is not itself an undoing of their own."""
    reader = log.reader()
    query = (
        "SELECT position FROM event WHERE recorded_by = (SELECT id FROM term WHERE text = ?)"
        f" ORDER BY position DESC LIMIT {_HANDS}"
    )
    for (position,) in reader.execute(query, (author,)).fetchall():
        if not _retracted(reader, position) and not _undoes_own(log, position, author):
            return int(position)
    return None


def _retracted(reader: sqlite3.Connection, position: int) -> bool:
    query = (
        "SELECT x.position FROM effect x JOIN event e ON e.position = x.position JOIN term t ON t.id = e.type"
        " WHERE x.target = ? AND t.text = 'retraction'"
    )
    return any(not _retracted(reader, acting) for (acting,) in reader.execute(query, (position,)).fetchall())


def _undoes_own(log: SqliteLog, position: int, author: str) -> bool:
    record = log.get(position)
    if record is None or not isinstance(record.event, Retraction):
        return False
    target = log.get(record.event.target)
    return target is not None and target.recorded_by == author


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
