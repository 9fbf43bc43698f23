"""Why a happening stands as it does, and who names its parties; part of `why` (DOMAIN 3.0)."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from tracker.projections.claims.facts import Facts, Participation
from tracker.projections.claims.windows import iso
from tracker.projections.happenings.state import OPEN
from tracker.projections.happenings.summary import Summary
from tracker.projections.why_rows import PartyReason, StateReason

_AGAINST = frozenset({"denied", "cancelled"})
_RULE_OF = {"cancelled": "called_off", "disputed": "denied", "announced": "planned", "rumoured": "rumoured"}
_SAID_BY = {
    "told": {"occurred", "ongoing"}, "over": {"ongoing"}, "going_on": {"ongoing"},
    "arrived": {"planned", "unconfirmed"},
    "called_off": {"cancelled"}, "denied": {"denied", "cancelled"}, "planned": {"planned"}, "rumoured": {"unconfirmed"},
    "lapsed": {"planned", "unconfirmed"},
}  # fmt: skip
"""By which statuses of reports each rule holds."""


def standing(summary: Summary, members: Sequence[Facts], state: str) -> StateReason:
    """The rule behind a state.

    Args:
        summary: the happening as it is stored.
        members: its standing claims.
        state: the state on the day on which one looks.
    """
    rule = _rule(summary, members, state)
    said = _SAID_BY[rule]
    against = _AGAINST - said if said & {"occurred", "ongoing", "planned", "unconfirmed"} else {"occurred", "ongoing"}
    return StateReason(
        rule=rule,
        reports=_positions(members, said),
        against=_positions(members, against),
        until=iso(summary.day) if summary.day else None,
    )


def _rule(summary: Summary, members: Sequence[Facts], state: str) -> str:
    if state == "lapsed":
        return "lapsed"
    if state == "under_way":
        return "arrived" if summary.base_state in OPEN else "going_on"
    if state == "held":
        return "told" if any(claim.status == "occurred" for claim in members) else "over"
    return _RULE_OF[state]


def _positions(members: Sequence[Facts], statuses: Collection[str]) -> tuple[int, ...]:
    return tuple(claim.position for claim in members if claim.status in statuses)


def parties(summary: Summary, members: Sequence[Facts]) -> tuple[PartyReason, ...]:
    """Everybody who takes part, as shown, with the reports that name them."""
    shown = [Participation(*row) for row in json.loads(summary.parties)]
    return tuple(
        PartyReason(
            party.key,
            party.name,
            party.role,
            party.level,
            tuple(claim.position for claim in members if any(one.key == party.key for one in claim.parties)),
        )
        for party in shown
    )
