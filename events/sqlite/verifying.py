"""Verification: the chain recomputed from the stored bytes, and every record that does not fit it named."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from events.chain import body_hash, chained, envelope
from events.log import Fault, Head, Report
from events.sqlite.migrations import pristine
from events.sqlite.reading import Reader, Terms

_PAGE = 1000
_COLUMNS = (
    "SELECT e.position, {id}, e.stream, e.version, e.type, e.schema, {recorded_at}, e.recorded_by, e.document,"
    " e.published, {basis}, e.body_hash, e.hash, CAST(b.data AS BLOB)"
    " FROM event e LEFT JOIN body b ON b.position = e.position WHERE e.position > ? ORDER BY e.position LIMIT ?"
)
_TEXTS = ("id", "recorded_at", "basis")
_ROWS = _COLUMNS.format(**{name: f"e.{name}" for name in _TEXTS})
# A flipped bit may make a text no UTF-8, and SQLite then refuses the whole page. As bytes it is found to be wrong.
_ROWS_AS_BYTES = _COLUMNS.format(**{name: f"CAST(e.{name} AS BLOB)" for name in _TEXTS})
_LOWEST = -(2**63)
_CHANGED = "its envelope or its hash was changed"
_ACTING = ("retraction", "correction")
_EXPLAINED = 200
_NAMED_GAPS = 1000


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A record whose hash does not follow from its content and the hash before it."""

    position: int
    row: tuple[Any, ...]
    previous: bytes
    hash: bytes


