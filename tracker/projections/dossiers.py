"""Everything about a happening: fields with alternatives, reports, history, what may belong to it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events.effective import effective_event
from events.envelope import Recorded
from events.model import Assess, Link
from tracker.projections.board import meeting_row, summaries
from tracker.projections.claims.curation import Original, corrected_fields, curation_of, stands
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.grades import Grades
from tracker.projections.claims.identities import Identities
from tracker.projections.claims.origins import DocumentOrigins
from tracker.projections.claims.resolve import Resolver
from tracker.projections.documents import Documents
from tracker.projections.happenings import values
from tracker.projections.happenings.component import UNITING, candidates_of
from tracker.projections.happenings.history import history
from tracker.projections.happenings.members import members_of
from tracker.projections.knowledge import Knowledge
from tracker.projections.rows import Assessment, Candidate, Field, FieldValue, MeetingDossier, Related, Report

_PLAIN_FIELDS = ("conveyance", "channel", "format", "visit_rank", "leg_kind", "event_name")


@dataclass(frozen=True, slots=True)
class _Curated:
    """What curation there is about some claims: ids by the claim's id, in log order."""

    effects: Mapping[str, Sequence[str]]
    links: Mapping[str, Sequence[str]]
    judgements: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, db: sqlite3.Connection, claims: Iterable[Facts]) -> _Curated:
        rows = db.execute(
            "SELECT c.target, c.id, c.type FROM json_each(?) q CROSS JOIN claims_curation c ON c.target = q.value"
            " ORDER BY c.position",
            (json.dumps([claim.id for claim in claims]),),
        )
        effects: dict[str, list[str]] = {}
        links: dict[str, list[str]] = {}
        judgements: dict[str, list[str]] = {}
        kinds = {"retraction": effects, "correction": effects, "link": links, "assess": judgements}
        for target, id, kind in rows:
            if kind in kinds:
                kinds[kind].setdefault(target, []).append(id)
        return cls(effects, links, judgements)


def meeting_dossiers(
    db: sqlite3.Connection,
    keys: Sequence[int],
    as_of: date,
    *,
    original: Original,
    documents: Documents,
    knowledge: Knowledge,
) -> Iterator[MeetingDossier]:
    """The dossiers of the happenings with these keys, in their order; what there is none of is left out.

    Args:
        db: the views to read.
        keys: of the happenings; some hundreds at most, for all are read at once.
        as_of: the day on which they are looked at.
        original: an event of the log by its id.
        documents: where the evidence's words are looked up.
        knowledge: of names and places.
    """
    rows = summaries(db, keys)
    members = members_of(db, list(rows))
    standing = {key: [claim for claim in claims if not claim.retracted] for key, claims in members.items()}
    curated = _Curated.of(db, (claim for claims in members.values() for claim in claims))
    candidates = _candidates(db, standing)
    resolver = Resolver(knowledge, Identities(db), Grades(db), DocumentOrigins(documents, knowledge))

    def resolve(id: str, acting: Sequence[Recorded]) -> Facts | None:
        record = original(id)
        if record is None:
            return None
        event = effective_event(record, acting)
        return resolver.facts(db, record, event, corrected=corrected_fields(record, event))

    for key in dict.fromkeys(key for key in keys if key in rows):
        claims = members.get(key, [])
        acting = {
            record.position: record
            for claim in claims
            if claim.id in curated.effects
            for record in curation_of(db, claim.id, original)
        }
        yield MeetingDossier(
            row=meeting_row(rows[key], as_of),
            fields=tuple(fields(standing.get(key) or claims)),
            reports=tuple(report(claim, documents) for claim in sorted(claims, key=lambda claim: claim.told)),
            history=history(claims, list(acting.values()), resolve, as_of.toordinal()),
            candidates=tuple(candidates.get(key, ())),
            related=tuple(_related(db, claims, key, curated, original)),
            assessments=tuple(_assessments(db, claims, curated, original)),
        )


def fields(members: Sequence[Facts]) -> list[Field]:
    """The fields that the claims tell, each with the value that leads and those that differ."""
    choices = [("when", values.when(members)), ("place", values.place(members))]
    if any(claim.type in ("departure", "arrival") for claim in members):
        choices.append(("origin", values.origin(members)))
    choices += [(name, values.plain(members, name)) for name in _PLAIN_FIELDS]
    found = [_field(name, choice) for name, choice in choices if choice is not None]
    for party in {party.key: party for claim in members for party in claim.parties if party.office}.values():
        if (choice := values.office(members, party.key)) is not None:
            found.append(_field(f"office:{party.key}", choice, subject=_called(party.key, members)))
    status = values.status(members)
    return [*found, _field("status", status)] if status else found


