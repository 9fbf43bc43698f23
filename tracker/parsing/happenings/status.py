"""Decide whether a happening is told as done, under way, to come, doubtful, called off or denied."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from events.edtf import NotEdtf, Span
from events.edtf import parse as parse_edtf
from tracker.parsing.clauses.split import Clause
from tracker.parsing.happenings.scene import Scene, Seat
from tracker.parsing.packs.pack import Pack
from tracker.parsing.remembered import Remembered
from tracker.parsing.times.find import TimePhrase
from tracker.parsing.values import immutable


class Signs(NamedTuple):
    """What the words around a trigger say; the decision table reads nothing else."""

    verb: str = ""
    modal: str = ""
    tense: str = ""
    mood: str = ""
    negated: bool = False
    perfect: bool = False
    hedge: str = ""
    now: bool = False
    conditional: bool = False
    progressive: bool = False


@immutable
class StatusTable:
    """The decision table of a language and its word lists.

    Attributes:
        decided: status and id of the first rule that fits the signs; both "" where nothing is told.
        weak: rules whose status a date may overrule.
    """

    rules: tuple[dict[str, Any], ...]
    decided: dict[Signs, tuple[str, str]]
    weak: frozenset[str]
    governing: dict[str, str]
    hedges: frozenset[str]
    doubtful: tuple[str, ...]
    now: frozenset[str]
    open: frozenset[str]
    conditional: frozenset[str]
    held: frozenset[str]
    ahead: frozenset[str]
    adjectives: tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=8)
def status_table(pack: Pack) -> StatusTable:
    """The table of a language."""
    table = pack.table("status")
    governing = {lemma: name for name, lemmas in table["governing"].items() for lemma in lemmas}
    noun, words = table["noun"], table["words"]
    rules: tuple[dict[str, Any], ...] = tuple(table["rule"])
    return StatusTable(
        rules=rules,
        decided=Remembered(lambda signs: _decided(signs, rules)),
        weak=frozenset(rule["id"] for rule in table["rule"] if rule.get("weak")),
        governing=governing,
        hedges=frozenset(words["hedges"]),
        doubtful=(*words["likely"], *noun["adjectives_unconfirmed"]),
        now=frozenset(words["now"]),
        open=frozenset(words["open"]),
        conditional=frozenset(words["conditional"]),
        held=frozenset(noun["held"]),
        ahead=frozenset(noun["ahead"]),
        adjectives=tuple(
            (name, tuple(noun[f"adjectives_{name}"])) for name in ("cancelled", "unconfirmed", "planned", "held")
        ),
    )


def decide(signs: Signs, table: StatusTable) -> tuple[str, str]:
    """Status and id of the first rule that fits; "" where nothing is told."""
    return table.decided[signs]


def _decided(signs: Signs, rules: tuple[dict[str, Any], ...]) -> tuple[str, str]:
    for rule in rules:
        if _fits(rule, signs):
            return str(rule["status"]), str(rule["id"])
    return "", ""


def _fits(rule: dict[str, Any], signs: Signs) -> bool:
    for key in ("verb", "modal", "tense", "mood"):
        if key in rule and getattr(signs, key) not in rule[key]:
            return False
    if signs.modal in rule.get("except_modal", ()):
        return False
    for key in ("negated", "perfect", "now", "conditional", "progressive"):
        if key in rule and getattr(signs, key) != rule[key]:
            return False
    return "hedge" not in rule or bool(signs.hedge) == rule["hedge"]


def signs_of(scene: Scene, seat: Seat, table: StatusTable) -> Signs:
    """The signs in a clause and in those that it hangs on."""
    clause = scene.clause(seat)
    tense: str = clause.tense or ""
    mood: str = clause.mood or ""
    modal, negated = clause.modal, clause.negated
    governing = ""
    conditional = _opens(scene, clause, table.conditional)
    parent = scene.parent(seat)
    if parent is not None and clause.kind == "relative" and clause.modal and clause.tense == "past":
        fate = table.governing.get(scene.clause(parent).lemma, "")
        governing = fate if fate == "cancelled" else ""
    if parent is not None and (clause.kind in ("infinitive", "subordinate")):
        governing = table.governing.get(scene.clause(parent).lemma, "")
        if clause.kind == "subordinate" and scene.clause(parent).holds(table.open, scene.tokens.lower):
            governing = "unconfirmed"
        if clause.kind == "subordinate" and governing == "planned":
            governing = ""
        if clause.kind == "infinitive":
            above = signs_of(scene, parent, table) if parent.clause != seat.clause else Signs()
            if clause.tense is None:  # "having met" and "to have met" tell it themselves
                tense, mood = above.tense, above.mood
            modal = modal or (above.modal if above.modal in scene.syntax.carried_modals else "")
            negated = negated or (above.negated and governing != "cancelled")
            conditional = conditional or above.conditional
    lower = scene.tokens.lower
    return Signs(
        verb=governing,
        modal=modal,
        tense=tense,
        mood=mood,
        negated=negated,
        perfect=bool(modal) and any(v.reading.form == "participle" for v in clause.verbs) and not clause.passive,
        hedge=_hedge(scene, seat, table) if clause.holds(table.hedges, lower) else "",
        now=clause.holds(table.now, lower),
        conditional=conditional,
        progressive=clause.progressive,
    )


def _hedge(scene: Scene, seat: Seat, table: StatusTable) -> str:
    """The first word of doubt in a clause; "vermutlich in Oslo": the place's own, unless it opens its sentence."""
    lower = scene.tokens.lower
    own = [i for first, last in scene.clause(seat).spans for i in range(first, last)]
    placed = {p.at for p in scene.lines[seat.line].places_of(seat.clause) if p.preposition and p.at - 1 != own[0]}
    return next((lower[i] for i in own if lower[i] in table.hedges and i + 1 not in placed), "")


def _opens(scene: Scene, clause: Clause, words: frozenset[str]) -> bool:
    return clause.introducer is not None and scene.tokens.lower[clause.introducer] in words


def dated(status: str, when: TimePhrase | None, scene: Scene, *, weak: bool) -> str:
    """The status in the light of the date: nothing has happened that lies ahead."""
    if when is None or when.edtf is None or scene.day is None:
        return status
    span = span_of(when.edtf)
    if span is None:
        return status
    if status in ("occurred", "ongoing") and span.earliest is not None and span.earliest > scene.day:
        return "planned"
    if status == "planned" and weak and span.latest is not None and span.latest < scene.day:
        return "occurred"
    return status


def span_of(edtf: str | None) -> Span | None:
    """The bounds of an EDTF value, None where there are none."""
    if edtf is None:
        return None
    try:
        return parse_edtf(edtf)
    except NotEdtf:
        return None
