"""Read the verb bracket of a clause: finite verb, particle, tense, mood, modal, voice."""

from __future__ import annotations

from dataclasses import replace

from tracker.parsing.clauses.clause import Clause, ClauseKind, ClauseTense, Verb
from tracker.parsing.clauses.placing import ClauseDraft
from tracker.parsing.clauses.readings import finite_reading, surely_finite
from tracker.parsing.clauses.verbs import Reading
from tracker.parsing.clauses.words import ClauseWords
from tracker.parsing.text.tokens import Tokens


def finished_clause(
    tokens: Tokens, draft: ClauseDraft, readings: dict[int, tuple[Reading, ...]], words: ClauseWords
) -> Clause:
    """Read the bracket of a clause whose pieces are known."""
    candidates = [i for first, last in draft.spans for i in range(first, last) if i in readings]
    finite = None if draft.kind == "infinitive" else _finite_token(draft, candidates, readings, tokens, words)
    verbs = [Verb(i, _reading_beside(i, finite, readings)) for i in candidates]
    head = next((v.reading for v in verbs if v.token == finite), None)
    lexical = [v for v in verbs if v.token != finite and v.reading.form != "finite" and not v.reading.modal]
    particle = _particle(tokens, draft, finite, head, words)
    modal = head.modal if head else ""
    modal = modal or next((v.reading.modal for v in verbs if v.reading.modal and v.token != finite), "")
    lemma = _lemma(tokens, head, _told(tokens, lexical, words), particle)
    tense, passive = _tense(head, lexical)
    first, last = draft.spans[0][0], draft.spans[-1][1]
    kind: ClauseKind = draft.kind
    if kind == "main" and finite is None and not lexical:
        kind = "fragment"
    return Clause(
        start=tokens.starts[first],
        end=tokens.ends[last - 1],
        first=first,
        last=last,
        spans=tuple(draft.spans),
        kind=kind,
        introducer=draft.introducer,
        parent=draft.parent,
        shares=draft.shares,
        verbs=tuple(verbs),
        finite=finite,
        particle=particle,
        lemma=lemma,
        tense=tense,
        mood=head.mood if head else None,
        modal=modal,
        negated=any(not words.negators.isdisjoint(tokens.lower[first:last]) for first, last in draft.spans),
        passive=passive,
    )


def _finite_token(
    draft: ClauseDraft,
    candidates: list[int],
    readings: dict[int, tuple[Reading, ...]],
    tokens: Tokens,
    words: ClauseWords,
) -> int | None:
    finite = [
        i for i in candidates if finite_reading(readings[i]) and not (i > 0 and tokens.lower[i - 1] == words.mark)
    ]
    if len(finite) < 2:
        return finite[0] if finite else None
    final = draft.kind in ("subordinate", "relative")

    def rank(i: int) -> tuple[int, int]:
        found = readings[i]
        sure = surely_finite(found)
        closed = bool(found[0].auxiliary or found[0].modal)
        plural = bool((reading := finite_reading(found)) and reading.plural)
        certainty = 3 if sure and closed else 2 if sure else 1 if not plural or closed else 0
        if final and closed and not sure:
            certainty = 2  # "werden", "haben" at the end of a clause
        return certainty, i if final else -i

    return max(finite, key=rank)


def _reading_beside(i: int, finite: int | None, readings: dict[int, tuple[Reading, ...]]) -> Reading:
    found = readings[i]
    if i == finite:
        return next(r for r in found if r.form == "finite")
    if finite is not None or any(r.form != "finite" for r in found):
        order = {"participle": 0, "zu": 1, "infinitive": 2, "finite": 3}
        return min(found, key=lambda r: order[r.form])
    return found[0]


def _particle(
    tokens: Tokens, draft: ClauseDraft, finite: int | None, head: Reading | None, words: ClauseWords
) -> int | None:
    """The particle that a verb in second place has left at the end of its clause."""
    if finite is None or head is None or head.modal or head.particle or draft.kind in ("subordinate", "relative"):
        return None
    for _, last in draft.spans:
        end = last - 1
        while end > finite and not tokens.words[end][0].isalnum():
            end -= 1
        if end > finite and tokens.words[end] in words.particles:
            return end
    # The particle may stand before a phrase that was moved behind the bracket: "brach auf zu einer Reise".
    for first, last in draft.spans:
        for i in range(max(first, finite + 1), last - 1):
            if tokens.words[i] in words.particles and tokens.lower[i + 1] in words.before_relatives:
                return i if tokens.lower[i] not in words.before_relatives else None
    return None


