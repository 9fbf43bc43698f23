"""Whether two reports mean the same happening: a pure, symmetric judgement on two claims (DOMAIN 3.0)."""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from tracker.projections.claims.link_key import LinkKey
from tracker.projections.knowledge import FREE
from tracker.projections.names import fold, fold_text

_SAME_DAYS, _CANDIDATE_DAYS, _STATEMENT_DAYS = 1, 3, 3
_ALIKE = 0.9
_REMOTE = frozenset({"telephone", "video", "letter"})
_SEVERAL = frozenset({"multilateral", "trilateral"})
_TWO = frozenset({"bilateral", "sideline_bilateral"})


class Verdict(Enum):
    """How two claims stand to each other.

    SAME: they mean one happening. CANDIDATE: perhaps; listed, not merged. UNRELATED: other people or another thing.
    APART: they cannot mean the same, so whoever joins the one cannot join the other.
    """

    SAME = "same"
    CANDIDATE = "candidate"
    UNRELATED = "unrelated"
    APART = "apart"


class Judgement(NamedTuple):
    """A verdict, its reason where it is a candidate, and how many days lie between the two."""

    verdict: Verdict
    reason: str
    days: int


@lru_cache(maxsize=1024)
def judge(one: LinkKey, other: LinkKey) -> Judgement:
    """How two claims stand to each other."""
    if one.type != other.type:
        return Judgement(Verdict.UNRELATED, "", 0)
    if one.type == "statement":
        return _judge_statements(one, other)
    days = _days_between(one, other)
    if days > _CANDIDATE_DAYS or _clash(one, other):
        return Judgement(Verdict.APART, "", days)
    if not _same_principals(one, other):
        return Judgement(Verdict.UNRELATED, "", days)
    where = _places(one.place_path, other.place_path)
    if where == "apart" and not (one.plan or other.plan):
        return Judgement(Verdict.APART, "", days)
    if where != "compatible":
        reason = "free_text_place" if where == "free" else "place_differs"
        return Judgement(Verdict.CANDIDATE, reason, days)
    if days > _SAME_DAYS:
        return Judgement(Verdict.CANDIDATE, "days_apart", days)
    return Judgement(Verdict.SAME, "", days)


def _days_between(one: LinkKey, other: LinkKey) -> int:
    if len(one.spans) == 1 and len(other.spans) == 1:
        return _gap(one.spans[0], other.spans[0])
    return min(_gap(a, b) for a in one.spans for b in other.spans)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    if one[0] > other[1]:
        return one[0] - other[1]
    return other[0] - one[1] if other[0] > one[1] else 0


@lru_cache(maxsize=2048)
def _set(joined: str) -> frozenset[str]:
    return frozenset(joined.split("|")) if joined else frozenset()


def _same_principals(one: LinkKey, other: LinkKey) -> bool:
    shared = len(_set(one.principals) & _set(other.principals))
    if one.type != "summit":
        return shared >= 1
    if one.event_key and one.event_key == other.event_key:
        return not (one.edition and other.edition and fold(one.edition) != fold(other.edition))
    return shared >= 2 and not (one.event_key and other.event_key)


def _clash(one: LinkKey, other: LinkKey) -> bool:
    """Whether something else than time and destination rules out that the two are one."""
    if one.channel and other.channel and (one.channel in _REMOTE) != (other.channel in _REMOTE):
        return True
    if one.leg_kind and other.leg_kind and (one.leg_kind == "return") != (other.leg_kind == "return"):
        return True
    if one.type == "summit" and {_size(one), _size(other)} == {"two", "several"}:
        return True
    return one.type == "departure" and _places(one.from_path, other.from_path) == "apart"


def _size(key: LinkKey) -> str | None:
    """A meeting of two, or a gathering in whose margins others meet; None where that is open."""
    if key.format in _SEVERAL:
        return "several"
    if key.format in _TWO:
        return "two"
    number = len(_set(key.principals))
    if key.event_key:
        return "several" if number != 2 else None
    return "two" if number == 2 and key.format is None else None


@lru_cache(maxsize=2048)
def _places(one: str, other: str) -> str:
    """``compatible`` (equal, nested or unknown), ``free`` (a place that no gazetteer knows) or ``apart``."""
    if not one or not other:
        return "compatible"
    mine, theirs = one.split("|"), other.split("|")
    if mine[0] in theirs or theirs[0] in mine:
        return "compatible"
    if mine[-1] != theirs[-1] and not (mine[-1].startswith(FREE) or theirs[-1].startswith(FREE)):
        return "apart"
    return "free" if mine[0].startswith(FREE) or theirs[0].startswith(FREE) else "apart"


def places_agree(one: str, other: str) -> bool:
    """Whether two places, given as paths, are equal, nested, or not both known."""
    return _places(one, other) == "compatible"


def _judge_statements(one: LinkKey, other: LinkKey) -> Judgement:
    days = _days_between(one, other)
    apart = Judgement(Verdict.APART, "", days)
    if days > _STATEMENT_DAYS or not one.quote or not other.quote:
        return apart
    if not _set(one.principals) & _set(other.principals):
        return apart
    return Judgement(Verdict.SAME, "", days) if alike(one.quote, other.quote) else apart


@lru_cache(maxsize=512)
def alike(one: str, other: str) -> bool:
    """Whether two quotes say the same words: similarity of 0.9 or more, by words."""
    mine, theirs = fold_text(one[:4000]).split(), fold_text(other[:4000]).split()
    if mine == theirs:
        return True
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
