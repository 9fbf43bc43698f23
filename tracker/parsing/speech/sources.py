"""Find sources that are named without a verb: "laut X", "nach Angaben von X", "X zufolge", ", so X", "wonach"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.parsing.speech.parts import Cue
from tracker.parsing.speech.subjects import is_abstract
from tracker.parsing.speech.text import SpeechText
from tracker.parsing.text.phrases import Phrase, is_function_word

_LONGEST_REST = 8


def source_cues(text: SpeechText, sentence: int, i: int, trigger: str) -> Iterator[Cue]:
    """The cue that a preposition, "so" or an adverb opens; ``trigger`` names its list in the pack."""
    if trigger == "before_source":
        yield from _before(text, sentence, i, any_noun=True)
    elif trigger == "after_words":
        yield from _relative(text, sentence, i)
        yield from _before(text, sentence, i, any_noun=False)
        yield from _behind(text, sentence, i, i + 1, any_noun=False)
    elif trigger == "behind_source":
        yield from _behind(text, sentence, i, i + 1, any_noun=True)
    elif trigger == "behind_split":
        yield from _behind(text, sentence, i - 1, i + 1, any_noun=True)
    elif trigger == "so":
        yield from _so(text, sentence, i)
    else:
        clause = text.clause_at(sentence, i)
        source = _antecedent(text, sentence, i)
        span = (i, i + 1)
        yield Cue("adverb", "inform", sentence, clause, i, (span,), span, source=source, named=span)


def _relative(text: SpeechText, sentence: int, i: int) -> Iterator[Cue]:
    """A relative pronoun as the source: "Berichte, nach denen …"."""
    source = _antecedent(text, sentence, i)
    pronoun = i + 1 < text.sentences[sentence].last and text.tokens.lower[i + 1] in text.words.relative_datives
    index = text.clause_at(sentence, i + 1)
    if source is not None and pronoun and text.clauses_of[sentence][index].introducer == i + 1:
        named = (i + 1, i + 2)
        yield Cue("adverb", "inform", sentence, index, i, ((i, i + 1),), (i, i + 2), source=source, named=named)


def _antecedent(text: SpeechText, sentence: int, i: int) -> Phrase | None:
    """The noun before the comma before a token."""
    if i < 2 or text.tokens.words[i - 1] != ",":
        return None
    return next((p for p in text.phrases(sentence) if p.last == i - 1), None)


def _before(text: SpeechText, sentence: int, i: int, *, any_noun: bool) -> Iterator[Cue]:
    """A preposition before its source: "laut dem Bericht", "nach Angaben der Polizei"."""
    phrase = next((p for p in text.phrases(sentence) if p.first > i), None)
    if phrase is None or not _adverbs_only(text, i + 1, phrase.first):
        return
    at = _word_noun(text, phrase)
    if not any_noun and (at is None or _is_own_speech(text, phrase)):
        return
    source, end = whose(text, sentence, phrase, at) if at is not None else (phrase, phrase.last)
    attribute = next((p for p in text.phrases(sentence) if p.preposition == end), None)
    if attribute is not None and text.tokens.lower[end] in text.words.of:
        end = attribute.last
    if end < text.sentences[sentence].last and text.tokens.lower[end] in text.words.after_words:
        end += 1
    named = (phrase.first, min(end, max(source.last, phrase.last)))
    whole = (i, _before_verb(text, sentence, i, end))
    index = text.clause_at(sentence, i)
    yield Cue("source", "inform", sentence, index, i, ((i, i + 1),), whole, source=source, named=named)


def _is_own_speech(text: SpeechText, phrase: Phrase) -> bool:
    """Whether a possessive tells that a paper or a speech is over: "nach seiner Erklärung reiste er ab"."""
    owned = phrase.determiner is not None and text.tokens.lower[phrase.determiner].startswith(text.words.possessives)
    return owned and text.words.is_paper(text.tokens.lower[phrase.head])


def _before_verb(text: SpeechText, sentence: int, i: int, end: int) -> int:
    """The end of a source that opens its sentence; all before the verb belongs to it: "Laut der Botschaft in Rom"."""
    finite = text.clauses_of[sentence][text.clause_at(sentence, i)].finite
    if i > text.start_of(sentence) + 1 or finite is None or not end < finite <= end + _LONGEST_REST:
        return end
    rest = text.tokens.words[end:finite]
    return finite if all(word[0].isalnum() for word in rest) else end


def _adverbs_only(text: SpeechText, first: int, last: int) -> bool:
    """Whether at most two adverbs stand between a preposition and its noun: "nach bisher unbestätigten Berichten"."""
    between = range(first, last)
    return len(between) <= 2 and all(
        text.tokens.words[i].islower() and is_function_word(text.tokens.lower[i], text.pack) for i in between
    )


def _behind(text: SpeechText, sentence: int, first: int, end: int, *, any_noun: bool) -> Iterator[Cue]:
    """A postposition behind its source: "dem Bericht zufolge", "seiner Meinung nach"."""
    phrases = text.phrases(sentence)
    at = next((k for k, p in enumerate(phrases) if p.last == first), None)
    if at is None:
        return
    phrase = phrases[at]
    named = _word_noun(text, phrase)
    noun, start = named is not None, phrase.first
    source = whose(text, sentence, phrase, named)[0] if named is not None else phrase
    if at and not noun and _word_noun(text, phrases[at - 1]) is not None:
        before = phrases[at - 1]
        joined = (phrase.preposition is not None and phrase.preposition == before.last) or phrase.first == before.last
        if joined:
            noun, start = True, before.first
    if (not noun and not any_noun) or (phrase.preposition is not None and not noun):
        return
    yield Cue(
        "source",
        "inform",
        sentence,
        text.clause_at(sentence, first),
        first,
        ((first, end),),
        (start, end),
        source=source,
        named=(start, first),
    )


def _word_noun(text: SpeechText, phrase: Phrase) -> int | None:
    """The token of a noun that means somebody's words, first among the nouns of a phrase ("Angaben Gordons")."""
    for i in range(phrase.first, phrase.last):
        if text.tokens.words[i][0].isupper() and i >= phrase.first:
            if text.words.is_word_noun(text.tokens.lower[i]):
                return i
            if i > text.sentences[text.sentence_at(i)].first and not _owns_next(text, i, phrase):
                return None
    return None


