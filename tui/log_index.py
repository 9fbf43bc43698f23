"""What the desk asks of the log's file directly: times by the thousand, hits of a search, the last event of a hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from events.model import CURATION_TYPES, Retraction
from events.sqlite_log import SqliteLog
from tui.presenters.clock import seconds

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
_SELECTED = """
    SELECT e.position FROM event e JOIN body b ON b.position = e.position
    JOIN term t ON t.id = e.type JOIN term a ON a.id = e.recorded_by
    WHERE e.position > ? AND e.position <= ?
"""
_PUBLIC_BY = f"""
    CASE WHEN e.published IS NOT NULL
         THEN (SELECT CAST(strftime('%s', text) AS INTEGER) FROM term WHERE id = e.published) <= ?
         ELSE t.text IN ({", ".join(f"'{name}'" for name in CURATION_TYPES)}) OR e.recorded_at <= ? END
"""
_BATCH = 4096
_WORDS = 8
_HANDS = 200


def read_times(log: SqliteLog, after: int) -> News:
    """When the events behind a position were recorded and published, each instant once."""
    head = log.head().position
    reader = log.reader()
    recorded = reader.execute(_RECORDED, (after, head)).fetchall()
    return recorded, reader.execute(_PUBLIC, (after, head)).fetchall()


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events of the log are wanted.

    Attributes:
        until: the last position that counts.
        words: every one of them is in the content, the type or the author; ASCII letters in any case.
        stream: the stream that they belong to.
        published: what was public by this instant, by the rule of `tracker.projections.cutoff.Cutoff`.
    """

    until: int
    words: str = ""
    stream: str | None = None
    published: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether all events up to the last one are wanted, so that their positions are known without asking."""
        return not self.words and self.stream is None and self.published is None


def selected(log: SqliteLog, selection: Selection) -> Iterator[int]:
    """The positions of the wanted events in log order, in steps that can be broken off."""
    conditions: list[str] = []
    values: list[str | int] = []
    for word in selection.words.split()[:_WORDS]:
        conditions.append("(b.data LIKE ? ESCAPE '!' OR t.text LIKE ? ESCAPE '!' OR a.text LIKE ? ESCAPE '!')")
        values += [f"%{_escaped(word)}%"] * 3
    if selection.stream is not None:
        conditions.append("e.stream = (SELECT id FROM term WHERE text = ?)")
        values.append(selection.stream)
    if selection.published is not None:
        conditions.append(_PUBLIC_BY)
        values += [seconds(selection.published), selection.published]
    query = " AND ".join([_SELECTED, *conditions]) + " ORDER BY e.position"
    reader = log.reader()
    for start in range(0, selection.until, _BATCH):
        yield from (row[0] for row in reader.execute(query, (start, min(start + _BATCH, selection.until), *values)))


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
