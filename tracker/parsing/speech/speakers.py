"""Find who speaks, from the cue and its clause."""

from __future__ import annotations

from dataclasses import replace

from tracker.parsing.clauses.split import Clause
from tracker.parsing.speech.parts import Content, Cue
from tracker.parsing.speech.sources import whose
from tracker.parsing.speech.subjects import agreeing, is_abstract
from tracker.parsing.speech.text import Range, SpeechText
from tracker.parsing.text.phrases import Phrase

_NOTHING = Content((), "indirect", ())


def speakers_of(text: SpeechText, cue: Cue, content: Content) -> tuple[Range, ...]:
    """The speakers of a cue: its source, the agent of a passive, or the subject of its clause."""
    if cue.kind in ("source", "so", "adverb") or (cue.kind == "noun" and cue.source is not None):
        if cue.source is None:
            return ()
        if cue.kind == "source" and _points_back(text, cue.source):
            return ()
        if _of_itself(text, cue.source) and text.clauses_of[cue.sentence]:
            return _subject(text, cue, text.clauses_of[cue.sentence][cue.clause], _NOTHING)
        if cue.kind != "noun" or not _possessive(text, cue.source):
            return _with_appositions(text, cue.sentence, cue.source, content)
    clauses = text.clauses_of[cue.sentence]
    if not clauses:
        return ()
    clause = clauses[cue.clause]
    by_agent = cue.passive and not (cue.verb is not None and "s" in cue.verb.takes)
    return _agent(text, cue, clause, content) if by_agent else _subject(text, cue, clause, content)


def _of_itself(text: SpeechText, source: Phrase) -> bool:
    """Whether the subject's own words are meant: "plant nach eigenen Angaben"."""
    return any(text.tokens.lower[i] in text.words.own for i in range(source.first, source.last))


def _points_back(text: SpeechText, source: Phrase) -> bool:
    """Whether a source is but the words of the one before: "den Angaben zufolge", "nach Angaben vom Montag"."""
    bare = source.last == source.first + (1 if source.determiner is None else 2)
    return bare and text.tokens.lower[source.head] in text.words.pointing


def free_phrases(text: SpeechText, cue: Cue, clause: Clause, content: Content) -> list[Phrase]:
    """The phrases of a clause that are no part of what is said."""
    if cue.kind == "according":
        return [p for p in text.phrases(cue.sentence) if cue.whole[0] < p.first and p.last <= cue.anchor]
    if cue.kind == "so":
        return [p for p in text.phrases(cue.sentence) if cue.whole[0] < p.first and p.last <= cue.whole[1]]
    free = [p for p in text.phrases(cue.sentence) if p.first in clause]
    for first, last in content.ranges if content.kind != "reported" else ():
        free = [p for p in free if not first <= p.first < last]
    return free


def _subject(text: SpeechText, cue: Cue, clause: Clause, content: Content) -> tuple[Range, ...]:
    phrases = [p for p in free_phrases(text, cue, clause, content) if not is_noun_cue(cue, p)]
    phrases = [_freed(p, clause) for p in phrases if p.first >= text.start_of(cue.sentence)]
    nominative = _nominatives(text, phrases)
    if content.kind == "reported":
        nominative = [p for p in nominative if not any(a <= p.head < b for a, b in content.core)]
    if cue.kind != "according":
        nominative = agreeing(text, clause, nominative) or nominative
    if _is_impersonal(text, clause, nominative) or (cue.verb is not None and "o" in cue.verb.takes):
        return _origin(text, cue, phrases, content)
    if clause.kind == "relative" and clause.introducer is not None:
        word = text.tokens.lower[clause.introducer]
        if word in text.words.relative_subjects and text.tokens.lower[clause.first] == word:
            return ((clause.introducer, clause.introducer + 1),)
    if cue.verb is not None and "s" in cue.verb.takes and not cue.passive:
        quoted = [p for p in phrases if p.first > cue.anchor and p.may_be("a") and p not in nominative[:1]]
        if quoted:
            return _with_appositions(text, cue.sentence, quoted[0], content)
    subject: Phrase | None = None
    joined = clause.finite is None and clause.shares is not None  # "hat den Gipfel eröffnet und alle aufgerufen"
    if cue.kind == "according" or not (joined or shares_subject(text, clause)):
        finite = clause.finite if clause.finite is not None else cue.anchor
        subject = _chosen(text, cue, clause, finite, nominative, content)
    if subject is None and (clause.shares is not None or shares_subject(text, clause)):
        subject = _shared_subject(text, cue, content)
    if subject is not None:
        return _with_appositions(text, cue.sentence, subject, content)
    return _linked_name(text, clause, phrases)


