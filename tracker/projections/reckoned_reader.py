"""Reading what is reckoned of whole views: contradictions, support, pairs, days, lanes, streaks."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.projections import contradictions
from tracker.projections.coverage import coverage, declared
from tracker.projections.explained import explained
from tracker.projections.figures.printed import miscounted, printed, with_printed
from tracker.projections.lane_rows import LaneItems, LaneRow
from tracker.projections.lanes import lane_items, lane_rows
from tracker.projections.list_reader import ListReader
from tracker.projections.reckoned_rows import (
    CalendarRow,
    ContradictionRow,
    CorroborationRow,
    CounterpartRow,
    CoverageRow,
    SourceRow,
    StreakRow,
    TimelineRow,
)
from tracker.projections.rows import (
    ItineraryRow,
    MeetingRow,
    WhereaboutsRow,
)
from tracker.projections.sources import sources_of
from tracker.projections.streaks import Streaks


class ReckonedReader(ListReader):
    """The views that are told as a whole; ``search`` as in `ListReader.page`, and most are lists with pages, too."""

    @explained
    def contradictions(self, *, search: str | None = None) -> list[ContradictionRow]:
        """Values that exclude each other, in happenings and on journeys; the open ones first.

        Beside the rows of the list of that name these are the figures that articles print otherwise.
        """
        rows = [row for row in self.all("contradictions", search=search) if isinstance(row, ContradictionRow)]
        return contradictions.in_order([*rows, *self.miscounts(search=search)])

    @explained
    def miscounts(self, *, search: str | None = None) -> list[ContradictionRow]:
        """The figures that articles print otherwise than the log counts them."""
        if not (figures := printed(self._db, self._knowledge)):
            return []
        journeys = [row for row in self.all("itineraries", search=search) if isinstance(row, ItineraryRow)]
        return list(miscounted(journeys, self.streaks(search=search), figures))

    @explained
    def corroboration(self, *, search: str | None = None) -> list[CorroborationRow]:
        """How well each happening is supported; what rests on the fewest origins first."""
        return [row for row in self.all("corroboration", search=search) if isinstance(row, CorroborationRow)]

    @explained
    def sources(self, *, search: str | None = None) -> list[SourceRow]:
        """What each source has told, and what became of it; with a filter of what that finds alone."""
        happenings, statements = self._found("happenings", search), self._found("statements", search)
        if happenings is not None and statements is not None:
            return sources_of(self._db, happenings | statements)
        return [row for row in self.all("sources") if isinstance(row, SourceRow)]

    def counterparts(self, *, level: str = "person", search: str | None = None) -> list[CounterpartRow]:
        """Who meets whom; ``level`` is person or state."""
        view = "counterparts" if level == "person" else "counterparts_of_states"
        return [row for row in self.all(view, search=search) if isinstance(row, CounterpartRow)]

    @explained
    def calendar(self, *, search: str | None = None) -> list[CalendarRow]:
        """What is to come, with a date and without, and what is overdue."""
        return [row for row in self.all("calendar", search=search) if isinstance(row, CalendarRow)]

    @explained
    def timeline(self, *, search: str | None = None) -> list[TimelineRow]:
        """All happenings in the order of the days, the oldest first."""
        return [row for row in self.all("timeline", search=search) if isinstance(row, TimelineRow)]

    @explained
    def lanes(self, by: str, *, search: str | None = None) -> list[LaneRow]:
        """Whose happenings lie side by side in time: ``by`` is person, country or pair; the busiest first."""
        return lane_rows(self._db, self.as_of, by, self._found("happenings", search))

    @explained
    def lane_items(
        self, lanes: Sequence[LaneRow], first: str, last: str, *, search: str | None = None
    ) -> list[LaneItems]:
        """What lies in some of the lanes from one ISO day to another, in their order."""
        return lane_items(self._db, self.as_of, lanes, first, last, self._found("happenings", search))

    @explained
    def coverages(self) -> list[CoverageRow]:
        """For whom, and for which days, the log is declared to be complete."""
        return declared(self._db, self._original)

    @explained
    def streaks(self, *, search: str | None = None, since: str | None = None) -> list[StreakRow]:
        """Firsts, counts and the longest of their kind; whether a coverage makes them more than firsts in this log.

        Args:
            since: id of a happening; each pair's first meeting behind it is told, too.
        """
        known_from = dict(self._db.execute("SELECT party, min(day) FROM happenings_parties GROUP BY party").fetchall())
        meetings: dict[tuple[str, str], list[MeetingRow]] = {}
        pairs = self.counterparts(search=search)
        held = {row.id: row for row in self.meeting_rows({id for pair in pairs for id in pair.happenings})}
        for pair in pairs:
            one, _, other = pair.id.partition(" + ")
            meetings[one, other] = [held[id] for id in pair.happenings if id in held]
        journeys = [row for row in self.all("itineraries", search=search) if isinstance(row, ItineraryRow)]
        seen = [row for row in self.all("whereabouts", search=search) if isinstance(row, WhereaboutsRow)]
        periods = coverage(self._db, self._original, self._knowledge)
        event = self.meeting_row(since) if since else None
        rows = Streaks(periods, self.as_of, known_from).rows(journeys, meetings, seen, event)
        return with_printed(rows, printed(self._db, self._knowledge))
