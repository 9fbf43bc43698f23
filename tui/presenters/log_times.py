"""When the events of a log were public and when they were recorded: what the scrubber draws and steps through."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from heapq import merge
from itertools import groupby, pairwise
from operator import itemgetter

from tui.presenters.clock import DeskClock, Kind, instant, seconds

DAY = 86_400


class LogTimes:
    """The two times of all events, as seconds since 1970, kept in step with the log.

    Only distinct instants are kept – with the last position recorded at each, and with how many events came out at
    each – so that a log of a million events takes little room.
    """

    def __init__(self) -> None:
        self._recorded = array("q")
        self._positions = array("q")
        self._instants = array("q")
        self._counts = array("q", [0])
        self._unsorted: Counter[int] = Counter()
        self._amended: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return self._positions[-1] if self._positions else 0

    def extend(
        self,
        recorded: Iterable[tuple[int, int]],
        public: Iterable[tuple[int, int]],
        amended: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Take in further events.

        Args:
            recorded: instants with the last position recorded at each, in log order.
            public: instants with the number of events that came out at each, in any order.
            amended: position and public instant of the events that change others: corrections, retractions, links.
        """
        for at, position in recorded:
            if self._recorded and at <= self._recorded[-1]:
                self._positions[-1] = position
            else:
                self._recorded.append(at)
                self._positions.append(position)
        for at, count in public:
            self._unsorted[at] += count
        self._amended.extend(amended)

    @property
    def instants(self) -> array[int]:
        """The instants at which something came out, in the order of time."""
        if self._unsorted:
            known = zip(self._instants, (after - before for before, after in pairwise(self._counts)), strict=True)
            instants, counts = array("q"), array("q", [0])
            for at, alike in groupby(merge(known, sorted(self._unsorted.items())), key=itemgetter(0)):
                instants.append(at)
                counts.append(counts[-1] + sum(count for _, count in alike))
            self._instants, self._counts = instants, counts
            self._unsorted.clear()
        return self._instants

    def recorded_at(self, position: int) -> str | None:
        """When the event at a position was recorded."""
        if not 1 <= position <= len(self):
            return None
        return instant(self._recorded[bisect_left(self._positions, position)])

    def recorded_until(self, at: int) -> int:
        """The last position that was recorded by an instant."""
        place = bisect_right(self._recorded, at)
        return self._positions[place - 1] if place else 0

    # --- where one stands ------------------------------------------------------------------------------------------

    def shown(self, clock: DeskClock) -> int:
        """How many events count at a clock."""
        if clock.position is not None:
            return min(clock.position, len(self))
        if clock.moment is not None:
            place = bisect_right(self.instants, seconds(clock.moment))
            return self._counts[place]
        return len(self)

    def bounds(self, kind: Kind) -> tuple[int, int]:
        """The first and the last instant of a clock."""
        times = self.instants if kind == "published" else self._recorded
        return (times[0], times[-1]) if len(times) else (0, 0)

    def place(self, clock: DeskClock) -> float:
        """Where a clock stands between the first and the last event, 0 to 1; positions count evenly."""
        if clock.position is not None:
            return clock.position / max(1, len(self))
        if clock.moment is None:
            return 1.0
        first, last = self.bounds("published")
        return max(0.0, min(1.0, (seconds(clock.moment) - first) / max(1, last - first)))

    def at_place(self, clock: DeskClock, place: float) -> DeskClock:
        """The clock at a place between 0 and 1; the very end is now."""
        if place >= 1 or not len(self):
            return clock.now()
        if clock.kind == "recorded":
            return clock.at_position(max(1, round(place * len(self))))
        first, last = self.bounds("published")
        return clock.at_moment(instant(round(first + max(0.0, place) * (last - first))))

    # --- steps -----------------------------------------------------------------------------------------------------

    def step_event(self, clock: DeskClock, by: int) -> DeskClock:
        """One event back or forth; in publication time to the next instant at which something came out."""
        if not len(self):
            return clock
        if clock.kind == "recorded":
            position = (len(self) if clock.position is None else clock.position) + by
            return clock.now() if position >= len(self) else clock.at_position(max(1, position))
        times = self.instants
        at = times[-1] if clock.moment is None else seconds(clock.moment)
        if by < 0:
            return clock.at_moment(instant(times[max(0, bisect_left(times, at) - 1)]))
        place = bisect_right(times, at)
        return clock.now() if place >= len(times) - 1 else clock.at_moment(instant(times[place]))

    def step_day(self, clock: DeskClock, by: int) -> DeskClock:
        """To the end of the day before or after (UTC); behind the last event is now."""
        if not len(self):
            return clock
        if clock.kind == "recorded":
            at = seconds(self.recorded_at(clock.position or len(self)) or "")
            position = self.recorded_until((at // DAY + 1 + by) * DAY - 1)
            return clock.now() if position >= len(self) else clock.at_position(max(1, position))
        first, last = self.bounds("published")
        at = last if clock.moment is None else seconds(clock.moment)
        end = (at // DAY + 1 + by) * DAY - 1
        return clock.now() if end >= last else clock.at_moment(instant(max(end, first)))

    # --- the line --------------------------------------------------------------------------------------------------

    def heights(self, kind: Kind, columns: int, levels: int = 8) -> list[int]:
        """How busy each of so many equal stretches was, 0 (nothing) to ``levels``."""
        if not len(self) or columns < 1:
            return [0] * max(0, columns)
        if kind == "recorded":
            return _scaled(self._speeds(columns), levels)
        times = self.instants
        first, last = times[0], times[-1]
        edges = [bisect_left(times, first + (last - first) * n / columns) for n in range(columns)] + [len(times)]
        return _scaled([self._counts[b] - self._counts[a] for a, b in pairwise(edges)], levels)

    def amended(self, kind: Kind, columns: int) -> set[int]:
        """The stretches, of so many equal ones, in which events were corrected, retracted or linked."""
        first, last = (1, len(self)) if kind == "recorded" else self.bounds("published")
        found = set()
        for position, at in self._amended:
            place = position if kind == "recorded" else at
            if first <= place <= last:
                found.add(min(columns - 1, (place - first) * columns // max(1, last - first)))
        return found

    def _speeds(self, columns: int) -> list[int]:
        """By position every stretch holds as many events, so what is drawn is how fast they came in."""
        edges = [max(1, len(self) * n // columns) for n in range(columns + 1)]
        speeds = []
        for start, end in pairwise(edges):
            took = seconds(self.recorded_at(end) or "") - seconds(self.recorded_at(start) or "")
            speeds.append((end - start + 1) * 1000 // (took + 1) + 1)
        return speeds


def _scaled(counts: list[int], levels: int) -> list[int]:
    """Counts as heights; the root keeps quiet days visible beside a busy one."""
    top = max(counts) or 1
    return [0 if not count else max(1, round(levels * (count / top) ** 0.5)) for count in counts]
