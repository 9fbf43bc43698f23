"""Sentences in the Konjunktiv that go on with what somebody said, over sentences and paragraphs."""

from __future__ import annotations

from dataclasses import replace

from tracker.parsing.clauses.split import Clause
from tracker.parsing.speech.addressees import parties_of
from tracker.parsing.speech.parts import Content, Cue, Parties
from tracker.parsing.speech.quote import Draft
from tracker.parsing.speech.text import Range, SpeechText


def goes_on(text: SpeechText, sentence: int, *, after_speech: bool) -> bool:
    """Whether a sentence without cue is reported speech by its mood.

    Konjunktiv I tells by itself (98 % of such sentences are quoted); Konjunktiv II only behind speech.
    """
    mains = [c for c in text.clauses_of[sentence] if c.kind == "main" and c.finite is not None]
    mains = [c for c in mains if c.finite is not None and text.spoken_at(c.finite) is None]
    if not mains:
        return False
    if any(c.mood == "k1" for c in mains):
        return True
    hearsay = mains[0].modal in text.words.hearsay and mains[0].tense == "present" and mains[0].mood == "indicative"
    return after_speech and (mains[0].mood == "k2" or hearsay) and mains[0].modal not in text.words.plain_in_k2


def chained(text: SpeechText, sentence: int, before: Draft | None) -> Draft:
    """A sentence of a chain as quotation of its own; the caller joins it with the one before."""
    bounds = text.sentences[sentence]
    colon = _colon(text, sentence)
    if colon is not None:
        own = _announced(text, sentence, colon)
        if own is not None:
            return own
    span: Range = (text.start_of(sentence), bounds.last)
    if before is not None:
        return Draft(
            _said(span), (), Parties(before.parties.speakers), (), before.statement_kind, sentence, True, chained=True
        )
    parties = _earlier_subject(text, sentence)
    return Draft(_said(span), (), parties, (), "inform", sentence, bool(parties.speakers), chained=True)


def subordinate(text: SpeechText, sentence: int, found: list[Draft], before: Draft | None) -> list[Draft]:
    """Clauses in Konjunktiv I that depend on a clause of the newsroom: "…, weil die Zeit knapp sei".

    Right behind somebody's speech they go on with it, where the clause above has a pronoun for its subject.
    """
    clauses = text.clauses_of[sentence]
    moods = {(clause.kind == "main", clause.mood) for clause in clauses}
    if (False, "k1") not in moods or (True, "k1") in moods or (True, "k2") in moods:
        return []
    drafts: list[Draft] = []
    for index, clause in enumerate(clauses):
        if clause.mood != "k1" or clause.kind not in ("subordinate", "relative") or clause.finite is None:
            continue
        if clause.introducer is not None and text.tokens.lower[clause.introducer] in text.words.asking:
            continue
        span = text.trimmed((clause.first, text.subtree_end(sentence, index)))
        if span is None or text.spoken_at(clause.finite) is not None or span[1] - span[0] < 4:
            continue
        if any(d.touches(span) and d.content.kind != "reported" for d in [*found, *drafts]):
            continue
        outer = next((d for d in found if d.covers(span)), None)
        top = next((i for i, c in enumerate(clauses[:index]) if c.kind == "main" and c.finite is not None), None)
        content = _said(span)
        parties = outer.parties if outer is not None else Parties()
        if outer is None and top is not None:
            parties = parties_of(text, _any_verb(clauses[top], top, sentence), content)
            if before is not None and _is_pronoun(text, sentence, parties):
                parties = Parties(before.parties.speakers)
        if parties.speakers:
            drafts.append(Draft(content, (), parties, (), "inform", sentence, within=outer, deed=True))
    return drafts


def joined(first: Draft, second: Draft) -> Draft | None:
    """Two drafts as one chain where the second goes straight on."""
    if not (first.chained and second.chained) or first.sentence >= second.sentence:
        return None
    last = first.content.ranges[-1]
    start = second.content.ranges[0]
    if start[0] != last[1] or first.parties.speakers != second.parties.speakers:
        return None
    return replace(first, content=_said((first.content.ranges[0][0], second.content.ranges[-1][1])))


def _said(span: Range) -> Content:
    return Content((span,), "indirect", (span,))


def _colon(text: SpeechText, sentence: int) -> int | None:
    bounds = text.sentences[sentence]
    for i in range(bounds.first + 1, bounds.last - 1):
        if text.tokens.words[i] == ":" and text.spoken_at(i) is None:
            return i
    return None


def _announced(text: SpeechText, sentence: int, colon: int) -> Draft | None:
    """ "Er verteidigte den Schritt: Man habe keine Wahl." — any verb announces a Konjunktiv behind a colon."""
    bounds, clauses = text.sentences[sentence], text.clauses_of[sentence]
    before = [(i, c) for i, c in enumerate(clauses) if c.finite is not None and c.finite < colon]
    after = [c for c in clauses if c.kind == "main" and c.finite is not None and c.finite > colon]
    if not before or not after or after[0].mood not in ("k1", "k2"):
        return None
    index, clause = next(((i, c) for i, c in reversed(before) if c.kind == "main"), before[-1])
    content = _said(text.trimmed((colon + 1, bounds.last)) or (colon + 1, bounds.last))
    cue = _any_verb(clause, index, sentence)
    parties = parties_of(text, cue, content)
    if not parties.speakers:
        return None
    return Draft(content, cue.spans, parties, tuple(s for s in clause.spans if s[1] <= colon + 1), "inform", sentence)


def _is_pronoun(text: SpeechText, sentence: int, parties: Parties) -> bool:
    """Whether the only speaker is told by a pronoun."""
    if len(parties.speakers) != 1:
        return False
    first, last = parties.speakers[0]
    return any(p.pronoun and (p.first, p.last) == (first, last) for p in text.phrases(sentence))


def _any_verb(clause: Clause, index: int, sentence: int) -> Cue:
    finite = clause.finite if clause.finite is not None else clause.first
    spans: list[Range] = [(finite, finite + 1)]
    if clause.particle is not None and clause.particle > finite:
        spans.append((clause.particle, clause.particle + 1))
    return Cue("verb", "inform", sentence, index, finite, tuple(spans), spans[0], passive=clause.passive)


def _earlier_subject(text: SpeechText, sentence: int) -> Parties:
    """The subject of the sentence before, where nobody is known to speak."""
    for earlier in range(sentence - 1, max(-1, sentence - 3), -1):
        clauses = text.clauses_of[earlier]
        for index, clause in enumerate(clauses):
            if clause.kind == "main" and clause.finite is not None:
                cue = _any_verb(clause, index, earlier)
                bounds = text.sentences[earlier]
                found = parties_of(text, cue, _said((bounds.last, bounds.last)))
                if found.speakers:
                    return Parties(found.speakers)
    return Parties()
