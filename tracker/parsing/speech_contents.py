"""Find what is said: the clause, infinitive, quoted words or object that a cue announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.parsing.clauses import Clause
from tracker.parsing.speech_cues import Cue
from tracker.parsing.speech_marks import Marked
from tracker.parsing.speech_text import Range, SpeechText

QuoteKind = Literal["direct", "indirect", "reported"]


@dataclass(frozen=True, slots=True)
class Content:
    """What is said.

    Attributes:
        ranges: the tokens of it, in order, without overlap.
        kind: direct in marks, indirect as a clause or infinitive, reported as a phrase.
        core: what the codebook calls `quote`: of a reported content the object, else the ranges.
        parenthetical: the cue stands behind or inside it.
        mention: the text tells that something was said, or done by words, rather than what.
    """

    ranges: tuple[Range, ...]
    kind: QuoteKind
    core: tuple[Range, ...]
    parenthetical: bool = False
    mention: bool = False


def content_of(text: SpeechText, cue: Cue) -> Content | None:
    """The content of a cue within its sentence; None where the words announce nothing there."""
    if cue.kind == "according":
        return _around(text, cue, cue.whole[0], cue.whole[1], None)
    if cue.kind in ("source", "adverb"):
        return _around_source(text, cue)
    if cue.kind == "so":
        return _before_and_behind(text, cue, cue.whole[0], cue.whole[1])
    if cue.kind == "verb":
        clause = text.clauses_of[cue.sentence][cue.clause]
        parenthesis = _parenthesis(text, cue, clause)
        if parenthesis is not None:
            return _before_and_behind(text, cue, *parenthesis)
    return _complement(text, cue)


# --- clauses behind the cue -----------------------------------------------------------------------------------------


def _complement(text: SpeechText, cue: Cue) -> Content | None:
    clauses = text.clauses_of[cue.sentence]
    own = clauses[cue.clause]
    takes = cue.verb.takes if cue.verb else frozenset(("c", "q", "z"))
    weak = cue.verb.weak if cue.verb else frozenset[str]()
    colon = _colon_behind(text, cue, own)
    if colon is not None and takes & {"c", "q"}:
        stretch = text.stretch_from(colon + 1)
        if stretch is not None and stretch.words > 1:
            return Content(((stretch.first, stretch.last),), "direct", ((stretch.first, stretch.last),))
    for index, clause in enumerate(clauses):
        if index == cue.clause or clause.first <= cue.anchor:
            continue
        if colon is not None and clause.first == colon + 1 and takes & {"c", "q"}:
            return _from_clause(text, cue, index)
        found = _carries(text, cue, own, clause, takes, weak)
        if found == "skip":
            continue
        if found == "stop":
            return None
        return _from_clause(text, cue, index)
    return None


def _colon_behind(text: SpeechText, cue: Cue, own: Clause) -> int | None:
    """The colon that ends the clause of a cue."""
    if cue.kind == "noun" and text.tokens.words[cue.whole[1]] == ":":
        return cue.whole[1]
    end = next((last for first, last in own.spans if first <= cue.anchor < last), own.last)
    return end if end < text.sentences[cue.sentence].last and text.tokens.words[end] == ":" else None


def _carries(
    text: SpeechText, cue: Cue, own: Clause, clause: Clause, takes: frozenset[str], weak: frozenset[str]
) -> Literal["yes", "skip", "stop"]:
    """Whether a later clause of the sentence is the content of the cue, may be passed over, or ends the search."""
    lower, words = text.tokens.lower, text.words
    opener = lower[clause.introducer] if clause.introducer is not None else ""
    before = text.tokens.words[clause.first - 1]
    if clause.kind == "relative":
        # Behind a verb "der Vertrag gelte" is no relative clause: there is no noun that it could belong to.
        at_once = cue.kind == "verb" and _follows_verb(text, cue, own, clause) and _has_noun(text, cue, clause)
        return "yes" if at_once and clause.finite is not None and "c" in takes - weak else "skip"
    if clause.kind == "subordinate":
        if opener in words.that:
            return "yes" if takes & {"c", "q"} or (cue.verb and cue.verb.prepositions) or "n" in takes else "stop"
        asks = opener in words.whether and "q" in takes and not own.negated
        if asks and (opener not in words.according or _follows_verb(text, cue, own, clause)):
            return "yes"
        return "skip"
    if clause.kind == "infinitive" and "z" not in takes and "c" in takes and _finite_inside(clause):
        return "yes"
    if clause.kind == "infinitive":
        if opener in words.purpose or lower[clause.first] in words.purpose:
            return "skip"
        return "yes" if "z" in takes else "stop"
    torn = _torn(text, cue, own, clause)
    if clause.kind == "main" and clause.finite is not None and (before in ",:" or torn):
        marked = clause.mood in ("k1", "k2")
        if not takes & {"c", "q"}:
            return "stop"
        if marked or before == ":":
            return "yes"
        own_subject = clause.finite > clause.first and not torn
        return "yes" if "c" in takes and "c" not in weak and own_subject and cue.kind == "verb" else "stop"
    return "skip" if clause.kind == "fragment" else "stop"


def _has_noun(text: SpeechText, cue: Cue, clause: Clause) -> bool:
    """Whether what looks like a relative pronoun is the article of a noun."""
    return any(p.first == clause.first and p.determiner == clause.introducer for p in text.phrases(cue.sentence))


def _torn(text: SpeechText, cue: Cue, own: Clause, clause: Clause) -> bool:
    """Whether a clause lacks its beginning, which marks have cut off and given to the clause of the cue."""
    if clause.kind not in ("main", "infinitive") or not _piece_end(text, cue, own):
        return False
    begins_with_verb = any(v.token == clause.first for v in clause.verbs)
    between = [s for s in own.spans if cue.anchor < s[0] < clause.first]
    return bool(between) and (begins_with_verb or text.tokens.words[clause.first - 1] in "-–—(")


def _piece_end(text: SpeechText, cue: Cue, own: Clause) -> int | None:
    """The comma behind the piece of the cue's clause that holds the cue."""
    end = next((last for first, last in own.spans if first <= cue.anchor < last), own.last)
    return end if end < text.sentences[cue.sentence].last and text.tokens.words[end] == "," else None


