"""Who vouches for a happening: the speakers of the quotations that its trigger stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from tracker.parsing.happenings.circumstances import becomes_known
from tracker.parsing.happenings.scene import Draft, Scene
from tracker.parsing.happenings.told_by_nouns.words import noun_words
from tracker.parsing.speech.meant import Meant
from tracker.parsing.speech.quote import Quote
from tracker.parsing.speech.relays import cited, relayed
from tracker.parsing.text.nominative import Wording

_REFUSAL = "reject"
"""The statement_kind of refusals."""


class Voices:
    """The quotations of a text with their speakers resolved."""

    def __init__(self, scene: Scene, quotes: Sequence[Quote], wording: Wording) -> None:
        self.scene = scene
        self.meant = Meant(scene, quotes, wording)
        self.quotes = quotes = self.meant.quotes
        self._decisions = frozenset(scene.pack.table("speech").get("decisions", ()))
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

    def vouchers(self, offset: int) -> list[tuple[str, str | None]]:
        """Source and outlet for what stands at an offset, the innermost quotation first."""
        around = [self.quotes[n] for n in self._around(offset)]
        around = [q for q in around if not self.is_relay(q)] or around
        if not around:
            line = self.meant.line(offset)
            beside = self._of_sentence.get(line.index, ()) if line is not None else ()
            framed = (q for q in beside if q.relayed_by and any(start <= offset < end for start, end in q.frame))
            return [(self.meant.name(span), None) for quote in framed for span in quote.relayed_by]
        inner = min(around, key=lambda q: sum(end - start for start, end in q.quote))
        if inner.kind == "reported" or (inner.statement_kind == _REFUSAL and self._in_infinitive(offset)):
            return []
        via = self.meant.name(inner.via[0]) if inner.via else self.relay(inner)
        if via is None and inner.addressee:
            addressed = self.meant.actors(inner.addressee[0])
            if addressed and addressed[0].entry is not None and addressed[0].entry.subkind in ("agency", "outlet"):
                via = addressed[0].name
        source = cited(self.meant, inner)
        if source is not None:
            return [(self.meant.name(source), self.meant.name(inner.speaker[0]))]
        named = [(self.meant.name(span), via) for span in inner.speaker]
        return [(name, outlet) for name, outlet in named if not self.meant.is_nobody(name)]

    def _in_infinitive(self, offset: int) -> bool:
        """Whether a character stands in an infinitive: what somebody refuses to do is done by that, before all eyes."""
        seat = self.scene.seat_of(self.scene.tokens.at(offset))
        return seat is not None and self.scene.clause(seat).kind == "infinitive"

    def says_of_self(self, quote: Quote) -> bool:
        """Whether a speaker tells, in an act of his own, what he said: "Er habe dem Gast klargemacht, dass …"."""
        if quote.within is None:
            return False
        own = {a.number for span in quote.speaker for a in self.meant.actors(span)}
        outer = {a.number for span in self.quotes[quote.within].speaker for a in self.meant.actors(span)}
        return bool(own) and own == outer

    def as_cited(self, quote: Quote) -> Quote:
        """The quotation with the source that an outlet relies on as its speaker: "X meldete unter Berufung auf Y"."""
        source = cited(self.meant, quote) if len(quote.speaker) == 1 and self._passes_on(quote) else None
        return quote if source is None else replace(quote, speaker=(source,), via=(*quote.speaker, *quote.via))

    def tellers(self, quote: Quote) -> list[tuple[str, str | None]]:
        """In whose speech a reporting act stands, if that is somebody else: "X habe, so Y, den Krieg erklärt"."""
        if quote.within is None:
            return []
        own = {a.number for span in quote.speaker for a in self.meant.actors(span)}
        outer = self.quotes[quote.within]
        others = [span for span in outer.speaker if own.isdisjoint(a.number for a in self.meant.actors(span))]
        return [(name, None) for span in others if not self.meant.is_nobody(name := self.meant.name(span))]

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
            own = any(a.number in numbers for span in quote.speaker for a in self.meant.actors(span))
            if quote.kind == "indirect" and (own or self._tells_of(quote, draft)):
                return [
                    (name, None) for span in quote.speaker if not self.meant.is_nobody(name := self.meant.name(span))
                ]
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
        """Whether an outlet speaks."""
        actors = self.meant.actors(quote.speaker[0])
        entry = actors[0].entry if actors else None
        if entry is None:
            return self.meant.is_outlet(quote.speaker[0])
        return entry.subkind in ("agency", "outlet")

    def relay(self, quote: Quote) -> str | None:
        """Who passes on a quotation in the sentence behind it; None where nobody does."""
        passer = self._relays.get(self._place[id(quote)])
        return self.meant.name(self.quotes[passer].speaker[0]) if passer is not None else None

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
