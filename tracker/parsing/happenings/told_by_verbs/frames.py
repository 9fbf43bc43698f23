"""Read the happenings that verbs tell: who, whom, where from, where to, with whom."""

from __future__ import annotations

from tracker.parsing.happenings.scene import Draft, Scene, Seat
from tracker.parsing.happenings.told_by_verbs.journeys import journey
from tracker.parsing.happenings.told_by_verbs.meetings import meeting
from tracker.parsing.happenings.told_by_verbs.slots import (
    Frame,
)
from tracker.parsing.happenings.told_by_verbs.words import frame_words


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
        return []
    if shape in (
        "travel",
        "lead",
        "leave",
        "reach",
        "reach_object",
        "stay",
        "attend",
        "accompany",
        "expected",
        "visit",
        "invite",
        "onward",
    ):
        return journey(frame, shape)
    return meeting(frame, shape)
