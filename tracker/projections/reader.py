"""Reading the views at one cut-off, as they are to be shown on one day."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from events.effective import effective_event, retracted
from events.model import AnyClaim, Claim
from tracker.projections import board, contradictions
from tracker.projections.answers import Answers
from tracker.projections.board import DayOfBoard
from tracker.projections.claims.curation import Original, curation_of
from tracker.projections.coverage import coverage, declared
from tracker.projections.documents import Documents
from tracker.projections.dossiers import meeting_dossiers
from tracker.projections.doubts import Doubtful, confirmed, doubtful, unread
from tracker.projections.explained import explained
from tracker.projections.figures.printed import miscounted, printed, with_printed
from tracker.projections.knowledge import Knowledge
from tracker.projections.lane_rows import LaneItems, LaneRow
from tracker.projections.lanes import lane_items, lane_rows
from tracker.projections.lists import AnyRow, ListView, list_view
from tracker.projections.ordering import Listed, Runs
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
    EffectiveClaim,
    ItineraryRow,
    MeetingDossier,
    MeetingRow,
    StatementRow,
    WhereaboutsRow,
)
from tracker.projections.sources import sources_of
from tracker.projections.statements.table import statement_rows
from tracker.projections.statements.told_of import told_of
from tracker.projections.streaks import Streaks
from tracker.projections.subjects import SubjectReader
from tracker.projections.travel.itineraries import itinerary_order
from tracker.projections.why import why
from tracker.projections.why_rows import WhyRow

PAGE = 100
"""Rows of a page, unless another number is asked for."""
_MANY = 500
"""Rows that are read at once where all are wanted."""
_DOSSIERS = 100
"""Dossiers that are read at once."""


class ViewReader:
    """The views as known at a cut-off and looked at on a day; cheap to make, safe to use from any thread.

    It keeps showing the file that it was made for when a rebuild puts another in its place.

    Attributes:
        as_of: the day that decides what has lapsed, is under way, is fresh.
    """

    def __init__(
        self,
        connection: Callable[[], sqlite3.Connection],
        as_of: date,
        *,
        original: Original,
        documents: Documents,
        knowledge: Knowledge,
        answers: Answers | None = None,
    ) -> None:
        """Use `Views.at`."""
        self.as_of = as_of
        self._connection = connection
        self._original = original
        self._documents = documents
        self._knowledge = knowledge
        self._answers = answers or Answers()

    @property
    def _db(self) -> sqlite3.Connection:
        return self._connection()

    # --- lists with pages ------------------------------------------------------------------------------------------

    @explained
    def page(self, view: str, at: int = 0, limit: int = PAGE, *, search: str | None = None) -> list[AnyRow]:
        """Some rows of a view in its sort order: an indexed read, however long the view is.

        Args:
            view: one of `tracker.projections.lists.LISTS`.
            at: how many rows are left out before; `index_of` and `count` tell where one is.
            limit: at most so many rows.
            search: a filter as people type it, see `tracker.typed.filters`; words without a field must all be found
                in the row's reports, by their beginnings, accents ignored.

        Raises:
            ProjectionError: there is no such view.
            FilterError: the filter cannot be understood.
        """
        return self.rows(view, self._order(view, search).keys(at, limit))

    @explained
    def keys(self, view: str, *, search: str | None = None, at: int = 0, limit: int | None = None) -> array[int]:
        """The keys of a view's rows in its sort order, all of them or a piece; arguments and errors as of `page`."""
        return self._order(view, search).keys(at, limit)

    @explained
    def count(self, view: str, *, search: str | None = None) -> int:
        """How many rows a view has; arguments and errors as of `page`."""
        return len(self._order(view, search))

    @explained
    def index_of(self, view: str, key: int, *, search: str | None = None) -> int | None:
        """How many rows of a view stand before the one with a key, None where it is not there; errors as of `page`."""
        return self._order(view, search).index_of(key)

    @explained
    def rows(self, view: str, keys: Sequence[int]) -> list[AnyRow]:
        """The rows of a view with these keys, in their order; one that is gone meanwhile is left out.

        Raises:
            ProjectionError: there is no such view.
        """
        return list(list_view(view).rows(self._db, keys, self.as_of))

    def all(self, view: str, *, search: str | None = None) -> Iterator[AnyRow]:
        """All rows of a view in its sort order, read a page at a time."""
        keys = self.keys(view, search=search)
        for start in range(0, len(keys), _MANY):
            yield from self.rows(view, keys[start : start + _MANY])

    @explained
    def days(self, *, search: str | None = None) -> list[DayOfBoard]:
        """The days of the view ``meetings_by_day`` in its order, each with how many rows it has."""
        return board.days_of_board(self._db, self.as_of, self._found("happenings", search))

    def _order(self, view: str, search: str | None) -> Runs | Listed:
        chosen = list_view(view)
        if search:
            db = self._db
            return self._answers.of(db, (view, search), lambda: self._filtered(chosen, search))
        return self._answers.of(self._db, view, lambda: chosen.order(self._db, self.as_of))

    def _filtered(self, view: ListView, search: str) -> Runs | Listed:
        return view.filtered(self._db, self.as_of, lambda kind: self._found(kind, search))

    @explained
    def journeys_of(self, person: int) -> array[int]:
        """The keys of one person's journeys, in the order of `keys`; ``person`` is the key of their whereabouts."""
        return itinerary_order(self._db, self.as_of, person).keys()

    @explained
    def windows(self, *, search: str | None = None) -> list[tuple[int, str | None, str | None, bool]]:
        """Key, first day, last day of everything on the board, and whether it lies ahead; in no order.

        For those who group the board by day.
        """
        rows = self._db.execute(
            "SELECT h.key, h.earliest, h.latest,"
            " m.state IN ('announced', 'rumoured', 'under_way') AND (m.day = 0 OR m.day >= ?)"
            " FROM happenings h JOIN meetings m USING (key)",
            (self.as_of.toordinal(),),
        ).fetchall()
        if search is None:
            return rows
        wanted = set(self.keys("meetings", search=search))
        return [row for row in rows if row[0] in wanted]

    def meeting(self, id: str) -> MeetingDossier | None:
        """Everything about a happening, by its id or that of any of its reports; None where there is none."""
        key = self._key_of(id)
        return None if key is None else next(self.dossiers([key]), None)

    def dossiers(self, keys: Sequence[int]) -> Iterator[MeetingDossier]:
        """Everything about the happenings with these keys, in their order; what is gone meanwhile is left out."""
        for start in range(0, len(keys), _DOSSIERS):
            yield from self._dossiers(keys[start : start + _DOSSIERS])

    @explained
    def _dossiers(self, keys: Sequence[int]) -> list[MeetingDossier]:
        found = meeting_dossiers(
            self._db,
            keys,
            self.as_of,
            original=self._original,
            documents=self._documents,
            knowledge=self._knowledge,
        )
        return list(found)

    @explained
    def happening_of(self, event_id: str) -> str | None:
        """The id of the happening (or grouped statement) that a claim reports; None for an unknown claim."""
        row = self._db.execute(
            "SELECT f.id FROM claims c JOIN happenings_members m ON m.claim = c.position"
            " JOIN claims f ON f.position = m.key WHERE c.id = ?",
            (event_id,),
        ).fetchone()
        return str(row[0]) if row else None

    @explained
    def claims_holding(self, words: str) -> frozenset[int]:
        """The positions of the claims that stand and hold all of the words, in any spelling that is known."""
        from tracker.projections.filtering import claims_holding

        return claims_holding(self._db, words, self._knowledge)

    @explained
    def source_of(self, event_id: str) -> str | None:
        """The key under which the source of a claim is counted (`SourceRow.id`); None for an unknown claim."""
        row = self._db.execute("SELECT origin FROM claims WHERE id = ?", (event_id,)).fetchone()
        return str(row[0]) if row else None

    @explained
    def effective(self, event_id: str) -> AnyClaim | None:
        """A claim after its corrections; None if it is retracted, or not known at this cut-off."""
        row = self._db.execute("SELECT retracted FROM claims WHERE id = ?", (event_id,)).fetchone()
        record = self._original(event_id) if row else None
        if record is None or not isinstance(record.event, Claim):
            return None
        curation = curation_of(self._db, event_id, self._original)
        return None if event_id in retracted(curation) else effective_event(record, curation)

    @explained
    def events_of(self, document_id: str) -> list[EffectiveClaim]:
        """The effective claims of an article, in log order; retracted ones are left out."""
        rows = self._db.execute(
            "SELECT c.id, c.position, c.corrected, f.id, m.key FROM claims c"
            " LEFT JOIN happenings_members m ON m.claim = c.position LEFT JOIN claims f ON f.position = m.key"
            " WHERE c.document = ? AND c.retracted = 0 ORDER BY c.position",
            (document_id,),
        ).fetchall()
        found = []
        for event_id, position, corrected, happening, key in rows:
            event = self.effective(event_id)
            if event is not None:
                found.append(EffectiveClaim(position, event_id, event, bool(corrected), happening, key))
        return found

    @explained
    def doubtful(self) -> list[Doubtful]:
        """The claims of which the parser was not sure and that no hand has touched yet, the newest first."""
        return doubtful(self._db, self._original)

    @explained
    def unread(self) -> dict[str, int]:
        """How many parsed claims of each article no hand has confirmed, corrected or rejected yet."""
        return unread(self._db, self._original)

    @explained
    def confirmed(self) -> frozenset[str]:
        """Ids of the claims whose reading a hand has confirmed."""
        return confirmed(self._db, self._original)

    def subjects(self) -> SubjectReader:
        """What the views hold of one person, state, place, pair or source."""
        return SubjectReader(self._connection, self.as_of, original=self._original, knowledge=self._knowledge)

    # --- views that are reckoned when they are asked for; ``search`` as in `keys` -----------------------------------

    @explained
    def contradictions(self, *, search: str | None = None) -> list[ContradictionRow]:
        """Values that exclude each other, in happenings and on journeys; the open ones first.

        Beside the rows of the list of that name these are the figures that articles print otherwise.
        """
        rows = [row for row in self.all("contradictions", search=search) if isinstance(row, ContradictionRow)]
        figures = printed(self._db, self._knowledge)
        if not figures:
            return rows
        journeys = [row for row in self.all("itineraries", search=search) if isinstance(row, ItineraryRow)]
        return contradictions.in_order([*rows, *miscounted(journeys, self.streaks(search=search), figures)])

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
    def told_of(self, statement: str | None = None) -> list[tuple[str, str]]:
        """Ids of statements with those of the happenings that they tell of; of one statement, or of all."""
        if statement is None:
            told = told_of(self._db)
        else:
            key = self._key_of(statement)
            members = self._db.execute("SELECT claim FROM happenings_members WHERE key = ?", (key,))
            told = told_of(self._db, "statement", [row[0] for row in members])
        ids = "SELECT f.id FROM claims f WHERE f.position = ?"
        group = "SELECT f.id FROM happenings_members m JOIN claims f ON f.position = m.key WHERE m.claim = ?"
        pairs = {
            (self._db.execute(group, (claim,)).fetchone()[0], self._db.execute(ids, (key,)).fetchone()[0])
            for claim, key in told
        }
        return sorted(pairs)

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
        for pair in self.counterparts(search=search):
            one, _, other = pair.id.partition(" + ")
            found = (self.meeting_row(id) for id in pair.happenings)
            meetings[one, other] = [row for row in found if row is not None]
        journeys = [row for row in self.all("itineraries", search=search) if isinstance(row, ItineraryRow)]
        seen = [row for row in self.all("whereabouts", search=search) if isinstance(row, WhereaboutsRow)]
        periods = coverage(self._db, self._original, self._knowledge)
        event = self.meeting_row(since) if since else None
        rows = Streaks(periods, self.as_of, known_from).rows(journeys, meetings, seen, event)
        return with_printed(rows, printed(self._db, self._knowledge))

    def meeting_row(self, id: str) -> MeetingRow | None:
        """The row of a happening, by its id or that of any of its reports; None where there is none."""
        key = self._key_of(id)
        return None if key is None else next(iter(board.meeting_rows(self._db, [key], self.as_of)), None)

    @explained
    def statement_row(self, id: str) -> StatementRow | None:
        """The row of a statement, by its id or that of any of its reports; None where there is none."""
        key = self._key_of(id)
        return None if key is None else next(iter(statement_rows(self._db, [key])), None)

    @explained
    def why(self, id: str) -> WhyRow | None:
        """Why a happening reads as it does, by its id or that of any of its reports; None where none stands."""
        key = self._key_of(id)
        return None if key is None else why(self._db, key, self.as_of, self._original)

    def _key_of(self, id: str) -> int | None:
        row = self._db.execute(
            "SELECT m.key FROM claims c JOIN happenings_members m ON m.claim = c.position WHERE c.id = ?", (id,)
        ).fetchone()
        return None if row is None else int(row[0])

    def _found(self, view: str, search: str | None) -> set[int] | None:
        if not search:
            return None
        from tracker.projections.filtering import filtered  # whoever only looks does not wait for it

        db = self._db
        return self._answers.of(
            db, ("found", view, search), lambda: filtered(db, view, search, self.as_of, self._knowledge)
        )