def _follows_verb(text: SpeechText, cue: Cue, own: Clause, clause: Clause) -> bool:
    """Whether only a mark stands between the verb bracket of the cue and a clause."""
    before = clause.first - 2
    return any(first <= before < last for first, last in cue.spans) or before in (own.finite, own.particle)


def _finite_inside(clause: Clause) -> bool:
    """Whether an infinitive without its comma hides the clause that it hangs on."""
    return any(v.reading.form == "finite" and not v.reading.plural for v in clause.verbs)


def _from_clause(text: SpeechText, cue: Cue, index: int) -> Content | None:
    """The content from a clause to the end of the sentence, or to where the cue's own clause goes on."""
    clauses = text.clauses_of[cue.sentence]
    clause, own = clauses[index], clauses[cue.clause]
    end = text.sentences[cue.sentence].last
    resumed = _resumptions(own, clause)
    if own.parent is not None:
        resumed += _resumptions(clauses[own.parent], clause)
    end = min([end, *resumed, *_colon_before_marks(text, clause.first, end)])
    for later in clauses[index + 1 :]:
        if later.first >= end:
            break
        if later.kind == "main" and later.finite is not None and _goes_on(text, clause, later):
            end = later.first
            break
    piece_end = _piece_end(text, cue, own)
    first = piece_end + 1 if piece_end is not None and _torn(text, cue, own, clause) else clause.first
    span = text.trimmed((first, end))
    if span is None:
        return None
    kind, ranges = _in_marks(text, span)
    return Content((ranges,), kind, (ranges,))


def _resumptions(outer: Clause, content: Clause) -> list[int]:
    """Where a clause goes on with its verb behind the content: "die Forderung, dass …, wurde abgelehnt"."""
    return [
        first
        for first, last in outer.spans
        if first > content.first and any(first <= v.token < last for v in outer.verbs)
    ]


def _colon_before_marks(text: SpeechText, first: int, last: int) -> list[int]:
    """Where the content ends because quoted words of their own follow: "…, es eile: „Wir haben keine Zeit.“"."""
    words = text.tokens.words
    return [
        i for i in range(first + 1, last - 1) if words[i] == ":" and (m := text.spoken_at(i + 1)) and m.first == i + 1
    ][:1]


def _goes_on(text: SpeechText, content: Clause, later: Clause) -> bool:
    """Whether a later main clause is the newsroom's again: no Konjunktiv, and a verb that the content's does not lead."""
    if later.mood in ("k1", "k2") or text.spoken_at(later.first) is not None:
        return False
    if text.tokens.lower[later.first] in text.words.purpose:
        return False
    if content.kind != "main":
        return True
    if content.mood in ("k1", "k2"):
        return True
    return later.lemma in text.words.verbs and later.finite == later.first + 1


