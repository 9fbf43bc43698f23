"""Which value of a field is shown, which others stand beside it, and whether they contradict (DOMAIN 3.0, 3.7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tracker.projections.claims.facts import Facts
from tracker.projections.claims.windows import ordinal, width
from tracker.projections.happenings.verdict import places_agree
from tracker.projections.names import fold

_BY_STATUS = {"occurred": 0, "ongoing": 1, "planned": 2, "unconfirmed": 3, "cancelled": 4, "denied": 5}

_BY_STATUS_RANKED = frozenset({"when", "new_when", "place", "origin"})
"""Fields of which a report after the fact knows more than a plan."""


class Value(NamedTuple):
    """A value that a claim gives: as shown, and as compared. ``field`` is the claim's field that it was read from."""

    claim: Facts
    field: str
    text: str
    earliest: str | None = None
    latest: str | None = None
    path: str = ""
    moved: bool = False


class Choice(NamedTuple):
    """A field's leading value, the differing ones (best first), and what their difference is.

    ``kind``: None, "contradiction", "revision" or "granularity"; ``days`` is how far dates lie apart; ``serious``
    says that somebody of equal standing contradicts. ``agreeing`` are those that give the shown value, ``opposing`` the
    others that cannot be true beside it.
    """

    shown: Value
    others: tuple[Value, ...]
    kind: str | None
    days: int | None
    serious: bool
    agreeing: tuple[Value, ...] = ()
    opposing: tuple[Value, ...] = ()


def when(members: Sequence[Facts]) -> Choice | None:
    """The date: of what took place before what was planned, of a party before others, narrower before later."""
    values = []
    for claim in members:
        if claim.new_edtf or claim.new_text:
            text = claim.new_edtf or claim.new_text or ""
            values.append(Value(claim, "new_when", text, claim.new_earliest, claim.new_latest, moved=True))
        elif claim.edtf or claim.when_text:
            values.append(Value(claim, "when", claim.edtf or claim.when_text or "", claim.earliest, claim.latest))
    return _choose(values, _inside, _days_agree, _days_between)


def place(members: Sequence[Facts]) -> Choice | None:
    """The place, by the same rules; a place within another is the narrower one."""
    values = [Value(claim, "place", claim.place, path=claim.place_path) for claim in members if claim.place]
    return _choose(values, _within, lambda one, other: places_agree(one.path, other.path), None)


def origin(members: Sequence[Facts]) -> Choice | None:
    """Where somebody left from."""
    values = [Value(claim, "origin", claim.from_place, path=claim.from_path) for claim in members if claim.from_place]
    return _choose(values, _within, lambda one, other: places_agree(one.path, other.path), None)


def plain(members: Sequence[Facts], field: str) -> Choice | None:
    """Any other field with one value, such as the conveyance."""
    texts = [(claim, text) for claim in members if (text := getattr(claim, field))]
    if len(texts) > 1 and len({text for _, text in texts}) == 1:
        texts = texts[:1]  # all say the same, so it does not matter who leads
    return _choose([Value(claim, field, text) for claim, text in texts], _never, _equal, None)


def office(members: Sequence[Facts], key: str) -> Choice | None:
    """The office of one actor, as worded; two wordings of it contradict nobody."""
    offices = ((claim, next((p.office for p in claim.parties if p.key == key and p.office), None)) for claim in members)
    values = [Value(claim, "participants", text) for claim, text in offices if text]
    if len({value.text for value in values}) == 1:
        values = values[:1]
    return _choose(values, _never, _always, None)


def _never(one: Value, other: Value) -> bool:
    return False


def _always(one: Value, other: Value) -> bool:
    return True


def _equal(one: Value, other: Value) -> bool:
    return fold(one.text) == fold(other.text)


def status(members: Sequence[Facts]) -> Choice | None:
    """What the claims say of its coming about; a plan that came true contradicts nobody, a denial does."""
    against = ("denied", "cancelled")
    values = [Value(claim, "status", claim.status) for claim in members]
    return _choose(values, _never, lambda one, other: (one.text in against) == (other.text in against), None)


class _Rank(NamedTuple):
    """The lower the better: what the analyst prefers, status, source, and a corrected value before older copies."""

    preferred: int
    status: int
    standing: tuple[int, str]
    uncorrected: int


def _rank(value: Value) -> _Rank:
    claim = value.claim
    status = 0
    if value.field in _BY_STATUS_RANKED:
        status = _BY_STATUS["planned"] if value.moved else _BY_STATUS[claim.status]
    preferred = -claim.preference("when" if value.moved else value.field) if claim.preferred else 0
    uncorrected = 1 if not claim.corrected else int(value.field not in claim.corrected.split("|"))
    return _Rank(preferred, status, claim.standing, uncorrected)


