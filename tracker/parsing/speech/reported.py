"""Speech that is told as an object: "kündigte Verhandlungen an", "sprach von einem Erfolg", "nannte es nützlich"."""

from __future__ import annotations

from tracker.parsing.clauses.split import Clause
from tracker.parsing.speech.parts import Content, Cue
from tracker.parsing.speech.speakers import is_time, shares_subject
from tracker.parsing.speech.subjects import agreeing, is_abstract
from tracker.parsing.speech.text import Range, SpeechText, is_title
from tracker.parsing.text.phrases import Phrase


def reported_content(text: SpeechText, cue: Cue) -> Content | None:
    """The object of a verb of saying as its content; None where the verb has none or nobody says it yet."""
    verb = cue.verb
    if verb is None:
        return None
    clause = text.clauses_of[cue.sentence][cue.clause]
    declined = cue.statement_kind == text.words.decline
    if clause.kind in ("infinitive", "relative") or clause.finite is None:
        return None
    if (clause.modal and not declined) or clause.tense == "future":
        return None
    if not declined and text.negated(clause) and cue.statement_kind not in text.words.negatable:
        return None
    core = _withheld(text, cue, clause) if declined else _anaphor(text, cue, clause) or _object(text, cue, clause)
    if core is None:
        return None
    stretch = next((m for m in text.stretches_in(*core) if m.last >= core[1] - 1), None)
    governed = core[0] > 0 and any(p.first == core[0] and p.preposition is not None for p in text.phrases(cue.sentence))
    wording = bool(verb.takes & {"as", "adj"}) or governed  # "nannte es …", "sprach von …" tell words, never a name
    if stretch is not None and stretch.first - core[0] <= 1 and (wording or not is_title(text, stretch)):
        return Content(((stretch.first, stretch.last),), "direct", ((stretch.first, stretch.last),))
    kind = _told_by_object(text, cue, core)
    mention = _is_mention(text, cue, clause)
    return Content((_whole(text, cue, clause),), "reported", (core,), mention=mention, statement_kind=kind)


def _told_by_object(text: SpeechText, cue: Cue, core: Range) -> str | None:
    """The kind of a noun of saying that is the object: "äußerte Zweifel", "übte Kritik"."""
    if not cue.takes("said"):
        return None
    return next((kind for i in range(*core) if (kind := text.words.nouns.get(text.tokens.lower[i]))), None)


def _is_mention(text: SpeechText, cue: Cue, clause: Clause) -> bool:
    """Whether readers would not call it a quotation: told in the perfect or the passive, denied, or an act by words."""
    act = cue.statement_kind in text.words.acts
    return act or clause.tense in ("perfect", "pluperfect") or cue.passive or text.negated(clause)


def _anaphor(text: SpeechText, cue: Cue, clause: Clause) -> Range | None:
    """ "Das bestätigte der Palast": a word that stands for what was said before."""
    if cue.verb is None or clause.kind != "main" or not cue.verb.takes & {"c", "n", "o"} - cue.verb.weak:
        return None
    if text.tokens.lower[clause.first] in text.words.anaphors and clause.finite == clause.first + 1:
        return clause.first, clause.first + 1
    behind = (p for p in text.phrases(cue.sentence) if p.pronoun and p.may_be("a") and p.first in clause)
    found = next((p for p in behind if text.tokens.lower[p.head] in text.words.anaphors), None)
    return None if found is None else (found.first, found.last)  # "Rom wies dies zurück"


def _withheld(text: SpeechText, cue: Cue, clause: Clause) -> Range | None:
    """What somebody would not speak about: "wollte die Berichte nicht kommentieren"."""
    phrases = [p for p in text.phrases(cue.sentence) if p.first in clause]
    found = _accusative(text, cue, clause, phrases, False)
    if found is not None or cue.verb is None:
        return found
    governed = [p for p in phrases if p.preposition is not None and not is_time(text, p)]
    fitting = [p for p in governed if _preposition(text, p) in cue.verb.prepositions] or governed
    return (fitting[0].first, fitting[0].last) if fitting else None


def _object(text: SpeechText, cue: Cue, clause: Clause) -> Range | None:
    verb = cue.verb
    assert verb is not None
    phrases = [p for p in text.phrases(cue.sentence) if p.first in clause]
    if "n" in verb.takes and "n" not in verb.weak:
        found = _accusative(text, cue, clause, phrases, False)
        if found is not None:
            return found
    for phrase in reversed(phrases):
        if cue.passive or phrase.preposition is None or text.tokens.lower[phrase.head] in text.words.time_nouns:
            continue
        attached = any(p.last == phrase.preposition and p.preposition is not None for p in phrases)
        if attached and clause.kind != "main":
            continue  # "über die Gewährung von Garantien": hangs on a noun, not on the verb
        word = _preposition(text, phrase)
        code = f"p:{word}"
        if word in verb.prepositions and (code not in verb.weak or _in_marks(text, phrase)):
            return _extended(text, phrase, phrases, cue)
    if "as" in verb.takes or "adj" in verb.takes:
        predicate = _predicate(text, clause, cue)
        if predicate is not None:
            return predicate
    return _accusative(text, cue, clause, phrases, True) if "n" in verb.weak else None


