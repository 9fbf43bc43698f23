"""The cut-off: up to which log position, and up to which publication time, events count."""

from __future__ import annotations

from dataclasses import dataclass

from events.envelope import Recorded
from events.model import Claim


@dataclass(frozen=True, slots=True)
class Cutoff:
    """What may be known: `Cutoff()` is everything that is in the log now.

    Attributes:
        position: the last log position that counts; None for the newest.
        published: the UTC instant (as `events.envelope.public_from` writes it) up to which publications count;
            None for all.
    """

    position: int | None = None
    published: str | None = None

    @property
    def is_now(self) -> bool:
        """Whether nothing is cut off."""
        return self.position is None and self.published is None

    def admits(self, record: Recorded) -> bool:
        """Whether an event counts at this cut-off.

        A claim counts from its publication, or from its recording where nothing was published. Curation that
        somebody published counts from then on; curation of our own (a parser's error, a link) counts always, because
        it says nothing about the world.
        """
        if self.position is not None and record.position > self.position:
            return False
        return self.published is None or counts_from(record) <= self.published


def counts_from(record: Recorded) -> str:
    """The UTC instant of the second clock from which an event counts (see `Cutoff.admits`); "" for always."""
    public = record.public_from
    if public is None:
        return record.recorded_at if isinstance(record.event, Claim) else ""
    return public
