"""The projection ``search``: the words of every claim, found by their beginnings, with or without accents."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable
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


_COLUMNS = ", ".join(_Told._fields)


class Search(Projection):
    """A full-text index with one entry a claim that stands."""

    name = "search"
    version = 1
    needs = ("claims",)
    tables = """
        CREATE VIRTUAL TABLE search USING fts5 (
            words, content = '', detail = none, columnsize = 0, tokenize = "unicode61 remove_diacritics 2"
        );
        CREATE TABLE search_entries (position INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Index the changed claims anew."""
        changed = changes.of("claims")
        for start in range(0, len(changed), _CHUNK):
            keys = changed[start : start + _CHUNK]
            wanted = json.dumps(list(keys))
            entries = "search_entries WHERE position IN (SELECT value FROM json_each(?))"
            db.execute(
                f"INSERT INTO search (search, rowid, words) SELECT 'delete', position, words FROM {entries}", (wanted,)
            )
            db.execute(f"DELETE FROM {entries}", (wanted,))
            told = db.execute(
                f"SELECT position, {_COLUMNS} FROM claims WHERE retracted = 0"
                " AND position IN (SELECT value FROM json_each(?)) ORDER BY position",
                (wanted,),
            )
            rows = [(position, self._words(_Told._make(texts))) for position, *texts in told]
            db.executemany("INSERT INTO search_entries VALUES (?, ?)", rows)
            db.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", rows)

    def _words(self, claim: _Told) -> str:
        """What a claim can be found by: names in all known spellings, places, topics, the quote, the source."""
        parts: list[str | None] = []
        for party in participations(claim.participants):
            actor = self._knowledge.known(party.name) or self._knowledge.known(party.key)
            parts += [party.name, party.office, actor.name if actor else None]
        parts += [claim.place, claim.from_place, claim.event_name, claim.about, claim.source, claim.via, claim.outlet]
        parts += [claim.quote, claim.when_text, *strings(claim.topics)]
        text = " ".join(part for part in dict.fromkeys(parts) if part)
        return f"{text} {other_spellings(text)}".rstrip()


def keep(keys: Iterable[int], found: set[int] | None) -> array[int]:
    """The keys that a search leaves, in their order."""
    return array("q", keys if found is None else (key for key in keys if key in found))
