"""Which of a person's evidence can belong together: it is cut where nothing is told for more than a month.

No journey goes on over such a gap, no plan is answered over it, and what was known before does not order a day behind
it. So a change is followed by looking at the pieces that it lies in, however much else there is of a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tracker.projections.claims.windows import ordinal

LEAVES_WITHIN = 30
"""Days within which a departure from the place of a stay still belongs to it: it shows that the stay went on."""
Days = tuple[str, str]


def near(evidence: Iterable[tuple[str, str, int]], days: Sequence[Days] | None) -> set[int]:
    """The keys of the evidence that a change may concern.

    Args:
        evidence: first day, last day and key of all that there is of a person.
        days: between which days something changed; None for everywhere.
    """
    found: set[int] = set()
    piece: set[int] = set()
    begins, ends = "", ""
    for first, last, key in sorted(evidence):
        if piece and ordinal(first) - ordinal(ends) > LEAVES_WITHIN + 1:
            found |= piece if _concerns(days, begins, ends) else set()
            piece = set()
        begins, ends = (begins, max(ends, last)) if piece else (first, last)
        piece.add(key)
    return found | (piece if piece and _concerns(days, begins, ends) else set())


def _concerns(days: Collection[Days] | None, begins: str, ends: str) -> bool:
    """Whether one of some spans of days reaches a piece, or would if it were longer by a month."""
    if days is None:
        return True
    room = LEAVES_WITHIN + 1
    return any(
        ordinal(first) - room <= ordinal(ends) and ordinal(begins) <= ordinal(last) + room for first, last in days
    )
