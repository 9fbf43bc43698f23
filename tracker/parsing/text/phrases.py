"""Find noun phrases by closed-class words and capitals: a light chunker, no grammar."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from tracker.parsing.clauses.verbs import lexicon
from tracker.parsing.packs.pack import Pack
from tracker.parsing.packs.syntax import syntax
from tracker.parsing.remembered import Remembered
from tracker.parsing.text.tokens import Sentence, Tokens, where
from tracker.parsing.values import immutable

_LONGEST = 14
"""Tokens of a phrase before its attributes; hostile lists of adjectives end here."""
_MOST_DEGREES = 3
_WEAK_PAST = "e"
Beginning = Literal["governed", "anywhere"]
"""Where a word may begin a phrase, None for nowhere; "governed": only behind a preposition or a word of degree."""
OPENING_MARKS = frozenset('„‚»«"“')
_CLOSING = frozenset('“”‘«»"')
_HYPHENS = frozenset("-–")
_TRAILING = frozenset("-–.")


@immutable
class Phrase:
    """A noun phrase: characters ``start:end``, tokens ``first:last`` (half open), its genitives included.

    Attributes:
        head: token of the noun (the last capitalised word before any attribute) or of the pronoun.
        determiner: token of the article, possessive or number word, None where there is none.
        preposition: token of the preposition that governs it, outside the span, None where there is none. A preposition
            that holds the article ("im") counts, too.
        cases: the cases that the form allows, of "nadg", as far as article, adjective or ending tell.
        pronoun: it is a personal or demonstrative pronoun.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    determiner: int | None
    preposition: int | None
    cases: str
    pronoun: bool

    def may_be(self, case: str) -> bool:
        """Whether the form allows the case ("n", "a", "d" or "g") and no preposition governs the phrase."""
        return self.preposition is None and case in self.cases


@immutable
class _Words:
    determiners: dict[str, str]
    pronouns: dict[str, str]
    prepositions: dict[str, str]
    governing: frozenset[str]
    links: frozenset[str]
    degrees: frozenset[str]
    articles_in_names: frozenset[str]
    stops: frozenset[str]
    endings: tuple[str, ...]
    strong_endings: dict[str, str]
    genitive_endings: tuple[str, ...]
    calendar: frozenset[str]
    plural_verbs: dict[str, bool]
    past_verbs: dict[str, bool]
    neuter: frozenset[str]
    may_begin: dict[str, Beginning | None]
    open_adjectives: dict[str, bool]
    opens_no_noun: dict[str, bool]


