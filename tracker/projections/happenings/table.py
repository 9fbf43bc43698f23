"""The projection ``happenings``: which claims mean the same, and what they say together."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence

from tracker.projections.claims.curation import Original
from tracker.projections.contract import Changes, Projection
from tracker.projections.granularity import near_departures, set_out
from tracker.projections.happenings.abouts import subjects_of
from tracker.projections.happenings.arrivals import note_arrivals
from tracker.projections.happenings.component import Component, RememberedClaims, components
from tracker.projections.happenings.grouping import group
from tracker.projections.happenings.summary import Summary, summarise
from tracker.projections.knowledge import Knowledge

_INTEGERS = frozenset({
    "key", "day", "base_day", "width", "reports", "outlets", "origins", "credibility", "dated", "differs", "took_place",
})  # fmt: skip
_COLUMNS = ", ".join(
    f"{name} {'INTEGER' if name in _INTEGERS else 'TEXT'}{' PRIMARY KEY' if name == 'key' else ''}"
    for name in Summary._fields
)
_MARKS = ", ".join("?" * len(Summary._fields))
_CHUNK = 2_000
DEPARTURES = "happenings_departures"
"""Under this name the happenings are told that are the same, but may be read otherwise because somebody set out."""


class Happenings(Projection):
    """One row a happening (statements, which are grouped by the same means, have a table of their own)."""

    name = "happenings"
    version = 3
    needs = ("claims",)
    tables = (
        f"CREATE TABLE happenings ({_COLUMNS}) STRICT;"
        """
        CREATE INDEX happenings_order ON happenings (sort_day, key, state);
        CREATE INDEX happenings_timeline ON happenings (begins, dated DESC, width, key, state);
        CREATE INDEX happenings_state ON happenings (state, dated, begins, width, key, day, type, latest);
        CREATE INDEX happenings_support ON happenings (origins, outlets, reports, key, state, day);
        CREATE TABLE happenings_members (
            claim INTEGER PRIMARY KEY, key INTEGER NOT NULL, component INTEGER NOT NULL, retracted INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX happenings_members_key ON happenings_members (key, claim);
        CREATE INDEX happenings_members_component ON happenings_members (component);
        CREATE TABLE happenings_parties (
            party TEXT NOT NULL, type TEXT NOT NULL, day TEXT NOT NULL, key INTEGER NOT NULL,
            PRIMARY KEY (party, type, day, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE happenings_subjects (
            subject TEXT NOT NULL, day TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (subject, day, key)
        ) STRICT, WITHOUT ROWID;
        """
    )

    def __init__(self, original: Original, knowledge: Knowledge) -> None:
        self._original = original
        self._knowledge = knowledge
        self._claims = RememberedClaims()

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Derive anew what the changed claims touch, and nothing else."""
        waiting = changes.of("claims")
        self._claims.forget(waiting)
        done = bytearray(waiting[-1] + 1) if waiting else bytearray()
        for chunk in _chunks(waiting):
            front = [position for position in chunk if not done[position]]
            if front:
                found = components(db, self._with_former(db, front), self._original, self._claims)
                for component in found:
                    for claim in component.claims:
                        if claim.position < len(done):
                            done[claim.position] = 1
                self._replace(db, found, changes)

    def everything(self, db: sqlite3.Connection) -> Sequence[int]:
        """The keys of all happenings."""
        return array("q", (row[0] for row in db.execute("SELECT DISTINCT key FROM happenings_members ORDER BY key")))

    def _with_former(self, db: sqlite3.Connection, positions: Sequence[int]) -> set[int]:
        """The claims and those with which they were connected before."""
        rows = db.execute(
            "SELECT m.claim FROM happenings_members m WHERE m.component IN (SELECT c.component FROM json_each(?) q"
            " JOIN happenings_members c ON c.claim = q.value)",
            (json.dumps(list(positions)),),
        )
        return {*positions, *(row[0] for row in rows)}

    def _replace(self, db: sqlite3.Connection, found: Sequence[Component], changes: Changes) -> None:
        """Write the happenings of the components; tell of all rows that were or are concerned."""
        claims = json.dumps([facts.position for component in found for facts in component.claims])
        rows = db.execute(
            "SELECT DISTINCT m.key FROM json_each(?) q JOIN happenings_members m ON m.claim = q.value", (claims,)
        )
        former = [row[0] for row in rows]
        before = self._forget(db, former)
        members: list[tuple[int, int, int, int]] = []
        summaries: list[Summary] = []
        for component in found:
            first = component.claims[0].position
            for happening in group(component.claims, component.wishes):
                members += [(claim.position, happening.key, first, 0) for claim in happening.members]
                members += [(claim.position, happening.key, first, 1) for claim in happening.retracted]
                if (*happening.members, *happening.retracted)[0].type != "statement":
                    summaries.append(summarise(happening, self._knowledge))
        db.executemany("INSERT OR REPLACE INTO happenings_members VALUES (?, ?, ?, ?)", members)
        db.executemany(f"INSERT INTO happenings VALUES ({_MARKS})", summaries)
        db.executemany("INSERT OR IGNORE INTO happenings_parties VALUES (?, ?, ?, ?)", list(_parties(summaries)))
        db.executemany("INSERT INTO happenings_subjects VALUES (?, ?, ?)", list(subjects_of(summaries)))
        if not changes.all_rows:
            changes.add(DEPARTURES, near_departures(db, set_out(before) ^ set_out(summaries)))
        changed = {*former, *(row[1] for row in members)} | note_arrivals(db, (*before, *summaries))
        changes.add(self.name, changed)

    def _forget(self, db: sqlite3.Connection, keys: Sequence[int]) -> list[Summary]:
        """Remove rows; what they were."""
        if not keys:
            return []
        wanted = json.dumps(list(keys))
        rows = db.execute("SELECT * FROM happenings WHERE key IN (SELECT value FROM json_each(?))", (wanted,))
        old = [Summary._make(row) for row in rows]
        gone = list(_parties(old))
        db.executemany("DELETE FROM happenings_parties WHERE party = ? AND type = ? AND day = ? AND key = ?", gone)
        about = list(subjects_of(old))
        db.executemany("DELETE FROM happenings_subjects WHERE subject = ? AND day = ? AND key = ?", about)
        db.execute("DELETE FROM happenings WHERE key IN (SELECT value FROM json_each(?))", (wanted,))
        return old


def _chunks(positions: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(positions), _CHUNK):
        yield positions[start : start + _CHUNK]


def _parties(summaries: Sequence[Summary]) -> Iterator[tuple[str, str, str, int]]:
    """Who takes part in what and when, for the views by person; a happening without a date stands at its report."""
    for summary in summaries:
        for party in json.loads(summary.parties):
            if party[4] not in ("inviter", "speaker", "addressee"):
                yield party[0], summary.type, summary.begins, summary.key
