"""The verbs of saying and the words around them, for languages with the order subject, verb, object."""

from __future__ import annotations

from functools import lru_cache

from events.errors import TrackerError
from tracker.parsing.clauses.svo.words import SvoWords, svo_words
from tracker.parsing.packs.pack import Pack
from tracker.parsing.values import immutable


@immutable
class SayingVerb:
    """A verb of saying: its statement_kind, and the codes of what carries its content (``speech_verbs.txt``)."""

    lemma: str
    kind: str
    takes: frozenset[str]
    example: str

    @property
    def prepositions(self) -> frozenset[str]:
        """Prepositions that may introduce the content."""
        return frozenset(code[2:] for code in self.takes if code.startswith("p:"))


@immutable
class SayingWords:
    """The words of a pack.

    Attributes:
        sources: what names sources without a verb, by the word that must follow.
        grammar: the closed classes of the language, as the clause splitter knows them.
    """

    verbs: dict[str, SayingVerb]
    sources: dict[str, str]
    joining: frozenset[str]
    by: frozenset[str]
    audiences: frozenset[str]
    anonymity: frozenset[str]
    negatable: frozenset[str]
    decline: frozenset[str]
    declined: str
    subject_breaks: frozenset[str]
    on_record: dict[str, frozenset[str]]
    grammar: SvoWords


@lru_cache(maxsize=8)
def saying_words(pack: Pack) -> SayingWords:
    """The words of a pack, read when they are first asked for.

    Raises:
        TrackerError: a line of ``speech_verbs.txt`` has not four columns.
    """
    table = pack.table("speech")
    words = table["words"]
    verbs: dict[str, SayingVerb] = {}
    for line in sorted(pack.words("speech_verbs")):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 4:
            raise TrackerError(
                "four columns are wanted", where=f"languages/{pack.language}/speech_verbs.txt: {line[:40]}"
            )
        verbs[parts[0]] = SayingVerb(parts[0], parts[1], frozenset(parts[2].split()), parts[3])
    return SayingWords(
        verbs=verbs,
        sources=dict(table["sources"]),
        joining=frozenset(words["joining"]),
        by=frozenset(words["by"]),
        audiences=frozenset(words["audiences"]),
        anonymity=frozenset(words["anonymity"]),
        negatable=frozenset(words["negatable"]),
        decline=frozenset(words["decline"]),
        declined=words["declined"],
        subject_breaks=frozenset(words["subject_breaks"]),
        on_record={level: frozenset(nouns) for level, nouns in table["on_record"].items()},
        grammar=svo_words(pack),
    )
