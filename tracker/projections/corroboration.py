"""Who stands behind each happening, and how well it is supported (DOMAIN 3.6)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.projections.board import is_on, was
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.windows import ordinal
from tracker.projections.happenings.component import load
from tracker.projections.happenings.members import with_members
from tracker.projections.happenings.state import state_on
from tracker.projections.happenings.summary import Summary
from tracker.projections.ordering import Among, By, Run, Runs
from tracker.projections.reckoned_rows import CorroborationRow, OriginTree

_BY_SUPPORT = (By("origins"), By("outlets"), By("reports"), By("key"))


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
    work = _announced_or_held(as_of)
    rest = Among(f"+state <> 'retracted' AND NOT {work.condition}", work.values)
    return Runs(db, [Run("happenings", "key", _BY_SUPPORT, (part,)) for part in (work, rest)])


def single_source_order(db: sqlite3.Connection, as_of: date) -> Runs:
    """What rests on one origin alone: announced or held, then under way; what the fewest outlets print first."""
    alone = [
        Among(f"origins = 1 AND {one.condition}", one.values)
        for one in (_announced_or_held(as_of), is_on("under_way", as_of))
    ]
    return Runs(db, [Run("happenings", "key", _BY_SUPPORT, (part,)) for part in alone])


def _announced_or_held(as_of: date) -> Among:
    announced, over = is_on("announced", as_of), was("under_way", as_of)
    # The plus keeps the index of states out of it: it is the order of support that is to be followed.
    condition = f"(state = 'held' OR {announced.condition} OR {over.condition})".replace("state =", "+state =")
    return Among(condition, (*announced.values, *over.values))


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
