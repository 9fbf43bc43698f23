"""The projection ``sources``: what each source has told, and what became of it (DOMAIN 3.6)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from events.effective import retracted
from events.model import Correction, Retraction
from tracker.projections.claims.curation import Original, curation_of
from tracker.projections.contract import Changes, Projection
from tracker.projections.contradictions_table import contradictions_about
from tracker.projections.names import number_of
from tracker.projections.ordering import Among, By, Run, Runs
from tracker.projections.reckoned_rows import ContradictionRow, SourceRow

_CHUNK = 1_000
_OWN_RETRACTIONS = frozenset({"not_in_text", "duplicate", "out_of_scope", "test"})
_OWN_CORRECTIONS = frozenset({"parser_error", "coder_error"})


class _Told(NamedTuple):
    """A claim of a happening or statement, as far as its source is reckoned with."""

    key: int
    position: int
    id: str
    origin: str
    public_from: str
    retracted: int
    corrected: str

    @property
    def told(self) -> tuple[str, int]:
        return self.public_from, self.position


@dataclass(slots=True)
class _Count:
    """What one source told of one happening, or of all; ``claims`` counts those that were taken back, too."""

    claims: int = 0
    reports: int = 0
    happenings: int = 0
    firsts: int = 0
    corrected: int = 0
    contradicted: int = 0
    retracted: int = 0

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in _COUNTED)

    def add(self, values: Iterable[int], times: int = 1) -> None:
        for name, value in zip(_COUNTED, values, strict=True):
            setattr(self, name, getattr(self, name) + times * value)


_COUNTED = tuple(field.name for field in fields(_Count))
_COLUMNS = ", ".join(f"{name} INTEGER NOT NULL" for name in _COUNTED)
_NAMES, _SUMS = ", ".join(_COUNTED), ", ".join(f"sum({name})" for name in _COUNTED)


class Sources(Projection):
    """One row a source; ``sources_told`` has one a source and happening, of which it is the sum."""

    name = "sources"
    version = 1
    needs = ("happenings", "contradictions")
    tables = f"""
        CREATE TABLE sources (number INTEGER PRIMARY KEY, origin TEXT NOT NULL, name TEXT NOT NULL, {_COLUMNS}) STRICT;
        CREATE INDEX sources_order ON sources (reports DESC, name, origin, number);
        CREATE TABLE sources_told (
            key INTEGER NOT NULL, origin TEXT NOT NULL, {_COLUMNS}, PRIMARY KEY (key, origin)
        ) STRICT, WITHOUT ROWID;
    """

    def __init__(self, original: Original) -> None:
        self._original = original

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Count anew what is told of the changed happenings and statements, and carry the difference to the sums."""
        changed = sorted({*changes.of("happenings"), *changes.of("contradictions")})
        differences: dict[str, _Count] = {}
        for start in range(0, len(changed), _CHUNK):
            wanted = json.dumps(changed[start : start + _CHUNK])
            former = "FROM sources_told WHERE key IN (SELECT value FROM json_each(?))"
            for _, origin, *values in db.execute(f"SELECT key, origin, {_NAMES} {former}", (wanted,)):
                differences.setdefault(origin, _Count()).add(values, -1)
            db.execute(f"DELETE {former}", (wanted,))
            counts = dict(self._counted(db, wanted, changed[start : start + _CHUNK]))
            marks = ", ".join("?" * (2 + len(_COUNTED)))
            rows = [(key, origin, *count.values) for (key, origin), count in sorted(counts.items())]
            db.executemany(f"INSERT INTO sources_told VALUES ({marks})", rows)
            for (_, origin), count in counts.items():
                differences.setdefault(origin, _Count()).add(count.values)
        _carry(db, differences)

    def _counted(
        self, db: sqlite3.Connection, wanted: str, keys: Collection[int]
    ) -> Iterator[tuple[tuple[int, str], _Count]]:
        """What each source tells of some happenings."""
        rows = db.execute(
            "SELECT m.key, c.position, c.id, c.origin, c.public_from, c.retracted, c.corrected FROM json_each(?) q"
            " CROSS JOIN happenings_members m ON m.key = q.value CROSS JOIN claims c ON c.position = m.claim",
            (wanted,),
        )
        claims = [_Told._make(row) for row in rows]
        standing = {claim.id: claim for claim in claims if not claim.retracted}
        contradicted = _contradicted(contradictions_about(db, keys), standing)
        counts: dict[tuple[int, str], _Count] = {}
        first: dict[int, _Told] = {}
        for claim in claims:
            count = counts.setdefault((claim.key, claim.origin), _Count())
            count.claims += 1
            if claim.retracted:
                count.retracted += self._by_source(db, claim)
                continue
            count.reports += 1
            count.happenings = 1
            count.contradicted += claim.id in contradicted
            if claim.key not in first or claim.told < first[claim.key].told:
                first[claim.key] = claim
            if claim.corrected:
                count.corrected += self._by_source(db, claim)
        for key, claim in first.items():
            counts[key, claim.origin].firsts = 1
        yield from counts.items()

    def _by_source(self, db: sqlite3.Connection, claim: _Told) -> bool:
        """Whether a claim was taken back or corrected for a reason that lies with the source and not with us."""
        curation = curation_of(db, claim.id, self._original)
        gone = retracted(curation)
        for record in curation:
            event = record.event
            if record.id in gone:
                continue
            if isinstance(event, Retraction) and claim.retracted and event.target == claim.id:
                return event.reason not in _OWN_RETRACTIONS
            if isinstance(event, Correction) and not claim.retracted and event.reason not in _OWN_CORRECTIONS:
                return True
        return False


