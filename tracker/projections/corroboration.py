"""Who stands behind what: support of each happening, and what became of each source's reports (DOMAIN 3.6)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from events.effective import retracted
from events.model import Correction, Retraction
from tracker.projections.board import is_on, was
from tracker.projections.claims.curation import Original, curation_of
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.windows import ordinal
from tracker.projections.happenings.component import load
from tracker.projections.happenings.members import with_members
from tracker.projections.happenings.state import state_on
from tracker.projections.happenings.summary import Summary
from tracker.projections.ordering import Among, By, Run, Runs
from tracker.projections.reckoned_rows import ContradictionRow, CorroborationRow, OriginTree, SourceRow

_OWN_RETRACTIONS = frozenset({"not_in_text", "duplicate", "out_of_scope", "test"})
_OWN_CORRECTIONS = frozenset({"parser_error", "coder_error"})


def told_of(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, list[Facts]]:
    """The standing reports of some happenings and statements, those of each in the order in which they were told."""
    wanted = json.dumps(sorted(keys))
    rows = db.execute(
        "SELECT claim, key FROM happenings_members WHERE retracted = 0 AND key IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    of = dict(rows.fetchall())
    told: dict[int, list[Facts]] = {}
    for claim in sorted(load(db, list(of)), key=lambda claim: claim.told):
        told.setdefault(of[claim.position], []).append(claim)
    return told


def corroboration_order(db: sqlite3.Connection, as_of: date) -> Runs:
    """The happenings by their support: of those announced and held the ones with the fewest origins first."""
    announced, over = is_on("announced", as_of), was("under_way", as_of)
    work = f"(state = 'held' OR {announced.condition} OR {over.condition})"
    values = (*announced.values, *over.values)
    order = (By("origins"), By("outlets"), By("reports"), By("key"))
    parts = (Among(work, values), Among(f"state <> 'retracted' AND NOT {work}", values))
    return Runs(db, [Run("happenings", "key", order, (part,)) for part in parts])


def corroboration_rows(db: sqlite3.Connection, keys: Sequence[int], as_of: date) -> list[CorroborationRow]:
    """The support of some happenings, in the order of the keys."""
    return [_row(summary, members, as_of) for summary, members in with_members(db, keys)]


def _row(summary: Summary, members: Sequence[Facts], as_of: date) -> CorroborationRow:
    told = sorted(members, key=lambda claim: claim.told)
    first = told[0]
    party = next((claim for claim in told if claim.party and claim.status not in ("denied", "cancelled")), None)
    return CorroborationRow(
        key=summary.key,
        id=summary.id,
        type=summary.type,
        title=summary.title,
        state=state_on(summary.state, summary.day, as_of.toordinal()),
        reports=summary.reports,
        outlets=summary.outlets,
        origins=summary.origins,
        single_source=summary.origins == 1,
        first_source=first.source,
        first_outlet=first.outlet,
        first_published=first.published,
        confirmed_by=party.source if party else None,
        confirmed=party.public_from[:10] if party else None,
        lag=ordinal(party.public_from[:10]) - ordinal(first.public_from[:10]) if party else None,
        tree=origin_tree(told),
    )


def origin_tree(told: Iterable[Facts]) -> tuple[OriginTree, ...]:
    """The origins of some reports, in the order of the reports, each with its ways to the reader."""
    groups: dict[str, list[Facts]] = {}
    for claim in told:
        groups.setdefault(claim.origin, []).append(claim)
    return tuple(
        OriginTree(
            source=claims[0].source,
            party=any(claim.party for claim in claims),
            grade=claims[-1].reliability,
            via=tuple(dict.fromkeys(claim.via for claim in claims if claim.via)),
            outlets=tuple(dict.fromkeys(claim.outlet for claim in claims if claim.outlet)),
            reports=len(claims),
            first=claims[0].public_from[:10],
        )
        for claims in groups.values()
    )


def sources(
    db: sqlite3.Connection, contradicting: Iterable[ContradictionRow], original: Original, found: set[int] | None = None
) -> list[SourceRow]:
    """What each source has told, the one with the most reports first.

    Args:
        db: the views to read.
        contradicting: the contradictions known there.
        original: an event of the log by its id.
        found: keys of happenings and statements; None for all.
    """
    rows = db.execute("SELECT claim, key FROM happenings_members ORDER BY claim").fetchall()
    of = {claim: key for claim, key in rows if found is None or key in found}
    claims = load(db, list(of))
    standing = [claim for claim in claims if not claim.retracted]
    firsts: dict[int, Facts] = {}
    for claim in standing:
        known = firsts.get(of[claim.position])
        if known is None or claim.told < known.told:
            firsts[of[claim.position]] = claim
    first = Counter(claim.origin for claim in firsts.values())
    contradicted = _contradicted(contradicting, {claim.id: claim for claim in standing})
    by_source: dict[str, list[Facts]] = {}
    for claim in claims:
        by_source.setdefault(claim.origin, []).append(claim)
    made = [
        SourceRow(
            id=key,
            name=told[0].source,
            grade=told[-1].reliability,
            reports=sum(not claim.retracted for claim in told),
            happenings=len({of[claim.position] for claim in told if not claim.retracted}),
            firsts=first[key],
            corrected=sum(_by_source(db, claim, original) for claim in told if claim.corrected),
            contradicted=sum(claim.id in contradicted for claim in told),
            retracted=sum(_by_source(db, claim, original) for claim in told if claim.retracted),
        )
        for key, told in by_source.items()
    ]
    return sorted(made, key=lambda row: (-row.reports, row.name, row.id))


def _contradicted(rows: Iterable[ContradictionRow], claims: dict[str, Facts]) -> set[str]:
    """The reports that another origin contradicts later."""
    found: set[str] = set()
    for row in rows:
        if row.kind != "contradiction":
            continue
        sides = [[claims[report] for report in side.reports if report in claims] for side in row.sides]
        for number, side in enumerate(sides):
            others = [claim for index, other in enumerate(sides) if index != number for claim in other]
            for claim in side:
                if any(other.told > claim.told and other.origin != claim.origin for other in others):
                    found.add(claim.id)
    return found


def _by_source(db: sqlite3.Connection, claim: Facts, original: Original) -> bool:
    """Whether a claim was taken back or corrected for a reason that lies with the source and not with us."""
    curation = curation_of(db, claim.id, original)
    gone = retracted(curation)
    for record in curation:
        event = record.event
        if record.id in gone:
            continue
        if isinstance(event, Retraction) and claim.retracted and event.target == claim.id:
            return event.reason not in _OWN_RETRACTIONS
        if isinstance(event, Correction) and not claim.retracted and event.reason not in _OWN_CORRECTIONS:
            return True
    return False
