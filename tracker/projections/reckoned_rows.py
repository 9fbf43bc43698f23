"""The rows of the views that are reckoned from happenings and claims when they are asked for; see `rows` for the rest.

Days are ISO days, vocabularies those of the domain.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.projections.names import number_of


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that cannot all be true, and who stands behind it.

    Attributes:
        value: as told.
        shown: whether the views show this one.
        sources, grades: who vouches, and the letter that the analyst gave each (F where none).
        party: whether a side of the happening is among them.
        reports: ids of the events that tell it.
    """

    value: str
    shown: bool
    sources: tuple[str, ...]
    grades: tuple[str, ...]
    party: bool
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """Values of one field that exclude each other.

    Attributes:
        key, id, type, title: of the happening, or of the journey (type ``journey``).
        field: status, when, place, origin, participants, conveyance, channel, statements; of a journey ``stays``,
            ``days``, ``since``.
        kind: ``contradiction``; ``revision`` for a plan that came out otherwise; ``granularity`` for a day apart that
            is normal; ``count`` where articles print another figure than the one that is reckoned, which is shown.
        sides: the values, the one that is shown first.
        days, km: how far dates or places lie apart; None where that has no measure.
        since: the day on which the second of the values was told.
        resolution: open, corrected (by the source), preferred (by the analyst), kept (a user holds that they belong
            together all the same), revised or granular (no contradiction).
        origins: how many origins are involved.
    """

    key: int
    id: str
    type: str
    title: str
    field: str
    kind: str
    sides: tuple[Side, ...]
    days: int | None
    km: int | None
    since: str | None
    resolution: str
    origins: int


@dataclass(frozen=True, slots=True)
class OriginTree:
    """Who stands behind a happening once: the source, through whom it came, which outlets printed it."""

    source: str
    party: bool
    grade: str
    via: tuple[str, ...]
    outlets: tuple[str, ...]
    reports: int
    first: str


