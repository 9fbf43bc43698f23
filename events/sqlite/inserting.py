"""Inserting: many rows a statement, because starting a statement costs as much as writing a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

_TOGETHER = 50
"""Rows of one statement; more gain nothing."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """How rows of a table are written.

    Attributes:
        table: its name.
        values: the placeholders of one row.
        width: how many values a row has.
    """

    table: str
    values: str
    width: int

    def write(self, connection: sqlite3.Connection, flat: Sequence[object]) -> None:
        """Write rows, whose values follow each other in one sequence."""
        step = self.width * _TOGETHER
        whole = len(flat) - len(flat) % step
        if whole:
            connection.executemany(self._statement(_TOGETHER), (flat[at : at + step] for at in range(0, whole, step)))
        rest = range(whole, len(flat), self.width)
        connection.executemany(self._statement(1), (flat[at : at + self.width] for at in rest))

    def _statement(self, rows: int) -> str:
        return f"INSERT OR ROLLBACK INTO {self.table} VALUES {', '.join([self.values] * rows)}"


EVENTS = Insertion("event", f"({', '.join('?' * 13)})", 13)
BODIES = Insertion("body", "(?, CAST(? AS TEXT))", 2)
