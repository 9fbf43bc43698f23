"""Which words of a sentence are verbs where they stand, and how they may be read."""

from __future__ import annotations

from tracker.parsing.clauses.choice import Choice, choice
from tracker.parsing.clauses.verbs import Reading
from tracker.parsing.clauses.words import SHORTEST_GUESS, ClauseWords
from tracker.parsing.text.tokens import Sentence, Tokens, where

QUOTES = frozenset("„“”\"»«‚‘'")

MARKS = frozenset(",;:–—-()…?!+|")


def verb_readings(tokens: Tokens, sentence: Sentence, words: ClauseWords) -> dict[int, Choice]:
    """The verb readings of each token that can be a verb where it stands, in order."""
    found: dict[int, Choice] = {}
    lower, printed = tokens.lower, tokens.words
    look_up, chance_of = words.choice, words.chance
    for i in where(chance_of.__getitem__, printed, sentence):
        if chance_of[printed[i]] == "opening" and not (_opens(tokens, i, sentence) and _may_open(tokens, i, words)):
            continue
        if lower[i] in words.name_particles and _within_name(tokens, i, sentence):
            continue
        known = look_up[lower[i]]
        if known is None:
            # Only where a verb must stand may an unknown word be one; most words are dismissed by what follows them.
            following = printed[i + 1] if i + 1 < sentence.last else "."
            if following[0].isalpha() and following not in words.coordinators and lower[i - 1] != words.mark:
                continue
            guessed = _guessed(tokens, i, sentence, words)
            known = choice(guessed) if guessed else None
        if known is not None and not _attributive(tokens, i, sentence, known, words):
            found[i] = _chosen(tokens, i, sentence, known, words)
    return found


def _opens(tokens: Tokens, i: int, sentence: Sentence) -> bool:
    """Whether no word stands between the beginning of a sentence, of quoted words or of a line and a token."""
    for before in reversed(tokens.words[sentence.first : i]):
        if before in QUOTES or before in ".:–":
            return True
        if before[0].isalpha():
            return False
    return True


def _may_open(tokens: Tokens, i: int, words: ClauseWords) -> bool:
    """Whether a capital may be a verb: a closed one, or a participle before its auxiliary: "Empfangen wurde sie …"."""
    lexicon = words.lexicon
    return lexicon.is_closed(tokens.lower[i]) or (i + 1 < len(tokens) and lexicon.is_closed(tokens.lower[i + 1]))


def _within_name(tokens: Tokens, i: int, sentence: Sentence) -> bool:
    """Whether a word stands between two parts of a name: "Hamad bin Chalifa"."""
    return (
        sentence.first < i < sentence.last - 1 and tokens.words[i - 1][0].isupper() and tokens.words[i + 1][0].isupper()
    )


def _guessed(tokens: Tokens, i: int, sentence: Sentence, words: ClauseWords) -> tuple[Reading, ...]:
    """Readings of a word that no list knows, by its ending and its place: behind "zu", or last before a mark."""
    word = tokens.lower[i]
    if len(word) < SHORTEST_GUESS or word in words.no_guess:
        return ()
    infinitive = word.endswith(words.infinitive_endings)
    if i > sentence.first and tokens.lower[i - 1] == words.mark:
        return (Reading("infinitive", word),) if infinitive else ()
    following = tokens.words[i + 1] if i + 1 < sentence.last else "."
    if following[0].isalpha() and following not in words.coordinators:
        return ()
    if word.endswith(words.participle_endings):
        return (Reading("participle", word), Reading("finite", word))
    if infinitive:
        return (Reading("infinitive", word), Reading("finite", word, plural=True))
    return ()


def _attributive(tokens: Tokens, i: int, sentence: Sentence, known: Choice, words: ClauseWords) -> bool:
    """Whether the word is an adjective or a possessive before a noun: "die besuchten Orte", "sein Vater"."""
    lower = tokens.lower
    if i + 1 >= sentence.last:
        return False
    following = tokens.words[i + 1]
    if lower[i] in words.determiners:  # "sein"
        return following[0].isalpha() and (following[0].isupper() or following[-1] in "nrsem")
    if known.closed:
        return False
    if not lower[i].endswith(words.syntax.participle_or_past_endings) or i == sentence.first:
        return False
    before = lower[i - 1]
    if i - 1 == sentence.first and before in words.demonstratives and not _verb_ahead(tokens, i, sentence, words):
        return False
    nominal = before in words.determiners or (
        tokens.words[i - 1][0].islower()
        and before.endswith(words.syntax.adjective_endings)
        and before not in words.first_person
        and i - 2 >= sentence.first
        and lower[i - 2] in words.determiners
    )
    nominal = nominal or _extended(tokens, i, sentence, words)
    if not nominal:
        return False
    if following[0].isupper():
        return True
    second = tokens.words[i + 2] if i + 2 < sentence.last else "."
    return following.endswith(words.syntax.adjective_endings) and second[0].isupper()


def _verb_ahead(tokens: Tokens, i: int, sentence: Sentence, words: ClauseWords) -> bool:
    """Whether another verb follows before the next mark, so that this one need not be the predicate."""
    for j in range(i + 1, sentence.last):
        if tokens.words[j] in MARKS:
            return False
        if tokens.words[j][0].islower() and words.lexicon.readings(tokens.lower[j]):
            return True
    return False


def _extended(tokens: Tokens, i: int, sentence: Sentence, words: ClauseWords) -> bool:
    """Whether an attribute with phrases of its own ends here: "der für Sonntag geplante Besuch"."""
    lower, opening = tokens.lower, words.relatives_and_determiners
    for j in range(i - 2, max(sentence.first, i - 9) - 1, -1):
        if lower[j] in opening:
            if lower[j + 1] in words.attribute_openers:
                return j == sentence.first or tokens.words[j - 1] not in MARKS or i - j > 2
        elif not lower[j][0].isalnum():
            return False
    return False


def _chosen(tokens: Tokens, i: int, sentence: Sentence, known: Choice, words: ClauseWords) -> Choice:
    """The readings that fit the neighbours: behind "zu" only an infinitive, K I not beside "ich"."""
    if i > sentence.first and tokens.lower[i - 1] == words.mark and known.infinitive:
        return choice(tuple(r for r in known.readings if r.form == "infinitive"))
    if known.doubtful and not words.first_person.isdisjoint(tokens.lower[max(sentence.first, i - 12) : i + 2]):
        return choice(
            tuple(
                Reading("finite", r.lemma, r.tense, "indicative", r.particle, r.auxiliary, r.modal)
                if r.mood == "k1"
                else r
                for r in known.readings
            )
        )
    return known
