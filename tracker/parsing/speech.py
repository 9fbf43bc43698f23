"""Who said what: quotations in direct, indirect and reported speech, with their cues, speakers and addressees."""

from __future__ import annotations

from tracker.parsing.clauses import Clause
from tracker.parsing.pack import Pack
from tracker.parsing.speech_chains import chained, goes_on, joined
from tracker.parsing.speech_contents import Content, content_of
from tracker.parsing.speech_cues import Cue, find_cues
from tracker.parsing.speech_direct import framed, unframed
from tracker.parsing.speech_marks import Marked
from tracker.parsing.speech_quote import Draft, Quote, finished
from tracker.parsing.speech_reported import reported_content
from tracker.parsing.speech_speakers import parties_of
from tracker.parsing.speech_text import STATEMENT_WORDS, SpeechText, is_title
from tracker.parsing.tokens import Sentence, Tokens

_MEMORY = 3
"""Sentences after which a speaker is forgotten."""


def find_quotes(tokens: Tokens, sentences: list[Sentence], clauses_of: list[list[Clause]], pack: Pack) -> list[Quote]:
    """The quotations of an article, in order of their first words.

    Args:
        clauses_of: the clauses of each sentence.
    """
    text = SpeechText(tokens, sentences, clauses_of, pack)
    drafts: list[Draft] = []
    marks_in = _marks_by_sentence(text)
    latest: Draft | None = None
    for sentence in range(len(sentences)):
        cues = find_cues(text, sentence)
        found = _announced(text, sentence, cues, latest)
        for stretch in marks_in.get(sentence, ()):
            span = (stretch.first, stretch.last)
            if (
                stretch.words < STATEMENT_WORDS
                or any(d.touches(span) for d in found)
                or any(d.covers(span) for d in drafts[-2:])
            ):
                continue
            draft = framed(text, stretch, cues, sentence)
            if draft is None:
                draft = unframed(text, stretch, latest.parties.speakers if latest else (), sentence, "inform")
            found.append(draft)
        if not found and goes_on(text, sentence, after_speech=latest is not None and latest.sentence >= sentence - 1):
            draft = chained(text, sentence, latest)
            whole = joined(drafts[-1], draft) if drafts else None
            if whole is not None:
                drafts[-1] = latest = whole
                latest.sentence = sentence
                continue
            found.append(draft)
        for draft in sorted(found, key=lambda d: d.content.ranges[0][0]):
            drafts.append(draft)
            if draft.within is None and draft.parties.speakers:
                latest = draft
        if latest is not None and sentence - latest.sentence >= _MEMORY:
            latest = None
    drafts.extend(_marks_within(text, drafts))
    return finished(text, drafts)


def _announced(text: SpeechText, sentence: int, cues: list[Cue], latest: Draft | None) -> list[Draft]:
    """The quotations that the cues of a sentence announce."""
    found: list[Draft] = []
    claims = [(cue, content) for cue in cues if (content := content_of(text, cue) or reported_content(text, cue))]
    for cue, content in sorted(claims, key=lambda claim: _rank(*claim)):
        outer = next(
            (d for d in found if d.covers(content.ranges[0]) and d.touches((cue.anchor, cue.anchor + 1))), None
        )
        if outer is None and any(d.touches(r) for d in found for r in content.ranges):
            continue
        parties = parties_of(text, cue, content)
        inherited = not parties.speakers and cue.kind in ("adverb",) and latest is not None
        if inherited and latest is not None:
            parties = type(parties)(latest.parties.speakers)
        clause = text.clauses_of[sentence][cue.clause]
        frame = (cue.whole,) if cue.kind in ("source", "so", "adverb") else clause.spans
        found.append(Draft(content, cue.spans, parties, frame, cue.statement_kind, sentence, inherited, outer))
    return found


def _rank(cue: Cue, content: Content) -> int:
    """Which of two claims on the same words comes first: a clause of a verb of saying, a named source, the rest."""
    if content.kind == "reported":
        return 3
    if cue.kind == "verb" and cue.verb is not None and "c" in cue.verb.takes - cue.verb.weak:
        return 0
    return 1 if cue.kind in ("source", "so") else 2


def _marks_by_sentence(text: SpeechText) -> dict[int, list[Marked]]:
    """The outermost stretches in marks by the sentence in which they end, where a cue behind them stands."""
    found: dict[int, list[Marked]] = {}
    for stretch in text.marks:
        if stretch.depth == 0:
            found.setdefault(text.sentence_at(stretch.last - 1), []).append(stretch)
    return found


def _marks_within(text: SpeechText, drafts: list[Draft]) -> list[Draft]:
    """Words in marks inside indirect or reported speech: quotations within quotations."""
    inner: list[Draft] = []
    ordered = sorted(drafts, key=lambda d: d.content.ranges[0][0])
    for draft in ordered:
        if draft.content.kind == "direct" or draft.within is not None:
            continue
        for stretch in text.marks:
            span = (stretch.first, stretch.last)
            if stretch.depth == 0 and draft.covers(span) and not is_title(text, stretch):
                nested = unframed(text, stretch, draft.parties.speakers, draft.sentence, draft.statement_kind)
                nested.within, nested.cue, nested.inherited = draft, draft.cue, draft.inherited
                inner.append(nested)
    return inner
