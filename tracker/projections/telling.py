"""Who tells of what: how often a source or an outlet was the first, and how often the only one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tracker.projections.claims.facts import Facts

SubjectKind = Literal["actor", "place", "pair", "states", "source", "outlet"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what one wants to know about.

    Attributes:
        kind: actor (a person, state or body), place, pair (of actors), states (a pair of them), source, outlet.
        key: of the actor, the place or the source, as the views have it; of an outlet its name; of states the code.
        name: to be shown.
        other, other_name: of the second of a pair.
    """

    kind: SubjectKind
    key: str
    name: str
    other: str = ""
    other_name: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What one source has told.

    Attributes:
        name, grade: how it is called, and the letter that the analyst gave it (F where none).
        reports: how many of its reports stand; through: the outlets that printed it, or the sources that it printed.
        first, alone: keys of the happenings that it was the first to tell, and of those that nobody else tells.
        corrected, retracted: how many of its reports were.
    """

    name: str
    grade: str
    reports: int
    through: tuple[str, ...]
    first: frozenset[int]
    alone: frozenset[int]
    corrected: int
    retracted: int


@dataclass(frozen=True, slots=True)
class Teller:
    """A source or an outlet among those that tell of some happenings.

    Attributes:
        subject: which.
        reports: how many of their reports stand; last: the day of the newest.
        first, alone: how many of the happenings it was the first to tell, and how many nobody else tells.
        report: article and id of its newest report.
    """

    subject: Subject
    reports: int
    last: str
    first: int
    alone: int
    report: tuple[str | None, str]


def tellers(told: Mapping[int, Sequence[Facts]]) -> list[Teller]:
    """Those who tell of some happenings, sources before outlets, those that were first most often first.

    Args:
        told: by happening its reports, in the order in which they were told.
    """
    found: dict[tuple[str, str], _Telling] = {}
    for key, reports in told.items():
        voices = [_voices(report) for report in reports]
        for number, mine in enumerate(voices):
            for voice in mine:
                telling = found.setdefault((voice.kind, voice.key), _Telling(voice))
                telling.reports.append(reports[number])
                telling.first += number == 0
                if all(any(voice.key == other.key for other in others) for others in voices):
                    telling.alone.add(key)
    made = [_teller(telling) for telling in found.values()]
    order = {"source": 0, "outlet": 1}
    return sorted(made, key=lambda one: (order[one.subject.kind], -one.first, -one.reports, one.subject.name))


def record_of(subject: Subject, claims: Sequence[Facts], told: Mapping[int, Sequence[Facts]]) -> Record | None:
    """What a source or an outlet has told; None where it has told nothing.

    Args:
        claims: all of its claims, those that were retracted among them.
        told: by happening everybody's standing reports, in the order in which they were told.
    """
    if not claims:
        return None
    standing = [claim for claim in claims if not claim.retracted]
    mine = {claim.position for claim in standing}
    names = (claim.source if subject.kind == "outlet" else claim.outlet for claim in standing)
    return Record(
        name=subject.name,
        grade=claims[-1].reliability,
        reports=len(standing),
        through=tuple(dict.fromkeys(name for name in names if name)),
        first=frozenset(key for key, reports in told.items() if reports[0].position in mine),
        alone=frozenset(key for key, reports in told.items() if all(one.position in mine for one in reports)),
        corrected=sum(bool(claim.corrected) for claim in standing),
        retracted=len(claims) - len(standing),
    )


@dataclass
class _Telling:
    """The reports of one voice: how often it was first, and what it alone tells."""

    subject: Subject
    reports: list[Facts] = field(default_factory=list)
    first: int = 0
    alone: set[int] = field(default_factory=set)


def _voices(report: Facts) -> tuple[Subject, ...]:
    source = Subject("source", report.origin, report.source)
    if not report.outlet or report.outlet_key == report.origin or report.outlet == report.source:
        return (source,)
    return source, Subject("outlet", report.outlet, report.outlet)


def _teller(telling: _Telling) -> Teller:
    newest = max(telling.reports, key=lambda report: report.told)
    return Teller(
        telling.subject,
        len(telling.reports),
        newest.public_from[:10],
        telling.first,
        len(telling.alone),
        (newest.document, newest.id),
    )
