"""The words that announce speech, read from the language pack: verbs, nouns, predicates, prepositions."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Any

from events.errors import TrackerError
from tracker.parsing.packs.pack import Pack
from tracker.parsing.remembered import Remembered
from tracker.parsing.values import immutable

_SHORT_NOUN = 5
"""Letters up to which a noun is no end of compounds ("Sicht" is in "Aufsicht")."""


@immutable
class SpeechVerb:
    """A verb of saying.

    Attributes:
        lemma: as in the pack, the base verb without particle.
        fixed: the particle, or the words of a phrase, that must stand in the clause ("mit", "zu bedenken").
        reflexive: it wants a reflexive pronoun.
        kind: statement_kind.
        takes: carriers of content and other codes, as ``speech_verbs.txt`` explains them, strong and weak ones.
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


@immutable
class SpeechWords:
    """What the pack says about speech: the lists of ``speech.toml`` under their names there.

    Attributes:
        verbs: the verbs of saying by base lemma.
        nouns, predicates: statement_kind by the word in lower case.
        triggers: what a word in lower case may announce apart from verbs: the name of its list.
        uncontracted: the preposition in one that holds an article.
        on_record: how openly a speaker stands by it, with the endings of nouns that tell.
        openness: the first of these levels that a noun in lower case tells, "" for none.
    """

    verbs: dict[str, tuple[SpeechVerb, ...]]
    nouns: dict[str, str]
    predicates: dict[str, str]
    triggers: dict[str, str]
    uncontracted: dict[str, str]
    on_record: dict[str, tuple[str, ...]]
    decline: str
    word_nouns: frozenset[str]
    word_noun_endings: tuple[str, ...]
    that: frozenset[str]
    whether: frozenset[str]
    asking: frozenset[str]
    according: frozenset[str]
    so: frozenset[str]
    itself: frozenset[str]
    mutually: frozenset[str]
    negators: frozenset[str]
    one: frozenset[str]
    many: frozenset[str]
    pointing: frozenset[str]
    coordinators: frozenset[str]
    purpose: frozenset[str]
    neutral_particles: frozenset[str]
    aimed: frozenset[str]
    refusing: frozenset[str]
    negatable: frozenset[str]
    hearsay: frozenset[str]
    acts: frozenset[str]
    plain_in_k2: frozenset[str]
    anaphors: frozenset[str]
    after_words: frozenset[str]
    of: frozenset[str]
    by: frozenset[str]
    adverbs: frozenset[str]
    impersonal: frozenset[str]
    origins: frozenset[str]
    agents: frozenset[str]
    occasions: frozenset[str]
    own: frozenset[str]
    attributive: frozenset[str]
    joining: frozenset[str]
    relative_subjects: frozenset[str]
    relative_datives: frozenset[str]
    name_links: frozenset[str]
    comparing: frozenset[str]
    time_nouns: frozenset[str]
    towards: frozenset[str]
    interviewed_by: frozenset[str]
    interview_prepositions: frozenset[str]
    interviews: frozenset[str]
    dative_articles: frozenset[str]
    abstract_endings: tuple[str, ...]
    papers: tuple[str, ...]
    adverbial_endings: tuple[str, ...]
    body_endings: tuple[str, ...]
    genitive_endings: tuple[str, ...]
    possessives: tuple[str, ...]
    outlet_endings: tuple[str, ...]
    outlet_staff: tuple[str, ...]
    openness: dict[str, str]

    def is_paper(self, word: str) -> bool:
        """Whether a noun means a paper or a notice ("Mitteilung", "Kommentar"); compounds count by their end."""
        return word.endswith(self.papers)

    def is_word_noun(self, word: str) -> bool:
        """Whether a noun means somebody's words ("Angaben", "Polizeiangaben"); compounds count by their end."""
        return word in self.word_nouns or word.endswith(self.word_noun_endings)


_SETS = tuple(
    f.name for f in fields(SpeechWords) if f.type == "frozenset[str]" and f.name not in ("word_nouns", "negators")
)
_ENDINGS = (
    *("abstract_endings", "papers", "adverbial_endings", "body_endings", "genitive_endings", "possessives"),
    *("outlet_endings", "outlet_staff"),
)
_TRIGGERS = ("before_source", "after_words", "behind_source", "behind_split", "so", "adverbs")


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
        TrackerError: a line of ``speech_verbs.txt`` has not four columns; a list is missing in ``speech.toml``.
    """
    table: dict[str, Any] = pack.table("speech")
    verbs: dict[str, list[SpeechVerb]] = {}
    for line in sorted(pack.words("speech_verbs")):
        verb = _verb(line)
        verbs.setdefault(verb.lemma, []).append(verb)
    nouns, predicates = _by_word(table["nouns"]), _by_word(table["predicates"])
    triggers = {**dict.fromkeys(predicates, "predicates"), **dict.fromkeys(nouns, "nouns")}
    for name in _TRIGGERS:
        triggers.update(dict.fromkeys(table[name], name))
    try:
        on_record = {level: tuple(endings) for level, endings in table["on_record"].items()}
        lists: dict[str, Any] = {name: frozenset(table[name]) for name in _SETS}
        lists |= {name: tuple(table[name]) for name in _ENDINGS}
        return SpeechWords(
            verbs={lemma: tuple(found) for lemma, found in verbs.items()},
            nouns=nouns,
            predicates=predicates,
            triggers=triggers,
            uncontracted=table["uncontracted"],
            negators=frozenset(pack.table("clauses")["negators"]),
            decline=table["decline"],
            on_record=on_record,
            openness=Remembered(
                lambda noun: next((level for level, endings in on_record.items() if noun.endswith(endings)), "")
            ),
            word_nouns=frozenset(table["word_nouns"]),
            word_noun_endings=tuple(noun for noun in table["word_nouns"] if len(noun) > _SHORT_NOUN),
            **lists,
        )
    except KeyError as missing:
        raise TrackerError(f"the list {missing} is missing", where=f"languages/{pack.language}/speech.toml") from None
