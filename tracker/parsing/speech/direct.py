"""Give words in quotation marks, which no cue has claimed yet, the clause that frames them."""

from __future__ import annotations

from tracker.parsing.clauses.split import Clause
from tracker.parsing.speech.addressees import parties_of
from tracker.parsing.speech.marks import Marked
from tracker.parsing.speech.parentheses import continued_marks
from tracker.parsing.speech.parts import Content, Cue, Parties
from tracker.parsing.speech.quote import Draft
from tracker.parsing.speech.text import Range, SpeechText


def framed(text: SpeechText, stretch: Marked, cues: list[Cue], sentence: int) -> Draft | None:
    """The quotation of a stretch of quoted words: by the clause before its colon, behind its comma, or around it.

    None where no clause of the sentence frames it.
    """
    clauses = text.clauses_of[sentence]
    content = Content(((stretch.first, stretch.last),), "direct", ((stretch.first, stretch.last),))
    for index in _framing(text, stretch, clauses, sentence):
        clause = clauses[index]
        cue = next((c for c in cues if c.clause == index and c.kind == "verb"), None)
        behind = clause.first >= stretch.last
        if cue is None and not (clause.first < stretch.first and clause.last > stretch.first):
            cue = _made(clause, index, sentence)
        if cue is None:
            continue
        parenthetical = Content(content.ranges, "direct", content.core, parenthetical=behind)
        parties = parties_of(text, cue, parenthetical)
        if parties.speakers or cue.verb is not None:
            if behind:
                rest = continued_marks(text, clause.last, text.sentences[sentence].last)
                ranges = ((stretch.first, stretch.last), *rest)
                content = Content(ranges, "direct", ranges, parenthetical=True)
            return Draft(content, cue.spans, parties, _frame(clause, stretch), cue.statement_kind, sentence)
    named = [p for p in text.phrases(sentence) if p.first == text.start_of(sentence) and p.last == stretch.first - 1]
    if named and text.announced(stretch):  # "Berg: „Wir kommen wieder.“"
        speaker = (named[0].first, named[0].last)
        return Draft(content, (), Parties((speaker,)), (speaker,), "inform", sentence)
    return None


def _framing(text: SpeechText, stretch: Marked, clauses: list[Clause], sentence: int) -> list[int]:
    """Indices of the clauses that may frame the stretch, the likeliest first."""
    words = text.tokens.words
    bounds = text.sentences[sentence]
    order: list[int] = []
    before, behind = stretch.first - 1, stretch.last
    if before >= bounds.first and words[before] == ":":
        order += [i for i, c in enumerate(clauses) if c.last <= stretch.first and c.finite is not None][::-1]
    follow = text.sentence_at(min(behind, len(words) - 1))
    if follow == sentence and behind < bounds.last:
        start = behind + 1 if words[behind] in ",–-" else behind
        order += [i for i, c in enumerate(clauses) if c.finite is not None and start <= c.finite <= start + 1]
    if not order:
        order += [
            i
            for i, c in enumerate(clauses)
            if c.finite is not None and c.first < stretch.last and stretch.first < c.last and c.finite not in stretch
        ]
    return order


def _made(clause: Clause, index: int, sentence: int) -> Cue | None:
    """Any verb may frame quoted words: "dämpfte der Diplomat die Erwartungen"."""
    if clause.finite is None:
        return None
    spans: list[Range] = [(clause.finite, clause.finite + 1)]
    if clause.particle is not None:
        spans.append((clause.particle, clause.particle + 1))
    return Cue("verb", "inform", sentence, index, clause.finite, tuple(spans), spans[0], passive=clause.passive)


def _frame(clause: Clause, stretch: Marked) -> tuple[Range, ...]:
    return tuple(s for s in clause.spans if s[1] <= stretch.first or s[0] >= stretch.last)


def unframed(
    text: SpeechText, stretch: Marked, speakers: tuple[Range, ...], sentence: int, statement_kind: str
) -> Draft:
    """The quotation of a stretch that no clause frames: the speaker of the sentences before goes on."""
    content = Content(((stretch.first, stretch.last),), "direct", ((stretch.first, stretch.last),))
    return Draft(content, (), Parties(speakers), (), statement_kind, sentence, inherited=bool(speakers))
