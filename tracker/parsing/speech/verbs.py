"""Find verbs of saying in their clauses, with separated particles, fixed words and "wie X mitteilte"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from tracker.parsing.clauses.split import Clause, Verb
from tracker.parsing.speech.lexicon import SpeechVerb
from tracker.parsing.speech.parts import Cue
from tracker.parsing.speech.text import Range, SpeechText

_LONGEST_ASIDE = 40
"""Tokens of "wie X mitteilte" at most."""


def verb_cues(text: SpeechText, sentence: int) -> Iterator[Cue]:
    """The verbs of saying of a sentence, one a clause at the most."""
    for index, clause in enumerate(text.clauses_of[sentence]):
        for verb in clause.verbs:
            reading = verb.reading
            if reading.auxiliary or reading.modal:
                continue
            entries = text.words.verbs.get(reading.lemma.removeprefix(reading.particle))
            match = _entry(text, clause, verb, entries) if entries else None
            if match is None or _compares(text, clause):
                continue
            entry, extra = match
            if "it" in entry.takes and not _impersonal(text, clause, verb.token):
                continue
            spans = _merged([(verb.token, verb.token + 1), *extra])
            aside = _aside(text, sentence, verb.token)
            whole = (verb.token if aside is None else aside, verb.token + 1)
            kind: Literal["verb", "according"] = "verb" if aside is None else "according"
            statement_kind = text.words.decline if _declines(text, clause, entry) else entry.kind
            yield Cue(kind, statement_kind, sentence, index, verb.token, spans, whole, entry, passive=clause.passive)
            break


def _declines(text: SpeechText, clause: Clause, entry: SpeechVerb) -> bool:
    """Whether somebody would not say: "wollte den Bericht nicht kommentieren"."""
    return clause.negated and clause.modal in text.words.refusing and "no" in entry.takes


def _compares(text: SpeechText, clause: Clause) -> bool:
    """Whether a clause only compares: "anders als das Ministerium behauptet"."""
    opening = range(clause.first, min(clause.first + 2, clause.last))
    return clause.kind != "main" and any(text.tokens.lower[i] in text.words.comparing for i in opening)


def _impersonal(text: SpeechText, clause: Clause, verb: int) -> bool:
    """Whether "es" stands beside a verb, or behind the word that opens its clause: "heißt es", "wie es … heißt"."""
    if clause.introducer is not None and text.tokens.lower[clause.introducer + 1] in text.words.impersonal:
        return True
    return any(word in text.words.impersonal for word in text.tokens.lower[max(0, verb - 2) : verb + 3])


def _aside(text: SpeechText, sentence: int, verb: int) -> int | None:
    """Where "wie X mitteilte" begins, if the verb ends such a clause; an apposition may part it."""
    bounds, words, lower = text.sentences[sentence], text.tokens.words, text.tokens.lower
    end = verb + 1
    while end < bounds.last and words[end].islower() and _is_auxiliary(text, sentence, end):
        end += 1
    if end < bounds.last and words[end] not in ",.;:–-)":
        return None
    finite = {c.finite for c in text.clauses_of[sentence] if c.kind != "relative"}
    for i in range(verb - 1, max(bounds.first, verb - _LONGEST_ASIDE) - 1, -1):
        if lower[i] in text.words.according:
            opens = i == bounds.first or not words[i - 1][0].isalnum() or lower[i - 1] in text.words.coordinators
            return i if opens else None
        if words[i] in ":;" or i in finite:
            return None
    return None


def _is_auxiliary(text: SpeechText, sentence: int, token: int) -> bool:
    return any(v.token == token and v.reading.auxiliary for c in text.clauses_of[sentence] for v in c.verbs)


def _entry(
    text: SpeechText, clause: Clause, verb: Verb, entries: tuple[SpeechVerb, ...]
) -> tuple[SpeechVerb, list[Range]] | None:
    """The entry that fits the clause, and the tokens of its particle or fixed words."""
    reflexive = _is_reflexive(text, clause, verb)
    best: tuple[bool, SpeechVerb, list[Range]] | None = None
    for entry in entries:
        if entry.reflexive != reflexive:
            continue
        extra: list[Range] = []
        if entry.fixed:
            if verb.reading.particle:
                if entry.fixed != (verb.reading.particle,):
                    continue
            else:
                at = _sequence(text, clause, entry, verb)
                if at is None:
                    continue
                extra = [at]
        elif verb.reading.particle or _other_particle(text, clause, verb):
            continue
        rank = bool(entry.fixed)
        if best is None or rank > best[0]:
            best = rank, entry, extra
    return (best[1], best[2]) if best else None


def _is_reflexive(text: SpeechText, clause: Clause, verb: Verb) -> bool:
    """Whether "sich" belongs to a verb: not to one that is joined to it, and not as "each other"."""
    lower, words = text.tokens.lower, text.words
    if not clause.holds(words.itself, lower):
        return False
    full = [v.token for v in clause.verbs if not (v.reading.auxiliary or v.reading.modal)]
    joints = [i for i in range(clause.first, clause.last) if lower[i] in words.coordinators]
    # A joint parts two verbs only where each side has one.
    first = max([clause.first, *(i for i in joints if i < verb.token and any(v < i for v in full))])
    last = min([clause.last, *(i for i in joints if i > verb.token and any(v > i for v in full))])
    return any(
        lower[i] in words.itself and lower[i + 1] not in words.mutually
        for i in range(first, min(last, len(lower) - 1))
        if i in clause
    )


def _sequence(text: SpeechText, clause: Clause, entry: SpeechVerb, verb: Verb) -> Range | None:
    """Where the fixed words stand in the clause; a separated particle stands behind its verb, at the end.

    A word stands before what hangs on it, too: "zeigte sich besorgt über …".
    """
    lower, fixed = text.tokens.lower, entry.fixed
    size = len(fixed)
    for first, last in reversed(clause.spans):
        if fixed[0] not in lower[first:last]:
            continue
        for i in range(last - size, first - 1, -1):
            if lower[i] == fixed[0] and tuple(lower[i : i + size]) == fixed:
                following = lower[i + size] if i + size < last else ""
                if size > 1 or i == verb.token - 1 or following in entry.prepositions:
                    return i, i + size
                if i > verb.token and (i + 1 >= last or not _governs(text, i + 1, last)):
                    return i, i + size
    return None


def _governs(text: SpeechText, following: int, last: int) -> bool:
    """Whether the word before a token is a preposition there ("mit dem Zug"), not a particle."""
    word = text.tokens.words[following]
    return word[0].isalnum() and following < last and not (word.islower() and following == last - 1)


def _other_particle(text: SpeechText, clause: Clause, verb: Verb) -> bool:
    """Whether the finite verb has a particle that makes it another verb ("sagte ab")."""
    if clause.particle is None or verb.token != clause.finite:
        return False
    return text.tokens.lower[clause.particle] not in text.words.neutral_particles


def _merged(spans: list[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for first, last in sorted(spans):
        if merged and merged[-1][1] >= first:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)
