"""What is said behind a cue: a dass-clause, a verb-second clause, an indirect question, an infinitive, quoted words."""

from __future__ import annotations

from typing import Literal

from tracker.parsing.clauses.split import Clause
from tracker.parsing.speech.parts import Content, Cue, QuoteKind
from tracker.parsing.speech.text import Range, SpeechText


def kind_of(text: SpeechText, span: Range) -> tuple[QuoteKind, Range]:
    """Direct where the content is nothing but quoted words, whose marks then count."""
    stretch = text.spoken_at(span[0])
    if stretch is not None and stretch.last >= span[1] and stretch.first >= span[0] - 1:
        return "direct", (stretch.first, stretch.last)
    return "indirect", span


def complement(text: SpeechText, cue: Cue) -> Content | None:
    """What a cue announces behind itself; None where no clause, infinitive or quoted words carry it."""
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
        at_once = _follows_verb(text, cue, own, clause) or _in_main_order(clause)
        article = cue.kind == "verb" and at_once and _has_noun(text, cue, clause)
        return "yes" if article and clause.finite is not None and "c" in takes - weak else "skip"
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
    if own.kind == "subordinate" and own.first < clause.first and own.parent is not None and own.parent > cue.clause:
        return "stop"  # "Nachdem er gewarnt hatte, sei …": the main clause is not what the first one announces
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


def _in_main_order(clause: Clause) -> bool:
    """Whether other verb forms follow the finite one, as in no relative clause: "die Gespräche sollten ruhen"."""
    return clause.finite is not None and any(v.token > clause.finite for v in clause.verbs)


def _has_noun(text: SpeechText, cue: Cue, clause: Clause) -> bool:
    """Whether what looks like a relative pronoun is the article of a noun."""
    return any(p.first == clause.first and p.determiner == clause.introducer for p in text.phrases(cue.sentence))


def _torn(text: SpeechText, cue: Cue, own: Clause, clause: Clause) -> bool:
    """Whether a clause lacks its beginning, which marks have cut off and given to the clause of the cue."""
    if clause.kind not in ("main", "infinitive") or not _piece_end(text, cue, own):
        return False
    begins_with_verb = any(v.token == clause.first for v in clause.verbs) or clause.kind == "infinitive"
    end = _piece_end(text, cue, own)
    between = [s for s in own.spans if end is not None and end < s[0] < clause.first]
    return bool(between) and (begins_with_verb or text.tokens.words[clause.first - 1] in "-–—(")


def _piece_end(text: SpeechText, cue: Cue, own: Clause) -> int | None:
    """The comma behind the piece of the cue's clause that holds the cue."""
    bracket = max([cue.anchor, *(last - 1 for _, last in cue.spans)])
    end = next((last for first, last in own.spans if first <= bracket < last), own.last)
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
    verbs = {v.token for v in clause.verbs if v.reading.form == "finite"}
    if clause.kind == "subordinate":
        # "…, dass man zu spät handle, lobte aber …": the sentence goes on with another verb.
        end = min([end, *(first for first, _ in clause.spans[1:] if first in verbs)])
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
    kind, ranges = kind_of(text, span)
    return Content((ranges,), kind, (ranges,))


def _resumptions(outer: Clause, content: Clause) -> list[int]:
    """Where a clause goes on with its verb behind the content: "die Forderung, dass …, wurde abgelehnt"."""
    bracket = {outer.particle, *(v.token for v in outer.verbs)} - {None}
    return [
        first for first, last in outer.spans if first > content.first and any(first <= i < last for i in bracket if i)
    ]


def _colon_before_marks(text: SpeechText, first: int, last: int) -> list[int]:
    """Where the content ends because quoted words of their own follow: "…, es eile: „Wir haben keine Zeit.“"."""
    words = text.tokens.words
    return [
        i for i in range(first + 1, last - 1) if words[i] == ":" and (m := text.spoken_at(i + 1)) and m.first == i + 1
    ][:1]


def _ends_with_verb(text: SpeechText, clause: Clause) -> bool:
    """Whether a clause is rather the rest of a dependent one: "…, weil Räuber kamen und Gewehre mitbrachten"."""
    last = clause.spans[0][1]
    while last > clause.first and not text.tokens.words[last - 1][0].isalnum():
        last -= 1
    return clause.finite == last - 1 and last - 1 > clause.first


def _goes_on(text: SpeechText, content: Clause, later: Clause) -> bool:
    """Whether a later main clause is the newsroom's again: without Konjunktiv, and joined to what came before."""
    if later.mood in ("k1", "k2") or text.spoken_at(later.first) is not None:
        return False
    if text.tokens.lower[later.first] in text.words.purpose or _ends_with_verb(text, later):
        return False
    if content.kind != "main":
        joined = (
            text.tokens.lower[later.first - 1] in text.words.coordinators or text.tokens.words[later.first - 1] in ";–"
        )
        return joined or text.tokens.lower[later.first] in text.words.coordinators or later.lemma in text.words.verbs
    if content.mood in ("k1", "k2"):
        return True
    return later.lemma in text.words.verbs and later.finite == later.first + 1
