"""What the views hold of one subject: a person, state or body, a place, a pair that meets, a source, an outlet."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.projections import contradictions
from tracker.projections.board import summaries
from tracker.projections.claims.curation import Original
from tracker.projections.contradictions_table import contradictions_about
from tracker.projections.corroboration import told_of
from tracker.projections.counterparts import counterpart_rows, in_order, pairs_with
from tracker.projections.explained import explained
from tracker.projections.happenings.abouts import at_place, of_state
from tracker.projections.happenings.component import load
from tracker.projections.knowledge import Knowledge
from tracker.projections.names import fold, number_of, words_of
from tracker.projections.reckoned_rows import ContradictionRow, CounterpartRow
from tracker.projections.rows import StatementRow
from tracker.projections.search import ENTRIES
from tracker.projections.statements.table import statement_rows
from tracker.projections.telling import Record, Subject, Teller, record_of, tellers

_LOOKED_AT = 5_000
"""So many claims are looked through for a name; the commonest names come up long before."""
_WEIGHED = 2_000
"""Of so many happenings it is weighed who told them and who took part."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """Keys of the rows that concern a subject, each kind with the newest first; the one that tells where it is."""

    happenings: array[int]
    statements: array[int]
    journeys: array[int]
    whereabouts: int | None = None

    def among(self, happenings: Collection[int], statements: Collection[int], journeys: Collection[int]) -> Holdings:
        """Only the rows with these keys."""
        return Holdings(
            array("q", (key for key in self.happenings if key in happenings)),
            array("q", (key for key in self.statements if key in statements)),
            array("q", (key for key in self.journeys if key in journeys)),
            self.whereabouts,
        )


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody who takes part in some happenings: how many, and the last day."""

    subject: Subject
    happenings: int
    last: str


class SubjectReader:
    """Questions about one subject, at the cut-off and the day of the reader that it comes from.

    Made by `tracker.projections.reader.ViewReader.subjects`.
    """

    def __init__(
        self, connection: Callable[[], sqlite3.Connection], as_of: date, *, original: Original, knowledge: Knowledge
    ) -> None:
        self._connection = connection
        self._as_of = as_of
        self._original = original
        self._knowledge = knowledge

    @explained
    def holdings(self, subject: Subject) -> Holdings:
        """The rows that concern a subject."""
        db = self._connection()
        match subject.kind:
            case "actor":
                happenings, journeys = _of_party(db, subject.key), _journeys(db, subject.key)
                return Holdings(happenings, _said(db, subject.key), journeys, number_of(subject.key))
            case "pair":
                both = set(_of_party(db, subject.other))
                shared = array("q", (key for key in _of_party(db, subject.key) if key in both))
                said = {*_addressed(db, subject.key, subject.other), *_addressed(db, subject.other, subject.key)}
                return Holdings(shared, _newest_statements(db, said), array("q"))
            case "states":
                return Holdings(_of_states(db, subject.key, subject.other), array("q"), array("q"))
            case "place":
                return Holdings(_at_place(db, subject.key), array("q"), array("q"))
            case _:
                keys = {key for _, key in self._told(subject)}
                return Holdings(_newest_happenings(db, keys), _newest_statements(db, keys), array("q"))

    @explained
    def counterparts(self, subject: Subject) -> list[CounterpartRow]:
        """The pairs that a subject is part of; of a pair that pair."""
        db = self._connection()
        other = subject.other if subject.kind in ("pair", "states") else None
        numbers = pairs_with(db, "state" if subject.kind == "states" else "person", subject.key, other)
        return in_order(counterpart_rows(db, numbers, self._as_of))

    @explained
    def said_before(self, statement: int, limit: int) -> list[StatementRow]:
        """What the speaker of a statement said before it, the newest first."""
        db = self._connection()
        rows = db.execute(
            "SELECT s.key FROM statements s JOIN statements this ON this.key = ? AND s.speaker_key = this.speaker_key"
            " WHERE (s.public_from, s.key) < (this.public_from, this.key)"
            " ORDER BY s.public_from DESC, s.key DESC LIMIT ?",
            (statement, limit),
        )
        return list(statement_rows(db, _keys(rows)))

    @explained
    def contradictions(self, keys: Collection[int]) -> list[ContradictionRow]:
        """The contradictions about some happenings, the open ones first."""
        return contradictions.in_order(contradictions_about(self._connection(), keys))

    @explained
    def record(self, subject: Subject) -> Record | None:
        """What a source or an outlet has told; None where it has told nothing."""
        db = self._connection()
        of = dict(self._told(subject))
        claims = load(db, list(of))
        told = told_of(db, {of[claim.position] for claim in claims if not claim.retracted})
        return record_of(subject, claims, told)

    @explained
    def tellers(self, keys: Sequence[int]) -> list[Teller]:
        """Who tells of some happenings, those that were first most often first; outlets and sources apart.

        Args:
            keys: of the happenings; the newest so many count.
        """
        return tellers(told_of(self._connection(), keys[:_WEIGHED]))

    @explained
    def present(self, keys: Sequence[int]) -> list[Presence]:
        """Who takes part in some happenings, most often first; of many happenings the newest count."""
        counts: dict[str, list[tuple[str, str]]] = {}
        for row in summaries(self._connection(), keys[:_WEIGHED]).values():
            for raw in json.loads(row.parties):
                counts.setdefault(raw[0], []).append((row.sort_day, raw[1]))
        made = [
            Presence(Subject("actor", key, max(name for _, name in seen)), len(seen), max(day for day, _ in seen))
            for key, seen in counts.items()
        ]
        return sorted(made, key=lambda one: (-one.happenings, one.subject.name))

    @explained
    def source_of(self, event_id: str) -> tuple[Subject, Subject | None] | None:
        """The source behind a claim and the outlet that printed it; None for an unknown claim."""
        row = self._connection().execute(
            "SELECT origin, source, outlet FROM claims WHERE id = ?", (event_id,)
        ).fetchone()  # fmt: skip
        if row is None:
            return None
        return Subject("source", row[0], row[1]), Subject("outlet", row[2], row[2]) if row[2] else None

    def place(self, name: str, country: str | None) -> Subject:
        """The subject of a place by its name."""
        return Subject("place", self._knowledge.place(name, country)[0], name)

    @explained
    def called(self, words: str, limit: int = 12) -> list[Subject]:
        """The actors each of whose names' beginnings the words are, those that are told of most often first."""
        wanted = words_of(words)
        if not wanted:
            return []
        rows = self._connection().execute(
            "SELECT p.key, max(p.name), count(*) FROM"
            f" (SELECT e.position FROM {ENTRIES} WHERE search MATCH ? LIMIT ?) s"
            " JOIN claims_participants p ON p.position = s.position GROUP BY p.key ORDER BY count(*) DESC, p.key",
            (" ".join(f'who : "{word}" *' for word in wanted), _LOOKED_AT),
        )
        found = [Subject("actor", key, name) for key, name, _ in rows.fetchall() if _begins(name, wanted)]
        return found[:limit]

    def _told(self, subject: Subject) -> list[tuple[int, int]]:
        """Claim and happening of everything that a source or an outlet tells."""
        column = "outlet" if subject.kind == "outlet" else "origin"
        return (
            self._connection()
            .execute(
                f"SELECT c.position, m.key FROM claims c JOIN happenings_members m ON m.claim = c.position"
                f" WHERE c.{column} = ? ORDER BY c.position",
                (subject.key,),
            )
            .fetchall()
        )


