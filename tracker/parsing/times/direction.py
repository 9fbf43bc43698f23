"""What the verbs of a clause say of the times in it: past or future. A bare weekday is put on the calendar by this."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from tracker.parsing.clauses.split import Clause
from tracker.parsing.packs.pack import Pack
from tracker.parsing.text.tokens import Sentence
from tracker.parsing.times.calendar import Direction

_PAST = ("past", "perfect", "pluperfect")


def clause_direction(
    sentences: Sequence[Sentence], clauses: Sequence[Sequence[Clause]], pack: Pack
) -> Callable[[int], Direction]:
    """A function from a token to the direction of its clause, for `find_times`.

    A plain present looks ahead ("trifft am Mittwoch ein"), as do modals and infinitives; a piece without a verb takes
    the direction of the clause that it hangs on, else of the one beside it.

    Args:
        clauses: the clauses of each sentence.
    """
    planning = frozenset((*pack.table("times_rules")["planning"], *pack.table("times_rules")["plans"]))
    starts = [sentence.first for sentence in sentences]

    def look(token: int) -> Direction:
        index = bisect_right(starts, token) - 1
        if not 0 <= index < len(clauses):
            return None
        own = clauses[index]
        at = next((n for n, clause in enumerate(own) if token in clause), None)
        return None if at is None else _direction(own, at, planning)

    return look


def _direction(own: Sequence[Clause], at: int, planning: frozenset[str]) -> Direction:
    clause = own[at]
    for _ in range(len(own)):
        if clause.tense is not None:
            return _of_tense(clause, planning)
        if clause.kind == "infinitive" and clause.verbs:
            return "past" if _over(clause) else "future"
        if clause.parent is None:
            break
        clause = own[clause.parent]
    beside = [*own[at + 1 :], *reversed(own[:at])]
    return next(
        (_of_tense(other, planning) for other in beside if other.tense is not None and other.kind == "main"), None
    )


def _of_tense(clause: Clause, planning: frozenset[str]) -> Direction:
    over = _over(clause)
    if (clause.tense == "perfect" and clause.lemma in planning) or (clause.modal in planning and not over):
        return "future"
    return "past" if clause.tense in _PAST or over else "future"


def _over(clause: Clause) -> bool:
    """Whether the verbs say that it is over though the finite one is in the present.

    "soll gelandet sein": a participle with the infinitive of its auxiliary; "habe verkünden lassen": the auxiliary of
    the perfect with infinitives.
    """
    readings = [verb.reading for verb in clause.verbs]
    perfect = any(
        first.form == "participle" and second.form == "infinitive" and second.auxiliary in ("have", "be")
        for first, second in pairwise(readings)
    )
    doubled = any(r.form == "finite" and r.auxiliary == "have" for r in readings) and any(
        r.form == "infinitive" and not r.auxiliary for r in readings
    )
    return perfect or doubled
