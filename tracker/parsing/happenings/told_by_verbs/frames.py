"""Read the happenings that verbs tell: who, whom, where from, where to, with whom."""

from __future__ import annotations

from dataclasses import replace

from tracker.parsing.happenings.scene import Draft, Scene, Seat
from tracker.parsing.happenings.told_by_verbs.journeys import journey
from tracker.parsing.happenings.told_by_verbs.meetings import meeting
from tracker.parsing.happenings.told_by_verbs.slots import (
    Frame,
)
from tracker.parsing.happenings.told_by_verbs.words import frame_words

_JOURNEYS = frozenset(
    {
        *("travel", "lead", "leave", "reach", "reach_object", "stay", "attend"),
        *("accompany", "expected", "visit", "invite", "onward"),
    }
)
"""The shapes of frames in which somebody moves or stays; the others tell that parties meet."""


def verb_drafts(scene: Scene) -> list[Draft]:
    """The happenings that the verbs of a text tell, in order."""
    words = frame_words(scene.pack)
    found: list[Draft] = []
    for line in scene.lines:
        for number, clause in enumerate(line.clauses):
            rule = words.verbs.get(clause.lemma)
            if rule is None:
                continue
            seat = Seat(line.index, number)
            found.extend(frame_happenings(Frame(scene, seat, rule, words)))
    return found


def frame_happenings(frame: Frame) -> list[Draft]:
    shape = frame.rule.shape
    if frame.clause.negated and frame.clause.tense in ("past", "perfect", "pluperfect") and not frame.clause.modal:
        return [] if shape in _JOURNEYS else [_only_denied(draft) for draft in meeting(frame, shape)]
    return journey(frame, shape) if shape in _JOURNEYS else meeting(frame, shape)


def _only_denied(draft: Draft) -> Draft:
    """A meeting that did not take place, as a denial: it counts where somebody is quoted for it."""
    return replace(draft, status="denied", weak=False, needs_source=True)