def _called(key: str, members: Sequence[Facts]) -> str:
    """The fullest name that a report gives an actor."""
    return max((party.name for claim in members for party in claim.parties if party.key == key), key=len)


def _field(name: str, choice: values.Choice, *, subject: str | None = None) -> Field:
    others = tuple(_value(other) for other in choice.others)
    return Field(name, _value(choice.shown), others, choice.kind, choice.days, subject)


def _value(value: values.Value) -> FieldValue:
    claim = value.claim
    return FieldValue(value.text, claim.source, claim.outlet, claim.published, claim.status, claim.position, claim.id)


def report(claim: Facts, documents: Documents) -> Report:
    """A claim as a report, with the words that are its evidence."""
    quote = ""
    if claim.document:
        quote = " … ".join(documents.quote(claim.document, start, end) for start, end in claim.spans)
    return Report(
        position=claim.position,
        event_id=claim.id,
        document=claim.document,
        outlet=claim.outlet,
        published=claim.published,
        recorded_by=claim.recorded_by,
        status=claim.status,
        origin=claim.source,
        via=claim.via,
        quote=quote,
        spans=claim.spans,
        corrected=bool(claim.corrected),
        retracted=bool(claim.retracted),
    )


def _candidates(db: sqlite3.Connection, standing: Mapping[int, Sequence[Facts]]) -> dict[int, list[Candidate]]:
    """Other happenings that may be the same, by the key of each."""
    near = candidates_of(db, standing)
    belonging = _happenings_of(db, {claim.position for found in near.values() for claim, _ in found})
    found: dict[int, dict[int, tuple[int, str]]] = {key: {} for key in standing}
    for key, judged in near.items():
        for claim, judgement in judged:
            other = belonging.get(claim.position, key)
            if other != key and (other not in found[key] or judgement.days < found[key][other][0]):
                found[key][other] = (judgement.days, judgement.reason)
    titles = summaries(db, {other for others in found.values() for other in others})
    return {
        key: [
            Candidate(other, titles[other].id, titles[other].title, reason, days)
            for other, (days, reason) in sorted(others.items())
            if other in titles and titles[other].state != "retracted"
        ]
        for key, others in found.items()
    }


def _happenings_of(db: sqlite3.Connection, positions: Collection[int]) -> dict[int, int]:
    """The keys of the happenings that claims belong to, by their positions."""
    wanted = json.dumps(sorted(positions))
    chosen = "claim IN (SELECT value FROM json_each(?))"
    return dict(db.execute(f"SELECT claim, key FROM happenings_members WHERE {chosen}", (wanted,)).fetchall())


def _assessments(
    db: sqlite3.Connection, members: Sequence[Facts], curated: _Curated, original: Original
) -> list[Assessment]:
    """Standing judgements on the happening or one of its reports, in log order."""
    found: dict[int, Assessment] = {}
    for judgement_id in (id for claim in members for id in curated.judgements.get(claim.id, ())):
        record = original(judgement_id)
        if record and isinstance(record.event, Assess) and stands(db, judgement_id, original):
            found[record.position] = Assessment(record.position, record.id, record.recorded_at, record.event)
    return [found[position] for position in sorted(found)]


def _related(
    db: sqlite3.Connection, members: Sequence[Facts], key: int, curated: _Curated, original: Original
) -> list[Related]:
    """Happenings tied by a link of another relation; "to" where this one is named first."""
    ties: dict[tuple[int, str], str] = {}
    for named, link_id in ((claim.id, link) for claim in members for link in curated.links.get(claim.id, ())):
        record = original(link_id)
        if record is None or not isinstance(record.event, Link) or record.event.relation in UNITING:
            continue
        if not stands(db, link_id, original):
            continue
        for other in record.event.members:
            row = db.execute(
                "SELECT m.key FROM claims c JOIN happenings_members m ON m.claim = c.position WHERE c.id = ?", (other,)
            ).fetchone()
            if row and row[0] != key:
                ties[row[0], record.event.relation] = "to" if record.event.members[0] == named else "from"
    titles = summaries(db, {tied for tied, _ in ties})
    return [
        Related(tied, titles[tied].id, titles[tied].title, relation, direction)
        for (tied, relation), direction in sorted(ties.items())
        if tied in titles
    ]
