"""The contract of a projection: its name, version and tables, and one function for each type of event it handles.

That is all that a user's own projection file needs:

    class TrainJourneys(Projection):
        name = "train_journeys"
        version = 1
        tables = "CREATE TABLE train_journeys (position INTEGER PRIMARY KEY, traveller TEXT)"

        def departure(self, db, record):
            if record.event.conveyance == "train":
                db.execute("INSERT INTO train_journeys VALUES (?, ?)", (record.position, …))
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from events.envelope import Recorded
from events.errors import TrackerError
from events.model import CLAIM_TYPES, CURATION_TYPES

Handler = Callable[[sqlite3.Connection, Recorded], None]
EVENT_TYPES = CLAIM_TYPES + CURATION_TYPES
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class ProjectionError(TrackerError):
    """A projection is faulty, or fails at an event; ``where`` names the projection and the event."""


class Changes:
    """Which rows a batch has touched, by projection, so that those who build on them follow up.

    A projection adds the keys of the rows that it changed; those that need it read them in `settle`.
    """

    def __init__(self, given: Mapping[str, Sequence[int]] | None = None) -> None:
        self._given = dict(given or {})
        self._keys: dict[str, set[int]] = {}
        self._days: dict[tuple[str, int], list[tuple[str, str]]] = {}

    @property
    def all_rows(self) -> bool:
        """Whether all rows are derived anew, so that nobody needs to be told which ones are concerned."""
        return bool(self._given)

    def add(self, name: str, keys: Iterable[int], *, days: tuple[str, str] | None = None) -> None:
        """Note keys of rows that a projection has changed, and the ISO days that this concerns, if it is about some."""
        known = self._keys.setdefault(name, set())
        for key in keys:
            known.add(key)
            if days is not None:
                self._days.setdefault((name, key), []).append(days)

    def of(self, name: str) -> Sequence[int]:
        """The keys of the rows that a projection has changed, in order, once each."""
        given = self._given.get(name)
        return sorted(self._keys.get(name, ())) if given is None else given

    def days(self, name: str, key: int) -> Sequence[tuple[str, str]] | None:
        """From which day to which a change of a row reaches, once or several times; None where all may be new."""
        return self._days.get((name, key))


class Projection:
    """A fold of the log into tables.

    Attributes:
        name: lower-case letters, digits and underscores. Tables are called ``name`` or ``name_…``.
        version: raise it when the tables or their contents change; the projection is then rebuilt by itself.
        tables: SQL that creates the tables and indexes.
        needs: projections whose rows this one reads; they are folded first.

    A method called like a type of event (`departure`, `retraction` …) is called for every such event, in log order,
    as ``method(db, record)``. It must not commit, read the clock, or act on the world.
    """

    name: ClassVar[str] = ""
    version: ClassVar[int] = 1
    tables: ClassVar[str] = ""
    needs: ClassVar[tuple[str, ...]] = ()

    def settle(self, db: sqlite3.Connection, changes: Changes) -> None:
        """Called at the end of every batch, before it is committed; by default nothing is left to do."""

    def everything(self, db: sqlite3.Connection) -> Sequence[int]:
        """The keys of all rows in order, as `settle` names changed ones; for those that build on this projection."""
        return ()

    def handlers(self) -> Mapping[str, Handler]:
        """The functions by type of event."""
        return {kind: getattr(self, kind) for kind in EVENT_TYPES if callable(getattr(self, kind, None))}

    def check(self) -> frozenset[str]:
        """The names of the tables, tried out in memory.

        Raises:
            ProjectionError: the name, the version, the SQL or a table's name is not as it must be.
        """
        if not _NAME.fullmatch(self.name):
            raise ProjectionError(
                f"'{self.name}' is no name for a projection",
                where=type(self).__name__,
                remedy="use up to 40 lower-case letters, digits and underscores, a letter first",
            )
        if not isinstance(self.version, int) or self.version < 1:
            raise ProjectionError("the version must be 1 or more", where=self.name)
        trial = sqlite3.connect(":memory:")
        try:
            trial.executescript(self.tables)
            found = trial.execute("SELECT name, type, tbl_name FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        except sqlite3.Error as error:
            raise ProjectionError(f"its tables cannot be created: {error}", where=self.name) from None
        finally:
            trial.close()
        for name, _, table in found:
            if table != self.name and not table.startswith(f"{self.name}_"):
                raise ProjectionError(
                    f"'{name}' is a bad name for a table",
                    where=self.name,
                    remedy=f"call the table {self.name} or {self.name}_…",
                )
        tables = frozenset(name for name, kind, _ in found if kind == "table")
        if not tables:
            raise ProjectionError("it creates no table", where=self.name, remedy="write CREATE TABLE in 'tables'")
        return tables
