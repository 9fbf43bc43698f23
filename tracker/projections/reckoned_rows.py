"""The rows of the views that are reckoned from happenings and claims when they are asked for; see `rows` for the rest.

Days are ISO days, vocabularies those of the domain.
"""

from __future__ import annotations

from dataclasses import dataclass


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
        field: status, when, place, origin, conveyance, channel; ``stays`` of a journey.
        kind: ``contradiction``, or ``revision`` for a plan that came out otherwise.
        sides: the values, the one that is shown first.
        days, km: how far dates or places lie apart; None where that has no measure.
        since: the day on which the second of the values was told.
        resolution: open, corrected (by the source), preferred (by the analyst), kept (a user holds that they belong
            together all the same), revised (no contradiction).
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


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """Something to come, or that should have come.

    Attributes:
        part: ahead (with a date), undated, or overdue (lapsed within 30 days).
        due: last day on which it is expected; None where it is under way for good.
        overdue: days since then, for what is overdue.
        The others are as in `rows.MeetingRow`.
    """

    key: int
    id: str
    part: str
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
    due: str | None
    overdue: int | None
    reports: int
    outlets: int
    origins: int
