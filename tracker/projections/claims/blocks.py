"""Where to look for reports of the same happening: blocks of shared principals, cut into buckets of days.

Two claims can only mean the same if they share a block and a bucket, so an index over both finds all that may link.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from tracker.projections.claims.facts import Facts
from tracker.projections.claims.windows import ordinal
from tracker.projections.names import fold

TABLES = """
CREATE TABLE claims_blocks (
    block INTEGER NOT NULL, bucket INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (block, bucket, position)
) STRICT, WITHOUT ROWID;
"""
SLACK = 3
"""Days that two windows may lie apart and still be of interest to each other (DOMAIN 3.0: candidates)."""
_BUCKET = 32
_WIDE = 12
EVERYWHERE = -1
"""The bucket of windows that cover more than a year; everybody looks there, too."""
_PAIRED = 24
_QUOTE_MARKS = 6


@lru_cache(maxsize=65536)
def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "big")


def blocks(facts: Facts) -> tuple[int, ...]:
    """The blocks of a claim: its traveller; each pair that meets, and the gathering's name; the quote's marks."""
    return _blocks(facts.type, facts.principals, facts.event_key, facts.quote if facts.type == "statement" else None)


@lru_cache(maxsize=16384)
def _blocks(kind: str, principals: str, event_key: str, quote: str | None) -> tuple[int, ...]:
    keys = sorted(principals.split("|")) if principals else []
    if kind == "summit":
        names = [f"summit {one} + {other}" for one, other in combinations(keys[:_PAIRED], 2)]
        if event_key:
            names.append(f"gathering {event_key}")
    elif kind == "statement":
        names = [f"statement {key} {mark}" for key in keys for mark in _marks(quote)]
    else:
        names = [f"{kind} {key}" for key in keys]
    return tuple(_number(name) for name in names)


def _marks(quote: str | None) -> list[int]:
    """A few marks that nearly equal quotes share: the smallest hashes of their word pairs."""
    words = fold.__wrapped__(quote or "").split()
    pairs = [f"{one} {two}" for one, two in pairwise(words)] or words
    return sorted({zlib.crc32(pair.encode()) for pair in pairs})[:_QUOTE_MARKS]


def spans(facts: Facts) -> tuple[tuple[int, int], ...]:
    """The windows of days in which a claim may link: its date, and the one to which something was moved.

    Statements are compared by the day on which they were printed.
    """
    if facts.type == "statement":
        printed = ordinal(facts.public_from[:10])
        return ((printed, printed),)
    if facts.new_from is None or facts.new_to is None:
        return ((facts.link_from, facts.link_to),)
    return ((facts.link_from, facts.link_to), (facts.new_from, facts.new_to))


def buckets(facts: Facts) -> tuple[int, ...]:
    """The buckets that a claim stands in."""
    covered: set[int] = set()
    for start, end in spans(facts):
        first, last = start // _BUCKET, end // _BUCKET
        covered.update(range(first, last + 1) if last - first <= _WIDE else (EVERYWHERE,))
    return tuple(sorted(covered))


def reach(facts: Facts) -> list[tuple[int, int]]:
    """The ranges of buckets in which a claim must look for others, `EVERYWHERE` apart."""
    return [((start - SLACK) // _BUCKET, (end + SLACK) // _BUCKET) for start, end in spans(facts)]


def rows(facts: Facts) -> Iterator[tuple[int, int, int]]:
    """The rows of ``claims_blocks`` for a claim."""
    covered = buckets(facts)
    for block in blocks(facts):
        for bucket in covered:
            yield block, bucket, facts.position