@lru_cache(maxsize=8)
def _closed_class(pack: Pack) -> _Words:
    determiners: dict[str, str] = {}
    pronouns: dict[str, str] = {}
    prepositions: dict[str, str] = {}
    links: set[str] = set()
    stops: set[str] = set()
    table = pack.table("phrases")
    for line in pack.words("phrases"):
        word, *kinds = line.split()
        for kind in kinds:
            name, _, cases = kind.partition(":")
            if name == "det":
                determiners[word] = cases
            elif name == "pron":
                pronouns[word] = cases
            elif name == "prep":
                prepositions[word] = cases
            elif name == "link":
                links.add(word)
            else:
                stops.add(word)
    forms = lexicon(pack.language)
    degrees, endings = frozenset(table["degrees"]), tuple(table["adjective_endings"])
    adverb_endings = tuple(table["adverb_endings"])
    plural_endings = syntax(pack.language).plural_verb_endings

    def is_open_adjective(word: str) -> bool:
        if word in prepositions or word in determiners or word in pronouns or word in stops:
            return False
        return word.endswith(endings) and not any(r.form == "finite" for r in forms.readings(word))

    def opens_no_noun(word: str) -> bool:
        closed = word in stops or word in determiners or word in pronouns or word in prepositions
        return closed or word.endswith(adverb_endings) or any(r.form == "participle" for r in forms.readings(word))

    def beginning(word: str) -> Beginning | None:
        if not word[0].isalpha():
            return "anywhere" if word[0].isdigit() or word in OPENING_MARKS else None
        lower = word.lower()
        if not word[0].islower() or lower in determiners or lower in pronouns or "-" in word or open_adjectives[lower]:
            return "anywhere"
        return "governed"

    def plural_verb(word: str) -> bool:
        return word.endswith(plural_endings) and any(r.form == "finite" for r in forms.readings(word))

    def past_verb(word: str) -> bool:
        """Whether a word is a past tense and no participle with an ending, as "bestätigte" may be."""
        told = any(r.form == "finite" and r.tense == "past" and r.mood == "indicative" for r in forms.readings(word))
        return told and not any(r.form == "participle" for r in forms.readings(word.removesuffix(_WEAK_PAST)))

    open_adjectives = Remembered(is_open_adjective)
    return _Words(
        determiners,
        pronouns,
        prepositions,
        degrees | prepositions.keys(),
        frozenset(links),
        degrees,
        frozenset(table["articles_in_names"]),
        frozenset(stops),
        endings,
        table["strong_endings"],
        tuple(table["genitive_endings"]),
        frozenset(
            word
            for line in pack.words("times_words")
            if line.startswith(("weekday", "month+"))
            for word in line.partition(":")[2].split()
        ),
        Remembered(plural_verb),
        Remembered(past_verb),
        syntax(pack.language).neuter_demonstrative,
        Remembered(beginning),
        open_adjectives,
        Remembered(opens_no_noun),
    )


def noun_phrases(tokens: Tokens, sentence: Sentence, pack: Pack) -> list[Phrase]:
    """The noun phrases of a sentence, in order; a genitive attribute belongs to its noun, a von-phrase does not."""
    words = _closed_class(pack)
    found: list[Phrase] = []
    printed, lower, may_begin = tokens.words, tokens.lower, words.may_begin
    end = sentence.first
    for i in where(may_begin.__getitem__, printed, sentence):
        if i < end:
            continue
        if may_begin[printed[i]] == "governed" and (i == sentence.first or lower[i - 1] not in words.governing):
            continue
        phrase = _phrase_at(tokens, i, sentence, words)
        if phrase is None:
            continue
        before = found[-1] if found else None
        if before is not None and before.last == phrase.first and _is_genitive(phrase, before, tokens, words):
            found[-1] = _joined(before, phrase)
        else:
            found.append(phrase)
        end = phrase.last
    return found


def is_function_word(word: str, pack: Pack) -> bool:
    """Whether a lower-case word is an article, pronoun, preposition or another word of the closed classes."""
    words = _closed_class(pack)
    return word in words.stops or word in words.determiners or word in words.prepositions or word in words.pronouns


def _is_genitive(phrase: Phrase, before: Phrase, tokens: Tokens, words: _Words) -> bool:
    if phrase.pronoun or phrase.preposition is not None or phrase.determiner is None or "g" not in phrase.cases:
        return False
    if before.pronoun:
        return tokens.lower[before.head] in words.determiners  # "einer der Gesandten"
    return tokens.words[before.head][:1].isupper()


def _joined(noun: Phrase, attribute: Phrase) -> Phrase:
    return Phrase(
        noun.start,
        attribute.end,
        noun.first,
        attribute.last,
        noun.head,
        noun.determiner,
        noun.preposition,
        noun.cases,
        False,
    )


