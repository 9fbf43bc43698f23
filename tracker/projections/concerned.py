"""Which happenings some claims belong to, and which fall due: asked by sets, so that many cost little more than one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection
from datetime import date


class Concerned:
    """The happenings of one cut-off by what concerns them; use `ViewReader.concerned`."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection

    def by_claims(self, positions: Collection[int]) -> list[str]:
        """Ids of the happenings to which the claims at some positions belong, the one told of last first."""
        return self._ids(
            "SELECT h.id FROM json_each(?) q CROSS JOIN happenings_members m ON m.claim = q.value"
            " CROSS JOIN happenings h ON h.key = m.key GROUP BY h.id ORDER BY max(m.claim) DESC",
            json.dumps(list(positions)),
        )

    def claims(self, happenings: Collection[str]) -> set[int]:
        """The positions of the claims that belong to some happenings."""
        rows = self._connection().execute(
            "SELECT m.claim FROM json_each(?) q CROSS JOIN claims c ON c.id = q.value"
            " CROSS JOIN happenings_members m ON m.key = c.position",
            (json.dumps(list(happenings)),),
        )
        return {row[0] for row in rows}

    def falling_due(self, since: date, until: date) -> list[str]:
        """Ids of the happenings that lie ahead or are under way on one day, and are over on a later one."""
        return self._ids(
            "SELECT id FROM happenings WHERE state IN ('announced', 'rumoured', 'under_way') AND day > 0"
            " AND day >= ? AND day < ? ORDER BY day DESC, key DESC",
            since.toordinal(),
            until.toordinal(),
        )

    def _ids(self, query: str, *values: object) -> list[str]:
        return [row[0] for row in self._connection().execute(query, values)]
