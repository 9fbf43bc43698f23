"""Where to look for reports of the same happening: blocks of shared principals, cut into buckets of days.

Two claims can only mean the same if they share a block and a bucket, so an index over both finds all that may link.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from tracker.projections.claims.link_key import LinkKey
from tracker.projections.claims.numbered import ROOM
from tracker.projections.names import fold

TABLES = """
CREATE TABLE claims_blocks (
    number INTEGER PRIMARY KEY, block INTEGER NOT NULL, bucket INTEGER NOT NULL, kin INTEGER NOT NULL
) STRICT;
CREATE INDEX claims_blocks_place ON claims_blocks (block, bucket, kin);
"""
SLACK = 3
"""Days that two windows may lie apart and still be of interest to each other (DOMAIN 3.0: candidates)."""
EVERYWHERE = -1
"""The bucket of windows that cover more than a year; everybody looks there, too."""
_BUCKET, _WIDE = 32, 12
_PAIRED = 24
_QUOTE_MARKS = 6


def blocks(key: LinkKey) -> tuple[int, ...]:
    """The blocks of a claim: its traveller; each pair that meets, and the gathering's name; the quote's marks."""
    return _blocks(key.type, key.principals, key.event_key, key.quote)


@lru_cache(maxsize=1024)
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
    return tuple(dict.fromkeys(_number(name) for name in names))


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "big")


def _marks(quote: str | None) -> list[int]:
    """A few marks that nearly equal quotes share: the smallest hashes of their word pairs."""
    words = fold.__wrapped__(quote or "").split()
    pairs = [f"{one} {two}" for one, two in pairwise(words)] or words
    return sorted({zlib.crc32(pair.encode()) for pair in pairs})[:_QUOTE_MARKS]


@lru_cache(maxsize=1024)
def buckets(spans: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """The buckets that windows stand in."""
    covered: set[int] = set()
    for start, end in spans:
        first, last = start // _BUCKET, end // _BUCKET
        covered.update(range(first, last + 1) if last - first <= _WIDE else (EVERYWHERE,))
    return tuple(sorted(covered))


@lru_cache(maxsize=1024)
def reach(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The ranges of buckets in which to look for others, with the bucket of those that are everywhere."""
    near = [((start - SLACK) // _BUCKET, (end + SLACK) // _BUCKET) for start, end in spans]
    return (*near, (EVERYWHERE, EVERYWHERE))


def rows(position: int, kin: int, key: LinkKey) -> Iterator[tuple[int, int, int, int]]:
    """The rows of ``claims_blocks`` for a claim."""
    if not kin:
        return
    covered = buckets(key.spans)
    pairs = ((block, bucket) for block in blocks(key) for bucket in covered)
    for number, (block, bucket) in enumerate(pairs, position * ROOM):
        yield number, block, bucket, kin
