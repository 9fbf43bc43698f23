"""Recognise verb forms of a language that puts its endings behind the stem: base, -s, past, participle, -ing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tracker.parsing.clauses.verbs import Form, Mood, Reading, Tense
from tracker.parsing.packs.pack import Pack, load_pack

_VOWELS = "aeiou"
_FORMS: tuple[tuple[str, Form, Tense, Mood], ...] = (
    ("present", "finite", "present", "indicative"),
    ("past", "finite", "past", "indicative"),
    ("infinitive", "infinitive", "present", "indicative"),
    ("participle", "participle", "present", "indicative"),
    ("gerund", "gerund", "present", "indicative"),
)


class SvoLexicon:
    """The verb forms of a language; ``readings`` answers for any lower-case word."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("clauses")
        self.nominal = frozenset(pack.words("nominal_verbs"))
        self._forms: dict[str, list[Reading]] = {}
        for line in sorted(pack.words("verbs")):
            for word, reading in _conjugated(line):
                known = self._forms.setdefault(word, [])
                if reading not in known:
                    known.append(reading)
        self._closed: dict[str, tuple[Reading, ...]] = {}
        for kind in ("auxiliaries", "modals"):
            for lemma, forms in table[kind].items():
                auxiliary, modal = (lemma, "") if kind == "auxiliaries" else ("", lemma)
                for name, form, tense, mood in _FORMS:
                    for word in forms.get(name, ()):
                        reading = Reading(form, lemma, tense, mood, "", auxiliary, modal)
                        self._closed[word] = (*self._closed.get(word, ()), reading)

    def is_closed(self, word: str) -> bool:
        """Whether the word is a form of an auxiliary or a modal."""
        return word in self._closed

    def readings(self, word: str) -> tuple[Reading, ...]:
        """All readings of a lower-case word; empty where it is no verb form that the lexicon knows."""
        closed = self._closed.get(word)
        return closed if closed is not None else tuple(self._forms.get(word, ()))


def _conjugated(line: str) -> Iterator[tuple[str, Reading]]:
    """The forms of a verb from its line in the pack."""
    words = line.split()
    mark = words[0][-1] if words[0][-1] in "+~" else ""
    base = words[0].rstrip("+~")
    stems = {"": (base,), "+": (base + base[-1],), "~": (base, base + base[-1])}[mark]
    silent = base.endswith("e") and not base.endswith(("ee", "oe", "ye"))
    soft = base.endswith("y") and base[-2:-1] not in _VOWELS
    yield base, Reading("infinitive", base)
    yield base, Reading("finite", base, plural=True)
    hissing = base.endswith(("s", "x", "z", "ch", "sh", "o"))
    yield (f"{base[:-1]}ies" if soft else f"{base}es" if hissing else f"{base}s"), Reading("finite", base)
    if len(words) == 3:
        yield words[1], Reading("finite", base, "past")
        yield words[2], Reading("participle", base)
    else:
        for stem in stems:
            past = f"{base}d" if base.endswith("e") else f"{base[:-1]}ied" if soft else f"{stem}ed"
            yield past, Reading("finite", base, "past")
            yield past, Reading("participle", base)
    if base.endswith("ie"):
        yield f"{base[:-2]}ying", Reading("gerund", base)
        return
    last = stems[-1:] if len(words) == 3 else stems
    for stem in last:
        doubled = len(words) == 3 and _doubles(base)
        yield (f"{base[:-1]}ing" if silent else f"{stem}{stem[-1] if doubled else ''}ing"), Reading("gerund", base)


def _doubles(base: str) -> bool:
    """Whether a short verb doubles its last letter: "run", "begin", "put", but not "meet" or "fly"."""
    return base[-1] in "tdnmpg" and base[-2] in _VOWELS and base[-3:-2] not in _VOWELS


@lru_cache(maxsize=8)
def svo_lexicon(language: str) -> SvoLexicon:
    """The lexicon of a language, built when it is first asked for."""
    return SvoLexicon(load_pack(language))
