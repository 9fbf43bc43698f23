"""The timeline: every happening that stands, in the order of the days, as far back and ahead as the log reaches."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date

from tracker.projections.board import summaries
from tracker.projections.dated import dated
from tracker.projections.happenings.summary import Summary
from tracker.projections.ordering import Among, By, Run, Runs
from tracker.projections.reckoned_rows import TimelineRow
from tracker.projections.statements.told_of import told_of


def timeline_order(db: sqlite3.Connection) -> Runs:
    """The happenings by first day, the narrower date first; one without a date at the day of its first report."""
    order = (By("begins"), By("dated", down=True), By("width"), By("key"))
    return Runs(db, [Run("happenings", "key", order, (Among("state <> 'retracted'"),))])


def timeline_rows(db: sqlite3.Connection, keys: Sequence[int], as_of: date) -> list[TimelineRow]:
    """The rows of some happenings, in the order of the keys; one that is gone meanwhile is left out.

    Args:
        db: the views to read.
        keys: of the happenings.
        as_of: the day that decides what is under way or has lapsed.
    """
    told = Counter(key for _, key in told_of(db, "happening", keys))
    found = summaries(db, keys)
    return [_row(found[key], as_of, told) for key in keys if key in found]


def _row(summary: Summary, as_of: date, told: Counter[int]) -> TimelineRow:
    return TimelineRow(
        **dated(summary, as_of.toordinal()),
        day=summary.begins,
        dated=bool(summary.dated),
        channel=summary.channel,
        credibility=summary.credibility,
        statements=told[summary.key],
    )
