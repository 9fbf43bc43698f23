"""What an export tells of: the views, the log and the articles of a dossier as known at one cut-off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from events.envelope import Recorded
from events.sqlite_log import SqliteLog
from tracker.article_store import ArticleStore
from tracker.dossier import Dossier
from tracker.exports.stamp import Stamp
from tracker.projections.cutoff import Cutoff
from tracker.projections.lists import AnyRow
from tracker.projections.reader import ViewReader
from tracker.projections.rows import ItineraryRow, MeetingDossier, MeetingRow, StatementRow, WhereaboutsRow


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user may choose about an export; each format takes what concerns it.

    Attributes:
        view: which view's rows; None for the format's own one.
        with_articles: whether the log comes with the text of its articles.
        journey: id of a journey, or the beginning of it; None for the one with the most reports.
        earlier: the moment to compare with.
    """

    view: str | None = None
    with_articles: bool = False
    journey: str | None = None
    earlier: Subject | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A dossier as known at a cut-off."""

    log: SqliteLog
    articles: ArticleStore
    views: ViewReader
    cutoff: Cutoff
    stamp: Stamp
    choices: Choices = field(default_factory=Choices)

    @classmethod
    def of(
        cls,
        dossier: Dossier,
        cutoff: Cutoff = Cutoff(),  # noqa: B008  (frozen)
        as_of: date | None = None,
        *,
        search: str | None = None,
        choices: Choices = Choices(),
    ) -> Subject:
        """The dossier at a cut-off; its head is fixed now, so that what others append meanwhile stays out."""
        head = dossier.log.head().position
        position = head if cutoff.position is None else min(cutoff.position, head)
        views = dossier.at(cutoff, as_of)
        stamp = Stamp.of(dossier.log, Cutoff(position, cutoff.published), views.as_of, search)
        return cls(dossier.log, dossier.articles, views, Cutoff(position, cutoff.published), stamp, choices)

    def rows(self, view: str) -> Iterator[AnyRow]:
        """The rows of a view in its order, as far as the search finds them."""
        yield from self.views.all(view, search=self.stamp.search)

    def happenings(self, view: str = "happenings") -> Iterator[MeetingRow]:
        """The rows of ``happenings`` or ``meetings``."""
        return (row for row in self.rows(view) if isinstance(row, MeetingRow))

    def journeys(self) -> Iterator[ItineraryRow]:
        """The rows of ``itineraries``."""
        return (row for row in self.rows("itineraries") if isinstance(row, ItineraryRow))

    def statements(self) -> Iterator[StatementRow]:
        """The rows of ``statements``."""
        return (row for row in self.rows("statements") if isinstance(row, StatementRow))

    def whereabouts(self) -> Iterator[WhereaboutsRow]:
        """The rows of ``whereabouts``."""
        return (row for row in self.rows("whereabouts") if isinstance(row, WhereaboutsRow))

    def dossiers(self, view: str = "happenings") -> Iterator[MeetingDossier]:
        """Everything about each happening of a view."""
        return self.views.dossiers(self.views.keys(view, search=self.stamp.search))

    def happenings_of(self, journey: ItineraryRow) -> list[MeetingRow]:
        """The happenings that a journey is made of, in its order."""
        records = [record for id in journey.happenings if (record := self.log.get(id)) is not None]
        rows = self.views.rows("happenings", [record.position for record in records])
        return [row for row in rows if isinstance(row, MeetingRow)]

    def records_of_statement(self, row: StatementRow) -> list[Recorded]:
        """What the log holds on the leading report of a statement at this cut-off, in its order."""
        first = self.log.get(row.id)
        found = [*([first] if first else []), *self.log.effects_on(row.id)]
        return [record for record in found if self.cutoff.admits(record)]

    def records(self, dossier: MeetingDossier) -> list[Recorded]:
        """What the log holds on a happening at this cut-off, in its order: reports, and what acts on them."""
        found: dict[int, Recorded] = {}
        for report in dossier.reports:
            first = self.log.get(report.position)
            for record in (*([first] if first else []), *self.log.effects_on(report.event_id)):
                if self.cutoff.admits(record):
                    found[record.position] = record
        return [found[position] for position in sorted(found)]