def _is_impersonal(text: SpeechText, clause: Clause, nominative: list[Phrase]) -> bool:
    """Whether "es" or "man" is the subject; behind the verb "es" may stand for the clause: "er lehnte es ab, zu …"."""
    at = [p.first for p in nominative if text.tokens.lower[p.head] in text.words.impersonal]
    behind = bool(at) and clause.finite is not None and at[0] > clause.finite
    return bool(at) and not (behind and any(p.last <= (clause.finite or 0) for p in nominative))


def _nominatives(text: SpeechText, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases that may be a subject; words that stand for what was said only if there is no other."""
    found = [
        p
        for p in phrases
        if p.may_be("n")
        and not (is_time(text, p) or _compared(text, p) or _aside(text, phrases, p) or _is_participle(text, p))
    ]
    return [p for p in found if text.tokens.lower[p.head] not in text.words.anaphors] or found


def _is_participle(text: SpeechText, phrase: Phrase) -> bool:
    """Whether a phrase is a participle that opens its sentence: "Stellvertretend für den Rat sagte …"."""
    bare = phrase.determiner is None and phrase.last == phrase.first + 1
    opens = phrase.first == text.start_of(text.sentence_at(phrase.first))
    return bare and opens and text.tokens.lower[phrase.head].endswith(text.words.adverbial_endings)


def _shared_subject(text: SpeechText, cue: Cue, content: Content) -> Phrase | None:
    """The subject of the clause before that the newsroom tells: "Sie räumte ein, es eile, sprach aber von Erfolgen"."""
    for earlier in reversed(text.clauses_of[cue.sentence][: cue.clause]):
        if earlier.kind == "main" and earlier.mood == "indicative" and earlier.finite is not None:
            phrases = [p for p in text.phrases(cue.sentence) if p.first in earlier]
            subject = _chosen(text, cue, earlier, earlier.finite, _nominatives(text, phrases), content)
            if subject is not None:
                return subject
    return None


def _linked_name(text: SpeechText, clause: Clause, phrases: list[Phrase]) -> tuple[Range, ...]:
    """A name that begins with a preposition: "Von der Heide sagte"."""
    for phrase in phrases:
        if phrase.preposition is None or phrase.pronoun or phrase.preposition != clause.first:
            continue
        if text.tokens.lower[phrase.preposition] in text.words.name_links and phrase.last == clause.finite:
            return ((clause.first, phrase.last),)
    return ()


def _freed(phrase: Phrase, clause: Clause) -> Phrase:
    """A phrase behind a subordinator that could be a preposition ("seit Minister Berg …") is governed by nothing."""
    if phrase.preposition is not None and phrase.preposition == clause.introducer:
        return replace(phrase, preposition=None)
    return phrase


def shares_subject(text: SpeechText, clause: Clause) -> bool:
    """Whether a coordinated clause begins with its verb: "…, und verwies auf die Lage"."""
    if clause.kind != "main" or clause.finite is None or clause.first == 0:
        return False
    opening = text.tokens.lower[clause.first]
    begins = clause.first + 1 if opening in text.words.coordinators else clause.first
    return clause.finite == begins and (
        opening in text.words.coordinators or text.tokens.lower[clause.first - 1] in text.words.coordinators
    )


def _possessive(text: SpeechText, phrase: Phrase) -> bool:
    return phrase.determiner is not None and text.tokens.lower[phrase.determiner].startswith(text.words.possessives)


def _chosen(
    text: SpeechText, cue: Cue, clause: Clause, finite: int, nominative: list[Phrase], content: Content
) -> Phrase | None:
    """The subject among the phrases that may be one: before the verb in a main clause unless that is what is said."""
    before = [p for p in nominative if p.last <= finite]
    behind = [p for p in nominative if p.first > finite]
    if clause.kind in ("subordinate", "relative", "infinitive") or cue.kind == "according":
        return before[0] if before else behind[0] if behind else None
    if content.parenthetical and behind:
        return behind[0]
    if before and behind and behind[0].first == finite + 1:
        pronoun = behind[0].pronoun and (behind[0].cases == "n" or content.kind == "reported")
        if pronoun or is_abstract(text, before[-1]):
            return behind[0]
    if before:
        return before[0]
    return behind[0] if behind else None


def _compared(text: SpeechText, phrase: Phrase) -> bool:
    """Whether a phrase is a predicate: "als Grund", "wie der Minister"."""
    return phrase.first > 0 and text.tokens.lower[phrase.first - 1] in text.words.comparing


def _aside(text: SpeechText, phrases: list[Phrase], phrase: Phrase) -> bool:
    """Whether a phrase stands in brackets, or shares a preposition with one before ("für Rom und Paris")."""
    before = text.tokens.lower[phrase.first - 1] if phrase.first > 0 else ""
    if before == "(":
        return True
    if before not in text.words.joining:
        return False
    return any(p.last == phrase.first - 1 and p.preposition is not None for p in phrases)


def is_noun_cue(cue: Cue, phrase: Phrase) -> bool:
    """Whether a phrase is the noun of saying itself."""
    return cue.kind == "noun" and phrase.first <= cue.anchor < phrase.last


def is_time(text: SpeechText, phrase: Phrase) -> bool:
    """Whether a phrase tells a time by its noun."""
    return text.tokens.lower[phrase.head] in text.words.time_nouns


def _agent(text: SpeechText, cue: Cue, clause: Clause, content: Content) -> tuple[Range, ...]:
    """The von-phrase of a passive."""
    return _governed(text, cue, free_phrases(text, cue, clause, content), content, text.words.agents)


def _origin(text: SpeechText, cue: Cue, phrases: list[Phrase], content: Content) -> tuple[Range, ...]:
    """Where an impersonal cue comes from: "hieß es aus dem Palast", "heißt es in dem Bericht"."""
    governs = cue.verb.prepositions if cue.verb is not None else frozenset[str]()
    return _governed(text, cue, phrases, content, text.words.origins - governs)


def _governed(
    text: SpeechText, cue: Cue, phrases: list[Phrase], content: Content, prepositions: frozenset[str]
) -> tuple[Range, ...]:
    for phrase in phrases:
        governed = phrase.preposition is not None and text.tokens.lower[phrase.preposition] in prepositions
        occasion = is_time(text, phrase) or text.tokens.lower[phrase.head] in text.words.occasions
        if governed and not occasion:
            owner = _owner(text, cue.sentence, phrase)
            return _with_appositions(text, cue.sentence, owner or phrase, content)
    return ()


def _owner(text: SpeechText, sentence: int, phrase: Phrase) -> Phrase | None:
    """Whose paper it is that says something: "in einer Erklärung des Hofs heißt es"; None where nobody is told."""
    if not text.words.is_paper(text.tokens.lower[phrase.head]):
        return None
    source, _ = whose(text, sentence, phrase, phrase.head)
    return source if source is not phrase and source.first > phrase.head else None


def _with_appositions(text: SpeechText, sentence: int, phrase: Phrase, content: Content) -> tuple[Range, ...]:
    """The phrase, its apposition and those that are coordinated with it."""
    phrases, words = text.phrases(sentence), text.tokens.words
    at = next((i for i, p in enumerate(phrases) if p.first == phrase.first), None)
    first, last = phrase.first, phrase.last
    ranges: list[Range] = []
    if at is None:
        return ((first, last),)
    said = content.core if content.kind == "reported" else content.ranges
    for following in phrases[at + 1 :]:
        if any(a <= following.first < b for a, b in said):
            break
        gap = text.tokens.lower[last : following.first]
        if (
            following.preposition is not None
            and following.preposition == last
            and gap
            and gap[0] in text.words.attributive
        ):
            last = following.last  # "der Bürgermeister von Orleans"
        elif gap == [","] and not following.pronoun and _is_apposition(text, sentence, following):
            last = following.last
        elif len(gap) == 1 and gap[0] in text.words.joining and following.preposition is None:
            ranges.append((first, last))
            first, last = following.first, following.last
        elif not gap and following.determiner is None and following.preposition is None and not following.pronoun:
            last = following.last
        else:
            break
        if words[last - 1] == words[first] or len(ranges) > 6:
            break
    return (*ranges, (first, last))


def _is_apposition(text: SpeechText, sentence: int, phrase: Phrase) -> bool:
    """Whether a phrase between commas is one: a comma, a verb or the end of the sentence follows."""
    if phrase.preposition is not None:
        return False
    bounds = text.sentences[sentence]
    behind = next((p for p in text.phrases(sentence) if p.preposition == phrase.last), None)
    if behind is not None and text.tokens.lower[phrase.last] in text.words.attributive:
        return behind.last >= bounds.last or text.tokens.words[behind.last] == ","  # ", Bischof X aus Riga,"
    if phrase.last >= bounds.last or not text.tokens.words[phrase.last][0].isalnum():
        return True
    return any(c.finite == phrase.last for c in text.clauses_of[sentence])
