"""The projection ``meetings``: what stands on the board, and in which order (DOMAIN 3.3)."""

from __future__ import annotations

import json
import sqlite3

from tracker.projections.contract import Changes, Projection
from tracker.projections.replaced import replace

FAR = "9999-12-31"
_CHUNK = 2_000


class Meetings(Projection):
    """Summits, and visits with a host named; the columns that time decides are told apart when the board is read."""

    name = "meetings"
    version = 2
    needs = ("happenings",)
    tables = """
        CREATE TABLE meetings (
            key INTEGER PRIMARY KEY, state TEXT NOT NULL, day INTEGER NOT NULL, starts TEXT NOT NULL,
            width INTEGER NOT NULL, ends TEXT NOT NULL, begins TEXT NOT NULL, latest TEXT NOT NULL
        ) STRICT;
        CREATE INDEX meetings_ahead ON meetings (state, starts, width, key, day);
        CREATE INDEX meetings_past ON meetings (state, ends DESC, key DESC, day);
        CREATE INDEX meetings_by_day ON meetings (begins DESC, width, latest, key DESC, state, day);
    """

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Put the changed happenings on the board, or take them off."""
        changed = changes.of("happenings")
        for start in range(0, len(changed), _CHUNK):
            keys = changed[start : start + _CHUNK]
            rows = db.execute(
                "SELECT key, state, day, coalesce(earliest, ?), width, sort_day,"
                " coalesce(earliest, latest, ''), coalesce(latest, '') FROM happenings"
                " WHERE key IN (SELECT value FROM json_each(?)) AND state <> 'retracted'"
                " AND (type = 'summit' OR type = 'visit' AND host IS NOT NULL)",
                (FAR, json.dumps(list(keys))),
            )
            replace(db, self.name, keys, rows.fetchall())
