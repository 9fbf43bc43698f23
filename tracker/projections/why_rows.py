"""What `why` tells of a happening: the ties of its reports, and the rules behind its state and its fields."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.projections.reckoned_rows import OriginTree


@dataclass(frozen=True, slots=True)
class LinkReason:
    """Why a report belongs to its happening: to which other report it is tied, and by what.

    Attributes:
        report, position: of the one; other, other_position: of the report that it is tied to.
        link: position of the user's link that ties them; None where the rules do.
        principals: names of those whom both reports name.
        gathering: the event's name, where both name it.
        place: equal, nested, unknown (one tells none), or apart (only where a link ties them).
        days: how many days lie between the two.
        fulfils: whether one is a plan and the other tells that it took place.
    """

    report: str
    position: int
    other: str
    other_position: int
    link: int | None
    principals: tuple[str, ...]
    gathering: str | None
    place: str
    days: int
    fulfils: bool


@dataclass(frozen=True, slots=True)
class Beaten:
    """A value that is not shown, who tells it, and the rule that puts the other one before it (`values.leads_by`)."""

    value: str
    source: str
    position: int
    rule: str


@dataclass(frozen=True, slots=True)
class FieldReason:
    """Why a field shows what it shows.

    Attributes:
        field, subject: which; of an office whose it is.
        value, source, position: what is shown, and the report that leads.
        sources: who tells this value; reports, outlets, origins: how many of each do.
        party: the first of them who is a side of the happening.
        beaten: the other values.
    """

    field: str
    subject: str | None
    value: str
    source: str
    position: int
    sources: tuple[str, ...]
    reports: int
    outlets: int
    origins: int
    party: str | None
    beaten: tuple[Beaten, ...]


@dataclass(frozen=True, slots=True)
class StateReason:
    """Why a happening stands as it does.

    Attributes:
        rule: told (it took place), over (what was under way has ended), going_on, arrived (the traveller of a planned
            visit did), called_off, denied, planned, rumoured, lapsed.
        reports, against: positions of the reports that say so, and of those that speak against it.
        until: the last day for which the state holds by itself, as an ISO day.
    """

    rule: str
    reports: tuple[int, ...]
    against: tuple[int, ...]
    until: str | None


@dataclass(frozen=True, slots=True)
class PartyReason:
    """Who takes part, in which role and at which level, and the positions of the reports that name them."""

    key: str
    name: str
    role: str
    level: str
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WhyRow:
    """Why a happening reads as it does: what ties its reports, what decides each field, who vouches for it.

    Attributes:
        denied: a side denies it; contradicted: fields in which somebody of equal standing contradicts.
        standing: why it stands as it does; parties: who names whom; level: of the lower side.
    """

    key: int
    id: str
    type: str
    title: str
    state: str
    credibility: int
    tree: tuple[OriginTree, ...]
    denied: bool
    contradicted: tuple[str, ...]
    links: tuple[LinkReason, ...]
    fields: tuple[FieldReason, ...]
    standing: StateReason
    parties: tuple[PartyReason, ...]
    level: str | None
