"""Recognise verb forms: which verb a word may be a form of, in which tense and mood."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal, Protocol

from tracker.parsing.packs.pack import Pack, load_pack
from tracker.parsing.remembered import Remembered
from tracker.parsing.values import immutable

Form = Literal["finite", "participle", "infinitive", "marked", "gerund"]
Tense = Literal["present", "past"]
Mood = Literal["indicative", "k1", "k2"]


@immutable
class Reading:
    """One way to read a word as a verb form.

    Attributes:
        form: finite, participle, infinitive, gerund, or marked (an infinitive with the mark inside: "abzureisen").
        lemma: the infinitive, an attached particle included ("eintreffen").
        tense, mood: of a finite form.
        particle: the separable particle that is attached, else "".
        auxiliary: what an auxiliary does, "be", "have" or "become" (of the passive and the future), else "".
        modal: the modal's infinitive, else "".
        plural: whether a finite form is the plural (or first person) that looks like the infinitive.
    """

    form: Form
    lemma: str
    tense: Tense = "present"
    mood: Mood = "indicative"
    particle: str = ""
    auxiliary: str = ""
    modal: str = ""
    plural: bool = False

    def prefixed(self, prefix: str, *, separable: bool) -> Reading:
        """The same form of the verb with a prefix."""
        particle = prefix if separable else self.particle
        return Reading(self.form, prefix + self.lemma, self.tense, self.mood, particle, plural=self.plural)


@immutable
class Conjugation:
    """The endings by which regular verbs are formed.

    Attributes:
        infinitive: the full ending of the infinitive; without it the last letter is cut.
        lost: endings of an infinitive whose vowel is lost before another ("handeln", "ich handle").
        linking: stems after which a vowel stands before the ending.
        past: the ending of the past; participle: what stands before a participle.
        inseparable, foreign: prefixes and endings of verbs whose participle has nothing before it.
    """

    infinitive: str
    lost: str
    linking: tuple[str, ...]
    past: str
    participle: str
    inseparable: tuple[str, ...]
    foreign: str

    def stem(self, infinitive: str) -> str:
        """An infinitive without its ending."""
        full = infinitive.endswith(self.infinitive)
        return infinitive[: -len(self.infinitive)] if full else infinitive[:-1]

    def weak(self, infinitive: str) -> Iterator[tuple[str, Reading]]:
        """The forms of a regular verb."""
        stem = self.stem(infinitive)
        linked = f"{stem}e" if stem.endswith(self.linking) else stem
        bare = infinitive.endswith(self.foreign) or infinitive.startswith(self.inseparable)
        yield infinitive, Reading("infinitive", infinitive)
        yield infinitive, Reading("finite", infinitive, plural=True)
        yield f"{linked}t", Reading("finite", infinitive)
        yield f"{linked}{self.past}", Reading("finite", infinitive, "past")
        yield f"{linked}{self.past}n", Reading("finite", infinitive, "past")
        yield f"{stem}e", Reading("finite", infinitive, mood="k1")
        if infinitive.endswith(self.lost):
            yield f"{stem[:-2]}{stem[-1]}e", Reading("finite", infinitive, mood="k1")
        yield f"{linked}t" if bare else f"{self.participle}{linked}t", Reading("participle", infinitive)

    def strong(self, line: str) -> Iterator[tuple[str, Reading]]:
        """The forms of a verb whose parts are listed: infinitive, present, past, participle, past conditional."""
        infinitive, present, past, participle, second = line.split()
        plural = f"{past}n" if past.endswith("e") else f"{past}{self.infinitive}"
        yield infinitive, Reading("infinitive", infinitive)
        yield infinitive, Reading("finite", infinitive, plural=True)
        yield present, Reading("finite", infinitive)
        yield past, Reading("finite", infinitive, "past")
        yield plural, Reading("finite", infinitive, "past")
        yield f"{self.stem(infinitive)}e", Reading("finite", infinitive, mood="k1")
        if second != past:
            yield second, Reading("finite", infinitive, "past", "k2")
            yield f"{second}n", Reading("finite", infinitive, "past", "k2")
        yield participle, Reading("participle", infinitive)


class VerbForms(Protocol):
    """What other stages ask of the verbs of a language."""

    def readings(self, word: str) -> tuple[Reading, ...]:
        """All readings of a lower-case word; empty where it is no verb form that the lexicon knows."""


class Lexicon:
    """The verb forms of a language; ``readings`` answers for any lower-case word."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("clauses")
        self._never: frozenset[str] = frozenset(table["never_verbs"])
        self._particles = tuple(sorted(table["particles"], key=len, reverse=True))
        self._prefixes = tuple(sorted(table["inseparable"], key=len, reverse=True))
        self._mark: str = table["infinitive_mark"]
        self._strong_forms: dict[str, list[Reading]] = {}
        self._strong: set[str] = set()
        self._bare_participles: dict[str, list[Reading]] = {}
        endings = table["conjugation"]
        conjugation = Conjugation(
            linking=tuple(endings["linking"]),
            inseparable=self._prefixes,
            **{name: endings[name] for name in ("infinitive", "lost", "past", "participle", "foreign")},
        )
        for line in pack.words("strong_verbs"):  # first, since "fällt" is more often of "fallen" than of "fällen"
            _add(self._strong_forms, conjugation.strong(line))
            infinitive, _, _, participle, _ = line.split()
            self._strong.add(infinitive)
            bare = participle.removeprefix(conjugation.participle)
            self._bare_participles.setdefault(bare, []).append(Reading("participle", infinitive))
        self._conjugation = conjugation
        self._regular: dict[str, list[str]] = {}
        for infinitive in pack.words("weak_verbs"):
            for key in {self._key(infinitive), self._key(conjugation.participle + infinitive)}:
                self._regular.setdefault(key, []).append(infinitive)
        self._weak = Remembered(self._conjugated)
        self._closed: dict[str, tuple[Reading, ...]] = {}
        for kind in ("auxiliaries", "modals"):
            for lemma, forms in table[kind].items():
                self._add_closed(lemma, forms, kind)
        self._respelled = tuple(pack.table("language")["respelled"].items())
        self._known = Remembered(self._read)

    def _key(self, word: str) -> str:
        """The letters that the forms of a regular verb have in common, with and without what opens a participle."""
        opening = self._conjugation.participle
        return word[: len(opening) + 2] if word.startswith(opening) else word[:2]

    def _conjugated(self, key: str) -> dict[str, list[Reading]]:
        """The forms of the regular verbs that begin alike: most verbs occur in no text that a process reads."""
        forms: dict[str, list[Reading]] = {}
        for infinitive in self._regular.get(key, ()):
            _add(forms, self._conjugation.weak(infinitive))
        return forms

    def _listed(self, word: str) -> list[Reading]:
        """The readings as a verb of the lists: the strong ones first."""
        strong, weak = self._strong_forms.get(word, []), self._weak[self._key(word)].get(word, [])
        return [*strong, *(reading for reading in weak if reading not in strong)] if strong else weak

    def _add_closed(self, lemma: str, forms: dict[str, Any], kind: str) -> None:
        auxiliary, modal = (forms["does"], "") if kind == "auxiliaries" else ("", lemma)
        tables: tuple[tuple[str, Form, Tense, Mood], ...] = (
            ("present", "finite", "present", "indicative"),
            ("past", "finite", "past", "indicative"),
            ("k1", "finite", "present", "k1"),
            ("k2", "finite", "past", "k2"),
            ("infinitive", "infinitive", "present", "indicative"),
            ("participle", "participle", "present", "indicative"),
        )
        for name, form, tense, mood in tables:
            for word in forms[name]:
                plural = form == "finite" and word in forms["infinitive"]
                reading = Reading(form, lemma, tense, mood, "", auxiliary, modal, plural)
                self._closed[word] = (*self._closed.get(word, ()), reading)

    def is_closed(self, word: str) -> bool:
        """Whether the word is a form of an auxiliary or a modal."""
        return word in self._closed

    def readings(self, word: str) -> tuple[Reading, ...]:
        """All readings of a lower-case word; empty where it is no verb form that the lexicon knows."""
        return self._known[word]

    def _read(self, word: str) -> tuple[Reading, ...]:
        found = self._closed.get(word) or self._analysed(word)
        for printed, other in () if found else self._respelled:
            if printed in word:  # as long ago: "läßt"
                found = self._analysed(word.replace(printed, other))
            at = word.find(other)  # as in Switzerland: "hiess", "äusserte"
            while at >= 0 and not found:
                found = self._analysed(f"{word[:at]}{printed}{word[at + len(other) :]}")
                at = word.find(other, at + 1)
        return found

    def _analysed(self, word: str) -> tuple[Reading, ...]:
        if word in self._never or len(word) > 40 or len(word) < 3:
            return ()
        whole = self._unseparated(word)
        if whole:
            return tuple(whole)
        for particle in self._particles:
            if not word.startswith(particle):
                continue
            rest = word[len(particle) :]
            found = [r.prefixed(particle, separable=True) for r in self._unseparated(rest)]
            if not found and rest.startswith(self._mark):
                inner = self._unseparated(rest[len(self._mark) :])
                found = [
                    Reading("marked", particle + r.lemma, particle=particle) for r in inner if r.form == "infinitive"
                ]
            if not found:
                found = [
                    Reading(r.form, particle + r.lemma, r.tense, r.mood, particle, plural=r.plural)
                    for r in self._closed.get(rest, ())
                    if len(rest) > 3
                ]
            if found:
                return tuple(found)
        return ()

    def _unseparated(self, word: str) -> list[Reading]:
        found = self._listed(word)
        if found:
            return found
        for prefix in self._prefixes:
            if word.startswith(prefix) and len(word) > len(prefix) + 2:
                rest = word[len(prefix) :]
                inner = [r for r in self._listed(rest) if r.form != "participle" and r.lemma in self._strong]
                inner += self._bare_participles.get(rest, ())
                strong = [r.prefixed(prefix, separable=False) for r in inner]
                if strong:
                    return strong
        return []


def _add(forms: dict[str, list[Reading]], told: Iterator[tuple[str, Reading]]) -> None:
    for word, reading in told:
        known = forms.setdefault(word, [])
        if reading not in known:
            known.append(reading)


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, built when it is first asked for."""
    return Lexicon(load_pack(language))
