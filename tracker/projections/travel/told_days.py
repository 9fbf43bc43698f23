"""Which days are known: a vague date is presence on one of its days, neither on the first of them nor on all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from events.edtf import parse
from tracker.projections.claims.windows import ordinal


class Extent(NamedTuple):
    """From when to when somebody was somewhere; an end that is not known is the bound within which it lies."""

    start: str
    end: str
    start_known: bool
    end_known: bool

    @property
    def days(self) -> int | None:
        """How many days, both ends counted; None unless both are known."""
        return ordinal(self.end) - ordinal(self.start) + 1 if self.start_known and self.end_known else None


@lru_cache(maxsize=1024)
def known_ends(edtf: str | None, *, filled: bool) -> tuple[bool, bool]:
    """Whether an EDTF value gives the first and the last day.

    Args:
        edtf: the value; None where no date is told.
        filled: whether an interval is filled (a visit), else it names one of its days (an arrival).
    """
    if not edtf:
        return False, False
    if edtf[0] == "{":
        known = all(_is_day(item.strip()) for item in edtf[1:-1].split(","))
        return known, known
    start, interval, end = edtf.partition("/")
    if not interval:
        return _is_day(edtf), _is_day(edtf)
    return (_is_day(start), _is_day(end)) if filled else (False, False)


def _is_day(text: str) -> bool:
    """Whether one day is told, and its source has no doubt about it."""
    if text in ("", "..") or "?" in text:
        return False
    span = parse(text)
    return span.earliest is not None and span.earliest == span.latest


def joined(presences: Sequence[Extent], leaving: Extent | None = None) -> Extent:
    """The extent of presences that belong together, at least one.

    What is told of one day of several adds nothing where a known day may be the one that is meant.

    Args:
        presences: in any order.
        leaving: the days of the departure that ends them.
    """
    first = min((one.start for one in presences if one.start_known), default=None)
    earlier = [one.start for one in presences if not one.start_known and (first is None or one.end < first)]
    ends = [*presences, leaving] if leaving else presences
    last = max((one.end for one in ends if one.end_known), default=None)
    later = [one.end for one in ends if not one.end_known and (last is None or one.start > last)]
    return Extent(
        min([*earlier, first] if first else earlier), max([*later, last] if last else later), not earlier, not later
    )