def _preposition(text: SpeechText, phrase: Phrase) -> str:
    """The preposition of a phrase without its article; "" where it has none."""
    word = text.tokens.lower[phrase.preposition] if phrase.preposition is not None else ""
    return text.words.uncontracted.get(word, word)


def _shares_preposition(text: SpeechText, phrase: Phrase, phrases: list[Phrase]) -> bool:
    """Whether a phrase is joined to one that a preposition governs: "über ein Treffen von X und Y"."""
    if phrase.first == 0 or text.tokens.lower[phrase.first - 1] not in text.words.joining:
        return False
    return any(p.last == phrase.first - 1 and p.preposition is not None for p in phrases)


def _accusative(text: SpeechText, cue: Cue, clause: Clause, phrases: list[Phrase], weak: bool) -> Range | None:
    bare = [
        p
        for p in phrases
        if p.preposition is None and text.tokens.lower[p.head] not in text.words.time_nouns and not p.pronoun
    ]
    if cue.passive:
        subject = [p for p in bare if p.may_be("n")]
        return _extended(text, subject[0], phrases, cue) if subject and not weak and _has_agent(text, phrases) else None
    accusative = [p for p in bare if p.may_be("a") and not _shares_preposition(text, p, phrases)]
    nominative = [p for p in phrases if p.may_be("n") and text.tokens.lower[p.head] not in text.words.time_nouns]
    subject_elsewhere = clause.shares is not None or clause.kind == "relative" or shares_subject(text, clause)
    subjects = agreeing(text, clause, nominative)
    certain = [p for p in accusative if "n" not in p.cases or (subjects and p not in subjects)]
    if certain:
        chosen = certain[0]
    elif len(nominative) >= 2 and accusative:
        last = accusative[-1]
        fronted = clause.finite is not None and accusative[0].last == clause.finite and is_abstract(text, accusative[0])
        chosen = last if last is not nominative[0] and not fronted else accusative[0]
    elif subject_elsewhere and accusative:
        chosen = accusative[0]
    else:
        return None
    abstract = cue.takes("abstract") and is_abstract(text, chosen)
    abstract = abstract or _told_by_object(text, cue, (chosen.first, chosen.last)) is not None
    if weak and not abstract and not _in_marks(text, chosen):
        return None
    return _extended(text, chosen, phrases, cue)


def _has_agent(text: SpeechText, phrases: list[Phrase]) -> bool:
    """Whether a passive tells who says it."""
    return any(p.preposition is not None and text.tokens.lower[p.preposition] in text.words.agents for p in phrases)


def _in_marks(text: SpeechText, phrase: Phrase) -> bool:
    return bool(text.stretches_in(phrase.first - 1, phrase.last))


def _extended(text: SpeechText, phrase: Phrase, phrases: list[Phrase], cue: Cue) -> Range:
    """The object with the prepositional attributes that follow it at once."""
    end = phrase.last
    for later in phrases:
        if later.first <= phrase.first:
            continue
        starts = later.preposition if later.preposition is not None else later.first
        if starts != end or later.preposition is None or any(a <= starts < b for a, b in cue.spans):
            break
        end = later.last
    for stretch in text.stretches_in(phrase.first, end):
        end = max(end, stretch.last)
    return phrase.first, end


def _predicate(text: SpeechText, clause: Clause, cue: Cue) -> Range | None:
    """ "als nützlich"; "nannte den Besuch nützlich"."""
    last = clause.spans[-1][1]
    while (
        last > clause.first
        and not text.tokens.words[last - 1][0].isalnum()
        and text.tokens.words[last - 1] not in '“”"»«'
    ):
        last -= 1
    while last > clause.first and any(v.token == last - 1 for v in clause.verbs):
        last -= 1
    for first, end in clause.spans:
        for i in range(first, end):
            if text.tokens.lower[i] in text.words.comparing and i > clause.first and i + 1 < last:
                return i + 1, last
    if cue.verb is not None and "adj" in cue.verb.takes and last - cue.anchor > 2:
        stretch = text.stretch_to(last)
        if stretch is not None and stretch.first > cue.anchor:
            return stretch.first, stretch.last
        if text.tokens.words[last - 1].islower() and clause.tense in ("past", "present"):
            return last - 1, last
    return None


def _whole(text: SpeechText, cue: Cue, clause: Clause) -> Range:
    """The reporting clause with what depends on it; the whole sentence where it is the only main clause."""
    bounds = text.sentences[cue.sentence]
    clauses = text.clauses_of[cue.sentence]
    mains = [c for c in clauses if c.kind == "main"]
    if clause.kind == "main" and len(mains) == 1:
        return bounds.first, bounds.last
    end = text.subtree_end(cue.sentence, cue.clause)
    return text.trimmed((clause.first, end)) or (clause.first, end)
