"""The words that announce speech, read from the language pack: verbs, nouns, predicates, prepositions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from events.errors import TrackerError
from tracker.parsing.pack import Pack


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb of saying.

    Attributes:
        lemma: as in the pack, the base verb without particle.
        fixed: the particle, or the words of a phrase, that must stand in the clause ("mit", "zu bedenken").
        reflexive: it wants a reflexive pronoun.
        kind: statement_kind.
        takes: carriers of content ("c", "q", "z", "n", "als", "adj"), strong and weak ones.
        weak: those of them that count only where mood or marks show speech.
        prepositions: those that may introduce the content ("von", "vor"), with the same distinction in ``weak``.
    """

    lemma: str
    fixed: tuple[str, ...]
    reflexive: bool
    kind: str
    takes: frozenset[str]
    weak: frozenset[str]
    prepositions: frozenset[str]
    example: str


@dataclass(frozen=True)
class SpeechWords:
    """What the pack says about speech; `verbs` by base lemma, nouns and predicates by word in lower case."""

    verbs: dict[str, tuple[SpeechVerb, ...]]
    nouns: dict[str, str]
    predicates: dict[str, str]
    word_nouns: frozenset[str]
    sets: dict[str, frozenset[str]]
    uncontracted: dict[str, str]
    on_record: dict[str, tuple[str, ...]]

    def __getattr__(self, name: str) -> frozenset[str]:
        try:
            return self.sets[name]
        except KeyError:
            raise AttributeError(name) from None

    def is_word_noun(self, word: str) -> bool:
        """Whether a noun means somebody's words ("Angaben", "Polizeiangaben"); compounds count by their end."""
        if word in self.word_nouns:
            return True
        return any(word.endswith(noun) for noun in self.word_nouns if len(noun) > 5)


def _verb(line: str) -> SpeechVerb:
    try:
        lemma, kind, takes, example = (part.strip() for part in line.split("|"))
    except ValueError:
        raise TrackerError("four columns are wanted", where=f"speech_verbs.txt: {line[:40]}") from None
    reflexive = lemma.startswith("sich ")
    fixed, _, base = lemma.removeprefix("sich ").rpartition("+")
    strong: set[str] = set()
    weak: set[str] = set()
    for code in takes.split():
        (weak if code.endswith("!") else strong).add(code.removesuffix("!"))
    prepositions = frozenset(code[2:] for code in strong | weak if code.startswith("p:"))
    return SpeechVerb(
        base, tuple(fixed.split()), reflexive, kind, frozenset(strong | weak), frozenset(weak), prepositions, example
    )


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in words}


@lru_cache(maxsize=8)
def speech_words(pack: Pack) -> SpeechWords:
    """The speech vocabulary of a pack.

    Raises:
        TrackerError: a line of ``speech_verbs.txt`` has not four columns.
    """
    table: dict[str, Any] = pack.table("speech")
    verbs: dict[str, list[SpeechVerb]] = {}
    for line in sorted(pack.words("speech_verbs")):
        verb = _verb(line)
        verbs.setdefault(verb.lemma, []).append(verb)
    sets = {name: frozenset([v] if isinstance(v, str) else v) for name, v in table.items() if not isinstance(v, dict)}
    return SpeechWords(
        {lemma: tuple(found) for lemma, found in verbs.items()},
        _by_word(table["nouns"]),
        _by_word(table["predicates"]),
        frozenset(table["word_nouns"]),
        sets,
        table["uncontracted"],
        {level: tuple(endings) for level, endings in table["on_record"].items()},
    )