def _owns_next(text: SpeechText, i: int, phrase: Phrase) -> bool:
    """Whether a name in the genitive, or the name before it, stands before the noun: "nach Falks Ansicht"."""
    names = range(i, min(i + 3, phrase.last - 1))
    owner = next((j for j in names if text.tokens.lower[j].endswith(text.words.genitive_endings)), None)
    return owner is not None and text.words.is_word_noun(text.tokens.lower[owner + 1])


def whose(text: SpeechText, sentence: int, noun: Phrase, at: int) -> tuple[Phrase, int]:
    """Whose words a noun like "Angaben" means, and the end of the whole: a genitive, a von-phrase, or the noun."""
    genitive = text.tokens.lower[noun.last - 1].endswith(text.words.genitive_endings)
    if at + 1 < noun.last and text.tokens.words[at + 1][0].isupper() and not genitive:
        return replace(noun, last=at + 1, end=text.tokens.ends[at], head=at), at + 1
    if at + 1 < noun.last:
        inner = replace(noun, first=at + 1, start=text.tokens.starts[at + 1], determiner=None, preposition=None)
        return inner, noun.last
    if noun.determiner is not None and text.tokens.lower[noun.determiner].startswith(text.words.possessives):
        return replace(noun, last=noun.first + 1, end=text.tokens.ends[noun.first], head=noun.first), noun.last
    following = next((p for p in text.phrases(sentence) if p.first >= noun.last), None)
    if (
        following is not None
        and not following.pronoun
        and text.tokens.lower[following.head] not in text.words.time_nouns
    ):
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
    if phrase.determiner is not None and is_abstract(text, phrase):
        phrase, _ = whose(text, sentence, phrase, phrase.last - 1)  # ", so seine Begründung": he says it
    index = text.clause_at(sentence, i)
    clause = text.clauses_of[sentence][index]
    if any(v.token > i and v.token in clause and v.token < _stop(text, i, bounds.last) for v in clause.verbs):
        return
    yield Cue("so", "inform", sentence, index, i, ((i, i + 1),), (i, _stop(text, i, bounds.last)), source=phrase)


def _stop(text: SpeechText, i: int, last: int) -> int:
    """The next mark that ends a piece of a sentence."""
    while i < last and text.tokens.words[i] not in ",;:.–—!?":
        i += 1
    return i
