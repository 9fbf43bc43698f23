"""Find the words that announce speech: verbs, nouns and predicates of saying, "laut X", "X zufolge", ", so X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tracker.parsing.clauses import Clause, Verb
from tracker.parsing.phrases import Phrase, is_function_word
from tracker.parsing.speech_lexicon import SpeechVerb
from tracker.parsing.speech_text import Range, SpeechText

CueKind = Literal["verb", "according", "noun", "predicate", "source", "so", "adverb"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that announce speech.

    Attributes:
        kind: verb, according ("wie X mitteilte"), noun ("die Forderung, dass"), predicate ("ist überzeugt, dass"), source ("laut X"), so (", so X"),
            adverb ("demnach").
        sentence, clause: where it stands, as indices.
        anchor: the token that the search for content starts from: verb form, noun, predicate or preposition.
        spans: the tokens of the cue.
        whole: the tokens to leave out of the content of a source cue: preposition, source and all.
        verb: the verb of saying, of a verb cue.
        source: the phrase that names the source, where the cue itself does.
        passive: the verb is in the passive.
    """

    kind: CueKind
    statement_kind: str
    sentence: int
    clause: int
    anchor: int
    spans: tuple[Range, ...]
    whole: Range
    verb: SpeechVerb | None = None
    source: Phrase | None = None
    passive: bool = False


def find_cues(text: SpeechText, sentence: int) -> list[Cue]:
    """The cues of a sentence in the order of their anchors; none of those that stand inside quoted words."""
    found = [
        *_verb_cues(text, sentence),
        *_source_cues(text, sentence),
        *_noun_cues(text, sentence),
        *_predicate_cues(text, sentence),
    ]
    return sorted((c for c in found if text.spoken_at(c.anchor) is None), key=lambda c: (c.anchor, c.kind != "verb"))


# --- verbs ----------------------------------------------------------------------------------------------------------


def _verb_cues(text: SpeechText, sentence: int) -> Iterator[Cue]:
    for index, clause in enumerate(text.clauses_of[sentence]):
        if any(
            text.tokens.lower[i] in text.words.comparing
            for i in range(clause.first, min(clause.first + 2, clause.last))
        ):
            if clause.kind != "main":
                continue  # "anders als das Ministerium behauptet"
        for verb in clause.verbs:
            reading = verb.reading
            if reading.auxiliary or reading.modal:
                continue
            base = reading.lemma.removeprefix(reading.particle)
            entries = text.words.verbs.get(base)
            if entries is None:
                continue
            match = _entry(text, clause, verb, entries)
            if match is None:
                continue
            entry, extra = match
            if "es" in entry.takes and not _impersonal(text, verb.token):
                continue
            according = _according(text, sentence, verb.token)
            if according is not None:
                spans = _merged([(verb.token, verb.token + 1), *extra])
                yield Cue(
                    "according", entry.kind, sentence, index, verb.token, spans, (according, verb.token + 1), entry,
                    passive=clause.passive,
                )  # fmt: skip
                break
            spans = _merged([(verb.token, verb.token + 1), *extra])
            yield Cue(
                "verb", entry.kind, sentence, index, verb.token, spans, (verb.token, verb.token + 1), entry,
                passive=clause.passive,
            )  # fmt: skip
            break


def _impersonal(text: SpeechText, verb: int) -> bool:
    """Whether "es" stands beside a verb: "heißt es", "es heißt"."""
    return any(word in text.words.impersonal for word in text.tokens.lower[max(0, verb - 2) : verb + 3])


def _according(text: SpeechText, sentence: int, verb: int) -> int | None:
    """Where "wie X mitteilte" begins, if the verb ends such a clause; an apposition may part it."""
    bounds, words, lower = text.sentences[sentence], text.tokens.words, text.tokens.lower
    end = verb + 1
    while end < bounds.last and words[end].islower() and _is_auxiliary(text, sentence, end):
        end += 1
    if end < bounds.last and words[end] not in ",.;:–-)":
        return None
    for i in range(verb - 1, max(bounds.first, verb - 40) - 1, -1):
        if lower[i] in text.words.according:
            opens = i == bounds.first or not words[i - 1][0].isalnum() or lower[i - 1] in text.words.coordinators
            return i if opens else None
        if words[i] in ":;(" or any(c.finite == i for c in text.clauses_of[sentence] if c.kind != "relative"):
            return None
    return None


def _is_auxiliary(text: SpeechText, sentence: int, token: int) -> bool:
    return any(v.token == token and v.reading.auxiliary for c in text.clauses_of[sentence] for v in c.verbs)