def _phrase_at(tokens: Tokens, i: int, sentence: Sentence, words: _Words) -> Phrase | None:
    lower = tokens.lower[i]
    preposition = _governing(tokens, i, sentence, words)
    held = words.prepositions[tokens.lower[preposition]] if preposition is not None else ""
    determiner = i if lower in words.determiners else None
    if determiner is not None and _stands_for_all(tokens, i, sentence, words):
        return Phrase(tokens.starts[i], tokens.ends[i], i, i + 1, i, None, preposition, words.pronouns[lower], True)
    start = i if determiner is None else i + 1
    limit = min(sentence.last, start + _LONGEST)
    noun, quoted = _past_adjectives(tokens, start, limit, sentence, words, determiner is not None or bool(held))
    if noun is not None:
        head, last = _past_nouns(tokens, noun, limit, quoted, sentence, words)
        cases = words.determiners[lower] if determiner is not None else held or _cases_told(tokens, i, noun, words)
        return Phrase(tokens.starts[i], tokens.ends[last - 1], i, last, head, determiner, preposition, cases, False)
    if lower in words.pronouns and not (tokens.words[i][:1].isupper() and i > sentence.first and len(lower) > 3):
        cases = words.pronouns[lower]
        return Phrase(tokens.starts[i], tokens.ends[i], i, i + 1, i, None, preposition, cases, True)
    return None


def _stands_for_all(tokens: Tokens, i: int, sentence: Sentence, words: _Words) -> bool:
    """Whether a neuter article is a pronoun, since the word behind it is a verb and no adjective.

    "Das bestätigten Kreise", "Das sagte Falk"; "das bestätigte Treffen" may be a noun with its attribute.
    """
    if tokens.lower[i] not in words.neuter or i != sentence.first or i + 1 >= sentence.last:
        return False
    verb = tokens.lower[i + 1]
    return tokens.words[i + 1][0].islower() and (words.plural_verbs[verb] or words.past_verbs[verb])


def _governing(tokens: Tokens, i: int, sentence: Sentence, words: _Words) -> int | None:
    """The preposition of a phrase, over words of degree: "von rund 25 Verletzten", "von bis zu 850 Stellen"."""
    found: int | None = None
    for before in range(i - 1, max(sentence.first, i - _MOST_DEGREES) - 1, -1):
        if tokens.lower[before] in words.prepositions:
            found = before
        elif tokens.lower[before] not in words.degrees:
            break
    return found


def _cases_told(tokens: Tokens, first: int, noun: int, words: _Words) -> str:
    """The cases that the ending of an adjective without article allows."""
    if first < noun and tokens.words[first][0].isalpha():
        for ending, cases in words.strong_endings.items():
            if tokens.lower[first].endswith(ending):
                return cases
    return "nadg" if first == noun and tokens.lower[noun].endswith(words.genitive_endings) else "nad"


def _past_adjectives(
    tokens: Tokens, start: int, limit: int, sentence: Sentence, words: _Words, determined: bool
) -> tuple[int | None, bool]:
    """The first noun behind adjectives and numbers, None where there is none; and whether a mark was opened."""
    i, quoted = start, False
    while i < limit:
        if _is_noun(tokens, i, sentence, words):
            return i, quoted
        word = tokens.words[i]
        if word in OPENING_MARKS and i + 1 < limit and tokens.starts[i + 1] == tokens.ends[i]:
            quoted = True
        elif word in _CLOSING and quoted:
            quoted = False
        elif word[0].isdigit():
            if i + 1 < limit and tokens.words[i + 1] == ".":
                i += 1
        elif not (word in _HYPHENS and i > start) and not _is_adjective(tokens.lower[i], words, determined):
            inner = _inner_phrase(tokens, i, limit, sentence, words) if determined and i == start else None
            if inner is None:
                return None, False
            i = inner - 1
        i += 1
    return None, False


