"""What the parser finds: an event and why, and the id under which it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from tracker.parsing.values import immutable

if TYPE_CHECKING:
    from events.model import AnyClaim


@immutable
class Finding:
    """An event that the parser found in an article, and why.

    Attributes:
        event: one of the five claims, valid, with evidence.
        trigger: characters of the word that gave it away.
        rule: id of the rule ("verb:reisen", "noun:Besuch", "speech:indirect").
        why: for each field, the characters that it was read from.
    """

    event: AnyClaim
    trigger: tuple[int, int]
    rule: str
    why: dict[str, tuple[tuple[int, int], ...]]


def finding_id(article_id: str, finding: Finding) -> str:
    """A stable id: article, type, trigger and main parties make it, not the version of the parser."""
    event = finding.event
    parties = sorted(p.name.casefold() for p in event.participants if p.role in ("traveller", "speaker", "participant"))
    start, end = finding.trigger
    key = "\x1f".join([article_id, event.type, str(start), str(end), *parties])
    return f"{event.type}-{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def finding_ids(article_id: str, findings: Sequence[Finding]) -> list[str]:
    """The ids of all findings of an article, each once.

    Where a trigger tells several happenings of the same parties ("besuchte Riga und Tallinn"), the second and later
    ones are counted, in the order of the findings.
    """
    ids: list[str] = []
    seen: dict[str, int] = {}
    for finding in findings:
        id = finding_id(article_id, finding)
        seen[id] = seen.get(id, 0) + 1
        ids.append(id if seen[id] == 1 else f"{id}-{seen[id]}")
    return ids
