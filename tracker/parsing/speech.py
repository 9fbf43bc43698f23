"""Who said what: quotations in direct, indirect and reported speech, with their cues, speakers and addressees."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from tracker.parsing.clauses import Clause
from tracker.parsing.pack import Pack
from tracker.parsing.speech_chains import chained, goes_on, joined, subordinate
from tracker.parsing.speech_content import Content
from tracker.parsing.speech_contents import content_of
from tracker.parsing.speech_cues import Cue, find_cues
from tracker.parsing.speech_direct import framed, unframed
from tracker.parsing.speech_marks import Marked
from tracker.parsing.speech_quote import Draft, Quote, finished
from tracker.parsing.speech_speakers import Parties, parties_of
from tracker.parsing.speech_text import SpeechText, is_title
from tracker.parsing.tokens import Sentence, Tokens

_MEMORY = 4
"""Sentences after which a speaker is forgotten."""


def find_quotes(tokens: Tokens, sentences: list[Sentence], clauses_of: list[list[Clause]], pack: Pack) -> list[Quote]:
    """The quotations of an article, in order of their first words.

    Args:
        clauses_of: the clauses of each sentence.
    """
    text = SpeechText(tokens, sentences, clauses_of, pack)
    reading = _Reading(text)
    marks_in = _marks_by_sentence(text)
    for sentence in range(len(sentences)):
        reading.read(sentence, marks_in.get(sentence, []))
    return finished(text, [*reading.drafts, *_marks_within(text, reading.drafts)])


@dataclass
class _Reading:
    """An article while it is read: the quotations so far, and who spoke last."""

    text: SpeechText
    drafts: list[Draft] = field(default_factory=list)
    latest: Draft | None = None
    latest_at: int = -1
    heard_at: int = -2

    def read(self, sentence: int, marks: list[Marked]) -> None:
        """Take in the next sentence; ``marks`` are the stretches in quotation marks that end in it."""
        if self.latest is not None and sentence - max(self.latest_at, self.heard_at) > _MEMORY:
            self.latest = None
        cues = find_cues(self.text, sentence)
        found = _announced(self.text, sentence, cues, self)
        found += self._quoted(sentence, marks, cues, found)
        found += subordinate(self.text, sentence, found)
        if found and all(d.subdued for d in found) and goes_on(self.text, sentence, after_speech=False):
            outer = chained(self.text, sentence, self.latest)
            for draft in found:
                draft.within = draft.within or outer
            found = [outer, *(d for d in found if d.parties.speakers)]
        if not found and goes_on(self.text, sentence, after_speech=self.heard_at >= sentence - 1):
            draft = chained(self.text, sentence, self.latest)
            whole = joined(self.drafts[-1], draft) if self.drafts and self.heard_at == sentence - 1 else None
            if whole is not None:
                self.drafts.pop()
            found.append(whole or draft)
        for draft in sorted(found, key=lambda d: d.content.ranges[0][0]):
            if draft.inherited and not draft.cue and draft.continues is None and self.latest is not None:
                draft.continues = self.latest.continues or self.latest
            self.drafts.append(draft)
            if draft.within is None and draft.parties.speakers:
                self.latest, self.latest_at = draft, sentence
        if found:
            self.heard_at = sentence

    def told(self, sentence: int) -> bool:
        """Whether most of a sentence is already somebody's speech."""
        bounds = self.text.sentences[sentence]
        said = [r for d in self.drafts[-4:] if not d.content.mention for r in d.content.ranges]
        covered = sum(max(0, min(last, bounds.last) - max(first, bounds.first)) for first, last in said)
        return 2 * covered > bounds.last - bounds.first

    def _quoted(self, sentence: int, marks: list[Marked], cues: list[Cue], found: list[Draft]) -> list[Draft]:
        """The words in marks that no cue has claimed."""
        quoted: list[Draft] = []
        for stretch in marks:
            span = (stretch.first, stretch.last)
            if self.text.in_konjunktiv(stretch, sentence):
                continue
            if self.text.spoken_at(stretch.first) is None or any(
                d.touches(span) for d in [*found, *quoted, *self.drafts[-2:]]
            ):
                continue
            if is_title(self.text, stretch) and not self.text.announced(stretch):
                continue
            draft = framed(self.text, stretch, cues, sentence)
            if draft is None:
                if self.latest is None and not self.text.is_sentence(stretch):
                    continue
                speakers = self.latest.parties.speakers if self.latest else ()
                draft = unframed(self.text, stretch, speakers, sentence, "inform")
            quoted.append(draft)
        return quoted


