"""Why a happening reads as it does: what ties each report to it, and which rule decides each field (DOMAIN 3.0)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from events.model import Link
from tracker.projections.claims.curation import Original, stands
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.link_key import link_key
from tracker.projections.corroboration import origin_tree
from tracker.projections.happenings import values
from tracker.projections.happenings.component import UNITING
from tracker.projections.happenings.members import with_members
from tracker.projections.happenings.state import state_on
from tracker.projections.happenings.values import Choice
from tracker.projections.happenings.verdict import Judgement, Verdict, judge
from tracker.projections.why_rows import Beaten, FieldReason, LinkReason, WhyRow
from tracker.projections.why_state import parties, standing

_PLAIN = ("conveyance", "channel", "format", "visit_rank", "leg_kind", "event_name")


def why(db: sqlite3.Connection, key: int, as_of: date, original: Original) -> WhyRow | None:
    """The reasons of the happening with a key; None where it does not stand.

    Args:
        db: the views to read.
        key: of the happening.
        as_of: the day on which one looks.
        original: an event of the log by its id.
    """
    for summary, members in with_members(db, [key]):
        told = sorted(members, key=lambda claim: claim.told)
        state = state_on(summary.state, summary.day, as_of.toordinal())
        return WhyRow(
            key=summary.key,
            id=summary.id,
            type=summary.type,
            title=summary.title,
            state=state,
            credibility=summary.credibility,
            tree=origin_tree(told),
            denied=any(claim.status == "denied" and (claim.party or not claim.attributed) for claim in members),
            contradicted=tuple(_contradicted(members)),
            links=tuple(_links(db, members, original)),
            fields=tuple(_fields(members)),
            standing=standing(summary, members, state),
            parties=parties(summary, members),
            level=summary.level,
        )
    return None


def _links(db: sqlite3.Connection, members: Sequence[Facts], original: Original) -> Iterator[LinkReason]:
    """For each report but the first what ties it to one before it, or else to any other."""
    wishes = _wishes(db, members, original)
    for number, claim in enumerate(members[1:], start=1):
        for others in (members[:number], members[number + 1 :]):
            reason = _reason(claim, others, wishes)
            if reason is not None:
                yield reason
                break


def _wishes(db: sqlite3.Connection, members: Sequence[Facts], original: Original) -> list[tuple[int, frozenset[str]]]:
    """The standing links that unite some of the reports: position and members."""
    found: dict[int, frozenset[str]] = {}
    for claim in members:
        rows = db.execute(
            "SELECT id, position FROM claims_curation WHERE target = ? AND type = 'link'", (claim.id,)
        ).fetchall()
        for link_id, position in rows:
            record = original(link_id)
            if record is None or not isinstance(record.event, Link) or record.event.relation not in UNITING:
                continue
            if stands(db, link_id, original):
                found[position] = frozenset(record.event.members)
    return sorted(found.items())


def _reason(claim: Facts, others: Sequence[Facts], wishes: Sequence[tuple[int, frozenset[str]]]) -> LinkReason | None:
    for position, together in wishes:
        if claim.id in together and (tied := next((other for other in others if other.id in together), None)):
            return _tied(claim, tied, judge(link_key(claim), link_key(tied)), position)
    judged = [(other, judge(link_key(claim), link_key(other))) for other in others]
    same = [(other, judgement) for other, judgement in judged if judgement.verdict is Verdict.SAME]
    if not same:
        return None
    nearest, judgement = min(same, key=lambda pair: (pair[1].days, pair[0].position))
    return _tied(claim, nearest, judgement, None)


def _tied(claim: Facts, other: Facts, judgement: Judgement, link: int | None) -> LinkReason:
    shared = claim.principal_keys & other.principal_keys
    same_event = bool(claim.event_key) and claim.event_key == other.event_key
    return LinkReason(
        report=claim.id,
        position=claim.position,
        other=other.id,
        other_position=other.position,
        link=link,
        principals=tuple(dict.fromkeys(party.name for party in other.parties if party.key in shared)),
        gathering=claim.event_name if same_event else None,
        place=_places(claim.place_path, other.place_path),
        days=judgement.days,
        fulfils=claim.is_plan != other.is_plan and (claim.took_place or other.took_place),
    )


def _places(one: str, other: str) -> str:
    if not one or not other:
        return "unknown"
    mine, theirs = one.split("|"), other.split("|")
    if mine[0] == theirs[0]:
        return "equal"
    return "nested" if mine[0] in theirs or theirs[0] in mine else "apart"


def _fields(members: Sequence[Facts]) -> Iterator[FieldReason]:
    choices = {"when": values.when(members), "place": values.place(members), "origin": values.origin(members)}
    for field, choice in choices.items():
        if choice is not None:
            yield _field(field, None, choice, [value.claim for value in choice.agreeing])
    for field in _PLAIN:
        choice = values.plain(members, field)
        if choice is not None:
            yield _field(field, None, choice, [c for c in members if getattr(c, field) == choice.shown.text])
    holders = {party.key: party.name for claim in members for party in claim.parties if party.office}
    for key, name in holders.items():
        choice = values.office(members, key)
        if choice is not None:
            agreeing = [c for c in members if any(p.key == key and p.office == choice.shown.text for p in c.parties)]
            yield _field("office", name, choice, agreeing)


def _field(field: str, subject: str | None, choice: Choice, agreeing: Sequence[Facts]) -> FieldReason:
    told = sorted(agreeing, key=lambda claim: claim.told)
    leading = choice.shown.claim
    return FieldReason(
        field=field,
        subject=subject,
        value=choice.shown.text,
        source=leading.source,
        position=leading.position,
        sources=tuple(dict.fromkeys(claim.source for claim in told)),
        reports=len(told),
        outlets=len({claim.outlet_key for claim in told}),
        origins=len({claim.origin for claim in told}),
        party=next((claim.source for claim in told if claim.party), None),
        beaten=tuple(
            Beaten(other.text, other.claim.source, other.claim.position, values.leads_by(choice.shown, other))
            for other in choice.others
        ),
    )


def _contradicted(members: Sequence[Facts]) -> Iterator[str]:
    for field, choice in (("when", values.when(members)), ("place", values.place(members))):
        if choice is not None and choice.kind == "contradiction" and choice.serious:
            yield field
