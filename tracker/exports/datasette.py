"""``datasette``: the views as a plain SQLite file with foreign keys and full-text search, described in JSON."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from tracker.exports.plain_tables import tables, write_tables
from tracker.exports.subject import Subject

_LABELS = {
    "articles": "title", "happenings": "title", "journeys": "traveller", "whereabouts": "name", "statements": "speaker",
    "sources": "name", "contradictions": "title", "counterparts": "one", "streaks": "subject",
}  # fmt: skip
_FACETS = {
    "happenings": ["state", "type", "place_country"], "parties": ["country", "role"], "statements": ["kind", "speaker"],
    "contradictions": ["resolution", "field", "kind"], "streaks": ["kind"], "calendar": ["part"],
}  # fmt: skip


def write_database(path: Path, subject: Subject) -> None:
    """Fill a new SQLite file with the views at the subject's cut-off."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA journal_mode = OFF").fetchone()
        write_tables(database, subject)
        database.execute("VACUUM")
    finally:
        database.close()


def metadata(subject: Subject, name: str) -> str:
    """The description that Datasette shows (``datasette NAME.db --metadata NAME.metadata.json``)."""
    shown = [table for table in tables() if not table.endswith("_fts")]
    told = {
        "title": "Diplomatic tracker",
        "description": subject.stamp.sentence(),
        "databases": {name: {"tables": {table: {"size": 50, **_shown(table)} for table in shown}}},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _shown(table: str) -> dict[str, Any]:
    told = {"label_column": _LABELS.get(table), "facets": _FACETS.get(table)}
    return {key: value for key, value in told.items() if value}
