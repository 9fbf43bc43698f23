"""Whom the words of a speaker mean: the actors of the text, or the name by which a source is called."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.parsing.cast.actors import MEMORY, Actor
from tracker.parsing.happenings.layers import Line
from tracker.parsing.happenings.scene import Scene
from tracker.parsing.happenings.slots import plural_verb
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.speech.bodies_again import body_by_noun, body_by_pronoun
from tracker.parsing.speech.quote import Quote
from tracker.parsing.text.nominative import Wording

_MARKS = "„“”\"»«‚‘'"
_FURTHEST = 30
"""Quotations that are looked back over at most; no few sentences have as many."""


class Meant:
    """The speakers of the quotations of a text, resolved."""

    def __init__(self, scene: Scene, quotes: Sequence[Quote], wording: Wording) -> None:
        self.scene = scene
        self.wording = wording
        self._first_tokens = [line.sentence.first for line in scene.lines]
        self.quotes = [self._with_whole_names(quote) for quote in quotes]
        self._quote_starts = [q.quote[0][0] for q in self.quotes]
        self._speakers: dict[tuple[int, int], tuple[Actor, ...]] = {}
        self._resolved = 0
        speech, names = scene.pack.table("speech"), scene.pack.table("speech_names")
        self._outlets = tuple(speech.get("outlet_endings", ()))
        self._he = frozenset(scene.pack.table("mentions")["pronouns_masculine"])
        self._anaphors = frozenset(speech.get("anaphors", ()))
        self._word_nouns = frozenset(speech.get("word_nouns", ()))
        self._articles = frozenset(names["articles"])
        self._general_bodies = frozenset(names["general_bodies"])
        self._bodies_again = self._general_bodies | frozenset(names["bodies_again"])
        self._no_sources = frozenset(names["no_sources"])

    def _with_whole_names(self, quote: Quote) -> Quote:
        """The quotation, speakers joined where one mention covers them: "der Minister für Handel und Verkehr X"."""
        line = self.line(quote.speaker[0][0]) if len(quote.speaker) > 1 else None
        if line is None:
            return quote
        tokens = self.scene.tokens
        whole = [m for m in line.mentions if m.name or m.kind == "group"]
        named = [(tokens.starts[m.first], tokens.ends[m.last - 1]) for m in whole]
        spans: list[tuple[int, int]] = []
        for start, end in quote.speaker:
            if spans and any(first < spans[-1][1] and start < last for first, last in named):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return replace(quote, speaker=tuple(spans))

    def actors(self, span: tuple[int, int]) -> tuple[Actor, ...]:
        """The actors that a span of the text names; the mention that covers its head counts."""
        if span not in self._speakers:
            self._resolve_before(span[0])
            self._speakers[span] = self._found(span)
        return self._speakers[span]

    def _resolve_before(self, offset: int) -> None:
        """Resolve the speakers of the quotations before a character, in order: each may mean the one before it.

        So that a long chain of pronouns costs no depth of calls.
        """
        end = bisect_right(self._quote_starts, offset)
        while self._resolved < end:
            quote = self.quotes[self._resolved]
            self._resolved += 1
            for span in quote.speaker:
                if span not in self._speakers:
                    self._speakers[span] = self._found(span)

    def _found(self, span: tuple[int, int]) -> tuple[Actor, ...]:
        line = self.line(span[0])
        if line is None:
            return ()
        first, last = self.scene.tokens.at(span[0]), self.scene.tokens.at(span[1] - 1) + 1
        pointing = self._by_pointing(line, span, first, last)
        return self._by_mention(line, span, first, last) if pointing is None else pointing

    def _by_pointing(self, line: Line, span: tuple[int, int], first: int, last: int) -> tuple[Actor, ...] | None:
        """Whom words mean that point elsewhere: a relative, a possessive, "er", "die Gruppe"; None for other words."""
        tokens = self.scene.tokens
        seat = self.scene.seat_of(first)
        if (
            seat is not None
            and self.scene.clause(seat).introducer == first
            and self.scene.clause(seat).kind == "relative"
        ):
            return self.scene.antecedent(seat)
        if seat is not None and last == first + 1 and self._is_possessive(first):
            feminine = tokens.lower[first].startswith(self.scene.syntax.feminine_or_plural_possessives)
            before = self._last_speaker(span[0], line.index)
            if before is not None and (before.sex or "m") == ("f" if feminine else "m"):
                return (before,)
            return self.scene.cast.possessors(line, seat.clause, first, feminine=feminine)
        again = self._state_of_words(first, last) or self._body_again(line, first, last)
        return None if again is None else (again,)

    def _by_mention(self, line: Line, span: tuple[int, int], first: int, last: int) -> tuple[Actor, ...]:
        """Whom the mentions inside the words mean, if one of them is what the words are about."""
        tokens = self.scene.tokens
        inside = [m for m in line.mentions if tokens.starts[m.head] >= span[0] and tokens.ends[m.head] <= span[1]]
        inside = inside or [m for m in line.mentions if m.name and m.first < first < m.last == last]  # "the chief, X"
        noun = next((i for i in range(first, last) if self._is_head(i, first)), None)
        covered = any(m.first <= noun < m.last for m in inside) if noun is not None else True
        outer = [m for m in inside if not m.genitive]
        if noun is not None and inside and not covered and (inside[0].first > noun + 1 or not outer):
            return ()  # "Mitglieder der Delegation": the head is no mention
        for mention in outer or inside:
            if self._is_unknown_outlet(mention, last):
                return ()
            if mention.kind == "place" or (
                mention.kind == "organisation" and mention.entry and mention.entry.place_like
            ):
                country = mention.countries[0] if mention.countries else None
                if mention.kind == "place":
                    state = self.scene.cast.state(country, mention.name) if country else None
                    return (state,) if state else ()
            actors = self.scene.cast.meant_by(mention)
            if (actors and mention.preposition is None) or (actors and tokens.starts[mention.first] <= span[0] + 2):
                return actors
        return ()

    def _last_speaker(self, offset: int, index: int) -> Actor | None:
        """The one person who spoke last before a character, in its sentence or the one before."""
        end = bisect_right(self._quote_starts, offset)
        for quote in reversed(self.quotes[max(0, end - _FURTHEST) : end]):
            if quote.sentence < index - 1 or len(quote.speaker) != 1 or not quote.apart:
                continue
            if quote.speaker[0][0] < offset:
                actors = self.actors(quote.speaker[0])
                return actors[0] if len(actors) == 1 and actors[0].kind == "person" else None
        return None

    def _state_of_words(self, first: int, last: int) -> Actor | None:
        """The state whose words are meant: "nach russischen Angaben"."""
        tokens, cast = self.scene.tokens, self.scene.cast
        if last - first != 2 or not self._tells_words(tokens.lower[first + 1]):
            return None
        country = cast.world.adjective(tokens.lower[first])
        state = cast.world.states.get(country) if country else None
        return cast.state(state.id, state.name) if state is not None else None

    def _tells_words(self, noun: str) -> bool:
        """Whether a noun means somebody's words, and no outlet: "Angaben", not "Medien"."""
        return noun in self._word_nouns and not noun.endswith(self._outlets)

    def _bodies_before(self, offset: int, index: int) -> Iterator[tuple[Quote, Actor]]:
        """The reporting acts before a character with their one speaker, the latest first, a few sentences back."""
        end = bisect_right(self._quote_starts, offset)
        for quote in reversed(self.quotes[max(0, end - _FURTHEST) : end]):
            if quote.sentence < index - MEMORY:
                return
            if quote.speaker and quote.apart and quote.speaker[0][0] < offset:
                actors = self.actors(quote.speaker[0])
                if len(actors) == len(quote.speaker) == 1:
                    yield quote, actors[0]

    def _body_again(self, line: Line, first: int, last: int) -> Actor | None:
        """The body that spoke before, called by a pronoun or by a common noun with its article."""
        tokens = self.scene.tokens
        spoken = self._bodies_before(tokens.starts[first], line.index)
        if last == first + 1:
            return self._person_again(line, first) or body_by_pronoun(self.scene, line, first, spoken)
        noun = tokens.lower[last - 1]
        if last != first + 2 or tokens.lower[first] not in self._articles or noun not in self._bodies_again:
            return None
        return body_by_noun(noun, self._general_bodies, spoken)

    def _person_again(self, line: Line, token: int) -> Actor | None:
        """The person who spoke right before and whom a pronoun fits, nobody being told in between: "…", sagte er."""
        if any(m.kind == "person" and m.last <= token for m in line.mentions):
            return None
        sex = "m" if self.scene.tokens.lower[token] in self._he else "f" if self._may_be_she(token) else ""
        speaker = self._last_speaker(self.scene.tokens.starts[token], line.index) if sex else None
        return speaker if speaker is not None and speaker.sex == sex else None

    def _may_be_she(self, token: int) -> bool:
        """Whether a pronoun is "she" by the number of its verb."""
        seat = self.scene.seat_of(token)
        if seat is None or self.scene.tokens.lower[token] not in self.scene.syntax.she_or_they:
            return False
        return plural_verb(self.scene.tokens, self.scene.clause(seat), self.scene.syntax) is False

    def _is_unknown_outlet(self, mention: Mention, last: int) -> bool:
        """Whether the name of an unknown outlet stands behind its noun: "der Zeitung „Nordpost“"."""
        tokens = self.scene.tokens
        told = mention.entry is not None or bool(mention.countries) or mention.head + 1 < mention.last
        if told or not tokens.lower[mention.head].endswith(self._outlets):
            return False
        behind = tokens.words[mention.head + 1 : last]
        return bool(behind) and (behind[0][0].isupper() or behind[0] in _MARKS)

    def _is_possessive(self, token: int) -> bool:
        return self.scene.tokens.lower[token].startswith(self.scene.syntax.possessive_stems)

    def _is_head(self, i: int, first: int) -> bool:
        """Whether a token is the first noun of a source's words."""
        word = self.scene.tokens.words[i]
        if not word[0].isupper():
            return False
        if i > first:
            return True
        following = self.scene.tokens.words[i + 1] if i + 1 < len(self.scene.tokens) else "."
        return not (word.lower() in self._articles or following[0].isupper())

    def line(self, offset: int) -> Line | None:
        """The sentence that holds a character."""
        token = self.scene.tokens.at(offset)
        at = bisect_right(self._first_tokens, token) - 1
        return self.scene.lines[at] if at >= 0 and token < self.scene.lines[at].sentence.last else None

    def words(self, span: tuple[int, int]) -> str:
        """The words of a source without article, in the nominative."""
        text = " ".join(self.scene.tokens.text[slice(*span)].split()).strip(f"{_MARKS}, ")
        words = text.split()
        if len(words) > 2 and words[0].lower() in self.scene.pack.table("mentions")["impersonal"]:
            words = words[2:]
        while len(words) > 1 and words[0].lower() in self._articles:
            words = words[1:]
        if len(words) > 1 and words[0].lower().endswith(self._outlets) and words[1][0] in _MARKS:
            return " ".join(words[1:]).strip(_MARKS)[:200]
        return self.wording.nominative(" ".join(words))[:200]

    def name(self, span: tuple[int, int]) -> str:
        """How a source is called: the actor's name, else the words."""
        actors = self.actors(span)
        return actors[0].name if actors else self.words(span)

    def is_outlet(self, span: tuple[int, int]) -> bool:
        """Whether a noun for an outlet names a source: "die Zeitung „Nordpost“"."""
        first, last = self.scene.tokens.at(span[0]), self.scene.tokens.at(span[1] - 1)
        return any(self.scene.tokens.lower[i].endswith(self._outlets) for i in range(first, min(first + 3, last + 1)))

    def is_pronoun(self, span: tuple[int, int]) -> bool:
        """Whether a speaker is told by nothing but a pronoun."""
        first, line = self.scene.tokens.at(span[0]), self.line(span[0])
        if line is None or first != self.scene.tokens.at(span[1] - 1):
            return False
        told = any(m.kind == "pronoun" and (m.first, m.last) == (first, first + 1) for m in line.mentions)
        return told or self.scene.tokens.lower[first] in self._anaphors

    def is_nobody(self, name: str) -> bool:
        """Whether words stand where a source would and name none ("dem Vernehmen nach")."""
        return name.lower() in self._no_sources
