"""The word lists of a language with the order subject, verb, object that the clause splitter asks for."""

from __future__ import annotations

from functools import lru_cache

from tracker.parsing.clauses.svo.lexicon import SvoLexicon, svo_lexicon
from tracker.parsing.packs.pack import Pack
from tracker.parsing.text.tokens import Tokens
from tracker.parsing.values import immutable


@immutable
class SvoWords:
    """Word sets by what they do in a clause.

    Attributes:
        chains: words that pass their subject on to an infinitive ("plan", "due"), with the modal that they stand for.
        particles: by lemma, the particles that make another verb of it ("call" with "off").
    """

    lexicon: SvoLexicon
    coordinators: frozenset[str]
    negators: frozenset[str]
    subordinators: frozenset[str]
    if_clause: frozenset[str]
    relatives: frozenset[str]
    that: str
    relative_prepositions: frozenset[str]
    before_gerunds: frozenset[str]
    openers: frozenset[str]
    mark: str
    determiners: frozenset[str]
    subject_pronouns: frozenset[str]
    object_pronouns: frozenset[str]
    adverbs: frozenset[str]
    adverb_ending: str
    negated_forms: tuple[str, ...]
    purpose_openers: frozenset[str]
    owning: frozenset[str]
    agents: frozenset[str]
    subject_questions: frozenset[str]
    noun_prepositions: frozenset[str]
    gerund_complements: frozenset[str]
    that_verbs: frozenset[str]
    chains: dict[str, str]
    particles: dict[str, frozenset[str]]
    prepositions: frozenset[str]
    not_nouns: frozenset[str]
    times: frozenset[str]
    numbers: frozenset[str]

    def begins_phrase(self, tokens: Tokens, i: int, limit: int) -> bool:
        """Whether a noun phrase begins at a token: a determiner, a pronoun of the object, a name."""
        if i >= limit:
            return False
        lower = tokens.lower[i]
        return lower in self.determiners or lower in self.object_pronouns or tokens.words[i][0].isupper()


@lru_cache(maxsize=8)
def svo_words(pack: Pack) -> SvoWords:
    """The words of a pack, read when they are first asked for."""
    table = pack.table("clauses")
    particles: dict[str, set[str]] = {}
    for line in pack.words("phrasal_verbs"):
        verb, particle = line.split()
        particles.setdefault(verb, set()).add(particle)
    prepositions = {line.split()[0] for line in pack.words("phrases") if "prep" in line.split()[1:]}
    others = {line.split()[0] for line in pack.words("phrases")}
    return SvoWords(
        lexicon=svo_lexicon(pack.language),
        coordinators=frozenset(table["coordinators"]),
        negators=frozenset(table["negators"]),
        subordinators=frozenset(table["subordinators"]),
        if_clause=frozenset(table["if_clause"]),
        relatives=frozenset(table["relatives"]),
        that=table["that"],
        relative_prepositions=frozenset(table["relative_prepositions"]),
        before_gerunds=frozenset(table["prepositions_of_gerunds"]),
        openers=frozenset(table["infinitive_openers"]),
        mark=table["infinitive_mark"],
        determiners=frozenset(table["determiners"]),
        subject_pronouns=frozenset(table["subject_pronouns"]),
        object_pronouns=frozenset(table["object_pronouns"]),
        adverbs=frozenset(table["adverbs"]),
        adverb_ending=table["adverb_ending"],
        negated_forms=tuple(table["negated_forms"]),
        purpose_openers=frozenset(table["purpose_openers"]),
        owning=frozenset(table["owning"]),
        agents=frozenset(table["agents"]),
        subject_questions=frozenset(table["subject_questions"]),
        noun_prepositions=frozenset(table["noun_prepositions"]),
        gerund_complements=frozenset(table["gerund_complements"]),
        that_verbs=frozenset(table["that_verbs"]),
        chains={word: name for name, words in table["chains"].items() for word in words},
        particles={verb: frozenset(found) for verb, found in particles.items()},
        prepositions=frozenset(prepositions),
        not_nouns=frozenset(others),
        times=frozenset(table["time_words"]),
        numbers=frozenset(table["numbers"]),
    )
