"""The rows that the views show: frozen values, ready to be worded and painted.

Dates are ISO days (``2023-09-13``); None is an open end or an unknown value. Vocabularies are those of the domain, so
that `tracker.wording.label` can word them.
"""

from __future__ import annotations

from dataclasses import dataclass

from events.model import AnyClaim, Assess


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part. ``key`` is the same for all spellings of one actor; ``level`` as in the domain."""

    key: str
    name: str
    kind: str
    country: str | None
    role: str
    office: str | None
    level: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One happening: a card on the board.

    Attributes:
        key: sorts and pages; the log position of the first-logged report.
        id: of the happening: the event id of its first-logged report.
        type: summit, visit, departure or arrival.
        state: rumoured, announced, under_way, held, cancelled, disputed, lapsed, retracted.
        title: the parties, or the name of the gathering.
        parties: who takes part.
        place, place_country, place_hedge: where, and the words that make the place uncertain.
        when_text, edtf, earliest, latest: the phrase, the value, the bounds.
        format, channel, level, host, topics: as far as told; ``level`` is that of the lower side.
        reports, outlets, origins: how many reports, how many outlets printed them, how many sources stand behind them.
        credibility: 1 (confirmed) to 6 (cannot be judged).
        badges: new, corrected, contradiction, revised, rescheduled.
    """

    key: int
    id: str
    type: str
    state: str
    title: str
    parties: tuple[Party, ...]
    place: str | None
    place_country: str | None
    place_hedge: str | None
    when_text: str | None
    edtf: str | None
    earliest: str | None
    latest: str | None
    format: str | None
    channel: str | None
    level: str | None
    host: str | None
    topics: tuple[str, ...]
    reports: int
    outlets: int
    origins: int
    credibility: int
    badges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value that a report gives for a field, and who stands behind it."""

    value: str
    origin: str
    outlet: str | None
    published: str | None
    status: str
    position: int
    event_id: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a happening: the value shown, and the others, which are never hidden.

    Attributes:
        name: when, place, status, origin, conveyance, office:KEY of the actor …
        shown: the value that leads.
        alternatives: differing values, best first.
        contradiction: None, or of which kind: ``contradiction``, ``revision`` (a plan that was hedged or changed by a
            party), ``granularity`` (a day apart without conflict).
        days: how far dates lie apart, where they do.
        subject: the name of the actor that it is about, where it is about one.
    """

    name: str
    shown: FieldValue
    alternatives: tuple[FieldValue, ...] = ()
    contradiction: str | None = None
    days: int | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report behind a happening; ``quote`` is the evidence's words, ``spans`` where they stand."""

    position: int
    event_id: str
    document: str | None
    outlet: str | None
    published: str | None
    recorded_by: str
    status: str
    origin: str
    via: str | None
    quote: str
    spans: tuple[tuple[int, int], ...]
    corrected: bool
    retracted: bool


@dataclass(frozen=True, slots=True)
class EffectiveClaim:
    """A claim as it stands after its corrections; ``happening`` is the id of what it is about, ``key`` its key."""

    position: int
    event_id: str
    event: AnyClaim
    corrected: bool
    happening: str | None
    key: int | None


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of state: from when, to which state, caused by which event.

    ``cause`` is the type of the event at ``position``; both are None/"time" where time passing is the cause (lapsed).
    """

    state: str
    position: int | None
    date: str | None
    cause: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another happening that may be the same one; ``reason``: days_apart or free_text_place."""

    key: int
    id: str
    title: str
    reason: str
    days: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another happening that a user's link ties to this one, by a relation other than being the same."""

    key: int
    id: str
    title: str
    relation: str
    direction: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """An analyst's judgement on a happening or one of its reports; never counted as a report."""

    position: int
    event_id: str
    recorded_at: str
    judgement: Assess