def leads_by(shown: Value, other: Value) -> str:
    """Which rule puts the shown value before another one of the same field.

    preferred, status, party, grade, corrected (an older copy keeps what was corrected), narrower or later.
    """
    one, two = _rank(shown), _rank(other)
    rules = (
        ("preferred", one.preferred, two.preferred),
        ("status", one.status, two.status),
        ("party", one.standing[0], two.standing[0]),
        ("grade", one.standing[1], two.standing[1]),
        ("corrected", one.uncorrected, two.uncorrected),
    )
    for rule, mine, theirs in rules:
        if mine != theirs:
            return rule
    return "later" if shown.claim.told > other.claim.told else "narrower"


def _choose(
    values: Sequence[Value],
    inside: Callable[[Value, Value], bool],
    agree: Callable[[Value, Value], bool],
    days: Callable[[Value, Value], int] | None,
) -> Choice | None:
    if len(values) < 2:
        return Choice(values[0], (), None, None, serious=False, agreeing=tuple(values)) if values else None
    ranks = [_rank(value) for value in values]
    best = min(ranks)
    leading = sorted(
        (value for value, rank in zip(values, ranks, strict=True) if rank == best),
        key=lambda value: value.claim.told,
        reverse=True,
    )
    shown = leading[0]
    for value in leading[1:]:
        if inside(value, shown) and not inside(shown, value):
            shown = value
    if all(value.text == shown.text for value in values):
        return Choice(shown, (), None, None, serious=False, agreeing=tuple(values))
    newest_first = sorted(values, key=lambda value: value.claim.told, reverse=True)
    others = tuple(value for value in sorted(newest_first, key=_rank) if value.text != shown.text)
    kinds = [(_difference(shown, value), value) for value in others if not agree(shown, value)]
    open_ones = [value for kind, value in kinds if kind == "contradiction"]
    kind = "contradiction" if open_ones else kinds[0][0] if kinds else None
    gap = max((days(shown, value) for _, value in kinds), default=None) if days and kinds else None
    serious = any(_rank(value)[:3] <= _rank(shown)[:3] for value in open_ones)
    agreeing = tuple(value for value in values if value.text == shown.text)
    return Choice(shown, others, kind, gap, serious, agreeing, tuple(value for _, value in kinds))


def _difference(shown: Value, other: Value) -> str:
    """A plan that came out otherwise is a revision where it was hedged, unsure, or changed by a party."""
    if other.claim.took_place or other.claim.status in ("cancelled", "denied"):
        return "contradiction" if shown.claim.took_place == other.claim.took_place else "revision"
    hedged = other.claim.place_hedge or other.claim.hedge or other.claim.status == "unconfirmed"
    told_later = shown.claim.told > other.claim.told
    return "revision" if hedged or shown.moved or (shown.claim.party and told_later) else "contradiction"


def _days_agree(one: Value, other: Value) -> bool:
    if not _dated(one) or not _dated(other):
        return True
    return _days_between(one, other) == 0


def _dated(value: Value) -> bool:
    return value.earliest is not None or value.latest is not None


def _days_between(one: Value, other: Value) -> int:
    gap = 0
    if one.latest and other.earliest:
        gap = max(gap, ordinal(other.earliest) - ordinal(one.latest))
    if other.latest and one.earliest:
        gap = max(gap, ordinal(one.earliest) - ordinal(other.latest))
    return gap


def _inside(one: Value, other: Value) -> bool:
    """Whether the first value lies within the second, and so says the same more precisely."""
    if not _dated(one):
        return False
    if not _dated(other):
        return True
    starts = other.earliest is None or (one.earliest is not None and one.earliest >= other.earliest)
    ends = other.latest is None or (one.latest is not None and one.latest <= other.latest)
    return starts and ends and width(one.earliest, one.latest) <= width(other.earliest, other.latest)


def _within(one: Value, other: Value) -> bool:
    return other.path.split("|")[0] in one.path.split("|")


def bounds_on_board(choice: Choice | None, members: Sequence[Facts]) -> tuple[str | None, str | None, int]:
    """Earliest and latest day by which the happening is sorted, and the last day on which its date is expected.

    A date with an open end keeps the open end; a happening without a date is expected for a while after the last
    report.
    """
    if choice is None or not _dated(choice.shown):
        return None, None, max((claim.due for claim in members), default=0)
    return choice.shown.earliest, choice.shown.latest, choice.shown.claim.due