def _announced(text: SpeechText, sentence: int, cues: list[Cue], reading: _Reading) -> list[Draft]:
    """The quotations that the cues of a sentence announce."""
    found: list[Draft] = []
    claims = [(cue, content) for cue in cues if (content := content_of(text, cue))]
    for cue, content in sorted(claims, key=lambda claim: _rank(text, *claim)):
        anchor = (cue.anchor, cue.anchor + 1)
        outer = next((d for d in found if d.covers(content.ranges[0]) and d.touches(anchor)), None)
        if outer is None and any(d.touches(r) for d in found for r in content.ranges):
            continue
        content = _with_antecedent(text, cue, content, reading)
        parties = parties_of(text, cue, content)
        inherited = cue.kind == "adverb" and reading.latest is not None
        if inherited and reading.latest is not None:
            parties = Parties(reading.latest.parties.speakers)
        clause = text.clauses_of[sentence][cue.clause]
        frame = (cue.whole,) if cue.kind in ("source", "so", "adverb", "according") else clause.spans
        found.append(Draft(content, cue.spans, parties, frame, cue.statement_kind, sentence, inherited, outer))
        found[-1].subdued = cue.kind in ("verb", "noun", "predicate") and outer is None and _subdued(text, cue)
    return found


def _with_antecedent(text: SpeechText, cue: Cue, content: Content, reading: _Reading) -> Content:
    """ "Das bestätigte der Palast": the sentence before is what was said, unless somebody else said it."""
    first, last = content.core[0]
    anaphoric = last - first == 1 and text.tokens.lower[first] in text.words.anaphors
    if not anaphoric or content.kind != "reported":
        return content
    inside = text.trimmed((text.sentences[cue.sentence].first, first))
    if inside is not None and inside[1] - inside[0] > 3:
        return Content((inside,), "indirect", (inside,))
    if inside is not None or cue.sentence == 0 or reading.told(cue.sentence - 1):
        return content
    before = text.sentences[cue.sentence - 1]
    told = text.trimmed((before.first, before.last))
    if told is None:
        return content
    return Content((told, (first, last)), "indirect", (told, (first, last)))


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
    return 0 if strong and not _subdued(text, cue) else 2


def _subdued(text: SpeechText, cue: Cue) -> bool:
    """Whether the cue itself is in the Konjunktiv, or coordinated with a clause that is: somebody tells of it."""
    clauses = text.clauses_of[cue.sentence]
    clause = clauses[cue.clause]
    if clause.mood in ("k1", "k2"):
        return True
    if clause.shares is None or clause.first == 0 or clause.finite is None or clause.finite > clause.first + 1:
        return False
    joined = {text.tokens.lower[clause.first - 1], text.tokens.lower[clause.first]} & text.words.coordinators
    return bool(joined) and clauses[clause.shares].mood in ("k1", "k2")


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
    outermost = [m for m in text.marks if m.depth == 0 and not is_title(text, m)]
    firsts = [m.first for m in outermost]
    for draft in drafts:
        if draft.content.kind == "direct" or draft.within is not None:
            continue
        for first, last in draft.content.ranges:
            for stretch in outermost[bisect_left(firsts, first) : bisect_left(firsts, last)]:
                if stretch.last > last:
                    continue
                nested = unframed(text, stretch, draft.parties.speakers, draft.sentence, draft.statement_kind)
                nested.within, nested.cue, nested.inherited = draft, draft.cue, draft.inherited
                nested.excerpt = True
                inner.append(nested)
    return inner
