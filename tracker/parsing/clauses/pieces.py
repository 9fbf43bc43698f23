"""Cut a sentence at its marks and at coordinators that join two verbs."""

from __future__ import annotations

from tracker.parsing.clauses.choice import Choice
from tracker.parsing.clauses.readings import MARKS
from tracker.parsing.clauses.words import ClauseWords
from tracker.parsing.text.tokens import Sentence, Tokens, where

MAX_CLAUSES = 64
"""Clauses a sentence is cut into at most; what is left then stays with the last one."""


def pieces_of(
    tokens: Tokens, sentence: Sentence, readings: dict[int, Choice], words: ClauseWords
) -> list[tuple[int, int]]:
    """Token ranges between the marks, cut again at coordinators that join two verbs."""
    cuts: list[tuple[int, int]] = []
    first = sentence.first
    for i in where(MARKS.__contains__, tokens.words, sentence):
        if is_mark(tokens, i):
            if i > first:
                cuts.append((first, i))
            first = i + 1
    if first < sentence.last:
        cuts.append((first, sentence.last))
    pieces: list[tuple[int, int]] = []
    for start, end in cuts:
        pieces.extend(_coordinated(tokens, start, end, readings, words))
    if len(pieces) > MAX_CLAUSES:
        rest = (pieces[MAX_CLAUSES - 1][0], pieces[-1][1])
        pieces = [*pieces[: MAX_CLAUSES - 1], rest]
    return pieces


def is_mark(tokens: Tokens, i: int) -> bool:
    """Whether a mark parts two pieces; a hyphen does so only with a blank before it ("Staats- und …" has none)."""
    return tokens.words[i] != "-" or (i > 0 and tokens.starts[i] > tokens.ends[i - 1])


def _coordinated(
    tokens: Tokens, first: int, last: int, readings: dict[int, Choice], words: ClauseWords
) -> list[tuple[int, int]]:
    if words.coordinators.isdisjoint(tokens.lower[first:last]):
        return [(first, last)]
    pieces = []
    start = first
    complete = False  # a verb that can end a predicate was seen since `start`
    predicated = False  # a finite verb was
    coordinator: int | None = None
    behind_bracket: int | None = None  # the first one behind a closed bracket: "wird reisen und A und B treffen"
    bracketed = False
    for i in range(first, last):
        if (complete or predicated) and tokens.lower[i] in words.coordinators and i > start:
            coordinator = i
            if bracketed and behind_bracket is None:
                behind_bracket = i
        found = readings.get(i)
        if found is None:
            continue
        if coordinator is not None and (
            (found.sure and (complete or not _may_end_bracket(tokens, i, last, found)))
            or (i == coordinator + 1 and found.finite is not None)
            or (complete and found.predicate and (i == last - 1 or (i >= last - 3 and _is_mark_at(tokens, i + 1))))
        ):
            if not found.sure and i != coordinator + 1 and behind_bracket is not None:
                coordinator = behind_bracket
            pieces.append((start, coordinator))
            start, coordinator, complete, predicated = coordinator + 1, None, False, False
            bracketed, behind_bracket = False, None
        predicated = predicated or found.sure
        waits = found.closed and found.finite is not None  # an auxiliary in second place, its verb to come
        if (found.predicate and not waits) or (found.sure and not found.closed):
            complete = True
        elif found.finite is not None:
            complete = complete or _bare_copula(tokens, i, last, readings)
        if found.predicate and not found.sure:
            bracketed, behind_bracket = True, None
    pieces.append((start, last))
    return pieces


def _may_end_bracket(tokens: Tokens, i: int, last: int, found: Choice) -> bool:
    """Whether a form is the participle for which an auxiliary waits: "haben über A und den B berichtet"."""
    participle = any(r.form == "participle" for r in found.readings)
    return participle and (i == last - 1 or (i >= last - 3 and _is_mark_at(tokens, i + 1)))


def _is_mark_at(tokens: Tokens, i: int) -> bool:
    return not tokens.words[i][0].isalnum()


def _bare_copula(tokens: Tokens, i: int, last: int, readings: dict[int, Choice]) -> bool:
    """Whether no lexical verb follows an auxiliary up to the end of its piece ("ist krank")."""
    return not any(j in readings for j in range(i + 1, last))
