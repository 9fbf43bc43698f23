"""Turn quotations into statements: one for each reporting act, with speaker, addressee, time and evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.parsing.cast.actors import Actor
from tracker.parsing.happenings.scene import Scene
from tracker.parsing.happenings.told_by_nouns.words import noun_words
from tracker.parsing.happenings.told_by_verbs.drafts import time_beside
from tracker.parsing.speech.attribution import Voices
from tracker.parsing.speech.quote import Quote
from tracker.parsing.times.context import ContextTimes
from tracker.parsing.times.find import TimePhrase

_FAR = 1200
"""Characters that one piece of evidence spans at most."""


@dataclass
class StatementDraft:
    """A statement before it becomes an event; parties without an actor are (name, role)."""

    quote: Quote
    parties: list[tuple[Actor | str, str]]
    when: TimePhrase | None
    spans: list[tuple[int, int]]
    cue: tuple[int, int]
    sources: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def last_sentence(self) -> int:
        """Index of the sentence of its words of saying."""
        return self.quote.sentence


def statement_drafts(scene: Scene, voices: Voices, context: ContextTimes) -> list[StatementDraft]:
    """The statements of a text in order; quotations without speaker or inside others are none of their own."""
    found: list[StatementDraft] = []
    for quote in voices.quotes:
        if not quote.apart or not quote.speaker or voices.is_relay(quote):
            continue
        told = voices.as_cited(quote)
        parties = _parties(voices, told)
        if not any(role == "speaker" for _, role in parties):
            continue
        if voices.says_of_self(quote):
            continue
        if found and quote.inherited and not quote.cue and _continues(found[-1], quote, parties):
            found[-1].spans.extend(_spans(quote))
            continue
        cue = quote.cue[0] if quote.cue else quote.quote[0]
        speakers = [p for p, role in parties if role == "speaker" and isinstance(p, Actor)]
        when = _when(scene, quote) or _when_around(scene, quote, speakers, context)
        found.append(StatementDraft(quote, parties, when, _spans(quote), cue, _sources(voices, quote, told, parties)))
    return found


def _sources(
    voices: Voices, quote: Quote, told: Quote, parties: list[tuple[Actor | str, str]]
) -> list[tuple[str, str | None]]:
    """Who vouches that it was said: the speaker by way of an outlet, else the one in whose speech it stands.

    Args:
        told: the same quotation, with a source that an outlet cites as its speaker.
    """
    vias = [voices.meant.name(span) for span in (*told.via, *quote.relayed_by)]
    if (relay := voices.relay(quote)) is not None:
        vias.append(relay)
    speaker = parties[0][0]
    name = speaker if isinstance(speaker, str) else speaker.name
    return [(name, via) for via in vias if via != name] or voices.tellers(quote)


def _continues(before: StatementDraft, quote: Quote, parties: list[tuple[Actor | str, str]]) -> bool:
    """Whether a quotation without words of saying goes on with what was said in the sentence before."""
    same = [p for p, role in parties if role == "speaker"] == [p for p, role in before.parties if role == "speaker"]
    return same and 0 <= quote.sentence - before.last_sentence <= 1


def _parties(voices: Voices, quote: Quote) -> list[tuple[Actor | str, str]]:
    parties: list[tuple[Actor | str, str]] = []
    for role, spans in (("speaker", quote.speaker), ("addressee", (*quote.addressee, *quote.via))):
        for span in spans:
            actors = [a for a in voices.meant.actors(span) if a not in [p for p, _ in parties]]
            if len(actors) == 1 and _is_described(voices, actors[0], span):
                actors[0].also(voices.meant.words(span))
            if actors:
                parties.extend((a, role) for a in actors)
            elif voices.meant.is_nobody(voices.meant.name(span)) or voices.meant.is_pronoun(span):
                continue
            elif (
                not voices.meant.actors(span)
                and (name := voices.meant.name(span))
                and (role == "speaker" or _may_listen(voices, name))
            ):
                parties.append((name, role))
    return parties


def _is_described(voices: Voices, actor: Actor, span: tuple[int, int]) -> bool:
    """Whether an actor has no name but what the text calls it; the whole phrase is another form of that."""
    return actor.kind == "source" or voices.meant.words(span).startswith(f"{actor.name} ")


def _may_listen(voices: Voices, name: str) -> bool:
    """Whether words can name an addressee: a happening ("vor dem Abflug") listens to nobody."""
    return noun_words(voices.scene.pack).rules[name.split()[-1].lower()] is None


def _when(scene: Scene, quote: Quote) -> TimePhrase | None:
    """The time of saying: a phrase in the clause of the cue, outside of what is said."""
    if not quote.cue:
        return None
    seat = scene.seat_of(scene.tokens.at(quote.cue[0][0]))
    if seat is None:
        return None
    cue = scene.tokens.at(quote.cue[0][0])
    piece = next(((a, b) for a, b in scene.clause(seat).spans if a <= cue < b), (cue, cue + 1))
    ordered = sorted(scene.times(seat), key=lambda t: not piece[0] <= t.first < piece[1])
    for time in ordered:
        inside = any(start <= time.start < end for start, end in quote.quote) and quote.kind != "reported"
        if not inside and time.type in ("DATE", "TIME") and (time.edtf is not None):
            return time
    return None


def _when_around(scene: Scene, quote: Quote, speakers: list[Actor], context: ContextTimes) -> TimePhrase | None:
    """The time of saying that a clause beside or a happening tells: "sagte er nach dem Gipfel"."""
    seat = scene.seat_of(scene.tokens.at(quote.cue[0][0])) if quote.cue else None
    if seat is None:
        return None
    beside = time_beside(scene, seat)
    if beside is not None and not any(start <= beside.start < end for start, end in quote.quote):
        return beside
    return context.of_saying(seat, speakers)


def _spans(quote: Quote) -> list[tuple[int, int]]:
    pieces = (
        [*quote.quote, *quote.frame, *quote.cue, *quote.speaker]
        if not quote.inherited
        else [*quote.quote, *quote.frame]
    )
    start, end = min(pieces)[0], max([end for _, end in pieces])
    if end - start <= _FAR:
        return [(start, end)]
    return [(s, min(e, s + 20_000)) for s, e in quote.quote]
