"""Aliases that the log itself carries: identity events, which beat the seeds and the event's own keys (DOMAIN 2.5)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from events.edtf import NotEdtf, Span, parse
from events.model import Identity
from tracker.projections.names import fold

TABLES = """
CREATE TABLE claims_identities (
    name TEXT NOT NULL, position INTEGER NOT NULL, action TEXT NOT NULL, actor_id TEXT, place_id TEXT, country TEXT,
    valid TEXT, PRIMARY KEY (name, position)
) STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name's entry of an identity event."""

    position: int
    action: str
    actor_id: str | None
    place_id: str | None
    country: str | None
    valid: Span | None

    def holds(self, day: int) -> bool:
        """Whether it is valid on a day."""
        if self.valid is None:
            return True
        on = date.fromordinal(day)
        return self.valid.overlaps(Span(on, on))


class Identities:
    """The effective aliases of one database; the newest that is valid on the day decides."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._by_name: dict[str, list[Alias]] = {}
        rows = db.execute("SELECT name, position, action, actor_id, place_id, country, valid FROM claims_identities")
        for name, position, action, actor_id, place_id, country, valid in rows:
            alias = Alias(position, action, actor_id, place_id, country, _span(valid))
            self._by_name.setdefault(name, []).append(alias)

    @property
    def empty(self) -> bool:
        """Whether there are no aliases at all."""
        return not self._by_name

    def actor(self, name: str, day: int) -> tuple[bool, str | None]:
        """Whether an identity decides about the name, and the actor's key if it says who it is."""
        return self._decide(name, day, actor=True)

    def place(self, name: str, day: int) -> tuple[bool, str | None]:
        """The same for places."""
        return self._decide(name, day, actor=False)

    def add(self, db: sqlite3.Connection, position: int, event: Identity) -> None:
        """Take an identity event in."""
        alias = Alias(position, event.action, event.actor_id, event.place_id, event.country, _span(event.valid))
        for name in {fold(name) for name in event.names}:
            self._by_name.setdefault(name, []).append(alias)
            db.execute(
                "INSERT OR REPLACE INTO claims_identities VALUES (?, ?, ?, ?, ?, ?, ?)",
                (name, position, event.action, event.actor_id, event.place_id, event.country, event.valid),
            )

    def remove(self, db: sqlite3.Connection, position: int, event: Identity) -> None:
        """Forget a retracted identity event."""
        for name in {fold(name) for name in event.names}:
            kept = [alias for alias in self._by_name.get(name, ()) if alias.position != position]
            self._by_name[name] = kept
            db.execute("DELETE FROM claims_identities WHERE name = ? AND position = ?", (name, position))

    def _decide(self, name: str, day: int, *, actor: bool) -> tuple[bool, str | None]:
        if not self._by_name:
            return False, None
        aliases = self._by_name.get(fold(name), ())
        for alias in sorted(aliases, key=lambda alias: -alias.position):
            target = alias.actor_id if actor else alias.place_id
            if target is not None and alias.holds(day):
                return True, target if alias.action == "merge" else None
        return False, None


def _span(valid: str | None) -> Span | None:
    try:
        return parse(valid) if valid else None
    except NotEdtf:
        return None
