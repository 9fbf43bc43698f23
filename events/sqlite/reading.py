"""Rows of the log as records, each checked against its hash; pages instead of long transactions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from events.chain import body_hash, chained, envelope
from events.codec import read_body
from events.envelope import Recorded
from events.errors import DamagedRecord, InvalidEvent
from events.log import Head

Row: TypeAlias = tuple[Any, ...]

PAGE = 500
"""Records fetched at once: no reader holds a snapshot for long, so the journal can always be folded back."""

_COLUMNS = (
    "e.position, e.id, e.stream, e.version, e.type, e.schema, e.recorded_at, e.recorded_by, e.document, e.published,"
    " e.basis, e.body_hash, e.hash, CAST(b.data AS BLOB)"
)
_FROM = "FROM event e LEFT JOIN body b ON b.position = e.position"
_PREVIOUS = "(SELECT p.hash FROM event p WHERE p.position = e.position - 1)"
_REMEMBERED_TERMS = 4_000
"""Each article brings two of its own, about 300 bytes each, and every reader has them for itself."""


class Terms(dict[int, str]):
    """The recurring texts by number, fetched when first asked for, or many `at_once`; bounded."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection

    def at_once(self, numbers: Iterable[int | None]) -> None:
        """Fetch those that are not known yet, so that asking for each finds it; missing ones are left out."""
        wanted = {number for number in numbers if number is not None}
        unknown = wanted - self.keys()
        if len(unknown) < 2:
            return
        if len(self) + len(unknown) > _REMEMBERED_TERMS:
            self.clear()
            unknown = wanted
        query = "SELECT id, text FROM term WHERE id IN (SELECT value FROM json_each(?))"
        self.update(self._connection.execute(query, (json.dumps(list(unknown)),)))

    def __missing__(self, number: int) -> str:
        row = self._connection.execute("SELECT text FROM term WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        if len(self) >= _REMEMBERED_TERMS:
            self.clear()
        text: str = row[0]
        self[number] = text
        return text


class Reader:
    """Reads one log through one connection; for one thread at a time."""

    def __init__(self, connection: sqlite3.Connection, genesis: bytes) -> None:
        self.connection = connection
        self._genesis = genesis
        self._terms = Terms(connection)

    def head(self) -> Head:
        """Where the log ends."""
        position, hash, _ = self.tail()
        return Head(position, hash.hex())

    def tail(self) -> tuple[int, bytes, str]:
        """Position, hash and recording time of the newest record."""
        row = self.connection.execute(
            "SELECT position, hash, recorded_at FROM event ORDER BY position DESC LIMIT 1"
        ).fetchone()
        return row or (0, self._genesis, "")

    def get(self, key: int | str) -> Recorded | None:
        """The record at a position, or with an id."""
        column = "position" if isinstance(key, int) else "id"
        rows = self.connection.execute(
            f"SELECT {_PREVIOUS}, {_COLUMNS} {_FROM} WHERE e.{column} = ?", (key,)
        ).fetchall()
        return next(self._records(rows), None)

    def after(self, position: int, until: int) -> Iterator[Recorded]:
        """All records behind a position, up to another one."""
        sql = f"SELECT NULL, {_COLUMNS} {_FROM} WHERE e.position > ? AND e.position <= ? ORDER BY e.position"
        previous = self._hash_at(position) if position < until else None
        while position < until:
            rows = self.connection.execute(sql, (position, min(position + PAGE, until))).fetchall()
            if not rows or rows[0][1] != position + 1 or rows[-1][1] - position != len(rows):
                raise DamagedRecord(_first_gap(position, rows), "it is missing")
            yield from self._records(rows, previous)
            position, previous = rows[-1][1], rows[-1][13]

    def of_types(self, types: Collection[str], position: int, until: int) -> Iterator[Recorded]:
        """The records of some types behind a position, up to another one."""
        numbers = [number for number in map(self.number_of, types) if number is not None]
        sql = (
            f"SELECT {_PREVIOUS}, {_COLUMNS} {_FROM} WHERE e.position > ? AND e.position <= ?"
            f" AND e.type IN ({', '.join('?' * len(numbers))}) ORDER BY e.position LIMIT {PAGE}"
        )
        while rows := self.connection.execute(sql, (position, until, *numbers)).fetchall():
            yield from self._records(rows)
            position = rows[-1][1]

    def of_stream(self, stream: str, position: int, until: int) -> Iterator[Recorded]:
        """The records of a stream behind a position, up to another one."""
        number, version = self.number_of(stream), 0
        sql = (
            f"SELECT {_PREVIOUS}, {_COLUMNS} {_FROM} WHERE e.stream = ? AND e.version > ?"
            f" AND +e.position > ? AND +e.position <= ? ORDER BY e.version LIMIT {PAGE}"
        )
        while rows := self.connection.execute(sql, (number, version, position, until)).fetchall():
            yield from self._records(rows)
            version = rows[-1][4]

    def effects_on(self, position: int) -> Iterator[Recorded]:
        """The retractions and corrections that act on a record, and those that act on them, in log order."""
        found = self.connection.execute(
            "WITH RECURSIVE acting(position) AS (SELECT position FROM effect WHERE target = ?"
            " UNION SELECT effect.position FROM effect JOIN acting ON effect.target = acting.position)"
            " SELECT position FROM acting ORDER BY position",
            (position,),
        ).fetchall()
        for (acting,) in found:
            if (record := self.get(acting)) is None:
                raise DamagedRecord(acting, "it is missing")
            yield record

    def number_of(self, term: str) -> int | None:
        """The number of a recurring text, if it has one."""
        row = self.connection.execute("SELECT id FROM term WHERE text = ?", (term,)).fetchone()
        return row[0] if row else None

    def numbers_of(self, terms: Collection[str]) -> dict[str, int]:
        """The numbers of those recurring texts that have one."""
        query = "SELECT text, id FROM term WHERE text IN (SELECT value FROM json_each(?))"
        return dict(self.connection.execute(query, (json.dumps(list(terms)),)))

    def last_number(self) -> int:
        """The highest number that a recurring text has; 0 where there are none."""
        number: int = self.connection.execute("SELECT coalesce(max(id), 0) FROM term").fetchone()[0]
        return number

    def version_of(self, stream: int) -> int:
        """The newest version of a stream; 0 where there is no such stream."""
        row = self.connection.execute("SELECT max(version) FROM event WHERE stream = ?", (stream,)).fetchone()
        return row[0] or 0

    def _hash_at(self, position: int) -> bytes:
        if position <= 0:
            return self._genesis
        row = self.connection.execute("SELECT hash FROM event WHERE position = ?", (position,)).fetchone()
        if row is None:
            raise DamagedRecord(position, "it is missing")
        hash: bytes = row[0]
        return hash

    def _records(self, rows: Sequence[Row], carried: bytes | None = None) -> Iterator[Recorded]:
        """The rows' records; ``carried`` is the hash before the first row where the rows do not bring their own."""
        terms = self._terms
        terms.at_once(number for row in rows for number in _numbers(row))
        for (
            before, position, id, stream, version, kind, schema, recorded_at, recorded_by, document, published,
            basis, expected, hash, body,
        ) in rows:  # fmt: skip
            try:
                stream, kind, recorded_by = terms[stream], terms[kind], terms[recorded_by]
                document = document and terms[document]
                published = published and terms[published]
            except KeyError:
                raise DamagedRecord(position, "it refers to a missing term") from None
            head = envelope(
                position, id, stream, version, kind, schema, recorded_at, recorded_by, document, published, basis
            )
            previous = carried or before or self._genesis
            if body is None or body_hash(body) != expected:
                raise DamagedRecord(position, "its body is not the one that was recorded")
            if chained(previous, head, expected) != hash:
                raise DamagedRecord(position, "it does not fit its hash and the record before it")
            carried = carried and hash
            try:
                event = read_body(kind, schema, body)
            except InvalidEvent as error:
                error.where = error.where or f"record {position}"
                raise
            yield Recorded(
                position, id, stream, version, recorded_at, recorded_by, schema, document, basis, published, event,
                hash.hex(),
            )  # fmt: skip


def _numbers(row: Row) -> tuple[int | None, ...]:
    """The numbers of the recurring texts in a row: stream, type, author, article, publication."""
    return row[3], row[5], row[8], row[9], row[10]


def _first_gap(position: int, rows: Collection[Row]) -> int:
    for row in rows:
        if row[1] != position + 1:
            break
        position += 1
    return position + 1
