"""With which event each row of the views changes: what tells it, and who knows it while several events are folded."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.projections.claims.numbered import ROOM

LATE = ("contradictions", "sources")
"""Projections of which a row may change with events that share nothing else: folded one by one, behind the others."""
_ALONE = "0"
"""Stands in rows of which it is known anyway with which event they change."""
CAUSES: Mapping[str, str] = {
    "claims": "{row}.position",
    "claims_about": "{row}.position",
    "claims_blocks": f"{{row}}.number / {ROOM}",
    "claims_curation": "{row}.position",
    "claims_documents": "{row}.number",
    "claims_grades": "{row}.position",
    "claims_identities": "{row}.position",
    "claims_names": f"{{row}}.number / {ROOM}",
    "claims_participants": "{row}.position",
    "claims_shingles": "{row}.number",
    "contradictions": _ALONE,
    "contradictions_statements": _ALONE,
    "counterparts": "{row}.key",
    "doubts": "{row}.position",
    "doubts_readings": "{row}.position",
    "figures": "{row}.position",
    "happenings": "{row}.key",
    "happenings_members": "{row}.claim",
    "happenings_parties": "{row}.key",
    "happenings_subjects": "{row}.key",
    "itineraries": "-{row}.person",
    "itineraries_happenings": "-{row}.person",
    "itineraries_ties": "{row}.position",
    "meetings": "{row}.key",
    "search_entries": "{row}.position",
    "sources": _ALONE,
    "sources_told": _ALONE,
    "statements": "{row}.key",
    "whereabouts": "{row}.key",
    "whereabouts_newest": "-{row}.person",
}
"""By table, what in a row leads to its event: that event's position, a claim's, a happening's key, a person below 0."""


class Moments:
    """The positions of the events that rows change with, asked for row by row by what stands in them (`CAUSES`)."""

    def __init__(self) -> None:
        self._owner: Mapping[int, int] = {}
        self._now: Mapping[int, int] = {}
        self._alone: int | None = None

    def __call__(self, number: int) -> int:
        """The position of the event that a row changes with.

        Raises:
            LookupError: no event that is being folded has to do with such a row.
        """
        return self._alone if self._alone is not None else self._now[self._owner[number]]

    def alone(self, position: int) -> None:
        """One event is folded, and all rows change with it."""
        self._alone = position

    def together(self, owner: Mapping[int, int], now: Mapping[int, int]) -> None:
        """Several are folded: what stands in a row belongs to an owner, and for each owner there is one event."""
        self._owner, self._now, self._alone = owner, now, None
