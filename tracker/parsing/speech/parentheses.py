"""What is said around a cue: before and behind "sagte der Minister", "so X", "laut X", "wie X mitteilte"."""

from __future__ import annotations

from tracker.parsing.clauses.split import Clause
from tracker.parsing.speech.complements import kind_of
from tracker.parsing.speech.marks import Marked
from tracker.parsing.speech.parts import Content, Cue
from tracker.parsing.speech.text import Range, SpeechText, is_title


def parenthesis(text: SpeechText, cue: Cue) -> Range | None:
    """The tokens of a cue clause that stands behind or inside its content: ", sagte der Minister", ", so sagte er"."""
    clause = text.clauses_of[cue.sentence][cue.clause]
    if clause.kind != "main" or clause.finite is None:
        return None
    finite = clause.finite
    words, lower = text.tokens.words, text.tokens.lower
    first = finite - 1 if finite > 0 and lower[finite - 1] in text.words.so else finite
    bounds = text.sentences[cue.sentence]
    if first <= bounds.first:
        return None
    before = words[first - 1]
    if before not in ",–—-" and not _ends_speech(text, first):
        return None
    span = next((s for s in clause.spans if s[0] <= finite < s[1]), None)
    if span is None:
        return None
    if text.tokens.words[span[1]] == ":" if span[1] < bounds.last else False:
        return None
    sourced = cue.verb is not None and "o" in cue.verb.takes
    if not sourced and not _subject_behind(text, cue, finite, span[1]):
        return None
    if clause.first < first and _subject_before(text, cue, clause, first) and not _verb_follows(text, cue, span[1]):
        return None
    return first, _stop(text, cue, clause, span)


def _ends_speech(text: SpeechText, token: int) -> bool:
    """Whether what ends before a token may be said: a question, or words in marks that are no name."""
    before = text.tokens.words[token - 1]
    if before not in '“”"»«’‘':
        return before in "?!"
    stretch = text.stretch_to(token)
    return stretch is None or not is_title(text, stretch)


def _stop(text: SpeechText, cue: Cue, clause: Clause, span: Range) -> int:
    """Where the cue clause ends, its subordinate clauses counted in."""
    clauses = text.clauses_of[cue.sentence]
    end = span[1]
    for later in clauses:
        if later.first > clause.first and later.kind == "relative" and later.parent == cue.clause:
            end = max(end, later.last)
    later_own = [s for s in clause.spans if s[0] >= end]
    for first, last in later_own:
        # A name in apposition, the particle at the end; a piece with another verb is no longer the cue's.
        if not any(first <= v.token < last for v in clause.verbs):
            end = max(end, last)
    return end


def _subject_behind(text: SpeechText, cue: Cue, finite: int, last: int) -> bool:
    """Whether a subject follows the verb, as it must where the content comes first."""
    return any(
        finite < p.first < last and (p.may_be("n") or text.tokens.lower[p.head] in text.words.impersonal)
        for p in text.phrases(cue.sentence)
    ) or any(text.tokens.lower[i] in text.words.impersonal for i in range(finite + 1, min(finite + 3, last)))


def _subject_before(text: SpeechText, cue: Cue, clause: Clause, first: int) -> bool:
    return any(clause.first <= p.first and p.last <= first and p.may_be("n") for p in text.phrases(cue.sentence))


def _verb_follows(text: SpeechText, cue: Cue, end: int) -> bool:
    """Whether the piece behind a parenthesis begins with its verb: ", teilte der Hof mit, sei gefallen"."""
    return any(
        c.finite is not None and c.finite >= end and c.finite - end <= 1 and c.kind == "main"
        for c in text.clauses_of[cue.sentence]
    )


def before_and_behind(text: SpeechText, cue: Cue, first: int, last: int) -> Content | None:
    """The content before a parenthesis, and what follows it."""
    bounds = text.sentences[cue.sentence]
    start = text.start_of(cue.sentence)
    spoken = _mark_ending(text, first)
    if spoken is not None and spoken.first < start:
        start = spoken.first
    before = text.trimmed((start, first))
    opens = spoken is not None and (spoken.first <= start + 1 or text.begins_line(spoken.first))
    # „Bis zuletzt“, sagte er, habe man „alles versucht“: the words in marks are but a piece of a clause.
    if spoken is not None and opens and not _verb_follows(text, cue, last):
        ranges = [(spoken.first, spoken.last), *continued_marks(text, last, bounds.last)]
        return Content(tuple(ranges), "direct", tuple(ranges), True)
    if before is None or not _claims(text, cue, before):
        return None
    behind = text.trimmed((last, bounds.last)) if last < bounds.last else None
    ranges = [before]
    if behind is not None and _is_content(text, cue, behind):
        ranges.append(behind)
    return Content(tuple(ranges), "indirect", tuple(ranges), True)