def _decoded(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row with its texts as such, as far as they are any."""
    texts = {place: _text(row[place]) for place in (1, 6, 10)}
    return tuple(texts.get(place, value) for place, value in enumerate(row))


def _text(value: bytes | None) -> str | bytes | None:
    try:
        return value and value.decode()
    except UnicodeDecodeError:
        return value


def structure_faults(connection: sqlite3.Connection) -> list[str]:
    """What SQLite has to say against the file's pages and indexes, at most twenty lines."""
    try:
        return [line for (line,) in connection.execute("PRAGMA integrity_check(20)") if line != "ok"]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [str(error)]


class Verification:
    """One pass over a log."""

    def __init__(self, reader: Reader, genesis: bytes) -> None:
        self._connection = reader.connection
        self._genesis = genesis
        self._terms = Terms(reader.connection)
        self._faults: list[Fault] = []
        self._suspects: list[_Suspect] = []
        self._effects: set[tuple[int, int]] = set()

    def run(self, against: Head | None) -> Report:
        """Read everything; see `EventLog.verify`."""
        self._check_guards()
        records, head = self._check_chain(against)
        self._check_effects()
        self._explain_suspects()
        if against is not None and head.position < against.position:
            self._fault(head.position + 1, f"the log ends before it; it reached record {against.position} once")
        return Report(records, head, tuple(sorted(self._faults, key=lambda fault: (fault.position, fault.what))))

    def _fault(self, position: int, what: str) -> None:
        self._faults.append(Fault(position, what))

    def _check_guards(self) -> None:
        """The triggers and tables must be those that the file was made with."""
        query = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        found = dict(self._connection.execute(query))
        for name, sql in pristine(query).items():
            if found.get(name) != sql:
                self._fault(0, f"'{name}', which guards the log, was {'changed' if name in found else 'removed'}")

    def _check_chain(self, against: Head | None) -> tuple[int, Head]:
        records, position, previous, recomputed = 0, 0, self._genesis, self._genesis
        for row in self._rows():
            records += 1
            if row[0] != position + 1:
                if row[0] < 1:
                    self._fault(0, f"a record stands at position {row[0]}")
                    continue
                self._name_gap(position + 1, row[0])
                previous = recomputed = b""
            position, expected, hash, body = row[0], *row[11:]
            if body is None:
                self._fault(position, "its body is missing")
            elif body_hash(body) != expected:
                self._fault(position, "its body was changed")
            head = self._envelope(row, position)
            if previous:
                computed = chained(previous, head, expected)
                # The record before may be the one whose hash was changed, and this one sound.
                if computed != hash and chained(recomputed, head, expected) != hash:
                    self._suspect(_Suspect(position, row, previous, hash))
                recomputed = computed
            previous = hash
            if against is not None and position == against.position and hash.hex() != against.hash:
                self._fault(position, "it has another hash than the one that was put aside")
            if body is not None and self._term(row[4]) in _ACTING:
                self._note_effect(position, body)
        return records, Head(position, previous.hex())

    def _name_gap(self, first: int, following: int) -> None:
        for position in range(first, min(following, first + _NAMED_GAPS)):
            self._fault(position, "the record is missing")
        if following > first + _NAMED_GAPS:
            self._fault(first + _NAMED_GAPS, f"all records up to {following - 1} are missing")

    def _suspect(self, suspect: _Suspect) -> None:
        if len(self._suspects) < _EXPLAINED:
            self._suspects.append(suspect)
        else:
            self._fault(suspect.position, _CHANGED)

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        """All rows in order; where a page of the file cannot be read, its records are named and passed over."""
        position, wanted, query, last = _LOWEST, _PAGE, _ROWS, self._last()
        while True:
            try:
                rows = self._connection.execute(query, (position, wanted)).fetchall()
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if query is _ROWS:
                    query = _ROWS_AS_BYTES
                elif wanted > 1:
                    wanted = max(1, wanted // 8)
                else:
                    position = max(position, 0) + 1
                    self._fault(position, f"it cannot be read ({error})")
                    if position >= last:
                        return
                continue
            if not rows:
                return
            yield from rows if query is _ROWS else map(_decoded, rows)
            position, wanted, query = rows[-1][0], _PAGE, _ROWS

    def _last(self) -> int:
        try:
            return int(self._connection.execute("SELECT coalesce(max(position), 0) FROM event").fetchone()[0])
        except sqlite3.DatabaseError:
            return 0

    def _envelope(self, row: tuple[Any, ...], position: int) -> bytes:
        """The envelope's bytes; what cannot be one, such as a text that came as bytes, gives bytes that fit no hash."""
        terms = self._terms
        _, id, stream, version, kind, schema, recorded_at, recorded_by, document, published, basis = row[:11]
        try:
            return envelope(
                position, id, terms[stream], version, terms[kind], schema, recorded_at, terms[recorded_by],
                document and terms[document], published and terms[published], basis,
            )  # fmt: skip
        except (KeyError, sqlite3.DatabaseError):
            return b""

    def _term(self, number: int) -> str | None:
        """A recurring text, which may have been forgotten since it was asked for last; None where there is none."""
        try:
            return self._terms[number]
        except (KeyError, sqlite3.DatabaseError):
            return None

    def _note_effect(self, position: int, body: bytes) -> None:
        try:
            target = from_json(body)["target"]
        except (ValueError, KeyError, TypeError):
            return  # a changed body, which has been named
        row = self._connection.execute("SELECT position FROM event WHERE id = ?", (target,)).fetchone()
        if row is not None:
            self._effects.add((row[0], position))

    def _check_effects(self) -> None:
        found = set(self._connection.execute("SELECT target, position FROM effect"))
        for _, position in found ^ self._effects:
            self._fault(position, "the list of what acts on what does not fit it")

    def _explain_suspects(self) -> None:
        """Tell records that were changed from those that changed places, and clear those that only follow one."""
        hashes = {one.hash for one in self._suspects}
        places = [(one.position, one.previous) for one in self._suspects]
        for one in self._suspects:
            expected = one.row[11]
            here = self._envelope(one.row, one.position)
            if any(chained(hash, here, expected) == one.hash for hash in hashes):
                continue
            for place, before in places:
                moved = self._envelope(one.row, place)
                if any(chained(hash, moved, expected) == one.hash for hash in {before, *hashes}):
                    self._fault(one.position, f"record {place} was put in its place")
                    break
            else:
                self._fault(one.position, _CHANGED)
