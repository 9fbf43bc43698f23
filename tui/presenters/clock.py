"""Where the desk stands in time: now, or as public at an instant, or as this log knew at a position."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from tracker.projections.cutoff import Cutoff
from tracker.wording import say
from tracker.wording.dates import day_words

Kind = Literal["published", "recorded"]


def instant(seconds: int) -> str:
    """Seconds since 1970 as an instant, ``2023-09-12T10:00:00Z``."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds(moment: str) -> int:
    """An instant, or a date (its start in UTC), as seconds since 1970."""
    value = datetime.fromisoformat(moment)
    return int((value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp())


@dataclass(frozen=True, slots=True)
class DeskClock:
    """A place in time.

    Attributes:
        kind: which of the two clocks is shown and moved.
        moment: the instant of publication to stand at; None for now.
        position: the position in the log to stand at; None for now.
    """

    kind: Kind = "published"
    moment: str | None = None
    position: int | None = None

    @property
    def is_now(self) -> bool:
        """Whether nothing is hidden."""
        return self.moment is None and self.position is None

    @property
    def cutoff(self) -> Cutoff:
        """What the views are asked for."""
        return Cutoff(position=self.position, published=self.moment)

    def now(self) -> DeskClock:
        """The same clock, standing at now."""
        return DeskClock(self.kind)

    def at_moment(self, moment: str) -> DeskClock:
        """As public at an instant."""
        return DeskClock("published", moment=moment)

    def at_position(self, position: int) -> DeskClock:
        """As known to this log at a position."""
        return DeskClock("recorded", position=position)

    def other(self) -> DeskClock:
        """The other clock, at now."""
        return replace(self.now(), kind="recorded" if self.kind == "published" else "published")

    def words(self, *, short: bool = False, recorded_at: str | None = None) -> str:
        """Where one stands, in a line of text; "" at now.

        Args:
            short: with a year of two digits.
            recorded_at: when the event at the position was recorded.
        """
        if self.is_now:
            return ""
        kind = "published" if self.moment is not None else "recorded"
        when = f" · {_moment_words(recorded_at, short)}" if recorded_at and not short else ""
        return say(f"desk.clock.{kind}", moment=self.place_words(short=short)) + when

    def place_words(self, *, short: bool = False) -> str:
        """The moment or the event at which one stands, alone."""
        if self.moment is not None:
            return _moment_words(self.moment, short)
        return say("desk.scrubber.now") if self.position is None else f"#{grouped(self.position)}"


def grouped(number: int) -> str:
    """A number with its thousands set apart by a narrow blank: 12 408."""
    return f"{number:,}".replace(",", " ")


def _moment_words(moment: str, short: bool) -> str:
    value = datetime.fromisoformat(moment)
    day = f"{day_words(value.date(), year=False)} {value:%y}" if short else day_words(value.date())
    return day if (value.hour, value.minute) == (23, 59) else f"{day} {value:%H:%M}"
