"""What new findings change in the claims of an article, hand-made decisions left as they are: a pure function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from events.errors import InvalidEvent
from events.model import AnyClaim, Change, parse_event
from tracker.articles import Article
from tracker.reparsing.matching import likeness, matched
from tracker.reparsing.standing import Standing


@dataclass(frozen=True, slots=True)
class New:
    """A finding that no claim stands for."""

    id: str
    event: AnyClaim


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim that is still found.

    Attributes:
        claim: as it stands.
        finding: id of the finding.
        changes: what is read otherwise now; may be empty for a claim that had been retracted.
    """

    claim: Standing
    finding: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What today's parser reads otherwise in an article.

    Attributes:
        article: the article.
        version: of the article's stream when it was compared.
        new: claims to append.
        gone: claims to retract.
        changed: claims to correct, and those to restore that an earlier run had retracted.
        kept: how many claims, fields and findings differ and stay as a hand decided.
    """

    article: Article
    version: int
    new: tuple[New, ...] = ()
    gone: tuple[Standing, ...] = ()
    changed: tuple[Changed, ...] = ()
    kept: int = 0

    def __bool__(self) -> bool:
        """Whether there is anything to record."""
        return bool(self.new or self.gone or self.changed)

    @property
    def restored(self) -> tuple[Changed, ...]:
        """Those claims that an earlier run had retracted and that are found again."""
        return tuple(one for one in self.changed if one.claim.gone)

    @property
    def corrected(self) -> tuple[Changed, ...]:
        """Those claims of which fields are corrected, restored ones among them."""
        return tuple(one for one in self.changed if one.changes)


def compare(
    article: Article,
    version: int,
    findings: Mapping[str, AnyClaim],
    claims: Sequence[Standing],
    by_hand: Sequence[AnyClaim] = (),
) -> Difference:
    """The difference between findings and claims.

    Args:
        version: of the article's stream.
        findings: id → event, in the order of the text.
        claims: the parser's claims on the article, by position.
        by_hand: the claims that count and that others made on the article.
    """
    pairs = matched(findings, claims)
    found = {claim.record.id for claim in pairs.values()}
    changed: list[Changed] = []
    gone: list[Standing] = []
    kept = 0
    for id, claim in pairs.items():
        if claim.gone and claim.decided:
            kept += 1
            continue
        names, held = _differing(claim, findings[id])
        kept += held
        if names or claim.gone:
            changed.append(Changed(claim, id, tuple(_changes(claim.claim, findings[id], names))))
    for claim in claims:
        if claim.record.id in found or claim.gone:
            continue
        if claim.decided or claim.held:
            kept += 1
        else:
            gone.append(claim)
    left = [New(id, event) for id, event in findings.items() if id not in pairs]
    new = [one for one in left if all(likeness(one.event, known) is None for known in by_hand)]
    changed.sort(key=lambda one: one.claim.record.position)
    return Difference(article, version, tuple(new), tuple(gone), tuple(changed), kept + len(left) - len(new))


def _differing(claim: Standing, event: AnyClaim) -> tuple[list[str], int]:
    """The fields that the finding may set, and how many that differ it may not."""
    current, wanted = claim.claim.model_dump(mode="json"), event.model_dump(mode="json")
    differing = [name for name in wanted if current[name] != wanted[name]]
    free = [name for name in differing if name not in claim.held]
    names = _fitting(current, wanted, free)
    return names, len(differing) - len(names)


def _fitting(current: dict[str, Any], wanted: dict[str, Any], names: list[str]) -> list[str]:
    """All of the fields, or as many as can be set beside values that a hand decided on without breaking a rule."""
    if _valid(current | {name: wanted[name] for name in names}):
        return names
    fitting: list[str] = []
    body = dict(current)
    while (name := next((n for n in names if n not in fitting and _valid(body | {n: wanted[n]})), None)) is not None:
        fitting.append(name)
        body[name] = wanted[name]
    return fitting


def _valid(body: dict[str, Any]) -> bool:
    try:
        parse_event(body)
    except InvalidEvent:
        return False
    return True


def _changes(claim: AnyClaim, event: AnyClaim, names: Sequence[str]) -> Iterator[Change]:
    """The new values of the fields; of a date or a place only the parts that differ."""
    current, wanted = claim.model_dump(mode="json"), event.model_dump(mode="json")
    for name in names:
        old, new = current[name], wanted[name]
        if isinstance(old, dict) and isinstance(new, dict):
            for part in new:
                if old[part] != new[part]:
                    yield Change(path=f"{name}.{part}", old=old[part], new=new[part])
        else:
            yield Change(path=name, old=old, new=new)
