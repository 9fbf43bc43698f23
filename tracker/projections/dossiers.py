"""Everything about one happening: fields with alternatives, reports, history, what may belong to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from events.envelope import Recorded
from events.model import AnyClaim, Assess, Link
from tracker.projections.board import meeting_row, summaries
from tracker.projections.claims.curation import Original, corrected_fields, curation_of, stands
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.grades import Grades
from tracker.projections.claims.identities import Identities
from tracker.projections.claims.origins import DocumentOrigins
from tracker.projections.claims.resolve import Resolver
from tracker.projections.documents import Documents
from tracker.projections.happenings import values
from tracker.projections.happenings.component import UNITING, candidates_of, load
from tracker.projections.happenings.history import history
from tracker.projections.knowledge import Knowledge
from tracker.projections.rows import Assessment, Candidate, Field, FieldValue, MeetingDossier, Related, Report

_PLAIN_FIELDS = ("conveyance", "channel", "format", "visit_rank", "leg_kind", "event_name")


def meeting_dossier(
    db: sqlite3.Connection,
    key: int,
    as_of: date,
    *,
    original: Original,
    documents: Documents,
    knowledge: Knowledge,
) -> MeetingDossier | None:
    """The dossier of the happening with a key; None where there is none.

    Args:
        db: the views to read.
        key: of the happening.
        as_of: the day on which it is looked at.
        original: an event of the log by its id.
        documents: where the evidence's words are looked up.
        knowledge: of names and places.
    """
    row = summaries(db, [key]).get(key)
    if row is None:
        return None
    members = load(db, [r[0] for r in db.execute("SELECT claim FROM happenings_members WHERE key = ?", (key,))])
    standing = [claim for claim in members if not claim.retracted]
    records = [record for claim in members if (record := original(claim.id)) is not None]
    curation = {one.position: one for claim in members for one in curation_of(db, claim.id, original)}
    resolver = Resolver(knowledge, Identities(db), Grades(db), DocumentOrigins(documents, knowledge))

    def resolve(record: Recorded, event: AnyClaim) -> Facts:
        return resolver.facts(db, record, event, corrected=corrected_fields(record, event))

    return MeetingDossier(
        row=meeting_row(row, as_of),
        fields=tuple(fields(standing or members)),
        reports=tuple(report(claim, documents) for claim in sorted(members, key=lambda claim: claim.told)),
        history=history(records, list(curation.values()), resolve, as_of.toordinal()),
        candidates=tuple(_candidates(db, standing, key)),
        related=tuple(_related(db, members, key, original)),
        assessments=tuple(_assessments(db, members, original)),
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


def _candidates(db: sqlite3.Connection, standing: Sequence[Facts], key: int) -> list[Candidate]:
    found: dict[int, tuple[int, str]] = {}
    for claim, judgement in candidates_of(db, standing):
        row = db.execute("SELECT key FROM happenings_members WHERE claim = ?", (claim.position,)).fetchone()
        if row and row[0] != key and (row[0] not in found or judgement.days < found[row[0]][0]):
            found[row[0]] = (judgement.days, judgement.reason)
    titles = summaries(db, found)
    return [
        Candidate(other, titles[other].id, titles[other].title, reason, days)
        for other, (days, reason) in sorted(found.items())
        if other in titles and titles[other].state != "retracted"
    ]


def _assessments(db: sqlite3.Connection, members: Sequence[Facts], original: Original) -> list[Assessment]:
    """Standing judgements on the happening or one of its reports, in log order."""
    found: dict[int, Assessment] = {}
    for claim in members:
        rows = db.execute("SELECT id FROM claims_curation WHERE target = ? AND type = 'assess'", (claim.id,)).fetchall()
        for (judgement_id,) in rows:
            record = original(judgement_id)
            if record and isinstance(record.event, Assess) and stands(db, judgement_id, original):
                found[record.position] = Assessment(record.position, record.id, record.recorded_at, record.event)
    return [found[position] for position in sorted(found)]


def _related(db: sqlite3.Connection, members: Sequence[Facts], key: int, original: Original) -> list[Related]:
    """Happenings tied by a link of another relation; "to" where this one is named first."""
    ties: dict[tuple[int, str], str] = {}
    for claim in members:
        for (link_id,) in db.execute(
            "SELECT id FROM claims_curation WHERE target = ? AND type = 'link' ORDER BY position", (claim.id,)
        ).fetchall():
            record = original(link_id)
            if record is None or not isinstance(record.event, Link) or record.event.relation in UNITING:
                continue
            if not stands(db, link_id, original):
                continue
            for other in record.event.members:
                row = db.execute(
                    "SELECT m.key FROM claims c JOIN happenings_members m ON m.claim = c.position WHERE c.id = ?",
                    (other,),
                ).fetchone()
                if row and row[0] != key:
                    ties[row[0], record.event.relation] = "to" if record.event.members[0] == claim.id else "from"
    titles = summaries(db, {tied for tied, _ in ties})
    return [
        Related(tied, titles[tied].id, titles[tied].title, relation, direction)
        for (tied, relation), direction in sorted(ties.items())
        if tied in titles
    ]
