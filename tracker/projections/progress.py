"""How far projections have come: the state of each, and the progress of a rebuild."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProjectionState:
    """Where a projection stands.

    Attributes:
        name, version: as declared.
        position, head: the last event folded, and the last one in the log.
        rate: events a second in the last run; None before the first.
        state: live, catching_up, replaying, new (never filled) or stopped.
        error: why it stopped, with the event at fault.
    """

    name: str
    version: int
    position: int
    head: int
    rate: float | None
    state: str
    error: str | None = None

    @property
    def behind(self) -> int:
        """How many events are not folded yet."""
        return max(0, self.head - self.position)


@dataclass(frozen=True, slots=True)
class Progress:
    """A glimpse of a rebuild: how far, how fast (events/s), how long it will take (seconds), what went wrong.

    ``name`` is the projection, or "" for all. ``stage`` is reading (events), deriving (rows) or publishing.
    """

    name: str
    position: int
    head: int
    rate: float
    eta: float | None
    stage: str = "reading"
    errors: tuple[str, ...] = ()
