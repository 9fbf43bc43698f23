"""The layers of an article that the speech stage reads, with noun phrases cut only where somebody asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from tracker.parsing.clauses.split import Clause
from tracker.parsing.clauses.verbs import lexicon
from tracker.parsing.packs.pack import Pack
from tracker.parsing.speech.lexicon import SpeechWords, speech_words
from tracker.parsing.speech.marks import Marked, marked
from tracker.parsing.text.phrases import Phrase, is_function_word, noun_phrases
from tracker.parsing.text.tokens import Sentence, Tokens

Range = tuple[int, int]
"""Tokens from the first to before the last."""
Span = tuple[int, int]
"""Characters from the first to before the last."""

_LONGEST_TITLE = 14
_LONGEST_DATELINE = 10
STATEMENT_WORDS = 4
"""Fewer words between marks are a title, a name or a scare quote unless a cue says otherwise (measured: 48 %)."""


@dataclass
class SpeechText:
    """Tokens, sentences, clauses and marks of one article."""

    tokens: Tokens
    sentences: list[Sentence]
    clauses_of: list[list[Clause]]
    pack: Pack
    words: SpeechWords = field(init=False)
    marks: list[Marked] = field(init=False)
    _phrases: dict[int, list[Phrase]] = field(init=False, default_factory=dict)
    _first_tokens: list[int] = field(init=False)
    _spoken: list[Marked] = field(init=False)
    _spoken_firsts: list[int] = field(init=False)
    _mark_firsts: list[int] = field(init=False)
    _opening: dict[int, Marked] = field(init=False)
    _closing: dict[int, Marked] = field(init=False)

    def __post_init__(self) -> None:
        self.words = speech_words(self.pack)
        self.marks = marked(self.tokens)
        self._first_tokens = [s.first for s in self.sentences]
        self._spoken = [m for m in self.marks if m.depth == 0 and (m.words >= STATEMENT_WORDS or self.is_sentence(m))]
        self._spoken_firsts = [m.first for m in self._spoken]

        self._mark_firsts = [m.first for m in self.marks]
        self._opening = {m.first: m for m in self.marks if m.depth == 0}
        self._closing = {m.last: m for m in self.marks if m.depth == 0}

    def stretches_in(self, first: int, last: int) -> list[Marked]:
        """The words in marks, nested ones too, that open between two tokens."""
        return self.marks[bisect_left(self._mark_firsts, first) : bisect_left(self._mark_firsts, last)]

    def stretch_from(self, token: int) -> Marked | None:
        """The outermost words in marks that open with a token, however few."""
        return self._opening.get(token)

    def stretch_to(self, token: int) -> Marked | None:
        """The outermost words in marks that end before a token, however few."""
        return self._closing.get(token)

    def phrases(self, sentence: int) -> list[Phrase]:
        """The noun phrases of a sentence."""
        found = self._phrases.get(sentence)
        if found is None:
            found = noun_phrases(self.tokens, self.sentences[sentence], self.pack)
            self._phrases[sentence] = found
        return found

    def sentence_at(self, token: int) -> int:
        """Index of the sentence that holds a token."""
        return max(0, bisect_right(self._first_tokens, token) - 1)

    def start_of(self, sentence: int) -> int:
        """The first token of a sentence behind its dateline ("Wien (Nordpost) – Der Kanzler …")."""
        bounds, words = self.sentences[sentence], self.tokens.words
        for i in range(bounds.first, min(bounds.first + _LONGEST_DATELINE, bounds.last - 1)):
            if words[i] in "–—-" and i > bounds.first:
                spaced = (
                    self.tokens.ends[i] < self.tokens.starts[i + 1] or self.tokens.starts[i] > self.tokens.ends[i - 1]
                )
                return i + 1 if spaced and words[i + 1][0].isupper() else bounds.first
            if words[i][0].islower() and words[i - 1] != "(":
                break
        return bounds.first

    def clause_at(self, sentence: int, token: int) -> int:
        """Index of the clause that holds a token, else of the last one that begins before it."""
        found = 0
        for index, clause in enumerate(self.clauses_of[sentence]):
            if token in clause:
                return index
            if clause.first <= token:
                found = index
        return found

    def negated(self, clause: Clause) -> bool:
        """Whether a clause is negated by a word of its own, none between quotation marks."""
        if not clause.negated:
            return False
        quoted = self.stretches_in(clause.first, clause.last)
        own = (i for first, last in clause.spans for i in range(first, last))
        return any(
            self.tokens.lower[i] in self.words.negators and not any(i in stretch for stretch in quoted) for i in own
        )

    def subtree_end(self, sentence: int, index: int) -> int:
        """The end of a clause and of those that depend on it."""
        clauses = self.clauses_of[sentence]
        inside, end = {index}, clauses[index].last
        for i, later in enumerate(clauses[index + 1 :], index + 1):
            if later.parent in inside:
                inside.add(i)
                end = max(end, later.last)
        return end

    def spoken_at(self, token: int) -> Marked | None:
        """The words in quotation marks, long enough to be somebody's, that hold a token."""
        at = bisect_right(self._spoken_firsts, token) - 1
        if at >= 0 and token in self._spoken[at]:
            return self._spoken[at]
        return None

    def is_sentence(self, stretch: Marked) -> bool:
        """Whether words in marks end with a full stop of their own, or are too many for a title."""
        ends = self.tokens.words[stretch.last - 2] in ".!?…" and stretch.words > 1
        return ends or stretch.words >= 2 * STATEMENT_WORDS

    def announced(self, stretch: Marked) -> bool:
        """Whether a colon stands before words in marks."""
        return stretch.first > 0 and self.tokens.words[stretch.first - 1] == ":"

    def begins_line(self, token: int) -> bool:
        """Whether a token is the first of its line."""
        return token > 0 and "\n" in self.tokens.text[self.tokens.ends[token - 1] : self.tokens.starts[token]]

    def in_konjunktiv(self, stretch: Marked, sentence: int) -> bool:
        """Whether words in marks are part of a sentence that is told in Konjunktiv I as a whole."""
        bounds = self.sentences[sentence]
        return stretch.first >= bounds.first and any(
            c.kind == "main" and c.mood == "k1" and c.finite is not None and c.finite not in stretch
            for c in self.clauses_of[sentence]
        )

    def span(self, tokens: Range) -> Span:
        """The characters of a token range."""
        return self.tokens.starts[tokens[0]], self.tokens.ends[tokens[1] - 1]

    def trimmed(self, tokens: Range) -> Range | None:
        """A token range without marks and coordinators at its edges; None where nothing is left."""
        first, last = tokens
        words = self.tokens.words
        while first < last and (words[first] in _LEADING):
            first += 1
        while last > first and words[last - 1] in _TRAILING:
            last -= 1
        return (first, last) if last > first else None


_LEADING = frozenset(",;:.–—-!?)…")
_TRAILING = frozenset(",;:.–—-!?(…")


def is_title(text: SpeechText, stretch: Marked) -> bool:
    """Whether words in marks are a name ("Nordstern", "Haus am See"): capitals, joined by function words, no verb."""
    words, lower = text.tokens.words, text.tokens.lower
    inner = [i for i in range(stretch.first + 1, stretch.last - 1) if words[i][0].isalnum()]
    if not inner or stretch.words > _LONGEST_TITLE or words[inner[0]][0].islower():
        return False
    forms = lexicon(text.pack.language)
    return all(
        not words[i][0].islower()
        or (is_function_word(lower[i], text.pack) and not any(r.form == "finite" for r in forms.readings(lower[i])))
        for i in inner
    )
