"""How a parsed claim stands in the log, and which part of that was decided by hand: pure functions over records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.effective import effective_event, retracted
from events.envelope import Recorded
from events.model import AnyClaim, Correction, Retraction
from tracker.parsing.recorder import is_recorder

_ACT = "."
"""Divides the id of the finding from the rest in the id of what was recorded because of it; see `act_id`."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim that a parser made.

    Attributes:
        record: the claim as it was recorded.
        claim: as it stands now, retracted or not.
        as_read: as the parser alone left it, without what was corrected by hand.
        retractions: ids of the retractions that take it away now.
        decided: whether a hand decided that it counts, or that it does not.
        held: the fields whose values were decided by hand.
        finding: id of the finding for which a parser corrected or restored it last.
    """

    record: Recorded
    claim: AnyClaim
    as_read: AnyClaim
    retractions: tuple[str, ...]
    decided: bool
    held: frozenset[str]
    finding: str | None

    @property
    def gone(self) -> bool:
        """Whether it does not count now."""
        return bool(self.retractions)


def by_parser(record: Recorded) -> bool:
    """Whether the parser recorded it, in whichever language and version; all else counts as made by hand."""
    return is_recorder(record.recorded_by)


def act_id(finding: str, version: int, act: str) -> str:
    """The id of a correction or restoration: it names the finding, so that the next run knows the claim by it.

    Args:
        version: of the article's stream before the act, which makes the id unique.
    """
    return _ACT.join((finding, str(version), act))


def standing_of(record: Recorded, effects: Sequence[Recorded]) -> Standing:
    """How a claim stands.

    Args:
        effects: the retractions and corrections that act on it, and those that act on them, in log order.
    """
    parsed = [effect for effect in effects if by_parser(effect)]
    away = retracted(effects)
    retractions = tuple(
        one.id
        for one in effects
        if isinstance(one.event, Retraction) and one.event.target == record.id and one.id not in away
    )
    return Standing(
        record,
        claim=effective_event(record, effects),
        as_read=effective_event(record, parsed),
        retractions=retractions,
        decided=_decided(record.id, effects, parsed),
        held=frozenset(_held(record.id, effects, away)),
        finding=next((one.id.partition(_ACT)[0] for one in reversed(parsed) if _ACT in one.id), None),
    )


def _decided(id: str, effects: Sequence[Recorded], parsed: Sequence[Recorded]) -> bool:
    """Whether the hand-made retractions make a difference; one that its author took back makes none."""
    by_hand = [effect for effect in effects if not by_parser(effect)]
    gone = id in retracted(effects)
    return gone != (id in retracted(parsed)) or (gone and id in retracted(by_hand))


def _held(id: str, effects: Iterable[Recorded], away: set[str]) -> Iterable[str]:
    """The fields that a standing correction by hand sets, or for which a hand took the parser's correction back."""
    for one in effects:
        if isinstance(one.event, Correction) and one.event.target == id and by_parser(one) == (one.id in away):
            yield from (change.path.partition(".")[0] for change in one.event.changes)