def _begins(name: str, wanted: Iterable[str]) -> bool:
    words = fold(name).split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _keys(rows: sqlite3.Cursor) -> array[int]:
    return array("q", (row[0] for row in rows))


def _of_party(db: sqlite3.Connection, party: str) -> array[int]:
    rows = db.execute(
        "SELECT DISTINCT h.key FROM happenings_parties p JOIN happenings h ON h.key = p.key"
        " WHERE p.party = ? AND h.type <> 'statement' AND h.state <> 'retracted' ORDER BY h.sort_day DESC, h.key DESC",
        (party,),
    )
    return _keys(rows)


def _at_place(db: sqlite3.Connection, place: str) -> array[int]:
    rows = db.execute(
        "SELECT s.key FROM happenings_subjects s JOIN happenings h ON h.key = s.key WHERE s.subject = ?"
        " AND h.state <> 'retracted' ORDER BY s.day DESC, s.key DESC",
        (at_place(place),),
    )
    return _keys(rows)


def _of_states(db: sqlite3.Connection, one: str, other: str) -> array[int]:
    """Meetings of two states: those of a pair, and the visits between them."""
    rows = db.execute(
        "SELECT s.key FROM happenings_subjects s JOIN happenings_subjects t ON t.subject = ? AND t.day = s.day"
        " AND t.key = s.key JOIN happenings h ON h.key = s.key WHERE s.subject = ? AND h.state <> 'retracted'"
        " ORDER BY s.day DESC, s.key DESC",
        (of_state(other), of_state(one)),
    )
    return _keys(rows)


def _newest_happenings(db: sqlite3.Connection, keys: Collection[int]) -> array[int]:
    rows = db.execute(
        "SELECT key FROM happenings WHERE key IN (SELECT value FROM json_each(?)) AND state <> 'retracted'"
        " ORDER BY sort_day DESC, key DESC",
        (json.dumps(list(keys)),),
    )
    return _keys(rows)


def _newest_statements(db: sqlite3.Connection, keys: Collection[int]) -> array[int]:
    rows = db.execute(
        "SELECT key FROM statements WHERE key IN (SELECT value FROM json_each(?)) ORDER BY public_from DESC, rank, key",
        (json.dumps(list(keys)),),
    )
    return _keys(rows)


def _said(db: sqlite3.Connection, speaker: str) -> array[int]:
    rows = db.execute("SELECT key FROM statements WHERE speaker_key = ? ORDER BY public_from DESC, key", (speaker,))
    return _keys(rows)


def _addressed(db: sqlite3.Connection, speaker: str, addressee: str) -> list[int]:
    rows = db.execute(
        "SELECT DISTINCT m.key FROM claims_participants a JOIN claims_participants s ON s.position = a.position"
        " JOIN happenings_members m ON m.claim = a.position"
        " WHERE a.key = ? AND a.role = 'addressee' AND s.key = ? AND s.role = 'speaker'",
        (addressee, speaker),
    )
    return [row[0] for row in rows]


def _journeys(db: sqlite3.Connection, traveller: str) -> array[int]:
    rows = db.execute("SELECT key FROM itineraries WHERE person = ? ORDER BY starts DESC, key", (number_of(traveller),))
    return _keys(rows)
