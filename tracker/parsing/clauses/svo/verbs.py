"""Read the verb groups of a sentence: "has not yet arrived", "is expected to visit", "after meeting"."""

from __future__ import annotations

from typing import Literal

from tracker.parsing.clauses.clause import ClauseTense, Verb
from tracker.parsing.clauses.svo.words import SvoWords
from tracker.parsing.clauses.verbs import Mood, Reading
from tracker.parsing.text.tokens import Sentence, Tokens
from tracker.parsing.values import immutable

GroupForm = Literal["finite", "infinitive", "gerund", "participle"]
_INNER = 3  # adverbs that may stand between two verbs of a group
_LINKS = 3  # verbs that may be chained


@immutable
class VerbGroup:
    """The verbs of a predicate, tokens ``first:last``; ``last`` is behind the full verb and its particle."""

    first: int
    last: int
    form: GroupForm
    verbs: tuple[Verb, ...]
    particle: int | None
    lemma: str
    tense: ClauseTense | None
    mood: Mood | None
    modal: str
    negated: bool
    passive: bool
    progressive: bool
    sure: bool

    @property
    def head(self) -> int:
        """The token of the full verb."""
        return self.verbs[-1].token


class Groups:
    """The search for verb groups in one sentence."""

    def __init__(self, tokens: Tokens, sentence: Sentence, words: SvoWords) -> None:
        self.tokens, self.sentence, self.x = tokens, sentence, words
        self.lower = tokens.lower

    def found(self) -> list[VerbGroup]:
        """The groups of the sentence, in order, without overlap."""
        groups: list[VerbGroup] = []
        i = self.sentence.first
        while i < self.sentence.last:
            group = self._at(i)
            if group is None:
                i += 1
                continue
            groups.append(group)
            i = max(group.last, i + 1)
        return groups

    def _at(self, i: int) -> VerbGroup | None:
        lower = self.lower[i]
        if lower == self.x.mark:
            return self._infinitive(i)
        readings = self.x.lexicon.readings(lower)
        if not readings or (self.tokens.words[i][0].isupper() and not self._opens(i)):
            return None
        if self.x.lexicon.is_closed(lower):
            finite = next((r for r in readings if r.form == "finite"), None)
            if finite is not None:
                return self._finite(i, finite)
            gerund = next((r for r in readings if r.form == "gerund"), None)
            return self._rest(i, Verb(i, gerund), "gerund") if gerund is not None else None
        reading = self._plain(i, readings)
        if reading is None:
            return None
        form: GroupForm = "infinitive" if reading.form == "marked" else reading.form
        if form == "finite":
            return self._chained(i, [Verb(i, reading)], reading.tense, "indicative", "", False, False, False)
        return self._chained(i, [Verb(i, reading)], None, None, "", False, form == "participle", False, form)

    def _opens(self, i: int) -> bool:
        """Whether a capital is due to the place: the first word of a sentence or of quoted words."""
        return i == self.sentence.first or not self.tokens.words[i - 1][0].isalnum()

    # --- single verbs, told from nouns and adjectives by what stands before them ---

    def _plain(self, i: int, readings: tuple[Reading, ...]) -> Reading | None:
        lower, first = self.lower, self.sentence.first
        before = lower[i - 1] if i > first else ""
        behind = lower[i + 1] if i + 1 < self.sentence.last else "."
        counted = before in self.x.numbers and self._begins_phrase(i + 1)
        adjective = (before in self.x.determiners and not counted) or before.endswith(("'s", "’s"))
        nominal = lower[i] in self.x.lexicon.nominal
        if lower[i] in self.x.adverbs:
            return None
        pronoun = before in self.x.subject_pronouns
        gerund = next((r for r in readings if r.form == "gerund"), None)
        if gerund is not None:
            if adjective or (before in self.x.prepositions and before not in self.x.before_gerunds):
                return None
            opens = before in self.x.before_gerunds and before not in self.x.noun_prepositions
            direct = self._begins_phrase(i + 1) or behind in self.x.gerund_complements
            leads = i == first and behind in self.x.prepositions and behind not in self.x.owning
            if nominal and not (opens and direct) and not leads:
                return None
            if not nominal and before and before[0].isalnum() and before in self.x.not_nouns | self.x.prepositions:
                return gerund
            if not nominal and self._modifies_noun(i):
                return None
            return gerund
        if adjective or (before in self.x.prepositions and before not in self.x.relatives):
            return None
        finite = [r for r in readings if r.form == "finite"]
        past = next((r for r in finite if r.tense == "past"), None)
        participle = next((r for r in readings if r.form == "participle"), None)
        clear = (
            not nominal
            or self._after_subject(i, before)
            or behind in self.x.particles.get(past.lemma if past else "", ())
        )
        if past is not None and clear:
            if participle is not None and (behind in self.x.agents or i == first):
                return participle
            if self._modifies_noun(i) and not self._after_subject(i, before):
                return None
            return past
        if participle is not None and past is None:
            return participle if behind in self.x.agents or not nominal else None
        present = next((r for r in finite if r.tense == "present"), None)
        if present is None or not before:
            return None
        if present.plural:  # the base form
            if pronoun or (before in self.x.adverbs and not nominal) or (not nominal and self._after_noun(i)):
                return present
            return (
                present
                if before in self.x.subject_questions or (nominal and self._plural_before(i) and self._object_behind(i))
                else None
            )
        if pronoun or before in self.x.relatives or (not nominal and self._after_noun(i)):
            return present
        proper = self.tokens.words[i - 1][0].isupper() and self.tokens.words[i - 1].isalpha()
        behind_it = self._begins_phrase(i + 1) or behind == self.x.mark
        return present if nominal and proper and behind_it else None

    def _after_subject(self, i: int, before: str) -> bool:
        """Whether a pronoun, a name, an adverb or a comma stands before, so that a verb may follow."""
        if not before:
            return False
        return (
            before in self.x.subject_pronouns | self.x.adverbs
            or self.tokens.words[i - 1][0].isupper()
            or before in ',”"'
            or before in self.x.coordinators
            or before in self.x.relatives
        )

    def _after_noun(self, i: int) -> bool:
        before = self.lower[i - 1]
        return before[0].isalnum() and before not in self.x.not_nouns and before not in self.x.determiners

    def _plural_before(self, i: int) -> bool:
        return self.lower[i - 1].endswith("s") and self._after_noun(i)

    def _object_behind(self, i: int) -> bool:
        return self._begins_phrase(i + 1) or self.lower[min(i + 1, self.sentence.last - 1)] in self.x.prepositions

    def _begins_phrase(self, i: int) -> bool:
        return self.x.begins_phrase(self.tokens, i, self.sentence.last)

    def _modifies_noun(self, i: int) -> bool:
        """Whether the word stands like an adjective between a preposition, a number or an adjective and a noun."""
        if i == self.sentence.first or i + 1 >= self.sentence.last:
            return False
        before, behind = self.lower[i - 1], self.lower[i + 1]
        noun = behind[0].isalpha() and self.tokens.words[i + 1][0].islower() and behind not in self.x.not_nouns
        return noun and (before in self.x.prepositions or before in self.x.determiners or before.isdigit())

    # --- groups of several verbs ---

    def _skip(self, i: int) -> tuple[int, bool]:
        """The next token that is no adverb or negator, and whether a negator was passed."""
        negated = False
        for _ in range(_INNER):
            if i >= self.sentence.last:
                break
            lower = self.lower[i]
            if lower in self.x.negators:
                negated = True
            elif not (lower in self.x.adverbs or (lower.endswith(self.x.adverb_ending) and len(lower) > 4)):
                break
            i += 1
        return i, negated

    def _finite(self, i: int, finite: Reading) -> VerbGroup | None:
        verbs = [Verb(i, finite)]
        j, negated = self._skip(i + 1)
        negated = negated or self.lower[i].endswith(self.x.negated_forms)
        tense: ClauseTense = finite.tense
        mood: Mood = "indicative"
        modal = finite.modal
        if modal == "will":
            tense, modal, mood = "future", "", "k2" if finite.tense == "past" else "indicative"
        elif modal and finite.tense == "past":
            mood = "k2"
        wanted = {"be": ("participle", "gerund"), "have": ("participle",)}.get(finite.auxiliary, ("infinitive",))
        passive = progressive = False
        last_auxiliary = finite.auxiliary
        while j < self.sentence.last:
            reading = next((r for r in self.x.lexicon.readings(self.lower[j]) if r.form in wanted), None)
            if reading is None or self.tokens.words[j][0].isupper():
                break
            if last_auxiliary == "have" and reading.form == "participle" and not finite.modal:
                tense = "pluperfect" if finite.tense == "past" else "perfect"
            if last_auxiliary == "be":
                passive, progressive = reading.form == "participle", reading.form == "gerund"
            verbs.append(Verb(j, reading))
            if reading.auxiliary not in ("be", "have"):
                break
            last_auxiliary = reading.auxiliary
            wanted = ("participle", "gerund") if reading.auxiliary == "be" else ("participle",)
            j, more = self._skip(j + 1)
            negated = negated or more
        if finite.modal and len(verbs) == 1:
            return None
        return self._chained(i, verbs, tense, mood, modal, negated, passive, progressive)

    def _infinitive(self, i: int) -> VerbGroup | None:
        j, negated = self._skip(i + 1)
        negated = negated or self.lower[max(i - 1, 0)] in self.x.negators
        if j >= self.sentence.last or self.tokens.words[j][0].isupper():
            return None
        reading = next((r for r in self.x.lexicon.readings(self.lower[j]) if r.form == "infinitive"), None)
        if reading is None:
            return None
        group = self._rest(j, Verb(j, reading), "infinitive", negated=negated)
        return VerbGroup(
            i, group.last, "infinitive", group.verbs, group.particle, group.lemma, group.tense, group.mood, group.modal,
            group.negated, group.passive, group.progressive, True,
        )  # fmt: skip

    def _rest(self, i: int, verb: Verb, form: GroupForm, *, negated: bool = False) -> VerbGroup:
        """A group without a finite verb from its first verb on: "to have met", "being received"."""
        verbs = [verb]
        passive = False
        tense: ClauseTense | None = None
        while verbs[-1].reading.auxiliary in ("be", "have"):
            j, _ = self._skip(verbs[-1].token + 1)
            wanted = ("participle", "gerund") if verbs[-1].reading.auxiliary == "be" else ("participle",)
            found = self.x.lexicon.readings(self.lower[j]) if j < self.sentence.last else ()
            reading = next((r for r in found if r.form in wanted), None)
            if reading is None:
                break
            passive = verbs[-1].reading.auxiliary == "be" and reading.form == "participle"
            tense = "perfect" if verbs[-1].reading.auxiliary == "have" else tense
            verbs.append(Verb(j, reading))
        return self._chained(i, verbs, tense, "indicative" if tense else None, "", negated, passive, False, form)

    def _chained(
        self,
        first: int,
        verbs: list[Verb],
        tense: ClauseTense | None,
        mood: Mood | None,
        modal: str,
        negated: bool,
        passive: bool,
        progressive: bool,
        form: GroupForm = "finite",
    ) -> VerbGroup:
        """A group, with the infinitives that its verb or adjective passes the subject on to."""
        for _ in range(_LINKS):
            head = verbs[-1]
            at = head.token + 1
            named = self.x.chains.get(head.reading.lemma)
            if passive or progressive or head.reading.auxiliary == "be":
                named = self.x.chains.get(self.lower[head.token])
                if head.reading.auxiliary == "be":
                    at, _ = self._skip(at)
                    named = self.x.chains.get(self.lower[at]) if at < self.sentence.last else None
                    bare = at < self.sentence.last and self.lower[at] == self.x.mark
                    if bare:
                        named, at = "due", at - 1
                    at += 1
            if head.reading.auxiliary == "have" and at < self.sentence.last and self.lower[at] == self.x.mark:
                named = "must"
            if not named or at >= self.sentence.last or self.lower[at] != self.x.mark:
                break
            j, denied = self._skip(at + 1)
            if j >= self.sentence.last or self.tokens.words[j][0].isupper():
                break
            reading = next((r for r in self.x.lexicon.readings(self.lower[j]) if r.form == "infinitive"), None)
            if reading is None:
                break
            rest = self._rest(j, Verb(j, reading), "infinitive")
            if named != "done":
                modal = modal or named
            verbs = [*verbs, *rest.verbs]
            negated, passive, progressive = negated or denied, rest.passive, False
            modal = modal or rest.modal
            if rest.last > verbs[-1].token + 1:
                break
        head = verbs[-1]
        lemma, last, particle = head.reading.lemma, head.token + 1, None
        wanted = self.x.particles.get(lemma)
        dated = last + 1 < self.sentence.last and self.lower[last + 1] in self.x.times  # "called on Monday"
        if wanted and last < self.sentence.last and self.lower[last] in wanted and not dated:
            particle = last
            lemma, last = f"{lemma} {self.lower[last]}", last + 1
        sure = len(verbs) > 1 or not any(
            r.form == "participle" for r in self.x.lexicon.readings(self.lower[verbs[0].token])
        )
        return VerbGroup(
            first, last, form, tuple(verbs), particle, lemma, tense, mood, modal, negated, passive, progressive, sure
        )


def verb_groups(tokens: Tokens, sentence: Sentence, words: SvoWords) -> list[VerbGroup]:
    """The verb groups of a sentence, in order, without overlap."""
    return Groups(tokens, sentence, words).found()