@dataclass(frozen=True, slots=True)
class CorroborationRow:
    """How well a happening is supported.

    Attributes:
        key, id, type, title, state: of the happening.
        reports, outlets, origins: how many.
        single_source: whether one origin alone stands behind it.
        first_source, first_outlet, first_published: of the first report.
        confirmed_by, confirmed: the first party that says so, and the day; None where none does.
        lag: days from the first report to the first party's word.
        tree: the origins in the order in which they told it.
    """

    key: int
    id: str
    type: str
    title: str
    state: str
    reports: int
    outlets: int
    origins: int
    single_source: bool
    first_source: str
    first_outlet: str | None
    first_published: str | None
    confirmed_by: str | None
    confirmed: str | None
    lag: int | None
    tree: tuple[OriginTree, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What a source has told; counts of what is in this log, and no score.

    Attributes:
        id, name, grade: the key under which it is counted, a spelling, the analyst's latest letter.
        reports, happenings: how many reports rest on it, about how many happenings.
        firsts: how many happenings it was the first to tell.
        corrected: reports that the source corrected, or that a better one did; errors of ours do not count.
        contradicted: reports that somebody else's later word contradicts.
        retracted: reports taken back because the source withdrew, or it never happened.
    """

    id: str
    name: str
    grade: str
    reports: int
    happenings: int
    firsts: int
    corrected: int
    contradicted: int
    retracted: int

    @property
    def key(self) -> int:
        """Sorts and pages."""
        return number_of(self.id)


@dataclass(frozen=True, slots=True)
class CounterpartRow:
    """A pair that meets: two persons, or two states; counts are of happenings.

    Attributes:
        id: the two keys, joined by " + ".
        level: person or state.
        one, other: their names; of states the country codes.
        total, in_person, remote: meetings held.
        first, last: days of the first and the last one; next: of the next announced one.
        open: how many were called off or are disputed; they do not count.
        happenings: ids of those held, in order.
    """

    id: str
    level: str
    one: str
    other: str
    total: int
    in_person: int
    remote: int
    first: str | None
    last: str | None
    next: str | None
    open: int
    happenings: tuple[str, ...]

    @property
    def key(self) -> int:
        """Sorts and pages."""
        return number_of(f"{self.level} {self.id}")


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A happening in a list by days; the attributes are as in `rows.MeetingRow`."""

    key: int
    id: str
    type: str
    state: str
    title: str
    place: str | None
    place_country: str | None
    place_hedge: str | None
    when_text: str | None
    edtf: str | None
    earliest: str | None
    latest: str | None
    reports: int
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class CalendarRow(DatedRow):
    """Something to come, or that should have come.

    Attributes:
        part: ahead (with a date), undated, or overdue (lapsed within 30 days).
        due: last day on which it is expected; None where it is under way for good.
        overdue: days since then, for what is overdue.
    """

    part: str
    due: str | None
    overdue: int | None


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """What a view shows otherwise at a later cut-off: a row that is new or gone, or one field of a row.

    Attributes:
        id, type, title: of the row, of what is gone the earlier one; the type where the view has several.
        kind: new, gone or changed.
        field, old, new: of what changed; None for no value.
        cause: position of the event that brought it about; None where only time passed.
        cause_type: the type of that event, or ``time``.
        events: positions of all events that came to be known in between and concern the row.
    """

    id: str
    type: str | None
    title: str
    kind: str
    field: str | None
    old: str | None
    new: str | None
    cause: int | None
    cause_type: str
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure that an article prints of what is reckoned here.

    Attributes:
        sentence: the words; outlet, published, document: of the article.
        position: of the first event from that article.
        value: the number of days, where some are told.
        since_from, since_to: ISO days between which the one before lies, where a first is told.
        agrees: whether the reckoned figure is the same; None where the log cannot know.
    """

    sentence: str
    outlet: str | None
    published: str
    document: str
    position: int
    value: int | None
    since_from: str | None
    since_to: str | None
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class StreakRow:
    """Something that is the first for long, the longest or the most; reckoned over what was held.

    Attributes:
        id: kind, subject and other one, joined by " | ".
        kind: first_trip (abroad), first_visit (to a country), meetings (of two persons), first_since (of two persons
            since a happening), unseen (days since the last evidence), longest_journey, days_abroad (this year).
        subject, other: who; the country's code, or the other person.
        day: of the newest instance; ``since`` of the one before it, None where there is none.
        gap: days between the two; of a vague date the bound counts that makes it the least.
        value: how many meetings or days, where the kind counts some.
        covered: whether a declared coverage says that nothing is missing; else it holds only for this log.
        known_from: the first day of the coverage (None: without beginning), or of the first evidence in the log.
        happening: id of the newest instance: a meeting, a journey or the evidence.
        event: of `first_since` the title of the happening since which one looks.
        printed: what articles say of the same; it is told with its source and never taken for reckoned.
    """

    id: str
    kind: str
    subject: str
    other: str | None
    day: str
    since: str | None
    gap: int | None
    value: int | None
    covered: bool
    known_from: str | None
    happening: str
    event: str | None = None
    printed: tuple[PrintedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A declaration that the log is complete.

    Attributes:
        position, id, recorded_by: of the event that declares it.
        subjects: for whom.
        period: for which days, as EDTF.
        basis: what makes sure of it.
    """

    position: int
    id: str
    subjects: tuple[str, ...]
    period: str
    basis: str | None
    recorded_by: str


@dataclass(frozen=True, slots=True)
class TimelineRow(DatedRow):
    """A happening in the order of the days, and what was said of it.

    Attributes:
        day: ISO day by which it is placed: its first day, else its last, else that of the first report.
        dated: whether it has a date at all.
        channel, credibility: as in `rows.MeetingRow`.
        statements: how many statements tell of it.
    """

    day: str
    dated: bool
    channel: str | None
    credibility: int
    statements: int
