"""What all screens share: the dossier, the place in time, the times of the log, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from events.errors import TrackerError
from tracker.dossier import Dossier
from tracker.locations import author
from tracker.projections.cutoff import Cutoff
from tracker.projections.reader import ViewReader
from tui.desk_store import DeskStore
from tui.log_index import News, read_times
from tui.presenters.clock import DeskClock
from tui.presenters.desk_state import DeskState
from tui.presenters.log_times import LogTimes

_ERRORS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Mishap:
    """Something that went wrong: when, what, where, and what can be done."""

    at: datetime
    what: str
    where: str | None = None
    remedy: str | None = None


class Session:
    """One sitting at the desk.

    Args:
        dossier: the open dossier.
        read_only: nothing is appended.
        now: the wall clock; the only place where the desk reads it.

    Attributes:
        clock: where the user wants to stand in time; the keys of time count from here.
        shown: where the screens stand; it follows as soon as the views of then are folded.
        state: what is remembered of this desk from one sitting to the next.
    """

    def __init__(
        self, dossier: Dossier, *, read_only: bool = False, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.dossier = dossier
        self.read_only = read_only
        self.now = now
        self.clock = DeskClock()
        self.shown = DeskClock()
        self.times = LogTimes()
        self.mishaps: list[Mishap] = []
        self.author = author()
        self.token = -1
        self.state = DeskState()
        self._remembered = ""

    def recall(self) -> bool:
        """Look up how the user left this desk; whether that is remembered."""
        self.state = DeskStore(self.dossier.log, self.author).load()
        self._remembered = self.state.to_json() if self.state != DeskState() else ""
        return bool(self._remembered)

    def remember(self) -> None:
        """Keep where the user stands, if that is elsewhere than at the last time.

        Raises:
            TrackerError: the dossier cannot be written.
        """
        self.state.clock = self.clock
        text = self.state.to_json()
        if text != self._remembered and not self.read_only:
            DeskStore(self.dossier.log, self.author).keep(self.state)
            self._remembered = text

    @property
    def today(self) -> date:
        """The day in the reader's own zone."""
        return self.now().astimezone().date()

    @property
    def as_of(self) -> date:
        """The day that decides what is lapsed or under way: today, or the day at which the desk stands."""
        return self._day(self.shown)

    def _day(self, clock: DeskClock) -> date:
        return self.today if clock.is_now else self.dossier.day_of(clock.cutoff)

    def views(self) -> ViewReader:
        """The views at the place in time that is shown."""
        return self.dossier.at(self.shown.cutoff, self.as_of)

    def prepare(self, clock: DeskClock) -> None:
        """Fold what is needed to stand at a place in time; takes a while in a long log, safe in a thread."""
        self.dossier.at(clock.cutoff, self._day(clock)).keys("meetings_by_day", limit=1)

    def views_now(self) -> ViewReader:
        """The views at now, wherever the desk stands."""
        return self.dossier.at(as_of=self.today)

    def place(self, clock: DeskClock) -> tuple[Cutoff, date]:
        """A place in time as the views are asked for it: the cut-off and the day."""
        return clock.cutoff, self._day(clock)

    def look_again(self) -> None:
        """Take the log for changed at the next look: what was read of it last came to nothing."""
        self.token = -1

    def changed(self) -> bool:
        """Whether somebody appended since the last look."""
        token = self.dossier.log.change_token()
        if token == self.token:
            return False
        self.token = token
        return True

    def read_news(self) -> News:
        """Let the views follow the log and read the times of what is new; may run in a thread."""
        self.dossier.catch_up()
        return read_times(self.dossier.log, len(self.times))

    def take_in(self, news: News) -> int:
        """Take the news into the times, where the screens live; returns how many events are new."""
        known = len(self.times)
        self.times.extend(*news)
        return len(self.times) - known

    def note(self, error: Exception) -> Mishap:
        """Remember an error for the list of errors."""
        if isinstance(error, TrackerError):
            mishap = Mishap(self.now(), error.what, error.where, error.remedy)
        else:
            mishap = Mishap(self.now(), f"{type(error).__name__}: {error}")
        self.mishaps = [*self.mishaps[-_ERRORS_KEPT + 1 :], mishap]
        return mishap
