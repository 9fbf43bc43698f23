"""A quotation: who says what to whom, as spans of the text, and the draft that becomes one."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.parsing.speech.parts import Content, Parties, QuoteKind
from tracker.parsing.speech.text import Range, Span, SpeechText
from tracker.parsing.values import immutable


@immutable
class Quote:
    """One reporting act. All spans are characters of the text; those of one quote do not overlap.

    Attributes:
        quote: what is said: with its marks if direct, the clause if indirect, the reporting clause itself if reported.
        core: what CODEBOOK calls `quote`: without the outer marks if direct, the object if reported.
        cue: the words that announce it; empty where Konjunktiv or marks alone show speech.
        speaker: one span for each speaker as the text has it, a pronoun or a possessive, too; empty if nobody is named.
        source: the words that name a source with its noun, "Angaben der Polizei" where `speaker` has the police, or
            that stand for it ("demnach", "denen").
        addressee: to whom it is said.
        via: the outlet that is spoken to.
        frame: the clause of the cue.
        kind: direct, indirect or reported.
        statement_kind: of DOMAIN 2.4.
        on_record: spokesperson, official_unnamed, source_unnamed or document, as far as the speaker's noun tells.
        sentence: index of the sentence of the cue, else of the first words.
        inherited: the speaker comes from an earlier sentence.
        mention: the text tells that something was said or done by words rather than what ("hatte den Besuch
            angekündigt", "lehnte Gespräche ab"); a statement for the log, no quotation for a reader.
        within: index of the quote, in the same list, that this one is part of; None where it stands by itself.
        excerpt: it is nothing but words in marks inside the quote `within`; else what stands inside another quote is
            speech that is itself reported ("laut X sagte Y, …"), a reporting act of its own.
        apart: it is a reporting act of its own for the log: it stands by itself, or inside what another says it has a
            source of its own or is told in mere Konjunktiv; what a clause inside somebody's speech touches is none, nor
            is what somebody only did ("weigerte sich, …").
        relayed_by: who passes the whole act on, named without a verb of his own: "laut X sagte Y, …".
        continues: index of the quote that this one goes on with, without a cue of its own: Konjunktiv or quoted words
            in later sentences by the same speaker. The two are one reporting act.
    """

    quote: tuple[Span, ...]
    core: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: tuple[Span, ...]
    source: tuple[Span, ...]
    addressee: tuple[Span, ...]
    via: tuple[Span, ...]
    frame: tuple[Span, ...]
    kind: QuoteKind
    statement_kind: str
    on_record: str | None
    sentence: int
    inherited: bool = False
    mention: bool = False
    within: int | None = None
    excerpt: bool = False
    apart: bool = True
    continues: int | None = None
    relayed_by: tuple[Span, ...] = ()

    @property
    def named(self) -> tuple[Span, ...]:
        """All words that tell whose words these are: the source, and the speakers outside of it."""
        outside = (s for s in self.speaker if not any(a <= s[0] < b for a, b in self.source))
        return tuple(sorted((*self.source, *outside)))


@dataclass(slots=True)
class Draft:
    """A quotation in tokens, while the article is being read."""

    content: Content
    cue: tuple[Range, ...]
    parties: Parties
    frame: tuple[Range, ...]
    statement_kind: str
    sentence: int
    inherited: bool = False
    within: Draft | None = None
    source: tuple[Range, ...] = ()
    excerpt: bool = False
    continues: Draft | None = None
    chained: bool = False
    subdued: bool = False
    nameless: bool = False
    deed: bool = False
    by_object: bool = False
    relayed_by: tuple[Range, ...] = ()

    def covers(self, span: Range) -> bool:
        """Whether a token range lies in what is said."""
        return any(first <= span[0] and span[1] <= last for first, last in self.content.ranges)

    def touches(self, span: Range) -> bool:
        """Whether a token range overlaps what is said."""
        return any(first < span[1] and span[0] < last for first, last in self.content.ranges)


def finished(text: SpeechText, drafts: list[Draft]) -> list[Quote]:
    """The drafts as quotes, in order of their first words."""
    ordered = sorted(drafts, key=lambda d: (d.content.ranges[0][0], -d.content.ranges[-1][1]))
    place = {id(draft): index for index, draft in enumerate(ordered)}
    return [
        Quote(
            quote=_spans(text, d.content.ranges),
            core=_inner(text, d.content),
            cue=_spans(text, d.cue),
            speaker=_spans(text, d.parties.speakers),
            source=_spans(text, d.source),
            addressee=_spans(text, d.parties.addressees),
            via=_spans(text, d.parties.via),
            frame=_spans(text, d.frame),
            kind=d.content.kind,
            statement_kind=d.statement_kind,
            on_record=_on_record(text, d.parties),
            sentence=d.sentence,
            inherited=d.inherited,
            mention=d.content.mention,
            within=place.get(id(d.within)) if d.within is not None else None,
            excerpt=d.excerpt,
            apart=not d.deed and (d.within is None or (not d.excerpt and (bool(d.source) or not d.within.cue))),
            continues=place.get(id(d.continues)) if d.continues is not None else None,
            relayed_by=_spans(text, d.relayed_by),
        )
        for d in ordered
    ]


def _spans(text: SpeechText, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
    if len(ranges) < 2:  # as most are
        return (text.span(ranges[0]),) if ranges else ()
    return tuple([text.span(r) for r in sorted(ranges)])


def _inner(text: SpeechText, content: Content) -> tuple[Span, ...]:
    if content.kind != "direct":
        return _spans(text, content.core)
    inner = []
    for first, last in content.core:
        marked = text.stretch_from(first) is not None
        inner.append((first + 1, last - 1) if marked and last - first > 2 else (first, last))
    return _spans(text, tuple(inner))


def _on_record(text: SpeechText, parties: Parties) -> str | None:
    """How openly the first speaker stands by it, by the nouns that name him."""
    if not parties.speakers:
        return None
    first, last = parties.speakers[0]
    words, lower = text.tokens.words, text.tokens.lower
    told = {text.words.openness[lower[i]] for i in range(first, last) if words[i][0].isupper()}
    return next((level for level in text.words.on_record if level in told), None)
