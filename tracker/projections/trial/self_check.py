"""Does a projection keep its promise? Folded again, and cut into pieces, the same events must give the same rows."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tracker.projections.trial.run import Trial

_SINGLY = 500
_PIECES = 7


@dataclass(frozen=True, slots=True)
class Check:
    """One promise that was tried.

    Attributes:
        name: again (folded a second time), cut (new instances after every few events) or singly (after each event).
        pieces: into how many pieces the events were cut.
        differing: the tables that came out otherwise; none where the promise is kept.
    """

    name: str
    pieces: int
    differing: tuple[str, ...]

    @property
    def kept(self) -> bool:
        """Whether the rows are the same."""
        return not self.differing


def self_check(first: Trial, again: Callable[[], Trial]) -> list[Check]:
    """The promises, tried against a finished trial.

    Args:
        first: the trial, run.
        again: makes another one of the same events and projections, not run yet.

    Events that were left out of the first trial are left out of the others.

    Raises:
        EventError: a projection fails at an event at which it did not fail before.
    """
    wanted = digests(first.db, first.tables)
    left_out = set(first.ignored)
    ways = [("again", first.head or 1), ("cut", max(1, first.head // _PIECES))]
    if first.head <= _SINGLY:
        ways.append(("singly", 1))
    checks = []
    for name, batch in ways:
        other = again()
        try:
            other.run(
                judge=lambda error: error.record is not None and (error.record.position, error.projection) in left_out,
                batch=batch,
                afresh=name != "again",
            )
            found = digests(other.db, other.tables)
        finally:
            other.close()
        pieces = -(-first.head // batch) if first.head else 1
        checks.append(Check(name, pieces, tuple(table for table in wanted if wanted[table] != found.get(table))))
    return checks


def digests(db: sqlite3.Connection, tables: Iterable[str]) -> dict[str, str]:
    """A fingerprint (SHA-256) of the rows of each table, whatever their order in the file."""
    found = {}
    for table in tables:
        digest = hashlib.sha256()
        for row in sorted(map(repr, db.execute(f'SELECT * FROM "{table}"'))):
            digest.update(row.encode())
        found[table] = digest.hexdigest()
    return found
