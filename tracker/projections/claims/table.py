"""The projection ``claims``: every claim as one typed row, kept as curation leaves it; all other views build on it."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence

from events.effective import effective_event, retracted
from events.envelope import Recorded
from events.model import Assess, Claim, Correction, Identity, Link, Retraction, Unlink
from tracker.projections.claims import blocks, grades, identities, numbered, origins
from tracker.projections.claims.curation import Original, corrected_fields, curation_of, preferred_fields, stands
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.grades import Grades, SourceGrade
from tracker.projections.claims.identities import Identities
from tracker.projections.claims.link_key import link_key
from tracker.projections.claims.numbered import ROOM
from tracker.projections.claims.origins import DocumentOrigins
from tracker.projections.claims.resolve import Resolver
from tracker.projections.contract import Changes, Projection
from tracker.projections.documents import Documents
from tracker.projections.knowledge import Knowledge
from tracker.projections.names import fold, number_of

_INTEGERS = frozenset({
    "position", "kin", "retracted", "link_from", "link_to", "due", "new_from", "new_to", "attributed", "party",
})  # fmt: skip
_COLUMNS = ", ".join(
    f"{name} {'INTEGER' if name in _INTEGERS else 'TEXT'}{' PRIMARY KEY' if name == 'position' else ''}"
    for name in Facts._fields
)
_MARKS = ", ".join("?" * len(Facts._fields))


class Claims(Projection):
    """One row a claim in ``claims``; who takes part in ``claims_participants``; curation beside them.

    Args:
        original: an event of the log by its id (immutable, so any reader of the log will do).
        documents: where articles are looked up.
        knowledge: of names and places.
    """

    name = "claims"
    version = 4
    tables = (
        f"CREATE TABLE claims ({_COLUMNS}) STRICT;"
        """
        CREATE UNIQUE INDEX claims_id ON claims (id);
        CREATE INDEX claims_kin ON claims (kin) WHERE kin <> 0;
        CREATE INDEX claims_origin ON claims (origin, position);
        CREATE INDEX claims_document ON claims (document, position);
        CREATE TABLE claims_participants (
            position INTEGER NOT NULL, number INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
            kind TEXT NOT NULL, country TEXT, role TEXT NOT NULL, office TEXT, level TEXT NOT NULL,
            PRIMARY KEY (position, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX claims_participants_key ON claims_participants (key, position);
        CREATE TABLE claims_names (number INTEGER PRIMARY KEY, name INTEGER NOT NULL) STRICT;
        CREATE INDEX claims_names_name ON claims_names (name);
        CREATE TABLE claims_about (position INTEGER PRIMARY KEY, target TEXT NOT NULL) STRICT;
        CREATE INDEX claims_about_target ON claims_about (target);
        CREATE TABLE claims_curation (
            target TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
            PRIMARY KEY (target, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX claims_curation_id ON claims_curation (id);
        """ + blocks.TABLES + identities.TABLES + grades.TABLES + origins.TABLES
    )

    def __init__(self, original: Original, documents: Documents, knowledge: Knowledge) -> None:
        self._original = original
        self._documents = documents
        self._knowledge = knowledge
        self._resolver: Resolver | None = None
        self._foretold: dict[int, Facts] = {}
        self._fresh: dict[str, Facts] = {}
        self._changed: set[int] = set()

    def departure(self, db: sqlite3.Connection, record: Recorded) -> None:
        """A new claim becomes a row; so do the other four types."""
        assert isinstance(record.event, Claim)
        facts = self._foretold.pop(record.position, None)
        self._fresh[record.id] = facts or self._resolve(db).facts(db, record, record.event)

    arrival = visit = summit = statement = departure

    def retraction(self, db: sqlite3.Connection, record: Recorded) -> None:
        """The target goes, or comes back when the target is itself a retraction."""
        assert isinstance(record.event, Retraction)
        self._note(db, record, record.event.target)
        self._revise(db, record.event.target)

    def correction(self, db: sqlite3.Connection, record: Recorded) -> None:
        """The target gets its new values."""
        assert isinstance(record.event, Correction)
        self._note(db, record, record.event.target)
        self._revise(db, record.event.target)

    def link(self, db: sqlite3.Connection, record: Recorded) -> None:
        """The members are to be grouped anew; so are those of an unlink."""
        assert isinstance(record.event, (Link, Unlink))
        for member in dict.fromkeys(record.event.members):
            self._note(db, record, member)
        self._touch(db, record.event.members)

    unlink = link

    def identity(self, db: sqlite3.Connection, record: Recorded) -> None:
        """Names mean somebody else from now on: their claims are resolved anew."""
        assert isinstance(record.event, Identity)
        self._note(db, record, record.id)
        self._resolve(db).identities.add(db, record.position, record.event)
        self._rename(db, record.event.names)

    def assess(self, db: sqlite3.Connection, record: Recorded) -> None:
        """A source is graded, or one claim's value of a field preferred; other judgements are only noted."""
        assert isinstance(record.event, Assess)
        for target in dict.fromkeys((record.event.target, *_preferred(record.event))):
            self._note(db, record, target)
        self._judge(db, record, record.event, takes_effect=True)

    def coverage(self, db: sqlite3.Connection, record: Recorded) -> None:
        """Noted, for the views that may reckon only where nothing is missing."""
        self._note(db, record, record.id)

    def foretell(self, db: sqlite3.Connection, records: Iterable[Recorded]) -> dict[int, Facts]:
        """The facts of claims that are to be folded next, by position; nothing of other kinds must come between.

        Args:
            db: where articles met for the first time are noted.
            records: in log order; what is no claim is passed over.
        """
        told = {record.position: (record, record.event) for record in records if isinstance(record.event, Claim)}
        self._foretold = {
            position: self._resolve(db).facts(db, record, event) for position, (record, event) in told.items()
        }
        return dict(self._foretold)

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Write what the batch has left open, and tell which claims it touched."""
        self._flush(db)
        changes.add(self.name, self._changed)
        self._changed = set()

    def everything(self, db: sqlite3.Connection) -> Sequence[int]:
        """The positions of all claims."""
        return array("q", (row[0] for row in db.execute("SELECT position FROM claims ORDER BY position")))

    def _resolve(self, db: sqlite3.Connection) -> Resolver:
        if self._resolver is None:
            articles = DocumentOrigins(self._documents, self._knowledge)
            self._resolver = Resolver(self._knowledge, Identities(db), Grades(db), articles)
        return self._resolver

    @staticmethod
    def _note(db: sqlite3.Connection, record: Recorded, target: str) -> None:
        row = (target, record.position, record.id, record.type)
        db.execute("INSERT OR REPLACE INTO claims_curation VALUES (?, ?, ?, ?)", row)

    def _revise(self, db: sqlite3.Connection, target: str) -> None:
        """Follow a retraction or correction to what it changes: a claim, or through curation to other claims."""
        record = self._original(target)
        while record is not None and isinstance(record.event, (Retraction, Correction)):
            further = self._original(record.event.target) if _has_met(db, record.id) else None
            # Only what came before can be changed: no event may lead back to itself.
            record = further if further and further.position < record.position else None
        if record is None:
            return
        event = record.event
        if isinstance(event, Claim):
            self._rewrite(db, record)
        elif isinstance(event, (Link, Unlink)):
            self._touch(db, event.members)
        elif isinstance(event, Identity) and _has_met(db, record.id):
            aliases = self._resolve(db).identities
            aliases.remove(db, record.position, event)
            if stands(db, record.id, self._original):
                aliases.add(db, record.position, event)
            self._rename(db, event.names)
        elif isinstance(event, Assess) and _has_met(db, record.id):
            self._judge(db, record, event, takes_effect=stands(db, record.id, self._original))

    def _judge(self, db: sqlite3.Connection, record: Recorded, event: Assess, *, takes_effect: bool) -> None:
        for claim in _preferred(event):
            preferred = self._original(claim)
            if preferred is not None:
                self._rewrite(db, preferred)
        if event.grade is not None and event.grade.reliability is not None:
            resolver = self._resolve(db)
            source, subject = resolver.key_of_source(event.target), event.grade.subject
            resolver.grades.remove(db, source, record.position)
            if takes_effect:
                about = self._knowledge.actor(subject, "person", None) if subject else None
                resolver.grades.add(db, source, SourceGrade(record.position, event.grade.reliability, about))
            self._rewrite_all(db, "SELECT id FROM claims WHERE origin = ?", source)

    def _rewrite(self, db: sqlite3.Connection, record: Recorded) -> None:
        self._flush(db, record.id)
        if db.execute("SELECT 1 FROM claims WHERE position = ?", (record.position,)).fetchone() is None:
            return
        self._erase(db, record.position)
        curation = curation_of(db, record.id, self._original)
        event = effective_event(record, curation)
        facts = self._resolve(db).facts(
            db,
            record,
            event,
            retracted=record.id in retracted(curation),
            corrected=corrected_fields(record, event),
            preferred=preferred_fields(db, record.id, self._original),
        )
        self._insert(db, [facts])

    def _rename(self, db: sqlite3.Connection, names: Iterable[str]) -> None:
        named = f"SELECT c.id FROM claims_names n JOIN claims c ON c.position = n.number / {ROOM} WHERE n.name = ?"
        for name in sorted({fold(name) for name in names}):
            self._rewrite_all(db, named, number_of(name))

    def _rewrite_all(self, db: sqlite3.Connection, query: str, value: str | int) -> None:
        self._flush(db)
        for (claim,) in db.execute(query, (value,)).fetchall():
            record = self._original(claim)
            if record is not None:
                self._rewrite(db, record)

    def _touch(self, db: sqlite3.Connection, members: Iterable[str]) -> None:
        for member in members:
            self._flush(db, member)
            row = db.execute("SELECT position FROM claims WHERE id = ?", (member,)).fetchone()
            if row:
                self._changed.add(row[0])

    def _flush(self, db: sqlite3.Connection, claim: str | None = None) -> None:
        """Write the claims that wait for it; where one is named, only if it is among them."""
        if self._fresh and (claim is None or claim in self._fresh):
            fresh, self._fresh = self._fresh, {}
            self._insert(db, list(fresh.values()))

    def _insert(self, db: sqlite3.Connection, fresh: Sequence[Facts]) -> None:
        db.executemany(f"INSERT INTO claims VALUES ({_MARKS})", fresh)
        db.executemany(
            "INSERT INTO claims_participants VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(facts.position, number, *party) for facts in fresh for number, party in enumerate(facts.parties)],
        )
        about = [(facts.position, facts.about) for facts in fresh if facts.about]
        db.executemany("INSERT INTO claims_about VALUES (?, ?)", about)
        db.executemany("INSERT INTO claims_names VALUES (?, ?)", [row for facts in fresh for row in _names(facts)])
        db.executemany(
            "INSERT INTO claims_blocks VALUES (?, ?, ?, ?)",
            [row for facts in fresh for row in blocks.rows(facts.position, facts.kin, link_key(facts))],
        )
        self._changed.update(facts.position for facts in fresh)

    @staticmethod
    def _erase(db: sqlite3.Connection, position: int) -> None:
        for table in ("claims", "claims_about", "claims_participants"):
            db.execute(f"DELETE FROM {table} WHERE position = ?", (position,))
        for table in ("claims_names", "claims_blocks"):
            db.execute(f"DELETE FROM {table} WHERE number BETWEEN ? AND ?", numbered.of(position))


def _names(facts: Facts) -> Iterator[tuple[int, int]]:
    """The names that an identity event could resolve otherwise, as rows of ``claims_names``."""
    names = [party.name for party in facts.parties]
    names += [name for name in (facts.place, facts.from_place) if name]
    return enumerate(dict.fromkeys(number_of(fold(name)) for name in names), facts.position * ROOM)


def _preferred(event: Assess) -> tuple[str, ...]:
    return (event.prefer.claim,) if event.prefer else ()


def _has_met(db: sqlite3.Connection, event_id: str) -> bool:
    """Whether this database has met a curation event (at an earlier cut-off it may be unknown)."""
    return db.execute("SELECT 1 FROM claims_curation WHERE id = ?", (event_id,)).fetchone() is not None
