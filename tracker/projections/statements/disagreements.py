"""Statements that confirm a happening against statements that deny it (DOMAIN 3.5, 3.7)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from tracker.projections.board import summaries
from tracker.projections.claims.facts import Facts
from tracker.projections.claims.windows import ordinal
from tracker.projections.happenings.component import load
from tracker.projections.reckoned_rows import ContradictionRow, Side
from tracker.projections.statements.told_of import By, told_of

_FOR = frozenset({"announce", "confirm"})
_AGAINST = frozenset({"deny"})


def disagreements(db: sqlite3.Connection, among: Collection[int] | None = None) -> Iterator[ContradictionRow]:
    """Happenings that somebody announces or confirms and somebody else denies.

    Args:
        db: the views to read.
        among: keys of happenings; None for all.
    """
    denied = {key for _, key in told_of(db, *_asked(among), kinds=_AGAINST)}
    told = told_of(db, "happening", denied, kinds=_FOR | _AGAINST)
    saying = {claim.position: claim for claim in load(db, sorted({position for position, _ in told}))}
    by_happening: dict[int, list[Facts]] = {}
    for position, key in told:
        by_happening.setdefault(key, []).append(saying[position])
    found = summaries(db, by_happening)
    for key, claims in sorted(by_happening.items()):
        sides = [_side(claims, kinds) for kinds in (_FOR, _AGAINST)]
        if key not in found or not all(side.sources for side in sides) or sides[0].sources == sides[1].sources:
            continue
        days = [min(c.told for c in claims if c.statement_kind in kinds)[0][:10] for kinds in (_FOR, _AGAINST)]
        yield ContradictionRow(
            key=key,
            id=found[key].id,
            type=found[key].type,
            title=found[key].title,
            field="statements",
            kind="contradiction",
            sides=tuple(sides),
            days=abs(ordinal(days[0]) - ordinal(days[1])) or None,
            km=None,
            since=max(days),
            resolution="open",
            origins=len({claim.origin for claim in claims}),
        )


def _asked(among: Collection[int] | None) -> tuple[By | None, Collection[int]]:
    return (None, ()) if among is None else ("happening", among)


def _side(claims: Collection[Facts], kinds: Collection[str]) -> Side:
    """Who says so; the value is the kind of the first statement."""
    mine = sorted((claim for claim in claims if claim.statement_kind in kinds), key=lambda claim: claim.told)
    speakers = {p.name: claim.reliability for claim in mine for p in claim.parties if p.role == "speaker"}
    return Side(
        value=mine[0].statement_kind or "" if mine else "",
        shown=kinds is _FOR,
        sources=tuple(speakers),
        grades=tuple(speakers.values()),
        party=any(claim.party for claim in mine),
        reports=tuple(claim.id for claim in mine),
    )