def _inner_phrase(tokens: Tokens, i: int, limit: int, sentence: Sentence, words: _Words) -> int | None:
    """The end of a phrase inside an attribute: "ein mit der Sache vertrauter Beamter", "die in Genf lebende Frau".

    A participle must follow it. Behind a comma the article is a relative pronoun, and there is no attribute.
    """
    if tokens.lower[i] not in words.prepositions or i < 2 or tokens.words[i - 2] == "," or i + 1 >= limit:
        return None
    first = i + 2 if tokens.lower[i + 1] in words.determiners else i + 1
    noun, quoted = _past_adjectives(tokens, first, limit, sentence, words, False)
    if noun is None:
        return None
    _, last = _past_nouns(tokens, noun, limit, quoted, sentence, words)
    attribute = last < limit and tokens.words[last][0].islower() and tokens.lower[last].endswith(words.endings)
    return last if attribute and _is_adjective(tokens.lower[last], words, True) else None


def _is_adjective(word: str, words: _Words, determined: bool) -> bool:
    """Whether a word may stand before a noun; behind an article nearly any may ("der sehr alte Palast")."""
    if word in words.prepositions or word in words.determiners or word in words.pronouns:
        return False
    if determined:
        return word.isalpha() and (word.endswith(words.endings) or word not in words.stops)
    return words.open_adjectives[word]


def _past_nouns(
    tokens: Tokens, noun: int, limit: int, quoted: bool, sentence: Sentence, words: _Words
) -> tuple[int, int]:
    """The last of the nouns and names that stand together, and the end of the phrase."""
    head, i = noun, noun
    while i < limit:
        word = tokens.words[i]
        if _is_noun(tokens, i, sentence, words):
            if i > noun and tokens.lower[head] in words.calendar:
                break  # "forderte am Montag Zugang"
            head, i = i, i + 1
        elif tokens.lower[i] in words.links and _names_follow(tokens, i, words, sentence):
            i += 1
            while tokens.words[i] in words.articles_in_names:
                i += 1
        elif word.isalpha() and not quoted:
            break
        elif word in _CLOSING and quoted:
            quoted, i = False, i + 1
        elif word in OPENING_MARKS and not quoted and _closes_soon(tokens, i, limit):
            quoted, i = True, i + 1
        elif word == "(" and i + 2 < limit and tokens.words[i + 2] == ")":
            i += 3
        elif word.isalpha() or (word == "." and len(tokens.words[i - 1]) <= 2) or _hyphen(tokens, i, limit):
            i += 1
        else:
            break
    while i > head + 1 and tokens.words[i - 1] in _TRAILING:
        i -= 1
    return head, i


def _hyphen(tokens: Tokens, i: int, limit: int) -> bool:
    """Whether a hyphen joins a name in marks to its noun: „Bild“-Zeitung."""
    return tokens.words[i] in _HYPHENS and i + 1 < limit and tokens.ends[i] == tokens.starts[i + 1]


def _closes_soon(tokens: Tokens, i: int, limit: int) -> bool:
    """Whether marks open a name of at most four words here."""
    if tokens.starts[i + 1 : i + 2] != [tokens.ends[i]]:
        return False
    return any(tokens.words[k] in _CLOSING for k in range(i + 2, min(limit, i + 6)))


def _names_follow(tokens: Tokens, i: int, words: _Words, sentence: Sentence) -> bool:
    """Whether a linking word ("van", "al") stands inside a name; one that is also a preposition does not."""
    if tokens.lower[i] in words.prepositions:
        return False
    following = i + 1
    while following < min(i + 3, sentence.last) and tokens.words[following] in words.articles_in_names:
        following += 1
    return following < sentence.last and tokens.words[following][:1].isupper()


def _is_noun(tokens: Tokens, i: int, sentence: Sentence, words: _Words) -> bool:
    word = tokens.words[i]
    if not word[0].isupper():
        return "-" in word and word.partition("-")[2][:1].isupper()  # "el-Baradei", "ai-Bericht"
    if i == sentence.first or not tokens.words[i - 1][0].isalnum():
        return not words.opens_no_noun[tokens.lower[i]]
    if tokens.lower[i] not in words.determiners or tokens.words[i].isupper():
        return True
    return tokens.words[i - 1][0].isupper() and i - 1 > sentence.first  # "General Min Sein", "im Magazin Der Blick"
