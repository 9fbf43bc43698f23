"""Reading the views at one cut-off, as they are to be shown on one day."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from events.effective import effective_event, retracted
from events.model import AnyClaim, Claim
from tracker.projections import board, calendar, contradictions, corroboration, counterparts
from tracker.projections.claims.curation import Original, curation_of
from tracker.projections.contract import ProjectionError
from tracker.projections.coverage import coverage, declared
from tracker.projections.documents import Documents
from tracker.projections.dossiers import meeting_dossiers
from tracker.projections.doubts import Doubtful, confirmed, doubtful, unread
from tracker.projections.explained import explained
from tracker.projections.figures.printed import miscounted, printed, with_printed
from tracker.projections.knowledge import Knowledge
from tracker.projections.lane_rows import LaneItems, LaneRow
from tracker.projections.lanes import lane_items, lane_rows
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
    Row,
    StatementRow,
    WhereaboutsRow,
)
from tracker.projections.search import keep
from tracker.projections.statements.disagreements import disagreements
from tracker.projections.statements.table import statement_keys, statement_rows
from tracker.projections.statements.told_of import told_of
from tracker.projections.streaks import Streaks
from tracker.projections.subjects import SubjectReader
from tracker.projections.timeline import timeline
from tracker.projections.travel.itineraries import itinerary_keys, itinerary_rows
from tracker.projections.travel.whereabouts import whereabouts_keys, whereabouts_rows
from tracker.projections.why import why
from tracker.projections.why_rows import WhyRow

VIEWS = ("meetings", "itineraries", "whereabouts", "statements", "happenings")
_PAGE = 500
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
    ) -> None:
        """Use `Views.at`."""
        self.as_of = as_of
        self._connection = connection
        self._original = original
        self._documents = documents
        self._knowledge = knowledge

    @property
    def _db(self) -> sqlite3.Connection:
        return self._connection()

    @explained
    def keys(self, view: str, *, search: str | None = None) -> array[int]:
        """The keys of a view's rows in its sort order.

        Args:
            view: meetings, itineraries, whereabouts, statements or happenings.
            search: a filter as people type it, see `tracker.typed.filters`; words without a field must all be found
                in the row's reports, by their beginnings, accents ignored.

        Raises:
            ProjectionError: there is no such view.
            FilterError: the filter cannot be understood.
        """
        db, day = self._db, self.as_of
        if view == "meetings":
            keys = board.board_keys(db, day)
        elif view == "happenings":
            keys = board.happening_keys(db)
        elif view == "statements":
            keys = statement_keys(db)
        elif view == "itineraries":
            keys = itinerary_keys(db, day)
        elif view == "whereabouts":
            keys = whereabouts_keys(db, day)
        else:
            raise _unknown(view)
        return keep(keys, self._found(view, search)) if search else keys

    @explained
    def rows(self, view: str, keys: Sequence[int]) -> list[Row]:
        """The rows of a view with these keys, in their order; one that is gone meanwhile is left out.

        Raises:
            ProjectionError: there is no such view.
        """
        if view in ("meetings", "happenings"):
            return list(board.meeting_rows(self._db, keys, self.as_of))
        if view == "statements":
            return list(statement_rows(self._db, keys))
        if view == "itineraries":
            return list(itinerary_rows(self._db, keys, self.as_of))
        if view == "whereabouts":
            return list(whereabouts_rows(self._db, keys, self.as_of))
        raise _unknown(view)

    @explained
    def journeys_of(self, person: int) -> array[int]:
        """The keys of one person's journeys, in the order of `keys`; ``person`` is the key of their whereabouts."""
        return itinerary_keys(self._db, self.as_of, person)

    def all(self, view: str, *, search: str | None = None) -> Iterator[Row]:
        """All rows of a view in its sort order, a page at a time."""
        keys = self.keys(view, search=search)
        for start in range(0, len(keys), _PAGE):
            yield from self.rows(view, keys[start : start + _PAGE])

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
        """Values that exclude each other, in happenings and on journeys; the open ones first."""
        found = self._found("happenings", search)
        within = contradictions.contradictions(self._db, self._original, self._knowledge)
        kept = [row for row in (*within, *disagreements(self._db)) if found is None or row.key in found]
        journeys = [row for row in self.all("itineraries", search=search) if isinstance(row, ItineraryRow)]
        figures = printed(self._db, self._knowledge)
        wrong = miscounted(journeys, self.streaks(search=search) if figures else (), figures)
        return contradictions.in_order([*kept, *contradictions.overlapping_stays(journeys), *wrong])

    @explained
    def corroboration(self, *, search: str | None = None) -> list[CorroborationRow]:
        """How well each happening is supported; what rests on the fewest origins first."""
        found = self._found("happenings", search)
        rows = corroboration.corroboration(self._db, self.as_of)
        return [row for row in rows if found is None or row.key in found]

    @explained
    def sources(self, *, search: str | None = None) -> list[SourceRow]:
        """What each source has told, and what became of it."""
        within = contradictions.contradictions(self._db, self._original, self._knowledge)
        return corroboration.sources(self._db, within, self._original, self._found("happenings", search))

    @explained
    def counterparts(self, *, level: str = "person", search: str | None = None) -> list[CounterpartRow]:
        """Who meets whom; ``level`` is person or state."""
        return counterparts.counterparts(self._db, self.as_of, level, self._found("happenings", search))

    @explained
    def calendar(self, *, search: str | None = None) -> list[CalendarRow]:
        """What is to come, with a date and without, and what is overdue."""
        found = self._found("happenings", search)
        return [row for row in calendar.calendar(self._db, self.as_of) if found is None or row.key in found]

    @explained
    def timeline(self, *, search: str | None = None) -> list[TimelineRow]:
        """All happenings in the order of the days, the oldest first."""
        found = self._found("happenings", search)
        return [row for row in timeline(self._db, self.as_of) if found is None or row.key in found]

    @explained
    def told_of(self) -> list[tuple[str, str]]:
        """Ids of statements with those of the happenings that they tell of."""
        found = told_of(self._db)
        keys = {key for told in found.values() for key in told}
        ids = dict(self._db.execute("SELECT position, id FROM claims").fetchall()) if keys else {}
        groups = dict(self._db.execute("SELECT claim, key FROM happenings_members").fetchall()) if keys else {}
        pairs = {(ids[groups[claim]], ids[key]) for claim, told in found.items() for key in told}
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

        return filtered(self._db, view, search, self.as_of, self._knowledge)


def _unknown(view: str) -> ProjectionError:
    return ProjectionError(f"there is no view '{view}'", where="view", remedy=f"choose one of {', '.join(VIEWS)}")
