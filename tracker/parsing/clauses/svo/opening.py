"""Where a clause begins between two verb groups, and what kind of clause a piece of a sentence opens."""

from __future__ import annotations

from tracker.parsing.clauses.clause import ClauseKind
from tracker.parsing.clauses.svo.verbs import VerbGroup
from tracker.parsing.clauses.svo.words import SvoWords
from tracker.parsing.text.tokens import Tokens
from tracker.parsing.values import immutable


@immutable
class Opening:
    """How a piece begins.

    Attributes:
        kind: of the clause that it opens; None where it opens none of its own.
        introducer: the word that says so.
        coordinated: a coordinator stands first; bare: the verb follows without a subject; comma: a mark stands before.
    """

    kind: ClauseKind | None = None
    introducer: int | None = None
    coordinated: bool = False
    bare: bool = False
    comma: bool = False


def boundary(tokens: Tokens, before: VerbGroup, group: VerbGroup, words: SvoWords) -> int:
    """The token with which the clause of a verb group begins, somewhere behind the group before it."""
    lower = tokens.lower
    start, end = before.last, group.first
    if group.form != "finite":
        at = end
        if at - 1 >= start and group.form == "gerund" and lower[at - 1] in words.before_gerunds:
            at -= 1
        if at - 2 >= start and group.form == "infinitive" and lower[at - 1] in words.openers:
            at -= 2 if lower[at - 2] in words.purpose_openers else 1
        return at
    for i in range(end - 1, start - 1, -1):
        if _strong(tokens, i, end, words):
            relative = lower[i] in words.relatives and i - 1 >= start and lower[i - 1] in words.relative_prepositions
            return i - 1 if relative else i
    untold = before.lemma in words.that_verbs and not before.passive
    for i in range(end - 1, start - 1, -1):
        if lower[i] in words.coordinators:
            follows = i + 1 >= end or all(lower[j] in words.adverbs for j in range(i + 1, end))
            if follows or not untold:
                return i
        if lower[i] in words.if_clause and i + 1 < end and not _two_phrases(tokens, i + 1, end, words):
            return i
    if untold:
        begins = behind_adjuncts(tokens, start, end, words)
        return begins if begins < end else start
    return end


def introduced(tokens: Tokens, before: VerbGroup | None, group: VerbGroup, words: SvoWords) -> int | None:
    """Where "that" stands between a verb of saying and a verb that only belongs to the subject of its clause."""
    if before is None or group.form not in ("participle", "gerund") or before.lemma not in words.that_verbs:
        return None
    return next((i for i in range(before.last, group.first) if tokens.lower[i] == words.that), None)


def reduced(tokens: Tokens, before: VerbGroup, group: VerbGroup, words: SvoWords) -> bool:
    """Whether a form that may be past or participle is the latter, since the predicate follows ("talks held ended")."""
    if before.sure or before.form != "finite" or group.form != "finite":
        return False
    lower = tokens.lower
    start, end = before.last, group.first
    if before.first and lower[before.first - 1] in words.subject_pronouns:
        return False
    between = range(start, end)
    if any(_strong(tokens, i, end, words) or lower[i] in words.coordinators | words.if_clause for i in between):
        return False
    return behind_adjuncts(tokens, start, end, words) >= end


def _strong(tokens: Tokens, i: int, end: int, words: SvoWords) -> bool:
    lower = tokens.lower[i]
    if lower == words.that:
        return i + 1 <= end and tokens.lower[i - 1] not in words.determiners
    return lower in words.subordinators or lower in words.relatives


def _two_phrases(tokens: Tokens, first: int, end: int, words: SvoWords) -> bool:
    """Whether a second noun phrase begins between a preposition and the verb: "after the talks | he said"."""
    for i in range(first + 1, end):
        word, before = tokens.lower[i], tokens.lower[i - 1]
        noun = before[0].isalnum() and before not in words.not_nouns and tokens.words[i - 1][0].islower()
        fresh = word in words.subject_pronouns or word in words.determiners
        named = tokens.words[i][0].isupper() and before.endswith("s")
        if noun and (fresh or named):
            return True
        if word in words.subject_pronouns and tokens.words[i - 1][0].isupper():
            return True
    return False


