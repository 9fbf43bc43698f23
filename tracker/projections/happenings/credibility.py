"""How far a happening may be believed: the number of the Admiralty scale, by rule (DOMAIN 3.0)."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.projections.claims.facts import Facts
from tracker.projections.happenings.values import Choice


def credibility(members: Sequence[Facts], shown: Sequence[Choice | None]) -> int:
    """1 confirmed … 6 cannot be judged.

    Args:
        members: the claims that stand.
        shown: the fields that are shown: date, place.

    5: a party denies it. 4: somebody of equal standing contradicts what is shown. 1: two or more origins, one of them
    a party or graded A to C, and nothing open against it. 2: one that is a party or graded A or B, or two or more
    others who agree. 3: one other origin. 6: nobody vouches. A party that is graded D or E counts as any other.
    """
    if not members:
        return 6
    denied = any(claim.status == "denied" and (claim.party or not claim.attributed) for claim in members)
    vouching = [claim for claim in members if claim.status != "denied"]
    if denied:
        return 5
    if not vouching:
        return 6
    if any(choice is not None and choice.kind == "contradiction" and choice.serious for choice in shown):
        return 4
    origins = {claim.origin for claim in vouching}
    contradicted = any(choice is not None and choice.kind == "contradiction" for choice in shown)
    if len(origins) >= 2 and any(_vouches(claim, "ABC") for claim in vouching) and not contradicted:
        return 1
    if len(origins) >= 2 or any(_vouches(claim, "AB") for claim in vouching):
        return 2
    return 3


def _vouches(claim: Facts, grades: str) -> bool:
    """Whether its source is a party, unless graded D or E, or has one of the grades."""
    return claim.standing[0] == 0 or claim.reliability in grades