def _entry(
    text: SpeechText, clause: Clause, verb: Verb, entries: tuple[SpeechVerb, ...]
) -> tuple[SpeechVerb, list[Range]] | None:
    """The entry that fits the clause, and the tokens of its particle or fixed words."""
    reflexive = any(
        text.tokens.lower[i] in text.words.itself for first, last in clause.spans for i in range(first, last)
    )
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
                at = _sequence(text, clause, entry.fixed, verb)
                if at is None:
                    continue
                extra = [at]
        elif verb.reading.particle or _other_particle(text, clause, verb):
            continue
        rank = bool(entry.fixed)
        if best is None or rank > best[0]:
            best = rank, entry, extra
    return (best[1], best[2]) if best else None


def _sequence(text: SpeechText, clause: Clause, fixed: tuple[str, ...], verb: Verb) -> Range | None:
    """Where the fixed words stand in the clause; a separated particle stands behind its verb, at the end."""
    lower = text.tokens.lower
    size = len(fixed)
    finite = verb.token == clause.finite
    for first, last in reversed(clause.spans):
        for i in range(last - size, first - 1, -1):
            if tuple(lower[i : i + size]) == fixed:
                if not finite or size > 1 or i == verb.token - 1:
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


# --- sources: laut X, X zufolge, nach Angaben von X, so X -----------------------------------------------------------


def _source_cues(text: SpeechText, sentence: int) -> Iterator[Cue]:
    lower, words = text.tokens.lower, text.words
    bounds = text.sentences[sentence]
    for i in range(bounds.first, bounds.last):
        word = lower[i]
        if word in words.before_source:
            yield from _before(text, sentence, i, any_noun=True)
        elif word in words.after_words:
            yield from _before(text, sentence, i, any_noun=False)
            yield from _behind(text, sentence, i, 1, any_noun=False)
        elif word in words.behind_source:
            yield from _behind(text, sentence, i, 1, any_noun=True)
        elif word in words.so:
            yield from _so(text, sentence, i)
        elif word in words.adverbs:
            yield Cue("adverb", "inform", sentence, _clause_at(text, sentence, i), i, ((i, i + 1),), (i, i + 1))


def _before(text: SpeechText, sentence: int, i: int, *, any_noun: bool) -> Iterator[Cue]:
    """A preposition before its source: "laut dem Bericht", "nach Angaben der Polizei"."""
    phrase = next((p for p in text.phrases(sentence) if p.first > i), None)
    if phrase is None or not _adverbs_only(text, i + 1, phrase.first):
        return
    at = _word_noun(text, phrase)
    if at is None and not any_noun:
        return
    source, end = _whose(text, sentence, phrase, at) if at is not None else (phrase, phrase.last)
    attribute = next((p for p in text.phrases(sentence) if p.preposition == end), None)
    if attribute is not None and text.tokens.lower[end] in text.words.of:
        end = attribute.last
    if end < text.sentences[sentence].last and text.tokens.lower[end] in text.words.after_words:
        end += 1
    yield Cue("source", "inform", sentence, _clause_at(text, sentence, i), i, ((i, i + 1),), (i, end), source=source)


def _adverbs_only(text: SpeechText, first: int, last: int) -> bool:
    """Whether at most two adverbs stand between a preposition and its noun: "nach bisher unbestätigten Berichten"."""
    between = range(first, last)
    return len(between) <= 2 and all(
        text.tokens.words[i].islower() and is_function_word(text.tokens.lower[i], text.pack) for i in between
    )


def _behind(text: SpeechText, sentence: int, i: int, size: int, *, any_noun: bool) -> Iterator[Cue]:
    """A postposition behind its source: "dem Bericht zufolge", "seiner Meinung nach"."""
    phrases = text.phrases(sentence)
    at = next((k for k, p in enumerate(phrases) if p.last == i), None)
    if at is None:
        return
    phrase = phrases[at]
    named = _word_noun(text, phrase)
    noun, first = named is not None, phrase.first
    source = _whose(text, sentence, phrase, named)[0] if named is not None else phrase
    if at and not noun and _word_noun(text, phrases[at - 1]) is not None:
        before = phrases[at - 1]
        joined = (phrase.preposition is not None and phrase.preposition == before.last) or phrase.first == before.last
        if joined:
            noun, first = True, before.first
    if (not noun and not any_noun) or (phrase.preposition is not None and not noun):
        return
    yield Cue(
        "source",
        "inform",
        sentence,
        _clause_at(text, sentence, i),
        i,
        ((i, i + size),),
        (first, i + size),
        source=source,
    )


