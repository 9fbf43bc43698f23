"""Find what a cue announces, wherever it stands."""

from __future__ import annotations

from tracker.parsing.speech_complements import complement
from tracker.parsing.speech_content import Content
from tracker.parsing.speech_cues import Cue
from tracker.parsing.speech_parentheses import around, around_source, before_and_behind, parenthesis
from tracker.parsing.speech_reported import reported_content
from tracker.parsing.speech_text import SpeechText


def content_of(text: SpeechText, cue: Cue) -> Content | None:
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
