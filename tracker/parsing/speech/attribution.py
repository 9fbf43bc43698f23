"""Who vouches for a happening: the speakers of the quotations that its trigger stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.circumstances import becomes_known
from tracker.parsing.happenings.layers import Line
from tracker.parsing.happenings.scene import Draft, Scene
from tracker.parsing.happenings.told_by_nouns.words import noun_words
from tracker.parsing.mentions.mention import Mention
from tracker.parsing.speech.quote import Quote
from tracker.parsing.speech.relays import cited, relayed
from tracker.parsing.text.nominative import Wording


class Voices:
    """The quotations of a text with their speakers resolved."""

    def __init__(self, scene: Scene, quotes: Sequence[Quote], wording: Wording) -> None:
        self.scene = scene
        self._first_tokens = [line.sentence.first for line in scene.lines]
        self.quotes = quotes = [self._with_whole_names(quote) for quote in quotes]
        self.wording = wording
        self._speakers: dict[tuple[int, int], tuple[Actor, ...]] = {}
        self._quote_starts = [q.quote[0][0] for q in quotes]
        self._decisions = frozenset(scene.pack.table("speech").get("decisions", ()))
        words_nouns = scene.pack.table("speech").get("word_nouns", ())
        self._is_words_noun = frozenset(words_nouns).__contains__
        self._place = {id(quote): n for n, quote in enumerate(quotes)}
        self._spoken = sorted(
            ((start, end, n) for n, q in enumerate(quotes) if q.speaker for start, end in q.quote),
        )
        self._starts = [start for start, _, _ in self._spoken]
        # The furthest end so far: where it lies before a character, nothing further left can hold it.
        self._reach = list(accumulate((end for _, end, _ in self._spoken), max))
        anaphors = frozenset(scene.pack.table("speech").get("anaphors", ()))
        self._of_sentence: dict[int, list[Quote]] = {}
        for quote in quotes:
            self._of_sentence.setdefault(quote.sentence, []).append(quote)
        self._relays = relayed(quotes, scene.tokens.text, anaphors, self._passes_on)

    def _with_whole_names(self, quote: Quote) -> Quote:
        """The quotation, speakers joined where one mention covers them: "der Minister für Handel und Verkehr X"."""
        line = self.line(quote.speaker[0][0]) if len(quote.speaker) > 1 else None
        if line is None:
            return quote
        tokens = self.scene.tokens
        named = [(tokens.starts[m.first], tokens.ends[m.last - 1]) for m in line.mentions if m.name]
        spans: list[tuple[int, int]] = []
        for start, end in quote.speaker:
            if spans and any(first < spans[-1][1] and start < last for first, last in named):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return replace(quote, speaker=tuple(spans))

    def speakers(self, quote: Quote) -> list[tuple[tuple[Actor, ...], str]]:
        """For each speaker span: the actors that it means, and the words."""
        return [(self.actors(span), self.words(span)) for span in quote.speaker]

    def actors(self, span: tuple[int, int]) -> tuple[Actor, ...]:
        """The actors that a span of the text names; the mention that covers its head counts."""
        if span not in self._speakers:
            self._speakers[span] = self._found(span)
        return self._speakers[span]

    def _found(self, span: tuple[int, int]) -> tuple[Actor, ...]:
        line = self.line(span[0])
        if line is None:
            return ()
        tokens = self.scene.tokens
        first = tokens.at(span[0])
        seat = self.scene.seat_of(first)
        if (
            seat is not None
            and self.scene.clause(seat).introducer == first
            and self.scene.clause(seat).kind == "relative"
        ):
            return self.scene.antecedent(seat)
        if seat is not None and tokens.at(span[1] - 1) == first and self._is_possessive(first):
            feminine = tokens.lower[first].startswith(self.scene.syntax.feminine_or_plural_possessives)
            last = self._last_speaker(span[0], line.index)
            if last is not None and (last.sex or "m") == ("f" if feminine else "m"):
                return (last,)
            return self.scene.cast.possessors(line, seat.clause, first, feminine=feminine)
        if (state := self._state_of_words(first, tokens.at(span[1] - 1) + 1)) is not None:
            return (state,)
        inside = [m for m in line.mentions if tokens.starts[m.head] >= span[0] and tokens.ends[m.head] <= span[1]]
        noun = next((i for i in range(first, tokens.at(span[1] - 1) + 1) if self._is_head(i, first)), None)
        covered = any(m.first <= noun < m.last for m in inside) if noun is not None else True
        if noun is not None and inside and not covered and inside[0].first > noun + 1:
            return ()  # "Mitglieder der Delegation": the head is no mention
        outer = [m for m in inside if not m.genitive]
        for mention in outer or inside:
            mention = self._named_behind(mention, inside)
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
        for quote in reversed(self.quotes[: bisect_right(self._quote_starts, offset)]):
            if quote.sentence < index - 1 or len(quote.speaker) != 1 or not quote.apart:
                continue
            if quote.speaker[0][0] < offset:
                actors = self.actors(quote.speaker[0])
                return actors[0] if len(actors) == 1 and actors[0].kind == "person" else None
        return None

    def _state_of_words(self, first: int, last: int) -> Actor | None:
        """The state whose words are meant: "nach russischen Angaben"."""
        tokens, cast = self.scene.tokens, self.scene.cast
        if last - first != 2 or not self._is_words_noun(tokens.lower[first + 1]):
            return None
        country = cast.world.adjective(tokens.lower[first])
        state = cast.world.states.get(country) if country else None
        return cast.state(state.id, state.name) if state is not None else None

    def _named_behind(self, mention: Mention, inside: Sequence[Mention]) -> Mention:
        """The body named right behind the noun for its kind, marks between: "die Staatsagentur X"."""
        if mention.entry is not None or mention.kind not in ("source", "organisation"):
            return mention
        for other in inside:
            gap = self.scene.tokens.words[mention.last : other.first]
            if other.entry is not None and other.kind == "organisation" and other.first >= mention.last:
                return other if all(not word[0].isalnum() for word in gap) and len(gap) < 2 else mention
        return mention

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

    @property
    def _articles(self) -> list[str]:
        articles: list[str] = self.scene.pack.table("speech_names")["articles"]
        return articles

    def line(self, offset: int) -> Line | None:
        """The sentence that holds a character."""
        token = self.scene.tokens.at(offset)
        at = bisect_right(self._first_tokens, token) - 1
        return self.scene.lines[at] if at >= 0 and token < self.scene.lines[at].sentence.last else None

    def words(self, span: tuple[int, int]) -> str:
        """The words of a source without article, in the nominative."""
        text = " ".join(self.scene.tokens.text[slice(*span)].split()).strip("„“”\"»«‚‘', ")
        words = text.split()
        if len(words) > 2 and words[0].lower() in self.scene.pack.table("mentions")["impersonal"]:
            words = words[2:]
        while len(words) > 1 and words[0].lower() in self._articles:
            words = words[1:]
        return self.wording.nominative(" ".join(words))[:200]

    def name(self, span: tuple[int, int]) -> str:
        """How a source is called: the actor's name, else the words."""
        actors = self.actors(span)
        return actors[0].name if actors else self.words(span)

    def vouchers(self, offset: int) -> list[tuple[str, str | None]]:
        """Source and outlet for what stands at an offset, the innermost quotation first."""
        around = [self.quotes[n] for n in self._around(offset)]
        around = [q for q in around if not self.is_relay(q)] or around
        if not around:
            line = self.line(offset)
            beside = self._of_sentence.get(line.index, ()) if line is not None else ()
            framed = (q for q in beside if q.relayed_by and any(start <= offset < end for start, end in q.frame))
            return [(self.name(span), None) for quote in framed for span in quote.relayed_by]
        inner = min(around, key=lambda q: sum(end - start for start, end in q.quote))
        if inner.kind == "reported":
            return []
        via = self.name(inner.via[0]) if inner.via else self.relay(inner)
        if via is None and inner.addressee:
            addressed = self.actors(inner.addressee[0])
            if addressed and addressed[0].entry is not None and addressed[0].entry.subkind in ("agency", "outlet"):
                via = addressed[0].name
        source = cited(self, inner)
        if source is not None:
            return [(self.name(source), self.name(inner.speaker[0]))]
        named = [(self.name(span), via) for span in inner.speaker]
        return [(name, outlet) for name, outlet in named if not self.is_nobody(name)]

    def tellers(self, quote: Quote) -> list[tuple[str, str | None]]:
        """In whose speech a reporting act stands, if that is somebody else: "X habe, so Y, den Krieg erklärt"."""
        if quote.within is None:
            return []
        own = {a.number for span in quote.speaker for a in self.actors(span)}
        outer = self.quotes[quote.within]
        others = [span for span in outer.speaker if own.isdisjoint(a.number for a in self.actors(span))]
        return [(name, None) for span in others if not self.is_nobody(name := self.name(span))]

    def opening(self, index: int) -> list[tuple[str, str | None]]:
        """Who vouches for the beginning of a sentence."""
        lines = self.scene.lines
        return self.vouchers(lines[index].sentence.start) if index < len(lines) else []

    def explained(self, draft: Draft) -> list[tuple[str, str | None]]:
        """Who vouches for a plan that came to nothing, in the sentence behind it.

        Its own party gives the reason ("Der Minister musste passen. Er sei krank, teilte er mit"), or somebody tells
        of the decision by name ("Der Besuch ist abgesagt worden. Die Entscheidung sei gefallen, teilte X mit").
        """
        if draft.status not in ("cancelled", "denied"):
            return []
        numbers = {a.number for a in draft.actors()}
        for quote in self._of_sentence.get(draft.seat.line + 1, ()):
            if quote.within is not None or quote.inherited or not quote.cue:
                continue
            own = any(a.number in numbers for span in quote.speaker for a in self.actors(span))
            if quote.kind == "indirect" and (own or self._tells_of(quote, draft)):
                return [(name, None) for span in quote.speaker if not self.is_nobody(name := self.name(span))]
        return []

    def _tells_of(self, quote: Quote, draft: Draft) -> bool:
        """Whether what is said begins with the decision or the happening itself, by a definite noun."""
        tokens = self.scene.tokens
        first = tokens.at(quote.quote[0][0])
        if tokens.lower[first] not in self.scene.syntax.definite or first + 1 >= len(tokens):
            return False
        noun = tokens.lower[first + 1]
        known = noun_words(self.scene.pack).rules[noun]
        return noun in self._decisions or (known is not None and known[0].event == draft.event)

    def _passes_on(self, quote: Quote) -> bool:
        actors = self.actors(quote.speaker[0])
        entry = actors[0].entry if actors else None
        return entry is not None and entry.subkind in ("agency", "outlet")

    def relay(self, quote: Quote) -> str | None:
        """Who passes on a quotation in the sentence behind it; None where nobody does."""
        passer = self._relays.get(self._place[id(quote)])
        return self.name(self.quotes[passer].speaker[0]) if passer is not None else None

    def is_relay(self, quote: Quote) -> bool:
        """Whether a quotation only passes on the one before it."""
        return self._place[id(quote)] in self._relays.values()

    def _around(self, offset: int) -> list[int]:
        """The quotations with a speaker that hold a character, by index."""
        found: list[int] = []
        at = bisect_right(self._starts, offset) - 1
        while at >= 0 and self._reach[at] > offset:
            if self._spoken[at][1] > offset:
                found.append(self._spoken[at][2])
            at -= 1
        return sorted(found)

    def is_nobody(self, name: str) -> bool:
        """Whether words stand where a source would and name none ("dem Vernehmen nach")."""
        return name.lower() in self.scene.pack.table("speech_names")["no_sources"]


def attribute(draft: Draft, voices: Voices) -> None:
    """Write into a draft who vouches for it."""
    offset = voices.scene.tokens.starts[draft.first]
    found = voices.vouchers(offset)
    if not found and becomes_known(voices.scene, draft.seat):
        found = voices.opening(draft.seat.line + 1)  # "Es wurde bekannt, dass … Dort werde er bleiben, teilte X mit."
    found = found or voices.explained(draft)
    draft.sources.extend((source, via) for source, via in found if source)
    draft.unattributed = not found
    draft.vouched_by_newsroom = draft.unattributed and draft.seat.line > 0
