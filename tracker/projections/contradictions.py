"""Contradictions: values of one field that exclude each other, how far apart, and what became of it (DOMAIN 3.7)."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from events.model import Link
from tracker.projections.claims.curation import Original, stands
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.windows import iso, ordinal
from tracker.projections.granularity import a_day_apart
from tracker.projections.happenings import values
from tracker.projections.happenings.component import UNITING
from tracker.projections.happenings.members import with_members
from tracker.projections.happenings.summary import AGAINST, STAYED_AWAY, Summary
from tracker.projections.happenings.values import Choice, Value
from tracker.projections.knowledge import Knowledge
from tracker.projections.reckoned_rows import ContradictionRow, Side
from tracker.projections.rows import ItineraryRow, Stay

_WEIGHT = {"status": 0, "statements": 0, "when": 1, "place": 2, "origin": 2, "stays": 2, "participants": 3}
_REST = 4
_NO_CONFLICT = {"revision": "revised", "granularity": "granular"}
"""What became of differences that are no contradictions, by their kind."""
_EARTH_KM = 6371.0


def contradictions(
    db: sqlite3.Connection, original: Original, knowledge: Knowledge, keys: Collection[int]
) -> list[ContradictionRow]:
    """The contradictions and revisions within some happenings, in the order of the log.

    Args:
        db: the views to read.
        original: an event of the log by its id.
        knowledge: of places.
        keys: of the happenings.
    """
    several = [
        row[0]
        for row in db.execute(
            "SELECT h.key FROM json_each(?) q CROSS JOIN happenings h ON h.key = q.value"
            " WHERE h.reports > 1 AND h.differs = 1 ORDER BY h.key",
            (json.dumps(list(keys)),),
        )
    ]
    return [
        _row(db, summary, field, choice, original, knowledge)
        for summary, members in with_members(db, several)
        for field, choice in _choices(summary, members)
    ]


def overlapping_stays(journeys: Iterable[ItineraryRow]) -> Iterator[ContradictionRow]:
    """Journeys on which somebody is said to be in two countries at once for more than a day."""
    for journey in journeys:
        for one, other in combinations(journey.stays, 2):
            if one.country == other.country or (shared := _shared_days(one, other)) is None or shared[1] < 2:
                continue
            yield ContradictionRow(
                key=journey.key,
                id=journey.id,
                type="journey",
                title=journey.traveller,
                field="stays",
                kind="contradiction",
                sides=tuple(_stay(stay) for stay in (one, other)),
                days=shared[1],
                km=None,
                since=shared[0],
                resolution="open",
                origins=journey.origins,
            )


def in_order(rows: Iterable[ContradictionRow]) -> list[ContradictionRow]:
    """The rows as they are listed."""
    return sorted(rows, key=lambda row: (not is_open(row), weight(row), -row.origins, row.key, row.id))


def is_open(row: ContradictionRow) -> bool:
    """Whether nobody has settled it."""
    return row.resolution == "open"


def weight(row: ContradictionRow) -> int:
    """How much its field weighs, the less the more."""
    return _WEIGHT.get(row.field, _REST)


def _choices(summary: Summary, members: Sequence[Facts]) -> Iterator[tuple[str, Choice]]:
    choices = [
        ("status", _status(summary, members)),
        ("when", values.when(members)),
        ("place", values.place(members)),
        ("origin", values.origin(members) if summary.type in ("departure", "arrival") else None),
        ("participants", _presence(members)),
        ("conveyance", values.plain([claim for claim in members if claim.conveyance != "unknown"], "conveyance")),
        ("channel", values.plain(members, "channel")),
    ]
    for field, choice in choices:
        if choice is not None and choice.opposing:
            yield field, choice


def _status(summary: Summary, members: Sequence[Facts]) -> Choice | None:
    """What took place against a later denial or cancellation; a plan against a denial.

    A plan that a party calls off is revised, not contradicted.
    """
    against = [
        claim
        for claim in members
        if claim.status in AGAINST and claim.new_from is None and claim.outcome not in STAYED_AWAY
    ]
    happened = [claim for claim in members if claim.took_place]
    if happened:
        first = min(claim.told for claim in happened)
        against = [claim for claim in against if claim.status == "denied" or claim.told > first]
    told = happened or [claim for claim in members if claim.is_plan]
    if not told or not against:
        return None
    kind = "contradiction" if happened or summary.state == "disputed" else "revision"
    first_side, second_side = (against, told) if summary.state == "cancelled" else (told, against)
    agreeing, opposing = (
        tuple(Value(claim, "status", claim.status) for claim in side) for side in (first_side, second_side)
    )
    return Choice(agreeing[0], opposing, kind, None, serious=False, agreeing=agreeing, opposing=opposing)


def _presence(members: Sequence[Facts]) -> Choice | None:
    """Somebody who took part, as one says, and who stayed away or sent a deputy, as another does."""
    away = [claim for claim in members if claim.outcome in STAYED_AWAY]
    there = [claim for claim in members if claim.took_place and any(_shared(claim, other) for other in away)]
    if not there or not away:
        return None
    agreeing = tuple(Value(claim, "participants", "present") for claim in there)
    opposing = tuple(Value(claim, "participants", claim.outcome or "") for claim in away)
    return Choice(agreeing[0], opposing, "contradiction", None, serious=False, agreeing=agreeing, opposing=opposing)


def _shared(one: Facts, other: Facts) -> bool:
    return bool(one.principal_keys & other.principal_keys)


def _row(
    db: sqlite3.Connection, summary: Summary, field: str, choice: Choice, original: Original, knowledge: Knowledge
) -> ContradictionRow:
    assert choice.kind is not None
    if field == "when" and choice.kind == "contradiction" and a_day_apart(db, summary, choice):
        choice = choice._replace(kind="granularity")
    told = [min(value.claim.told for value in side) for side in (choice.agreeing, choice.opposing)]
    return ContradictionRow(
        key=summary.key,
        id=summary.id,
        type=summary.type,
        title=summary.title,
        field=field,
        kind=choice.kind or "",
        sides=tuple(_sides(choice)),
        days=choice.days,
        km=_kilometres(choice, knowledge) if field in ("place", "origin") else None,
        since=max(told)[0][:10],
        resolution=_resolution(db, field, choice, original),
        origins=len({value.claim.origin for value in (*choice.agreeing, *choice.opposing)}),
    )


def _sides(choice: Choice) -> Iterator[Side]:
    groups: dict[str, list[Facts]] = {}
    for value in (*choice.agreeing, *choice.opposing):
        groups.setdefault(value.text, []).append(value.claim)
    shown = {value.text for value in choice.agreeing}
    for text, claims in groups.items():
        sources = {claim.source: claim.reliability for claim in sorted(claims, key=lambda claim: claim.told)}
        yield Side(
            value=text,
            shown=text in shown,
            sources=tuple(sources),
            grades=tuple(sources.values()),
            party=any(claim.party for claim in claims),
            reports=tuple(claim.id for claim in claims),
        )


def _resolution(db: sqlite3.Connection, field: str, choice: Choice, original: Original) -> str:
    if choice.kind in _NO_CONFLICT:
        return _NO_CONFLICT[choice.kind]
    if any(value.claim.preference(field) for value in choice.agreeing):
        return "preferred"
    if any(value.field in value.claim.corrected.split("|") for value in choice.agreeing):
        return "corrected"
    return "kept" if _held_together(db, choice, original) else "open"


def _held_together(db: sqlite3.Connection, choice: Choice, original: Original) -> bool:
    """Whether a user's standing link says of reports from both sides that they mean the same."""
    theirs = {value.claim.id for value in choice.opposing}
    for claim in {value.claim.id for value in choice.agreeing}:
        links = db.execute("SELECT id FROM claims_curation WHERE target = ? AND type = 'link'", (claim,)).fetchall()
        for (link_id,) in links:
            record = original(link_id)
            if record is None or not isinstance(record.event, Link) or record.event.relation not in UNITING:
                continue
            if theirs.intersection(record.event.members) and stands(db, link_id, original):
                return True
    return False


def _kilometres(choice: Choice, knowledge: Knowledge) -> int | None:
    """How far the shown place lies from the farthest other one, as the crow flies."""
    here = knowledge.point(choice.shown.path.split("|")[0])
    there = [point for value in choice.opposing if (point := knowledge.point(value.path.split("|")[0]))]
    return max((round(_distance(here, point)) for point in there), default=None) if here else None


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points, by the haversine formula."""
    (lat, lon), (far_lat, far_lon) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((far_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(far_lat) * math.sin((far_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _shared_days(one: Stay, other: Stay) -> tuple[str, int] | None:
    """The first day of an overlap, and how many days it lasts beyond that day; None where an end is unknown."""
    if not (one.start and one.end and other.start and other.end):
        return None
    first = max(ordinal(one.start), ordinal(other.start))
    return iso(first), min(ordinal(one.end), ordinal(other.end)) - first + 1


def _stay(stay: Stay) -> Side:
    place = stay.place or stay.country or ""
    return Side(f"{place} {stay.start}/{stay.end}".strip(), False, (), (), False, ())
