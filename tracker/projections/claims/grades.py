"""How reliable the analyst holds a source to be: grades from the log, by source and, where told, by subject."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

UNGRADED = "F"
TABLES = """
CREATE TABLE claims_grades (
    source TEXT NOT NULL, position INTEGER NOT NULL, reliability TEXT NOT NULL, subject TEXT,
    PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class SourceGrade:
    """A grade that stands: the letter, and the key of the actor that it is about (None: everything)."""

    position: int
    reliability: str
    subject: str | None


class Grades:
    """The grades of one database. One for the subject beats one for everything; else the newest counts."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._by_source: dict[str, list[SourceGrade]] = {}
        rows = db.execute("SELECT source, position, reliability, subject FROM claims_grades ORDER BY position")
        for source, position, reliability, subject in rows:
            self._by_source.setdefault(source, []).append(SourceGrade(position, reliability, subject))

    def reliability(self, source: str, subjects: Iterable[str]) -> str:
        """The letter of a source for a claim about these actors; F where nobody has graded it."""
        grades = self._by_source.get(source)
        if not grades:
            return UNGRADED
        about = frozenset(subjects)
        fitting = [grade for grade in grades if grade.subject is None or grade.subject in about]
        best = max(fitting, key=lambda grade: (grade.subject is not None, grade.position), default=None)
        return best.reliability if best else UNGRADED

    def add(self, db: sqlite3.Connection, source: str, grade: SourceGrade) -> None:
        """Take a grade in."""
        self._by_source.setdefault(source, []).append(grade)
        row = (source, grade.position, grade.reliability, grade.subject)
        db.execute("INSERT OR REPLACE INTO claims_grades VALUES (?, ?, ?, ?)", row)

    def remove(self, db: sqlite3.Connection, source: str, position: int) -> None:
        """Forget a retracted grade."""
        kept = [grade for grade in self._by_source.get(source, ()) if grade.position != position]
        self._by_source[source] = kept
        db.execute("DELETE FROM claims_grades WHERE source = ? AND position = ?", (source, position))
