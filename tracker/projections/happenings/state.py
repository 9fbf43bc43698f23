"""The state of a happening, from its claims alone; what time adds (lapsed, over) comes when it is read (DOMAIN 3.0)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.projections.claims.facts import Facts

OPEN = frozenset({"announced", "rumoured"})


class State(NamedTuple):
    """A state that does not depend on the day: ``day`` is the last one on which it holds by itself.

    An announced or rumoured happening lapses after ``day``; one under way is over after it. 0: for good.
    """

    name: str
    day: int

    def on(self, as_of: int) -> str:
        """The state on a day (an ordinal)."""
        return state_on(self.name, self.day, as_of)


def state_on(name: str, day: int, as_of: int) -> str:
    """What a stored state is on a day: announcements lapse, what is under way ends."""
    if day and as_of > day:
        if name in OPEN:
            return "lapsed"
        if name == "under_way":
            return "held"
    return name


def state_of(members: Iterable[Facts], shown_due: int | None = None) -> State:
    """The state that the standing members give a happening.

    Args:
        members: its claims.
        shown_due: until when the date that is shown is expected; by default the latest date of all plans.
    """
    claims = sorted(members, key=lambda facts: facts.told)
    if not claims:
        return State("retracted", 0)
    plans = [c for c in claims if c.is_plan]
    due = shown_due if shown_due is not None else max((c.due for c in plans), default=max(c.due for c in claims))
    denials = [c for c in claims if c.status == "denied"]
    cancels = [c for c in claims if c.status == "cancelled" and c.new_from is None]
    moved = [c for c in claims if c.status == "cancelled" and c.new_from is not None]
    occurred = [c for c in claims if c.status == "occurred"]
    ongoing = [c for c in claims if c.status == "ongoing"]
    if occurred:
        against = denials + cancels
        upheld = any(not any(_outweighs(no, yes) for no in against) for yes in occurred)
        return State("held" if upheld else "disputed", 0)
    if ongoing:
        return State("disputed", 0) if _party_denies(denials) else State("under_way", max(c.link_to for c in ongoing))
    if cancels:
        last_plan = max((c.told for c in plans + moved), default=("", 0))
        by_party = [c for c in cancels if _speaks_for_a_side(c)]
        if any(c.told > last_plan for c in by_party):
            return State("cancelled", 0)
        if not by_party:
            return State("disputed", 0)
    if denials and (_party_denies(denials) or not plans):
        return State("disputed", 0)
    if any(c.status == "planned" for c in claims) or moved:
        return State("announced", due)
    if plans:
        return State("rumoured", due)
    return State("disputed", 0)


def _speaks_for_a_side(claim: Facts) -> bool:
    """A side's source, or the newsroom in its own voice: that X called off is X's deed, whoever prints it."""
    return bool(claim.party) or not claim.attributed


def _party_denies(denials: Sequence[Facts]) -> bool:
    """A denial is by definition a party's (codebook), unless it is put into somebody else's mouth."""
    return any(_speaks_for_a_side(denial) for denial in denials)


def _outweighs(no: Facts, yes: Facts) -> bool:
    """Whether a denial or cancellation is told after a report and rests on an equal or better source."""
    return no.told > yes.told and no.standing <= yes.standing