def _claims(text: SpeechText, cue: Cue, before: Range) -> bool:
    """Whether the words before a cue can be what is said: a clause, not the condition or the time of what follows."""
    weak = cue.verb is not None and "c" not in cue.verb.takes - cue.verb.weak
    if cue.anchor > 0 and text.tokens.lower[cue.anchor - 1] in text.words.so:
        return True  # ", so glauben die Forscher, …"
    if cue.verb is not None and not cue.verb.takes & {"c", "q"}:
        return False
    weak = weak or cue.passive
    clauses = text.clauses_of[cue.sentence]
    inside = [c for c in clauses if c.first < before[1] and (c.first >= before[0] or (c.finite or 0) >= before[0])]
    for clause in inside:
        if clause.kind == "main" and clause.finite is not None and clause.finite < before[1]:
            return not weak or clause.mood in ("k1", "k2")
    if any(c.mood in ("k1", "k2") and c.finite == c.first and c.first > cue.anchor for c in clauses):
        return True  # a piece in front; the verb of what is said follows the parenthesis
    first = inside[0] if inside else None
    if first is not None and first.kind == "subordinate" and first.introducer is not None:
        opener = text.tokens.lower[first.introducer]
        told = not clauses[cue.clause].negated or cue.statement_kind in text.words.negatable
        asked = opener in text.words.whether and (cue.takes("q") or not weak) and told
        return asked or (not weak and opener in text.words.that)
    return cue.kind == "so" or any(
        c.mood in ("k1", "k2") and c.finite is not None and c.finite > cue.anchor for c in clauses
    )


def _is_content(text: SpeechText, cue: Cue, behind: Range) -> bool:
    """Whether what follows a parenthesis is said, too: it has a Konjunktiv or lacks what only the part before has."""
    for clause in text.clauses_of[cue.sentence]:
        if clause.first >= behind[0] or any(behind[0] <= s[0] for s in clause.spans):
            if clause.kind == "main" and clause.mood == "indicative" and clause.finite and clause.finite >= behind[0]:
                return clause.finite - behind[0] <= 1 and text.tokens.lower[behind[0]] not in text.words.coordinators
            if clause.kind in ("main", "subordinate", "infinitive"):
                return clause.kind != "subordinate" or _depends_on_content(text, clause)
    return False


def _depends_on_content(text: SpeechText, clause: Clause) -> bool:
    return clause.mood in ("k1", "k2") or (
        clause.introducer is not None and text.tokens.lower[clause.introducer] in text.words.that
    )


def _mark_ending(text: SpeechText, token: int) -> Marked | None:
    """The words in marks that end right before a token, a comma between allowed."""
    before = token - 1 if token > 0 and text.tokens.words[token - 1] in ",–-" else token
    return text.stretch_to(before)


def continued_marks(text: SpeechText, first: int, last: int) -> list[Range]:
    """Where a quotation that its verb splits goes on: the next words in marks of the sentence, behind a comma."""
    for i in range(first, last):
        stretch = text.stretch_from(i)
        if stretch is not None:
            goes_on = text.tokens.words[i - 1] in ",:–-" and stretch.words > 1
            return [(stretch.first, stretch.last)] if goes_on else []
    return []


def around_source(text: SpeechText, cue: Cue) -> Content | None:
    """The clause of a source, its own words left out: "der Zug kam laut X an"."""
    clause = text.clauses_of[cue.sentence][cue.clause] if text.clauses_of[cue.sentence] else None
    return around(text, cue, cue.whole[0], cue.whole[1], clause)


def around(text: SpeechText, cue: Cue, first: int, last: int, clause: Clause | None) -> Content | None:
    """The sentence, or a dependent clause of it, without the tokens of a cue that stands inside."""
    bounds = text.sentences[cue.sentence]
    start, end = text.start_of(cue.sentence), bounds.last
    if clause is not None and clause.kind in ("relative", "subordinate") and clause.first > bounds.first:
        start, end = clause.first, text.subtree_end(cue.sentence, cue.clause)
        if clause.introducer is not None and text.tokens.lower[clause.introducer] in text.words.adverbs:
            start = clause.introducer + 1
    ranges = [r for r in (text.trimmed((start, min(first, end))), text.trimmed((last, end))) if r is not None]
    if ranges and first > start and ranges[0][1] <= first and not _worth(text, ranges[0]) and len(ranges) > 1:
        ranges = ranges[1:]
    if not ranges or sum(b - a for a, b in ranges) < 3:
        return None
    if len(ranges) == 1:
        kind, span = kind_of(text, ranges[0])
        return Content((span,), kind, (span,), True)
    return Content(tuple(ranges), "indirect", tuple(ranges), True)


def _worth(text: SpeechText, span: Range) -> bool:
    """Whether tokens hold more than a coordinator."""
    return any(text.tokens.lower[i] not in text.words.coordinators for i in range(*span))