def _told(tokens: Tokens, lexical: list[Verb], words: ClauseWords) -> list[Verb]:
    """The verbs without one that only compares: "ist früher aufgebrochen als zunächst gemeldet"."""
    if len(lexical) < 2 or lexical[-1].reading.form != "participle":
        return lexical
    between = tokens.lower[lexical[-2].token + 1 : lexical[-1].token]
    return lexical if words.comparing.isdisjoint(between[:1]) else lexical[:-1]


def _lemma(tokens: Tokens, head: Reading | None, lexical: list[Verb], particle: int | None) -> str:
    if head is not None and not (head.auxiliary or head.modal):
        return (tokens.lower[particle] if particle is not None else "") + head.lemma
    plain = [v for v in lexical if not v.reading.auxiliary]
    if plain:
        return plain[-1].reading.lemma
    if head is None:
        return ""
    others = [v for v in lexical if v.reading.auxiliary]
    if others:
        return others[0].reading.lemma
    return (tokens.lower[particle] if particle is not None else "") + head.lemma


def _tense(head: Reading | None, lexical: list[Verb]) -> tuple[ClauseTense | None, bool]:
    """Tense of the bracket, and whether it is a passive."""
    plain = [v.reading for v in lexical if not v.reading.auxiliary]
    if not lexical:
        if head is None:
            return None, False
        k2 = head.mood == "k2" and bool(head.modal or head.auxiliary in ("haben", "sein"))
        return ("present" if k2 else head.tense), False
    participle = any(r.form == "participle" for r in plain)
    been = any(v.reading.auxiliary == "werden" and v.reading.form == "participle" for v in lexical)
    become = any(v.reading.auxiliary == "werden" and v.reading.form == "infinitive" for v in lexical)
    if head is None:
        return None, participle and (been or become)
    if head.auxiliary == "werden":
        if participle and not any(r.form == "infinitive" for r in plain):
            return ("future" if become else head.tense), True
        if any(r.form in ("infinitive", "participle") for r in plain) or lexical:
            return "future", become and participle
        return head.tense, False
    if head.auxiliary in ("haben", "sein"):
        had = any(v.reading.auxiliary and v.reading.form == "participle" for v in lexical)
        if participle or had:
            past = head.tense == "past" and head.mood != "k2"
            return ("pluperfect" if past else "perfect"), been
        return head.tense if head.mood != "k2" else "present", False
    if head.modal:
        present = head.tense if head.mood != "k2" else "present"
        return present, become and participle
    return head.tense, False


def with_shared_auxiliaries(found: list[Clause], readings: dict[int, tuple[Reading, ...]]) -> list[Clause]:
    """Let a coordinated clause without auxiliary of its own take the one of the clause before it."""
    done: list[Clause] = []
    for clause in found:
        model = done[clause.shares] if clause.shares is not None and clause.shares < len(done) else None
        if model is not None and model.tense is not None and _lacks_auxiliary(clause, model, readings):
            verbs = tuple(Verb(v.token, _reading_beside(v.token, None, readings)) for v in clause.verbs)
            lemma = next((v.reading.lemma for v in reversed(verbs) if not v.reading.auxiliary), clause.lemma)
            clause = replace(
                clause,
                kind=model.kind,
                verbs=verbs,
                finite=None,
                lemma=lemma,
                tense=model.tense,
                mood=model.mood,
                modal=clause.modal or model.modal,
                passive=clause.passive or model.passive,
            )
        done.append(clause)
    return done


def _lacks_auxiliary(clause: Clause, model: Clause, readings: dict[int, tuple[Reading, ...]]) -> bool:
    if not clause.verbs:
        return False
    if clause.finite is None:
        return clause.kind != "infinitive" and clause.tense is None
    compound = model.tense in ("perfect", "pluperfect", "future") or model.passive or bool(model.modal)
    last = clause.verbs[-1].token
    nonfinite = any(r.form in ("participle", "infinitive") for r in readings[last])
    return compound and clause.finite == last and nonfinite and last > clause.first + 1
