"""An article with the words that its events rest on: wrapped text with numbered spans, and a note for each claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from events.model import AnyClaim, Claim, Statement, Summit
from tracker.articles import Article
from tracker.summaries import plain, when_words
from tracker.wording import label, say
from tui.glyphs import glyphs
from tui.presenters import wording
from tui.presenters.lines import Line, Piece, cells, clean_same_length, joined, line, text_of
from tui.presenters.reasons import Reasons
from tui.presenters.wording import published_words, quoted, wrapped

_LABELS = 8
MEASURE = 66
"""Columns of text at most: what the eye follows without losing the line."""


@dataclass(frozen=True, slots=True)
class Note:
    """A claim beside the article.

    Attributes:
        position, event_id, recorded_by: of the event.
        claim: as it stands after corrections.
        happening: title of the happening that it belongs to, "" for none.
        corrected: whether a correction changed it.
        accepted: whether a hand compared it with the words and confirmed it.
        reasons: why the parser read it so; None as long as it is not known.
    """

    position: int
    event_id: str
    recorded_by: str
    claim: AnyClaim
    happening: str = ""
    corrected: bool = False
    accepted: bool = False
    reasons: Reasons | None = None

    @property
    def start(self) -> int:
        """Where its first evidence stands."""
        return min((span.start for span in self.claim.evidence), default=0)


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of an article, and the line on which each claim's first words stand."""

    lines: tuple[Line, ...]
    claims: tuple[int, ...]


def evidence_text(article: Article, notes: Sequence[Note], selected: int | None, width: int) -> Text:
    """The article at a width, its claims marked and numbered; the selected one is solid."""
    measure = max(20, min(MEASURE, width))
    head = joined([plain(article.outlet or ""), published_words(article.published), plain(article.author or "")])
    lines: list[Line] = [line((head, "muted")), ()]
    if article.title:
        lines += [*wrapped(article.title, measure, indent="", tone="strong"), ()]
    text = clean_same_length(article.text)
    marks = _marks(notes, len(text))
    firsts: dict[int, int] = {}
    ends: Counter[int] = Counter()
    for _, end, number in marks:
        ends[end] += len(glyphs().number(number + 1))
    for start, end in wrapped_spans(text, measure, ends):
        for number, note in enumerate(notes):
            if number not in firsts and note.claim.evidence and start <= note.start < max(end, start + 1):
                firsts[number] = len(lines)
        lines.append(_marked(text, start, end, marks, selected))
    return Text(tuple(lines), tuple(firsts.get(number, 0) for number in range(len(notes))))


def in_context(article: Article, note: Note, width: int) -> tuple[Line, ...]:
    """The head of an article, and the paragraph in which the words of a claim begin."""
    text = evidence_text(article, [note], 0, width)
    first = last = text.claims[0]
    while first > 0 and text_of(text.lines[first - 1]).strip():
        first -= 1
    while last < len(text.lines) and text_of(text.lines[last]).strip():
        last += 1
    return text.lines[0], *text.lines[first:last]


def _marks(notes: Sequence[Note], length: int) -> list[tuple[int, int, int]]:
    """Start, end and number of every span, in the order of the text."""
    return sorted(
        (min(span.start, length), min(span.end, length), number)
        for number, note in enumerate(notes)
        for span in note.claim.evidence
    )


