"""What the cues of a sentence claim as said, and which claim wins where two want the same words."""

from __future__ import annotations

from collections.abc import Callable

from tracker.parsing.speech.addressees import parties_of
from tracker.parsing.speech.complements import complement
from tracker.parsing.speech.parentheses import around, around_source, before_and_behind, parenthesis
from tracker.parsing.speech.parts import Content, Cue, Parties
from tracker.parsing.speech.quote import Draft
from tracker.parsing.speech.reported import reported_content
from tracker.parsing.speech.text import Range, SpeechText


def announced(text: SpeechText, sentence: int, cues: list[Cue], told: Callable[[int], bool]) -> list[Draft]:
    """The quotations that the cues of a sentence announce; ``told`` says whether a sentence is speech already."""
    found: list[Draft] = []
    claims = [(cue, content) for cue in cues if (content := _content(text, cue))]
    for cue, content in sorted(claims, key=lambda claim: _rank(text, *claim)):
        anchor = (cue.anchor, cue.anchor + 1)
        outer = next((d for d in found if d.covers(content.ranges[0]) and d.touches(anchor)), None)
        inner = _inside_object(found, content)
        if outer is None and not inner and any(d.touches(r) for d in found for r in content.ranges):
            _relay(text, cue, content, found)
            continue
        content = _with_antecedent(text, cue, content, told)
        parties = parties_of(text, cue, content)
        clause = text.clauses_of[sentence][cue.clause]
        frame = (cue.whole,) if cue.kind in ("source", "so", "adverb", "according") else clause.spans
        kind = content.statement_kind or cue.statement_kind
        found.append(Draft(content, cue.spans, parties, frame, kind, sentence, within=outer))
        found[-1].source = () if cue.named is None else (cue.named,)
        for draft in inner:
            draft.within = found[-1]
        found[-1].nameless = _points_back(text, cue) and not parties.speakers
        found[-1].deed = cue.takes("deed") or (cue.kind == "predicate" and _is_state(text, cue))
        found[-1].by_object = cue.kind in ("adverb", "noun")
        found[-1].subdued = cue.kind in ("verb", "noun", "predicate") and outer is None and is_subdued(text, cue)
    return found


def _is_state(text: SpeechText, cue: Cue) -> bool:
    """Whether a predicate tells what somebody is rather than what he shows: "ist bereit, zu verhandeln"."""
    clause = text.clauses_of[cue.sentence][cue.clause]
    return any(v.token == clause.finite and v.reading.auxiliary for v in clause.verbs)


def _points_back(text: SpeechText, cue: Cue) -> bool:
    """Whether a cue without a speaker of its own means the one before: "demnach", "hieß es weiter"."""
    return cue.kind in ("adverb", "source") or (cue.verb is not None and "o" in cue.verb.takes)


def _relay(text: SpeechText, cue: Cue, content: Content, found: list[Draft]) -> None:
    """Let a source without a verb pass on what the verb of its clause announces: "Laut X sagte Y, dass …"."""
    if cue.kind not in ("source", "according"):
        return
    clause = text.clauses_of[cue.sentence][cue.clause]
    said = next((d for d in found if d.cue and d.cue[0][0] in clause and not d.covers(cue.whole)), None)
    if said is not None and not said.relayed_by:
        said.relayed_by = parties_of(text, cue, content).speakers


def _inside_object(found: list[Draft], content: Content) -> list[Draft]:
    """What the object of a reported act itself reports: "dementierte Berichte, wonach …"."""
    if content.kind != "reported" or not found or not all(d.by_object for d in found):
        return []
    whole = Draft(content, (), Parties(), (), "", 0)
    return list(found) if all(whole.covers(r) for d in found for r in d.content.ranges) else []


def _content(text: SpeechText, cue: Cue) -> Content | None:
    """The content of a cue within its sentence; None where the words announce nothing there."""
    if cue.kind == "according":
        return around(text, cue, cue.whole[0], cue.whole[1], None)
    if cue.kind in ("source", "adverb"):
        return around_source(text, cue)
    if cue.kind == "so":
        return before_and_behind(text, cue, cue.whole[0], cue.whole[1])
    aside = parenthesis(text, cue) if cue.kind == "verb" else None
    if aside is not None:
        return before_and_behind(text, cue, *aside) or reported_content(text, cue)
    return complement(text, cue) or reported_content(text, cue)


def _with_antecedent(text: SpeechText, cue: Cue, content: Content, told: Callable[[int], bool]) -> Content:
    """ "Das bestätigte der Palast": the sentence before is what was said, unless somebody else said it."""
    first, last = content.core[0]
    anaphoric = last - first == 1 and text.tokens.lower[first] in text.words.anaphors
    if not anaphoric or content.kind != "reported":
        return content
    inside = text.trimmed((text.sentences[cue.sentence].first, first))
    if inside is not None and inside[1] - inside[0] > 3:
        return _indirect(inside)
    if inside is not None or cue.sentence == 0 or told(cue.sentence - 1):
        return content
    before = text.sentences[cue.sentence - 1]
    whole = text.trimmed((before.first, before.last))
    return content if whole is None else Content((whole, (first, last)), "indirect", (whole,))


def _indirect(*ranges: Range) -> Content:
    return Content(ranges, "indirect", ranges)


def _rank(text: SpeechText, cue: Cue, content: Content) -> int:
    """Which of two claims on the same words comes first: a clause of a verb of saying, a named source, the rest.

    What a subordinate clause or a Konjunktiv announces is itself part of somebody's speech, and comes later.
    """
    if content.kind == "reported":
        return 5
    if cue.kind != "verb":
        return 1 if cue.kind in ("source", "so", "according") else 3
    clause = text.clauses_of[cue.sentence][cue.clause]
    if clause.kind != "main" and not content.parenthetical:
        return 4
    strong = cue.verb is not None and "c" in cue.verb.takes - cue.verb.weak
    return 0 if strong and not is_subdued(text, cue) else 2


def is_subdued(text: SpeechText, cue: Cue) -> bool:
    """Whether the cue itself is in the Konjunktiv, or coordinated with a clause that is: somebody tells of it."""
    clauses = text.clauses_of[cue.sentence]
    clause = clauses[cue.clause]
    if clause.mood in ("k1", "k2"):
        return True
    if clause.shares is None or clause.first == 0 or clause.finite is None or clause.finite > clause.first + 1:
        return False
    joined = {text.tokens.lower[clause.first - 1], text.tokens.lower[clause.first]} & text.words.coordinators
    return bool(joined) and clauses[clause.shares].mood in ("k1", "k2")
