"""Find the people of a quotation: beside the speakers those who are spoken to, and the outlet that is spoken to."""

from __future__ import annotations

from tracker.parsing.clauses.split import Clause
from tracker.parsing.speech.parts import Content, Cue, Parties
from tracker.parsing.speech.speakers import free_phrases, is_noun_cue, is_time, speakers_of
from tracker.parsing.speech.subjects import is_abstract
from tracker.parsing.speech.text import Range, SpeechText
from tracker.parsing.text.phrases import Phrase, is_function_word

_ADJECTIVES = 3
"""Words behind an article among which the noun is looked for."""
_FEMININE = "ngd"
"""The cases of an article that is nominative of one gender, dative of another ("der")."""


def parties_of(text: SpeechText, cue: Cue, content: Content) -> Parties:
    """Speakers, addressees and outlet of a cue."""
    speakers = speakers_of(text, cue, content)
    if not text.clauses_of[cue.sentence] or cue.kind in ("source", "adverb"):
        return Parties(speakers)
    clause = text.clauses_of[cue.sentence][cue.clause]
    addressees, via = _addressed(text, cue, clause, content, speakers)
    if len(speakers) == 1 and not via:
        speaker, outlet = _without_outlet(text, speakers[0])
        return Parties((speaker,), addressees, outlet)
    return Parties(speakers, addressees, via)


def _without_outlet(text: SpeechText, speaker: Range) -> tuple[Range, tuple[Range, ...]]:
    """A speaker parted from the outlet behind him: "ein Beamter der Nachrichtenagentur Nordpost sagte"."""
    first, last = speaker
    lower, words = text.tokens.lower, text.words
    owned = lower[first].startswith(words.possessives)  # "sein Sprecher der Zeitung …" is nobody's twice
    if not owned and any(lower[i].endswith(words.outlet_staff) for i in range(first, last)):
        return speaker, ()
    bare = text.tokens.words[first][0].isupper() and not is_function_word(lower[first], text.pack)  # "sagte Falk der …"
    for i in range(first + 1 if bare else first + 2, last - 1):
        if lower[i] not in words.dative_articles:
            continue
        named = any(lower[j].endswith(words.outlet_endings) for j in range(i + 1, min(i + _ADJECTIVES, last)))
        if named:
            return (first, i), ((i, last),)
    return speaker, ()


def _addressed(
    text: SpeechText, cue: Cue, clause: Clause, content: Content, speakers: tuple[Range, ...]
) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    lower = text.tokens.lower
    addressees: list[Range] = []
    via: list[Range] = []
    for phrase in free_phrases(text, cue, clause, content):
        span = (phrase.first, phrase.last)
        if any(first < phrase.last and phrase.first < last for first, last in (*speakers, *content.core)):
            continue
        if is_noun_cue(cue, phrase) or is_abstract(text, phrase) or is_time(text, phrase):
            continue
        if text.tokens.words[phrase.first - 1] == ",":
            continue
        if phrase.preposition is not None:
            word = lower[phrase.preposition]
            if word in text.words.towards:
                (via if _is_outlet(text, phrase) else addressees).append(span)
            elif word in text.words.interviewed_by and _interview_before(text, cue, phrase):
                via.append(span)
        elif (
            phrase.determiner is not None
            and "d" in phrase.cases
            and ("n" not in phrase.cases or phrase.cases == _FEMININE)
        ):
            if _is_outlet(text, phrase):
                via.append(span)
            elif "a" not in phrase.cases or cue.statement_kind in text.words.aimed:
                addressees.append(span)
        elif cue.statement_kind not in text.words.aimed:
            continue
        elif ("n" in phrase.cases) if cue.passive else ("a" in phrase.cases and phrase.first > cue.anchor):
            addressees.append(span)
    return tuple(addressees[:2]), tuple(via[:2])


def _is_outlet(text: SpeechText, phrase: Phrase) -> bool:
    lower = text.tokens.lower
    endings = text.words.outlet_endings
    return any(lower[i].endswith(endings) for i in range(phrase.first, phrase.last)) or any(
        text.tokens.words[i] in '„"»«' for i in range(phrase.first, phrase.last)
    )


def _interview_before(text: SpeechText, cue: Cue, phrase: Phrase) -> bool:
    """Whether "mit X" hangs on an interview: "in einem Interview mit dem Sender"."""
    before = [p for p in text.phrases(cue.sentence) if phrase.preposition is not None and p.last == phrase.preposition]
    if not before or before[-1].preposition is None or text.tokens.lower[before[-1].head] not in text.words.interviews:
        return False
    return text.tokens.lower[before[-1].preposition] in text.words.interview_prepositions