def _in_marks(text: SpeechText, span: Range) -> tuple[QuoteKind, Range]:
    """Direct where the content is nothing but quoted words, whose marks then count."""
    stretch = text.spoken_at(span[0])
    if stretch is not None and stretch.last >= span[1] and stretch.first >= span[0] - 1:
        return "direct", (stretch.first, stretch.last)
    return "indirect", span


# --- contents around the cue ----------------------------------------------------------------------------------------


def _parenthesis(text: SpeechText, cue: Cue, clause: Clause) -> Range | None:
    """The tokens of a cue clause that stands behind or inside its content: ", sagte der Minister", ", so sagte er"."""
    if clause.kind != "main" or clause.finite is None:
        return None
    finite = clause.finite
    words, lower = text.tokens.words, text.tokens.lower
    first = finite - 1 if finite > 0 and lower[finite - 1] in text.words.so else finite
    bounds = text.sentences[cue.sentence]
    if first <= bounds.first:
        return None
    before = words[first - 1]
    if before not in ",–—-" and not (before in '“”"»«’‘' or before in "?!"):
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


def _stop(text: SpeechText, cue: Cue, clause: Clause, span: Range) -> int:
    """Where the cue clause ends, its subordinate clauses counted in."""
    clauses = text.clauses_of[cue.sentence]
    end = span[1]
    for index, later in enumerate(clauses):
        if later.first > clause.first and later.kind in ("relative",) and later.parent == cue.clause:
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


def _before_and_behind(text: SpeechText, cue: Cue, first: int, last: int) -> Content | None:
    """The content before a parenthesis, and what follows it."""
    bounds = text.sentences[cue.sentence]
    start = bounds.first
    spoken = _mark_ending(text, first)
    if spoken is not None and spoken.first < start:
        start = spoken.first
    before = text.trimmed((start, first))
    if spoken is not None and spoken.first <= start + 1:
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
    if cue.verb is not None and not cue.verb.takes & {"c", "q"}:
        return False
    weak = weak or cue.passive
    inside = [c for c in text.clauses_of[cue.sentence] if c.first >= before[0] and c.first < before[1]]
    for clause in inside:
        if clause.kind == "main" and clause.finite is not None and clause.finite < before[1]:
            return not weak or clause.mood in ("k1", "k2")
        if clause.kind == "subordinate" and clause.introducer is not None and clause.first == before[0]:
            opener = text.tokens.lower[clause.introducer]
            return not weak and (opener in text.words.that or opener in text.words.whether)
    # A fragment in front: the verb of what is said follows the parenthesis.
    return cue.kind == "so" or any(
        c.mood in ("k1", "k2") and c.finite is not None and c.finite > cue.anchor for c in text.clauses_of[cue.sentence]
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


def _around_source(text: SpeechText, cue: Cue) -> Content | None:
    clause = text.clauses_of[cue.sentence][cue.clause] if text.clauses_of[cue.sentence] else None
    return _around(text, cue, cue.whole[0], cue.whole[1], clause)


def _around(text: SpeechText, cue: Cue, first: int, last: int, clause: Clause | None) -> Content | None:
    bounds = text.sentences[cue.sentence]
    start, end = bounds.first, bounds.last
    if clause is not None and clause.kind in ("relative", "subordinate") and clause.first > bounds.first:
        start, end = clause.first, _subtree_end(text, cue, clause)
        if clause.introducer is not None and text.tokens.lower[clause.introducer] in text.words.adverbs:
            start = clause.introducer + 1
    ranges = [r for r in (text.trimmed((start, min(first, end))), text.trimmed((last, end))) if r is not None]
    if ranges and first > start and ranges[0][1] <= first and not _worth(text, ranges[0]) and len(ranges) > 1:
        ranges = ranges[1:]
    if not ranges or sum(b - a for a, b in ranges) < 3:
        return None
    if len(ranges) == 1:
        kind, span = _in_marks(text, ranges[0])
        return Content((span,), kind, (span,), True)
    return Content(tuple(ranges), "indirect", tuple(ranges), True)


def _worth(text: SpeechText, span: Range) -> bool:
    """Whether tokens hold more than a coordinator."""
    return any(text.tokens.lower[i] not in text.words.coordinators for i in range(*span))


def _subtree_end(text: SpeechText, cue: Cue, clause: Clause) -> int:
    """The end of a clause and of those that depend on it."""
    clauses = text.clauses_of[cue.sentence]
    index = next(i for i, c in enumerate(clauses) if c is clause)
    inside, end = {index}, clause.last
    for i, later in enumerate(clauses[index + 1 :], index + 1):
        if later.parent in inside:
            inside.add(i)
            end = max(end, later.last)
    return end
