"""The projection ``contradictions``: what excludes each other, as rows in the order in which they are listed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date

from tracker.projections.claims.curation import Original
from tracker.projections.claims.facts import as_json
from tracker.projections.contract import Changes, Projection
from tracker.projections.contradictions import contradictions, is_open, overlapping_stays, weight
from tracker.projections.happenings.table import DEPARTURES
from tracker.projections.knowledge import Knowledge
from tracker.projections.names import number_of
from tracker.projections.ordering import Among, By, Run, Runs
from tracker.projections.reckoned_rows import ContradictionRow, Side
from tracker.projections.statements.disagreements import disagreements
from tracker.projections.statements.told_of import told_of
from tracker.projections.travel.itineraries import itinerary_rows

_CHUNK = 1_000
_ON_JOURNEYS = "stays"
"""The field in which a row of a journey differs; the others are about happenings."""
_SAYING = ("announce", "confirm", "deny")


class Contradictions(Projection):
    """One row a contradiction, as `contradictions` and its kin find it; ``body`` holds all that is shown.

    ``contradictions_statements`` tells which claims of statements a row rests on: with them it is looked at anew.
    """

    name = "contradictions"
    version = 2
    needs = ("happenings", "itineraries")
    tables = """
        CREATE TABLE contradictions (
            number INTEGER PRIMARY KEY, settled INTEGER NOT NULL, weight INTEGER NOT NULL, origins INTEGER NOT NULL,
            key INTEGER NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX contradictions_order ON contradictions (settled, weight, origins DESC, key, id, number);
        CREATE INDEX contradictions_key ON contradictions (key, field);
        CREATE TABLE contradictions_statements (
            claim TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (claim, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX contradictions_statements_key ON contradictions_statements (key);
    """

    def __init__(self, original: Original, knowledge: Knowledge) -> None:
        self._original = original
        self._knowledge = knowledge

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Look anew at what has changed, and at what statements tell of that have."""
        happenings = {*changes.of("happenings"), *changes.of(DEPARTURES)}
        looked_at = sorted(happenings | set(_told_by_changed(db, happenings)))
        for keys in _chunks(looked_at):
            self._replace_happenings(db, keys)
        changes.add(self.name, looked_at)
        for keys in _chunks(changes.of("itineraries")):
            _forget(db, keys, f"= '{_ON_JOURNEYS}'")
            several = "SELECT key FROM itineraries WHERE json_array_length(body, '$.stays') > 1 AND key IN"
            found = db.execute(f"{several} (SELECT value FROM json_each(?))", (json.dumps(list(keys)),))
            journeys = itinerary_rows(db, [row[0] for row in found], date.max)
            _insert(db, overlapping_stays(journeys))

    def _replace_happenings(self, db: sqlite3.Connection, keys: Sequence[int]) -> None:
        _forget(db, keys, f"<> '{_ON_JOURNEYS}'")
        _insert(db, contradictions(db, self._original, self._knowledge, keys))
        denied = list(disagreements(db, keys))
        _insert(db, denied)
        db.execute(
            "DELETE FROM contradictions_statements WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
        db.executemany(
            "INSERT INTO contradictions_statements VALUES (?, ?)",
            sorted({(claim, row.key) for row in denied for side in row.sides for claim in side.reports}),
        )


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


def _told_by_changed(db: sqlite3.Connection, keys: Collection[int]) -> Iterator[int]:
    """The happenings that changed statements tell of, or told of when a row was made of them."""
    rows = db.execute(
        "SELECT c.position, c.id FROM json_each(?) q CROSS JOIN happenings_members m ON m.key = q.value"
        " CROSS JOIN claims c ON c.position = m.claim WHERE c.type = 'statement'",
        (json.dumps(sorted(keys)),),
    ).fetchall()
    yield from (key for _, key in told_of(db, "statement", [position for position, _ in rows], _SAYING))
    former = db.execute(
        "SELECT s.key FROM json_each(?) q JOIN contradictions_statements s ON s.claim = q.value",
        (json.dumps([id for _, id in rows]),),
    )
    yield from (row[0] for row in former)


def _forget(db: sqlite3.Connection, keys: Sequence[int], fields: str) -> None:
    chosen = f"key IN (SELECT value FROM json_each(?)) AND field {fields}"
    db.execute(f"DELETE FROM contradictions WHERE {chosen}", (json.dumps(list(keys)),))


def _insert(db: sqlite3.Connection, rows: Iterable[ContradictionRow]) -> None:
    db.executemany(
        "INSERT INTO contradictions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                _number(row),
                int(not is_open(row)),
                weight(row),
                row.origins,
                row.key,
                row.id,
                row.field,
                as_json(asdict(row)),
            )
            for row in rows
        ],
    )


def _number(row: ContradictionRow) -> int:
    """The row's number: a happening has one row for a field, a journey one for each pair of stays."""
    told = f"{row.key} {row.id} {row.field}"
    if row.field == _ON_JOURNEYS:
        told += "".join(f" {side.value} {' '.join(side.reports)}" for side in row.sides)
    return number_of(told)


def contradiction_order(db: sqlite3.Connection, *, unsettled: bool = False) -> Runs:
    """The open ones first, or they alone; then by the weight of the field, then those that concern most sources."""
    order = (By("settled"), By("weight"), By("origins", down=True), By("key"), By("id"), By("number"))
    return Runs(db, [Run("contradictions", "number", order, (Among("settled = 0" if unsettled else "true"),))])


def contradiction_rows(db: sqlite3.Connection, numbers: Sequence[int]) -> list[ContradictionRow]:
    """The rows with some numbers, in their order; one that is gone meanwhile is left out."""
    query = "SELECT number, body FROM contradictions WHERE number IN (SELECT value FROM json_each(?))"
    found = {number: _read(body) for number, body in db.execute(query, (json.dumps(list(numbers)),))}
    return [found[number] for number in numbers if number in found]


def contradictions_about(db: sqlite3.Connection, keys: Collection[int]) -> list[ContradictionRow]:
    """The rows about some happenings."""
    query = (
        f"SELECT body FROM contradictions WHERE key IN (SELECT value FROM json_each(?)) AND field <> '{_ON_JOURNEYS}'"
    )
    return [_read(body) for (body,) in db.execute(query, (json.dumps(list(keys)),))]


def numbers_of(db: sqlite3.Connection, happenings: Collection[int], journeys: Collection[int]) -> set[int]:
    """The numbers of the rows about some happenings and some journeys."""
    query = "SELECT number FROM json_each(?) q CROSS JOIN contradictions c ON c.key = q.value WHERE c.field"
    found: set[int] = set()
    for keys, fields in ((happenings, "<>"), (journeys, "=")):
        rows = db.execute(f"{query} {fields} '{_ON_JOURNEYS}'", (json.dumps(list(keys)),))
        found.update(row[0] for row in rows)
    return found


def _read(body: str) -> ContradictionRow:
    told = json.loads(body)
    sides = tuple(
        Side(**(side | {name: tuple(side[name]) for name in ("sources", "grades", "reports")}))
        for side in told["sides"]
    )
    return ContradictionRow(**(told | {"sides": sides}))