def _contradicted(rows: Iterable[ContradictionRow], claims: dict[str, _Told]) -> set[str]:
    """The reports that another origin contradicts later."""
    found: set[str] = set()
    for row in rows:
        if row.kind != "contradiction" or row.field == "statements":
            continue
        sides = [[claims[report] for report in side.reports if report in claims] for side in row.sides]
        for number, side in enumerate(sides):
            others = [claim for index, other in enumerate(sides) if index != number for claim in other]
            for claim in side:
                if any(other.told > claim.told and other.origin != claim.origin for other in others):
                    found.add(claim.id)
    return found


def _carry(db: sqlite3.Connection, differences: dict[str, _Count]) -> None:
    """Add differences to the sums of their sources; a source is called as its earliest claim in the log calls it."""
    origins = sorted(differences)
    for start in range(0, len(origins), _CHUNK):
        wanted = json.dumps(origins[start : start + _CHUNK])
        known = db.execute(
            f"SELECT origin, {_NAMES} FROM json_each(?) q CROSS JOIN sources ON number = q.value",
            (json.dumps([number_of(origin) for origin in origins[start : start + _CHUNK]]),),
        )
        for origin, *values in known.fetchall():
            differences[origin].add(values)
        names = dict(
            db.execute(
                "SELECT q.value, (SELECT c.source FROM claims c WHERE c.origin = q.value ORDER BY c.position LIMIT 1)"
                " FROM json_each(?) q",
                (wanted,),
            ).fetchall()
        )
        sums = [
            (number_of(origin), origin, names[origin], *differences[origin].values)
            for origin in origins[start : start + _CHUNK]
        ]
        db.executemany("DELETE FROM sources WHERE number = ?", [row[:1] for row in sums])
        marks = ", ".join("?" * (3 + len(_COUNTED)))
        db.executemany(f"INSERT INTO sources VALUES ({marks})", [row for row in sums if row[3]])


def source_order(db: sqlite3.Connection) -> Runs:
    """The sources, the one with the most reports first."""
    order = (By("reports", down=True), By("name"), By("origin"), By("number"))
    return Runs(db, [Run("sources", "number", order, (Among("true"),))])


def source_rows(db: sqlite3.Connection, numbers: Sequence[int]) -> list[SourceRow]:
    """What some sources have told, in the order of their numbers."""
    query = f"SELECT number, origin, name, {_NAMES} FROM sources WHERE number IN (SELECT value FROM json_each(?))"
    found = {row[0]: row[1:] for row in db.execute(query, (json.dumps(list(numbers)),)).fetchall()}
    return [_row(db, *found[number]) for number in numbers if number in found]


def sources_of(db: sqlite3.Connection, keys: Collection[int]) -> list[SourceRow]:
    """What each source has told of some happenings and statements, the one with the most reports first."""
    query = f"SELECT origin, {_SUMS} FROM json_each(?) q CROSS JOIN sources_told t ON t.key = q.value GROUP BY origin"
    found = db.execute(query, (json.dumps(list(keys)),)).fetchall()
    rows = [_row(db, origin, None, *values) for origin, *values in found]
    return sorted(rows, key=lambda row: (-row.reports, row.name, row.id))


def numbers_telling_of(db: sqlite3.Connection, keys: Collection[int]) -> set[int]:
    """The numbers of the sources that tell of some happenings and statements."""
    query = "SELECT DISTINCT origin FROM json_each(?) q CROSS JOIN sources_told t ON t.key = q.value"
    return {number_of(origin) for (origin,) in db.execute(query, (json.dumps(list(keys)),))}


def _row(db: sqlite3.Connection, origin: str, name: str | None, *values: int) -> SourceRow:
    """A row with the grade that the newest claim bears."""
    claims = "FROM claims WHERE origin = ? ORDER BY position"
    grade = db.execute(f"SELECT reliability {claims} DESC LIMIT 1", (origin,)).fetchone()[0]
    called = name or db.execute(f"SELECT source {claims} LIMIT 1", (origin,)).fetchone()[0]
    return SourceRow(origin, called, grade, *values[1:])
