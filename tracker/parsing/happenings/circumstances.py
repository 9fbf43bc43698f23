"""What else the words around a happening tell: rank, leg, hedges, what became of the plan, where the text tells it."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import Any

from tracker.parsing.happenings.scene import Draft, Scene, Seat
from tracker.parsing.happenings.status import span_of
from tracker.parsing.packs.pack import Pack

_LONG_AGO = timedelta(days=45)
_MOST_TOKENS = 400
"""Tokens of its evidence that are searched for a happening at most."""


class _Words:
    """The words of a language that tell circumstances."""

    def __init__(self, pack: Pack) -> None:
        told: dict[str, dict[str, str]] = {"rank": {}, "leg": {}, "fate": {}, "channel": {}, "margin": {}, "known": {}}
        for line in pack.words("circumstances"):
            kind, word, value = line.split()
            told[kind][word] = value
        self.ranks, self.legs, self.fates, self.margins = told["rank"], told["leg"], told["fate"], told["margin"]
        self.by_video = tuple(told["channel"])
        self.becoming_known = frozenset(told["known"])
        status: dict[str, Any] = pack.table("status")["words"]
        self.likely = frozenset(status.get("likely", ()))
        self.hedges = frozenset(status["hedges"]) | self.likely


@lru_cache(maxsize=8)
def _words(pack: Pack) -> _Words:
    return _Words(pack)


def circumstances(draft: Draft, scene: Scene) -> dict[str, Any]:
    """Fields of the event beside parties, place, time and status; only those that the text tells."""
    words = _words(scene.pack)
    told = _told(draft, scene) if draft.event in ("visit", "summit") else []
    fields: dict[str, Any] = {"headline_position": _position(draft, scene), "hedge": _hedge(draft, scene, words)}
    if draft.status == "cancelled":
        fields["outcome"] = _fate(draft, scene, words)
    if draft.event == "visit":
        fields["visit_rank"] = _rank(told, words)
    elif draft.event == "departure":
        trigger = scene.tokens.lower[draft.first]
        word = trigger if draft.rule.startswith("noun") else scene.clause(draft.seat).lemma
        fields["leg_kind"] = next((words.legs[stem] for stem in sorted(words.legs) if word.startswith(stem)), None)
    elif draft.event == "summit":
        if not draft.channel and words.by_video and scene.tokens.lower[draft.first].startswith(words.by_video):
            fields["channel"] = "video"
        fields["format"] = _format(draft, not words.margins.keys().isdisjoint(told))
    return {name: value for name, value in fields.items() if value}


def becomes_known(scene: Scene, seat: Seat) -> bool:
    """Whether a clause hangs on one that only says that something became known, not from whom."""
    parent = scene.parent(seat)
    if parent is None or scene.clause(seat).kind != "subordinate":
        return False
    lower, known = scene.tokens.lower, _words(scene.pack).becoming_known
    return scene.clause(parent).holds(known, lower)


def place_hedge(draft: Draft, scene: Scene) -> str | None:
    """The word that makes the place uncertain, where it stands before it or before its site: "vermutlich in Oslo"."""
    if draft.place is None:
        return None
    if draft.place_hedge:
        return draft.place_hedge
    first = draft.place.first
    before = scene.tokens.lower[max(0, first - 3) : first]
    likely = _words(scene.pack).likely
    return next((word for word in before[:2] if word in likely), None) if before else None


def _told(draft: Draft, scene: Scene) -> list[str]:
    found: list[str] = []
    for start, end in draft.spans:
        if len(found) > _MOST_TOKENS:
            break
        first, last = scene.tokens.at(start), scene.tokens.at(end - 1) + 1
        found.extend(scene.tokens.lower[first : min(last, first + _MOST_TOKENS)])
    return found


def _rank(told: list[str], words: _Words) -> str | None:
    """The rank that the first stem in order tells ("Staatsbesuch"), wherever a word begins with it."""
    text = " " + " ".join(told)
    return next((words.ranks[stem] for stem in sorted(words.ranks) if f" {stem}" in text), None)


def _position(draft: Draft, scene: Scene) -> str:
    span = span_of(draft.when.edtf) if draft.when is not None else None
    latest = span.latest if span is not None and draft.status == "occurred" else None
    if latest is not None and scene.day is not None and scene.day - latest > _LONG_AGO:
        return "background"
    return "lead" if min(start for start, _ in draft.spans) < scene.lead_end else "body"


def _hedge(draft: Draft, scene: Scene, words: _Words) -> str | None:
    if draft.status not in ("unconfirmed", "planned"):
        return None
    clause = scene.clause(draft.seat)
    own = [i for first, last in clause.spans for i in range(first, last)]
    word = next((i for i in own if scene.tokens.lower[i] in words.hedges), None)
    if word is None and draft.status == "unconfirmed" and clause.modal:
        word = clause.finite
    return scene.tokens.words[word] if word is not None else None


def _fate(draft: Draft, scene: Scene, words: _Words) -> str | None:
    seat = draft.seat
    parent = scene.parent(seat)
    lemmas = [scene.clause(seat).lemma, scene.clause(parent).lemma if parent is not None else ""]
    return next((words.fates[lemma] for lemma in lemmas if lemma in words.fates), None)


def _format(draft: Draft, margins: bool) -> str | None:
    if draft.gathering:
        return "multilateral" if len(draft.parties) != 2 else None
    actors = draft.actors()
    countries = {a.country for a in actors if a.country}
    if len(actors) == 2:
        return "sideline_bilateral" if margins else "bilateral"
    if len(countries) == len(actors) and len(actors) > 2:
        return "trilateral" if len(actors) == 3 else "multilateral"
    return "multilateral" if len(countries) > 2 else None