def wrapped_spans(text: str, measure: int, ends: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The stretches of the text that each line shows; blanks at the break are left out.

    Args:
        ends: how much room the numbers of the spans take that end at an offset.
    """
    start = 0
    for paragraph in text.split("\n"):
        yield from _wrapped_paragraph(text, start, start + len(paragraph), measure, ends)
        start += len(paragraph) + 1


def _wrapped_paragraph(
    text: str, start: int, end: int, measure: int, ends: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    if start == end:
        yield start, end
        return
    while start < end:
        stop, used, blank = start, 0, -1
        while stop < end:
            used += cells(text[stop]) + ends.get(stop + 1, 0)
            if used > measure:
                break
            if text[stop] == " ":
                blank = stop
            stop += 1
        if stop < end and text[stop] != " " and blank > start:
            stop = blank
        stop = max(stop, start + 1)
        yield start, stop
        start = stop
        while start < end and text[start] == " ":
            start += 1


def _marked(text: str, start: int, end: int, marks: Sequence[tuple[int, int, int]], selected: int | None) -> Line:
    here = [mark for mark in marks if mark[0] < end and mark[1] > start]
    if not here:
        return line(text[start:end])
    edges = sorted({start, end, *(min(max(edge, start), end) for mark in here for edge in mark[:2])})
    pieces: list[Piece] = []
    for left, right in pairwise(edges):
        covering = [number for first, last, number in here if first <= left and last >= right]
        tone = "span-selected" if selected in covering else "span" if covering else ""
        pieces.append((text[left:right], tone))
        ending = [number for _, last, number in here if last == right]
        if ending:
            numbers = "".join(glyphs().number(number + 1) for number in dict.fromkeys(ending))
            pieces.append((numbers, "number"))
    return line(*pieces)


# --- the notes -------------------------------------------------------------------------------------------------


def note_lines(notes: Sequence[Note], selected: int | None, width: int, *, alone: bool = False) -> Text:
    """The claims, one line each, the selected one in full.

    Args:
        alone: only the selected one, where there is no room for all.
    """
    if alone and selected is not None:
        which = line((f"{selected + 1}/{len(notes)}", "heading"))
        return Text((which, *_full(selected, notes[selected], width)), (0,) * len(notes))
    lines: list[Line] = [line((say("desk.evidence.claims", count=len(notes)), "heading")), ()]
    starts = []
    for number, note in enumerate(notes):
        starts.append(len(lines))
        lines += _full(number, note, width) if number == selected else [_brief(number, note, width)]
    if not notes:
        lines += wrapped(say("desk.evidence.none"), width, indent="", tone="muted")
    return Text(tuple(lines), tuple(starts))


def _brief(number: int, note: Note, width: int) -> Line:
    claim = note.claim
    mark, kind = glyphs().number(number + 1), label("type", claim.type)
    who = plain(_who(claim), max(4, width - len(mark) - len(kind) - 5))
    checked = (f" {glyphs().yes}", "good") if note.accepted else ""
    return line(
        " ", (mark, "number"), checked, " ", (glyphs().state(claim.status), claim.status), (f" {kind} ", "muted"), who
    )


def _full(number: int, note: Note, width: int) -> list[Line]:
    claim = note.claim
    head = line(
        (glyphs().mark, "key"),
        (glyphs().number(number + 1), "number"),
        " ",
        (label("type", claim.type), "strong"),
        "  ",
        (f"{glyphs().state(claim.status)} {label('status', claim.status)}", claim.status),
    )
    return [head, *(line("   ", *row) for row in _details(note, width - 3)), ()]


def _details(note: Note, width: int) -> list[Line]:
    claim = note.claim
    labelled = partial(wording.labelled, column=_LABELS)
    rows = wrapped(_who(claim), width, indent="", tone="")
    if isinstance(claim, Statement):
        if claim.statement_kind:
            rows += labelled(say("desk.field.kind"), label("statement_kind", claim.statement_kind), width)
        if claim.quote:
            rows += labelled(say("desk.field.says"), quoted(claim.quote), width)
    if claim.when is not None:
        phrase = quoted(claim.when.text) if claim.when.text and claim.when.edtf else ""
        rows += labelled(say("desk.field.when"), when_words(claim), width, aside=phrase)
    if claim.origin is not None:
        rows += labelled(say("desk.field.from"), claim.origin.name, width, aside=claim.origin.country or "")
    if claim.place is not None:
        aside = joined([claim.place.country or "", quoted(claim.place.hedge) if claim.place.hedge else ""])
        rows += labelled(say("desk.field.where"), claim.place.name, width, aside=aside)
    if claim.conveyance:
        rows += labelled(say("desk.field.by_means"), label("conveyance", claim.conveyance), width)
    if claim.topics:
        rows += labelled(say("desk.field.about"), ", ".join(claim.topics), width)
    for voice in claim.attribution:
        via = say("desk.dossier.via", source=voice.via) if voice.via else ""
        rows += labelled(say("desk.field.says_who"), voice.source, width, aside=via)
    rows += labelled(say("desk.field.read_by"), note.recorded_by, width, tone="muted")
    rows += labelled(say("desk.field.event"), f"#{note.position}", width, tone="link", aside=_belongs(note))
    if note.corrected:
        rows.append(line((say("desk.dossier.corrected"), "warn")))
    if note.accepted:
        rows.append(line((f"{glyphs().yes} {say('desk.evidence.accepted')}", "good")))
    for doubt in claim.doubts:
        rows += labelled("?", f"{label('field', doubt.field)}: {label('doubt', doubt.reason)}", width, tone="warn")
    return [*rows, *_why(note.reasons, width)] if note.reasons is not None else rows


def _why(reasons: Reasons, width: int) -> list[Line]:
    """The rule, the trigger and the words behind each field; or why they are not known."""
    if reasons.note:
        return wrapped(reasons.note, width, indent="", tone="muted")
    labelled = partial(wording.labelled, column=_LABELS)
    rows = labelled(say("desk.evidence.rule"), reasons.rule, width, tone="name", aside=quoted(reasons.trigger))
    for number, (field, words) in enumerate(reasons.fields):
        name = say("desk.evidence.because") if number == 0 else ""
        told = f"{label('field', field)}: {quoted(words)}" if words else label("field", field)
        rows += labelled(name, told, width, tone="muted")
    return rows


def _belongs(note: Note) -> str:
    return f"{glyphs().arrow} {note.happening}" if note.happening else ""


def _who(claim: Claim) -> str:
    names = [participant.name for participant in claim.participants]
    if isinstance(claim, Statement):
        addressees = [participant.name for participant in claim.having("addressee")]
        speakers = [participant.name for participant in claim.having("speaker")]
        to = f" {glyphs().arrow} {', '.join(addressees)}" if addressees else ""
        return plain(", ".join(speakers) + to)
    if isinstance(claim, Summit) and claim.event_name:
        names.append(claim.event_name)
    return plain(" · ".join(names))