@dataclass(frozen=True, slots=True)
class MeetingDossier:
    """Everything about one happening."""

    row: MeetingRow
    fields: tuple[Field, ...]
    reports: tuple[Report, ...]
    history: tuple[Transition, ...]
    candidates: tuple[Candidate, ...] = ()
    related: tuple[Related, ...] = ()
    assessments: tuple[Assessment, ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """A movement; ``departure`` and ``arrival`` are happening ids, and either may be missing.

    ``departed``, ``arrived``: the days, where they are known.
    """

    origin: str | None
    destination: str | None
    country: str | None
    departed: str | None
    arrived: str | None
    conveyance: str | None
    departure: str | None
    arrival: str | None


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in one country.

    Attributes:
        start, end: the days of its first and last evidence; of a vague date the bound within which it lies.
        days: from the one to the other, both counted; None unless both are known by the day.
        start_known, end_known: whether an arrival and a departure are told.
    """

    country: str | None
    place: str | None
    start: str | None
    end: str | None
    days: int | None
    start_known: bool
    end_known: bool


@dataclass(frozen=True, slots=True)
class ItineraryRow:
    """A journey of one traveller.

    Attributes:
        key, id: of the journey: those of its first-logged happening.
        traveller, traveller_key, office, country: who travels, and the home country.
        start, end, days: from–to; ``days`` counts both ends, None while the journey is open or an end not
            known by the day.
        countries: visited, in order.
        legs, stays: its parts.
        conveyance, purpose, topics: as told.
        met: names of those met on the way.
        state: open, closed, announced, rumoured, cancelled, disputed, lapsed.
        accompanying: the leader whom this traveller accompanies, if so.
        reports, outlets, origins: as in `MeetingRow`.
        flags: overlapping_stays, return_before_outbound, end_before_start, arrival_unreported, contradiction.
        happenings: ids of the happenings it is made of.
    """

    key: int
    id: str
    traveller: str
    traveller_key: str
    office: str | None
    country: str | None
    start: str | None
    end: str | None
    days: int | None
    countries: tuple[str, ...]
    legs: tuple[Leg, ...]
    stays: tuple[Stay, ...]
    conveyance: tuple[str, ...]
    purpose: tuple[str, ...]
    topics: tuple[str, ...]
    met: tuple[str, ...]
    state: str
    accompanying: str | None
    reports: int
    outlets: int
    origins: int
    flags: tuple[str, ...]
    happenings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """Where a traveller is expected next, by a plan."""

    place: str | None
    country: str | None
    when_text: str | None
    earliest: str | None
    latest: str | None
    happening: str


@dataclass(frozen=True, slots=True)
class WhereaboutsRow:
    """The most recent place at which somebody is evidenced.

    Attributes:
        key: sorts and pages within one reader.
        id: the traveller's key.
        name, office, country: who, and the home country.
        kind: departure (in transit), arrival, summit or visit: what the evidence is.
        place, place_country: where; of a departure the destination.
        origin: where a departure left from.
        since: first day of the evidence; ``seen``: last day of it, at most ``as_of``.
        freshness: fresh (≤ 3 days), ageing (≤ 14 days) or stale.
        in_transit, abroad: as far as evidenced; ``abroad`` is None where unknown.
        arrival_unreported: a departure without an arrival for more than 7 days.
        conflict: another place evidenced for the same days, if any.
        expected: the next plan.
        happening: id of the happening that is the evidence.
    """

    key: int
    id: str
    name: str
    office: str | None
    country: str | None
    kind: str
    place: str | None
    place_country: str | None
    origin: str | None
    since: str | None
    seen: str
    freshness: str
    in_transit: bool
    abroad: bool | None
    arrival_unreported: bool
    conflict: str | None
    expected: Expected | None
    happening: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement, reported once or often.

    Attributes:
        key, id: those of its first-logged report.
        published: of the first report; day: the day on which it was made, if told.
        speaker, speaker_key, office, country: who says it.
        kind, quote, quote_kind: what; the longest direct quote leads.
        variants: other wordings, of which direct ones may be translations.
        addressees, topics, about, on_record: as told.
        chain: who relays whom: "source ← via".
        outlet: of the report that leads.
        status: of the report that leads.
        reports, outlets, origins: as in `MeetingRow`.
    """

    key: int
    id: str
    published: str | None
    day: str | None
    speaker: str
    speaker_key: str
    office: str | None
    country: str | None
    kind: str | None
    quote: str | None
    quote_kind: str | None
    variants: tuple[str, ...]
    addressees: tuple[str, ...]
    topics: tuple[str, ...]
    about: str | None
    on_record: str | None
    chain: tuple[str, ...]
    document: str | None
    outlet: str | None
    status: str
    reports: int
    outlets: int
    origins: int


Row = MeetingRow | ItineraryRow | WhereaboutsRow | StatementRow
