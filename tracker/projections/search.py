"""The projection ``search``: the words of every claim, found by their beginnings, with or without accents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.projections.claims.facts import participations, strings
from tracker.projections.contract import Changes, Projection
from tracker.projections.knowledge import Knowledge
from tracker.projections.names import other_spellings

_CHUNK = 2_000


class _Told(NamedTuple):
    """What a claim can be found by; the names are those of the columns of ``claims``."""

    participants: str
    place: str | None
    from_place: str | None
    event_name: str | None
    about: str | None
    source: str
    via: str | None
    outlet: str | None
    quote: str | None
    when_text: str | None
    topics: str


_READ = ", ".join(_Told._fields)
FIELDS = ("who", "place", "source", "topic")
"""The columns of the index that hold one field of a filter each; what else there is to find is in a last one."""
_COLUMNS = (*FIELDS, "other")
ENTRIES = "search s JOIN search_entries e ON e.entry = s.rowid"
"""What to read from in order to find claims by words: ``e.position`` is the claim's."""


class Search(Projection):
    """A full-text index with one entry a claim that stands.

    What a claim could be found by earlier stays in the index, under an entry that ``search_entries`` no longer has: so
    a look at an earlier position finds it there, and nothing needs to be kept in order to remove it.
    """

    name = "search"
    version = 3
    needs = ("claims",)
    tables = f"""
        CREATE VIRTUAL TABLE search USING fts5 (
            {", ".join(_COLUMNS)}, content = '', detail = column, tokenize = "unicode61 remove_diacritics 2"
        );
        CREATE TABLE search_entries (entry INTEGER PRIMARY KEY, position INTEGER NOT NULL) STRICT;
        CREATE INDEX search_entries_position ON search_entries (position);
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Index the changed claims anew."""
        changed = changes.of("claims")
        last = db.execute("SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1").fetchone()
        entry = last[0] if last else 0
        for start in range(0, len(changed), _CHUNK):
            keys = changed[start : start + _CHUNK]
            wanted = json.dumps(list(keys))
            db.execute("DELETE FROM search_entries WHERE position IN (SELECT value FROM json_each(?))", (wanted,))
            told = db.execute(
                f"SELECT position, {_READ} FROM claims WHERE retracted = 0"
                " AND position IN (SELECT value FROM json_each(?)) ORDER BY position",
                (wanted,),
            ).fetchall()
            numbered = list(enumerate(told, start=entry + 1))
            db.executemany("INSERT INTO search_entries VALUES (?, ?)", [(number, row[0]) for number, row in numbered])
            db.executemany(
                f"INSERT INTO search (rowid, {', '.join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)",
                [(number, *self._words(_Told._make(row[1:]))) for number, row in numbered],
            )
            entry += len(told)

    def _words(self, claim: _Told) -> Iterator[str]:
        """What a claim can be found by, a text a column, names in all known spellings."""
        names: list[str | None] = []
        offices: list[str | None] = []
        for party in participations(claim.participants):
            actor = self._knowledge.known(party.name) or self._knowledge.known(party.key)
            names += [party.name, actor.name if actor else None]
            offices.append(party.office)
        yield _spelt(names)
        yield _spelt([claim.place, claim.from_place])
        yield _spelt([claim.source, claim.via, claim.outlet])
        yield _spelt([*strings(claim.topics), claim.about])
        yield _spelt([*offices, claim.event_name, claim.quote, claim.when_text])


def _spelt(parts: Iterable[str | None]) -> str:
    """Texts once each, with other spellings of their words behind them."""
    text = " ".join(part for part in dict.fromkeys(parts) if part)
    return f"{text} {other_spellings(text)}".rstrip()
