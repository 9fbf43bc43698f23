"""As of when an export is: the log and its head, the cut-offs, the search; every export carries it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from events.model import SCHEMA
from events.sqlite_log import SqliteLog
from tracker.projections.cutoff import Cutoff
from tracker.summaries import plain
from tracker.wording import say

EPOCH = "1970-01-01T00:00:00.000000Z"
"""The time of a log without records."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an export rests on.

    Attributes:
        log: id of the log.
        position: of the last record that counts; 0 for none.
        hash: of that record; "" for none.
        recorded_at: when that record was made; the newest moment that the export knows.
        published: the instant up to which publications count; None for all.
        as_of: the day that decides what is under way or lapsed.
        search: the words that were searched for.
    """

    log: str
    position: int
    hash: str
    recorded_at: str
    published: str | None
    as_of: date
    search: str | None = None

    @classmethod
    def of(cls, log: SqliteLog, cutoff: Cutoff, as_of: date, search: str | None = None) -> Stamp:
        """The stamp of a log at a cut-off."""
        head = log.head().position
        position = head if cutoff.position is None else min(cutoff.position, head)
        last = log.get(position) if position else None
        return cls(
            log.log_id,
            position,
            last.hash if last else "",
            last.recorded_at if last else EPOCH,
            cutoff.published,
            as_of,
            search,
        )

    def as_dict(self) -> dict[str, Any]:
        """The stamp as plain JSON data; what is not asked for is left out."""
        told = {
            "log": self.log,
            "position": self.position,
            "hash": self.hash,
            "recorded_at": self.recorded_at,
            "published_until": self.published,
            "as_of": self.as_of.isoformat(),
            "search": self.search,
            "schema": SCHEMA,
        }
        return {name: value for name, value in told.items() if value is not None}

    def sentence(self) -> str:
        """The stamp as one plain line in the user's language."""
        parts = [say("exports.stamp.head", position=self.position, hash=self.hash[:12] or "–")]
        if self.published is not None:
            parts.append(say("exports.stamp.published", instant=self.published))
        parts.append(say("exports.stamp.as_of", day=self.as_of.isoformat()))
        if self.search:
            parts.append(say("exports.stamp.search", words=plain(self.search, 200)))
        return " · ".join(parts)
