"""Which claim of the log is the same as a new finding: by its id, then by type, parties, words and date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from events.model import AnyClaim, Statement, Summit
from events.parts import Evidence
from tracker.reparsing.standing import Standing

_MAIN_ROLES = ("traveller", "speaker", "participant")
Likeness: TypeAlias = tuple[int, ...]
"""How much two claims agree: overlap of evidence in per mille, then date, place, status, parties."""


def matched(findings: Mapping[str, AnyClaim], claims: Sequence[Standing]) -> dict[str, Standing]:
    """Finding id → claim, each claim once.

    Ids decide first: a claim's own, then that of the finding which it was corrected for. The rest is paired by
    likeness, the most alike first; claims that count go before retracted ones, earlier findings and positions before
    later ones, so that the same log and the same findings always give the same pairs.

    Args:
        findings: id → event, in the order of the text.
        claims: the parser's claims on the article, by position.
    """
    pairs: dict[str, Standing] = {}
    _by_id(pairs, findings, claims, [one.record.id for one in claims])
    _by_id(pairs, findings, claims, [one.finding for one in claims])
    taken = {pair.record.id for pair in pairs.values()}
    ranked = sorted(
        (tuple(-part for part in alike), claim.gone, order, claim.record.position, id, claim)
        for order, (id, event) in enumerate(findings.items())
        if id not in pairs
        for claim in claims
        if claim.record.id not in taken and (alike := _likeness_to(event, claim)) is not None
    )
    for *_, id, claim in ranked:
        if id not in pairs and claim.record.id not in taken:
            pairs[id] = claim
            taken.add(claim.record.id)
    return pairs


def _by_id(
    pairs: dict[str, Standing],
    findings: Mapping[str, AnyClaim],
    claims: Sequence[Standing],
    ids: Sequence[str | None],
) -> None:
    """Add the pairs of those claims whose id, as given, is that of a finding of their type."""
    taken = {pair.record.id for pair in pairs.values()}
    for claim, id in zip(claims, ids, strict=True):
        if id is None or id in pairs or claim.record.id in taken:
            continue
        if id in findings and findings[id].type == claim.record.type:
            pairs[id] = claim


def _likeness_to(event: AnyClaim, claim: Standing) -> Likeness | None:
    """The better of two comparisons: with what the parser had read, and with what a hand made of it."""
    found = [alike for one in (claim.as_read, claim.claim) if (alike := likeness(event, one)) is not None]
    return max(found, default=None)


def likeness(one: AnyClaim, other: AnyClaim) -> Likeness | None:
    """How much two claims on the same text agree; None where they are not the same claim.

    They are the same if type and main parties agree and they rest on common words. Of a happening an article may
    also tell in other words: then date, place and status must not differ. A statement is known by what is said.
    """
    if one.type != other.type or not _parties_agree(one, other):
        return None
    shared = _shared(one.evidence, other.evidence)
    date, place, status = _dates_agree(one, other), _places_agree(one, other), one.status == other.status
    if isinstance(one, Statement) and isinstance(other, Statement):
        same = bool(one.quote) and _words(one.quote) == _words(other.quote)
    else:
        same = date and place and status
    if not shared and not same:
        return None
    return shared, date, place, status, _parties(one) == _parties(other)


def _parties(claim: AnyClaim) -> frozenset[str]:
    """Who it is about: the main parties, else all; the name of a gathering stands for its parties."""
    main = claim.having(*_MAIN_ROLES) or claim.participants
    names = {participant.name.casefold() for participant in main}
    if isinstance(claim, Summit) and claim.event_name and len(main) < 2:
        names.add(claim.event_name.casefold())
    return frozenset(names)


def _parties_agree(one: AnyClaim, other: AnyClaim) -> bool:
    """Whether each party of the claim that names fewer is one of the other's."""
    fewer, more = sorted((_parties(one), _parties(other)), key=len)
    return bool(fewer) and all(any(_same_name(name, known) for known in more) for name in fewer)


def _same_name(one: str, other: str) -> bool:
    """Whether one is the other or a part of it: "Solberg" and "Ida Solberg"."""
    first, second = set(one.split()), set(other.split())
    return first <= second or second <= first


def _words(quote: str | None) -> list[str]:
    return (quote or "").casefold().split()


def _shared(one: Iterable[Evidence], other: Iterable[Evidence]) -> int:
    """How much of the evidence is common to both, in per mille of what either has; at least 1 for any."""
    first, second = _apart(one), _apart(other)
    common = sum(max(0, min(end, until) - max(start, since)) for start, end in first for since, until in second)
    either = sum(end - start for start, end in (*first, *second)) - common
    return max(1, common * 1000 // either) if common else 0


def _apart(spans: Iterable[Evidence]) -> list[tuple[int, int]]:
    """The same characters as spans that do not overlap."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((start, end))
    return apart


def _dates_agree(one: AnyClaim, other: AnyClaim) -> bool:
    first = one.when.span if one.when else None
    second = other.when.span if other.when else None
    return first is None or second is None or first.overlaps(second)


def _places_agree(one: AnyClaim, other: AnyClaim) -> bool:
    if one.place is None or other.place is None:
        return True
    first, second = ({place.name.casefold(), *map(str.casefold, place.within)} for place in (one.place, other.place))
    return bool(first & second)
