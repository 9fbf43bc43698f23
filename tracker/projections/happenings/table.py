"""The projection ``happenings``: which claims mean the same, and what they say together."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence

from tracker.projections.claims.curation import Original
from tracker.projections.contract import Changes, Projection
from tracker.projections.granularity import near_departures, set_out
from tracker.projections.happenings.abouts import subjects_of
from tracker.projections.happenings.arrivals import note_arrivals
from tracker.projections.happenings.component import Component, RememberedClaims, components
from tracker.projections.happenings.grouping import group
from tracker.projections.happenings.summary import Summary, summarise
from tracker.projections.knowledge import Knowledge
from tracker.projections.replaced import replace, replace_entries

_INTEGERS = frozenset({
    "key", "day", "base_day", "width", "reports", "outlets", "origins", "credibility", "dated", "differs", "took_place",
})  # fmt: skip
_COLUMNS = ", ".join(
    f"{name} {'INTEGER' if name in _INTEGERS else 'TEXT'}{' PRIMARY KEY' if name == 'key' else ''}"
    for name in Summary._fields
)
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
                found = components(db, front, self._original, self._claims)
                for component in found:
                    for claim in component.claims:
                        if claim.position < len(done):
                            done[claim.position] = 1
                self._replace(db, found, front, changes)

    def everything(self, db: sqlite3.Connection) -> Sequence[int]:
        """The keys of all happenings."""
        return array("q", (row[0] for row in db.execute("SELECT DISTINCT key FROM happenings_members ORDER BY key")))

    def _replace(
        self, db: sqlite3.Connection, found: Sequence[Component], touched: Collection[int], changes: Changes
    ) -> None:
        """Write what is new of the components' happenings; tell of all that changed, or whose claims did."""
        claims = [facts.position for component in found for facts in component.claims]
        rows = db.execute(
            "SELECT m.claim, m.key, m.component, m.retracted FROM json_each(?) q"
            " JOIN happenings_members m ON m.claim = q.value",
            (json.dumps(claims),),
        )
        former = {row[0]: row for row in rows}
        members: dict[int, tuple[int, int, int, int]] = {}
        summaries: list[Summary] = []
        for component in found:
            first = component.claims[0].position
            for happening in group(component.claims, component.wishes):
                for gone, some in enumerate((happening.members, happening.retracted)):
                    members.update((claim.position, (claim.position, happening.key, first, gone)) for claim in some)
                if (*happening.members, *happening.retracted)[0].type != "statement":
                    summaries.append(summarise(happening, self._knowledge))
        fresh = [row for claim, row in members.items() if former.get(claim) != row]
        db.executemany("INSERT OR REPLACE INTO happenings_members VALUES (?, ?, ?, ?)", fresh)
        keys = {row[1] for row in former.values()} | {summary.key for summary in summaries}
        replaced = replace(db, "happenings", keys, summaries)
        before = {key: Summary._make(row) for key, row in replaced.items()}
        replace_entries(db, "happenings_parties", _parties(before.values()), _parties(summaries))
        replace_entries(db, "happenings_subjects", subjects_of(before.values()), subjects_of(summaries))
        moved = {claim for claim, row in members.items() if former.get(claim, ())[1::2] != row[1::2]}
        concerned = [*moved, *(claim for claim in touched if claim in members)]
        changed = {state[claim][1] for state in (former, members) for claim in concerned if claim in state}
        changed.update(one.key for one in summaries if before.get(one.key) != one)
        if not changes.all_rows:
            changes.add(DEPARTURES, near_departures(db, set_out(before.values()) ^ set_out(summaries)))
        changes.add(self.name, changed | note_arrivals(db, (*before.values(), *summaries)))


def _chunks(positions: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(positions), _CHUNK):
        yield positions[start : start + _CHUNK]


def _parties(summaries: Iterable[Summary]) -> Iterator[tuple[str, str, str, int]]:
    """Who takes part in what and when, for the views by person; a happening without a date stands at its report."""
    for summary in summaries:
        for party in json.loads(summary.parties):
            if party[4] not in ("inviter", "speaker", "addressee"):
                yield party[0], summary.type, summary.begins, summary.key
