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
    a party. 2: a party alone, or two or more others who agree. 3: one other origin. 6: nobody vouches. (Reliability
    grades given by the analyst would count like a party from C up; without them every source is F.)
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
    party = any(claim.party for claim in vouching)
    contradicted = any(choice is not None and choice.kind == "contradiction" for choice in shown)
    if len(origins) >= 2 and party and not contradicted:
        return 1
    if party or len(origins) >= 2:
        return 2
    return 3