def _word_noun(text: SpeechText, phrase: Phrase) -> int | None:
    """The token of a noun that means somebody's words, first among the nouns of a phrase ("Angaben Gordons")."""
    for i in range(phrase.first, phrase.last):
        if text.tokens.words[i][0].isupper() and i >= phrase.first:
            if text.words.is_word_noun(text.tokens.lower[i]):
                return i
            if i > text.sentences[text.sentence_at(i)].first:
                return None
    return None


def _whose(text: SpeechText, sentence: int, noun: Phrase, at: int) -> tuple[Phrase, int]:
    """Whose words a noun like "Angaben" means, and the end of the whole: a genitive, a von-phrase, or the noun."""
    genitive = tuple(text.words.genitive_endings)
    article = at + 1 < noun.last and not text.tokens.words[at + 1][0].isupper()
    if at + 1 < noun.last and not article and not text.tokens.lower[noun.last - 1].endswith(genitive):
        return replace(noun, last=at + 1, end=text.tokens.ends[at], head=at), at + 1
    if at + 1 < noun.last:
        inner = replace(noun, first=at + 1, start=text.tokens.starts[at + 1], determiner=None, preposition=None)
        return inner, noun.last
    following = next((p for p in text.phrases(sentence) if p.first >= noun.last), None)
    if following is not None and not following.pronoun:
        by = following.preposition
        if by is not None and by == noun.last and text.tokens.lower[by] in text.words.by:
            return following, following.last
        if by is None and following.first == noun.last and "g" in following.cases:
            return following, following.last
    return noun, noun.last


def _so(text: SpeechText, sentence: int, i: int) -> Iterator[Cue]:
    """ ", so der Minister": a subject without verb behind a comma or quoted words."""
    bounds = text.sentences[sentence]
    if i == bounds.first or text.tokens.words[i - 1][0].isalnum() or i + 1 >= bounds.last:
        return
    phrase = next((p for p in text.phrases(sentence) if p.first == i + 1), None)
    if phrase is None or not phrase.may_be("n"):
        return
    index = _clause_at(text, sentence, i)
    clause = text.clauses_of[sentence][index]
    if any(v.token > i and v.token in clause and v.token < _stop(text, i, bounds.last) for v in clause.verbs):
        return
    yield Cue("so", "inform", sentence, index, i, ((i, i + 1),), (i, _stop(text, i, bounds.last)), source=phrase)


def _stop(text: SpeechText, i: int, last: int) -> int:
    """The next mark that ends a piece of a sentence."""
    while i < last and text.tokens.words[i] not in ",;:.–—!?":
        i += 1
    return i


def _clause_at(text: SpeechText, sentence: int, token: int) -> int:
    found = 0
    for index, clause in enumerate(text.clauses_of[sentence]):
        if token in clause:
            return index
        if clause.first <= token:
            found = index
    return found


# --- nouns and predicates -------------------------------------------------------------------------------------------


def _noun_cues(text: SpeechText, sentence: int) -> Iterator[Cue]:
    lower, nouns = text.tokens.lower, text.words.nouns
    bounds = text.sentences[sentence]
    for i in range(bounds.first, bounds.last):
        kind = nouns.get(lower[i])
        if kind is None or not text.tokens.words[i][0].isupper():
            continue
        phrase = next((p for p in text.phrases(sentence) if p.first <= i < p.last), None)
        if phrase is None or (i > phrase.first and text.tokens.words[i - 1][0].isupper() and i - 1 > bounds.first):
            continue
        source, end = _whose(text, sentence, phrase, i)
        while end < bounds.last and _closes_bracket(text, sentence, end):
            end += 1
        if end < bounds.last and text.tokens.words[end] in ",:":
            named = None if source is phrase else source
            index = _clause_at(text, sentence, i)
            yield Cue("noun", kind, sentence, index, i, ((phrase.first, i + 1),), (phrase.first, end), source=named)


def _closes_bracket(text: SpeechText, sentence: int, token: int) -> bool:
    """Whether a token is the verb or particle that ends a clause: "stellte die Theorie auf, dass"."""
    clause = text.clauses_of[sentence][_clause_at(text, sentence, token)]
    return clause.particle == token or any(v.token == token for v in clause.verbs)


def _predicate_cues(text: SpeechText, sentence: int) -> Iterator[Cue]:
    lower, predicates = text.tokens.lower, text.words.predicates
    bounds = text.sentences[sentence]
    for i in range(bounds.first, bounds.last - 1):
        kind = predicates.get(lower[i])
        if kind is not None and text.tokens.words[i].islower() and text.tokens.words[i + 1] in ",:":
            index = _clause_at(text, sentence, i)
            finite = text.clauses_of[sentence][index].finite if text.clauses_of[sentence] else None
            if finite is not None:
                yield Cue("predicate", kind, sentence, index, i, ((finite, finite + 1), (i, i + 1)), (i, i + 1))
