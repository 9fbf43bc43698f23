"""Who said what: quotations in direct, indirect and reported speech, with their cues, speakers and addressees."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.parsing.clauses.split import Clause
from tracker.parsing.packs.pack import Pack
from tracker.parsing.speech.chains import chained, goes_on, joined, subordinate
from tracker.parsing.speech.claims import announced
from tracker.parsing.speech.cues import find_cues
from tracker.parsing.speech.direct import framed, unframed
from tracker.parsing.speech.marks import Marked
from tracker.parsing.speech.parts import Cue, Parties
from tracker.parsing.speech.quote import Draft, Quote, finished
from tracker.parsing.speech.text import SpeechText, is_title
from tracker.parsing.text.tokens import Sentence, Tokens

_MEMORY = 4
"""Sentences after which a speaker is forgotten."""


def find_quotes(tokens: Tokens, sentences: list[Sentence], clauses_of: list[list[Clause]], pack: Pack) -> list[Quote]:
    """The quotations of an article, in order of their first words.

    Args:
        clauses_of: the clauses of each sentence.
    """
    if pack.strategy == "svo":
        from tracker.parsing.speech.svo.find import svo_quotes  # only a text in such a language needs it

        return svo_quotes(tokens, sentences, clauses_of, pack)
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
        found = announced(self.text, sentence, cues, self.told)
        for draft in found:
            if draft.nameless and self.latest is not None:
                draft.parties, draft.inherited = Parties(self.latest.parties.speakers), True
        found += self._quoted(sentence, marks, cues, found)
        found += subordinate(self.text, sentence, found, self._just_spoken(sentence))
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

    def _just_spoken(self, sentence: int) -> Draft | None:
        """Whose speech the sentence before is."""
        return self.latest if self.latest is not None and self.heard_at == sentence - 1 else None

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
    for draft in drafts:
        if draft.content.kind == "direct" or draft.within is not None:
            continue
        for first, last in draft.content.ranges:
            for stretch in text.stretches_in(first, last):
                if stretch.depth > 0 or stretch.last > last or is_title(text, stretch):
                    continue
                nested = unframed(text, stretch, draft.parties.speakers, draft.sentence, draft.statement_kind)
                nested.within, nested.cue, nested.inherited = draft, draft.cue, draft.inherited
                nested.excerpt = True
                inner.append(nested)
    return inner