def behind_adjuncts(tokens: Tokens, start: int, end: int, words: SvoWords) -> int:
    """Behind the phrases of time and place that follow a verb; there a clause without "that" may begin."""
    i = start
    while i < end:
        lower = tokens.lower[i]
        if lower in words.times or lower in words.adverbs:
            i += 1
        elif lower in words.prepositions:
            i += 1
            while i < end and tokens.lower[i] in words.determiners:
                i += 1
            i += 1
            while i < end and tokens.words[i][0].islower() and tokens.lower[i] not in words.not_nouns:
                i += 1
        else:
            break
    return min(i, end)


def opening(
    tokens: Tokens,
    span: tuple[int, int],
    group: VerbGroup | None,
    before: VerbGroup | None,
    words: SvoWords,
    *,
    awaited: bool,
) -> Opening:
    """How a piece begins.

    Args:
        before: the verb group of the clause that the piece would hang on.
        awaited: whether a clause before it still waits for its verb.
    """
    first, last = span
    lower = tokens.lower
    comma = first > 0 and not tokens.words[first - 1][0].isalnum()
    at, coordinated = first, False
    while at < last and (not tokens.words[at][0].isalnum() or lower[at] in words.coordinators):
        coordinated = coordinated or lower[at] in words.coordinators
        at += 1
    limit = group.first if group is not None else last
    introduced = _introducer(tokens, at, limit, group, before, words)
    if introduced is not None:
        kind, introducer = introduced
        return Opening(kind, introducer, coordinated, comma=comma)
    if group is None:
        return Opening(coordinated=coordinated, comma=comma)
    start = at
    while start < group.first and (lower[start] in words.adverbs or lower[start].endswith(words.adverb_ending)):
        start += 1
    bare = start >= group.first
    if group.form == "finite":
        if before is not None and not comma and not coordinated and not bare and before.lemma in words.that_verbs:
            return Opening("subordinate", None)
        if before is not None and bare and not coordinated and not comma and not group.sure and not awaited:
            return Opening("relative", group.first)
        return Opening(coordinated=coordinated, bare=bare, comma=comma)
    if group.form == "participle":
        if coordinated and bare:
            return Opening(coordinated=True, bare=True, comma=comma)
        behind_noun = first == group.first and not comma
        return Opening("relative" if behind_noun or before is None else "infinitive", group.first, comma=comma)
    if group.form == "gerund":
        governed = group.first > first and lower[group.first - 1] in words.before_gerunds
        preposition = group.first - 1 if governed else None
        if preposition is None and not comma and first > 0:
            return Opening("relative", group.first)
        return Opening("infinitive", preposition, coordinated, comma=comma)
    return Opening("infinitive", None, coordinated, comma=comma)


def _introducer(
    tokens: Tokens, at: int, limit: int, group: VerbGroup | None, before: VerbGroup | None, words: SvoWords
) -> tuple[ClauseKind, int] | None:
    """The word within the first few of a piece that introduces its clause, and the clause's kind."""
    lower = tokens.lower
    for i in range(at, min(at + 5, limit)):
        word = lower[i]
        if word in words.relatives:
            if i == at or lower[i - 1] in words.relative_prepositions or i - at <= 2:
                return "relative", i
            return None
        if word == words.that:
            if group is None:
                return None
            told = before is not None and before.lemma in words.that_verbs
            return ("subordinate" if told or i + 1 < group.first else "relative"), i
        if word in words.subordinators and group is not None and group.form == "finite":
            return "subordinate", i
        clausal = group is not None and group.form == "finite" and i + 1 < limit
        if word in words.if_clause and clausal and not _two_phrases(tokens, i + 1, limit, words):
            return "subordinate", i
    return None
