"""Read the verb bracket of a clause: finite verb, particle, tense, mood, modal, voice."""

from __future__ import annotations

from dataclasses import replace

from tracker.parsing.clauses.choice import Choice
from tracker.parsing.clauses.clause import Clause, ClauseKind, ClauseTense, Verb
from tracker.parsing.clauses.placing import ClauseDraft
from tracker.parsing.clauses.verbs import Reading
from tracker.parsing.clauses.words import ClauseWords
from tracker.parsing.text.tokens import Tokens

_ATTRIBUTE = 3
"""Tokens between a determiner and a negator that belongs to the attribute behind it, at most."""


def finished_clause(
    tokens: Tokens, draft: ClauseDraft, readings: dict[int, Choice], words: ClauseWords, *, negators: bool
) -> Clause:
    """Read the bracket of a clause whose pieces are known.

    Args:
        negators: whether the sentence holds any.
    """
    finite = None if draft.kind == "infinitive" else _finite_token(draft, readings, tokens, words)
    verbs: list[Verb] = []
    lexical: list[Verb] = []
    head: Reading | None = None
    modal = ""
    for i in draft.verbs:
        if i == finite:
            head = readings[i].finite
            assert head is not None
            verbs.append(Verb(i, head))
            continue
        reading = readings[i].beside
        verb = Verb(i, reading)
        verbs.append(verb)
        if reading.modal:
            modal = modal or reading.modal
        elif reading.form != "finite":
            lexical.append(verb)
    particle = _particle(tokens, draft, finite, head, words)
    tense, passive = _tense(head, lexical)
    first, last = draft.spans[0][0], draft.spans[-1][1]
    kind: ClauseKind = draft.kind
    if kind == "main" and finite is None and not lexical:
        kind = "fragment"
    return Clause(
        tokens.starts[first],
        tokens.ends[last - 1],
        first,
        last,
        tuple(draft.spans),
        kind,
        introducer=draft.introducer,
        parent=draft.parent,
        shares=draft.shares,
        verbs=tuple(verbs),
        finite=finite,
        particle=particle,
        lemma=_lemma(tokens, head, _told(tokens, lexical, words), particle),
        tense=tense,
        mood=head.mood if head else None,
        modal=(head.modal if head else "") or modal,
        negated=negators and any(_negates(tokens, i, words) for a, b in draft.spans for i in range(a, b)),
        passive=passive,
    )


def _negates(tokens: Tokens, i: int, words: ClauseWords) -> bool:
    """Whether a word negates its clause, and not only an attribute before a noun: "ein nicht angekündigter Besuch"."""
    if tokens.lower[i] not in words.negators:
        return False
    if tokens.lower[i] in words.determiners:
        return True
    following = tokens.words[i + 1 : i + 3]
    if len(following) < 2 or not following[0][0].islower() or not following[1][0].isupper():
        return True
    attribute = following[0].endswith(words.syntax.participle_or_past_endings + words.syntax.adjective_endings)
    return not (attribute and any(word in words.determiners for word in tokens.lower[max(0, i - _ATTRIBUTE) : i]))


def _finite_token(draft: ClauseDraft, readings: dict[int, Choice], tokens: Tokens, words: ClauseWords) -> int | None:
    finite = [
        i for i in draft.verbs if readings[i].finite is not None and not (i > 0 and tokens.lower[i - 1] == words.mark)
    ]
    if len(finite) < 2:
        return finite[0] if finite else None
    final = draft.kind in ("subordinate", "relative")

    def rank(i: int) -> tuple[int, int]:
        found = readings[i]
        plural = found.finite is not None and found.finite.plural
        certainty = 3 if found.sure and found.closed else 2 if found.sure else 1 if not plural or found.closed else 0
        if final and found.closed and not found.sure:
            certainty = 2  # "werden", "haben" at the end of a clause
        return certainty, i if final else -i

    return max(finite, key=rank)


def _particle(
    tokens: Tokens, draft: ClauseDraft, finite: int | None, head: Reading | None, words: ClauseWords
) -> int | None:
    """The particle that a verb in second place has left at the end of its clause."""
    if finite is None or head is None or head.modal or head.particle or draft.kind in ("subordinate", "relative"):
        return None
    if words.particles.isdisjoint(tokens.words[finite : draft.spans[-1][1]]):
        return None
    for _, last in draft.spans:
        end = last - 1
        while end > finite and not tokens.words[end][0].isalnum():
            end -= 1
        if end > finite and tokens.words[end] in words.particles:
            if tokens.words[end] in words.loose_particles:
                end -= 1  # "reiste am Abend wieder ab" and "reiste am Abend ab wieder" are alike
                if end == finite or tokens.words[end] not in words.particles:
                    continue
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
    if not lexical:
        if head is None:
            return None, False
        k2 = head.mood == "k2" and bool(head.modal or head.auxiliary in ("have", "be"))
        return ("present" if k2 else head.tense), False
    plain = [v.reading for v in lexical if not v.reading.auxiliary]
    participle = any(r.form == "participle" for r in plain)
    been = any(map(_been, lexical))
    become = any(v.reading.auxiliary == "become" and v.reading.form == "infinitive" for v in lexical)
    if head is None:
        return None, participle and (been or become)
    if head.auxiliary == "become":
        if participle and not any(r.form == "infinitive" for r in plain):
            return ("future" if become else head.tense), True
        if any(r.form in ("infinitive", "participle") for r in plain) or lexical:
            return "future", become and participle
        return head.tense, False
    if head.auxiliary in ("have", "be"):
        had = any(v.reading.auxiliary and v.reading.form == "participle" for v in lexical)
        if participle or had:
            past = head.tense == "past" and head.mood != "k2"
            return ("pluperfect" if past else "perfect"), been
        return head.tense if head.mood != "k2" else "present", False
    if head.modal:
        present = head.tense if head.mood != "k2" else "present"
        return present, become and participle
    return head.tense, False


def with_shared_auxiliaries(found: list[Clause], readings: dict[int, Choice]) -> list[Clause]:
    """Let a coordinated clause without auxiliary of its own take the one of the clause before it."""
    done: list[Clause] = []
    for clause in found:
        model = done[clause.shares] if clause.shares is not None and clause.shares < len(done) else None
        if model is not None and model.tense is not None and _lacks_auxiliary(clause, model, readings):
            verbs = tuple(Verb(v.token, readings[v.token].beside) for v in clause.verbs)
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
                passive=clause.passive or model.passive or any(map(_been, verbs)),
            )
        done.append(clause)
    return done


def _been(verb: Verb) -> bool:
    """Whether a verb is the participle of the passive: "worden"."""
    return verb.reading.auxiliary == "become" and verb.reading.form == "participle"


def _lacks_auxiliary(clause: Clause, model: Clause, readings: dict[int, Choice]) -> bool:
    if not clause.verbs:
        return False
    if clause.finite is None:
        return clause.kind != "infinitive" and clause.tense is None
    compound = model.tense in ("perfect", "pluperfect", "future") or model.passive or bool(model.modal)
    before = len(clause.verbs) - (len(clause.verbs) > 1 and _been(clause.verbs[-1]))  # "und dort empfangen worden"
    last = clause.verbs[before - 1].token
    return compound and clause.finite == last and readings[last].predicate and last > clause.first + 1
