"""The verbs of a language that tell happenings, and the words around them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tracker.parsing.happenings.status import StatusTable, status_table
from tracker.parsing.packs.pack import Pack
from tracker.parsing.values import immutable


@immutable
class VerbRule:
    """How the parties of a verb stand around it."""

    id: str
    event: str
    shape: str
    needs: frozenset[str]
    channel: str = ""


@immutable
class FrameWords:
    """The verbs that tell happenings, and the words around them."""

    verbs: dict[str, VerbRule]
    goal: frozenset[str]
    venue: frozenset[str]
    origin: frozenset[str]
    passing: frozenset[str]
    vehicles: dict[str, str]
    vehicle_endings: tuple[str, ...]
    reflexive: frozenset[str]
    partner: frozenset[str]
    agent: frozenset[str]
    invitation: frozenset[str]
    chair: frozenset[str]
    chair_prepositions: frozenset[str]
    near: frozenset[str]
    private: tuple[str, ...]
    negators: frozenset[str]
    status: StatusTable


@lru_cache(maxsize=8)
def frame_words(pack: Pack) -> FrameWords:
    """The words of a language that frames are read by."""
    table, places = pack.table("frames"), pack.table("places")
    verbs = {
        lemma: VerbRule(
            rule["id"], rule["event"], rule["shape"], frozenset(rule.get("needs", ())), rule.get("channel", "")
        )
        for rule in table["verb"]
        for lemma in rule["lemmas"]
    }
    words: dict[str, Any] = table["words"]
    return FrameWords(
        verbs=verbs,
        goal=frozenset(places["goal"]),
        venue=frozenset(places["venue"]),
        origin=frozenset(places["origin"]),
        passing=frozenset(places["passing"]),
        vehicles=dict(words["vehicles"]),
        vehicle_endings=tuple(words["vehicles"]),
        reflexive=frozenset(words["reflexive"]),
        partner=frozenset(words["partner"]),
        agent=frozenset(words["agent"]),
        invitation=frozenset(words["invitation"]),
        chair=frozenset(words["chair"]),
        chair_prepositions=frozenset(words["chair_prepositions"]),
        near=frozenset(words["near"]),
        private=tuple(words.get("private", ())),
        negators=frozenset(pack.table("clauses")["negators"]),
        status=status_table(pack),
    )
